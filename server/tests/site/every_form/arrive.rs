//! The way to each form: as people come there, by the pages before it.

use std::time::Duration;

use super::{
    super::{
        appointments::{asks, link},
        house::{DEED, House, PASSWORD, Visitor},
    },
    rows::At,
};

async fn link_to(house: &House, name: &str, path: &str) -> String {
    let letters = house.letters_to(house.visitor(name).person().email).await;
    link(&letters, path)
}

pub async fn id_of(house: &House, name: &str) -> String {
    let sql =
        "select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1";
    house
        .lines(sql, house.visitor(name).person().email)
        .await
        .remove(0)
}

/// Somebody who has come so far; with the link that led there, if one did.
pub async fn arrives(house: &House, at: At) -> (Visitor<'_>, String) {
    let (jan, wim) = (house.visitor("jan"), house.visitor("wim"));
    let mut visitor = match at {
        At::Outside | At::Asked => house.stranger(),
        At::Choosing | At::OneOfTwo | At::ResetLink => wim,
        At::LoginCode => house.visitor("mo"),
        At::ResetCode | At::Inside | At::NumberCode => jan,
        At::Invited | At::ActivationCode => house.visitor("nora"),
        At::MustChange => house.visitor("tom"),
        At::Admin | At::StepUp => house.visitor("karin"),
        At::Desk | At::CallerCode | At::Request => house.visitor("sanne"),
    };
    let mut link = String::new();
    match at {
        At::Outside => {}
        At::Asked => link = asked(house).await,
        At::Request => {
            visitor.logs_in().await;
            asked(house).await;
            let sql = "select id from appointment where reference <> $1 order by id desc";
            link = house.lines(sql, "").await.remove(0);
        }
        At::Choosing => drop(visitor.gives_password().await.leads_to("/inloggen/bedrijf")),
        At::OneOfTwo => visitor.logs_in_at("Kantoor De Boer").await,
        At::LoginCode => drop(visitor.gives_password().await.leads_to("/inloggen/code")),
        At::ResetLink | At::ResetCode => {
            let (name, email) = (visitor.person().name, visitor.person().email);
            visitor
                .posts("/wachtwoord-vergeten", &[("email", email)])
                .await;
            link = link_to(house, name, "/wachtwoord-instellen/").await;
            if at == At::ResetCode {
                visitor
                    .posts(&link, &[("password", "vier groene fietsbellen")])
                    .await
                    .leads_to("/wachtwoord-instellen/code");
            }
        }
        At::Invited | At::ActivationCode => {
            house.later(Duration::from_secs(120));
            let mut karin = house.visitor("karin");
            karin.logs_in().await;
            let page = format!("/beheer/medewerkers/{}", id_of(house, "nora").await);
            let again = format!("{page}/uitnodiging-opnieuw");
            assert_eq!(karin.presses(&page, &again, &[]).await.status, 303);
            link = link_to(house, "nora", "/account-activeren/").await;
            if at == At::ActivationCode {
                visitor
                    .posts(&link, &[("password", "vier groene fietsbellen")])
                    .await
                    .leads_to("/account-activeren/code");
            }
        }
        At::CallerCode => {
            visitor.logs_in().await;
            let person = format!("/servicedesk/gebruikers/{}", id_of(house, "jan").await);
            let page = format!("{person}/beller-controleren");
            visitor
                .posts(&format!("{page}/versturen"), &[("kanaal", "sms")])
                .await
                .leads_to(&page);
        }
        At::MustChange | At::Inside | At::Admin | At::Desk => drop(visitor.logs_in().await),
        At::NumberCode => {
            visitor.logs_in().await;
            let fields = [("mobile", "06 12399999"), ("current_password", PASSWORD)];
            visitor
                .posts("/account/beveiliging/mobiel", &fields)
                .await
                .leads_to("/account/beveiliging/mobiel/code");
        }
        At::StepUp => {
            visitor.logs_in().await;
            house.later(Duration::from_secs(15 * 60));
            visitor
                .posts(DEED, &[("note", "x")])
                .await
                .leads_to("/bevestigen");
        }
    }
    (visitor, link)
}

/// The page of a request that the desk asked something about.
async fn asked(house: &House) -> String {
    const PETRA: &str = "petra@garage-delinde.example";
    let confirm = asks(house, "3100517", PETRA).await;
    let confirmed = house.stranger().posts(&confirm, &[]).await;
    assert_eq!(confirmed.status, 303);
    let follow = link(&house.letters_to(PETRA).await, "/aanvraag/");
    let sql = "update appointment set state = 'question_asked', state_until = $1 + 100000000 where state = 'confirmed'";
    let mut tx = house.world.services.db.write().await.unwrap();
    let now = house.world.services.now().unix_ms();
    flows::execute!(&mut tx, sql, now).unwrap();
    tx.commit().await.unwrap();
    follow
}

//! What was sent to somebody else is read by nobody else (SEC-77): every page and file, as an admin and as an agent, while
//! links, codes and belcodes of others are under way.

use std::collections::BTreeSet;

use super::{
    every_form::id_of,
    house::{House, Letter, On, PASSWORD, Visitor},
    matrix::Ids,
};

/// The secrets of letters that did not go to whoever walks.
fn secrets_of(letters: &[Letter], walker: &Visitor<'_>) -> BTreeSet<String> {
    let own = walker.person();
    let others = letters
        .iter()
        .filter(|letter| letter.to != own.email && letter.to != own.mobile);
    let mut secrets = BTreeSet::new();
    for letter in others {
        secrets.extend(letter.code().map(str::to_owned));
        secrets.extend(letter.secrets().map(str::to_owned));
    }
    secrets
}

/// Somebody else's link, code or belcode in what was answered.
fn found_in<'a>(secrets: &'a BTreeSet<String>, text: &str) -> Option<&'a String> {
    let words: BTreeSet<&str> = text
        .split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-' && sign != '_')
        .collect();
    secrets
        .iter()
        .find(|secret| words.contains(secret.as_str()))
}

/// Others ask, are invited, log in and change: every kind of secret is under way.
async fn under_way(house: &House, karin: &mut Visitor<'_>, sanne: &mut Visitor<'_>) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut post = async || {
        house.post_goes_out().await;
        letters.extend(house.post.read(|_| true));
        letters.clone()
    };
    for name in ["jan", "wim"] {
        let mut owner = house.visitor(name);
        let email = owner.person().email;
        owner
            .posts("/wachtwoord-vergeten", &[("email", email)])
            .await;
    }
    let jan = house.visitor("jan").person().email;
    let sent = post().await;
    let link = sent
        .iter()
        .filter(|letter| letter.to == jan)
        .find_map(|letter| letter.link("/wachtwoord-instellen/"));
    house
        .stranger()
        .posts(link.unwrap(), &[("password", "kanarie na de link 4711")])
        .await;
    house
        .visitor("mo")
        .types("mo@garage-jansen.example", PASSWORD)
        .await;
    let form = [
        ("voornaam", "Kanarina"),
        ("achternaam", "Piet"),
        ("nummer", "0612388888"),
        ("postvak", "kanarie@kantoor-deboer.example"),
        ("rights", "offertes"),
    ];
    assert_eq!(
        karin.posts("/beheer/medewerkers/nieuw", &form).await.status,
        303
    );
    let person = id_of(house, "karin").await;
    let check = format!("/servicedesk/gebruikers/{person}/beller-controleren/versturen");
    assert_eq!(sanne.posts(&check, &[("kanaal", "sms")]).await.status, 303);
    let sent = post().await;
    let link = sent
        .iter()
        .rev()
        .find_map(|letter| letter.link("/account-activeren/"));
    house
        .stranger()
        .posts(
            link.unwrap(),
            &[("password", "kanarie van een nieuwe 4711")],
        )
        .await;
    post().await
}

flows::on_each_database! {
    async fn sec_77_no_answer_to_an_admin_or_agent_holds_a_secret_that_was_sent_to_somebody_else(on: On) {
        let house = House::new(on).await;
        let ids = Ids::real(&house).await;
        let (mut karin, mut sanne, mut fatima) = (house.visitor("karin"), house.visitor("sanne"), house.visitor("fatima"));
        for walker in [&mut karin, &mut sanne, &mut fatima] {
            walker.logs_in().await;
        }
        let letters = under_way(&house, &mut karin, &mut sanne).await;
        let services = &house.world.services;
        let belcode = flows::desk::make_belcode(services, "/inloggen", None, "192.0.2.0/24").await.unwrap().unwrap();
        let mut seen = 0;
        for walker in [&mut karin, &mut sanne, &mut fatima] {
            let mut secrets = secrets_of(&letters, walker);
            secrets.insert(belcode.code.clone());
            assert!(secrets.len() >= 6, "the others were busy: {}", secrets.len());
            for name in ["piet", "jan", "wim", "nora", "mo", "karin", "daan"] {
                let person = id_of(&house, name).await;
                for endpoint in app::site::table().iter().filter(|endpoint| !endpoint.changes) {
                    let path = ids.in_place(&endpoint.path.replace("{id}", &person));
                    let answer = walker.get(&path).await;
                    seen += usize::from(answer.status == 200);
                    let headers = format!("{:?}", answer.headers);
                    for (part, text) in [("body", &answer.body), ("headers", &headers)] {
                        assert_eq!(found_in(&secrets, text), None, "{part} of {path}, for {}", walker.person().name);
                    }
                }
            }
        }
        assert!(seen > 200, "the walk went somewhere: {seen}");
    }
}

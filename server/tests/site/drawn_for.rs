//! A form that stands open in a tab of one company while another tab goes to the next one.

use std::time::Duration;

use super::house::{Answer, House, ORIGIN, On, Visitor};

const OFFICE: &str = "Kantoor De Boer";
const GARAGE: &str = "Garage Jansen";
const INVITE: &str = "/beheer/medewerkers/nieuw";
const ELSEWHERE: &str = "/account/ander-bedrijf";
const ILSE: [(&str, &str); 4] = [
    ("voornaam", "Ilse"),
    ("achternaam", "Kramer"),
    ("postvak", "ilse@kantoor-deboer.example"),
    ("nummer", "0612340099"),
];
/// Whatever a deed leaves.
const ROWS: &str = "select (select count(*) from audit) + (select count(*) from outbox) + (select count(*) from authorisation) where $1 = ''";

/// Wim looks after the staff of both.
async fn house(on: On) -> House {
    let house = House::new(on).await;
    let mut tx = house.world.services.db.write().await.unwrap();
    let both = "update authorisation set role = 'beheerder'
        where account_id = (select id from account where email = 'wim@kantoor-deboer.example')";
    flows::execute!(&mut tx, both).unwrap();
    tx.commit().await.unwrap();
    house
}

async fn goes_to(wim: &mut Visitor<'_>, company: &str) -> Answer {
    let choice = wim.get(ELSEWHERE).await.choice(company);
    wim.posts(ELSEWHERE, &[("organisation", &choice)])
        .await
        .leads_to("/inloggen/code");
    let inside = wim.gives_code().await;
    wim.reads_warning().await;
    inside
}

/// Sends a form of this page, as browsers do.
async fn sends(
    visitor: &mut Visitor<'_>,
    page: &Answer,
    (from, to): (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let number = (app::parts::FORM_NUMBER, page.form_number());
    let fields = [fields, &[number]].concat();
    let form = visitor.form(to, &fields, "same-origin");
    let form = Visitor::with(form, "referer", &format!("{ORIGIN}{from}"));
    visitor.sends(form).await
}

flows::on_each_database! {
    async fn sec_45_a_form_of_one_company_does_nothing_at_another(on: On) {
        let house = house(on).await;
        let mut wim = house.visitor("wim");
        wim.logs_in_at(OFFICE).await;
        let nora = "select u.id from authorisation u join account a on a.id = u.account_id where a.email = $1";
        let nora = house.lines(nora, "nora@kantoor-deboer.example").await.remove(0);
        let forms: [(&str, &[(&str, &str)]); 6] = [
            (INVITE, &ILSE),
            ("/account/beveiliging/mobiel", &[("mobile", "0612340098"), ("current_password", super::house::PASSWORD)]),
            ("/beheer/controle", &[]),
            ("/beheer/beheerders", &[("wie", &nora)]),
            ("/account/gegevens", &[("voornaam", "Willem"), ("achternaam", "Kok")]),
            ("/servicedesk", &[("q", "wim")]),
        ];
        let page = wim.get(INVITE).await;
        goes_to(&mut wim, GARAGE).await.leads_to("/start");
        house.post_goes_out().await;
        let before = house.number(ROWS, "").await;
        for (address, fields) in forms {
            let answer = sends(&mut wim, &page, (address, address), fields).await;
            assert_eq!(answer.status, 409, "{address}: {}", answer.in_short());
            answer.shows("Dit formulier was van Kantoor De Boer").shows("U werkt nu voor Garage Jansen.").shows(ELSEWHERE);
            answer.shows(&format!("href=\"{address}\"")).hides(super::house::PASSWORD);
        }
        // The page of one person is of one company.
        let person = format!("/beheer/medewerkers/{nora}");
        let answer = sends(&mut wim, &page, (&person, &format!("{person}/uitnodiging-opnieuw")), &[]).await;
        assert_eq!(answer.status, 409);
        answer.shows("href=\"/start\"").hides(&nora);
        for endpoint in app::site::table().iter().filter(|endpoint| endpoint.changes && endpoint.path != "/uitloggen") {
            let answer = sends(&mut wim, &page, (endpoint.path, endpoint.path), &[]).await;
            assert_eq!(answer.status, 409, "{}", endpoint.path);
        }
        assert_eq!(house.number(ROWS, "").await, before, "nothing was done");
        // Of here, and of a page that says nothing: they go on.
        let here = wim.get(INVITE).await;
        for numbered in [&here, &wim.get("/beheer/medewerkers").await] {
            sends(&mut wim, numbered, (INVITE, INVITE), &[]).await.shows("Vul de achternaam in.");
        }
        assert_eq!(wim.posts(INVITE, &[]).await.status, 422);
        let file = wim.get("/beheer/logboek.csv").await;
        assert!(file.header("content-disposition").contains("-garage-jansen-"), "{:?}", file.headers);
        sends(&mut wim, &page, ("/start", "/uitloggen"), &[]).await.leads_to("/uitgelogd");
    }

    async fn sec_45_what_was_typed_for_another_company_is_there_when_its_owner_goes_back(on: On) {
        let house = house(on).await;
        let mut wim = house.visitor("wim");
        wim.logs_in_at(OFFICE).await;
        let page = wim.get(INVITE).await;
        goes_to(&mut wim, GARAGE).await;
        sends(&mut wim, &page, (INVITE, INVITE), &ILSE).await.shows("dan staat er weer wat u invulde");
        wim.get(INVITE).await.hides("Ilse");
        house.later(Duration::from_secs(60));
        goes_to(&mut wim, OFFICE).await.leads_to(INVITE);
        let again = wim.follows().await;
        again.shows("Hier staat wat u had ingevuld.").shows("value=\"Ilse\"").shows("value=\"Kramer\"");
        wim.get(INVITE).await.hides("Ilse");
        sends(&mut wim, &again, (INVITE, INVITE), &[&ILSE[..], &[("rights", "offertes")]].concat()).await.leads_to("/beheer/medewerkers");
        let letter = house.letter_to("ilse@kantoor-deboer.example").await;
        assert!(letter.text.contains(OFFICE) && !letter.text.contains(GARAGE), "{}", letter.text);
        // Going on from there, nothing of it is left.
        goes_to(&mut wim, GARAGE).await.leads_to("/start");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_45_a_button_of_another_company_is_pressed_once_more_there(on: On) {
        let house = house(on).await;
        let mut wim = house.visitor("wim");
        wim.logs_in_at(OFFICE).await;
        let page = wim.get("/beheer/controle").await;
        goes_to(&mut wim, GARAGE).await;
        sends(&mut wim, &page, ("/beheer/controle", "/beheer/controle"), &[]).await.hides("wat u invulde");
        house.later(Duration::from_secs(60));
        goes_to(&mut wim, OFFICE).await.leads_to("/beheer/controle");
        wim.follows().await.shows("Er is nog niets gewijzigd, want u werkte voor een ander bedrijf. Doe het nog een keer.");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_45_a_form_that_somebody_else_left_open_in_this_browser_is_not_sent_nor_kept(on: On) {
        let house = house(on).await;
        let mut wim = house.visitor("wim");
        wim.logs_in_at(OFFICE).await;
        let page = wim.get(INVITE).await;
        wim.posts("/uitloggen", &[]).await;
        let mut karin = house.visitor("karin");
        karin.jar = wim.jar.clone();
        karin.logs_in().await;
        let answer = sends(&mut karin, &page, (INVITE, INVITE), &ILSE).await;
        assert_eq!(answer.status, 409);
        answer.shows("Dit formulier was van iemand anders of van een ander bedrijf").shows("U werkt nu voor Kantoor De Boer.").hides("Terug naar");
        karin.get(INVITE).await.hides("Ilse");
        // The same person here once more: a form left open over lunch goes on.
        karin.posts("/uitloggen", &[]).await;
        wim.jar = karin.jar.clone();
        wim.logs_in_at(OFFICE).await;
        assert_eq!(sends(&mut wim, &page, (INVITE, INVITE), &[]).await.status, 422);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }
}

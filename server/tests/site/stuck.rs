//! Who gets stuck reads whom to turn to who can really help, and whoever is asked reads what to do.

use std::time::Duration;

use super::{
    appointments::{asks, link, number_of},
    every_form::id_of,
    house::{Answer, House, Letter, On, Visitor},
};

const NEW: &str = "vier groene fietsbellen";
const LIST: &str = "/beheer/medewerkers";
const ACTIVATING: &str = "/account-activeren/code";

/// Types five wrong codes; the page after the last.
async fn guesses(house: &House, visitor: &mut Visitor<'_>, (number, path): (&str, &str)) -> Answer {
    let code = house.letter_to(number).await.code().unwrap().to_owned();
    let wrong = if code == "000000" { "111111" } else { "000000" };
    for _ in 0..4 {
        visitor.posts(path, &[("code", wrong)]).await;
    }
    visitor.posts(path, &[("code", wrong)]).await
}

/// What a letter says, wherever its lines end.
fn words(letter: &Letter) -> String {
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nobody but the desk can help at Garage Jansen.
async fn blocks_fatima(house: &House) {
    let sql = "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where email = $1";
    house.run(sql, "fatima@garage-jansen.example").await;
}

flows::on_each_database! {
    async fn sec_04_whom_wrong_codes_kept_from_an_invitation_is_sent_another_and_the_page_says_so_once_asked(on: On) {
        const NUMBER: &str = "+31687654321";
        let house = House::new(on).await;
        let (mut fatima, mut noor, mut sanne) = (house.visitor("fatima"), house.stranger(), house.visitor("sanne"));
        let email = "noor@garage-jansen.example";
        fatima.logs_in().await;
        let fields = [
            ("voornaam", "Noor"), ("achternaam", "Visser"), ("postvak", email), ("nummer", "06 87654321"), ("rights", "schade-melden"),
        ];
        fatima.posts(&format!("{LIST}/nieuw"), &fields).await.leads_to(LIST);
        let invitation = house.letter_to(email).await.link("/account-activeren/").unwrap().to_owned();
        noor.posts(&invitation, &[("email", email), ("password", NEW)]).await.leads_to(ACTIVATING);
        noor.get(ACTIVATING).await.shows("Daar meldt u dat het nummer niet klopt.").hides("/hulp-vragen").hides("Terug naar inloggen");
        let shut = guesses(&house, &mut noor, (NUMBER, ACTIVATING)).await;
        shut.shows("Vraag mijn beheerder om hulp").hides("Bel 0800 1234");
        house.letters_to(email).await;
        let page = format!("{LIST}/{}", house.lines("select id from authorisation where mobile = $1", NUMBER).await.remove(0));
        // Nothing is told of an account before its invitation was accepted, until its owner asks.
        fatima.get(&page).await.shows("De uitnodiging werkt tot").hides("te vaak een verkeerde");
        noor.posts("/hulp-vragen", &[("email", email), ("kind", "cannot_log_in")]).await.leads_to("/hulp-vragen/verstuurd");
        noor.follows().await.shows("Is uw toegang gestopt? Dan vragen wij niemand.");
        house.letters_to(email).await;
        let asked = house.letter_to("fatima@garage-jansen.example").await;
        assert_eq!(asked.subject, "Noor Visser kan het account niet klaarmaken");
        assert!(words(&asked).contains("Stuur de uitnodiging opnieuw."), "{}", asked.text);
        fatima.get(LIST).await.shows("Vraagt uw hulp: account klaarmaken lukt niet").shows(&format!("{page}/uitnodiging-opnieuw"));
        let stuck = fatima.get(&page).await;
        stuck.shows("Noor kan het account niet klaarmaken. Misschien is te vaak een verkeerde sms-code ingevuld").hides("erkt tot");
        assert_eq!(stuck.body.matches("uitnodiging-opnieuw\"").count(), 1, "{}", stuck.body);
        sanne.logs_in().await;
        let at_desk = page.replace(LIST, "/servicedesk/gebruikers");
        sanne.get(&at_desk).await.shows("Noor kan het account niet klaarmaken: er is te vaak een verkeerde sms-code ingevuld");
        house.later(Duration::from_secs(120));
        fatima.presses(&page, &format!("{page}/uitnodiging-opnieuw"), &[]).await.leads_to(&page);
        fatima.follows().await.shows("De uitnodiging werkt tot").hides("kan het account niet klaarmaken.");
        let again = link(&house.letters_to(email).await, "/account-activeren/");
        house.stranger().get(&again).await.shows("name=\"password\"");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_first_admin_who_is_kept_out_by_wrong_codes_is_sent_to_the_desk_and_the_pages_of_the_request_say_so(on: On) {
        let house = House::new(on).await;
        blocks_fatima(&house).await;
        let number = number_of(&house, "Garage Jansen").await;
        let email = "petra@garage-jansen.example";
        let confirm = asks(&house, &number, email).await;
        house.stranger().posts(&confirm, &[]).await.leads_to(&confirm);
        let status = link(&house.letters_to(email).await, "/aanvraag/");
        let id = house.lines("select id from appointment where email = $1", email).await.remove(0);
        let case = format!("/servicedesk/aanvragen/{id}");
        let (mut sanne, mut daan, mut petra) = (house.visitor("sanne"), house.visitor("daan"), house.stranger());
        sanne.logs_in().await;
        daan.logs_in().await;
        let deed = |deed: &str| format!("{case}/{deed}");
        for (path, fields) in [
            (deed("behandelen"), vec![]),
            (deed("bedrijf"), vec![("number", number.as_str())]),
            (deed("terugbellen"), vec![("called", "055 123 4567"), ("source", "relatiebestand")]),
            (deed("akkoord"), vec![]),
        ] {
            let page = if fields.is_empty() { &case } else { &path };
            sanne.presses(page, &path, &fields).await.leads_to(&case);
        }
        daan.presses(&case, &deed("goedkeuren"), &[]).await.leads_to(&case);
        petra.get(&status).await.shows("U hebt een mail gekregen om uw account klaar te maken.");
        let invitation = link(&house.letters_to(email).await, "/account-activeren/");
        petra.posts(&invitation, &[("email", email), ("password", NEW)]).await.leads_to(ACTIVATING);
        let shut = guesses(&house, &mut petra, ("+31612345701", ACTIVATING)).await;
        shut.shows("Bel 0800 1234").hides("Vraag mijn beheerder om hulp");
        let again = petra.get(&invitation).await;
        again.shows("Bij uw bedrijf kan nu niemand anders u helpen.").shows("Bel 0800 1234").hides("Vraag mijn beheerder om hulp");
        petra.get(&status).await.shows("de link om uw account klaar te maken werkt niet meer").shows("Bel 0800 1234");
        daan.get(&case).await.shows("De nieuwe beheerder kan het account niet klaarmaken").shows("Naar de uitnodiging");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn an_admin_whom_only_the_desk_helps_reads_its_number_and_nobody_is_sent_to_ask_for_an_admin(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut jan) = (house.visitor("karin"), house.visitor("jan"));
        karin.gives_password().await.leads_to("/inloggen/code");
        let number = karin.person().mobile;
        let shut = guesses(&house, &mut karin, (number, "/inloggen/code")).await;
        shut.shows("Bel 0800 1234").hides("Vraag mijn beheerder om hulp");
        let email = karin.person().email;
        house.letters_to(email).await;
        for who in [email, jan.person().email] {
            house.stranger().posts("/hulp-vragen", &[("email", who), ("kind", "cannot_log_in")]).await;
            for letter in house.letters_to(who).await {
                assert!(!letter.text.contains("/gebruikersbeheerder-aanvragen"), "{}", letter.text);
            }
        }
        jan.gives_password().await.leads_to("/inloggen/code");
        let number = jan.person().mobile;
        let shut = guesses(&house, &mut jan, (number, "/inloggen/code")).await;
        shut.shows("Bel 0800 1234").hides("Vraag mijn beheerder om hulp");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn ones_own_question_is_no_work_of_ones_own_and_stays_with_the_desk(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut sanne) = (house.visitor("karin"), house.visitor("sanne"));
        karin.logs_in().await;
        let form = karin.get("/hulp-vragen?soort=more_rights").await;
        form.shows("Uw vraag gaat naar onze servicedesk.").hides("Uw beheerder beslist").hides("/gebruikersbeheerder-aanvragen\"");
        let waits = "2 medewerkers wachten op uw hulp";
        karin.get("/start").await.shows(waits);
        karin.posts("/hulp-vragen", &[("kind", "more_rights")]).await.leads_to("/start");
        karin.get("/start").await.shows(waits);
        karin.get(LIST).await.hides("Vraagt uw hulp: wil meer");
        let own = format!("{LIST}/{}", id_of(&house, "karin").await);
        karin.get(&own).await.hides("Vraagt uw hulp: wil meer").hides("Markeer als afgehandeld");
        let request = house.lines("select id from help_request where kind = $1", "more_rights").await.remove(0);
        karin.posts(&format!("{own}/hulp-afgehandeld"), &[("vraag", &request)]).await;
        assert_eq!(house.number("select count(*) from help_request where kind = $1 and closed_at is null", "more_rights").await, 1);
        sanne.logs_in().await;
        sanne.get("/servicedesk/hulpvragen").await.shows("Karin Boer");
        // Of a company whose admin cannot get in, and of one that has none: it is told how to get one.
        blocks_fatima(&house).await;
        let mut mo = house.visitor("mo");
        mo.logs_in().await;
        let form = "/hulp-vragen?soort=more_rights";
        mo.get(form).await.shows("Uw vraag gaat naar onze servicedesk.").hides("/gebruikersbeheerder-aanvragen\"");
        house.run("update authorisation set role = 'medewerker' where id = $1", &id_of(&house, "fatima").await).await;
        mo.get(form).await.shows("Uw vraag gaat naar onze servicedesk.").shows("/gebruikersbeheerder-aanvragen\"");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_wrong_number_is_passed_on_by_its_owner_and_no_question_any_more_once_a_code_reached_it(on: On) {
        let house = House::new(on).await;
        let (mut mo, mut fatima) = (house.visitor("mo"), house.visitor("fatima"));
        let (email, admin) = (mo.person().email, "fatima@garage-jansen.example");
        let asks = async || {
            house.stranger().posts("/hulp-vragen", &[("email", email), ("kind", "wrong_number")]).await.leads_to("/hulp-vragen/verstuurd");
            let told = words(&house.letter_to(email).await);
            assert!(told.contains("Geef uw nieuwe nummer zelf door aan Fatima Yilmaz") && !told.contains("U hoeft niets te doen. Is"), "{told}");
            assert!(words(&house.letter_to(admin).await).contains("Vraag Mo Bakker zelf naar het nieuwe nummer"));
        };
        const OPEN: &str = "select count(*) from help_request where kind = $1 and closed_at is null";
        asks().await;
        assert_eq!(house.number(OPEN, "wrong_number").await, 1);
        mo.logs_in().await;
        assert_eq!(house.number(OPEN, "wrong_number").await, 0);
        house.later(Duration::from_secs(3_600));
        asks().await;
        fatima.logs_in().await;
        let form = format!("{LIST}/{}/mobiel", id_of(&house, "mo").await);
        fatima.get(&form).await.shows("Vraag Mo zelf naar het nieuwe nummer");
        fatima.presses(&form, &form, &[("nummer", "0687654321"), ("klopt", "ja")]).await;
        let changed = house.letter_to(email).await;
        for said in ["Is het nummer verkeerd overgenomen? Bel Fatima Yilmaz", "Weet u hier niets van? Blokkeer dan meteen", "/inloggen"] {
            assert!(words(&changed).contains(said), "{said}: {}", changed.text);
        }
        let freeze = changed.link("/blokkeren/").unwrap().to_owned();
        mo.posts(&freeze, &[]).await;
        mo.get("/blokkeren/klaar").await.shows("Bel 0800 1234");
        let frozen = house.letters_to(email).await;
        let frozen = frozen.iter().find(|letter| letter.subject == "Uw account is geblokkeerd").unwrap();
        let frozen = words(frozen);
        let [call, ask] = ["Vertel wat er is gebeurd.", "om uw account te deblokkeren"].map(|said| frozen.find(said).unwrap());
        assert!(call < ask, "{frozen}");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn who_has_no_access_any_more_or_not_yet_reads_who_gives_it(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        stranger.get("/hulp-bij-inloggen/adviseur/toegangscode").await.shows("Mail mij de naam").hides("Vraag mijn beheerder om hulp");
        stranger.get("/hulp-bij-inloggen/adviseur/geblokkeerd").await.shows("Wij vragen dat niet voor u");
        stranger.get("/hulp-bij-inloggen/adviseur/geen-account").await.shows("/gebruikersbeheerder-aanvragen\">Vraag er een aan</a>");
        let unknown = "niemand@nergens.example";
        stranger.posts("/wie-is-mijn-beheerder", &[("email", unknown)]).await;
        assert!(house.letter_to(unknown).await.text.contains("/gebruikersbeheerder-aanvragen"));
        let mut sem = house.visitor("sem");
        sem.gives_password().await.leads_to("/inloggen/code");
        sem.gives_code().await.shows("href=\"mailto:karin@kantoor-deboer.example\"");
    }

    async fn a_request_that_is_over_says_why_and_what_helps(on: On) {
        let house = House::new(on).await;
        let email = "petra@nergens.example";
        let mut petra = house.stranger();
        let mut pages = Vec::new();
        for _ in 0..2 {
            let confirm = asks(&house, "9876543", email).await;
            petra.posts(&confirm, &[]).await.leads_to(&confirm);
            pages.push(link(&house.letters_to(email).await, "/aanvraag/"));
            house.later(Duration::from_secs(3_600));
        }
        petra.get(&pages[0]).await.shows("Deze aanvraag is vervangen door GB-2026-00002.").hides("Nieuwe aanvraag");
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let id = house.lines("select id from appointment where email = $1 and state = 'confirmed'", email).await.remove(0);
        let case = format!("/servicedesk/aanvragen/{id}");
        let reject = format!("{case}/afwijzen");
        sanne.posts(&format!("{case}/behandelen"), &[]).await.leads_to(&case);
        // Whoever has no access cannot be sent to the login page.
        sanne.get(&reject).await.hides("value=\"has_access\"");
        assert_ne!(sanne.presses(&reject, &reject, &[("reason", "has_access"), ("note", "")]).await.status, 303);
        sanne.presses(&reject, &reject, &[("reason", "number_wrong"), ("note", "")]).await.leads_to(&case);
        let page = petra.get(&pages[1]).await;
        let [why, act] = ["hoort niet bij uw bedrijf", "Nieuwe aanvraag"].map(|said| page.body.find(said).unwrap());
        assert!(why < act, "the reason first");
        page.shows("Bel 0800 1234");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn who_has_access_already_reads_how_to_log_in_and_the_desk_sees_it_before(on: On) {
        let house = House::new(on).await;
        let number = number_of(&house, "Garage Jansen").await;
        let email = "mo@garage-jansen.example";
        let called = "update authorisation set given_name = 'Petra', infix = 'de', family_name = 'Wit' where mobile = $1";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, called, "+31612345609").unwrap();
        tx.commit().await.unwrap();
        let confirm = asks(&house, &number, email).await;
        house.stranger().posts(&confirm, &[]).await.leads_to(&confirm);
        let status = link(&house.letters_to(email).await, "/aanvraag/");
        let id = house.lines("select id from appointment where email = $1", email).await.remove(0);
        let case = format!("/servicedesk/aanvragen/{id}");
        let reject = format!("{case}/afwijzen");
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts(&format!("{case}/behandelen"), &[]).await.leads_to(&case);
        sanne.get(&case).await.shows("Deze persoon heeft hier al toegang");
        sanne.presses(&reject, &reject, &[("reason", "has_access"), ("note", "")]).await.leads_to(&case);
        house.stranger().get(&status).await.shows("Naar inloggen").shows("Wachtwoord vergeten?").shows("Bel 0800 1234").hides("Nieuwe aanvraag");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }
}

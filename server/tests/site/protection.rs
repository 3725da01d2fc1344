//! What the page of somebody says who is out of reach of the own admins: no button that would be refused, and who helps.

use std::time::Duration;

use domain::MobileNumber;
use flows::operator;

use super::house::{House, Letter, On, PASSWORD};

const WHO: &str = "select id from authorisation where mobile = $1 order by id";

/// The code that a caller reads out.
pub(super) fn read_out(letter: &Letter) -> String {
    let mut words = letter.text.split(|letter: char| !letter.is_ascii_digit());
    let code = words.find(|word| word.len() == 6);
    code.unwrap().to_owned()
}

flows::on_each_database! {
    async fn whoever_wanted_the_block_is_called_before_it_is_lifted_and_gets_a_link(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let piet = house.lines(WHO, house.visitor("piet").person().mobile).await.remove(0);
        let (list, page) = ("/beheer/medewerkers", format!("/beheer/medewerkers/{piet}"));
        let of_piet = format!("href=\"{page}/deblokkeren");
        karin.get(list).await.shows(&of_piet);
        karin.get(&page).await.hides("voordat u deblokkeert");
        for block in [
            "update account set blocked_reason = 'frozen_by_owner', blocked_at = 1 where email_canonical = $1",
            "update account set blocked_reason = 'by_desk', blocked_at = 1 where email_canonical = $1",
        ] {
            house.run(block, house.visitor("piet").person().email).await;
            karin.get(list).await.shows("Bekijken en deblokkeren").hides(&of_piet);
            karin.get(&page).await.shows("Bel Piet voordat u deblokkeert").shows(&of_piet);
            let unblock = format!("{page}/deblokkeren");
            karin.presses(&unblock, &unblock, &[]).await.leads_to(&page);
            let after = karin.follows().await;
            after.shows("Piet Visser is gedeblokkeerd").shows("Het oude wachtwoord werkt niet meer, want misschien kent iemand anders het").shows("Stuur Piet een wachtwoordlink").hides("voordat u deblokkeert");
        }
    }

    async fn sec_67_the_page_of_who_was_admin_until_lately_offers_no_keys_and_says_who_helps(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let jan = house.lines(WHO, house.visitor("jan").person().mobile).await.remove(0);
        let page = format!("/beheer/medewerkers/{jan}");
        let (mobile, link) = (format!("{page}/mobiel"), format!("{page}/wachtwoordlink"));
        karin.get(&page).await.shows(&mobile).shows(&link);
        karin.posts(&format!("/beheer/beheerders/{jan}/aanwijzen"), &[]).await;
        karin.posts(&format!("/beheer/beheerders/{jan}/stoppen"), &[]).await;
        karin.get("/beheer/beheerders").await;
        let seen = karin.get(&page).await;
        seen.hides(&mobile).hides(&link).shows("alleen onze servicedesk (0800 1234) het mobiele nummer");
        karin.get(&mobile).await.leads_to(&page);
        karin.follows().await.shows("Alleen onze servicedesk kan dit nu doen.");
        karin.posts(&mobile, &[("nummer", "06 87654321")]).await.leads_to(&page);
        let number = house.lines("select mobile from authorisation where id = $1", &jan).await;
        assert_eq!(number, [house.visitor("jan").person().mobile]);
        karin.posts(&link, &[]).await.leads_to(&page);
        karin.follows().await.shows("Alleen onze servicedesk kan dit nu doen.");
        house.letters_to(house.visitor("jan").person().email).await;
    }

    async fn sec_69_who_is_admin_elsewhere_is_offered_no_unblock_and_the_page_says_who_helps(on: On) {
        let house = House::new(on).await;
        let wim = house.visitor("wim").person();
        let here = "select u.id from authorisation u join organisation o on o.id = u.organisation_id
            where u.mobile = $1 and o.kind = 'adviseur'";
        let here = house.lines(here, wim.mobile).await.remove(0);
        house.run("update authorisation set role = 'beheerder'
            where mobile = $1 and organisation_id in (select id from organisation where kind = 'garage')", wim.mobile).await;
        house.run("update account set blocked_reason = 'wrong_codes' where email_canonical = $1", wim.email).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let page = format!("/beheer/medewerkers/{here}");
        let unblock = format!("{page}/deblokkeren");
        let says = "Alleen onze servicedesk (0800 1234) kan ";
        for path in ["/beheer/medewerkers", page.as_str()] {
            let seen = karin.get(path).await;
            seen.hides(&unblock).shows(says);
            seen.hides("Garage Jansen");
        }
        karin.presses(&unblock, &unblock, &[]).await.leads_to(&page);
        karin.follows().await.shows("onze servicedesk kan dit doen voor").hides("Garage Jansen");
        let blocked = "select count(*) from account where email_canonical = $1 and blocked_reason is not null";
        assert_eq!(house.number(blocked, wim.email).await, 1);
    }

    async fn sec_69_the_desks_page_says_that_a_number_of_here_is_no_proof_for_an_admin_of_elsewhere(on: On) {
        let house = House::new(on).await;
        let wim = house.visitor("wim").person();
        let here = "select u.id from authorisation u join organisation o on o.id = u.organisation_id
            where u.mobile = $1 and o.kind = 'adviseur'";
        let here = house.lines(here, wim.mobile).await.remove(0);
        house.run("update authorisation set role = 'beheerder'
            where mobile = $1 and organisation_id in (select id from organisation where kind = 'garage')", wim.mobile).await;
        house.run("update account set blocked_reason = 'wrong_codes' where email_canonical = $1", wim.email).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let page = format!("/servicedesk/gebruikers/{here}");
        let (check, unblock) = (format!("{page}/beller-controleren"), format!("{page}/deblokkeren"));
        let (send, says) = (format!("{check}/versturen"), "Wim is ook bij een ander bedrijf beheerder");
        sanne.get(&page).await.shows(says).shows("Controleer Wim daarvoor per mail.");
        sanne.posts(&send, &[("kanaal", "sms")]).await.leads_to(&check);
        let code = read_out(&house.letter_to(wim.mobile).await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.get(&page).await.shows("Het is Wim. Tot ").shows(" kunt u: overal uitloggen.").shows(says).hides(&unblock).hides(&format!("{page}/blokkeren"));
        for deed in [&unblock, &format!("{page}/wachtwoordlink"), &format!("{page}/blokkeren")] {
            sanne.posts(deed, &[("reden", "cannot_log_in")]).await.leads_to(&page);
            sanne.follows().await.shows(says).shows("Controleer Wim daarvoor per mail.");
        }
        assert_eq!(house.block_of("wim").await, "wrong_codes");
        sanne.posts(&send, &[("kanaal", "mail")]).await.leads_to(&check);
        let code = read_out(&house.letter_to(wim.email).await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.get(&page).await.hides(says).shows(&unblock);
        sanne.posts(&unblock, &[("reden", "cannot_log_in")]).await.leads_to(&page);
        assert_eq!(house.block_of("wim").await, "");
        house.letter_to(wim.email).await;
    }

    async fn sec_67_an_invitation_that_is_held_asks_before_it_is_sent_again(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let email = house.visitor("nora").person().email;
        let nora = house.lines(WHO, house.visitor("nora").person().mobile).await.remove(0);
        house.run("update authorisation set role = 'beheerder' where id = $1", &nora).await;
        house.run("insert into held_invitation (authorisation_id, why) values ($1, 'block')", &nora).await;
        let page = format!("/beheer/medewerkers/{nora}");
        let again = format!("{page}/uitnodiging-opnieuw");
        karin.get("/beheer/medewerkers").await.shows("Uitnodiging wacht op een beheerder").hides(&again);
        karin.get(&page).await.shows("dat op eigen verzoek is geblokkeerd").shows("Klopt de uitnodiging voor Nora?").hides("verlopen");
        karin.posts(&again, &[]).await.leads_to(&page);
        karin.follows().await.shows("is intussen gewijzigd");
        karin.presses(&page, &again, &[]).await.leads_to(&page);
        karin.follows().await.shows("krijgt de uitnodiging nog een keer").hides("Klopt de uitnodiging");
        house.letter_to(email).await;
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        house.run("insert into held_invitation (authorisation_id, why) values ($1, 'sender')", &nora).await;
        sanne.get(&format!("/servicedesk/gebruikers/{nora}")).await.shows("de uitnodiging wacht op een beheerder");
    }

    async fn sec_35_an_invitation_to_a_number_on_another_card_says_from_when_it_is_accepted(on: On) {
        let house = House::new(on).await;
        let (mut karin, mut noor, email) = (house.visitor("karin"), house.visitor("sem"), "noor@elders.example");
        karin.logs_in().await;
        let fields = [
            ("voornaam", "Noor"), ("achternaam", "Visser"), ("postvak", email), ("nummer", "06 87654321"), ("rights", "schade-melden"),
        ];
        karin.posts("/beheer/medewerkers/nieuw", &fields).await.leads_to("/beheer/medewerkers");
        let link = house.letter_to(email).await.link("/account-activeren/").unwrap().to_owned();
        let number = MobileNumber::from_e164_stored("+31687654321".into());
        assert_eq!(operator::number_moved(&house.world.services, &number).await.unwrap(), 1);
        let told = house.letter_to(email).await.text;
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("Alleen kunt u met uw uitnodiging pas vanaf") && !told.contains("inloggen met uw wachtwoord"), "{told}");
        noor.get(&link).await.shows("Uw uitnodiging werkt nu niet").shows("Daarom kunt u pas vanaf ").hides("name=\"password\"");
        house.later(Duration::from_secs(24 * 60 * 60));
        noor.get(&link).await.shows("Kies een wachtwoord").shows("name=\"password\"");
    }

    async fn sec_08_whom_an_invitation_waits_for_and_who_was_stopped_elsewhere_calls_the_desk_and_it_helps(on: On) {
        let house = House::new(on).await;
        let (mut fatima, mut sem, mut sanne) = (house.visitor("fatima"), house.visitor("sem"), house.visitor("sanne"));
        let email = sem.person().email;
        fatima.logs_in().await.leads_to("/start");
        let fields = [
            ("voornaam", "Sem"), ("achternaam", "Visser"), ("postvak", email), ("nummer", "06 87654321"), ("rights", "schade-melden"),
        ];
        fatima.posts("/beheer/medewerkers/nieuw", &fields).await.leads_to("/beheer/medewerkers");
        let link = house.letter_to(email).await.link("/account-activeren/").unwrap().to_owned();
        sem.posts(&link, &[("email", email), ("password", PASSWORD)]).await.leads_to("/account-activeren/code");
        let code = house.letter_to("+31687654321").await.code().unwrap().to_owned();
        let wrong = if code == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            sem.posts("/account-activeren/code", &[("code", wrong)]).await;
        }
        let told = house.letter_to(email).await.text;
        assert!(told.contains("Bel onze servicedesk") && !told.contains("gebruikersbeheerder kan u helpen"), "{told}");
        let shut = sem.get(&link).await;
        shut.shows("Uw account is geblokkeerd.").shows("Bel onze servicedesk (0800 1234)").hides("/hulp-vragen\">Vraag mijn");
        let here = house.lines("select id from authorisation where mobile = $1", "+31687654321").await.remove(0);
        fatima.get(&format!("/beheer/medewerkers/{here}")).await.shows("Sem is uitgenodigd").hides("geblokkeerd");
        let page = format!("/servicedesk/gebruikers/{here}");
        let (check, unblock) = (format!("{page}/beller-controleren"), format!("{page}/deblokkeren"));
        sanne.logs_in().await;
        sanne.get(&page).await.shows("Sem kan niet inloggen").shows("Sem is hier alleen uitgenodigd.").hides("Fatima kan Sem helpen");
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "sms")]).await.leads_to(&check);
        let code = read_out(&house.letter_to("+31687654321").await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.posts(&unblock, &[("reden", "cannot_log_in")]).await.leads_to(&page);
        sanne.follows().await.shows("Controleer Sem daarvoor per mail.").hides(&unblock);
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await.leads_to(&check);
        let code = read_out(&house.letter_to(email).await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.get(&page).await.shows(&unblock).hides("alleen uitgenodigd");
        sanne.posts(&unblock, &[("reden", "cannot_log_in")]).await.leads_to(&page);
        sanne.follows().await.shows("Sem Visser kan verder met de uitnodiging.");
        let told = house.letter_to(email).await;
        assert_eq!(told.subject, "Uw uitnodiging werkt weer");
        sem.posts(&link, &[("email", email), ("password", PASSWORD)]).await.leads_to("/account-activeren/code");
        let code = house.letter_to("+31687654321").await.code().unwrap().to_owned();
        sem.posts("/account-activeren/code", &[("code", &code)]).await.leads_to("/start");
        house.letters_to(email).await;
    }

    async fn where_access_ended_on_its_date_no_page_offers_another_number_or_a_stop(on: On) {
        let house = House::new(on).await;
        let (jan, karin) = (house.visitor("jan").person(), house.visitor("karin").person());
        let jan = house.lines(WHO, jan.mobile).await.remove(0);
        let mut admin = house.visitor("karin");
        admin.logs_in().await.leads_to("/start");
        let page = format!("/beheer/medewerkers/{jan}");
        let mobile = format!("{page}/mobiel");
        admin.get(&page).await.shows(&mobile);
        house.run("update authorisation set valid_until = created_at + 1, as_of = created_at + 1 where id = $1", &jan).await;
        house.later(std::time::Duration::from_secs(60));
        admin.get(&page).await.hides(&mobile);
        admin.get(&mobile).await.leads_to(&page);
        let karin = house.lines(WHO, karin.mobile).await.remove(0);
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        let page = format!("/servicedesk/gebruikers/{karin}");
        let (check, stop) = (format!("{page}/beller-controleren"), format!("{page}/toegang-stoppen"));
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await.leads_to(&check);
        let code = read_out(&house.letter_to(house.visitor("karin").person().email).await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.get(&page).await.shows(&format!("{page}/mobiel")).shows(&stop);
        house.run("update authorisation set valid_until = created_at + 1, as_of = created_at + 1 where id = $1", &karin).await;
        sanne.get(&page).await.hides(&format!("{page}/mobiel")).hides(&stop);
    }

    async fn who_was_stopped_too_long_ago_is_invited_again_and_every_page_says_so(on: On) {
        let house = House::new(on).await;
        let jan = house.visitor("jan").person();
        let id = house.lines(WHO, jan.mobile).await.remove(0);
        house.run("update authorisation set state = 'stopped', stopped_at = 1, as_of = 1 where id = $1", &id).await;
        let page = format!("/servicedesk/gebruikers/{id}");
        let check = format!("{page}/beller-controleren");
        let mut sanne = house.visitor("sanne");
        sanne.logs_in().await;
        sanne.posts(&format!("{check}/versturen"), &[("kanaal", "mail")]).await;
        let code = read_out(&house.letter_to(jan.email).await);
        sanne.posts(&check, &[("code", &code)]).await.leads_to(&page);
        sanne.get(&page).await.shows("Dan kan de beheerder Jan opnieuw uitnodigen, met hetzelfde e-mailadres.").hides("met één klik");

        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let page = format!("/beheer/medewerkers/{id}");
        let restore = format!("{page}/toegang-herstellen");
        karin.get(&page).await.shows("Herstellen kan niet meer").shows("Opnieuw uitnodigen").hides(&restore);
        karin.posts(&restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("Nodig Jan Smit opnieuw uit, met hetzelfde e-mailadres.").hides("Bel onze servicedesk");
        let fields = [
            ("voornaam", "Jan"), ("achternaam", "Smit"), ("postvak", jan.email), ("nummer", "06 87654321"), ("rights", "schade-melden"),
        ];
        karin.posts("/beheer/medewerkers/nieuw", &fields).await.leads_to("/beheer/medewerkers");
        house.letter_to(jan.email).await;
        karin.get(&page).await.shows("Jan is uitgenodigd").hides("Opnieuw uitnodigen");
    }

    async fn whose_date_is_over_too_long_ago_is_invited_again_and_until_then_the_date_is_moved(on: On) {
        let house = House::new(on).await;
        let jan = house.visitor("jan").person();
        let id = house.lines(WHO, jan.mobile).await.remove(0);
        let mut karin = house.visitor("karin");
        karin.logs_in().await.leads_to("/start");
        let page = format!("/beheer/medewerkers/{id}");
        let [rights, access, leave] = ["autorisaties", "toegang", "uit-dienst"].map(|deed| format!("{page}/{deed}"));
        let ended = async |at: i64| {
            let mut tx = house.world.services.db.write().await.unwrap();
            let sql = "update authorisation set valid_until = $2, as_of = 1 where id = $1";
            flows::execute!(&mut tx, sql, &id, at).unwrap();
            tx.commit().await.unwrap();
        };
        ended(house.world.services.now().unix_ms()).await;
        karin.get(&page).await.shows("Een nieuwe einddatum kiezen kan tot").shows(&rights).shows(&access).hides(&leave).hides("Opnieuw uitnodigen");
        ended(1).await;
        karin.get(&page).await.shows("Herstellen kan niet meer").shows("Opnieuw uitnodigen").hides(&rights).hides(&access).hides(&leave);
        karin.get(&access).await.leads_to(&page);
        karin.get(&rights).await.leads_to(&page);
        karin.follows().await.shows("te lang geleden geëindigd om te herstellen").shows("Nodig Jan Smit opnieuw uit");
    }
}

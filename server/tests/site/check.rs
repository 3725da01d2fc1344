//! The half-yearly check on screen: from the mail to the log, with a code in between when the login is old.

use std::time::Duration;

use flows::testing::Seed;

use super::house::{Answer, House, On, Visitor};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const PAGE: &str = "/beheer/controle";
const GONE: &str = "/beheer/controle/weg";

/// What the boxes and hidden fields of a page say, of these names.
fn fields_of(page: &Answer, names: &[&str]) -> Vec<(String, String)> {
    let inputs = page.body.split("<input").skip(1);
    let fields = inputs.filter_map(|input| {
        let of = |name: &str| {
            let rest = input.split(&format!("{name}=\"")).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        Some((of(" name")?, of(" value")?))
    });
    fields
        .filter(|(name, _)| names.contains(&name.as_str()))
        .collect()
}

async fn sends(visitor: &mut Visitor<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    visitor.posts(path, &fields).await
}

/// Sends the page as it stands there, without the tick of some.
async fn looks(visitor: &mut Visitor<'_>, without: &[&str]) -> Answer {
    let page = visitor.get(PAGE).await;
    let mut fields = fields_of(&page, &["hier", "blijft"]);
    fields.retain(|(name, value)| name == "hier" || !without.contains(&value.as_str()));
    sends(visitor, PAGE, &fields).await
}

/// Presses the button of the page that asks, as it was drawn.
async fn stops(visitor: &mut Visitor<'_>, page: &Answer) -> Answer {
    sends(visitor, GONE, &fields_of(page, &["hier", "weg"])).await
}

async fn of(house: &House, name: &str) -> String {
    let mobile = house.visitor(name).person().mobile;
    house
        .lines("select id from authorisation where mobile = $1", mobile)
        .await
        .remove(0)
}

flows::on_each_database! {
    async fn after_half_a_year_a_mail_leads_to_one_press_and_the_log_says_so(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get("/beheer/medewerkers").await.hides("Klopt deze lijst nog?");
        house.later(182 * DAY);
        house.tidies().await;
        let mail = house.letter_to("karin@kantoor-deboer.example").await;
        assert_eq!(mail.subject, "Klopt uw medewerkerslijst nog? (1 minuut)");
        let link = mail.link(PAGE).unwrap();
        house.post.read(|letter| letter.to != "karin@kantoor-deboer.example");
        assert!(link.ends_with(PAGE), "{link}");
        karin.logs_in().await;
        karin.get("/beheer/medewerkers").await.shows("Klopt deze lijst nog?");
        let page = karin.get(PAGE).await;
        page.shows("Werken deze 6 mensen nog bij u?").shows("Jan Smit").shows("Mag: Schade melden").shows("Deze lijst is nog niet eerder gecontroleerd.");
        page.hides("Sem Dekker").hides("Fatima");
        looks(&mut karin, &[]).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("De lijst is vastgelegd op").hides("Klopt deze lijst nog?");
        karin.get("/beheer/logboek").await.shows("heeft de lijst van medewerkers nagekeken en vastgelegd. Op de lijst: 7.");
        let paper = karin.get("/beheer/controle/lijst").await;
        paper.shows("Medewerkers van Kantoor De Boer").shows("door Karin Boer").shows("Tom Mulder").hides("Sem Dekker");
    }

    async fn sec_41_who_is_unticked_loses_access_after_it_was_said_and_after_a_code(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (jan, nora) = (of(&house, "jan").await, of(&house, "nora").await);
        house.later(Duration::from_secs(16 * 60));
        karin.get(GONE).await.leads_to(PAGE);
        looks(&mut karin, &[&jan, &nora]).await.leads_to(GONE);
        let what = karin.follows().await;
        what.shows("De toegang van deze 2 mensen stopt vandaag").shows("Jan Smit").shows("De uitnodiging wordt ingetrokken.").shows("nog 30 dagen herstellen").hides("Piet Visser");
        let box_of_jan = format!("name=\"blijft\" value=\"{jan}\" checked");
        karin.get(PAGE).await.hides(&box_of_jan);
        let stopped = "select count(*) from authorisation where state = 'stopped' and id = $1";
        assert_eq!(house.number(stopped, &jan).await, 0);
        stops(&mut karin, &what).await.leads_to("/bevestigen");
        karin.follows().await.shows("de lijst van uw medewerkers vastleggen");
        let code = house.code_for("karin").await;
        karin.posts("/bevestigen", &[("code", &code)]).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("De toegang van 2 mensen is gestopt.");
        assert_eq!(house.number(stopped, &jan).await + house.number(stopped, &nora).await, 2);
        for name in ["jan", "nora"] {
            house.letter_to(house.visitor(name).person().email).await;
        }
        karin.posts(GONE, &[]).await.leads_to(PAGE);
    }

    async fn sec_41_who_is_stopped_is_whom_the_page_named_whatever_another_tab_took_away(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (jan, nora) = (of(&house, "jan").await, of(&house, "nora").await);
        let state = "select state from authorisation where id = $1";
        looks(&mut karin, &[&jan]).await.leads_to(GONE);
        let of_jan = karin.follows().await;
        of_jan.shows("Jan Smit").hides("De uitnodiging wordt ingetrokken.");
        looks(&mut karin, &[&nora]).await.leads_to(GONE);
        let of_nora = karin.follows().await;
        of_nora.shows("De uitnodiging wordt ingetrokken.").hides("Jan Smit");
        // A form that names nobody is of no page that asked.
        sends(&mut karin, GONE, &fields_of(&of_jan, &["hier"])).await.leads_to(PAGE);
        assert_eq!(house.lines(state, &nora).await, ["invited"]);

        stops(&mut karin, &of_jan).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("De toegang van 1 medewerker is gestopt.");
        assert_eq!(house.lines(state, &jan).await, ["stopped"]);
        assert_eq!(house.lines(state, &nora).await, ["invited"]);
        // Jan is not there any more, so that page decides nothing.
        looks(&mut karin, &[&nora]).await.leads_to(GONE);
        stops(&mut karin, &of_jan).await.leads_to(PAGE);
        karin.follows().await.shows("De lijst is intussen gewijzigd.");
        stops(&mut karin, &of_nora).await.leads_to("/beheer/medewerkers");
        assert_eq!(house.lines(state, &nora).await, ["stopped"]);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn what_is_refused_says_of_whom_and_keeps_the_ticks(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (jan, piet) = (of(&house, "jan").await, of(&house, "piet").await);
        // Karin goes tomorrow, so nobody would be left without Jan.
        let (own, now) = (of(&house, "karin").await, house.world.services.now());
        let mut tx = house.world.services.db.write().await.unwrap();
        let admin = "update authorisation set role = 'beheerder', as_of = $2 where id = $1";
        flows::execute!(&mut tx, admin, jan.as_str(), now.unix_ms()).unwrap();
        let ends = "update authorisation set valid_until = $2, as_of = $3 where id = $1";
        flows::execute!(&mut tx, ends, own.as_str(), now.plus(DAY).unix_ms(), now.unix_ms()).unwrap();
        tx.commit().await.unwrap();
        looks(&mut karin, &[&jan, &piet]).await.leads_to(GONE);
        let page = karin.follows().await;
        stops(&mut karin, &page).await.leads_to(PAGE);
        let again = karin.follows().await;
        again.shows("Jan Smit is de laatste vaste gebruikersbeheerder die kan inloggen.");
        let ticked = |id: &str| again.body.contains(&format!("value=\"{id}\" checked"));
        assert!(!ticked(&jan) && !ticked(&piet) && ticked(&of(&house, "tom").await), "{}", again.body);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_check_is_finished_also_when_whoever_was_left_is_out_by_date(on: On) {
        let house = House::new(on).await;
        let id = "select id from organisation where name = $1";
        let id = house.lines(id, "Kantoor De Boer").await.remove(0);
        let office = domain::OrganisationId::from_trusted(id);
        for number in 0..50 {
            let email = format!("lid{number}@kantoor-deboer.example");
            house.world.person(&office, Seed::new("Lid", "", "Aalders", &email)).await;
        }
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get(PAGE).await.shows("U kijkt 57 mensen na, in delen.");
        looks(&mut karin, &[]).await.leads_to(PAGE);
        karin.follows().await.shows("U hebt er al 50 van de 57 nagekeken.");
        let mut tx = house.world.services.db.write().await.unwrap();
        let over = "update authorisation set valid_until = 1
            where role = 'medewerker' and state = 'active' and family_name <> 'Aalders'";
        flows::execute!(&mut tx, over).unwrap();
        flows::execute!(&mut tx, "update authorisation set state = 'stopped' where state = 'invited'").unwrap();
        tx.commit().await.unwrap();
        let page = karin.get(PAGE).await;
        page.shows("U hebt er al 50 van de 51 nagekeken.").shows("Iedereen is nagekeken.").shows("Ja, deze lijst klopt");
        page.hides("Wie werkt er nog bij u?");
        looks(&mut karin, &[]).await.leads_to("/beheer/medewerkers");
        karin.follows().await.shows("De lijst is vastgelegd op");
        karin.get("/beheer/logboek").await.shows("Op de lijst: 51.");
    }

    async fn a_check_that_came_too_late_keeps_its_ticks(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (jan, piet) = (of(&house, "jan").await, of(&house, "piet").await);
        house.later(Duration::from_secs(31 * 60));
        let form = karin.form(PAGE, &[("hier", &jan), ("hier", &piet), ("blijft", &piet)], "same-origin");
        let form = Visitor::with(form, "referer", &format!("{}{PAGE}", super::house::ORIGIN));
        karin.sends(form).await.leads_to("/inloggen?next=%2Fbeheer%2Fcontrole");
        karin.follows().await.shows("Wij hebben bewaard wat u invulde.");
        karin.logs_in().await.leads_to(PAGE);
        let page = karin.follows().await;
        let ticked = |id: &str| page.body.contains(&format!("value=\"{id}\" checked"));
        assert!(ticked(&piet) && !ticked(&jan), "{}", page.body);
    }
}

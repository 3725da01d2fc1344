//! What nobody can take back is asked first on a page of its own, and what can be taken back whole can be for half an hour.

use std::time::Duration;

use super::{
    appointments::asks,
    every_form::id_of,
    house::{House, On},
};

const RIGHTS: &str =
    "select right_code from authorisation_right where authorisation_id = $1 order by right_code";
const LIST: &str = "/beheer/medewerkers";
const ADMINS: &str = "/beheer/beheerders";
const PETRA: &str = "petra@garage-jansen.example";

/// The link with which a request was confirmed.
async fn confirmed(house: &House) -> String {
    let confirm = asks(house, "3100517", PETRA).await;
    house
        .stranger()
        .posts(&confirm, &[])
        .await
        .leads_to(&confirm);
    house.letters_to(PETRA).await;
    confirm
}

flows::on_each_database! {
    async fn what_nobody_can_take_back_is_asked_first_and_asking_changes_nothing(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (jan, piet, dirk) = (id_of(&house, "jan").await, id_of(&house, "piet").await, id_of(&house, "dirk").await);
        for (page, deed, asks, button) in [
            (LIST.to_owned(), format!("{LIST}/{piet}/deblokkeren"), "Piet Visser deblokkeren?", "Deblokkeren"),
            (LIST.to_owned(), format!("{LIST}/{dirk}/deblokkeren"), "Dirk Bos deblokkeren?", "Deblokkeren"),
            (format!("{LIST}/{piet}"), format!("{LIST}/{piet}/deblokkeren"), "Weet u niet zeker of Piet zelf wil inloggen?", "Deblokkeren"),
            (format!("{LIST}/{jan}"), format!("{LIST}/{jan}/overal-uitloggen"), "Jan Smit overal uitloggen?", "Overal uitloggen"),
            (format!("{LIST}/{jan}"), format!("{ADMINS}/{jan}/aanwijzen"), "Jan Smit beheerder maken?", "Beheerder maken"),
        ] {
            let offered = karin.get(&page).await;
            offered.hides(&format!("action=\"{deed}\"")).shows(&format!("href=\"{deed}"));
            let question = karin.get(&deed).await;
            question.shows(asks).shows(&format!("action=\"{deed}\"")).shows(button).shows("krijgt hier een mail over");
            question.shows("Annuleren");
        }
        assert_eq!(house.block_of("piet").await, "wrong_codes");
        let admins = "select count(*) from authorisation where id = $1 and role = 'beheerder'";
        assert_eq!(house.number(admins, &jan).await, 0);
        // From the list it comes back to the list.
        let asked = karin.get(&format!("{LIST}/{piet}/deblokkeren?van=lijst")).await;
        let deed = format!("{LIST}/{piet}/deblokkeren?van=lijst");
        asked.shows(&format!("action=\"{deed}\""));
        karin.sends_as_seen(&asked, &deed, &[]).await.leads_to(LIST);
        karin.follows().await.shows("Piet Visser kan weer inloggen.");
        house.letter_to(house.visitor("piet").person().email).await;
        // There is nothing left to ask.
        karin.get(&format!("{LIST}/{piet}/deblokkeren")).await.leads_to(&format!("{LIST}/{piet}"));
    }

    async fn sec_67_the_question_before_an_unblock_is_asked_anew_when_the_owner_blocked_meanwhile(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let piet = id_of(&house, "piet").await;
        let deed = format!("{LIST}/{piet}/deblokkeren");
        let asked = karin.get(&deed).await;
        asked.shows("te vaak een verkeerde sms-code");
        let freezes = "update account set blocked_reason = 'frozen_by_owner', blocked_at = $2 where email_canonical = $1";
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, freezes, house.visitor("piet").person().email, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        karin.sends_as_seen(&asked, &deed, &[]).await.leads_to(&deed);
        assert_eq!(house.block_of("piet").await, "frozen_by_owner");
        let anew = karin.follows().await;
        anew.shows("is intussen gewijzigd").hides("te vaak een verkeerde sms-code").shows("Bel een nummer dat u al kent");
        karin.sends_as_seen(&anew, &deed, &[]).await.leads_to(&format!("{LIST}/{piet}"));
        assert_eq!(house.block_of("piet").await, "");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_stop_says_until_when_it_can_be_taken_back_and_can(on: On) {
        let house = House::new(on).await;
        let (mut karin, jan) = (house.visitor("karin"), house.visitor("jan").person().email);
        karin.logs_in().await;
        let page = format!("{LIST}/{}", id_of(&house, "jan").await);
        let (stop, restore) = (format!("{page}/uit-dienst"), format!("{page}/toegang-herstellen"));
        karin.get(&stop).await.shows("nog 30 dagen herstellen");
        karin.posts(&stop, &[("when", "now")]).await.leads_to(&page);
        karin.presses(&page, &restore, &[]).await.leads_to(&page);
        assert_eq!(house.letters_to(jan).await.len(), 2);
        // On leave, and not here since.
        house.later(Duration::from_secs(40 * 24 * 60 * 60));
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        karin.get(&stop).await.shows("Stopt u de toegang nu, dan kunt u dit herstellen tot ").shows(" uur.").hides("30 dagen");
        karin.posts(&stop, &[("when", "now")]).await.leads_to(&page);
        karin.follows().await.shows("Herstellen kan tot ").shows(" uur.").shows("Ongedaan maken");
        karin.presses(&page, &restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("Jan Smit heeft weer toegang.");
        assert_eq!(house.letters_to(jan).await.len(), 2);
        // Nobody is told to be able to log in who is not.
        karin.posts(&stop, &[("when", "now")]).await.leads_to(&page);
        let mut tx = house.world.services.db.write().await.unwrap();
        let block = "update account set blocked_reason = 'wrong_codes', blocked_at = $2 where email_canonical = $1";
        flows::execute!(&mut tx, block, jan, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        karin.presses(&page, &restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("Jan Smit heeft weer toegang, maar kan nog niet inloggen.").shows("Deblokkeren");
        assert!(house.letters_to(jan).await.iter().all(|letter| !letter.text.contains("U kunt weer inloggen")));
    }

    async fn whoever_gives_up_being_admin_is_asked_first_and_hears_it_in_words_of_their_own(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let (own, jan) = (id_of(&house, "karin").await, id_of(&house, "jan").await);
        let stop = format!("{ADMINS}/{own}/stoppen");
        karin.get(&stop).await.leads_to(ADMINS);
        karin.follows().await.shows("Beheerder aanwijzen");
        // Choosing somebody from the list asks too.
        karin.posts(ADMINS, &[("wie", &jan)]).await.leads_to(&format!("{ADMINS}/{jan}/aanwijzen"));
        karin.follows().await.shows("Dat geldt ook nog een paar dagen nadat Jan geen beheerder meer is.");
        karin.posts(&format!("{ADMINS}/{jan}/aanwijzen"), &[]).await.leads_to(ADMINS);
        karin.follows().await.shows("Jan Smit is nu ook gebruikersbeheerder.").hides("Ongedaan maken")
            .shows(&format!("href=\"{stop}\"")).hides(&format!("action=\"{stop}\""));
        let (jans, karins) = (house.visitor("jan").person().email, house.visitor("karin").person().email);
        house.letter_to(jans).await;

        let of_jan = karin.get(&format!("{ADMINS}/{jan}/stoppen")).await;
        of_jan.shows("Jan krijgt hier een mail over, en alle andere beheerders ook.");
        let question = karin.get(&stop).await;
        question.shows("Wilt u geen beheerder meer zijn?").shows("kan u opnieuw beheerder maken: Jan Smit.")
            .shows("Ja, ik stop als beheerder").hides("Karin Boer is dan").hides("Karin krijgt");
        assert_eq!(karin.get(ADMINS).await.status, 200);
        karin.posts(&stop, &[]).await.leads_to("/start");
        karin.follows().await.shows("U bent geen gebruikersbeheerder meer.").shows("U krijgt hier een mail over.");
        let told = house.letter_to(karins).await;
        assert!(told.text.contains("U wilde geen gebruikersbeheerder meer zijn van Kantoor De Boer."), "{}", told.text);
        assert!(!told.text.contains("Karin Boer heeft"), "{}", told.text);
        let told = house.letter_to(jans).await;
        assert!(told.text.contains("Karin Boer wilde geen gebruikersbeheerder meer zijn"), "{}", told.text);
        let mut jan = house.visitor("jan");
        jan.logs_in().await;
        jan.get("/beheer/logboek").await.shows("Karin Boer wilde geen gebruikersbeheerder meer zijn.");
    }

    async fn rights_that_were_changed_are_as_before_at_one_press_for_half_an_hour(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let (rights, undo) = (format!("{page}/autorisaties"), format!("{page}/autorisaties/ongedaan"));
        let of_undo = format!("action=\"{undo}\"");
        let before = house.lines(RIGHTS, &jan).await;
        karin.get(&page).await.hides(&of_undo);

        let new = [("rights", "offertes")];
        karin.presses(&rights, &rights, &new).await.leads_to(&page);
        karin.follows().await.shows("Ongedaan maken kan tot").shows(&of_undo);
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes"]);
        // Not only in the notice, and not on anybody else's page.
        house.later(Duration::from_secs(60));
        karin.get(&page).await.shows("Laatste wijziging ongedaan maken").shows(&of_undo);
        let piet = id_of(&house, "piet").await;
        karin.get(&format!("{LIST}/{piet}")).await.hides("ongedaan");
        let offered = karin.get(&page).await;
        karin.sends_as_seen(&offered, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("Uw laatste wijziging is ongedaan gemaakt.").hides(&of_undo);
        assert_eq!(house.lines(RIGHTS, &jan).await, before);
        assert_eq!(house.trail("jan", "rights_changed").await, 2);

        // A second time there is nothing to take back; nor after half an hour; nor when somebody changed something since.
        karin.sends_as_seen(&offered, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("Dit kunt u niet meer ongedaan maken.");
        karin.presses(&rights, &rights, &new).await.leads_to(&page);
        house.later(Duration::from_secs(29 * 60));
        let offered = karin.get(&page).await;
        offered.shows(&of_undo);
        house.later(Duration::from_secs(2 * 60));
        karin.get(&page).await.hides(&of_undo);
        karin.sends_as_seen(&offered, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("Dit kunt u niet meer ongedaan maken.");
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes"]);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_43_dates_of_access_have_a_page_of_their_own_are_told_by_name_and_taken_back_at_one_press(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let [access, rights, undo] = ["toegang", "autorisaties", "autorisaties/ongedaan"].map(|deed| format!("{page}/{deed}"));
        let held = house.lines(RIGHTS, &jan).await;
        let none = "select count(*) from authorisation where id = $1 and valid_until is null";
        karin.get(&page).await.shows(&format!("href=\"{access}\""));
        // Whatever else went to his mailbox: this list is about what he opens here.
        karin.get(&page).await.shows("Berichten over inloggen en toegang").shows("Hierover hebben wij Jan nog niets gestuurd.");
        karin.get(&rights).await.hides("name=\"until\"").hides("name=\"from\"");
        karin.get(&access).await.shows("Toegang van Jan Smit").shows("name=\"until\"").hides("name=\"rights\"");
        karin.presses(&access, &access, &[("until", "2026-12-31")]).await.leads_to(&page);
        let done = karin.follows().await;
        done.shows("De toegang van Jan loopt nu tot en met 31 december").shows(&format!("action=\"{undo}\"")).shows(&format!("href=\"{access}\""));
        assert_eq!(house.lines(RIGHTS, &jan).await, held, "rights stay as they are");
        let told = house.letter_to(house.visitor("jan").person().email).await;
        let told = told.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("U hebt toegang tot en met donderdag 31 december 2026."), "{told}");
        karin.sends_as_seen(&done, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("Uw laatste wijziging is ongedaan gemaakt.").shows("heeft nu geen begindatum of einddatum");
        assert_eq!(house.number(none, &jan).await, 1);
        // The rights of who has an end date change without it.
        karin.presses(&access, &access, &[("until", "2026-12-31")]).await.leads_to(&page);
        karin.follows().await.shows("31 december");
        karin.presses(&rights, &rights, &[("rights", "offertes")]).await.leads_to(&page);
        assert_eq!((house.number(none, &jan).await, house.lines(RIGHTS, &jan).await), (0, vec!["offertes".to_owned()]));
        // A stop that is still to come stays, and the notice says what that comes to.
        let stop = format!("{page}/uit-dienst");
        karin.presses(&stop, &stop, &[("when", "later"), ("day", "2026-12-15")]).await.leads_to(&page);
        karin.follows().await.shows("15 december");
        karin.presses(&access, &access, &[("until", "2027-01-31")]).await.leads_to(&page);
        karin.follows().await.shows("De toegang van Jan loopt nu tot en met 15 december");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn whoever_is_back_after_a_last_day_gets_access_again_by_the_first_button(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let access = format!("{page}/toegang");
        let mut tx = house.world.services.db.write().await.unwrap();
        let ends = "update authorisation set valid_until = $2, as_of = 1 where id = $1";
        flows::execute!(&mut tx, ends, &jan, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let person = karin.get(&page).await;
        let first = format!("<a href=\"{access}\" class=\"button");
        let (button, other) = (person.body.find(&first), person.body.find("Collega toevoegen met dezelfde"));
        assert!(button.is_some() && button < other, "{}", person.body);
        let form = karin.get(&access).await;
        form.shows("Weer toegang geven").shows("Jan kan niet meer inloggen").shows("value=\"2026-11-20\"");
        // The date that is over lets nobody in, so it is no "that was so already".
        let same = karin.sends_as_seen(&form, &access, &[("until", "2026-11-20")]).await;
        assert_eq!(same.status, 422);
        same.shows("Deze datum is al voorbij.");
        karin.sends_as_seen(&form, &access, &[("until", "")]).await.leads_to(&page);
        karin.follows().await.shows("heeft nu geen begindatum of einddatum").shows("Jan kan inloggen");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn sec_67_sec_69_a_tab_from_before_takes_nothing_back_and_loses_nothing_that_was_typed(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let [rights, access, stop, restore] = ["autorisaties", "toegang", "uit-dienst", "toegang-herstellen"].map(|deed| format!("{page}/{deed}"));
        let planned = "select count(*) from authorisation where id = $1 and stopped_at = valid_until";
        let (old, old_dates, old_stop) = (karin.get(&rights).await, karin.get(&access).await, karin.get(&stop).await);
        karin.presses(&stop, &stop, &[("when", "later"), ("day", "2026-11-23")]).await.leads_to(&page);
        let notice = karin.follows().await;
        karin.get(&rights).await.shows("Jan kan inloggen, tot en met");
        karin.get(&access).await.shows("Jan kan inloggen, tot en met").hides("value=\"2026-11-23\"");
        // One tick more, on the page of before the stop.
        karin.sends_as_seen(&old, &rights, &[("rights", "schade-melden"), ("rights", "offertes")]).await.leads_to(&page);
        assert_eq!(house.number(planned, &jan).await, 1);
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes", "schade-melden"]);
        // Another end, by who did not see the stop; and a form that says nothing.
        let late = karin.sends_as_seen(&old_dates, &access, &[("until", "2026-12-31")]).await;
        assert_eq!(late.status, 422);
        late.shows("is intussen gewijzigd").shows("value=\"2026-12-31\"");
        for (path, field) in [(&rights, ("rights", "offertes")), (&access, ("until", "2026-12-31"))] {
            let by_hand = karin.posts(path, &[field]).await;
            assert_eq!(by_hand.status, 422);
            by_hand.shows("is intussen gewijzigd").hides("2026-12-31");
        }
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes", "schade-melden"]);
        karin.sends_as_seen(&late, &access, &[("until", "2026-12-31")]).await.leads_to(&page);
        karin.presses(&rights, &rights, &[("rights", "offertes")]).await.leads_to(&page);
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes"]);
        assert_eq!(house.number(planned, &jan).await, 1, "the stop comes first");
        // Another stop takes the place of it: the notice of before undoes that one alone, and so does a form for another day.
        karin.presses(&stop, &stop, &[("when", "later"), ("day", "2026-11-22")]).await.leads_to(&page);
        karin.sends_as_seen(&notice, &restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("is intussen gewijzigd");
        let late = karin.sends_as_seen(&old_stop, &stop, &[("when", "later"), ("day", "2026-12-15")]).await;
        assert_eq!(late.status, 422);
        late.shows("is intussen gewijzigd").shows("value=\"2026-12-15\"");
        assert_eq!(house.number(planned, &jan).await, 1);
        karin.presses(&page, &restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("Jan Smit heeft weer toegang.").shows("zoals dat al gepland was");
        assert_eq!(house.number(planned, &jan).await, 1, "the one of before");
        karin.presses(&page, &restore, &[]).await.leads_to(&page);
        karin.follows().await.shows("Jan Smit heeft weer toegang.").hides("gepland");
        assert_eq!(house.number("select count(*) from authorisation where id = $1 and stopped_at is null and valid_until is not null", &jan).await, 1);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_change_of_rights_is_not_taken_back_over_a_later_one_or_when_that_would_not_restore_all(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let (rights, undo) = (format!("{page}/autorisaties"), format!("{page}/autorisaties/ongedaan"));
        karin.presses(&rights, &rights, &[("rights", "offertes")]).await.leads_to(&page);
        let offered = karin.follows().await;
        offered.shows("Ongedaan maken kan tot");
        let mut tx = house.world.services.db.write().await.unwrap();
        let other = "update authorisation set valid_until = $2, as_of = 1 where id = $1";
        flows::execute!(&mut tx, other, &jan, house.world.services.now().unix_ms() + 900_000_000).unwrap();
        tx.commit().await.unwrap();
        karin.get(&page).await.hides(&undo);
        karin.sends_as_seen(&offered, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("of er is daarna nog iets gewijzigd");
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes"]);

        // Access that had ended began anew with another date: that is no slip of a tick.
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, other, &jan, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let access = format!("{page}/toegang");
        karin.presses(&access, &access, &[("until", "")]).await.leads_to(&page);
        karin.follows().await.shows("heeft nu geen begindatum of einddatum").hides("Ongedaan maken");
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn an_undo_takes_back_what_its_own_page_says_and_no_other_change_of_the_session(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let page = format!("{LIST}/{jan}");
        let (rights, undo) = (format!("{page}/autorisaties"), format!("{page}/autorisaties/ongedaan"));
        karin.presses(&rights, &rights, &[("rights", "offertes"), ("rights", "schade-melden")]).await.leads_to(&page);
        let notice = karin.follows().await;
        notice.shows("Ongedaan maken kan tot");
        let old = karin.get(&page).await;
        old.shows("Laatste wijziging ongedaan maken");
        // In a second tab.
        karin.presses(&rights, &rights, &[("rights", "offertes")]).await.leads_to(&page);
        let newer = karin.follows().await;
        for late in [Some(&notice), Some(&old), None] {
            let pressed = match late {
                Some(late) => karin.sends_as_seen(late, &undo, &[]).await,
                None => karin.posts(&undo, &[]).await,
            };
            pressed.leads_to(&page);
            karin.follows().await.shows("of er is daarna nog iets gewijzigd");
            assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes"]);
        }
        karin.sends_as_seen(&newer, &undo, &[]).await.leads_to(&page);
        karin.follows().await.shows("Uw laatste wijziging is ongedaan gemaakt.");
        assert_eq!(house.lines(RIGHTS, &jan).await, ["offertes", "schade-melden"]);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_right_that_takes_two_to_give_is_not_given_back_by_an_undo(on: On) {
        let house = House::new(on).await;
        let mut sanne = house.visitor("sanne");
        let daan = id_of(&house, "daan").await;
        let mut tx = house.world.services.db.write().await.unwrap();
        let admin = "update authorisation set role = 'beheerder' where mobile = $1";
        flows::execute!(&mut tx, admin, sanne.person().mobile).unwrap();
        tx.commit().await.unwrap();
        sanne.logs_in().await;
        let page = format!("{LIST}/{daan}");
        let held = house.lines(RIGHTS, &daan).await;
        assert!(!held.is_empty());
        sanne.presses(&format!("{page}/autorisaties"), &format!("{page}/autorisaties"), &[]).await.leads_to(&page);
        sanne.follows().await.hides("ongedaan").hides("Ongedaan");
        sanne.posts(&format!("{page}/autorisaties/ongedaan"), &[]).await.leads_to(&page);
        assert!(house.lines(RIGHTS, &daan).await.is_empty());
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_stop_that_no_undo_takes_back_whole_says_so_first_and_offers_none(on: On) {
        let house = House::new(on).await;
        let (mut sanne, daan) = (house.visitor("sanne"), id_of(&house, "daan").await);
        let mut tx = house.world.services.db.write().await.unwrap();
        let admin = "update authorisation set role = 'beheerder' where mobile = $1";
        flows::execute!(&mut tx, admin, sanne.person().mobile).unwrap();
        tx.commit().await.unwrap();
        sanne.logs_in().await;
        let page = format!("{LIST}/{daan}");
        let (stop, restore) = (format!("{page}/uit-dienst"), format!("{page}/toegang-herstellen"));
        let lost = "Dit komt niet vanzelf terug: Servicedesk.";
        sanne.get(&stop).await.shows(lost).shows("Iemand anders van de servicedesk moet het goedkeuren.");
        // What is only planned takes nothing yet.
        sanne.presses(&stop, &stop, &[("when", "later"), ("day", "2026-12-31")]).await.leads_to(&page);
        sanne.follows().await.shows("Ongedaan maken").hides(lost);
        sanne.presses(&page, &restore, &[]).await.leads_to(&page);
        assert_eq!(house.lines(RIGHTS, &daan).await.len(), 1);
        // Nor is the check a way around the question.
        let own = id_of(&house, "sanne").await;
        let shown = [("hier", daan.as_str()), ("hier", &own), ("blijft", &own)];
        sanne.posts("/beheer/controle", &shown).await.leads_to("/beheer/controle/weg");
        sanne.follows().await.shows("Daan Dekker").shows(lost);

        sanne.posts(&stop, &[("when", "now")]).await.leads_to(&page);
        sanne.follows().await.shows("De toegang van Daan Dekker is gestopt.").shows("Herstellen kan tot").shows(lost).hides("Ongedaan maken");
        sanne.presses(&page, &restore, &[]).await.leads_to(&page);
        sanne.follows().await.shows(lost);
        assert!(house.lines(RIGHTS, &daan).await.is_empty());
        // Without the right there is nothing to say, and the undo is whole; what is asked for ends with the access, too.
        let rights = format!("{page}/autorisaties");
        sanne.get(&stop).await.hides(lost);
        sanne.presses(&rights, &rights, &[("rights", "servicedesk")]).await.leads_to(&page);
        sanne.get(&stop).await.shows(lost);
        sanne.presses(&rights, &rights, &[]).await.leads_to(&page);
        sanne.presses(&stop, &stop, &[("when", "now")]).await.leads_to(&page);
        sanne.follows().await.shows("Ongedaan maken").hides(lost);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn a_mobile_number_is_shown_in_full_and_asked_about_before_codes_go_there(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = id_of(&house, "jan").await;
        let mobile = format!("{LIST}/{jan}/mobiel");
        let number = "select mobile from authorisation where id = $1";
        // Nobody is asked about the number that there is.
        let same = karin.posts(&mobile, &[("nummer", house.visitor("jan").person().mobile)]).await;
        assert_eq!(same.status, 422);
        same.shows("Dit is het huidige nummer.");
        let asked = karin.presses(&mobile, &mobile, &[("nummer", "0687654321")]).await;
        assert_eq!(asked.status, 200);
        asked.shows("Klopt het nieuwe nummer van Jan Smit?").shows("06 87654321").shows("Ja, wijzig het nummer")
            .shows("krijgt voortaan de sms-codes van Jan").shows("name=\"klopt\" value=\"ja\"");
        assert_eq!(house.lines(number, &jan).await, [house.visitor("jan").person().mobile]);
        // A colleague puts it right meanwhile: the page says where codes go now, and asks once more.
        let sure = [("nummer", "+31687654321"), ("klopt", "ja")];
        let mut tx = house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set mobile = '+31612340077' where id = $1", &jan).unwrap();
        tx.commit().await.unwrap();
        let anew = karin.sends_as_seen(&asked, &mobile, &sure).await;
        assert_eq!(anew.status, 422);
        anew.shows("Wat u over Jan Smit zag, is intussen gewijzigd.").shows("77").shows("+31687654321");
        assert_eq!(house.lines(number, &jan).await, ["+31612340077"]);
        let asked = karin.sends_as_seen(&anew, &mobile, &sure[..1]).await;
        karin.sends_as_seen(&asked, &mobile, &sure).await.leads_to(&format!("{LIST}/{jan}"));
        assert_eq!(house.lines(number, &jan).await, ["+31687654321"]);
        house.post_goes_out().await;
        house.post.read(|_| true);
    }

    async fn confirmed_leads_to_the_request_and_taking_it_back_is_asked_first(on: On) {
        let house = House::new(on).await;
        let confirm = confirmed(&house).await;
        let mut petra = house.stranger();
        let page = petra.get(&confirm).await;
        page.shows("Uw e-mailadres is bevestigd").shows("Bekijk uw aanvraag");
        let status = page.body.split('"').find(|part| part.starts_with("/aanvraag/")).unwrap().to_owned();
        let take_back = format!("{status}/intrekken");
        petra.get(&status).await.shows("Uw aanvraag").shows("Petra de Wit")
            .shows(&format!("href=\"{take_back}\"")).hides(&format!("action=\"{take_back}\""));
        petra.get(&take_back).await.shows("Wilt u de aanvraag intrekken?").shows("U kunt dit niet terugdraaien.")
            .shows(&format!("action=\"{take_back}\""));
        let state = "select state from appointment where email = $1";
        assert_eq!(house.lines(state, PETRA).await, ["confirmed"]);
        petra.posts(&take_back, &[]).await.leads_to(&status);
        petra.follows().await.shows("Uw aanvraag is ingetrokken.").shows("/gebruikersbeheerder-aanvragen");
        assert_eq!(house.lines(state, PETRA).await, ["withdrawn"]);
        petra.get(&take_back).await.leads_to(&status);
    }

    async fn a_link_that_was_not_said_yes_to_opens_no_request(on: On) {
        let house = House::new(on).await;
        let mut stranger = house.stranger();
        let confirm = asks(&house, "3100517", PETRA).await;
        let secret = confirm.rsplit('/').next().unwrap();
        let reference = house.lines("select reference from appointment where email = $1", PETRA).await.remove(0);
        let status = format!("/aanvraag/{reference}/{secret}");
        assert_eq!(stranger.get(&status).await.status, 404);
        assert_eq!(stranger.get(&format!("{status}/intrekken")).await.status, 404);
        assert_eq!(stranger.posts(&format!("{status}/intrekken"), &[]).await.status, 404);
    }

    async fn somebody_whose_access_is_over_and_who_is_invited_again_is_named_as_such_with_the_way_back(on: On) {
        let house = House::new(on).await;
        let mut karin = house.visitor("karin");
        karin.logs_in().await;
        let jan = house.visitor("jan").person();
        let id = id_of(&house, "jan").await;
        let fields = [
            ("voornaam", "Jan"), ("achternaam", "Smit"), ("postvak", jan.email), ("nummer", "06 87654321"), ("rights", "schade-melden"),
        ];
        let restore = format!("action=\"{LIST}/{id}/toegang-herstellen\"");
        let again = karin.posts("/beheer/medewerkers/nieuw", &fields).await;
        again.shows("staat met dit e-mailadres al in uw lijst").hides(&restore);

        karin.posts(&format!("{LIST}/{id}/uit-dienst"), &[("when", "now")]).await;
        karin.follows().await.shows("is gestopt");
        house.letters_to(jan.email).await;
        let again = karin.posts("/beheer/medewerkers/nieuw", &fields).await;
        assert_eq!(again.status, 422);
        again.shows("werkte eerder bij u, maar de toegang is gestopt").shows("Toegang van Jan Smit herstellen").shows(&restore);
        karin.sends_as_seen(&again, &format!("{LIST}/{id}/toegang-herstellen"), &[]).await;
        karin.follows().await.shows("Jan Smit heeft weer toegang.");
        house.letters_to(jan.email).await;

        let mut tx = house.world.services.db.write().await.unwrap();
        let ends = "update authorisation set valid_until = $2, as_of = 1 where id = $1";
        flows::execute!(&mut tx, ends, &id, house.world.services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let again = karin.posts("/beheer/medewerkers/nieuw", &fields).await;
        again.shows("maar de einddatum is voorbij").shows(&format!("href=\"{LIST}/{id}/toegang\"")).hides(&restore);
        // Somebody who only waits to accept is none of these.
        let nora = [("voornaam", "Nora"), ("achternaam", "Vos"), ("postvak", house.visitor("nora").person().email),
            ("nummer", "06 87654321"), ("rights", "schade-melden")];
        karin.posts("/beheer/medewerkers/nieuw", &nora).await.shows("al in uw lijst").hides("werkte eerder bij u");
    }
}

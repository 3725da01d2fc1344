//! Another address to log in with: asked for, confirmed from both mailboxes, stopped.

use std::time::Duration;

use domain::{LinkId, post::Letter};
use flows::{
    account::{
        NumberChanged, NumberStarted, Passwords, change_password, finish_number_change,
        save_details, start_number_change,
    },
    activation::{Chosen, Finished, choose, finish},
    address_change::{
        self, Asked, Confirmed, Look, Mailbox, ask, confirm, look, not_me, standing, withdraw,
    },
    execute, freeze,
    import::{self, Invitations, Mode},
    links,
    login::DeviceCookie,
    on_each_database, reset,
    secrets::LinkSecret,
    testing::On,
    testing::people,
};

use super::town::{
    DEVICE, HOUR, MINUTE, OTHER, PASSWORD, Person, Town, browser, email, mobile, nobody, password,
    stranger, town_with_jan,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NEW: &str = "Jan.Nieuw@garage.example";

async fn asks(town: &Town, who: &Person, new: &str, current: &str) -> Asked {
    let device = DeviceCookie::default();
    let (services, caller) = (&town.world.services, town.caller(who).await);
    ask(
        services,
        &caller,
        &email(new),
        &password(current),
        browser(&device),
    )
    .await
    .unwrap()
}

/// Asks for an address that is free; gives back the links of the old and the new mailbox.
async fn under_way(town: &Town, who: &Person, new: &str) -> [LinkSecret; 2] {
    assert_eq!(asks(town, who, new, PASSWORD).await, Asked::MailsSent);
    [
        town.link(who, "old_address").await,
        town.link(who, "new_address").await,
    ]
}

async fn says_yes(town: &Town, link: &LinkSecret) -> Confirmed {
    confirm(&town.world.services, link).await.unwrap()
}

async fn looks(town: &Town, link: &LinkSecret) -> Look {
    look(&town.world.services, link).await.unwrap()
}

async fn address_of(town: &Town, who: &Person) -> Option<String> {
    let sql = "select email from account where id = $1";
    town.text(sql, who.account.as_str()).await
}

async fn starts_number(town: &Town, who: &Person) -> NumberStarted {
    let device = DeviceCookie::default();
    let (services, caller) = (&town.world.services, town.caller(who).await);
    let new = mobile("06 87654321");
    start_number_change(
        services,
        &caller,
        &new,
        &password(PASSWORD),
        browser(&device),
    )
    .await
    .unwrap()
}

on_each_database! {
    async fn sec_35_an_address_counts_once_both_mailboxes_said_yes_and_everybody_concerned_hears(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let services = &town.world.services;
        reset::ask(services, &stranger(&jan.email, "192.0.2.0/24")).await.unwrap();
        town.answer_questions().await;
        let reset_link = town.link(&jan, "reset").await;
        town.empty_mailboxes().await;
        let [old, new] = under_way(&town, &jan, NEW).await;
        let until = town.now().plus(DAY);
        let to_old = Letter::ConfirmOldAddress { new: NEW.into(), until };
        assert_eq!(town.letters_to(&jan).await, [to_old]);
        let typed = town.text("select address from outbox where letter = $1", "confirm_new_address").await;
        assert_eq!(typed.as_deref(), Some(NEW));
        for _ in 0..3 {
            assert!(matches!(looks(&town, &old).await, Look::Open { mailbox: Mailbox::Old, .. }), "sec_21");
            assert!(matches!(looks(&town, &new).await, Look::Open { mailbox: Mailbox::New, .. }));
        }
        town.empty_mailboxes().await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::OtherAwaited);
        assert_eq!(says_yes(&town, &new).await, Confirmed::Over, "one mailbox says yes once");
        let open = standing(services, &town.caller(&jan).await).await.unwrap().open.unwrap();
        assert!(open.said_yes(Mailbox::New) && !open.said_yes(Mailbox::Old));
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(jan.email.typed()));
        assert!(town.has_session("there").await);
        assert_eq!(says_yes(&town, &old).await, Confirmed::Done);
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(NEW));
        assert_eq!(looks(&town, &new).await, Look::Done { address: NEW.into() });
        assert!(!town.has_session("here").await && !town.has_session("there").await);
        assert!(!town.gets_past(&jan, PASSWORD).await, "the old address is no login name any more");
        let moved = Person { email: email("jan.nieuw@GARAGE.example"), ..jan.clone() };
        assert!(town.gets_past(&moved, PASSWORD).await);
        assert!(matches!(reset::look(services, &reset_link).await.unwrap(), reset::Look::Over { .. }));

        assert_eq!(town.names_to(&jan).await, ["address_changed", "address_changed_sms"]);
        let warned = "select address from outbox where letter = 'address_changed' and link_id is not null and id <> $1";
        assert_eq!(town.text(warned, "").await.as_deref(), Some(jan.email.typed()), "the old mailbox, with a freeze link");
        let [Letter::OwnAddressChanged { who, new, looks_like, .. }] = &town.letters_to(&fatima).await[..] else {
            panic!("{:?}", town.letters_to(&fatima).await)
        };
        assert_eq!((who.as_str(), new.as_str(), looks_like.as_ref()), ("jan van Testdorp", NEW, None));
        let paid = "select cast(used as text) from budget where bucket = 'news-by:' || $1";
        let paid = town.text(paid, jan.account.as_str()).await;
        assert_eq!(paid.as_deref(), Some("1"), "sec_70: what an admin hears comes out of the own share");
        let in_log = "select count(*) from audit where event = 'address_changed' and organisation_id is not null";
        assert_eq!(town.count(in_log).await, 1);
        assert!(town.trail_has("address_change_asked").await);
        let found = "select word from authorisation_word where authorisation_id = $1 and word like '%@%'";
        assert_eq!(town.text(found, jan.authorisation.as_str()).await.as_deref(), Some("jan.nieuw@garage.example"));
        let facts = "select count(*) from audit where facts like '%nieuw%' or facts like '%dorp%'";
        assert_eq!(town.count(facts).await, 0, "sec_65: no address in the trail");
    }

    async fn sec_35_reset_by_mail_is_off_for_a_day_after_an_own_change_of_address(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
        for (wait, link) in [(Duration::ZERO, false), (DAY - MINUTE, false), (MINUTE, true)] {
            town.later(wait);
            town.empty_mailboxes().await;
            reset::ask(&town.world.services, &stranger(&email(NEW), "192.0.2.0/24")).await.unwrap();
            town.answer_questions().await;
            let letters = town.letters_to(&jan).await;
            assert_eq!(matches!(letters[..], [Letter::ResetLink { .. }]), link, "{letters:?}");
            assert_eq!(matches!(letters[..], [Letter::ResetOff { .. }]), !link, "{letters:?}");
        }
    }

    async fn sec_35_nobody_changes_the_own_number_and_the_own_address_within_three_days(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let NumberStarted::CodeSent(before) = starts_number(&town, &jan).await else { panic!("no code") };
        let code = town.code(&before).await;
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
        let until = town.now().plus(3 * DAY);
        let (services, caller) = (&town.world.services, town.caller(&jan).await);
        let late = finish_number_change(services, &caller, &before, &code, "here").await.unwrap();
        assert_eq!(late, NumberChanged::Over, "a code that was on its way does not go round it");
        let jan = Person { email: email(NEW), ..jan };
        town.later(3 * DAY - MINUTE);
        assert_eq!(starts_number(&town, &jan).await, NumberStarted::AddressJustChanged { until });
        town.later(MINUTE);
        let NumberStarted::CodeSent(challenge) = starts_number(&town, &jan).await else { panic!("no code") };
        let [old, new] = under_way(&town, &jan, "weer@garage.example").await;
        says_yes(&town, &new).await;
        let code = town.code(&challenge).await;
        let caller = town.caller(&jan).await;
        let done = finish_number_change(services, &caller, &challenge, &code, "here").await.unwrap();
        assert!(matches!(done, NumberChanged::Done { .. }), "{done:?}");
        assert_eq!(says_yes(&town, &old).await, Confirmed::Over, "nor does a mail that was on its way");
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(NEW));
        let until = town.now().plus(3 * DAY);
        town.later(3 * DAY - MINUTE);
        assert_eq!(asks(&town, &jan, "weer@garage.example", PASSWORD).await, Asked::NumberJustChanged { until });
        assert_eq!(standing(services, &town.caller(&jan).await).await.unwrap().not_before, Some(until));
        town.later(MINUTE);
        assert_eq!(asks(&town, &jan, "weer@garage.example", PASSWORD).await, Asked::MailsSent);
    }

    async fn sec_04_an_address_in_use_looks_like_a_free_one_and_only_its_mailbox_hears(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let elsewhere = town.organisation("Elders").await;
        let piet = town.employee(&elsewhere, "piet").await;
        let rows = "select (select count(*) from outbox) + (select count(*) from link) + (select count(*) from audit)
            + (select count(*) from address_change)";
        let mut written = Vec::new();
        for address in ["niemand@dorp.example", "PIET@dorp.example"] {
            let before = town.count(rows).await;
            assert_eq!(asks(&town, &jan, address, PASSWORD).await, Asked::MailsSent);
            written.push(town.count(rows).await - before);
            let seen = standing(&town.world.services, &town.caller(&jan).await).await.unwrap().open.unwrap();
            assert_eq!((seen.address().as_str(), seen.old_said_yes, seen.new_said_yes), (address, false, false));
            town.later(MINUTE);
        }
        assert_eq!(written[0], written[1]);
        assert_eq!(town.letters_to(&piet).await, [Letter::AddressInUse]);
        let old = town.link(&jan, "old_address").await;
        assert_eq!(says_yes(&town, &old).await, Confirmed::OtherAwaited);
        let asked = "select count(*) from outbox where letter = 'confirm_new_address'";
        assert_eq!(town.count(asked).await, 1, "only the free address was asked");
        assert_eq!(address_of(&town, &piet).await.as_deref(), Some(piet.email.typed()));
    }

    async fn sec_17_asking_needs_the_password_and_a_fresh_code_and_five_times_a_day_is_enough(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let (services, device) = (&town.world.services, DeviceCookie::default());
        let caller = town.caller(&jan).await;
        town.later(15 * MINUTE);
        let late = ask(services, &caller, &email(NEW), &password(PASSWORD), browser(&device)).await.unwrap();
        assert_eq!(late, Asked::StepUpNeeded);
        assert_eq!(asks(&town, &jan, NEW, OTHER).await, Asked::PasswordWrong);
        assert_eq!(asks(&town, &jan, "JAN@Dorp.example", PASSWORD).await, Asked::SameAddress);
        assert_eq!(town.count("select count(*) from address_change").await, 0);
        for _ in 0..5 {
            assert_eq!(asks(&town, &jan, NEW, PASSWORD).await, Asked::MailsSent);
        }
        assert!(matches!(asks(&town, &jan, NEW, PASSWORD).await, Asked::TooMany { .. }));
        assert_eq!(town.count("select count(*) from address_change where ended_at is null").await, 1);
    }

    async fn of_two_who_want_one_address_the_first_with_both_mailboxes_gets_it(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let [jans_old, jans_new] = under_way(&town, &jan, NEW).await;
        let [hers_old, hers_new] = under_way(&town, &fatima, NEW).await;
        for link in [&jans_old, &hers_old] {
            assert_eq!(says_yes(&town, link).await, Confirmed::OtherAwaited);
        }
        let both = tokio::join!(says_yes(&town, &jans_new), says_yes(&town, &hers_new));
        assert!(matches!(both, (Confirmed::Done, Confirmed::Taken) | (Confirmed::Taken, Confirmed::Done)), "{both:?}");
        assert_eq!(town.count("select count(*) from account where email_canonical = 'jan.nieuw@garage.example'").await, 1);
        let (loser, link) = if both.0 == Confirmed::Taken { (&jan, &jans_new) } else { (&fatima, &hers_new) };
        assert_eq!(address_of(&town, loser).await.as_deref(), Some(loser.email.typed()));
        assert!(matches!(looks(&town, link).await, Look::Over { .. }));
        assert!(town.trail_has("address_change_withdrawn").await);
    }

    async fn an_address_that_somebody_is_in_with_meanwhile_is_not_taken_over(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let [old, new] = under_way(&town, &jan, "noor@dorp.example").await;
        assert_eq!(says_yes(&town, &old).await, Confirmed::OtherAwaited);
        let noor = town.employee(&fatima.organisation, "noor").await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::Taken);
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(jan.email.typed()));
        assert_eq!(address_of(&town, &noor).await.as_deref(), Some("noor@dorp.example"));
    }

    async fn sec_35_the_mailbox_of_before_stops_the_change_and_nothing_with_the_warnings_it_had(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let (mut warnings, until) = (Vec::new(), town.now().plus(30 * DAY));
        for in_mailbox in [true, true, false] {
            let (purpose, at) = (links::Purpose::Freeze, Some(&jan.authorisation));
            let mut tx = services.db.write().await.unwrap();
            let link = links::make(&mut tx, services, town.now(), purpose, &jan.account, at, until).await.unwrap();
            if in_mailbox {
                warnings.push(links::add_secret(&mut tx, services, &link).await.unwrap());
            }
            tx.commit().await.unwrap();
        }
        let mut told = Vec::new();
        for address in [NEW, "jan@derde.example"] {
            let [old, new] = under_way(&town, &jan, address).await;
            says_yes(&town, &old).await;
            assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
            let letter = "select link_id from outbox where letter = 'address_changed' and state = 'waiting' and account_id = $1";
            let link = LinkId::from_trusted(town.text(letter, jan.account.as_str()).await.unwrap());
            town.empty_mailboxes().await;
            let mut tx = services.db.write().await.unwrap();
            told.push(links::add_secret(&mut tx, services, &link).await.unwrap());
            tx.commit().await.unwrap();
        }
        for warning in &warnings {
            assert_eq!(freeze::freeze(services, warning).await.unwrap(), freeze::Outcome::Over);
        }
        let ended = "select count(*) from link where purpose = 'freeze' and ended_at is not null";
        assert_eq!(town.count(ended).await, 2, "what is not written yet goes to the new mailbox");
        assert_eq!(freeze::freeze(services, &told[0]).await.unwrap(), freeze::Outcome::Frozen);
        assert_eq!(freeze::freeze(services, &told[1]).await.unwrap(), freeze::Outcome::AlreadyFrozen);
    }

    async fn sec_04_where_access_ended_on_its_date_nothing_is_told_of_a_new_name_or_address(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let services = &town.world.services;
        let office = town.organisation("Kantoor De Boer").await;
        let karin = town.admin(&office, "karin").await;
        let there = town.also(&jan, &office, "medewerker", "active").await;
        let mut tx = services.db.write().await.unwrap();
        let ends = "update authorisation set valid_until = $2 where id = $1";
        execute!(&mut tx, ends, there.authorisation.as_str(), town.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let name = domain::PersonName::parse("Jan", "", "", "Nieuwenhuis").unwrap();
        save_details(services, &town.caller(&jan).await, &name, domain::Language::Nl).await.unwrap();
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
        assert_eq!(town.names_to(&karin).await, [""; 0]);
        assert_eq!(town.names_to(&fatima).await, ["own_address_changed", "own_name_changed"]);
        let known = "select family_name from authorisation where id = $1";
        assert_eq!(town.text(known, there.authorisation.as_str()).await.as_deref(), Some("Testdorp"));
        let log = "select cast(count(*) as text) from audit where organisation_id = $1";
        assert_eq!(town.text(log, office.as_str()).await.as_deref(), Some("0"));
    }

    async fn sec_04_where_access_is_over_an_address_of_later_is_neither_seen_nor_found(on: On) {
        for how in ["stopped", "ended on its date", "stays"] {
            let (town, jan, _) = town_with_jan(on).await;
            let services = &town.world.services;
            let office = town.organisation("Kantoor De Boer").await;
            let karin = town.admin(&office, "karin").await;
            let there = town.also(&jan, &office, "medewerker", "active").await;
            let ends = match how {
                "stopped" => "update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2, as_of = $2 where id = $1",
                "stays" => "update authorisation set activated_at = 1, as_of = $2 where id = $1",
                _ => "update authorisation set valid_until = $2, activated_at = 1, as_of = $2 where id = $1",
            };
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, ends, there.authorisation.as_str(), town.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            town.later(MINUTE);
            for (address, by_name) in [(NEW, true), ("jan@derde.example", false)] {
                if !by_name {
                    town.later(4 * DAY);
                }
                let [old, new] = under_way(&town, &jan, address).await;
                says_yes(&town, &old).await;
                assert_eq!(says_yes(&town, &new).await, Confirmed::Done, "{how}");
            }
            let admin = town.caller(&karin).await;
            let permit = admin.may_change_staff(&services.policy, services.now()).unwrap();
            let sees = async || {
                let one = people::one(services, &permit.see(), &there.authorisation).await.unwrap().unwrap();
                let found = async |typed: &str| {
                    let filter = people::Filter::Search(typed.to_owned());
                    people::list(services, &permit.see(), None, &filter).await.unwrap().people.len()
                };
                let hits = [found(jan.email.typed()).await, found("dorp.example").await, found(NEW).await, found("derde.example").await];
                (one.person.email, hits)
            };
            let today = ("jan@derde.example".to_owned(), [0, 0, 0, 1]);
            if how == "stays" {
                assert_eq!(sees().await, today, "where somebody works the address is that of today");
                continue;
            }
            assert_eq!(sees().await, (jan.email.canonical().to_owned(), [1, 1, 0, 0]), "{how}");
            if how == "stopped" {
                people::restore_access(services, &permit, &there.authorisation).await.unwrap().unwrap();
            } else {
                let rights = people::NewRights { rights: vec![], valid_from: None, valid_until: None };
                people::change_rights(services, &permit, &there.authorisation, &rights).await.unwrap().unwrap();
            }
            assert_eq!(sees().await, today, "{how}, and works there again");
        }
    }

    async fn sec_04_where_nobody_accepted_yet_the_address_is_that_which_was_invited(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let office = town.organisation("Kantoor De Boer").await;
        let karin = town.admin(&office, "karin").await;
        let there = town.also(&jan, &office, "medewerker", "invited").await;
        let permit = town.caller(&karin).await.may_see_staff().unwrap();
        let sees = async || {
            let one = people::one(services, &permit, &there.authorisation).await.unwrap().unwrap();
            let found = async |typed: &str| {
                let filter = people::Filter::Search(typed.to_owned());
                people::list(services, &permit, None, &filter).await.unwrap().people.len()
            };
            (one.person.email, [found(jan.email.typed()).await, found(NEW).await, found("derde.example").await])
        };
        for address in [NEW, "jan@derde.example"] {
            if address != NEW {
                town.later(4 * DAY);
            }
            let [old, new] = under_way(&town, &jan, address).await;
            says_yes(&town, &old).await;
            assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
            assert_eq!(sees().await.0, jan.email.canonical(), "nothing shows of what happens elsewhere");
        }
        // Other dates of the invitation are no acceptance.
        let mut tx = services.db.write().await.unwrap();
        let dated = "update authorisation set state = 'invited', valid_until = $2, as_of = $3 where id = $1";
        let until = town.now().plus(30 * DAY).unix_ms();
        execute!(&mut tx, dated, there.authorisation.as_str(), until, town.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sees().await, (jan.email.canonical().to_owned(), [1, 0, 0]));
        let link = town.invitation(&there.authorisation).await;
        let chosen = choose(services, &link, &password(PASSWORD), nobody(), "192.0.2.0/24").await.unwrap();
        let Chosen::CodeSent { challenge, .. } = chosen else { panic!("{chosen:?}") };
        let code = town.code(&challenge).await;
        let inside = finish(services, &challenge, &code, nobody(), DEVICE).await.unwrap();
        assert!(matches!(inside, Finished::Inside(_)), "{inside:?}");
        assert_eq!(sees().await, ("jan@derde.example".to_owned(), [0, 0, 1]), "where somebody works it is that of today");
    }

    async fn sec_35_a_file_knows_people_by_the_addresses_they_laid_down(on: On) {
        for how in ["stopped", "ended on its date", "withdrawn", "works there", "invited"] {
            let (town, jan, _) = town_with_jan(on).await;
            let services = &town.world.services;
            let office = town.organisation("Kantoor De Boer").await;
            town.set("update organisation set number = $2 where id = $1", office.as_str(), "40217").await;
            let state = if how == "invited" { "invited" } else { "active" };
            let there = town.also(&jan, &office, "medewerker", state).await;
            let is = match how {
                "stopped" => "update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2, as_of = $2 where id = $1",
                "ended on its date" => "update authorisation set valid_until = $2, activated_at = 1, as_of = $2 where id = $1",
                "withdrawn" => "update authorisation set state = 'stopped', as_of = $2 where id = $1",
                _ => "update authorisation set as_of = $2 where id = $1",
            };
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, is, there.authorisation.as_str(), town.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            let (first, third) = (jan.email.canonical().to_owned(), "jan@derde.example");
            for address in [NEW, third] {
                town.later(4 * DAY);
                let [old, new] = under_way(&town, &jan, address).await;
                says_yes(&town, &old).await;
                assert_eq!(says_yes(&town, &new).await, Confirmed::Done, "{how}");
            }
            let people = "select count(*) from authorisation";
            let (before, known) = (town.count(people).await, how == "works there" || how == "invited");
            let over = !known;
            let addresses = if known { vec![first.as_str(), NEW, third] } else { vec![first.as_str(), third] };
            for address in addresses {
                let file = format!("soort;nummer;voornaam;tussenvoegsel;achternaam;e-mail;mobiel\ngarage;40217;Jan;van;Testdorp;{address};0612345602\n");
                for mode in [Mode::DryRun, Mode::Commit] {
                    let taken = import::people(services, file.as_bytes(), mode, Invitations::Send { by: "Wij" }).await.unwrap().unwrap();
                    assert_eq!((taken.counts.new, taken.counts.left_alone), (0, 1), "{how}, {address}, {mode:?}");
                    assert_eq!(taken.without_access, if over { vec![2] } else { vec![] }, "{how}, {address}, {mode:?}");
                    assert_eq!(town.count(people).await, before, "{how}, {address}, {mode:?}");
                }
            }
            if how == "invited" {
                let found = "select word from authorisation_word where authorisation_id = $1 and word like '%@%'";
                assert_eq!(town.text(found, there.authorisation.as_str()).await.as_deref(), Some(first.as_str()), "found by the address that was invited");
                assert_eq!(town.count("select count(*) from outbox where letter = 'invitation'").await, 1, "and invited once");
            }
        }
    }

    async fn sec_35_the_address_that_somebody_laid_down_is_that_of_somebody_else_only_under_another_name(on: On) {
        for how in ["works there", "stopped"] {
            let (town, jan, _) = town_with_jan(on).await;
            let services = &town.world.services;
            let office = town.organisation("Kantoor De Boer").await;
            let karin = town.admin(&office, "karin").await;
            let there = town.also(&jan, &office, "medewerker", "active").await;
            town.set("update authorisation set activated_at = 1, language = $2 where id = $1", there.authorisation.as_str(), "nl").await;
            let [old, new] = under_way(&town, &jan, NEW).await;
            says_yes(&town, &old).await;
            assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
            let permit = town.caller(&karin).await.may_change_staff(&services.policy, services.now()).unwrap();
            if how == "stopped" {
                people::stop_access(services, &permit, &there.authorisation, people::Stop::Now).await.unwrap().unwrap();
            }
            let called = |given: &str, number: &str| people::Invite {
                name: domain::PersonName::parse(given, "", "van", "Testdorp").unwrap(),
                email: jan.email.clone(),
                mobile: mobile(number),
                role: domain::people::Role::Employee,
                rights: vec![],
                valid_from: None,
                valid_until: None,
                language: domain::Language::Nl,
            };
            let number = town.text("select mobile from authorisation where id = $1", there.authorisation.as_str()).await.unwrap();
            for double in [called("ELDERS", "06 87654321"), called("Jan", &number)] {
                let refused = people::invite(services, &permit, &double).await.unwrap();
                let Err(people::Refusal::AlreadyHere { authorisation, over, .. }) = refused else { panic!("{how}: {refused:?}") };
                assert_eq!((authorisation, over.is_some()), (there.authorisation.clone(), how == "stopped"), "{how}");
            }
            people::invite(services, &permit, &called("Kees", "06 87654322")).await.unwrap().unwrap();
        }
    }

    async fn sec_70_an_account_that_opens_nothing_any_more_holds_its_address_for_nobody(on: On) {
        for how in ["stopped", "ended on its date", "organisation gone", "frozen"] {
            let (town, jan, _) = town_with_jan(on).await;
            let services = &town.world.services;
            let office = town.organisation("Kantoor De Boer").await;
            let karin = town.admin(&office, "karin").await;
            let before = town.person(&office, "oud", "medewerker", "active").await;
            let ends = match how {
                "ended on its date" => "update authorisation set valid_until = $2, activated_at = 1, as_of = $2 where id = $1",
                "organisation gone" => "update organisation set ended_at = $2 where id = (select organisation_id from authorisation where id = $1)",
                _ => "update authorisation set state = 'stopped', activated_at = 1, stopped_at = $2, as_of = $2 where id = $1",
            };
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, ends, before.authorisation.as_str(), town.now().unix_ms()).unwrap();
            if how == "frozen" {
                execute!(&mut tx, "update account set blocked_reason = 'frozen_by_owner' where id = $1", before.account.as_str()).unwrap();
            }
            tx.commit().await.unwrap();
            let in_use = "select count(*) from outbox where letter = 'address_in_use'";
            let address = before.email.typed().to_owned();
            assert_eq!(asks(&town, &jan, &address, PASSWORD).await, Asked::MailsSent);
            assert_eq!(town.count(in_use).await, 1, "{how}: it could be brought back yet");
            town.later(29 * DAY);
            assert_eq!(asks(&town, &jan, &address, PASSWORD).await, Asked::MailsSent);
            assert_eq!(town.count(in_use).await, 2, "{how}: on the last day too");
            town.later(2 * DAY);
            town.empty_mailboxes().await;
            let [old, new] = under_way(&town, &jan, &address).await;
            assert_eq!(address_of(&town, &before).await.as_deref(), Some(address.as_str()), "{how}: asking takes nothing");
            says_yes(&town, &old).await;
            assert_eq!(says_yes(&town, &new).await, Confirmed::Done, "{how}");
            assert_eq!(address_of(&town, &jan).await.as_deref(), Some(address.as_str()), "{how}");
            let kept = "select coalesce(password_hash, password_state) from account where id = $1";
            assert_eq!(town.text(kept, before.account.as_str()).await.as_deref(), Some("none"), "{how}: no password of before is kept");
            let then = town.text("select email_then from authorisation where id = $1", before.authorisation.as_str()).await;
            assert_eq!(then.as_deref(), Some(address.as_str()), "{how}: nor does an id take its place");
            if how == "organisation gone" {
                continue;
            }
            let permit = town.caller(&karin).await.may_see_staff().unwrap();
            let one = people::one(services, &permit, &before.authorisation).await.unwrap().unwrap();
            assert_eq!(one.person.email, address, "{how}: the company goes on knowing what it knew");
        }
    }

    async fn sec_19_of_twenty_parallel_yeses_exactly_one_counts(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (services, link) = (town.world.services.clone(), new.clone());
            tries.spawn(async move { confirm(&services, &link).await.unwrap() });
        }
        let all = tries.join_all().await;
        assert_eq!(all.iter().filter(|one| **one == Confirmed::Done).count(), 1, "{all:?}");
        assert_eq!(all.iter().filter(|one| **one == Confirmed::Over).count(), 19, "{all:?}");
        assert_eq!(town.count("select count(*) from outbox where letter = 'address_changed'").await, 1);
    }

    async fn a_change_ends_after_a_day_when_withdrawn_and_when_another_is_asked_for(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let [first_old, first_new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &first_old).await;
        let [old, new] = under_way(&town, &jan, "anders@garage.example").await;
        assert_eq!(says_yes(&town, &first_new).await, Confirmed::Over, "replaced");
        says_yes(&town, &old).await;
        let caller = town.caller(&jan).await;
        assert!(withdraw(services, &caller).await.unwrap() && !withdraw(services, &caller).await.unwrap());
        assert_eq!(says_yes(&town, &new).await, Confirmed::Over, "withdrawn");
        assert!(matches!(looks(&town, &old).await, Look::Over { .. }));
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        town.later(DAY);
        assert_eq!(says_yes(&town, &new).await, Confirmed::Over, "too late");
        assert!(matches!(looks(&town, &old).await, Look::Over { .. }));
        assert_eq!(standing(services, &town.caller(&jan).await).await.unwrap().open, None);
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(jan.email.typed()));
        let made_up = LinkSecret::new(&flows::services::SystemChance).unwrap();
        assert_eq!(looks(&town, &made_up).await, Look::Unknown);
        assert_eq!(says_yes(&town, &made_up).await, Confirmed::Over);
    }

    async fn sec_66_an_address_that_was_only_typed_is_forgotten(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let [old, _] = under_way(&town, &jan, NEW).await;
        let kept = "select count(*) from address_change where email_canonical <> ''";
        town.later(15 * DAY);
        address_change::sweep(services).await.unwrap();
        assert_eq!(town.count(kept).await, 1);
        town.later(MINUTE);
        assert_eq!(address_change::sweep(services).await.unwrap(), 1);
        assert_eq!(town.count(kept).await, 0);
        assert!(matches!(looks(&town, &old).await, Look::Over { .. }));
    }

    async fn an_address_that_was_laid_down_is_known_for_a_month_and_then_forgotten(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let services = &town.world.services;
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        says_yes(&town, &new).await;
        let kept = "select count(*) from address_change where email_before like 'jan%@%'";
        town.later(30 * DAY);
        address_change::sweep(services).await.unwrap();
        assert_eq!(town.count(kept).await, 1);
        town.later(MINUTE);
        assert_eq!(address_change::sweep(services).await.unwrap(), 1);
    }

    async fn whoever_changes_the_password_or_is_blocked_ends_a_change_that_somebody_else_asked_for(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let (services, device) = (&town.world.services, DeviceCookie::default());
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &old).await;
        let (current, other) = (password(PASSWORD), password(OTHER));
        let passwords = Passwords { current: &current, new: &other };
        change_password(services, &town.caller(&jan).await, passwords, browser(&device)).await.unwrap();
        assert_eq!(says_yes(&town, &new).await, Confirmed::Over, "the password is another one");
        assert_eq!(asks(&town, &jan, NEW, OTHER).await, Asked::MailsSent);
        let [old, new] = [town.link(&jan, "old_address").await, town.link(&jan, "new_address").await];
        says_yes(&town, &new).await;
        town.block(&jan, "wrong_codes").await;
        assert_eq!(says_yes(&town, &old).await, Confirmed::Over, "sec_07: blocked in between");
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(jan.email.typed()));
    }

    async fn the_old_mailbox_stops_what_it_did_not_ask_for_and_the_account_with_it(on: On) {
        let (town, jan, _) = town_with_jan(on).await;
        let [old, new] = under_way(&town, &jan, NEW).await;
        says_yes(&town, &new).await;
        assert!(!not_me(&town.world.services, &new).await.unwrap(), "a mailbox that anybody may have typed stops nothing");
        assert_eq!(town.account_state(&jan).await[2], None);
        assert!(not_me(&town.world.services, &old).await.unwrap());
        assert_eq!(town.account_state(&jan).await[2].as_deref(), Some("frozen_by_owner"));
        assert!(!town.has_session("here").await);
        assert!(town.trail_has("frozen").await);
        assert_eq!(says_yes(&town, &old).await, Confirmed::Over);
        assert!(!not_me(&town.world.services, &old).await.unwrap());
        assert_eq!(address_of(&town, &jan).await.as_deref(), Some(jan.email.typed()));
        town.later(HOUR);
        assert!(matches!(looks(&town, &new).await, Look::Over { .. }));
    }

    async fn sec_69_the_link_that_stopped_a_change_says_that_the_block_was_lifted_and_blocks_once_more(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let services = &town.world.services;
        let [old, _] = under_way(&town, &jan, NEW).await;
        assert!(not_me(services, &old).await.unwrap());
        assert_eq!(freeze::look(services, &old).await.unwrap(), freeze::Look::AlreadyFrozen);
        let unblocks = async || {
            town.later(3 * DAY);
            let permit = town.caller(&fatima).await.may_change_staff(&services.policy, town.now()).unwrap();
            people::unblock(services, &permit, &jan.authorisation).await.unwrap().unwrap();
            Some(town.now())
        };
        let (at, again) = (unblocks().await, Some(jan.email.for_display()));
        assert_eq!(freeze::look(services, &old).await.unwrap(), freeze::Look::Lifted { at, again });
        assert_eq!(freeze::freeze(services, &old).await.unwrap(), freeze::Outcome::Frozen);
        assert_eq!(town.account_state(&jan).await[2].as_deref(), Some("frozen_by_owner"));
        let at = unblocks().await;
        assert_eq!(freeze::look(services, &old).await.unwrap(), freeze::Look::Lifted { at, again: None }, "not for ever");
    }

    async fn sec_62_an_address_that_only_looks_like_the_office_is_pointed_out_to_its_admins(on: On) {
        let (town, jan, fatima) = town_with_jan(on).await;
        let mut tx = town.world.services.db.write().await.unwrap();
        flows::organisations::remember_domain(&mut tx, &jan.organisation, "garage-jansen.example").await.unwrap();
        tx.commit().await.unwrap();
        let [old, new] = under_way(&town, &jan, "jan@garage-jamsen.example").await;
        says_yes(&town, &old).await;
        town.empty_mailboxes().await;
        assert_eq!(says_yes(&town, &new).await, Confirmed::Done);
        let letters = town.letters_to(&fatima).await;
        let [Letter::OwnAddressChanged { looks_like: Some(domain), .. }] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!(domain, "garage-jansen.example");
        // Nor does an own change make a domain one of the organisation's.
        assert_eq!(town.count("select count(*) from organisation_domain where domain = 'garage-jamsen.example'").await, 0);
    }
}

//! What whoever wants to be admin does: send in, confirm, follow, answer, take back.

use domain::{
    EmailAddress,
    appointments::{Stage, State},
    post::Letter,
};
use flows::{
    appointments::{
        Answered, Asker, Confirmed, Happened, Look, Submitted, draft, forget_draft, keep_draft,
        look, not_mine, status, submit, withdraw,
    },
    on_each_database,
    secrets::LinkSecret,
    services::SystemChance,
    testing::{On, Seed},
};

use super::{
    desk::desk,
    office::{DAY, HOUR, NETWORK, Office, petra},
};

on_each_database! {
    async fn a_form_is_found_again_for_a_day_by_whoever_holds_it(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let chosen = LinkSecret::new(&SystemChance).unwrap();
        let held = keep_draft(services, Some(&chosen), "een", &Asker::Stranger(NETWORK)).await.unwrap().unwrap();
        assert_ne!(held, chosen, "a secret that a browser made up is not adopted");
        assert_eq!(draft(services, &chosen).await.unwrap(), None);
        let again = keep_draft(services, Some(&held), "twee", &Asker::Stranger(NETWORK)).await.unwrap().unwrap();
        assert_eq!(again, held);
        assert_eq!(draft(services, &held).await.unwrap().as_deref(), Some("twee"));
        office.later(DAY - HOUR);
        assert!(draft(services, &held).await.unwrap().is_some());
        office.later(HOUR);
        assert_eq!(draft(services, &held).await.unwrap(), None);
        let held = keep_draft(services, None, "drie", &Asker::Stranger(NETWORK)).await.unwrap().unwrap();
        forget_draft(services, &held).await.unwrap();
        assert_eq!(draft(services, &held).await.unwrap(), None);
        let hashes = office.texts("select secret_hash from appointment_draft where typed <> $1", "").await;
        assert!(!hashes.contains(&chosen.expose().to_owned()) && hashes.len() == 1, "{hashes:?}");
    }

    async fn a_form_is_sent_in_once_however_often_the_button_is_pressed(on: On) {
        let office = Office::new(on).await;
        let draft = office.draft().await;
        let request = petra("40217");
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..5 {
            let (services, request, draft) = (office.services().clone(), request.clone(), draft.clone());
            tries.spawn(async move { submit(&services, &request, &draft, &Asker::Stranger(NETWORK)).await.unwrap() });
        }
        let mut inside = 0;
        for outcome in tries.join_all().await {
            match outcome {
                Submitted::In(reference) => {
                    inside += 1;
                    assert_eq!(reference.to_string(), "GB-2026-00001");
                }
                Submitted::NothingThere => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(inside, 1);
        assert_eq!(office.submitted(&request).await.to_string(), "GB-2026-00002");
    }

    async fn nobody_looks_before_the_mailbox_said_yes_and_looking_is_no_yes(on: On) {
        let office = Office::new(on).await;
        let reference = office.submitted(&petra("40217")).await;
        let asked = office.one_letter().await;
        assert_eq!(asked.to, "petra@garage-jansen.example");
        let until = office.now().plus(7 * DAY);
        let expected = Letter::AppointmentConfirm { reference: reference.to_string(), until, again: false };
        assert_eq!(asked.letter, expected);
        let secret = asked.secret.clone().unwrap();
        for _ in 0..3 {
            let looked = look(office.services(), &secret).await.unwrap();
            assert!(matches!(looked, Look::Open(..)), "sec_21: {looked:?}");
        }
        assert_eq!(office.stage(reference).await, Stage::Submitted);
        assert_eq!(office.says_yes(&asked).await, Confirmed::Yes);
        assert_eq!(office.says_yes(&asked).await, Confirmed::Yes, "a second yes is fine");
        let received = office.one_letter().await;
        assert!(matches!(received.letter, Letter::AppointmentReceived { .. }), "{received:?}");
        let looked = look(office.services(), &secret).await.unwrap();
        assert!(matches!(looked, Look::Done { stage: Stage::Confirmed, .. }), "{looked:?}");
        let stored = office.texts("select secret_hash from appointment_link where purpose <> $1", "").await;
        assert_eq!(stored.len(), 2);
        assert!(!stored.contains(&secret.expose().to_owned()), "sec_19");
        let unknown = LinkSecret::new(&SystemChance).unwrap();
        assert_eq!(look(office.services(), &unknown).await.unwrap(), Look::Unknown);
    }

    async fn sec_04_a_known_number_and_a_known_address_are_written_down_like_any_other(on: On) {
        let office = Office::new(on).await;
        let garage = office.organisation("garage", "Garage Jansen").await;
        let seed = Seed::new("Petra", "de", "Wit", "petra@garage-jansen.example").admin();
        office.world.person(&garage, seed).await;
        let known = petra(&office.number_of("Garage Jansen").await);
        let mut unknown = petra("987654");
        unknown.email = EmailAddress::parse("petra@elders.example").unwrap();
        let written = "select letter || ':' || state from outbox where channel = $1 order by id";
        let mut rows = Vec::new();
        for request in [&known, &unknown] {
            assert!(matches!(office.sends(request, NETWORK).await, Submitted::In(_)));
            rows.push(office.texts(written, "mail").await.pop().unwrap());
        }
        assert_eq!(rows[0], rows[1]);
        let letters: Vec<Letter> = office.post().await.into_iter().map(|sent| sent.letter).collect();
        let told = Letter::AppointmentKnown { organisation: "Garage Jansen".into() };
        assert!(letters.contains(&told), "{letters:?}");
        let asked = |letter: &&Letter| matches!(letter, Letter::AppointmentConfirm { .. });
        assert_eq!(letters.iter().filter(asked).count(), 1, "only who is not admin there is asked");
    }

    async fn the_admins_there_are_hear_of_it_once_the_mailbox_said_yes(on: On) {
        let office = Office::new(on).await;
        let garage = office.organisation("garage", "Garage Jansen").await;
        let fatima = Seed::new("Fatima", "", "Jansen", "fatima@garage-jansen.example").admin();
        office.world.person(&garage, fatima).await;
        let request = petra(&office.number_of("Garage Jansen").await);
        let reference = office.submitted(&request).await;
        let asked = office.one_letter().await;
        office.says_yes(&asked).await;
        let told: Vec<_> = office.post().await.into_iter().map(|sent| (sent.to, sent.letter)).collect();
        let expected = Letter::AppointmentAnnounced {
            reference: reference.to_string(),
            who: "Petra de Wit".into(),
            organisation: "Garage Jansen".into(),
        };
        assert!(told.contains(&("fatima@garage-jansen.example".into(), expected)), "{told:?}");
        assert_eq!(told.len(), 2);
        let events = office.texts("select event from audit where organisation_id = $1 order by seq", garage.as_str()).await;
        assert_eq!(events, ["appointment_announced"]);
    }

    async fn the_newest_request_that_a_mailbox_said_yes_to_takes_the_place_of_others(on: On) {
        let office = Office::new(on).await;
        let first = office.confirmed(&petra("40217")).await;
        let other_company = office.confirmed(&petra("40218")).await;
        let second = office.submitted(&petra("40217")).await;
        let asked = office.one_letter().await;
        assert_eq!(office.stage(first.0).await, Stage::Confirmed, "a stranger stops nothing");
        office.says_yes(&asked).await;
        assert_eq!(office.stage(second).await, Stage::Confirmed);
        let status = office.status(&first).await;
        assert_eq!(status.appointment.state, State::Withdrawn);
        let last = status.story.last().unwrap();
        assert_eq!((last.what, last.words.as_deref()), (Happened::Replaced, Some("GB-2026-00003")));
        assert_eq!(office.stage(other_company.0).await, Stage::Confirmed);
        office.post().await;
    }

    async fn a_request_is_taken_back_and_nobody_else_can(on: On) {
        let office = Office::new(on).await;
        let (reference, secret) = office.confirmed(&petra("40217")).await;
        let services = office.services();
        let guessed = LinkSecret::new(&SystemChance).unwrap();
        assert_eq!(withdraw(services, reference, &guessed).await.unwrap(), Answered::Unknown);
        let other = domain::appointments::Reference::new(2026, 99);
        assert!(status(services, other, &secret).await.unwrap().is_none(), "the number has to fit the link");
        assert_eq!(withdraw(services, reference, &secret).await.unwrap(), Answered::Done);
        assert_eq!(office.stage(reference).await, Stage::Withdrawn);
        assert_eq!(withdraw(services, reference, &secret).await.unwrap(), Answered::NotNow);
        let not_asked = office.submitted(&petra("40218")).await;
        let asked = office.one_letter().await;
        let secret = asked.secret.clone().unwrap();
        assert_eq!(not_mine(services, &secret).await.unwrap(), Confirmed::Over);
        assert_eq!(office.stage(not_asked).await, Stage::Withdrawn);
        assert_eq!(office.says_yes(&asked).await, Confirmed::Over);
    }

    async fn a_yes_is_not_undone_by_the_link_that_asked_for_it(on: On) {
        let office = Office::new(on).await;
        let reference = office.submitted(&petra("40217")).await;
        let asked = office.one_letter().await;
        office.says_yes(&asked).await;
        let secret = asked.secret.unwrap();
        assert_eq!(not_mine(office.services(), &secret).await.unwrap(), Confirmed::Yes);
        assert_eq!(office.stage(reference).await, Stage::Confirmed);
    }

    async fn sec_30_requests_are_limited_by_network_address_and_number(on: On) {
        let office = Office::new(on).await;
        let with = |name: &str, number: &str| {
            let mut request = petra(number);
            request.email = EmailAddress::parse(&format!("{name}@garage.example")).unwrap();
            request
        };
        for number in 0..5 {
            let request = with(&format!("p{number}"), &format!("4021{number}"));
            assert!(matches!(office.sends(&request, "192.0.2.0/24").await, Submitted::In(_)));
        }
        let sixth = office.sends(&with("p6", "402170"), "192.0.2.0/24").await;
        assert!(matches!(sixth, Submitted::TooManyFromHere { .. }), "{sixth:?}");
        assert!(matches!(office.sends(&with("p6", "402170"), "198.51.100.0/24").await, Submitted::In(_)));
        for number in 0..3 {
            let request = with("same", &format!("5021{number}"));
            assert!(matches!(office.sends(&request, "203.0.113.0/24").await, Submitted::In(_)));
        }
        let fourth = office.sends(&with("SAME", "60217"), "203.0.113.0/24").await;
        assert!(matches!(fourth, Submitted::TooManyForAddress { .. }), "{fourth:?}");
        assert!(matches!(office.sends(&with("same", "50219"), "203.1.113.0/24").await, Submitted::In(_)), "the owner, elsewhere");
        for number in 0..5 {
            let request = with(&format!("n{number}"), "70217");
            assert!(matches!(office.sends(&request, &format!("10.{number}.0.0/24")).await, Submitted::In(_)));
        }
        for number in 5..10 {
            let request = with(&format!("n{number}"), "70217");
            assert!(matches!(office.sends(&request, "10.5.0.0/24").await, Submitted::In(_)));
            office.later(HOUR / 3);
        }
        let eleventh = office.sends(&with("n11", "70217"), "10.5.0.0/24").await;
        assert!(matches!(eleventh, Submitted::TooManyForNumber { .. }), "from one network: {eleventh:?}");
        office.post().await;
    }

    async fn sec_70_invented_mailboxes_keep_no_company_from_asking_and_real_ones_not_the_desk(on: On) {
        let office = Office::new(on).await;
        let with = |name: usize| {
            let mut request = petra("70217");
            request.email = EmailAddress::parse(&format!("n{name}@garage.example")).unwrap();
            request
        };
        for name in 0..15 {
            let network = format!("10.{name}.0.0/24");
            assert!(matches!(office.sends(&with(name), &network).await, Submitted::In(_)), "{name}");
        }
        let asked = office.post().await;
        for one in &asked[..10] {
            assert_eq!(office.says_yes(one).await, Confirmed::Yes);
            assert_eq!(office.says_yes(one).await, Confirmed::Yes, "again: counts once");
        }
        let over = office.says_yes(&asked[10]).await;
        assert!(matches!(over, Confirmed::Enough { .. }), "{over:?}");
        let refused = office.sends(&with(20), "10.20.0.0/24").await;
        assert!(matches!(refused, Submitted::TooManyForNumber { .. }), "{refused:?}");
        office.post().await;

        let [sanne] = desk(&office, ["Sanne"]).await;
        let agent = Asker::Agent(sanne.see());
        let request = petra("70217");
        for _ in 0..3 {
            assert!(matches!(office.sends_as(&request, &agent).await, Submitted::In(_)), "of none of these");
        }
        let fourth = office.sends_as(&request, &agent).await;
        assert!(matches!(fourth, Submitted::TooManyForAddress { .. }), "nor without end to one mailbox: {fourth:?}");
        let asked_by_desk = office.post().await;
        assert_eq!(office.says_yes(&asked_by_desk[0]).await, Confirmed::Yes, "nor when the mailbox says yes");
        let by = office.texts("select by_account from appointment_event where event = 'submitted' and by_account <> $1", "").await;
        assert_eq!(by, [sanne.by().as_str(); 3]);
        let sql = "select actor || ' ' || actor_account_id from audit where event = $1 and actor_account_id is not null";
        assert_eq!(office.texts(sql, "appointment_asked").await, vec![format!("desk {}", sanne.by()); 3]);
        for name in 20..30 {
            let sent = office.sends_as(&with(name), &agent).await;
            assert!(matches!(sent, Submitted::In(_)), "from whatever network: {sent:?}");
        }
        office.later(DAY);
        assert_eq!(office.says_yes(&asked[10]).await, Confirmed::Yes, "the link goes on working");
        office.post().await;
    }

    async fn sec_70_a_mailbox_that_corrects_itself_counts_once_for_the_company(on: On) {
        let office = Office::new(on).await;
        for _ in 0..4 {
            for network in ["10.1.0.0/24", "10.2.0.0/24"] {
                office.sends(&petra("70217"), network).await;
                let asked = office.post().await;
                if let Some(asked) = asked.iter().find(|sent| matches!(sent.letter, Letter::AppointmentConfirm { .. })) {
                    office.says_yes(asked).await;
                }
            }
        }
        let mut other = petra("70217");
        other.email = EmailAddress::parse("piet@garage.example").unwrap();
        assert!(matches!(office.sends(&other, "10.3.0.0/24").await, Submitted::In(_)));
        let sql = "select cast(max(used) as text) from budget where name like 'appointments-confirmed:%' and most = 10 and name not like $1";
        assert_eq!(office.texts(sql, "% by %").await, ["1"]);
        office.post().await;
    }

    async fn sec_70_requests_count_for_the_mailbox_whatever_is_added_to_its_address(on: On) {
        let office = Office::new(on).await;
        let with = |address: &str, number: &str| {
            let mut request = petra(number);
            request.email = EmailAddress::parse(address).unwrap();
            request
        };
        for (number, address) in ["doel@garage.example", "doel+1@garage.example", "Doel+a+b@Garage.example"].into_iter().enumerate() {
            let request = with(address, &format!("4021{number}"));
            assert!(matches!(office.sends(&request, NETWORK).await, Submitted::In(_)), "{address}");
        }
        let fourth = office.sends(&with("doel+2@garage.example", "50217"), NETWORK).await;
        assert!(matches!(fourth, Submitted::TooManyForAddress { .. }), "{fourth:?}");
        for (network, address) in [("10.1.0.0/24", "doel+3@garage.example"), ("10.2.0.0/24", "doel+4@garage.example"), ("10.3.0.0/24", "doel+5@garage.example")] {
            assert!(matches!(office.sends(&with(address, "60217"), network).await, Submitted::In(_)), "{address}");
        }
        let seventh = office.sends(&with("doel@garage.example", "60217"), "10.4.0.0/24").await;
        assert!(matches!(seventh, Submitted::TooManyForAddress { .. }), "all networks together: {seventh:?}");
        let other = office.sends(&with("doel2@garage.example", "60217"), "10.4.0.0/24").await;
        assert!(matches!(other, Submitted::In(_)), "another mailbox");
        let asked = office.post().await;
        let one = asked.iter().find(|sent| sent.to.as_str() == "doel@garage.example").unwrap();
        let secret = one.secret.as_ref().unwrap();
        assert_eq!(not_mine(office.services(), secret).await.unwrap(), Confirmed::Over);
        assert_eq!(not_mine(office.services(), secret).await.unwrap(), Confirmed::Over);
        let its_own = office.sends(&with("doel@garage.example", "60217"), "10.4.0.0/24").await;
        assert!(matches!(its_own, Submitted::In(_)), "whoever reads the mailbox answered one: {its_own:?}");
        let ninth = office.sends(&with("doel@garage.example", "60217"), "10.6.0.0/24").await;
        assert!(matches!(ninth, Submitted::TooManyForAddress { .. }), "and one only: {ninth:?}");
        office.post().await;
    }
}

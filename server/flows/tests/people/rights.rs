//! Rights, dates and mobile numbers.

use flows::{
    Seen, on_each_database,
    people::Terms,
    testing::On,
    testing::people::{self, Invite, NewRights, Refusal, Stop},
};

use super::office::{DAY, MINUTE, Office, mobile, only, somebody};

on_each_database! {
    async fn sec_46_nobody_hands_on_what_the_organisation_does_not_hold(on: On) {
        let office = Office::new(on).await;
        let permit = office.permit().await;
        let services = &office.world.services;
        let refusal = Refusal::RightNotHeld { code: "alles".into() };
        let greedy = Invite { rights: vec!["offertes".into(), "alles".into()], ..somebody("mo@k.example") };
        assert_eq!(office.invite(&greedy).await, Err(refusal.clone()));
        let changed = people::change_rights(services, &permit, &office.jan.1, &only(&["offertes", "alles"])).await.unwrap();
        assert_eq!(changed, Err(refusal));
        let own = people::change_rights(services, &permit, &office.karin.1, &only(&["offertes"])).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
        // Lost by the organisation: it can be neither handed on nor copied from a colleague.
        office.run("delete from organisation_right where organisation_id = $1 and right_code = 'schade-melden'", &[office.id.as_str()]).await;
        let looks = office.world.inside(&office.karin.0, &office.karin.1).await.may_see_staff().unwrap();
        let jan = people::one(services, &looks, &office.jan.1).await.unwrap().unwrap();
        assert_eq!(jan.rights.len(), 1, "what the organisation lost stays with who has it");
        assert_eq!(people::rights_to_copy(services, &jan), Vec::<String>::new());
        assert_eq!(office.count("select count(*) from authorisation where state = 'invited'").await, 0);
    }

    async fn sec_74_a_right_that_this_node_does_not_know_is_given_by_nobody_there(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        // As a node of the next version finds them, whose content has one right and one kind more.
        office.run("insert into organisation_right (organisation_id, right_code) values ($1, 'fraudeloket')", &[office.id.as_str()]).await;
        let new = |code: &str| Refusal::RightNotHeld { code: code.into() };
        let invited = Invite { rights: vec!["fraudeloket".into()], ..somebody("mo@k.example") };
        assert_eq!(office.invite(&invited).await, Err(new("fraudeloket")));
        let changed = people::change_rights(services, &permit, &office.jan.1, &only(&["fraudeloket"])).await.unwrap();
        assert_eq!(changed, Err(new("fraudeloket")));
        // Whoever has it keeps it when somebody else saves the form.
        office.run("insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, 'fraudeloket', 0)", &[office.jan.1.as_str()]).await;
        let added = only(&["schade-melden", "fraudeloket", "offertes"]);
        people::change_rights(services, &permit, &office.jan.1, &added).await.unwrap().unwrap();
        assert_eq!(office.count("select count(*) from authorisation_right where right_code = 'fraudeloket'").await, 1);
        office.run("update organisation set kind = 'makelaar' where id = $1", &[office.id.as_str()]).await;
        let invited = Invite { rights: vec!["offertes".into()], ..somebody("mo@k.example") };
        assert_eq!(office.invite(&invited).await, Err(new("offertes")));
    }

    async fn sec_34_a_changed_number_is_told_to_the_mailbox_the_old_number_and_the_other_admins(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let new = mobile("06 11112222");
        for (whom, refusal) in [(&office.karin, Refusal::Yourself), (&els, Refusal::AdminNeedsServiceDesk)] {
            assert_eq!(people::change_mobile(services, &permit, &whom.1, &new).await.unwrap(), Err(refusal));
        }
        office.run("insert into session (id_hash, public_id, account_id, authorisation_id, device, data, created_at, seen_at)
            values ('h', 'p', $1, $2, '', '', 0, 0)", &[jan.0.as_str(), jan.1.as_str()]).await;
        office.run("insert into challenge (id, purpose, account_id, authorisation_id, mobile, wrong_tries, sends, last_send_at, created_at)
            values ('c', 'login', $1, $2, '+31612345678', 0, 1, 0, 0)", &[jan.0.as_str(), jan.1.as_str()]).await;
        people::change_mobile(services, &permit, &jan.1, &new).await.unwrap().unwrap();
        assert_eq!(office.letters(&jan.0).await, ["mobile_changed", "number_changed_old"]);
        assert_eq!(office.letters(&els.0).await, ["colleague_number_changed"]);
        assert_eq!(office.letters(&office.karin.0).await, [""; 0]);
        let old = office.text("select address from outbox where channel = 'sms' and account_id = $1", jan.0.as_str()).await;
        assert_eq!(old.as_deref(), Some("+31612345678"));
        let link = office.text("select l.purpose from outbox b join link l on l.id = b.link_id where b.account_id = $1", jan.0.as_str()).await;
        assert_eq!(link.as_deref(), Some("freeze"));
        assert_eq!(office.count("select count(*) from session").await, 0);
        assert_eq!(office.count("select count(*) from challenge where closed_at is null").await, 0);
        assert_eq!(office.text("select mobile_changed_by from authorisation where id = $1", jan.1.as_str()).await.as_deref(), Some(office.karin.0.as_str()));
        // Decisions 14: changed by the admin, a reset works at once.
        assert_eq!(office.count("select count(*) from account where reset_off_until is not null").await, 0);
        assert_eq!(people::change_mobile(services, &permit, &jan.1, &new).await.unwrap(), Err(Refusal::AlreadySo));
    }

    async fn sec_34_a_number_that_was_corrected_before_it_accepted_an_invitation_is_its_owners(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let bea = office.invite(&somebody("bea@kantoor-deboer.example")).await.unwrap().authorisation;
        let changes = async |to: &str| {
            office.world.clock.forward(MINUTE);
            people::change_mobile(services, &permit, &bea, &mobile(to)).await.unwrap().unwrap();
        };
        changes("06 11112222").await;
        office.world.clock.forward(MINUTE);
        office.world.accepted_for(&bea, services.now().plus(100 * DAY)).await;
        changes("06 33334444").await;
        changes("06 55556666").await;
        let told = "select address from outbox where letter = 'number_changed_old' and authorisation_id = $1";
        assert_eq!(office.text(told, bea.as_str()).await.as_deref(), Some("+31611112222"));
        assert_eq!(office.count("select count(*) from outbox where letter = 'number_changed_old'").await, 1, "the next was only typed");
        let kept = office.text("select mobile from number_before where authorisation_id = $1", bea.as_str()).await;
        assert_eq!(kept.as_deref(), Some("+31611112222"));
        assert_eq!(office.count("select count(*) from number_before").await, 1);
    }

    async fn sec_43_changed_rights_and_dates_are_told_and_written_down_by_name(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let (now, rights) = (services.now(), only(&["offertes", "polissen", "offertes"]));
        let changed = people::change_rights(services, &permit, &jan.1, &rights).await.unwrap().unwrap();
        assert_eq!(changed.added, ["offertes", "polissen"]);
        assert_eq!(changed.removed, ["schade-melden"]);
        assert!(!changed.dates);
        assert_eq!(office.letters(&jan.0).await, ["rights_changed"]);
        let facts = office.text("select facts from outbox where account_id = $1", jan.0.as_str()).await.unwrap();
        assert!(facts.contains("Offertes maken") && facts.contains("Karin de Boer"), "{facts}");
        assert_eq!(people::change_rights(services, &permit, &jan.1, &rights).await.unwrap(), Err(Refusal::AlreadySo));
        let dated = NewRights { valid_until: Some(now.plus(DAY)), ..rights.clone() };
        assert!(people::change_rights(services, &permit, &jan.1, &dated).await.unwrap().unwrap().dates);
        assert_eq!(office.letters(&jan.0).await, ["dates_changed", "rights_changed"]);
        let reversed = NewRights { valid_until: Some(now), ..rights };
        assert_eq!(people::change_rights(services, &permit, &jan.1, &reversed).await.unwrap(), Err(Refusal::DatesReversed));
        office.world.clock.forward(DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
    }

    async fn sec_69_a_first_day_puts_nobody_out_who_is_in(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let now = services.now();
        let from = |day| NewRights { valid_from: day, ..only(&["schade-melden"]) };
        let changes = async |day| people::change_rights(services, &permit, &jan.1, &from(day)).await.unwrap();
        // Who is in stays in, whatever day it is.
        for day in [now.plus(DAY), now.plus(300 * DAY), now.plus(60 * 365 * DAY), now.minus(DAY)] {
            assert_eq!(changes(Some(day)).await, Err(Refusal::HasBegun), "{day:?}");
        }
        // So does who comes in on a day that came meanwhile, also if the form was drawn before.
        office.world.accepted_for(&jan.1, now.plus(DAY)).await;
        changes(Some(now.plus(2 * DAY))).await.unwrap();
        assert_eq!(changes(Some(now.plus(400 * DAY))).await, Err(Refusal::FirstDayTooFar));
        office.world.clock.forward(2 * DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        for day in [None, Some(now.plus(9 * DAY)), Some(now)] {
            assert_eq!(changes(day).await, Err(Refusal::HasBegun), "{day:?}");
        }
        // And an end that is over is moved, not the beginning.
        let ends = NewRights { valid_until: Some(now.plus(3 * DAY)), ..from(Some(now.plus(2 * DAY))) };
        people::change_rights(services, &permit, &jan.1, &ends).await.unwrap().unwrap();
        office.world.clock.forward(3 * DAY);
        assert_eq!(changes(Some(now.plus(20 * DAY))).await, Err(Refusal::HasBegun));
        changes(Some(now.plus(2 * DAY))).await.unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
    }

    async fn sec_69_a_form_from_before_changes_nothing_that_somebody_else_changed_meanwhile(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let (karin, els) = (office.permit().await, office.permit_of(&office.second_admin().await).await);
        people::change_rights(services, &karin, &jan.1, &only(&["polissen"])).await.unwrap().unwrap();
        let looks = async || people::one(services, &karin.see(), &jan.1).await.unwrap().unwrap();
        let sends = async |drawn: &Terms, new: NewRights| {
            flows::people::change_rights(services, &karin, &jan.1, (drawn, &new)).await.unwrap()
        };
        let now = services.now();
        let drawn = looks().await.terms;
        let stop = now.plus(3 * DAY);
        people::stop_access(services, &els, &jan.1, Stop::On(stop)).await.unwrap().unwrap();
        people::change_rights(services, &els, &jan.1, &only(&[])).await.unwrap().unwrap();
        // One tick more, on the page of before: that tick, and neither the right back nor the stop away.
        let changed = sends(&drawn, only(&["polissen", "offertes"])).await.unwrap();
        assert_eq!((changed.added, changed.removed, changed.dates), (vec!["offertes".to_owned()], vec![], false));
        let after = looks().await;
        assert_eq!(after.terms, Terms { rights: vec!["offertes".into()], stopped_at: Some(stop), ..drawn.clone() });
        assert_eq!(after.person.facts.valid_until, Some(stop));
        assert_eq!(sends(&drawn, only(&["polissen"])).await, Err(Refusal::AlreadySo), "nothing was touched");
        // Who moves the end has to have seen the stop, and leaves it where it is.
        let end = now.plus(20 * DAY);
        let until = |end| NewRights { valid_until: end, ..only(&["offertes"]) };
        assert_eq!(sends(&drawn, until(Some(end))).await, Err(Refusal::Changed));
        assert_eq!(sends(&Terms::default(), until(Some(end))).await, Err(Refusal::Changed), "by hand");
        assert!(sends(&after.terms, until(Some(end))).await.unwrap().dates);
        let moved = looks().await;
        assert_eq!((moved.terms.valid_until, moved.person.facts.valid_until, moved.terms.stopped_at), (Some(end), Some(stop), Some(stop)));
        assert_eq!(sends(&moved.terms, until(Some(end))).await, Err(Refusal::AlreadySo), "the field was left alone");
        people::restore_access(services, &els, &jan.1).await.unwrap().unwrap();
        assert_eq!(looks().await.person.facts.valid_until, Some(end));
        // An end before the stop takes its place.
        people::stop_access(services, &els, &jan.1, Stop::On(now.plus(9 * DAY))).await.unwrap().unwrap();
        let sooner = now.plus(DAY);
        sends(&looks().await.terms, until(Some(sooner))).await.unwrap();
        let sooner_then = looks().await;
        assert_eq!((sooner_then.person.facts.valid_until, sooner_then.stopped), (Some(sooner), None));
        // Two who move the end: the second looks again.
        let (one, other) = (now.plus(5 * DAY), now.plus(6 * DAY));
        let drawn = looks().await.terms;
        sends(&drawn, until(Some(one))).await.unwrap();
        assert_eq!(sends(&drawn, until(Some(other))).await, Err(Refusal::Changed));
        office.world.clock.forward(10 * DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
    }

    async fn sec_67_a_stop_is_moved_and_taken_back_by_who_saw_it_and_no_other_with_it(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let (karin, els) = (office.permit().await, office.permit_of(&office.second_admin().await).await);
        let looks = async || people::one(services, &karin.see(), &jan.1).await.unwrap().unwrap().stop_seen;
        let none = looks().await;
        let later = Stop::On(services.now().plus(20 * DAY));
        let planned = flows::people::stop_access(services, &karin, (&jan.1, &none), later).await.unwrap().unwrap();
        assert_eq!(looks().await, planned.seen);
        // A colleague stops at once; the undo of the notice, and a form for another day, are of the stop of before.
        people::stop_access(services, &els, &jan.1, Stop::Now).await.unwrap().unwrap();
        for seen in [&planned.seen, &none, &Seen::sent("")] {
            let undone = flows::people::restore_access(services, &karin, (&jan.1, seen)).await.unwrap();
            assert_eq!(undone, Err(Refusal::Changed));
        }
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        flows::people::restore_access(services, &karin, (&jan.1, &looks().await)).await.unwrap().unwrap();
        let soon = Stop::On(services.now().plus(DAY));
        people::stop_access(services, &els, &jan.1, soon).await.unwrap().unwrap();
        for seen in [&planned.seen, &none, &Seen::sent("")] {
            let put_off = flows::people::stop_access(services, &karin, (&jan.1, seen), later).await.unwrap();
            assert_eq!(put_off.err(), Some(Refusal::Changed));
        }
        flows::people::stop_access(services, &karin, (&jan.1, &none), Stop::Now).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none(), "at once whatever was planned");
    }

    async fn sec_69_a_number_that_a_colleague_put_right_is_overwritten_by_no_page_of_before(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let (karin, els) = (office.permit().await, office.permit_of(&office.second_admin().await).await);
        let looks = async || people::one(services, &karin.see(), &jan.1).await.unwrap().unwrap().number_seen;
        let before = looks().await;
        let (right, other) = (mobile("06 11112222"), mobile("06 33334444"));
        people::change_mobile(services, &els, &jan.1, &right).await.unwrap().unwrap();
        for seen in [&before, &Seen::sent("")] {
            let refused = flows::people::change_mobile(services, &karin, (&jan.1, seen), &other).await.unwrap();
            assert_eq!(refused, Err(Refusal::Changed));
        }
        assert_eq!(office.text("select mobile from authorisation where id = $1", jan.1.as_str()).await.unwrap(), right.e164());
        let so = flows::people::change_mobile(services, &karin, (&jan.1, &before), &right).await.unwrap();
        assert_eq!(so, Err(Refusal::AlreadySo));
        flows::people::change_mobile(services, &karin, (&jan.1, &looks().await), &other).await.unwrap().unwrap();
    }

    async fn nobody_is_invited_for_a_day_that_is_years_away(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let now = services.now();
        let on_day = |day| Invite { valid_from: Some(day), ..somebody("mo@k.example") };
        assert_eq!(office.invite(&on_day(now.plus(400 * DAY))).await, Err(Refusal::FirstDayTooFar));
        assert_eq!(office.count("select count(*) from authorisation where state = 'invited'").await, 0);
        let mo = office.invite(&on_day(now.plus(300 * DAY))).await.unwrap().authorisation;
        // As long as nobody accepted, any day will do, also one that has passed.
        for (day, refused) in [(now.plus(400 * DAY), Some(Refusal::FirstDayTooFar)), (now.minus(DAY), None), (now.plus(9 * DAY), None)] {
            let new = NewRights { valid_from: Some(day), ..only(&["schade-melden"]) };
            assert_eq!(people::change_rights(services, &permit, &mo, &new).await.unwrap().err(), refused, "{day:?}");
        }
    }
}

//! Rights, dates and mobile numbers.

use flows::{
    on_each_database,
    testing::On,
    testing::people::{self, Invite, NewRights, Refusal},
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

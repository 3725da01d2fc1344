//! What the desk does: look, call back, ask, vouch, approve or refuse; and what comes of it.

use domain::{
    AppointmentId, AuthorisationId, OrganisationId,
    appointments::{Check, NameMatch, Reason, Refusal, Stage},
    four_eyes::NoEyes,
    people::{BlockReason, Role},
    post::Letter,
    shared::short_text::{PhoneText, SourceText},
};
use flows::{
    NotYours, Permit, Seen, Services,
    appointments::{
        self, Cursor, List, PAGE, Queue, Refused, answer, ask, case, list, queue, take,
    },
    caller::right::DeskWork,
    execute, on_each_database,
    testing::{
        On, Seed, TickingClock,
        appointments::{approve, call_back, create, link, reject, verify},
    },
};

use super::office::{DAY, HOUR, Office, petra};

/// The insurer, with as many people at its desk as there are names.
pub async fn desk<const N: usize>(office: &Office, names: [&str; N]) -> [Permit<DeskWork>; N] {
    let insurer = office.organisation("verzekeraar", "Voorbeeld").await;
    let mut permits = Vec::new();
    for (place, name) in names.into_iter().enumerate() {
        let mobile = format!("+3161234560{place}");
        let email = format!("{}@voorbeeld.example", name.to_lowercase());
        let seed = Seed {
            rights: &["servicedesk"],
            mobile: &mobile,
            ..Seed::new(name, "", "Visser", &email)
        };
        let (account, authorisation) = office.world.person(&insurer, seed).await;
        let caller = office.world.inside(&account, &authorisation).await;
        let policy = &office.services().policy;
        permits.push(caller.may_work_at_desk(policy, office.now()).unwrap());
    }
    permits.try_into().unwrap_or_else(|_| panic!("as many"))
}

/// A request for Garage Jansen, which has no admin, as the desk finds it in the queue.
pub async fn waiting(
    office: &Office,
    permit: &Permit<DeskWork>,
) -> (OrganisationId, AppointmentId) {
    let garage = office.organisation("garage", "Garage Jansen").await;
    let request = petra(&office.number_of("Garage Jansen").await);
    office.confirmed(&request).await;
    (garage, first(office, permit).await)
}

pub async fn first(office: &Office, permit: &Permit<DeskWork>) -> AppointmentId {
    let found = queue(office.services(), &permit.see(), None).await.unwrap();
    found.waiting[0].id.clone()
}

/// Everything up to somebody vouching for it.
fn source(text: &str) -> SourceText {
    SourceText::parse(text).unwrap()
}

fn phone(number: &str) -> PhoneText {
    PhoneText::parse(number).unwrap()
}

pub async fn verified(
    office: &Office,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    number: &str,
) {
    called_back(office, permit, id, number).await;
    verify(office.services(), permit, id)
        .await
        .unwrap()
        .unwrap();
}

pub async fn called_back(
    office: &Office,
    permit: &Permit<DeskWork>,
    id: &AppointmentId,
    number: &str,
) {
    let services = office.services();
    take(services, permit, id).await.unwrap().unwrap();
    link(services, permit, id, number).await.unwrap().unwrap();
    call_back(
        services,
        permit,
        id,
        &phone("055 123 4567"),
        &source("relatiebestand"),
    )
    .await
    .unwrap()
    .unwrap();
}

fn rule(refusal: Refusal) -> Result<(), Refused> {
    Err(Refused::Rule(refusal))
}

pub async fn stage(office: &Office, id: &AppointmentId) -> Stage {
    let state = office
        .texts("select state from appointment where id = $1", id.as_str())
        .await;
    Stage::from_code(&state[0]).unwrap()
}

pub async fn admins(office: &Office, garage: &OrganisationId) -> Vec<String> {
    let sql = "select state from authorisation where organisation_id = $1 and role = 'beheerder' order by id";
    office.texts(sql, garage.as_str()).await
}

on_each_database! {
    async fn sec_68_who_is_new_or_shares_a_telephone_is_no_second_pair_of_eyes(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let (garage, id) = waiting(&office, &sanne).await;
        let number = office.number_of("Garage Jansen").await;
        let run = async |statement: &'static str, agent: &Permit<DeskWork>, value: i64| {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, statement, agent.by_authorisation().as_str(), value).unwrap();
            tx.commit().await.unwrap();
        };
        let granted = "update authorisation_right set granted_at = $2 where authorisation_id = $1";
        take(services, &sanne, &id).await.unwrap().unwrap();
        link(services, &sanne, &id, &number).await.unwrap().unwrap();
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap().unwrap();
        let from = office.now().plus(7 * DAY);
        let too_new = |who: &str| Err(Refused::NotYours(NotYours { why: NoEyes::TooNew { from }, who: vec![who.to_owned()] }));
        run(granted, &sanne, office.now().unix_ms()).await;
        assert_eq!(verify(services, &sanne, &id).await.unwrap(), too_new("Daan Visser"));
        assert_eq!(reject(services, &sanne, &id, Reason::NotWanted, None).await.unwrap(), too_new("Daan Visser"));
        let seen = case(services, &sanne.see(), &id).await.unwrap().unwrap();
        assert_eq!(seen.not_yours, Some(NoEyes::TooNew { from }));
        run(granted, &sanne, 0).await;
        verify(services, &sanne, &id).await.unwrap().unwrap();
        run(granted, &daan, office.now().unix_ms()).await;
        let nobody = Err(Refused::NotYours(NotYours { why: NoEyes::TooNew { from }, who: vec![] }));
        assert_eq!(approve(services, &daan, &id).await.unwrap(), nobody);
        run(granted, &daan, 0).await;
        run("update authorisation set mobile = '+31612345600', mobile_changed_at = $2 where id = $1", &daan, 1).await;
        let shared = Err(Refused::NotYours(NotYours { why: NoEyes::SameTelephone, who: vec![] }));
        assert_eq!(approve(services, &daan, &id).await.unwrap(), shared);
        assert!(admins(&office, &garage).await.is_empty());
        run("update authorisation set mobile = '+31612345601', mobile_changed_at = $2 where id = $1", &daan, office.now().unix_ms()).await;
        assert_eq!(approve(services, &daan, &id).await.unwrap(), shared, "until a moment ago");
        run("update number_before set until_at = $2 where authorisation_id = $1", &daan, 1).await;
        approve(services, &daan, &id).await.unwrap().unwrap();
    }

    async fn sec_68_whoever_vouched_and_is_no_agent_any_more_vouches_no_more(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
        let (garage, id) = waiting(&office, &sanne).await;
        let number = office.number_of("Garage Jansen").await;
        verified(&office, &sanne, &id, &number).await;
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "update authorisation set state = 'stopped' where id = $1", sanne.by_authorisation().as_str()).unwrap();
        tx.commit().await.unwrap();
        let seen = case(services, &daan.see(), &id).await.unwrap().unwrap();
        assert_eq!(seen.asked.verified_by, None);
        assert_eq!(approve(services, &daan, &id).await.unwrap(), Err(Refused::Rule(Refusal::NotVerified)));
        assert!(admins(&office, &garage).await.is_empty());
        // The others go on with what was done until then.
        verify(services, &daan, &id).await.unwrap().unwrap();
        approve(services, &iris, &id).await.unwrap().unwrap();
    }

    async fn sec_68_what_an_agent_vouched_for_whose_account_was_stopped_counts_no_more(on: On) {
        let of_story = "select event from appointment_event where appointment_id = $1 order by place desc limit 1";
        for (vouches, called) in [(true, true), (true, false), (false, true)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
            let (garage, id) = waiting(&office, &sanne).await;
            let by = |is: bool| if is { &sanne } else { &iris };
            take(services, &iris, &id).await.unwrap().unwrap();
            link(services, &iris, &id, &office.number_of("Garage Jansen").await).await.unwrap().unwrap();
            call_back(services, by(called), &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap().unwrap();
            verify(services, by(vouches), &id).await.unwrap().unwrap();
            let mut tx = services.db.write().await.unwrap();
            assert!(flows::login::block(&mut tx, services, office.now(), sanne.by(), BlockReason::FrozenByOwner).await.unwrap());
            tx.commit().await.unwrap();
            assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::NotVerified), "{vouches} {called}");
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update account set blocked_reason = null, blocked_at = null where id = $1", sanne.by().as_str()).unwrap();
            tx.commit().await.unwrap();
            assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::NotVerified), "it does not come back");
            assert_eq!(office.texts(of_story, id.as_str()).await, ["taken_back"], "{vouches} {called}");
            if called {
                assert_eq!(verify(services, &daan, &id).await.unwrap(), rule(Refusal::NotCalledBack), "nobody knows whether it was called");
                call_back(services, &daan, &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap().unwrap();
            }
            assert!(admins(&office, &garage).await.is_empty());
            verify(services, &daan, &id).await.unwrap().unwrap();
            approve(services, &iris, &id).await.unwrap().unwrap();
        }
    }

    async fn sec_26_whose_codes_go_to_the_agents_telephone_is_that_agents_whatever_number_the_request_says(on: On) {
        for (when, before) in [("now", false), ("until lately", true)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
            let (garage, id) = waiting(&office, &sanne).await;
            let other = office.organisation("garage", "Garage Verderop").await;
            // Petra, who asks with another number, works elsewhere and here on the telephone of Daan.
            let seed = Seed { mobile: "+31612345601", ..Seed::new("Petra", "", "de Wit", "petra@garage-jansen.example") };
            let (account, at_other) = office.world.person(&other, seed).await;
            if before {
                let mut tx = services.db.write().await.unwrap();
                execute!(&mut tx, "update authorisation set mobile = '+31612340009', mobile_changed_at = $2, mobile_changed_by = account_id, as_of = $2 where id = $1",
                    at_other.as_str(), office.now().unix_ms()).unwrap();
                tx.commit().await.unwrap();
            }
            let _ = account;
            assert_eq!(take(services, &daan, &id).await.unwrap(), Err(Refused::OwnRequest), "{when}");
            verified(&office, &sanne, &id, &office.number_of("Garage Jansen").await).await;
            assert_eq!(approve(services, &daan, &id).await.unwrap(), Err(Refused::OwnRequest), "{when}");
            assert!(admins(&office, &garage).await.is_empty());
            approve(services, &iris, &id).await.unwrap().unwrap();
        }
    }

    async fn sec_26_the_number_that_counts_where_the_applicant_works_is_held_against_who_decides(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
        let (garage, id) = waiting(&office, &sanne).await;
        let (_, there) = office.world.person(&garage, Seed::new("Petra", "", "de Wit", "petra@garage-jansen.example")).await;
        // Somebody of the company typed it, and nobody got in with it yet.
        let typed = async |mobile: &str| {
            let mut tx = services.db.write().await.unwrap();
            let sets = "update authorisation set mobile = $2, mobile_changed_by = 'stand-in', mobile_changed_at = $3, as_of = $3 where id = $1";
            execute!(&mut tx, sets, there.as_str(), mobile, office.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
        };
        typed("+31612345601").await;
        take(services, &daan, &id).await.unwrap().unwrap();
        link(services, &daan, &id, &office.number_of("Garage Jansen").await).await.unwrap().unwrap();
        let called = call_back(services, &daan, &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap();
        assert_eq!(called, Err(Refused::OwnRequest));
        let own = call_back(services, &sanne, &id, &phone("06 12 34 56 01"), &source("relatiebestand")).await.unwrap();
        assert_eq!(own, Err(Refused::NumberOfRequest), "codes of the applicant go there");
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap().unwrap();
        verify(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(approve(services, &daan, &id).await.unwrap(), Err(Refused::OwnRequest));
        typed("+31612345600").await;
        assert_eq!(approve(services, &iris, &id).await.unwrap(), rule(Refusal::NotVerified), "since then those of Sanne");
        typed("+31612340008").await;
        assert!(admins(&office, &garage).await.is_empty());
        approve(services, &iris, &id).await.unwrap().unwrap();
        assert_eq!(admins(&office, &garage).await, ["active"]);
    }

    async fn sec_26_the_page_of_a_request_shows_the_number_that_codes_will_go_to(on: On) {
        for (state, shows) in [("active", Some("+31612345678")), ("invited", None), ("stopped", None)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, _daan] = desk(&office, ["Sanne", "Daan"]).await;
            let (garage, id) = waiting(&office, &sanne).await;
            let (_, there) = office.world.person(&garage, Seed::new("Petra", "", "de Wit", "petra@garage-jansen.example")).await;
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update authorisation set state = $2, activated_at = 1 where id = $1", there.as_str(), state).unwrap();
            tx.commit().await.unwrap();
            let seen = case(services, &sanne.see(), &id).await.unwrap().unwrap();
            assert_eq!(seen.number_there.as_ref().map(|number| number.e164()), shows, "{state}");
        }
    }

    async fn sec_26_two_people_a_call_and_an_activation_stand_between_a_request_and_an_admin(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let (garage, id) = waiting(&office, &sanne).await;
        let number = office.number_of("Garage Jansen").await;
        assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::NotNow));
        take(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::NoOrganisation));
        assert_eq!(appointments::not_reached(services, &sanne, &id).await.unwrap(), rule(Refusal::NoOrganisation));
        link(services, &sanne, &id, &number).await.unwrap().unwrap();
        assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::NotCalledBack));
        appointments::not_reached(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::NotCalledBack), "whom nobody reached said nothing");
        let own = call_back(services, &sanne, &id, &phone("0612 34 00 00"), &source("van de aanvraag")).await.unwrap();
        assert_eq!(own, Err(Refused::NumberOfRequest));
        let of_sanne = call_back(services, &sanne, &id, &phone("06 12 34 56 00"), &source("relatiebestand")).await.unwrap();
        assert_eq!(of_sanne, Err(Refused::NumberOfRequest), "the own telephone of who calls");
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("relatiebestand")).await.unwrap().unwrap();
        assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::NotVerified));
        verify(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(approve(services, &sanne, &id).await.unwrap(), rule(Refusal::SamePerson));
        assert!(admins(&office, &garage).await.is_empty());
        approve(services, &daan, &id).await.unwrap().unwrap();
        assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::AlreadySo));
        assert_eq!(admins(&office, &garage).await, ["invited"], "no rights before the activation");
        let approved = office.one_letter().await;
        assert_eq!(approved.to, "petra@garage-jansen.example");
        let Letter::AppointmentApproved { organisation, rights, .. } = &approved.letter else {
            panic!("{approved:?}");
        };
        assert_eq!((organisation.as_str(), rights.len()), ("Garage Jansen", 3));
        assert!(approved.secret.is_some());
        let events = office.texts("select event from audit where organisation_id = $1 order by seq", garage.as_str()).await;
        assert_eq!(events, ["appointment_linked", "appointment_not_reached", "appointment_called_back", "appointment_verified", "appointment_approved"]);
    }

    async fn sec_26_the_database_itself_refuses_one_person_for_both(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let (_, id) = waiting(&office, &sanne).await;
        for sql in [
            "update appointment set approved_by = 'a', verified_by = 'a' where id = $1",
            "update appointment set approved_by = 'a', verified_by = null where id = $1",
        ] {
            let mut tx = office.services().db.write().await.unwrap();
            assert!(execute!(&mut tx, sql, id.as_str()).is_err(), "{sql}");
        }
    }

    async fn who_activates_is_admin_and_the_request_ends_there(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let (garage, id) = waiting(&office, &sanne).await;
        verified(&office, &sanne, &id, &office.number_of("Garage Jansen").await).await;
        approve(services, &daan, &id).await.unwrap().unwrap();
        let approved = office.one_letter().await;
        office.activates(approved.secret.as_ref().unwrap()).await;
        assert_eq!(admins(&office, &garage).await, ["active"]);
        assert_eq!(stage(&office, &id).await, Stage::Activated);
        office.later(60 * DAY);
        assert_eq!(appointments::expire(services).await.unwrap(), 0);
        assert_eq!(admins(&office, &garage).await, ["active"]);
    }

    async fn an_approved_request_that_nobody_accepts_ends_with_its_invitation(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let (garage, id) = waiting(&office, &sanne).await;
        verified(&office, &sanne, &id, &office.number_of("Garage Jansen").await).await;
        approve(services, &daan, &id).await.unwrap().unwrap();
        let approved = office.one_letter().await;
        office.later(29 * DAY);
        assert_eq!(appointments::expire(services).await.unwrap(), 0);
        office.later(DAY);
        assert_eq!(appointments::expire(services).await.unwrap(), 1);
        assert_eq!(stage(&office, &id).await, Stage::Expired);
        assert_eq!(admins(&office, &garage).await, ["stopped"]);
        let told = office.one_letter().await;
        assert!(matches!(told.letter, Letter::AppointmentExpired { approved: true, .. }), "{told:?}");
        let looked = flows::activation::look(services, approved.secret.as_ref().unwrap()).await.unwrap();
        assert!(matches!(looked, flows::activation::Look::Over { .. }), "{looked:?}");
        // And the same person can ask again.
        let request = petra(&office.number_of("Garage Jansen").await);
        office.confirmed(&request).await;
        let again = first(&office, &sanne).await;
        let [sanne, daan] = [sanne, daan];
        verified(&office, &sanne, &again, &office.number_of("Garage Jansen").await).await;
        approve(services, &daan, &again).await.unwrap().unwrap();
        assert_eq!(admins(&office, &garage).await, ["invited"]);
        office.post().await;
    }

    async fn of_two_agents_who_approve_at_once_one_does(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan, kim] = desk(&office, ["Sanne", "Daan", "Kim"]).await;
        let (garage, id) = waiting(&office, &sanne).await;
        verified(&office, &sanne, &id, &office.number_of("Garage Jansen").await).await;
        let services = office.services();
        let (one, other, no) = tokio::join!(
            approve(services, &daan, &id),
            approve(services, &kim, &id),
            reject(services, &sanne, &id, Reason::NotWanted, None),
        );
        let outcomes = [one.unwrap(), other.unwrap(), no.unwrap()];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let invited = admins(&office, &garage).await;
        match stage(&office, &id).await {
            Stage::Approved => assert_eq!(invited, ["invited"]),
            Stage::Rejected => assert!(invited.is_empty(), "{invited:?}"),
            other => panic!("{other:?}"),
        }
        office.post().await;
    }

    async fn a_question_is_answered_on_the_page_of_the_request_and_undoes_what_was_vouched_for(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        office.organisation("garage", "Garage Jansen").await;
        let number = office.number_of("Garage Jansen").await;
        let (reference, secret) = office.confirmed(&petra(&number)).await;
        let id = first(&office, &sanne).await;
        verified(&office, &sanne, &id, &number).await;
        ask(services, &daan, &id, "Wie was er eerst beheerder?\n\nEn sinds wanneer?").await.unwrap().unwrap();
        let asked = office.one_letter().await;
        assert!(matches!(&asked.letter, Letter::AppointmentQuestion { question, more, again: false, .. } if question.starts_with("Wie") && *more == ["En sinds wanneer?"]));
        office.later(10 * DAY);
        assert_eq!(appointments::remind(services).await.unwrap(), 1);
        let again = office.one_letter().await;
        assert!(matches!(&again.letter, Letter::AppointmentQuestion { question, more, again: true, .. } if question.starts_with("Wie") && more.len() == 1));
        let by = office.now().plus(2 * DAY);
        answer(services, reference, &secret, "Fatima Jansen", by).await.unwrap();
        let reply_by = office.status(&(reference, secret.clone())).await.appointment.reply_by;
        assert_eq!(reply_by, Some(by), "the waiting begins anew");
        let status = office.status(&(reference, secret)).await;
        assert_eq!(status.story.last().unwrap().words.as_deref(), Some("Fatima Jansen"));
        let called = status.story.iter().find(|step| step.what == appointments::Happened::CalledBack).unwrap();
        assert_eq!((called.by.as_deref(), called.words.as_deref()), (None, None), "the desk's own affair");
        let refused = approve(services, &daan, &id).await.unwrap();
        assert_eq!(refused, Err(Refused::Rule(Refusal::NotVerified)));
    }

    async fn a_question_that_nobody_answers_ends_the_request_and_says_so(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let (_, id) = waiting(&office, &sanne).await;
        take(office.services(), &sanne, &id).await.unwrap().unwrap();
        ask(office.services(), &sanne, &id, "Wie?").await.unwrap().unwrap();
        office.post().await;
        office.later(14 * DAY);
        assert_eq!(appointments::expire(office.services()).await.unwrap(), 1);
        let told = office.one_letter().await;
        assert!(matches!(told.letter, Letter::AppointmentExpired { approved: false, .. }), "{told:?}");
        assert_eq!(stage(&office, &id).await, Stage::Expired);
    }

    async fn a_refusal_says_why_and_no_account_comes_of_it(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let (_, id) = waiting(&office, &sanne).await;
        let note = Some("Wij belden op 20 november.");
        reject(office.services(), &sanne, &id, Reason::NotReached, note).await.unwrap().unwrap();
        let told = office.one_letter().await;
        let expected = Letter::AppointmentRejected {
            reference: "GB-2026-00001".into(),
            reason: Reason::NotReached,
            note: note.map(str::to_owned),
        };
        assert_eq!(told.letter, expected);
        let again = reject(office.services(), &sanne, &id, Reason::NotReached, None).await.unwrap();
        assert_eq!(again, Err(Refused::Rule(Refusal::AlreadySo)));
        assert!(office.post().await.is_empty());
        let accounts = office.texts("select id from account where email_canonical = $1", "petra@garage-jansen.example").await;
        assert!(accounts.is_empty());
    }

    async fn whoever_works_there_already_becomes_admin_and_the_others_hear_of_it(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let garage = office.organisation("garage", "Garage Jansen").await;
        let fatima = Seed::new("Fatima", "", "Jansen", "fatima@garage-jansen.example").admin();
        office.world.person(&garage, fatima).await;
        let seed = Seed::new("Petra", "de", "Wit", "petra@garage-jansen.example");
        let (_, petra_there) = office.world.person(&garage, seed).await;
        let number = office.number_of("Garage Jansen").await;
        office.confirmed(&petra(&number)).await;
        let id = first(&office, &sanne).await;
        verified(&office, &sanne, &id, &number).await;
        approve(services, &daan, &id).await.unwrap().unwrap();
        assert_eq!(stage(&office, &id).await, Stage::Activated);
        assert_eq!(role_of(&office, &petra_there).await, Role::Admin.code());
        let mut letters: Vec<_> = office.post().await.into_iter().map(|sent| (sent.to, sent.letter.name())).collect();
        letters.sort();
        let expected = [
            ("fatima@garage-jansen.example".to_owned(), "admins_changed"),
            ("petra@garage-jansen.example".to_owned(), "role_changed"),
        ];
        assert_eq!(letters, expected);
        let number_there = office.texts("select mobile from authorisation where id = $1", petra_there.as_str()).await;
        assert_eq!(number_there, ["+31612345678"], "a request changes no number");
    }

    async fn sec_04_an_address_that_is_known_elsewhere_is_invited_like_any_other(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let kantoor = office.organisation("adviseur", "Kantoor De Boer").await;
        office.world.person(&kantoor, Seed::new("Petra", "de", "Wit", "petra@garage-jansen.example")).await;
        let (garage, id) = waiting(&office, &sanne).await;
        verified(&office, &sanne, &id, &office.number_of("Garage Jansen").await).await;
        approve(office.services(), &daan, &id).await.unwrap().unwrap();
        let approved = office.one_letter().await;
        assert!(matches!(approved.letter, Letter::AppointmentApproved { .. }), "{approved:?}");
        assert_eq!(admins(&office, &garage).await, ["invited"]);
    }

    async fn nobody_deals_with_a_request_of_his_own(on: On) {
        let office = Office::new(on).await;
        let [petra_herself] = desk(&office, ["Petra"]).await;
        let garage = office.organisation("garage", "Garage Jansen").await;
        let number = office.number_of("Garage Jansen").await;
        let mut request = petra(&number);
        request.email = domain::EmailAddress::parse("Petra@voorbeeld.example").unwrap();
        office.confirmed(&request).await;
        let id = first(&office, &petra_herself).await;
        let taken = take(office.services(), &petra_herself, &id).await.unwrap();
        assert_eq!(taken, Err(Refused::OwnRequest));
        assert!(admins(&office, &garage).await.is_empty());
    }

    async fn a_company_that_nobody_knows_comes_into_the_books_when_the_second_agent_approves(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        office.organisation("garage", "Garage Smit").await;
        office.confirmed(&petra("987654")).await;
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        assert_eq!(link(services, &sanne, &id, "987654").await.unwrap(), Err(Refused::NoOrganisation));
        assert_eq!(create(services, &sanne, &id, "12", "Garage Jansen").await.unwrap(), Err(Refused::NumberWrong));
        create(services, &sanne, &id, "98 76 54", "Garage Janssen").await.unwrap().unwrap();
        create(services, &sanne, &id, "98 76 54", "Garage Jansen").await.unwrap().unwrap();
        let seen = case(services, &sanne.see(), &id).await.unwrap().unwrap();
        let new = seen.asked.new_company.unwrap();
        assert_eq!((new.number.as_str(), new.name.as_str(), seen.organisation), ("987654", "Garage Jansen", None));
        let taken = create(services, &sanne, &id, &office.number_of("Garage Smit").await, "Anders").await.unwrap();
        assert_eq!(taken, Err(Refused::OrganisationThere));
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
        verify(services, &sanne, &id).await.unwrap().unwrap();
        let garages = "select number from organisation where kind = $1 and number = '987654'";
        assert!(office.texts(garages, "garage").await.is_empty(), "one agent alone puts nothing into the books");
        let clock = std::sync::Arc::new(TickingClock(office.world.clock.clone()));
        let services = Services { clock, ..services.clone() };
        approve(&services, &daan, &id).await.unwrap().unwrap();
        assert_eq!(office.texts(garages, "garage").await, ["987654"]);
        let approved = office.one_letter().await;
        assert!(matches!(&approved.letter, Letter::AppointmentApproved { rights, .. } if rights.len() == 3), "{approved:?}");
        let about = office.texts("select o.name from appointment a join organisation o on o.id = a.organisation_id where a.id = $1", id.as_str()).await;
        assert_eq!(about, ["Garage Jansen"]);
    }

    async fn a_new_company_leaves_nothing_behind_when_its_request_is_turned_down(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let services = office.services();
        office.confirmed(&petra("987654")).await;
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        create(services, &sanne, &id, "987654", "Garage Jansen").await.unwrap().unwrap();
        reject(services, &sanne, &id, Reason::NotReached, None).await.unwrap().unwrap();
        assert!(office.texts("select id from organisation where kind = $1", "garage").await.is_empty());
        office.post().await;
    }

    async fn a_new_company_that_came_into_the_books_meanwhile_has_to_be_chosen(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        // The number that the next organisation gets.
        office.confirmed(&petra("40218")).await;
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        create(services, &sanne, &id, "40218", "Garage Jansen").await.unwrap().unwrap();
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
        verify(services, &sanne, &id).await.unwrap().unwrap();
        let there = office.organisation("garage", "Garage Janssen").await;
        assert_eq!(office.number_of("Garage Janssen").await, "40218");
        assert_eq!(approve(services, &daan, &id).await.unwrap(), Err(Refused::OrganisationThere));
        assert!(admins(&office, &there).await.is_empty());
        link(services, &sanne, &id, "40218").await.unwrap().unwrap();
        assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::NotCalledBack));
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
        verify(services, &sanne, &id).await.unwrap().unwrap();
        approve(services, &daan, &id).await.unwrap().unwrap();
        assert_eq!(admins(&office, &there).await, ["invited"]);
        office.post().await;
    }

    async fn sec_26_the_admins_of_the_company_that_the_desk_chose_hear_of_it_once(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let services = office.services();
        let mut numbers = Vec::new();
        for (name, admin) in [("Garage Jansen", "fatima@garage-jansen.example"), ("Garage Smit", "els@garage-smit.example")] {
            let garage = office.organisation("garage", name).await;
            office.world.person(&garage, Seed::new("Een", "", "Beheerder", admin).admin()).await;
            numbers.push(office.number_of(name).await);
        }
        let reference = office.submitted(&petra(&numbers[0])).await;
        let asked = office.one_letter().await;
        office.says_yes(&asked).await;
        let announced = |sent: &super::office::Sent| matches!(sent.letter, Letter::AppointmentAnnounced { .. });
        let told = office.post().await;
        let told: Vec<_> = told.iter().filter(|sent| announced(sent)).map(|sent| sent.to.as_str()).collect();
        assert_eq!(told, ["fatima@garage-jansen.example"]);
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        link(services, &sanne, &id, &numbers[1]).await.unwrap().unwrap();
        assert!(office.post().await.is_empty(), "one agent's choice tells nobody there a name");
        call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
        verify(services, &sanne, &id).await.unwrap().unwrap();
        let told = office.one_letter().await;
        let expected = Letter::AppointmentAnnounced {
            reference: reference.to_string(),
            who: "Petra de Wit".into(),
            organisation: "Garage Smit".into(),
        };
        assert_eq!((told.to.as_str(), told.letter), ("els@garage-smit.example", expected));
        for number in &numbers {
            link(services, &sanne, &id, number).await.unwrap().unwrap();
            call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
            verify(services, &sanne, &id).await.unwrap().unwrap();
            assert!(office.post().await.is_empty(), "each hears it once");
        }
    }

    async fn sec_26_what_was_done_for_one_company_does_not_count_for_another(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let mut numbers = Vec::new();
        for name in ["Garage Jansen", "Garage Smit"] {
            office.organisation("garage", name).await;
            numbers.push(office.number_of(name).await);
        }
        office.confirmed(&petra(&numbers[0])).await;
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        let nobody = call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap();
        assert_eq!(nobody, rule(Refusal::NoOrganisation), "nobody knows yet who was called");
        // Another one that we know, one that we do not know, another of those by its number or by its name, and back again.
        let others = [(&numbers[0], None), (&numbers[1], None), (&numbers[0], None), (&"987654".to_owned(), Some("Garage Nieuw")),
            (&"987655".to_owned(), Some("Garage Nieuw")), (&"987655".to_owned(), Some("Garage Nieuwer")), (&numbers[1], None)];
        for (number, new) in others {
            let chosen = async || match new {
                Some(name) => create(services, &daan, &id, number, name).await.unwrap(),
                None => link(services, &daan, &id, number).await.unwrap(),
            };
            chosen().await.unwrap();
            assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::NotCalledBack), "{number}");
            assert_eq!(approve(services, &daan, &id).await.unwrap(), rule(Refusal::NotVerified), "{number}");
            call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
            verify(services, &sanne, &id).await.unwrap().unwrap();
            assert_eq!(chosen().await, rule(Refusal::AlreadySo), "a second press takes nothing back");
            assert_eq!(verify(services, &sanne, &id).await.unwrap(), rule(Refusal::AlreadySo));
        }
        approve(services, &daan, &id).await.unwrap().unwrap();
        office.post().await;
    }

    async fn sec_26_sec_68_whoever_decides_on_a_request_names_what_the_page_showed(on: On) {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let mut numbers = Vec::new();
        for name in ["Garage Jansen", "Garage Smit"] {
            office.organisation("garage", name).await;
            numbers.push(office.number_of(name).await);
        }
        office.confirmed(&petra(&numbers[0])).await;
        let id = first(&office, &sanne).await;
        verified(&office, &sanne, &id, &numbers[0]).await;
        let looks = async || case(services, &daan.see(), &id).await.unwrap().unwrap().seen;
        let number = phone("055 123 4567");
        // Each as whoever vouched does it anew: for another company, on a number from elsewhere, or once more an hour later.
        let again = [(1, "kvk.nl"), (0, "kvk.nl"), (0, "relatiebestand"), (0, "relatiebestand")];
        let mut chosen = 0;
        for (company, found_in) in again {
            let seen = looks().await;
            assert_eq!(looks().await, seen, "looking changes nothing");
            office.later(HOUR);
            if company != chosen {
                link(services, &sanne, &id, &numbers[company]).await.unwrap().unwrap();
                chosen = company;
            }
            call_back(services, &sanne, &id, &number, &source(found_in)).await.unwrap().unwrap();
            drop(verify(services, &sanne, &id).await.unwrap());
            for (page, seen) in [("of before", seen), ("none", Seen::sent(""))] {
                let seen = (&id, &seen);
                for done in [
                    appointments::verify(services, &daan, seen).await.unwrap(),
                    appointments::approve(services, &daan, seen).await.unwrap(),
                    appointments::reject(services, &daan, seen, Reason::NotWanted, None).await.unwrap(),
                    appointments::call_back(services, &daan, seen, &number, &source(found_in)).await.unwrap(),
                    appointments::link(services, &daan, seen, &numbers[1 - company]).await.unwrap(),
                    appointments::create(services, &daan, seen, "987654", "Garage Nieuw").await.unwrap(),
                ] {
                    assert_eq!(done, Err(Refused::Changed), "{page}");
                }
            }
        }
        appointments::approve(services, &daan, (&id, &looks().await)).await.unwrap().unwrap();
        office.post().await;
    }

    async fn sec_70_one_agent_neither_fills_a_request_nor_tells_every_company_of_it(on: On) {
        let mut office = Office::new(on).await;
        std::sync::Arc::make_mut(&mut office.world.services.policy).news_per_person_hour = 2;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let services = office.services();
        let mut numbers = Vec::new();
        for at in 0..4 {
            let name = format!("Garage {at}");
            let garage = office.organisation("garage", &name).await;
            office.world.person(&garage, Seed::new("Een", "", "Beheerder", &format!("een@garage-{at}.example")).admin()).await;
            numbers.push(office.number_of(&name).await);
        }
        office.confirmed(&petra("987654")).await;
        let id = first(&office, &sanne).await;
        take(services, &sanne, &id).await.unwrap().unwrap();
        let mut told = Vec::new();
        for number in &numbers {
            link(services, &sanne, &id, number).await.unwrap().unwrap();
            call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
            told.push(matches!(verify(services, &sanne, &id).await, Ok(Ok(()))));
        }
        assert_eq!(told, [true, true, false, false]);
        let heard = office.post().await;
        let heard = heard.iter().filter(|sent| matches!(sent.letter, Letter::AppointmentAnnounced { .. })).count();
        assert!(heard <= 2, "{heard}");
        let mut steps = 0;
        while let Ok(done) = link(services, &sanne, &id, &numbers[steps % 2]).await {
            done.unwrap();
            steps += 1;
            assert!(steps < 100, "there is no end");
        }
        let enough = call_back(services, &sanne, &id, &phone("055 123 4567"), &source("kvk.nl")).await;
        assert!(matches!(enough, Err(flows::Trouble::Enough { .. })), "{enough:?}");
        call_back(services, &daan, &id, &phone("055 123 4567"), &source("kvk.nl")).await.unwrap().unwrap();
        verify(services, &daan, &id).await.unwrap().unwrap();
        office.post().await;
    }

    async fn the_desk_sees_what_speaks_for_a_request_and_against_it(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let garage = office.organisation("garage", "Garage Jansen B.V.").await;
        let fatima = Seed::new("Fatima", "", "Jansen", "fatima@garage-jansen.example").admin();
        office.world.person(&garage, fatima).await;
        let number = office.number_of("Garage Jansen B.V.").await;
        office.confirmed(&petra(&number)).await;
        let id = first(&office, &sanne).await;
        let seen = case(office.services(), &sanne.see(), &id).await.unwrap().unwrap();
        assert_eq!(seen.organisation.map(|found| found.id), Some(garage));
        let expected = [
            Check::NumberBelongs(NameMatch::Same, "Garage Jansen B.V.".into()),
            Check::AddressConfirmed(true),
            Check::DomainKnown,
            Check::HasAdmins(1),
            Check::MobileAllowed(true),
        ];
        assert_eq!(seen.checks, expected);
        let unconfirmed = office.submitted(&petra("40217")).await;
        let hidden = office.texts("select id from appointment where reference = $1", &unconfirmed.to_string()).await;
        let hidden = AppointmentId::from_trusted(hidden[0].clone());
        assert!(case(office.services(), &sanne.see(), &hidden).await.unwrap().is_none());
        office.post().await;
    }

    async fn the_queue_goes_on_where_its_page_ended(on: On) {
        let office = Office::new(on).await;
        let [sanne] = desk(&office, ["Sanne"]).await;
        let many = PAGE + 3;
        for number in 0..many {
            let mut request = petra(&format!("4{number:05}"));
            request.email = domain::EmailAddress::parse(&format!("p{number}@garage.example")).unwrap();
            let network = format!("10.0.{number}.0/24");
            office.sends(&request, &network).await;
            let asked = office.one_letter().await;
            office.says_yes(&asked).await;
            office.post().await;
        }
        let services = office.services();
        let page = queue(services, &sanne.see(), None).await.unwrap();
        assert_eq!(page.waiting.len(), PAGE);
        let next: Option<&Cursor> = page.next.as_ref();
        let rest = queue(services, &sanne.see(), next).await.unwrap();
        assert_eq!((rest.waiting.len(), &rest.next), (3, &None));
        let of = |page: Queue, rest: Queue| page.waiting.into_iter().chain(rest.waiting).map(|one| one.reference).collect::<Vec<_>>();
        let mut all = of(page, rest);
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), many);
        // What was decided is kept in lists of its own, the last first.
        all.reverse();
        for (kept, becomes) in [
            (List::Approved, "update appointment set state = 'approved' where id <> $1"),
            (List::Over, "update appointment set state = 'activated', ended_at = confirmed_at where id <> $1"),
        ] {
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, becomes, "").unwrap();
            tx.commit().await.unwrap();
            let page = list(services, &sanne.see(), kept, None).await.unwrap();
            let rest = list(services, &sanne.see(), kept, page.next.as_ref()).await.unwrap();
            assert_eq!((page.waiting.len(), &rest.next), (PAGE, &None), "{kept:?}");
            assert_eq!(of(page, rest), all, "{kept:?}");
            assert!(queue(services, &sanne.see(), None).await.unwrap().waiting.is_empty());
        }
    }
}

pub async fn role_of(office: &Office, whom: &AuthorisationId) -> String {
    let sql = "select role from authorisation where id = $1";
    office.texts(sql, whom.as_str()).await.remove(0)
}

//! Two deeds on one person at once: one waits for the other, and neither is ended (docs/decisions/0002). One is held
//! half way by hand; the other, a real flow, runs until it waits for it; then the first goes on to what it locks next.

use std::time::Duration;

use domain::{
    AccountId, HelpRequestId, TypedPassword, people::Role, post::HelpKind, shared::code::TypedCode,
};
use flows::{
    Services, Tx, account,
    activation::{self, Chosen, Finished},
    audit::{self, Actor, Entry, Event},
    challenges, execute, help,
    import::{self, Invitations, Mode},
    links,
    login::{self, CodeStep, DeviceCookie, NotRight},
    on_each_database,
    sessions::{self, Record},
    testing::people::{self, Invite, Refusal, Stop},
    testing::{On, Seed},
};

use super::office::{NEVER, Office, somebody};

const ACCOUNT: &str = "update account set language = language where id = $1";
const AUTHORISATION: &str = "update authorisation set role = role where id = $1";

/// Until the other deed waits for `held`. On SQLite it does so from the start: there is one writer.
async fn is_waited_for(held: &mut Tx) {
    let Tx::Postgres(held) = held else { return };
    let waiting = "select count(*) from pg_locks where not granted and transactionid = pg_current_xact_id()::xid";
    let look = async {
        while sqlx::query_as::<_, (i64,)>(waiting)
            .fetch_one(&mut **held)
            .await
            .unwrap()
            .0
            == 0
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), look)
        .await
        .expect("nobody waits");
}

async fn write_into_the_trail(tx: &mut Tx, services: &Services) {
    let entry = Entry::new(Event::SessionEnded, Actor::System);
    audit::record(tx, services.now(), entry).unwrap();
}

on_each_database! {
    async fn an_admins_deed_waits_for_what_the_owner_does(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, jan.0.as_str()).unwrap();
        let (stopped, ()) = tokio::join!(people::stop_access(services, &permit, &jan.1, Stop::Now), async {
            is_waited_for(&mut owner).await;
            execute!(&mut owner, AUTHORISATION, jan.1.as_str()).unwrap();
            owner.commit().await.unwrap();
        });
        assert_eq!(stopped.unwrap(), Ok(services.now()));
    }

    async fn a_request_for_help_is_closed_once_its_owner_has_come_in_by_own_means(on: On) {
        let office = Office::new(on).await;
        office.ask_for_help(NEVER, "cannot_log_in").await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let request = HelpRequestId::parse(NEVER).unwrap();
        let mut reset = services.db.write().await.unwrap();
        execute!(&mut reset, ACCOUNT, jan.0.as_str()).unwrap();
        let (closed, ()) = tokio::join!(people::help::close(services, &permit, &request), async {
            is_waited_for(&mut reset).await;
            execute!(&mut reset, "update help_request set closed_at = 1 where closed_at is null").unwrap();
            reset.commit().await.unwrap();
        });
        assert_eq!(closed.unwrap(), Err(Refusal::AlreadySo));
    }

    async fn a_request_for_help_does_not_move_on_once_its_owner_has_come_in(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let caller = office.world.inside(&jan.0, &jan.1).await;
        help::ask_as(services, &caller, HelpKind::MoreRights).await.unwrap();
        office.world.clock.forward(Duration::from_secs(7 * 24 * 60 * 60));
        let mut reset = services.db.write().await.unwrap();
        execute!(&mut reset, ACCOUNT, jan.0.as_str()).unwrap();
        let (moved, ()) = tokio::join!(help::move_on(services), async {
            is_waited_for(&mut reset).await;
            execute!(&mut reset, "update help_request set closed_at = 1 where closed_at is null").unwrap();
            reset.commit().await.unwrap();
        });
        assert_eq!(moved.unwrap(), 0);
    }

    async fn a_code_is_looked_at_after_an_admin_changed_the_number_it_went_to(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let challenge = login::enter(services, &jan.0, &jan.1, "203.0.113.0/24", challenges::Asker::LoggedIn).await.unwrap().unwrap();
        let code = TypedCode::parse("123456").unwrap();
        let mut change = services.db.write().await.unwrap();
        execute!(&mut change, ACCOUNT, jan.0.as_str()).unwrap();
        execute!(&mut change, AUTHORISATION, jan.1.as_str()).unwrap();
        let device = DeviceCookie::default();
        let (step, ()) = tokio::join!(login::check_code(services, &challenge, &code, &device, "Firefox"), async {
            is_waited_for(&mut change).await;
            challenges::close_of_authorisation(&mut change, &jan.1, services.now()).await.unwrap();
            change.commit().await.unwrap();
        });
        assert_eq!(step.unwrap(), CodeStep::NotRight(NotRight::Over));
    }

    async fn an_invitation_elsewhere_lets_a_letter_with_a_link_go_first(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit_of(&office.fatima).await, &office.jan);
        let new = somebody("jan@kantoor-deboer.example");
        // The invitation waits in its commit, with everything locked that it ever locks.
        let mut warning = services.db.write().await.unwrap();
        execute!(&mut warning, "update audit_head set seq = seq").unwrap();
        let (invited, ()) = tokio::join!(people::invite(services, &permit, &new), async {
            is_waited_for(&mut warning).await;
            let (now, freeze) = (services.now(), links::Purpose::Freeze);
            links::make(&mut warning, services, now, freeze, &jan.0, Some(&jan.1), now).await.unwrap();
            warning.commit().await.unwrap();
        });
        assert!(invited.unwrap().is_ok());
    }

    async fn whom_an_admin_invited_as_admin_accepts_after_what_is_done_to_that_admin(on: On) {
        let (stopped, laid_down) = ("update authorisation set state = 'stopped' where id = $1", "update authorisation set role = 'medewerker' where id = $1");
        for deed in [stopped, laid_down] {
            let office = Office::new(on).await;
            office.second_admin().await;
            let (services, device) = (&office.world.services, DeviceCookie::default());
            let nova = office.invite(&Invite { role: Role::Admin, ..somebody("nova@kantoor-deboer.example") }).await.unwrap();
            let account = office.text("select account_id from authorisation where id = $1", nova.authorisation.as_str()).await.unwrap();
            let link = office.world.link(&AccountId::from_trusted(account), "activate").await;
            let password = TypedPassword::parse("zonnige fietstocht 2026".to_owned()).unwrap();
            let chosen = activation::choose(services, &link, &password, &device, "192.0.2.0/24").await.unwrap();
            let Chosen::CodeSent { challenge, .. } = chosen else { panic!("{chosen:?}") };
            let mut tx = services.db.write().await.unwrap();
            let (code, _) = challenges::new_code(&mut tx, services, services.now(), &challenge).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            let code = TypedCode::parse(code.expose()).unwrap();
            // What a trigger writes for the organisation is locked with the admin; the link of whom the admin invited comes after that.
            let mut held = services.db.write().await.unwrap();
            execute!(&mut held, deed, office.karin.1.as_str()).unwrap();
            let (accepted, ()) = tokio::join!(activation::finish(services, &challenge, &code, &device, "Firefox"), async {
                is_waited_for(&mut held).await;
                links::withdraw_of_authorisation(&mut held, &nova.authorisation, links::Purpose::Activate, services.now()).await.unwrap();
                held.commit().await.unwrap();
            });
            assert_eq!(accepted.unwrap(), Finished::NotRight(NotRight::Over), "{deed}");
            let state = office.text("select state from authorisation where id = $1", nova.authorisation.as_str()).await;
            assert_eq!(state.as_deref(), Some("invited"), "{deed}");
        }
    }

    async fn ending_ones_own_sessions_waits_for_a_block_that_ends_them_too(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let caller = office.world.inside(&jan.0, &jan.1).await;
        let session = Record {
            key: "key",
            account: Some(jan.0.as_str()),
            authorisation: Some(jan.1.as_str()),
            data: "{}",
        };
        assert!(sessions::create(services, &session).await.unwrap());
        let mut block = services.db.write().await.unwrap();
        execute!(&mut block, ACCOUNT, jan.0.as_str()).unwrap();
        write_into_the_trail(&mut block, services).await;
        let (ended, ()) = tokio::join!(account::end_other_sessions(services, &caller, "another"), async {
            is_waited_for(&mut block).await;
            assert_eq!(sessions::end_all(&mut block, &jan.0, None).await.unwrap(), 1);
            block.commit().await.unwrap();
        });
        assert_eq!(ended.unwrap().0, 0);
    }

    async fn a_check_waits_for_whom_it_stops_in_the_order_of_their_addresses(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let anna = Seed::new("Anna", "", "Zwart", "anna@kantoor-deboer.example");
        let anna = office.world.person(&office.id, anna).await;
        let page = people::check::next_page(services, &permit.see()).await.unwrap();
        let shown: Vec<_> = page.people.into_iter().map(|looked| looked.person.id).collect();
        // In the order of the list Jan comes first, and in the form of who sent it.
        let gone = [jan.1.clone(), anna.1.clone()];
        let mut elsewhere = services.db.write().await.unwrap();
        execute!(&mut elsewhere, ACCOUNT, anna.0.as_str()).unwrap();
        let (settled, ()) = tokio::join!(people::check::settle(services, &permit, &shown, &gone), async {
            is_waited_for(&mut elsewhere).await;
            execute!(&mut elsewhere, ACCOUNT, jan.0.as_str()).unwrap();
            elsewhere.commit().await.unwrap();
        });
        assert_eq!(settled.unwrap().unwrap().stopped, 2);
    }

    async fn an_import_waits_for_its_people_before_it_writes_anything(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        office.run("update organisation set number = '200300' where kind = 'garage'", &[]).await;
        let file = "soort;nummer;voornaam;achternaam;e-mail;mobiel
garage;200300;Els;Smit;els@garage-jansen.example;0612345671
garage;200300;Jan;Jansen;jan@kantoor-deboer.example;0612345672
";
        let mut owner = services.db.write().await.unwrap();
        execute!(&mut owner, ACCOUNT, jan.0.as_str()).unwrap();
        let taken = import::people(services, file.as_bytes(), Mode::Commit, Invitations::HoldBack);
        let (taken, ()) = tokio::join!(taken, async {
            is_waited_for(&mut owner).await;
            write_into_the_trail(&mut owner, services).await;
            owner.commit().await.unwrap();
        });
        assert_eq!(taken.unwrap().unwrap().counts.new, 2);
    }
}

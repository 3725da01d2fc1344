//! Is it really them? And what an agent can do who does not know.

use domain::{
    AuthorisationId,
    desk::{Way, Why},
    messages::Share,
    post::{Channel, Letter},
    shared::code::TypedCode,
};
use flows::{
    challenges::{self, Answer, Asker, Purpose, TooManyMessages},
    desk::{self, Refusal, Told},
    execute, on_each_database,
    post::{self, Pointless, Resolved},
    services::Policy,
    testing::{On, Seed},
};

use super::floor::{Floor, MINUTE, Who, agent};

/// Somebody at the same office with a telephone of her own.
async fn els(floor: &Floor) -> AuthorisationId {
    let mut els = Seed::new("Els", "", "Visser", "els@kantoor-deboer.example");
    els.mobile = "+31612345699";
    floor.world.person(&floor.office, els).await.1
}

on_each_database! {
    async fn sec_26_an_agent_who_did_not_check_the_caller_can_do_nothing(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let permit = floor.permit_of(&floor.sanne).await;
        assert!(desk::checked(services, &permit, whom).await.unwrap().is_none(), "no proof, no deed");
        let checked = floor.checked(&floor.sanne, whom).await;
        let of_daan = floor.permit_of(&floor.daan).await;
        assert!(desk::checked(services, &of_daan, whom).await.unwrap().is_none(), "a colleague's check is not mine");
        assert!(desk::checked(services, &permit, &floor.jan.1).await.unwrap().is_none(), "nor one of somebody else");
        floor.world.clock.forward(30 * MINUTE);
        assert!(desk::checked(services, &permit, whom).await.unwrap().is_none(), "half an hour is over");
        for refused in floor.every_deed(&checked).await {
            assert_eq!(refused, Some(Refusal::NotChecked), "a proof that was kept is none");
        }
    }

    async fn whoever_called_before_the_owner_froze_the_account_is_a_caller_nobody_knows(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let (sanne, daan) = (floor.permit_of(&floor.sanne).await, floor.permit_of(&floor.daan).await);
        let checked = floor.checked(&floor.sanne, whom).await;
        floor.checked(&floor.sanne, &floor.jan.1).await;
        floor.world.clock.forward(MINUTE);
        desk::send(services, &daan, whom, Channel::Sms).await.unwrap().unwrap();
        let code = floor.code().await;
        floor.freezes(&floor.karin).await;
        assert!(desk::checked(services, &sanne, whom).await.unwrap().is_none());
        assert_eq!(desk::check(services, &daan, whom, &code).await.unwrap(), Told::Over, "nor with a code that was under way");
        for refused in floor.every_deed(&checked).await {
            assert_eq!(refused, Some(Refusal::NotChecked));
        }
        assert!(desk::checked(services, &sanne, &floor.jan.1).await.unwrap().is_some(), "somebody else is not concerned");
    }

    async fn a_code_goes_to_what_we_know_and_tries_are_bounded(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let permit = floor.permit_of(&floor.sanne).await;
        let wrong = TypedCode::parse("000000").unwrap();
        assert_eq!(desk::check(services, &permit, whom, &wrong).await.unwrap(), Told::Over, "nothing was asked");
        desk::send(services, &permit, whom, Channel::Sms).await.unwrap().unwrap();
        desk::send(services, &permit, whom, Channel::Sms).await.unwrap().unwrap();
        assert_eq!(floor.letters(&floor.karin.0).await, ["caller_check"], "two presses are one");
        let right = floor.code().await;
        for left in (1..=4).rev() {
            let told = desk::check(services, &permit, whom, &wrong).await.unwrap();
            assert_eq!(told, Told::Wrong { tries_left: left });
        }
        assert_eq!(desk::check(services, &permit, whom, &wrong).await.unwrap(), Told::Over);
        assert_eq!(desk::check(services, &permit, whom, &right).await.unwrap(), Told::Over, "too late");
        floor.world.clock.forward(MINUTE);
        desk::send(services, &permit, whom, Channel::Mail).await.unwrap().unwrap();
        assert_eq!(floor.letters(&floor.karin.0).await, ["caller_check", "caller_check_mail"]);
        let code = floor.code().await;
        floor.world.clock.forward(5 * MINUTE);
        assert_eq!(desk::check(services, &permit, whom, &code).await.unwrap(), Told::Expired);
        assert_eq!(floor.number("select count(*) from account where id = $1 and blocked_reason is not null", floor.karin.0.as_str()).await, 0, "a caller is not blocked by it");
    }

    async fn a_caller_who_used_up_every_code_to_log_in_with_can_still_be_checked(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        for _ in 0..6 {
            let (account, authorisation) = &floor.karin;
            let _ = flows::login::enter(services, account, authorisation, "n", Asker::LoggedIn).await.unwrap();
            floor.world.clock.forward(MINUTE);
        }
        floor.checked(&floor.sanne, &floor.karin.1).await;
    }

    async fn sec_30_one_agent_has_so_many_codes_sent_a_day_and_a_colleague_goes_on(on: On) {
        let policy = Policy { desk_codes_per_day: 2, ..Policy::default() };
        let floor = Floor::with_policy(on, policy).await;
        let services = &floor.world.services;
        let sent = async |agent, whom| desk::send(services, &floor.permit_of(agent).await, whom, Channel::Sms).await.unwrap();
        sent(&floor.sanne, &floor.karin.1).await.unwrap();
        sent(&floor.sanne, &floor.jan.1).await.unwrap();
        floor.world.clock.forward(MINUTE);
        let refused = sent(&floor.sanne, &floor.karin.1).await;
        assert!(matches!(refused, Err(Refusal::SentTooMany { until }) if until > services.now()), "{refused:?}");
        sent(&floor.daan, &floor.karin.1).await.unwrap();
        floor.world.clock.forward(24 * 60 * MINUTE);
        sent(&floor.sanne, &floor.karin.1).await.unwrap();
    }

    async fn sec_30_codes_that_one_agent_has_sent_keep_nobody_from_a_colleagues_check_nor_from_a_login(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        for press in 0..24 {
            floor.world.clock.forward(MINUTE);
            let channel = if press % 2 == 0 { Channel::Sms } else { Channel::Mail };
            let sanne = floor.permit_of(&floor.sanne).await;
            if let Err(refusal) = desk::send(services, &sanne, whom, channel).await.unwrap() {
                let agents = |told: &TooManyMessages| told.share == Share::Agent && told.until > services.now();
                assert!(matches!(&refusal, Refusal::TooManyCodes(told) if agents(told)), "{refusal:?}");
            }
        }
        for sent in [
            "select count(*) from caller_check where agent_id = $1 and channel = 'sms'",
            "select count(*) from caller_check where agent_id = $1 and channel = 'mail'",
        ] {
            assert!(floor.number(sent, floor.sanne.0.as_str()).await <= 6, "each way, in two hours at most");
        }
        floor.checked(&floor.daan, whom).await;
        floor.checked(&floor.sanne, &els(&floor).await).await;
        // Nor in the last hour of a whole day of it.
        for _ in 0..20 {
            floor.world.clock.forward(60 * MINUTE);
            let sanne = floor.permit_of(&floor.sanne).await;
            let _spent = desk::send(services, &sanne, whom, Channel::Sms).await.unwrap();
        }
        floor.checked(&floor.daan, whom).await;
        // What callers read out spends nothing of a login.
        let of_logins = "select count(*) from budget where bucket like 'sms-login-%' || $1";
        assert_eq!(floor.number(of_logins, floor.karin.0.as_str()).await, 0);
    }

    async fn sec_30_checks_by_sms_that_a_stranger_asked_for_leave_those_by_mail_and_a_third_agents(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let insurer = floor.world.organisation("verzekeraar", "Voorbeeld Verzekeringen").await;
        let mut agents = vec![floor.sanne.clone(), floor.daan.clone()];
        for at in 0..4 {
            let (email, mobile) = (format!("agent{at}@voorbeeld.example"), format!("+3161234562{at}"));
            agents.push(floor.world.person(&insurer, agent("Ilse", "Bos", &email, &mobile)).await);
        }
        let asks = async |who: &Who, channel| {
            let sent = desk::send(services, &floor.permit_of(who).await, whom, channel).await.unwrap();
            floor.world.clock.forward(MINUTE / 2);
            sent.map_err(|refusal| match refusal {
                Refusal::TooManyCodes(told) => told.share,
                other => panic!("{other:?}"),
            })
        };
        for who in &agents[..2] {
            for _ in 0..3 {
                asks(who, Channel::Sms).await.unwrap();
            }
            assert_eq!(asks(who, Channel::Sms).await, Err(Share::Agent));
        }
        for who in &agents[..2] {
            asks(who, Channel::Mail).await.unwrap();
        }
        floor.checked(&agents[2], whom).await;
        // One telephone, and one mailbox, has so many of all agents together.
        for channel in [Channel::Sms, Channel::Mail] {
            let mut refused = None;
            for who in &agents {
                while refused != Some(Share::Person) {
                    match asks(who, channel).await {
                        Ok(()) => {}
                        Err(share) => {
                            refused = Some(share);
                            break;
                        }
                    }
                }
            }
            assert_eq!(refused, Some(Share::Person), "{channel:?}");
            let sent = "select count(*) from caller_check where channel = $1";
            assert_eq!(floor.number(sent, channel.code()).await, 10);
        }
    }

    async fn sec_30_wrong_codes_that_one_agent_types_leave_a_colleagues_own_check_open(on: On) {
        let floor = Floor::new(on).await;
        let (services, whom) = (&floor.world.services, &floor.karin.1);
        let wrong = TypedCode::parse("000000").unwrap();
        for _ in 0..2 {
            let sanne = floor.permit_of(&floor.sanne).await;
            desk::send(services, &sanne, whom, Channel::Sms).await.unwrap().unwrap();
            floor.code().await;
            for _ in 0..5 {
                desk::check(services, &sanne, whom, &wrong).await.unwrap();
            }
            floor.world.clock.forward(MINUTE);
        }
        let sanne = floor.permit_of(&floor.sanne).await;
        desk::send(services, &sanne, whom, Channel::Mail).await.unwrap().unwrap();
        let right = floor.code().await;
        assert_eq!(desk::check(services, &sanne, whom, &right).await.unwrap(), Told::TooManyToday);
        floor.world.clock.forward(MINUTE);
        floor.checked(&floor.daan, whom).await;
        floor.checked(&floor.sanne, &els(&floor).await).await;
    }

    async fn sec_04_of_an_account_that_was_set_aside_the_desk_knows_the_address_of_then_and_writes_to_nobody(on: On) {
        for (known, seen) in [(Some("jan@kantoor-deboer.example"), "j•••@kantoor-deboer.example"), (None, "")] {
            let floor = Floor::new(on).await;
            let services = &floor.world.services;
            let (permit, whom) = (floor.permit_of(&floor.sanne).await, &floor.jan.1);
            let mut tx = services.db.write().await.unwrap();
            execute!(&mut tx, "update account set email = '', email_canonical = id where id = $1", floor.jan.0.as_str()).unwrap();
            let over = "update authorisation set state = 'stopped', activated_at = 1, stopped_at = 1, as_of = 1, email_then = $2 where id = $1";
            execute!(&mut tx, over, whom.as_str(), known).unwrap();
            let letter = Letter::TestMail;
            let draft = post::Draft::new(post::To::Account(&floor.jan.0), domain::Language::Nl, letter, post::Payer::Nobody);
            post::queue(&mut tx, services, services.now(), draft).await.unwrap();
            tx.commit().await.unwrap();
            let person = desk::person(services, &permit.see(), whom, Way::Search).await.unwrap().unwrap();
            assert_eq!((person.email.as_str(), person.has_mailbox), (seen, false));
            let sent = async |channel| desk::send(services, &permit, whom, channel).await.unwrap();
            assert_eq!(sent(Channel::Mail).await, Err(Refusal::NoMailbox));
            assert_eq!(floor.number("select count(*) from caller_check where agent_id = $1", floor.sanne.0.as_str()).await, 0);
            sent(Channel::Sms).await.unwrap();
            let due = post::take(services, "a", Channel::Mail, flows::testing::letters(10), 0).await.unwrap();
            assert_eq!(due.len(), 1);
            for one in due {
                let resolved = post::resolve(services, &post::Remembered::default(), &one).await.unwrap();
                assert!(matches!(resolved, Resolved::Drop(Pointless::NoRecipient)), "{resolved:?}");
            }
        }
    }

    async fn sec_28_a_code_that_is_read_out_opens_no_login(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        desk::send(services, &permit, &floor.karin.1, Channel::Sms).await.unwrap().unwrap();
        let code = floor.code().await;
        let id = floor.lines("select challenge_id from caller_check where agent_id = $1", floor.sanne.0.as_str()).await.remove(0);
        let id = domain::ChallengeId::from_trusted(id);
        for purpose in [Purpose::Login, Purpose::Reset, Purpose::Activate, Purpose::StepUp, Purpose::NewNumber] {
            let mut tx = services.db.write().await.unwrap();
            let answer = challenges::answer(&mut tx, services, services.now(), &id, purpose, &code).await.unwrap();
            assert!(matches!(answer, Answer::Over), "{purpose:?}");
        }
        let told = desk::check(services, &permit, &floor.karin.1, &code).await.unwrap();
        assert_eq!(told, Told::Right, "and the desk takes it");
    }

    async fn nobody_helps_himself_and_nobody_helps_who_is_not_there(on: On) {
        let floor = Floor::new(on).await;
        let services = &floor.world.services;
        let permit = floor.permit_of(&floor.sanne).await;
        let never = AuthorisationId::from_trusted("019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d".into());
        for (whom, refusal) in [(&floor.sanne.1, Refusal::Yourself), (&never, Refusal::NotHere)] {
            let sent = desk::send(services, &permit, whom, Channel::Sms).await.unwrap();
            assert_eq!(sent, Err(refusal.clone()));
            let called = domain::shared::short_text::PhoneText::parse("070 1234567").unwrap();
            let source = domain::shared::short_text::SourceText::parse("relatiebestand").unwrap();
            let asked = desk::ask_call_back(services, &permit, whom, Why::Other, (&called, &source)).await.unwrap();
            assert_eq!(asked, Err(refusal));
        }
    }

    async fn the_organisation_reads_that_the_desk_checked_and_never_which_agent(on: On) {
        let floor = Floor::new(on).await;
        floor.checked(&floor.sanne, &floor.karin.1).await;
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_see_staff().unwrap();
        let log = flows::audit::log_of_organisation(&floor.world.services, &permit, &Default::default(), None).await.unwrap();
        let seen: Vec<_> = log.rows.iter().map(|row| (row.event.map_or("?", flows::audit::Event::code), row.actor.clone())).collect();
        let desk = flows::audit::LogActor::Desk;
        assert_eq!(seen, [("caller_checked", desk.clone()), ("caller_check_sent", desk)]);
    }
}

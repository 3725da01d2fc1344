//! Nobody vouches for himself, whatever connects two accounts and whenever that comes about (SEC-26, SEC-68).

use domain::{
    AccountId, AuthorisationId, TypedPassword,
    appointments::{Refusal, Stage},
    shared::{
        code::TypedCode,
        short_text::{PhoneText, SourceText},
    },
};
use flows::{
    Permit,
    account::Browser,
    activation::{self, Chosen, Finished},
    address_change::{self, Asked, Confirmed},
    appointments::{Refused, case, take},
    caller::right::DeskWork,
    challenges, execute,
    login::{DeviceCookie, NotRight},
    on_each_database, people,
    secrets::LinkSecret,
    testing::{
        On, PASSWORD, Seed,
        appointments::{approve, call_back, link, reject, verify},
    },
};

use super::{
    desk::{admins, desk, stage, waiting},
    office::{DAY, NETWORK, Office},
};

const PETRA: &str = "petra@garage-jansen.example";

const OLD: (&str, Confirmed) = ("old_address", Confirmed::OtherAwaited);
const NEW: (&str, Confirmed) = ("new_address", Confirmed::Done);
/// Both mailboxes say yes.
const BOTH: &[(&str, Confirmed)] = &[OLD, NEW];

/// Asks for another address to log in with; these mailboxes say yes.
async fn takes(
    office: &Office,
    who: &Permit<DeskWork>,
    address: &str,
    mailboxes: &[(&'static str, Confirmed)],
) {
    let services = office.services();
    let caller = office.world.inside(who.by(), who.by_authorisation()).await;
    let device = DeviceCookie::default();
    let browser = Browser {
        session: "here",
        device: &device,
        device_name: "Chrome op Windows",
        network: NETWORK,
    };
    let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
    let address = domain::EmailAddress::parse(address).unwrap();
    let asked = address_change::ask(services, &caller, &address, &password, browser).await;
    assert_eq!(asked.unwrap(), Asked::MailsSent);
    for (purpose, said) in mailboxes {
        let link = office.world.link(who.by(), purpose).await;
        let told = address_change::confirm(services, &link).await.unwrap();
        assert_eq!(told, *said);
    }
}

async fn run(office: &Office, statement: &'static str, id: &str, value: &str) {
    let mut tx = office.services().db.write().await.unwrap();
    assert_eq!(execute!(&mut tx, statement, id, value).unwrap(), 1);
    tx.commit().await.unwrap();
}

/// Accepts an invitation with a password; the code is right.
async fn accepts(office: &Office, secret: &LinkSecret, password: &str) -> Finished {
    let (services, device) = (office.services(), DeviceCookie::default());
    let password = TypedPassword::parse(password.to_owned()).unwrap();
    let chosen = activation::choose(services, secret, &password, &device, NETWORK).await;
    let Chosen::CodeSent { challenge, .. } = chosen.unwrap() else {
        panic!("no code was sent");
    };
    let mut tx = services.db.write().await.unwrap();
    let made = challenges::new_code(&mut tx, services, office.now(), &challenge).await;
    let (code, _) = made.unwrap().unwrap();
    tx.commit().await.unwrap();
    let typed = TypedCode::parse(code.expose()).unwrap();
    let finished = activation::finish(services, &challenge, &typed, &device, "Firefox").await;
    finished.unwrap()
}

/// Who does what with a request: one says which company and calls, one vouches.
async fn vouched(
    office: &Office,
    (calls, vouches): (&Permit<DeskWork>, &Permit<DeskWork>),
    id: &domain::AppointmentId,
) {
    let services = office.services();
    let number = office.number_of("Garage Jansen").await;
    let phone = PhoneText::parse("055 123 4567").unwrap();
    let source = SourceText::parse("relatiebestand").unwrap();
    take(services, calls, id).await.unwrap().unwrap();
    link(services, calls, id, &number).await.unwrap().unwrap();
    let called = call_back(services, calls, id, &phone, &source).await;
    called.unwrap().unwrap();
    verify(services, vouches, id).await.unwrap().unwrap();
}

on_each_database! {
    async fn sec_26_what_makes_who_vouched_the_applicant_counts_also_if_it_came_about_afterwards(on: On) {
        // What somebody does between vouching and the approval of a colleague.
        for way in ["address", "address whose mailbox said yes", "address taken and left", "address with a detail", "telephone", "telephone laid down"] {
            for (calls, vouches) in [(true, true), (true, false), (false, true)] {
                let office = Office::new(on).await;
                let services = office.services();
                let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
                let (garage, id) = waiting(&office, &sanne).await;
                let by = |is: bool| if is { &daan } else { &iris };
                vouched(&office, (by(calls), by(vouches)), &id).await;
                let sets = "update authorisation set mobile = $2, mobile_changed_by = account_id, mobile_changed_at = as_of where id = $1";
                let here = daan.by_authorisation().as_str();
                match way {
                    "address" => takes(&office, &daan, PETRA, BOTH).await,
                    "address whose mailbox said yes" => takes(&office, &daan, PETRA, &[("new_address", Confirmed::OtherAwaited)]).await,
                    "address with a detail" => takes(&office, &daan, "petra+werk@garage-jansen.example", BOTH).await,
                    "address taken and left" => {
                        takes(&office, &daan, PETRA, BOTH).await;
                        office.later(4 * DAY);
                        takes(&office, &daan, "daan.dekker@voorbeeld.example", BOTH).await;
                    }
                    _ => {
                        let now = office.now().unix_ms();
                        let mut tx = services.db.write().await.unwrap();
                        execute!(&mut tx, "update authorisation set as_of = $2 where id = $1", here, now).unwrap();
                        tx.commit().await.unwrap();
                        run(&office, sets, here, "+31612340000").await;
                        if way == "telephone laid down" {
                            run(&office, sets, here, "+31612345609").await;
                        }
                    }
                }
                let seen = case(services, &sanne.see(), &id).await.unwrap().unwrap();
                assert_eq!(seen.asked.verified_by, None, "{way} {calls} {vouches}");
                let refused = approve(services, &sanne, &id).await.unwrap();
                assert_eq!(refused, Err(Refused::Rule(Refusal::NotVerified)), "{way} {calls} {vouches}");
                assert_eq!(verify(services, &daan, &id).await.unwrap(), Err(Refused::OwnRequest), "{way}");
                let refused = verify(services, &sanne, &id).await.unwrap();
                assert_eq!(refused, if calls { Err(Refused::Rule(Refusal::NotCalledBack)) } else { Ok(()) }, "{way}: a call of his is none");
                assert!(admins(&office, &garage).await.is_empty());
            }
        }
    }

    async fn sec_26_sec_68_an_address_that_somebody_only_typed_makes_nobody_that_person(on: On) {
        let office = Office::new(on).await;
        let services = office.services();
        let [sanne, daan, _] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
        let (_, id) = waiting(&office, &sanne).await;
        vouched(&office, (&daan, &daan), &id).await;
        for address in [PETRA, "petra+werk@garage-jansen.example"] {
            takes(&office, &daan, address, &[]).await;
            takes(&office, &sanne, address, &[]).await;
        }
        let seen = case(services, &sanne.see(), &id).await.unwrap().unwrap();
        assert_eq!(seen.asked.verified_by.as_ref(), Some(daan.by()));
        approve(services, &sanne, &id).await.unwrap().unwrap();
    }

    async fn sec_26_whoever_decided_on_a_request_does_not_come_in_by_it_as_admin(on: On) {
        for who in ["vouched", "approved", "called"] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
            let (garage, id) = waiting(&office, &sanne).await;
            let (calls, vouches, approves) = match who {
                "vouched" => (&sanne, &daan, &iris),
                "approved" => (&sanne, &iris, &daan),
                _ => (&daan, &sanne, &iris),
            };
            vouched(&office, (calls, vouches), &id).await;
            approve(services, approves, &id).await.unwrap().unwrap();
            takes(&office, &daan, PETRA, BOTH).await;
            let secret = office.world.link(daan.by(), "activate").await;
            assert_eq!(accepts(&office, &secret, PASSWORD).await, Finished::NotRight(NotRight::Over), "{who}");
            assert_eq!(stage(&office, &id).await, Stage::Withdrawn, "{who}");
            assert_eq!(admins(&office, &garage).await, ["stopped"], "{who}");
            let of_story = "select event from appointment_event where appointment_id = $1 order by place desc limit 1";
            assert_eq!(office.texts(of_story, id.as_str()).await, ["taken_back"], "{who}");
        }
    }

    async fn sec_26_the_telephone_that_counts_is_looked_at_once_more_when_the_invitation_is_accepted(on: On) {
        for (agent, comes_in) in [(true, false), (false, true)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan, iris] = desk(&office, ["Sanne", "Daan", "Iris"]).await;
            let (garage, id) = waiting(&office, &sanne).await;
            vouched(&office, (&sanne, &daan), &id).await;
            approve(services, &iris, &id).await.unwrap().unwrap();
            let invited = AuthorisationId::from_trusted(office.texts("select id from authorisation where organisation_id = $1", garage.as_str()).await.remove(0));
            let number = if agent { "+31612345601" } else { "+31612345699" };
            run(&office, "update authorisation set mobile = $2 where id = $1", invited.as_str(), number).await;
            let account = AccountId::from_trusted(office.texts("select account_id from authorisation where id = $1", invited.as_str()).await.remove(0));
            let secret = office.world.link(&account, "activate").await;
            let finished = accepts(&office, &secret, "vier groene fietsbellen").await;
            assert_eq!(matches!(finished, Finished::Inside(_)), comes_in);
            assert_eq!(stage(&office, &id).await, if comes_in { Stage::Activated } else { Stage::Withdrawn });
        }
    }

    async fn sec_26_a_telephone_of_access_that_ended_long_ago_is_nobodys_any_more(on: On) {
        // An agent has the shop's telephone of somebody who left; who applies worked there too.
        for (ends, days, own) in [("stopped", 29, true), ("stopped", 31, false), ("ended", 29, true), ("ended", 31, false), ("company", 29, true), ("company", 31, false)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
            let (_, id) = waiting(&office, &sanne).await;
            let shop = office.organisation("garage", "Garage Verderop").await;
            let seed = Seed { mobile: "+31612345601", ..Seed::new("Petra", "", "de Wit", PETRA) };
            let (_, there) = office.world.person(&shop, seed).await;
            let now = office.now().unix_ms();
            let mut tx = services.db.write().await.unwrap();
            let sql = match ends {
                "stopped" => "update authorisation set state = 'stopped', stopped_at = $2 where id = $1",
                "ended" => "update authorisation set valid_until = $2 where id = $1",
                _ => "update organisation set ended_at = $2 where id = (select organisation_id from authorisation where id = $1)",
            };
            assert_eq!(execute!(&mut tx, sql, there.as_str(), now).unwrap(), 1);
            tx.commit().await.unwrap();
            office.later(days * DAY);
            let refused = reject(services, &daan, &id, domain::appointments::Reason::NotWanted, None).await.unwrap();
            assert_eq!(refused, if own { Err(Refused::OwnRequest) } else { Ok(()) }, "{ends} {days}");
        }
    }

    async fn sec_26_inviting_somebody_back_makes_no_telephone_of_long_ago_count_anew(on: On) {
        for (days, own) in [(29, true), (31, false)] {
            let office = Office::new(on).await;
            let services = office.services();
            let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
            let (_, id) = waiting(&office, &sanne).await;
            let shop = office.organisation("garage", "Garage Verderop").await;
            let fatima = Seed { mobile: "+31612340077", ..Seed::new("Fatima", "", "Kaya", "fatima@verderop.example").admin() };
            let fatima = office.world.person(&shop, fatima).await;
            let there = Seed { mobile: "+31612345601", ..Seed::new("Petra", "", "de Wit", PETRA) };
            let (_, there) = office.world.person(&shop, there).await;
            let mut tx = services.db.write().await.unwrap();
            // Ended on its date, and so long ago that nobody moves that any more.
            let ended = "update authorisation set valid_until = $2 where id = $1";
            execute!(&mut tx, ended, there.as_str(), office.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
            office.later(days * DAY);
            let caller = office.world.inside(&fatima.0, &fatima.1).await;
            let permit = caller.may_change_staff(&services.policy, office.now()).unwrap();
            let new = people::Invite {
                name: domain::PersonName::parse("Petra", "", "", "de Wit").unwrap(),
                email: domain::EmailAddress::parse(PETRA).unwrap(),
                mobile: domain::MobileNumber::from_e164_stored("+31612349999".into()),
                role: domain::people::Role::Employee,
                rights: vec![],
                valid_from: None,
                valid_until: None,
                language: domain::Language::Nl,
            };
            let invited = people::invite(services, &permit, &new).await.unwrap();
            assert_eq!(invited.is_ok(), !own, "{days}: within thirty days the date is moved instead");
            let refused = reject(services, &daan, &id, domain::appointments::Reason::NotWanted, None).await.unwrap();
            assert_eq!(refused, if own { Err(Refused::OwnRequest) } else { Ok(()) }, "{days}");
        }
    }
}

//! A request that was approved hangs on its own invitation, and on no other one that somebody sends there later (SEC-26).

use domain::{
    AuthorisationId, EmailAddress, Language, MobileNumber, OrganisationId, PersonName,
    appointments::Stage, people::Role, post::Letter,
};
use flows::{
    Permit,
    activation::{self, NewLink},
    appointments::expire,
    caller::right::{ChangeStaff, DeskWork},
    execute, on_each_database,
    testing::people::{self, Invite},
    testing::{On, Seed, appointments::approve},
};

use super::{
    desk::{desk, first, role_of, stage, verified},
    office::{DAY, HOUR, Office, petra},
};

const FATIMA: Seed<'static> = Seed::new("Fatima", "", "Kaya", "fatima@garage-jansen.example");
const STATES: &str = "select u.state from authorisation u join account a on a.id = u.account_id where a.email_canonical = $1";

/// A garage with an admin, where Petra is to be one too.
struct Case {
    office: Office,
    garage: OrganisationId,
    fatima: (domain::AccountId, AuthorisationId),
    sanne: Permit<DeskWork>,
    daan: Permit<DeskWork>,
}

impl Case {
    async fn new(on: On) -> Self {
        let office = Office::new(on).await;
        let [sanne, daan] = desk(&office, ["Sanne", "Daan"]).await;
        let garage = office.organisation("garage", "Garage Jansen").await;
        let seed = Seed {
            mobile: "+31612340077",
            ..FATIMA.admin()
        };
        let fatima = office.world.person(&garage, seed).await;
        Self {
            office,
            garage,
            fatima,
            sanne,
            daan,
        }
    }

    /// Petra asks with a number, and two of the desk approve.
    async fn approved(&self, mobile: &str) -> domain::AppointmentId {
        self.office.post().await;
        let number = self.office.number_of("Garage Jansen").await;
        let mut request = petra(&number);
        request.mobile = MobileNumber::from_e164_stored(mobile.into());
        self.office.confirmed(&request).await;
        let id = first(&self.office, &self.sanne).await;
        verified(&self.office, &self.sanne, &id, &number).await;
        approve(self.office.services(), &self.daan, &id)
            .await
            .unwrap()
            .unwrap();
        id
    }

    async fn admin(&self) -> Permit<ChangeStaff> {
        let services = self.office.services();
        let fatima = self
            .office
            .world
            .inside(&self.fatima.0, &self.fatima.1)
            .await;
        fatima
            .may_change_staff(&services.policy, services.now())
            .unwrap()
    }

    async fn petra(&self) -> AuthorisationId {
        let sql = "select u.id from authorisation u where u.organisation_id = $1 and u.given_name = 'Petra'";
        let found = self.office.texts(sql, self.garage.as_str()).await;
        AuthorisationId::from_trusted(found[0].clone())
    }

    async fn invites_as_employee(&self) {
        let new = Invite {
            name: PersonName::parse("Petra", "", "", "de Wit").unwrap(),
            email: EmailAddress::parse("petra@garage-jansen.example").unwrap(),
            mobile: MobileNumber::from_e164_stored("+31612340000".into()),
            role: Role::Employee,
            rights: vec![],
            valid_from: None,
            valid_until: None,
            language: Language::Nl,
        };
        let invited = people::invite(self.office.services(), &self.admin().await, &new).await;
        invited.unwrap().unwrap();
    }

    /// The secret of the newest invitation.
    async fn link(&self) -> flows::secrets::LinkSecret {
        let sent = self.office.post().await;
        let mut secrets = sent.into_iter().filter_map(|sent| sent.secret);
        secrets.next_back().unwrap()
    }

    async fn state(&self) -> Vec<String> {
        self.office
            .texts(STATES, "petra@garage-jansen.example")
            .await
    }
}

on_each_database! {
    async fn sec_26_a_request_that_was_approved_anew_is_not_ended_by_the_one_before(on: On) {
        let case = Case::new(on).await;
        let (office, services) = (&case.office, case.office.services());
        let before = case.approved("+31612340001").await;
        office.later(25 * DAY);
        let after = case.approved("+31612340002").await;
        assert_eq!(stage(office, &before).await, Stage::Withdrawn, "the invitation is another one");
        let link = case.link().await;
        office.later(6 * DAY);
        assert_eq!(expire(services).await.unwrap(), 0);
        assert_eq!(stage(office, &after).await, Stage::Approved);
        assert_eq!(case.state().await, ["invited"]);
        office.activates(&link).await;
        assert_eq!(stage(office, &after).await, Stage::Activated);
        let of_story = "select event from appointment_event where appointment_id = $1 order by place desc limit 1";
        assert_eq!(office.texts(of_story, before.as_str()).await, ["untied"]);
        assert_eq!(office.texts("select event from audit where event = 'appointment_withdrawn' and organisation_id = $1", case.garage.as_str()).await.len(), 1);
    }

    async fn who_was_approved_and_did_nothing_yet_is_reminded_by_the_letter_of_the_request(on: On) {
        let case = Case::new(on).await;
        let (office, services) = (&case.office, case.office.services());
        case.approved("+31612340001").await;
        case.link().await;
        for days in [3, 3] {
            office.later(days * DAY);
            assert_eq!(flows::people::remind_invitations(services).await.unwrap(), 1);
            let sent = office.one_letter().await;
            let Letter::AppointmentApproved { organisation, again, .. } = &sent.letter else { panic!("{sent:?}") };
            assert_eq!((organisation.as_str(), *again), ("Garage Jansen", true));
            assert!(sent.secret.is_some(), "with a link");
        }
    }

    async fn sec_26_a_new_link_works_as_long_as_its_letter_says_and_no_longer_than_what_was_approved(on: On) {
        let case = Case::new(on).await;
        let (office, services) = (&case.office, case.office.services());
        let id = case.approved("+31612340001").await;
        let end = office.now().plus(30 * DAY);
        let link = case.link().await;
        for (later, until) in [(8 * DAY, office.now().plus(15 * DAY)), (21 * DAY, end)] {
            office.later(later);
            assert_eq!(activation::new_link(services, &link).await.unwrap(), NewLink::Sent);
            let Letter::AppointmentApproved { until: said, .. } = office.one_letter().await.letter else { panic!("not the letter of before") };
            assert_eq!(said, until);
        }
        office.later(DAY - HOUR);
        assert_eq!(expire(services).await.unwrap(), 0);
        let asked = activation::new_link(services, &link).await.unwrap();
        assert_eq!(asked, NewLink::Sent);
        let newest = case.link().await;
        assert!(matches!(activation::look(services, &newest).await.unwrap(), activation::Look::Open(_)), "an hour before the end");
        office.later(HOUR);
        assert!(!matches!(activation::look(services, &newest).await.unwrap(), activation::Look::Open(_)), "at the end, before anybody tidied");
        assert_ne!(activation::new_link(services, &link).await.unwrap(), NewLink::Sent);
        assert_eq!(expire(services).await.unwrap(), 1);
        assert_eq!(stage(office, &id).await, Stage::Expired);
    }

    async fn sec_26_an_invitation_that_is_another_one_by_now_belongs_to_no_request_of_before(on: On) {
        for way in ["withdrawn", "withdrawn late", "withdrawn and invited", "withdrawn late and invited", "withdrawn, invited, accepted", "no admin any more"] {
            let case = Case::new(on).await;
            let (office, services) = (&case.office, case.office.services());
            let id = case.approved("+31612340000").await;
            office.post().await;
            let whom = case.petra().await;
            let late = way.contains("late");
            if late {
                office.later(30 * DAY + HOUR);
            }
            if way == "no admin any more" {
                people::remove_admin(services, &case.admin().await, &whom).await.unwrap().unwrap();
            } else {
                people::withdraw_invitation(services, &case.admin().await, &whom).await.unwrap().unwrap();
            }
            assert_eq!(stage(office, &id).await, Stage::Withdrawn, "{way}");
            office.post().await;
            if way.contains("invited") {
                if !late {
                    office.later(28 * DAY);
                }
                case.invites_as_employee().await;
            }
            if way.contains("accepted") {
                let link = case.link().await;
                office.activates(&link).await;
                assert_eq!(stage(office, &id).await, Stage::Withdrawn, "no admin came");
            }
            office.later(5 * DAY);
            assert_eq!(expire(services).await.unwrap(), 0, "{way}");
            let stands = match way {
                "withdrawn" | "withdrawn late" => "stopped",
                "withdrawn, invited, accepted" => "active",
                _ => "invited",
            };
            assert_eq!(case.state().await, [stands], "{way}");
            if stands != "stopped" {
                assert_eq!(role_of(office, &whom).await, "medewerker", "{way}");
            }
        }
    }

    async fn sec_26_an_invitation_that_was_sent_once_more_works_as_long_as_its_letter_says(on: On) {
        let case = Case::new(on).await;
        let (office, services) = (&case.office, case.office.services());
        let id = case.approved("+31612340000").await;
        office.post().await;
        office.later(28 * DAY);
        let whom = case.petra().await;
        let until = people::resend_invitation(services, &case.admin().await, &whom).await.unwrap().unwrap();
        let link = case.link().await;
        office.later(6 * DAY);
        assert!(office.now() < until);
        assert_eq!(expire(services).await.unwrap(), 0);
        office.activates(&link).await;
        assert_eq!(stage(office, &id).await, Stage::Activated);
    }

    async fn sec_26_what_an_older_version_left_tied_ends_no_invitation_that_is_not_its_own(on: On) {
        for left in ["two requests", "an employee"] {
            let case = Case::new(on).await;
            let (office, services) = (&case.office, case.office.services());
            let before = case.approved("+31612340001").await;
            if left == "two requests" {
                office.later(DAY);
                case.approved("+31612340002").await;
            }
            let mut tx = services.db.write().await.unwrap();
            let again = "update appointment set state = 'approved', state_until = $2, ended_at = null where id = $1";
            flows::execute!(&mut tx, again, before.as_str(), office.now().plus(DAY).unix_ms()).unwrap();
            if left == "an employee" {
                flows::execute!(&mut tx, "update authorisation set role = 'medewerker' where id = $1", case.petra().await.as_str()).unwrap();
            }
            tx.commit().await.unwrap();
            office.later(2 * DAY);
            assert_eq!(expire(services).await.unwrap(), 1);
            assert_eq!(stage(office, &before).await, Stage::Expired);
            assert_eq!(case.state().await, ["invited"], "{left}");
        }
    }

    async fn sec_67_what_two_agents_approved_hangs_on_nobody_who_invited_before(on: On) {
        let case = Case::new(on).await;
        let (office, services) = (&case.office, case.office.services());
        case.invites_as_employee().await;
        case.approved("+31612340001").await;
        let link = case.link().await;
        let mut tx = services.db.write().await.unwrap();
        let sql = "update authorisation set state = 'stopped', stopped_at = $2 where id = $1";
        execute!(&mut tx, sql, case.fatima.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        office.later(DAY);
        office.activates(&link).await;
        assert_eq!(role_of(office, &case.petra().await).await, "beheerder");
    }
}

//! An invitation that waits at an address goes to whoever proves its mailbox; who sent it put them there all the same (SEC-68).

use domain::{
    AccountId, AuthorisationId, EmailAddress, TypedPassword, four_eyes::NoEyes,
    organisations::DESK_RIGHT, people::Role,
};
use flows::{
    NotYours,
    account::Browser,
    address_change::{Asked, Confirmed, ask, confirm},
    desk::Refusal,
    login::DeviceCookie,
    on_each_database, people,
    testing::{On, PASSWORD, Seed},
};

use super::{
    eyes::{DAY, House, invite},
    floor::{MINUTE, Who},
};

impl House {
    /// Iris invites to an address that is nobody's, and somebody who is there already takes both.
    async fn iris_invites_and_takes(&self, who: &Who, name: &str, rights: Vec<String>) -> Who {
        let services = &self.floor.world.services;
        let mut new = invite(name, "+31612345630", rights);
        new.role = Role::Admin;
        let invited = people::invite(services, &self.admin().await, &new).await;
        let invited = invited.unwrap().unwrap().authorisation;
        self.takes(who, new.email).await;
        assert_eq!(self.whose(&invited).await, who.0, "handed over");
        self.accepted(&invited).await;
        (who.0.clone(), invited)
    }

    /// Somebody logs in with another address from now on.
    async fn takes(&self, who: &Who, address: EmailAddress) {
        let (world, services) = (&self.floor.world, &self.floor.world.services);
        let (caller, device) = (world.inside(&who.0, &who.1).await, DeviceCookie::default());
        let browser = Browser {
            session: "here",
            device: &device,
            device_name: "Chrome op Windows",
            network: "192.0.2.0/24",
        };
        let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
        let asked = ask(services, &caller, &address, &password, browser).await;
        assert_eq!(asked.unwrap(), Asked::MailsSent);
        for (mailbox, said) in [
            ("old_address", Confirmed::OtherAwaited),
            ("new_address", Confirmed::Done),
        ] {
            let link = world.link(&who.0, mailbox).await;
            assert_eq!(confirm(services, &link).await.unwrap(), said);
        }
    }

    async fn whose(&self, authorisation: &AuthorisationId) -> AccountId {
        let sql = "select account_id from authorisation where id = $1";
        AccountId::from_trusted(
            self.floor
                .lines(sql, authorisation.as_str())
                .await
                .remove(0),
        )
    }

    async fn accepted(&self, authorisation: &AuthorisationId) {
        let services = &self.floor.world.services;
        let mut tx = services.db.write().await.unwrap();
        let (id, now) = (authorisation.as_str(), services.now().unix_ms());
        let sql = "update authorisation set state = 'active', activated_at = $2, last_login_at = $2 where id = $1";
        assert_eq!(flows::execute!(&mut tx, sql, id, now).unwrap(), 1);
        tx.commit().await.unwrap();
    }
}

on_each_database! {
    async fn sec_68_an_invitation_that_was_handed_over_still_says_who_put_whom_there(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let began = services.now();
        let puppet = house.iris_invites_and_takes(&floor.jan, "Nina", vec![]).await;
        floor.world.clock.forward(MINUTE);
        let inside = floor.world.inside(&puppet.0, &puppet.1).await;
        let permit = inside.may_change_staff(&services.policy, services.now()).unwrap();
        let new = invite("Pia", "+31612345632", vec![DESK_RIGHT.into()]);
        let pia = people::invite(services, &permit, &new).await.unwrap().unwrap().authorisation;
        let id = house.waiting().await.remove(0);
        let chosen = Err(Refusal::NotYours(NotYours {
            why: NoEyes::Chosen { from: began.plus(30 * DAY) },
            who: vec!["Daan Dekker".into(), "Sanne Meijer".into()],
        }));
        assert_eq!(house.decides(&house.iris, &id).await, chosen);
        house.decides(&floor.daan, &id).await.unwrap();
        // Nor does whom the puppet brought decide on what Iris asks, also where that invitation moved as well.
        let mo = floor.world.person(&floor.office, Seed::new("Mo", "", "Bakker", "mo@garage.example")).await;
        house.takes(&mo, new.email).await;
        assert_eq!(house.whose(&pia).await, mo.0);
        house.accepted(&pia).await;
        floor.world.clock.forward(8 * DAY);
        let pia = (mo.0, pia);
        let id = house.asks(&house.iris).await;
        assert_eq!(house.decides(&pia, &id).await, chosen);
        house.decides(&floor.sanne, &id).await.unwrap();
    }

    async fn sec_68_whom_one_invited_is_no_second_pair_of_eyes_after_the_invitation_was_handed_over(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let began = services.now();
        let mut mo = Seed::new("Mo", "", "Bakker", "mo@garage.example");
        mo.mobile = "+31612345640";
        let mo = floor.world.person(&floor.office, mo).await;
        let nina = house.iris_invites_and_takes(&mo, "Nina", vec![DESK_RIGHT.into()]).await;
        let id = house.waiting().await.remove(0);
        house.decides(&floor.sanne, &id).await.unwrap();
        floor.world.clock.forward(8 * DAY);
        let id = house.asks(&house.iris).await;
        let chosen = Err(Refusal::NotYours(NotYours {
            why: NoEyes::Chosen { from: began.plus(30 * DAY) },
            who: vec!["Daan Dekker".into(), "Sanne Meijer".into()],
        }));
        assert_eq!(house.decides(&nina, &id).await, chosen);
        // The telephone of the invitation is theirs, also a while after they laid it down.
        let set = async |whom: &Who, to: &str| {
            let mut tx = services.db.write().await.unwrap();
            let sql = "update authorisation set mobile = $2, mobile_changed_at = $3, mobile_changed_by = account_id where id = $1";
            flows::execute!(&mut tx, sql, whom.1.as_str(), to, services.now().unix_ms()).unwrap();
            tx.commit().await.unwrap();
        };
        set(&nina, "+31612345639").await;
        set(&house.iris, "+31612345630").await;
        let refused = house.decides(&nina, &id).await;
        assert!(matches!(&refused, Err(Refusal::NotYours(NotYours { why: NoEyes::SameTelephone, .. }))), "{refused:?}");
        set(&house.iris, "+31612345629").await;
        floor.world.clock.forward(31 * DAY);
        let id = house.asks(&house.iris).await;
        house.decides(&nina, &id).await.unwrap();
    }

    async fn sec_68_sec_70_an_office_whose_invitations_two_agents_took_over_keeps_neither_from_deciding(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        for (agent, name, mobile) in [(&floor.sanne, "Ellen", "+31612345635"), (&floor.daan, "Fred", "+31612345636")] {
            let new = invite(name, mobile, vec![]);
            let invited = people::invite(services, &permit, &new).await.unwrap().unwrap().authorisation;
            house.takes(agent, new.email).await;
            assert_eq!(house.whose(&invited).await, agent.0);
            house.accepted(&invited).await;
        }
        let id = house.asks(&floor.sanne).await;
        house.decides(&floor.daan, &id).await.unwrap();
    }
}

//! A right that counts as a pair of eyes: who gives it, since when its holder decides, and which two people are two (SEC-68).

use domain::{
    AccountId, DeskRequestId, EmailAddress, Language, MobileNumber, Moment, OrganisationId,
    PersonName, desk::Why, four_eyes::NoEyes, organisations::DESK_RIGHT, people::Role,
};
use flows::{
    NotYours, Permit,
    caller::right::ChangeStaff,
    clock_ahead::{self, What},
    desk::{self, Decision, FourEyes, Refusal},
    import::{Invitations, Mode, people as import_people},
    on_each_database,
    operator::{RightGiven, give_right},
    testing::people::{self, ChangedRights, Invite, NewRights, Stop},
    testing::{BEGINNING, On, Seed},
};

use super::floor::{Floor, MINUTE, Who, agent};

pub const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
const HOLDERS: &str = "select u.given_name from authorisation_right r join authorisation u on u.id = r.authorisation_id where r.right_code = $1 order by u.given_name";

/// The insurer's own admin, who works at the desk as well, and a colleague who does not.
pub struct House {
    pub floor: Floor,
    insurer: OrganisationId,
    pub iris: Who,
    pub kees: Who,
}

impl House {
    pub async fn new(on: On) -> Self {
        let floor = Floor::new(on).await;
        let sanne = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await;
        let insurer = sanne.organisation().clone();
        let iris = agent("Iris", "Baas", "iris@voorbeeld.example", "+31612345620").admin();
        let mut kees = Seed::new("Kees", "", "Kok", "kees@voorbeeld.example");
        (kees.mobile, kees.rights) = ("+31612345621", &[]);
        Self {
            iris: floor.world.person(&insurer, iris).await,
            kees: floor.world.person(&insurer, kees).await,
            insurer,
            floor,
        }
    }

    /// Codes go to another number that Iris wrote down, when whom it concerns was no agent yet.
    async fn iris_gave(&self, whom: &Who, number: &MobileNumber) {
        let services = &self.floor.world.services;
        let right = async |from: &str, to: &str| {
            let mut tx = services.db.write().await.unwrap();
            let sql = "update authorisation_right set right_code = $3 where authorisation_id = $1 and right_code = $2";
            assert_eq!(
                flows::execute!(&mut tx, sql, whom.1.as_str(), from, to).unwrap(),
                1
            );
            tx.commit().await.unwrap();
        };
        right(DESK_RIGHT, "none").await;
        let permit = self.admin().await;
        people::change_mobile(services, &permit, &whom.1, number)
            .await
            .unwrap()
            .unwrap();
        right("none", DESK_RIGHT).await;
    }

    pub async fn admin(&self) -> Permit<ChangeStaff> {
        let world = &self.floor.world;
        let iris = world.inside(&self.iris.0, &self.iris.1).await;
        iris.may_change_staff(&world.services.policy, world.services.now())
            .unwrap()
    }

    async fn ticks(&self, whom: &Who, rights: &[&str], until: Option<Moment>) -> ChangedRights {
        let new = NewRights {
            rights: rights.iter().map(|code| (*code).to_owned()).collect(),
            valid_from: None,
            valid_until: until,
        };
        people::change_rights(
            &self.floor.world.services,
            &self.admin().await,
            &whom.1,
            &new,
        )
        .await
        .unwrap()
        .unwrap()
    }

    async fn agents(&self) -> Vec<String> {
        self.floor.lines(HOLDERS, DESK_RIGHT).await
    }

    pub async fn waiting(&self) -> Vec<DeskRequestId> {
        let permit = self.floor.permit_of(&self.floor.sanne).await.see();
        let waiting = desk::requests(&self.floor.world.services, &permit).await;
        waiting.unwrap().into_iter().map(|one| one.id).collect()
    }

    pub async fn decides(&self, who: &Who, id: &DeskRequestId) -> Result<(), Refusal> {
        let permit = self.floor.permit_of(who).await;
        let services = &self.floor.world.services;
        let decided = desk::decide(services, &permit, id, Decision::Approve).await;
        decided.unwrap().map(drop)
    }

    /// Two people give Kees the right.
    async fn kees_joins(&self) {
        self.ticks(&self.kees, &[DESK_RIGHT], None).await;
        let id = self.waiting().await.remove(0);
        self.decides(&self.floor.sanne, &id).await.unwrap();
    }

    /// Somebody asks for another number for Karin.
    pub async fn asks(&self, who: &Who) -> DeskRequestId {
        let checked = self.floor.checked(who, &self.floor.karin.1).await;
        let new = MobileNumber::from_e164_stored("+31687654321".into());
        let services = &self.floor.world.services;
        desk::ask_mobile(services, &checked, Why::NewPhone, &new)
            .await
            .unwrap()
            .unwrap();
        self.waiting().await.remove(0)
    }

    async fn told(&self, who: &AccountId) -> usize {
        let letters = self.floor.letters(who).await;
        letters.iter().filter(|name| *name == "new_eyes").count()
    }
}

pub fn invite(name: &str, mobile: &str, rights: Vec<String>) -> Invite {
    Invite {
        name: PersonName::parse(name, "", "", "Nieuw").unwrap(),
        email: EmailAddress::parse(&format!("{name}@voorbeeld.example")).unwrap(),
        mobile: MobileNumber::from_e164_stored(mobile.into()),
        role: Role::Employee,
        rights,
        valid_from: None,
        valid_until: None,
        language: Language::Nl,
    }
}

on_each_database! {
    async fn sec_68_an_admin_alone_makes_nobody_an_agent_by_any_way(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let before = house.agents().await;
        // By ticking it.
        let changed = house.ticks(&house.kees, &[DESK_RIGHT], None).await;
        assert_eq!((changed.asked, changed.added), (vec![DESK_RIGHT.to_owned()], vec![]));
        // By inviting somebody with it, not by "the same as" an agent, also as an admin, and once more after it was withdrawn.
        let permit = house.admin().await;
        let looks = floor.world.inside(&house.iris.0, &house.iris.1).await.may_see_staff().unwrap();
        let sanne = people::one(services, &looks, &floor.sanne.1).await.unwrap().unwrap();
        assert_eq!(people::rights_to_copy(services, &sanne), Vec::<String>::new(), "nobody ticks it by ticking somebody");
        let same = vec![DESK_RIGHT.to_owned()];
        for role in [Role::Employee, Role::Admin] {
            let new = Invite { role, ..invite("Nina", "+31612345630", same.clone()) };
            let invited = people::invite(services, &permit, &new).await.unwrap().unwrap();
            assert_eq!(invited.asked, [DESK_RIGHT]);
            assert_eq!(house.agents().await, before, "{role:?}");
            people::withdraw_invitation(services, &permit, &invited.authorisation).await.unwrap().unwrap();
        }
        assert_eq!(house.agents().await, before);
        // The admin does not decide on it, although she is an agent.
        let id = house.waiting().await.remove(0);
        assert_eq!(house.decides(&house.iris, &id).await, Err(Refusal::OwnRequest));
        assert_eq!(house.ticks(&house.kees, &[], None).await.withdrawn, [DESK_RIGHT]);
        assert!(house.waiting().await.is_empty(), "nothing waits for whom nobody invites any more");
        // Whoever is stopped and restored, or whose dates ended and are taken away, comes back without it.
        house.kees_joins().await;
        assert_eq!(house.agents().await.len(), before.len() + 1);
        let permit = house.admin().await;
        people::stop_access(services, &permit, &house.kees.1, Stop::Now).await.unwrap().unwrap();
        let gone = people::restore_access(services, &permit, &house.kees.1).await.unwrap().unwrap().without;
        assert_eq!(gone, [DESK_RIGHT]);
        assert_eq!(house.agents().await, before);
        house.kees_joins().await;
        let tomorrow = services.now().plus(DAY);
        house.ticks(&house.kees, &[DESK_RIGHT], Some(tomorrow)).await;
        floor.world.clock.forward(2 * DAY);
        let changed = house.ticks(&house.kees, &[DESK_RIGHT], None).await;
        assert_eq!((changed.asked, changed.removed), (vec![DESK_RIGHT.to_owned()], vec![DESK_RIGHT.to_owned()]));
        assert_eq!(house.agents().await, before);
        // A stop that was only planned took nothing away.
        house.decides(&floor.sanne, &house.waiting().await.remove(0)).await.unwrap();
        let permit = house.admin().await;
        people::stop_access(services, &permit, &house.kees.1, Stop::On(services.now().plus(DAY))).await.unwrap().unwrap();
        assert!(people::restore_access(services, &permit, &house.kees.1).await.unwrap().unwrap().without.is_empty());
        assert_eq!(house.agents().await.len(), before.len() + 1);
    }

    async fn sec_68_rights_that_an_admin_asked_for_who_is_none_any_more_are_given_by_nobody(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        house.ticks(&house.kees, &[DESK_RIGHT], None).await;
        let id = house.waiting().await.remove(0);
        let mut tx = services.db.write().await.unwrap();
        let sql = "update authorisation set role = 'medewerker' where id = $1";
        assert_eq!(flows::execute!(&mut tx, sql, house.iris.1.as_str()).unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(house.waiting().await.is_empty());
        assert_eq!(house.decides(&floor.sanne, &id).await, Err(Refusal::AsksNoMore("Iris Baas".into())));
        assert!(!house.agents().await.contains(&"Kees".to_owned()));
    }

    async fn sec_68_what_waits_for_somebody_whose_access_is_over_is_given_by_nobody(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        house.ticks(&house.kees, &[DESK_RIGHT], None).await;
        let id = house.waiting().await.remove(0);
        let dates = async |sql: &'static str, at: Option<i64>| {
            let mut tx = services.db.write().await.unwrap();
            assert_eq!(flows::execute!(&mut tx, sql, house.kees.1.as_str(), at).unwrap(), 1);
            tx.commit().await.unwrap();
        };
        let ends = "update authorisation set valid_until = $2 where id = $1";
        dates(ends, Some(services.now().unix_ms())).await;
        for agent in [&floor.sanne, &floor.daan] {
            assert_eq!(house.decides(agent, &id).await, Err(Refusal::Stopped));
        }
        assert!(!house.agents().await.contains(&"Kees".to_owned()));
        assert_eq!(floor.letters(&house.kees.0).await, Vec::<String>::new(), "nobody is told of what was not given");
        // Who comes later is given what waits, as whoever is invited is.
        dates(ends, None).await;
        dates("update authorisation set valid_from = $2 where id = $1", Some(services.now().plus(DAY).unix_ms())).await;
        house.decides(&floor.daan, &id).await.unwrap();
    }

    async fn sec_68_what_an_admin_asked_whose_account_was_stopped_is_given_by_nobody(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        house.ticks(&house.kees, &[DESK_RIGHT], None).await;
        let id = house.waiting().await.remove(0);
        floor.freezes(&house.iris).await;
        assert!(house.waiting().await.is_empty());
        assert_eq!(house.decides(&floor.sanne, &id).await, Err(Refusal::AsksNoMore("Iris Baas".into())));
        let mut tx = services.db.write().await.unwrap();
        let sql = "update account set blocked_reason = null, blocked_at = null where id = $1";
        assert_eq!(flows::execute!(&mut tx, sql, house.iris.0.as_str()).unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(house.waiting().await.is_empty(), "it does not come back");
        assert!(house.decides(&floor.sanne, &id).await.is_err());
        assert!(!house.agents().await.contains(&"Kees".to_owned()));
    }

    async fn sec_68_two_give_it_and_every_agent_hears_and_one_takes_it_back(on: On) {
        let house = House::new(on).await;
        let (floor, kees) = (&house.floor, &house.kees);
        house.ticks(kees, &[DESK_RIGHT], None).await;
        let again = house.ticks(kees, &[], None).await;
        assert_eq!(again.withdrawn, [DESK_RIGHT], "asked for no longer");
        assert!(house.waiting().await.is_empty());
        house.ticks(kees, &[DESK_RIGHT], None).await;
        let waiting = desk::requests(&floor.world.services, &floor.permit_of(&floor.daan).await.see()).await.unwrap().remove(0);
        assert_eq!(waiting.what, FourEyes::GiveRights { rights: vec![DESK_RIGHT.into()] });
        assert_eq!((waiting.asked_by.as_str(), waiting.name.as_str()), ("Iris Baas", "Kees Kok"));
        house.decides(&floor.daan, &waiting.id).await.unwrap();
        assert!(house.agents().await.contains(&"Kees".to_owned()));
        for agent in [&floor.sanne, &floor.daan, &house.iris] {
            assert_eq!(house.told(&agent.0).await, 1);
        }
        assert_eq!(house.told(&kees.0).await, 0);
        assert_eq!(floor.letters(&kees.0).await, ["rights_changed"]);
        assert_eq!(house.ticks(kees, &[], None).await.removed, [DESK_RIGHT]);
        assert!(!house.agents().await.contains(&"Kees".to_owned()));
    }

    async fn sec_68_a_form_from_before_takes_no_right_that_two_gave_meanwhile(on: On) {
        let house = House::new(on).await;
        let (floor, kees) = (&house.floor, &house.kees);
        let (services, permit) = (&floor.world.services, house.admin().await);
        let looks = async || people::one(services, &permit.see(), &kees.1).await.unwrap().unwrap().terms;
        let before = looks().await;
        house.ticks(kees, &[DESK_RIGHT], None).await;
        let asked = looks().await;
        let waiting = desk::requests(services, &floor.permit_of(&floor.daan).await.see()).await.unwrap().remove(0);
        house.decides(&floor.daan, &waiting.id).await.unwrap();
        // A tab from before it was asked moves an end; one from before it was given takes the request back.
        let none = NewRights { rights: vec![], valid_from: None, valid_until: None };
        let dated = NewRights { valid_until: Some(services.now().plus(20 * DAY)), ..none.clone() };
        let moved = flows::people::change_rights(services, &permit, &kees.1, (&before, &dated)).await.unwrap().unwrap();
        assert_eq!((moved.removed, moved.dates), (vec![], true));
        let refused = flows::people::change_rights(services, &permit, &kees.1, (&asked, &none)).await.unwrap();
        assert_eq!(refused, Err(people::Refusal::Changed));
        assert!(house.agents().await.contains(&"Kees".to_owned()));
    }

    async fn sec_68_whoever_got_it_decides_nothing_for_seven_days(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        house.kees_joins().await;
        let from = services.now().plus(7 * DAY);
        let id = house.asks(&floor.sanne).await;
        let not_yours = NotYours { why: NoEyes::TooNew { from }, who: vec!["Iris Baas".into(), "Daan Dekker".into()] };
        assert_eq!(house.decides(&house.kees, &id).await, Err(Refusal::NotYours(not_yours.clone())));
        let permit = floor.permit_of(&house.kees).await;
        let rejected = desk::decide(services, &permit, &id, Decision::Reject).await.unwrap();
        assert_eq!(rejected.err(), Some(Refusal::NotYours(not_yours)));
        assert_eq!(permit.see().decides_from(services).await.unwrap(), Some(from));
        let shown = desk::requests(services, &permit.see()).await.unwrap().remove(0);
        assert_eq!(shown.not_yours, Some(NoEyes::TooNew { from }));
        floor.world.clock.forward(7 * DAY);
        let id = house.asks(&floor.sanne).await;
        house.decides(&house.kees, &id).await.unwrap();
    }

    async fn sec_68_a_second_account_on_the_own_telephone_is_no_second_pair_of_eyes(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        // On the number of Iris, as an old colleague whom she did not invite.
        let twin = floor.world.person(&house.insurer, agent("Ida", "Baas", "ida@voorbeeld.example", "+31612345620")).await;
        let id = house.asks(&house.iris).await;
        let refused = house.decides(&twin, &id).await;
        let who = vec!["Daan Dekker".to_owned(), "Sanne Meijer".to_owned()];
        assert_eq!(refused, Err(Refusal::NotYours(NotYours { why: NoEyes::SameTelephone, who: who.clone() })));
        // Another number just before it helps for nothing, whoever changes it.
        let new = MobileNumber::from_e164_stored("+31612345699".into());
        let alone = people::change_mobile(services, &house.admin().await, &twin.1, &new).await.unwrap();
        assert_eq!(alone, Err(people::Refusal::AgentNeedsTwo), "an admin alone moves no agent's number at all (SEC-67)");
        house.iris_gave(&twin, &new).await;
        assert_eq!(house.decides(&twin, &id).await, Err(Refusal::NotYours(NotYours { why: NoEyes::SameTelephone, who })));
        floor.world.clock.forward(29 * DAY);
        let id = house.asks(&house.iris).await;
        assert!(matches!(house.decides(&twin, &id).await, Err(Refusal::NotYours(_))));
        floor.world.clock.forward(2 * DAY);
        desk::sweep(services).await.unwrap();
        assert_eq!(floor.number("select count(*) from number_before where mobile <> $1", "").await, 0);
        house.decides(&twin, &id).await.unwrap();
    }

    async fn sec_68_a_second_account_in_the_own_mailbox_is_no_second_pair_of_eyes(on: On) {
        let house = House::new(on).await;
        let twin = agent("Ida", "Baas", "Iris+ida@voorbeeld.example", "+31612345621");
        let twin = house.floor.world.person(&house.insurer, twin).await;
        let id = house.asks(&house.iris).await;
        let who = vec!["Daan Dekker".to_owned(), "Sanne Meijer".to_owned()];
        let refused = Err(Refusal::NotYours(NotYours { why: NoEyes::SameMailbox, who }));
        assert_eq!(house.decides(&twin, &id).await, refused);
        house.decides(&house.floor.daan, &id).await.unwrap();
    }

    async fn sec_68_whom_one_invited_or_gave_another_number_is_no_second_pair_of_eyes(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let new = MobileNumber::from_e164_stored("+31612345698".into());
        house.iris_gave(&floor.daan, &new).await;
        let from = services.now().plus(30 * DAY);
        for (asks, decides) in [(&house.iris, &floor.daan), (&floor.daan, &house.iris)] {
            floor.world.clock.forward(MINUTE);
            let id = house.asks(asks).await;
            let refused = house.decides(decides, &id).await;
            let expected = NotYours { why: NoEyes::Chosen { from }, who: vec!["Sanne Meijer".into()] };
            assert_eq!(refused, Err(Refusal::NotYours(expected)));
            let permit = floor.permit_of(asks).await;
            desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
        }
        // Invited by Iris, made an agent by two: she decides after her first week, and on what Iris asks after a month.
        let invited = people::invite(services, &house.admin().await, &invite("Nina", "+31612345630", vec![DESK_RIGHT.into()])).await;
        let nina = invited.unwrap().unwrap().authorisation;
        let id = house.waiting().await.remove(0);
        house.decides(&floor.sanne, &id).await.unwrap();
        let account = floor.lines("select account_id from authorisation where id = $1", nina.as_str()).await.remove(0);
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set state = 'active', activated_at = $2 where id = $1", nina.as_str(), services.now().plus(2 * DAY).unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let nina = (AccountId::from_trusted(account), nina);
        for (after, of_sanne, of_iris) in [(8, false, false), (1, true, false), (20, true, false), (2, true, true)] {
            floor.world.clock.forward(after * DAY);
            for (asks, expected) in [(&floor.sanne, of_sanne), (&house.iris, of_iris)] {
                floor.world.clock.forward(MINUTE);
                let id = house.asks(asks).await;
                let decided = house.decides(&nina, &id).await;
                assert_eq!(decided.is_ok(), expected, "{after} days later: {decided:?}");
                if !expected {
                    let permit = floor.permit_of(asks).await;
                    desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
                } else {
                    let back = MobileNumber::from_e164_stored("+31612345678".into());
                    let mut tx = services.db.write().await.unwrap();
                    flows::execute!(&mut tx, "update authorisation set mobile = $2 where id = $1", floor.karin.1.as_str(), back.e164()).unwrap();
                    tx.commit().await.unwrap();
                }
            }
        }
    }

    async fn sec_75_whom_one_put_there_while_the_clock_was_ahead_is_a_second_pair_of_eyes_after_a_month(on: On) {
        for ahead in [3653 * DAY, 10 * MINUTE] {
            let house = House::new(on).await;
            let (services, floor) = (&house.floor.world.services, &house.floor);
            let begun = services.now();
            floor.world.clock.forward(ahead);
            house.iris_gave(&floor.daan, &MobileNumber::from_e164_stored("+31612345698".into())).await;
            floor.world.clock.put_right();
            floor.world.clock.forward(begun.since(BEGINNING));
            for settled in [false, true] {
                if settled {
                    clock_ahead::settle(services, What::Everything).await.unwrap();
                }
                let id = house.asks(&house.iris).await;
                let refused = house.decides(&floor.daan, &id).await;
                let Err(Refusal::NotYours(NotYours { why: NoEyes::Chosen { from }, .. })) = refused else { panic!("{refused:?}") };
                assert!(!settled || from <= services.now().plus(30 * DAY + 15 * MINUTE), "{ahead:?}: {from:?}");
                let permit = floor.permit_of(&house.iris).await;
                desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
                floor.world.clock.forward(2 * MINUTE);
            }
            floor.world.clock.forward(30 * DAY + 15 * MINUTE);
            let id = house.asks(&house.iris).await;
            house.decides(&floor.daan, &id).await.unwrap();
        }
    }

    async fn sec_68_nobody_decides_on_what_somebody_asked_whom_one_put_there_through_others(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let joins = async |by: &Permit<ChangeStaff>, name: &str, mobile: &str| {
            let mut new = invite(name, mobile, vec![]);
            new.role = Role::Admin;
            let invited = people::invite(services, by, &new).await.unwrap().unwrap().authorisation;
            let account = floor.lines("select account_id from authorisation where id = $1", invited.as_str()).await.remove(0);
            let who = (AccountId::from_trusted(account), invited);
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, "update authorisation set state = 'active', activated_at = $2 where id = $1", who.1.as_str(), services.now().unix_ms()).unwrap();
            flows::execute!(&mut tx, "update account set password_state = 'set' where id = $1", who.0.as_str()).unwrap();
            tx.commit().await.unwrap();
            who
        };
        let may = async |who: &Who| {
            let inside = floor.world.inside(&who.0, &who.1).await;
            inside.may_change_staff(&services.policy, services.now()).unwrap()
        };
        let began = services.now();
        let nina = joins(&house.admin().await, "Nina", "+31612345630").await;
        floor.world.clock.forward(10 * DAY);
        let otto = joins(&may(&nina).await, "Otto", "+31612345631").await;
        let right = invite("Pia", "+31612345632", vec![DESK_RIGHT.into()]);
        people::invite(services, &may(&otto).await, &right).await.unwrap().unwrap();
        let id = house.waiting().await.remove(0);
        let refused = house.decides(&house.iris, &id).await;
        let from = began.plus(30 * DAY);
        let who = vec!["Daan Dekker".to_owned(), "Sanne Meijer".to_owned()];
        assert_eq!(refused, Err(Refusal::NotYours(NotYours { why: NoEyes::Chosen { from }, who })));
        floor.world.clock.forward(20 * DAY + MINUTE);
        let right = invite("Quin", "+31612345633", vec![DESK_RIGHT.into()]);
        people::invite(services, &may(&otto).await, &right).await.unwrap().unwrap();
        let id = house.waiting().await.remove(0);
        house.decides(&house.iris, &id).await.unwrap();
    }

    async fn sec_68_nobody_sends_the_codes_of_somebody_else_to_the_own_telephone(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let own = MobileNumber::from_e164_stored("+31612345611".into());
        let asked = desk::ask_mobile(services, &checked, Why::NewPhone, &own).await.unwrap();
        assert_eq!(asked, Err(Refusal::NumberOfAgent));
        let of_daan = MobileNumber::from_e164_stored("+31612345612".into());
        desk::ask_mobile(services, &checked, Why::NewPhone, &of_daan).await.unwrap().unwrap();
        let id = house.waiting().await.remove(0);
        assert_eq!(house.decides(&floor.daan, &id).await, Err(Refusal::NumberOfAgent));
        assert_eq!(floor.lines("select mobile from authorisation where id = $1", floor.karin.1.as_str()).await, ["+31612345678"]);
    }

    async fn sec_68_a_number_that_an_agent_laid_down_is_still_the_own_telephone_for_a_month(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let laid_down = async |who: &Who, old: &str, new: &str| {
            let mut tx = services.db.write().await.unwrap();
            let sql = "update authorisation set mobile = $3, mobile_changed_at = $4, as_of = $4 where id = $1 and mobile = $2";
            assert_eq!(flows::execute!(&mut tx, sql, who.1.as_str(), old, new, services.now().unix_ms()).unwrap(), 1);
            tx.commit().await.unwrap();
        };
        laid_down(&floor.sanne, "+31612345611", "+31612345641").await;
        laid_down(&floor.daan, "+31612345612", "+31612345642").await;
        floor.world.clock.forward(DAY);
        let [of_sanne, of_daan] = ["+31612345611", "+31612345612"].map(|number| MobileNumber::from_e164_stored(number.into()));
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        let asked = desk::ask_mobile(services, &checked, Why::NewPhone, &of_sanne).await.unwrap();
        assert_eq!(asked, Err(Refusal::NumberOfAgent), "of who asks");
        desk::ask_mobile(services, &checked, Why::NewPhone, &of_daan).await.unwrap().unwrap();
        let id = house.waiting().await.remove(0);
        assert_eq!(house.decides(&floor.daan, &id).await, Err(Refusal::NumberOfAgent), "of who decides");
        let permit = floor.permit_of(&floor.sanne).await;
        desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
        // Whoever has the number after so long has it from the provider.
        floor.world.clock.forward(30 * DAY);
        let checked = floor.checked(&floor.sanne, &floor.karin.1).await;
        desk::ask_mobile(services, &checked, Why::NewPhone, &of_sanne).await.unwrap().unwrap();
    }

    async fn sec_68_sec_70_no_invitation_that_nobody_accepted_keeps_two_agents_from_deciding(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let agents = [("Sanne", "sanne@voorbeeld.example", &floor.sanne), ("Daan", "daan@voorbeeld.example", &floor.daan)];
        // An office invites both with one number, then with that of whom they help; changes it, and withdraws.
        for (number, changed) in [("+31687650001", "+31687650002"), ("+31612345678", "+31687650003")] {
            let mut invited = Vec::new();
            for (name, email, _) in agents {
                let new = Invite { email: EmailAddress::parse(email).unwrap(), ..invite(name, number, vec![]) };
                invited.push(people::invite(services, &permit, &new).await.unwrap().unwrap().authorisation);
            }
            let decides = async || {
                floor.world.clock.forward(120 * MINUTE);
                let id = house.asks(&floor.sanne).await;
                let permit = floor.permit_of(&floor.daan).await;
                desk::decide(services, &permit, &id, Decision::Reject).await.unwrap().map(drop)
            };
            assert_eq!(decides().await, Ok(()), "invited with {number}");
            for id in &invited {
                let changed = MobileNumber::from_e164_stored(changed.into());
                people::change_mobile(services, &permit, id, &changed).await.unwrap().unwrap();
            }
            assert_eq!(decides().await, Ok(()), "corrected to {changed}");
            for id in &invited {
                people::withdraw_invitation(services, &permit, id).await.unwrap().unwrap();
            }
            assert_eq!(decides().await, Ok(()), "withdrawn");
        }
        assert_eq!(floor.number("select count(*) from number_before where mobile <> $1", "").await, 0);
        // Whoever accepted has that telephone, and laid it down when another number was written down.
        for number in ["+31687650009", "+31687650010"] {
            let mut tx = services.db.write().await.unwrap();
            let sql = "update authorisation set state = 'active', activated_at = $3, last_login_at = $3, mobile = $4 where account_id = $1 and organisation_id = $2";
            for (at, who) in [&floor.sanne, &floor.daan].into_iter().enumerate() {
                let number = if at == 0 { "+31687650009" } else { number };
                assert_eq!(flows::execute!(&mut tx, sql, who.0.as_str(), floor.office.as_str(), services.now().unix_ms(), number).unwrap(), 1);
            }
            tx.commit().await.unwrap();
            floor.world.clock.forward(120 * MINUTE);
            let id = house.asks(&floor.sanne).await;
            let refused = house.decides(&floor.daan, &id).await.err();
            assert!(matches!(&refused, Some(Refusal::NotYours(NotYours { why: NoEyes::SameTelephone, .. }))), "{refused:?}");
            let permit = floor.permit_of(&floor.sanne).await;
            desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
        }
    }

    async fn sec_68_sec_70_no_office_gives_an_agent_who_works_there_the_telephone_of_another(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let there = Seed { mobile: "+31687650011", ..Seed::new("Sanne", "", "Meijer", "sanne@voorbeeld.example") };
        let there = floor.world.person(&floor.office, there).await;
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let permit = karin.may_change_staff(&services.policy, services.now()).unwrap();
        let decides = async || {
            floor.world.clock.forward(120 * MINUTE);
            let id = house.asks(&floor.sanne).await;
            let decided = desk::decide(services, &floor.permit_of(&floor.daan).await, &id, Decision::Reject).await.unwrap().map(drop);
            if decided.is_err() {
                let permit = floor.permit_of(&floor.sanne).await;
                desk::decide(services, &permit, &id, Decision::Withdraw).await.unwrap().unwrap();
            }
            decided
        };
        for number in ["+31612345612", "+31687650012", "+31612345612"] {
            let number = MobileNumber::from_e164_stored(number.into());
            people::change_mobile(services, &permit, &there.1, &number).await.unwrap().unwrap();
            assert_eq!(decides().await, Ok(()), "{number:?}");
        }
        assert_eq!(floor.lines("select mobile from number_before where authorisation_id = $1", there.1.as_str()).await, ["+31687650011"], "what she had herself");
        // With whose telephone she gets in, that is hers.
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set last_login_at = $2 where id = $1", there.1.as_str(), services.now().unix_ms()).unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(decides().await, Err(Refusal::NotYours(NotYours { why: NoEyes::SameTelephone, .. }))));
    }

    async fn sec_68_an_invitation_that_was_sent_again_is_an_invitation(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let nina = people::invite(services, &house.admin().await, &invite("Nina", "+31612345630", vec![])).await;
        let nina = nina.unwrap().unwrap().authorisation;
        floor.world.clock.forward(6 * DAY);
        people::resend_invitation(services, &house.admin().await, &nina).await.unwrap().unwrap();
        let last = services.now();
        let account = floor.lines("select account_id from authorisation where id = $1", nina.as_str()).await.remove(0);
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update authorisation set state = 'active', activated_at = $2 where id = $1", nina.as_str(), last.unix_ms()).unwrap();
        flows::execute!(&mut tx, "insert into authorisation_right (authorisation_id, right_code, granted_at) values ($1, $2, $3)", nina.as_str(), DESK_RIGHT, last.unix_ms()).unwrap();
        tx.commit().await.unwrap();
        let nina = (AccountId::from_trusted(account), nina);
        // More than thirty days after the first, and less after the last.
        floor.world.clock.forward(25 * DAY);
        let id = house.asks(&house.iris).await;
        let refused = house.decides(&nina, &id).await.err();
        let chosen = NoEyes::Chosen { from: last.plus(30 * DAY) };
        assert!(matches!(&refused, Some(Refusal::NotYours(NotYours { why, .. })) if *why == chosen), "{refused:?}");
    }

    async fn sec_68_the_first_agents_come_from_the_operator_and_those_there_hear_of_each(on: On) {
        let house = House::new(on).await;
        let (services, floor) = (&house.floor.world.services, &house.floor);
        let number = floor.lines("select number from organisation where id = $1", house.insurer.as_str()).await.remove(0);
        let email = EmailAddress::parse("kees@voorbeeld.example").unwrap();
        let at = ("verzekeraar", number.as_str());
        for (at, email, right, expected) in [
            (("verzekeraar", "none"), "kees@voorbeeld.example", DESK_RIGHT, RightGiven::NoOrganisation),
            (at, "nobody@voorbeeld.example", DESK_RIGHT, RightGiven::NotHere),
            (at, "kees@voorbeeld.example", "polissen", RightGiven::NotHeld),
        ] {
            let email = EmailAddress::parse(email).unwrap();
            assert_eq!(give_right(services, at, &email, right, "Wij").await.unwrap(), expected);
        }
        assert_eq!(give_right(services, at, &email, DESK_RIGHT, "Wij").await.unwrap(), RightGiven::Given { name: "Kees Kok".into() });
        assert_eq!(give_right(services, at, &email, DESK_RIGHT, "Wij").await.unwrap(), RightGiven::AlreadySo { name: "Kees Kok".into() });
        assert_eq!((house.told(&floor.sanne.0).await, house.told(&floor.daan.0).await), (1, 1));
        assert_eq!(floor.letters(&house.kees.0).await, ["rights_changed"]);
        let of_kees = floor.permit_of(&house.kees).await.see();
        assert_eq!(of_kees.decides_from(services).await.unwrap(), Some(services.now().plus(7 * DAY)));
        // The number of an organisation of tests is an id, which no file can name.
        let mut tx = services.db.write().await.unwrap();
        flows::execute!(&mut tx, "update organisation set number = '1000' where id = $1", house.insurer.as_str()).unwrap();
        tx.commit().await.unwrap();
        let file = "soort;nummer;voornaam;achternaam;e-mail;mobiel;rechten\nverzekeraar;1000;Nina;Nieuw;nina@voorbeeld.example;0612345630;servicedesk\n";
        for changed in ["0612345630", "0612345631"] {
            let file = file.replace("0612345630", changed);
            import_people(services, file.as_bytes(), Mode::Commit, Invitations::HoldBack).await.unwrap().unwrap();
            assert_eq!(house.told(&floor.sanne.0).await, 2, "of each once");
        }
        assert!(house.agents().await.contains(&"Nina".to_owned()));
    }
}

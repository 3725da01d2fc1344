//! What the tests of people share: an office with an admin and an employee, a garage next door, and ways to look.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, EmailAddress, HelpRequestId, Language, MobileNumber, Moment,
    OrganisationId, PersonName,
    people::{BlockReason, Role, StandIn, Standing},
};
use flows::{
    Caller, Permit,
    caller::right::ChangeStaff,
    on,
    testing::people::{self, Invite, Invited, NewRights, Refusal, Stop},
    testing::{On, Seed, World},
};

pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);
pub const HOUR: Duration = Duration::from_secs(60 * 60);
pub const MINUTE: Duration = Duration::from_secs(60);
pub const NEVER: &str = "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d";

/// An office with an admin and an employee, and a garage next door.
pub struct Office {
    pub world: World,
    pub id: OrganisationId,
    pub karin: (AccountId, AuthorisationId),
    pub jan: (AccountId, AuthorisationId),
    pub fatima: (AccountId, AuthorisationId),
    pub garage: OrganisationId,
}

pub const JAN: Seed<'static> = Seed::new("Jan", "", "Jansen", "jan@kantoor-deboer.example");

impl Office {
    pub async fn new(on: On) -> Self {
        Self::with_jan(on, JAN).await
    }

    pub async fn with_jan(on: On, jan: Seed<'_>) -> Self {
        let world = World::new(on).await;
        let id = world.organisation("adviseur", "Kantoor De Boer").await;
        let garage = world.organisation("garage", "Garage Jansen").await;
        let karin = Seed::new("Karin", "de", "Boer", "karin@kantoor-deboer.example").admin();
        let fatima = Seed::new("Fatima", "", "Amrani", "fatima@garage-jansen.example").admin();
        Self {
            karin: world.person(&id, karin).await,
            jan: world.person(&id, jan).await,
            fatima: world.person(&garage, fatima).await,
            world,
            id,
            garage,
        }
    }

    pub async fn permit_of(&self, who: &(AccountId, AuthorisationId)) -> Permit<ChangeStaff> {
        let caller: Caller = self.world.inside(&who.0, &who.1).await;
        let services = &self.world.services;
        caller
            .may_change_staff(&services.policy, services.now())
            .unwrap()
    }

    pub async fn permit(&self) -> Permit<ChangeStaff> {
        self.permit_of(&self.karin).await
    }

    pub async fn second_admin(&self) -> (AccountId, AuthorisationId) {
        let els = Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        self.world.person(&self.id, els).await
    }

    pub async fn count(&self, statement: &'static str) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (counted,): (i64,) = on!(&mut tx, |c| sqlx::query_as(statement).fetch_one(c)).unwrap();
        counted
    }

    pub async fn text(&self, statement: &'static str, of: &str) -> Option<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let row: Option<(Option<String>,)> = on!(&mut tx, |c| sqlx::query_as(statement)
            .bind(of)
            .fetch_optional(c))
        .unwrap();
        row.and_then(|(text,)| text)
    }

    pub async fn run(&self, statement: &'static str, binds: &[&str]) {
        let mut tx = self.world.services.db.write().await.unwrap();
        match binds {
            [a] => flows::execute!(&mut tx, statement, *a).unwrap(),
            [a, b] => flows::execute!(&mut tx, statement, *a, *b).unwrap(),
            [a, b, c] => flows::execute!(&mut tx, statement, *a, *b, *c).unwrap(),
            _ => flows::execute!(&mut tx, statement).unwrap(),
        };
        tx.commit().await.unwrap();
    }

    /// Names of the letters to an account, oldest first.
    pub async fn letters(&self, to: &AccountId) -> Vec<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select letter from outbox where account_id = $1 order by letter, id"
        )
        .bind(to.as_str())
        .fetch_all(c))
        .unwrap();
        rows.into_iter().map(|(letter,)| letter).collect()
    }

    pub async fn invite(&self, new: &Invite) -> Result<Invited, Refusal> {
        let permit = self.permit().await;
        people::invite(&self.world.services, &permit, new)
            .await
            .unwrap()
    }

    pub async fn standing(&self, whom: &AuthorisationId) -> Standing {
        let permit = self.permit().await.see();
        let found = people::one(&self.world.services, &permit, whom)
            .await
            .unwrap();
        found.unwrap().person.standing
    }

    pub async fn block(&self, who: &(AccountId, AuthorisationId), reason: BlockReason) {
        let now = self.world.services.now().unix_ms().to_string();
        let sql =
            "update account set blocked_reason = $2, blocked_at = cast($3 as bigint) where id = $1";
        self.run(sql, &[who.0.as_str(), reason.code(), &now]).await;
    }

    pub async fn ask_for_help(&self, id: &str, kind: &'static str) {
        self.run(
            "insert into help_request (id, organisation_id, authorisation_id, kind, created_at)
             select $1, organisation_id, id, $2, created_at from authorisation where id = $3",
            &[id, kind, self.jan.1.as_str()],
        )
        .await;
    }
}

pub fn mobile(text: &str) -> MobileNumber {
    MobileNumber::parse(text, &Default::default()).unwrap()
}

pub fn somebody(email: &str) -> Invite {
    Invite {
        name: PersonName::parse("Mo", "", "el", "Idrissi").unwrap(),
        email: EmailAddress::parse(email).unwrap(),
        mobile: mobile("06 87654321"),
        role: Role::Employee,
        rights: vec!["offertes".into()],
        valid_from: None,
        valid_until: None,
        language: Language::Nl,
    }
}

pub fn only(rights: &[&str]) -> NewRights {
    NewRights {
        rights: rights.iter().map(|code| (*code).to_owned()).collect(),
        valid_from: None,
        valid_until: None,
    }
}

/// Two weeks from a moment on.
pub fn fortnight(from: Moment) -> StandIn {
    StandIn {
        from,
        until: from.plus(14 * DAY),
    }
}

/// Every deed on one target, each with what it gave.
pub async fn every_deed(
    office: &Office,
    permit: &Permit<ChangeStaff>,
    whom: &AuthorisationId,
) -> Vec<Option<Refusal>> {
    let services = &office.world.services;
    let request = HelpRequestId::from_trusted(whom.to_string());
    vec![
        people::resend_invitation(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::unblock(services, permit, whom).await.unwrap().err(),
        people::send_reset_link(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::change_mobile(services, permit, whom, &mobile("0687654321"))
            .await
            .unwrap()
            .err(),
        people::test_number(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::change_rights(services, permit, whom, &only(&["offertes"]))
            .await
            .unwrap()
            .err(),
        people::stop_access(services, permit, whom, Stop::Now)
            .await
            .unwrap()
            .err(),
        people::end_sessions(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::restore_access(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::make_admin(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::remove_admin(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::appoint_stand_in(services, permit, whom, fortnight(services.now()))
            .await
            .unwrap()
            .err(),
        people::end_stand_in(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::withdraw_invitation(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::help::close(services, permit, &request)
            .await
            .unwrap()
            .err(),
        people::one(services, &permit.see(), whom)
            .await
            .unwrap()
            .err(),
    ]
}

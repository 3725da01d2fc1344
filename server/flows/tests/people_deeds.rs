//! What an admin does for the staff, against real databases.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, EmailAddress, HelpRequestId, Language, LinkId, MobileNumber,
    OrganisationId, PersonName,
    people::{AuthorisationState, BlockReason, PasswordState, Role, Standing},
};
use flows::{
    Caller, Permit,
    audit::{self, Event, EventGroup, LogFilter},
    caller::right::ChangeStaff,
    links, on, on_each_database,
    people::{self, Filter, Invite, Invited, NewRights, Refusal, Stop, Why},
    testing::{On, Seed, World},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);
const NEVER: &str = "019a9f3c-5b7e-7c3a-8d21-0f6e4b9a1c2d";

/// An office with an admin and an employee, and a garage next door.
struct Office {
    world: World,
    id: OrganisationId,
    karin: (AccountId, AuthorisationId),
    jan: (AccountId, AuthorisationId),
    fatima: (AccountId, AuthorisationId),
    garage: OrganisationId,
}

const JAN: Seed<'static> = Seed::new("Jan", "", "Jansen", "jan@kantoor-deboer.example");

impl Office {
    async fn new(on: On) -> Self {
        Self::with_jan(on, JAN).await
    }

    async fn with_jan(on: On, jan: Seed<'_>) -> Self {
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

    async fn permit_of(&self, who: &(AccountId, AuthorisationId)) -> Permit<ChangeStaff> {
        let caller: Caller = self.world.inside(&who.0, &who.1).await;
        let services = &self.world.services;
        caller
            .may_change_staff(&services.policy, services.now())
            .unwrap()
    }

    async fn permit(&self) -> Permit<ChangeStaff> {
        self.permit_of(&self.karin).await
    }

    async fn second_admin(&self) -> (AccountId, AuthorisationId) {
        let els = Seed::new("Els", "", "Smit", "els@kantoor-deboer.example").admin();
        self.world.person(&self.id, els).await
    }

    async fn count(&self, statement: &'static str) -> i64 {
        let mut tx = self.world.services.db.read().await.unwrap();
        let (counted,): (i64,) = on!(&mut tx, |c| sqlx::query_as(statement).fetch_one(c)).unwrap();
        counted
    }

    async fn text(&self, statement: &'static str, of: &str) -> Option<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let row: Option<(Option<String>,)> = on!(&mut tx, |c| sqlx::query_as(statement)
            .bind(of)
            .fetch_optional(c))
        .unwrap();
        row.and_then(|(text,)| text)
    }

    async fn run(&self, statement: &'static str, binds: &[&str]) {
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
    async fn letters(&self, to: &AccountId) -> Vec<String> {
        let mut tx = self.world.services.db.read().await.unwrap();
        let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(
            "select letter from outbox where account_id = $1 order by letter, id"
        )
        .bind(to.as_str())
        .fetch_all(c))
        .unwrap();
        rows.into_iter().map(|(letter,)| letter).collect()
    }

    async fn invite(&self, new: &Invite) -> Result<Invited, Refusal> {
        let permit = self.permit().await;
        people::invite(&self.world.services, &permit, new)
            .await
            .unwrap()
    }

    async fn standing(&self, whom: &AuthorisationId) -> Standing {
        let permit = self.permit().await.see();
        let found = people::one(&self.world.services, &permit, whom)
            .await
            .unwrap();
        found.unwrap().person.standing
    }

    async fn ask_for_help(&self, id: &str, kind: &'static str) {
        self.run(
            "insert into help_request (id, organisation_id, authorisation_id, kind, created_at)
             select $1, organisation_id, id, $2, created_at from authorisation where id = $3",
            &[id, kind, self.jan.1.as_str()],
        )
        .await;
    }
}

fn mobile(text: &str) -> MobileNumber {
    MobileNumber::parse(text, &Default::default()).unwrap()
}

fn somebody(email: &str) -> Invite {
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

fn only(rights: &[&str]) -> NewRights {
    NewRights {
        rights: rights.iter().map(|code| (*code).to_owned()).collect(),
        valid_from: None,
        valid_until: None,
    }
}

/// Every deed on one target, each with what it gave.
async fn every_deed(
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
        people::withdraw_invitation(services, permit, whom)
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
        people::change_rights(services, permit, whom, &only(&["offertes"]))
            .await
            .unwrap()
            .err(),
        people::rights_to_copy(services, permit, whom)
            .await
            .unwrap()
            .err(),
        people::stop_access(services, permit, whom, Stop::Now)
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

on_each_database! {
    async fn sec_44_every_deed_refuses_foreign_and_unknown_people_alike_and_changes_nothing(on: On) {
        let office = Office::new(on).await;
        let withdrawn = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
        let permit = office.permit().await;
        people::withdraw_invitation(&office.world.services, &permit, &withdrawn).await.unwrap().unwrap();
        let rows = office.count("select (select count(*) from audit) + (select count(*) from outbox)").await;
        let never = AuthorisationId::parse(NEVER).unwrap();
        for whom in [&office.fatima.1, &never, &withdrawn] {
            for refused in every_deed(&office, &permit, whom).await {
                assert_eq!(refused, Some(Refusal::NotHere));
            }
        }
        assert_eq!(office.count("select (select count(*) from audit) + (select count(*) from outbox)").await, rows);
        assert!(office.world.caller(&office.fatima.0, &office.fatima.1).await.is_some());
    }

    async fn an_invitation_brings_a_letter_a_link_and_a_row_in_the_list(on: On) {
        let office = Office::new(on).await;
        let invited = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap();
        assert_eq!(invited.until, flows::testing::BEGINNING.plus(7 * DAY));
        assert_eq!(invited.warning, None);
        let permit = office.permit().await.see();
        let whole = people::one(&office.world.services, &permit, &invited.authorisation).await.unwrap().unwrap();
        assert_eq!(whole.person.standing, Standing::Invited { until: invited.until });
        assert_eq!(whole.person.name.full(), "Mo el Idrissi");
        assert_eq!(whole.person.access_code.len(), 6);
        assert_eq!(whole.rights[0].code, "offertes");
        assert_eq!(whole.rights[0].by.as_deref(), Some("Karin de Boer"));
        assert_eq!(whole.invitation.unwrap().reminders, 0);
        assert_eq!(whole.deliveries[0].letter, "invitation");
        assert_eq!(whole.history[0].event, Event::Invited);
    }

    async fn sec_47_a_form_sent_twice_makes_one_row(on: On) {
        let office = Office::new(on).await;
        let new = somebody("mo@kantoor-deboer.example");
        let (one, other) = tokio::join!(office.invite(&new), office.invite(&new));
        let (made, refused) = if one.is_ok() { (one, other) } else { (other, one) };
        let authorisation = made.unwrap().authorisation;
        let name = "Mo el Idrissi".to_owned();
        assert_eq!(refused, Err(Refusal::AlreadyHere { authorisation, name }));
        assert_eq!(office.count("select count(*) from authorisation where state = 'invited'").await, 1);
        assert_eq!(office.count("select count(*) from outbox").await, 1);
    }

    async fn sec_04_an_address_known_elsewhere_is_invited_like_a_new_one(on: On) {
        let office = Office::new(on).await;
        let mut seen = Vec::new();
        for email in ["FATIMA@garage-jansen.example", "Nieuw@garage-jansen.example"] {
            let invited = office.invite(&somebody(email)).await.unwrap();
            let permit = office.permit().await.see();
            let whole = people::one(&office.world.services, &permit, &invited.authorisation).await.unwrap().unwrap();
            assert_eq!(whole.person.email, email.to_lowercase());
            let letters: Vec<_> = whole.deliveries.into_iter().map(|delivery| delivery.letter).collect();
            let history: Vec<_> = whole.history.into_iter().map(|row| (row.event, row.facts)).collect();
            let name = whole.person.name.full();
            seen.push((invited.until, invited.warning, whole.person.standing, name, whole.person.last_login_at, letters, history));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(office.text("select given_name from account where id = $1", office.fatima.0.as_str()).await.as_deref(), Some("Fatima"));
    }

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
        let copied = people::rights_to_copy(services, &permit, &office.jan.1).await.unwrap();
        assert_eq!(copied, Ok(vec![]));
        assert_eq!(office.count("select count(*) from authorisation where state = 'invited'").await, 0);
    }

    async fn sec_62_a_domain_that_only_looks_like_ours_brings_a_warning(on: On) {
        let office = Office::new(on).await;
        let warned = office.invite(&somebody("mo@kantoor-dеboer.example")).await.unwrap();
        assert_eq!(warned.warning.as_deref(), Some("kantoor-deboer.example"));
        let calm = office.invite(&somebody("mo@elders.example")).await.unwrap();
        assert_eq!(calm.warning, None);
    }

    async fn a_withdrawn_invitation_is_gone_and_can_be_made_anew(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let new = somebody("mo@kantoor-deboer.example");
        let whom = office.invite(&new).await.unwrap().authorisation;
        people::withdraw_invitation(services, &permit, &whom).await.unwrap().unwrap();
        for filter in [Filter::Current, Filter::Stopped, Filter::Search("idrissi".into())] {
            let page = people::list(services, &permit.see(), None, &filter).await.unwrap();
            assert!(page.people.iter().all(|person| person.id != whom), "{filter:?}");
        }
        let mut tx = services.db.read().await.unwrap();
        assert_eq!(links::runs_until(&mut tx, &whom, links::Purpose::Activate).await.unwrap(), None);
        drop(tx);
        let log = audit::log_of_organisation(services, &permit.see(), &LogFilter::default(), None).await.unwrap();
        assert_eq!(log.rows[0].event, Event::InvitationWithdrawn);
        assert_eq!(log.rows[0].subject.as_ref().unwrap().name.as_deref(), Some("Mo el Idrissi"));
        let again = office.invite(&new).await.unwrap();
        assert_eq!(again.authorisation, whom);
        assert_eq!(office.standing(&whom).await, Standing::Invited { until: again.until });
    }

    async fn an_invitation_is_brought_to_mind_twice_and_sent_again_with_one_button(on: On) {
        let office = Office::new(on).await;
        let (services, clock) = (&office.world.services, &office.world.clock);
        let whom = office.invite(&somebody("mo@kantoor-deboer.example")).await.unwrap().authorisation;
        let mut sent = Vec::new();
        for _ in 0..8 {
            sent.push(people::remind_invitations(services).await.unwrap());
            assert_eq!(people::remind_invitations(services).await.unwrap(), 0);
            clock.forward(DAY);
        }
        assert_eq!(sent, [0, 0, 0, 1, 0, 0, 1, 0]);
        assert_eq!(office.standing(&whom).await, Standing::InvitationExpired);
        let permit = office.permit().await;
        let needing = people::in_need(services, &permit.see()).await.unwrap();
        assert_eq!(needing.people[0].needs[0].why, Why::InvitationExpired);
        let until = people::resend_invitation(services, &permit, &whom).await.unwrap().unwrap();
        assert_eq!(office.standing(&whom).await, Standing::Invited { until });
        let twice = people::resend_invitation(services, &permit, &whom).await.unwrap();
        assert_eq!(twice, Err(Refusal::AlreadySo));
        assert!(people::in_need(services, &permit.see()).await.unwrap().people.is_empty());
        clock.forward(6 * DAY);
        // After an outage nobody gets two at once.
        assert_eq!(people::remind_invitations(services).await.unwrap(), 1);
        let not_invited = people::resend_invitation(services, &permit, &office.jan.1).await.unwrap();
        assert_eq!(not_invited, Err(Refusal::NotInvited));
    }

    async fn sec_08_an_admin_unblocks_the_own_staff_and_nobody_else(on: On) {
        let blocked = Some(BlockReason::PasswordOnKnownDevice);
        let office = Office::with_jan(on, Seed { blocked, ..JAN }).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        let els = office.second_admin().await;
        office.ask_for_help(NEVER, "cannot_log_in").await;
        let needing = people::in_need(services, &permit.see()).await.unwrap();
        let whys: Vec<_> = needing.people[0].needs.iter().map(|need| need.why.clone()).collect();
        assert!(matches!(whys.as_slice(), [Why::LockedOut, Why::Asked { .. }]), "{whys:?}");
        let own = people::unblock(services, &permit, &office.karin.1).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
        let fellow = people::unblock(services, &permit, &els.1).await.unwrap();
        assert_eq!(fellow, Err(Refusal::AdminNeedsServiceDesk));
        let unblocked = people::unblock(services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert!(unblocked.offer_reset_link);
        assert_eq!(office.standing(&office.jan.1).await, Standing::Active);
        assert_eq!(people::unblock(services, &permit, &office.jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&office.jan.0).await, ["unblocked"]);
        assert!(people::in_need(services, &permit.see()).await.unwrap().people.is_empty());
    }

    async fn sec_08_the_fourth_unblock_within_a_day_goes_to_the_service_desk(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        let block = "update account set blocked_reason = 'wrong_codes', blocked_at = 1 where id = $1";
        for _ in 0..3 {
            office.run(block, &[jan.0.as_str()]).await;
            let permit = office.permit().await;
            people::unblock(services, &permit, &jan.1).await.unwrap().unwrap();
        }
        office.run(block, &[jan.0.as_str()]).await;
        let permit = office.permit().await;
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::OftenEnough));
        assert_eq!(office.standing(&jan.1).await, Standing::Blocked(BlockReason::WrongCodes));
        office.world.clock.forward(DAY);
        let permit = office.permit().await;
        assert!(people::unblock(services, &permit, &jan.1).await.unwrap().is_ok());
    }

    async fn a_disabled_password_works_once_more_and_has_to_be_changed(on: On) {
        let office = Office::with_jan(on, Seed { password: PasswordState::Disabled, ..JAN }).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        assert_eq!(people::in_need(services, &permit.see()).await.unwrap().people[0].person.standing, Standing::PasswordDisabled);
        people::unblock(services, &permit, &office.jan.1).await.unwrap().unwrap();
        assert!(office.world.inside(&office.jan.0, &office.jan.1).await.must_change_password);
    }

    async fn sec_43_no_deed_shows_or_sets_a_password_and_a_reset_link_goes_to_the_owner(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let hash = "select password_hash from account where id = $1";
        let before = office.text(hash, jan.0.as_str()).await;
        let until = people::send_reset_link(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(until, services.now().plus(60 * MINUTE));
        assert_eq!(people::send_reset_link(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        for expected in [true, true, false] {
            office.world.clock.forward(2 * MINUTE);
            let sent = people::send_reset_link(services, &permit, &jan.1).await.unwrap();
            assert_eq!(sent.is_ok(), expected, "{sent:?}");
        }
        assert_eq!(office.letters(&jan.0).await, ["reset_link"; 3]);
        assert_eq!(office.letters(&office.karin.0).await, [""; 0]);
        assert_eq!(office.text(hash, jan.0.as_str()).await, before);
        let link = office.text("select link_id from outbox where account_id = $1", jan.0.as_str()).await.unwrap();
        let mut tx = services.db.read().await.unwrap();
        let open = links::look_by_id(&mut tx, &LinkId::from_trusted(link), services.now()).await.unwrap();
        assert_eq!(open.unwrap().unwrap().account, jan.0);
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
        let reversed = NewRights { valid_from: Some(now.plus(DAY)), valid_until: Some(now.plus(DAY)), ..rights };
        assert_eq!(people::change_rights(services, &permit, &jan.1, &reversed).await.unwrap(), Err(Refusal::DatesReversed));
        office.world.clock.forward(DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
    }

    async fn sec_39_stopped_access_opens_nothing_at_the_next_request_and_can_be_restored(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(people::unblock(services, &permit, &jan.1).await.unwrap(), Err(Refusal::Stopped));
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&jan.0).await, ["access_restored", "access_stopped"]);
        let own = people::stop_access(services, &permit, &office.karin.1, Stop::Now).await.unwrap();
        assert_eq!(own, Err(Refusal::Yourself));
        people::stop_access(services, &permit, &jan.1, Stop::Now).await.unwrap().unwrap();
        office.world.clock.forward(30 * DAY);
        let permit = office.permit().await;
        assert_eq!(people::restore_access(services, &permit, &jan.1).await.unwrap(), Err(Refusal::TooLateToRestore));
    }

    async fn a_planned_stop_comes_by_itself_and_restoring_gives_the_old_end_back(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let end = services.now().plus(90 * DAY);
        let contract = NewRights { valid_until: Some(end), ..only(&["schade-melden"]) };
        people::change_rights(services, &permit, &jan.1, &contract).await.unwrap().unwrap();
        let at = services.now().plus(DAY);
        for when in [Stop::On(services.now()), Stop::On(end)] {
            assert!(people::stop_access(services, &permit, &jan.1, when).await.unwrap().is_err(), "{when:?}");
        }
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::On(at)).await.unwrap(), Ok(at));
        assert_eq!(people::stop_access(services, &permit, &jan.1, Stop::On(at)).await.unwrap(), Err(Refusal::AlreadySo));
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        office.world.clock.forward(DAY);
        assert!(office.world.caller(&jan.0, &jan.1).await.is_none());
        let permit = office.permit().await;
        people::restore_access(services, &permit, &jan.1).await.unwrap().unwrap();
        assert!(office.world.caller(&jan.0, &jan.1).await.is_some());
        let whole = people::one(services, &permit.see(), &jan.1).await.unwrap().unwrap();
        assert_eq!((whole.person.facts.valid_until, whole.stopped), (Some(end), None));
    }

    async fn sec_47_two_admins_who_remove_each_other_leave_one(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let services = &office.world.services;
        for round in 0..4 {
            let (of_karin, of_els) = (office.permit_of(&office.karin).await, office.permit_of(&els).await);
            let done = if round % 2 == 0 {
                let (one, other) = tokio::join!(
                    people::remove_admin(services, &of_karin, &els.1),
                    people::remove_admin(services, &of_els, &office.karin.1),
                );
                [one.unwrap().is_ok(), other.unwrap().is_ok()]
            } else {
                let (one, other) = tokio::join!(
                    people::stop_access(services, &of_karin, &els.1, Stop::Now),
                    people::stop_access(services, &of_els, &office.karin.1, Stop::Now),
                );
                [one.unwrap().is_ok(), other.unwrap().is_ok()]
            };
            assert_eq!(done.iter().filter(|ok| **ok).count(), 1, "round {round}");
            office.run("update authorisation set role = 'beheerder', state = 'active' where id in ($1, $2)",
                &[office.karin.1.as_str(), els.1.as_str()]).await;
        }
    }

    async fn sec_47_the_last_admin_stays_and_who_lost_the_role_does_nothing_more(on: On) {
        let office = Office::new(on).await;
        let (services, permit, jan) = (&office.world.services, office.permit().await, &office.jan);
        let own = people::remove_admin(services, &permit, &office.karin.1).await.unwrap();
        assert_eq!(own, Err(Refusal::LastAdmin));
        people::make_admin(services, &permit, &jan.1).await.unwrap().unwrap();
        assert_eq!(people::make_admin(services, &permit, &jan.1).await.unwrap(), Err(Refusal::AlreadySo));
        assert_eq!(office.letters(&jan.0).await, ["role_changed"]);
        let of_jan = office.permit_of(jan).await;
        people::remove_admin(services, &of_jan, &office.karin.1).await.unwrap().unwrap();
        assert_eq!(office.letters(&office.karin.0).await, ["role_changed"]);
        // Karin's permit was given before, and is worth nothing now: a grant during removal fails.
        let late = people::change_rights(services, &permit, &jan.1, &only(&["offertes"])).await.unwrap();
        assert_eq!(late, Err(Refusal::NoLongerAdmin));
        assert_eq!(people::invite(services, &permit, &somebody("mo@k.example")).await.unwrap(), Err(Refusal::NoLongerAdmin));
    }

    async fn sec_43_a_second_admin_by_invitation_is_told_to_the_others(on: On) {
        let office = Office::new(on).await;
        let els = office.second_admin().await;
        let invited = office.invite(&Invite { role: Role::Admin, ..somebody("mo@kantoor-deboer.example") }).await.unwrap();
        assert_eq!(office.letters(&els.0).await, ["admins_changed"]);
        // Only invited: not one of those who can look after the others.
        let permit = office.permit().await;
        let (services, whom) = (&office.world.services, &invited.authorisation);
        assert_eq!(people::stop_access(services, &permit, whom, Stop::Now).await.unwrap(), Err(Refusal::OnlyInvited));
        assert_eq!(people::make_admin(services, &permit, whom).await.unwrap(), Err(Refusal::OnlyInvited));
    }

    async fn a_request_for_help_is_closed_once_and_only_by_the_own_admin(on: On) {
        let office = Office::new(on).await;
        office.ask_for_help(NEVER, "more_rights").await;
        let services = &office.world.services;
        let request = HelpRequestId::parse(NEVER).unwrap();
        let of_fatima = office.permit_of(&office.fatima).await;
        assert_eq!(people::help::close(services, &of_fatima, &request).await.unwrap(), Err(Refusal::NotHere));
        let permit = office.permit().await;
        let whole = people::one(services, &permit.see(), &office.jan.1).await.unwrap().unwrap();
        assert_eq!(whole.help[0].id, request);
        assert_eq!(people::help::close(services, &permit, &request).await.unwrap(), Ok(office.jan.1.clone()));
        assert_eq!(people::help::close(services, &permit, &request).await.unwrap(), Err(Refusal::AlreadySo));
    }

    async fn the_log_names_people_filters_and_goes_page_by_page(on: On) {
        let office = Office::new(on).await;
        let (services, jan) = (&office.world.services, &office.jan);
        for number in 0..audit::PAGE {
            office.world.clock.forward(MINUTE / 6);
            let permit = office.permit().await;
            let new = mobile(&format!("06 1111{:04}", number));
            people::change_mobile(services, &permit, &jan.1, &new).await.unwrap().unwrap();
        }
        let permit = office.permit().await;
        people::make_admin(services, &permit, &jan.1).await.unwrap().unwrap();
        let see = permit.see();
        let all = LogFilter::default();
        let first = audit::log_of_organisation(services, &see, &all, None).await.unwrap();
        assert_eq!((first.rows.len(), first.rows[0].event), (audit::PAGE, Event::MadeAdmin));
        assert_eq!(first.rows[0].actor, audit::LogActor::Person(Some("Karin de Boer".into())));
        assert_eq!(first.rows[0].subject.as_ref().unwrap().name.as_deref(), Some("Jan Jansen"));
        let second = audit::log_of_organisation(services, &see, &all, first.older).await.unwrap();
        assert_eq!((second.rows.len(), second.older), (1, None));
        assert!(second.rows[0].seq < first.rows[audit::PAGE - 1].seq);
        let now = services.now();
        for (filter, expected) in [
            (LogFilter { group: Some(EventGroup::Rights), ..all.clone() }, 1),
            (LogFilter { group: Some(EventGroup::Logins), ..all.clone() }, 0),
            (LogFilter { person: Some(office.karin.1.clone()), group: Some(EventGroup::Rights), ..all.clone() }, 1),
            (LogFilter { person: Some(office.fatima.1.clone()), ..all.clone() }, 0),
            (LogFilter { from: Some(now), ..all.clone() }, 2),
            (LogFilter { until: Some(flows::testing::BEGINNING), ..all.clone() }, 0),
        ] {
            let page = audit::log_of_organisation(services, &see, &filter, None).await.unwrap();
            assert_eq!(page.rows.len(), expected, "{filter:?}");
        }
        let of_fatima = office.permit_of(&office.fatima).await.see();
        assert!(audit::log_of_organisation(services, &of_fatima, &all, None).await.unwrap().rows.is_empty());
    }

    async fn a_log_that_is_taken_along_is_whole_and_says_so_in_the_log(on: On) {
        let office = Office::new(on).await;
        let (services, permit) = (&office.world.services, office.permit().await);
        people::make_admin(services, &permit, &office.jan.1).await.unwrap().unwrap();
        let mut export = audit::export_of_organisation(services, &permit, LogFilter::default()).await.unwrap();
        let events: Vec<_> = export.next(services).await.unwrap().into_iter().map(|row| row.event).collect();
        assert_eq!(events, [Event::LogExported, Event::MadeAdmin]);
        assert!(export.next(services).await.unwrap().is_empty());
    }

    async fn the_garage_next_door_sees_and_does_nothing_here(on: On) {
        let office = Office::new(on).await;
        let of_fatima = office.permit_of(&office.fatima).await;
        assert_eq!(of_fatima.organisation(), &office.garage);
        for refused in every_deed(&office, &of_fatima, &office.jan.1).await {
            assert_eq!(refused, Some(Refusal::NotHere));
        }
        assert_eq!(office.standing(&office.jan.1).await, Standing::Active);
        assert_eq!(people::list(&office.world.services, &of_fatima.see(), None, &Filter::Current).await.unwrap().people.len(), 1);
        assert_eq!(office.count("select count(*) from authorisation where state = 'active'").await, 3);
    }

    async fn access_that_was_stopped_in_the_books_stays_out_of_who_needs_help(on: On) {
        let jan = Seed { state: AuthorisationState::Stopped, blocked: Some(BlockReason::WrongCodes), ..JAN };
        let office = Office::with_jan(on, jan).await;
        office.ask_for_help(NEVER, "cannot_log_in").await;
        let permit = office.permit().await.see();
        let needing = people::in_need(&office.world.services, &permit).await.unwrap();
        assert!(needing.people.is_empty() && !needing.more);
    }
}

//! Whoever is locked out is let in again by whom letters and pages name, however somebody stands at one company and at another,
//! whatever keeps them out (SEC-08, SEC-69).

use std::{collections::BTreeSet, time::Duration};

use domain::{
    AccountId, AuthorisationId, EmailAddress, Language, MobileNumber, Moment, OrganisationId,
    OutboxId, PersonName,
    desk::{Doubt, Way, Why},
    people::{AuthorisationState, BlockReason, Lifter, PasswordState, Role, Standing},
    post::{Channel, HelpKind, Letter},
};
use flows::{
    Permit,
    activation::{self, Look},
    caller::right::ChangeStaff,
    desk::{self, CheckedCaller, Refusal, Told},
    execute, help, links, login, on_each_database,
    post::questions::{self, Stranger},
    reset,
    secrets::LinkSecret,
    testing::people::{self, Invite, NewRights},
    testing::{On, Seed},
    who_is_my_admin,
};

use super::floor::{Floor, MINUTE, Who};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const MOBILE: &str = "+31612345699";

/// How somebody stands at a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Nowhere,
    Invited,
    Open,
    /// Accepted now, and begins in a week.
    Begins,
    /// Accepted so long ago that nobody was there for a month, and begins in two hundred days.
    BeginsFar,
    /// Stopped so many days ago.
    Stopped(u32),
    /// Ended on its date so many days ago.
    Ended(u32),
}

/// What keeps somebody out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Out {
    Blocked(BlockReason),
    Disabled,
}

const CODES: Out = Out::Blocked(BlockReason::WrongCodes);
const FROZEN: Out = Out::Blocked(BlockReason::FrozenByOwner);

/// Two companies with an admin each, and an insurer with its desk.
struct Two {
    floor: Floor,
    garage: OrganisationId,
    fatima: Who,
    people: u32,
}

/// Somebody of a combination: the account, and what there is at each company.
struct Noud {
    account: AccountId,
    email: EmailAddress,
    at: Vec<(OrganisationId, AuthorisationId)>,
}

impl Two {
    async fn new(on: On) -> Self {
        let floor = Floor::new(on).await;
        let garage = floor.world.organisation("garage", "Garage Jansen").await;
        let mut fatima = Seed::new("Fatima", "el", "Amrani", "fatima@garage.example").admin();
        fatima.mobile = "+31612345691";
        Self {
            fatima: floor.world.person(&garage, fatima).await,
            garage,
            floor,
            people: 0,
        }
    }

    /// Takes somebody away, whom nobody is to be helped by.
    async fn goes(&self, noud: &Noud) {
        let sql = "update authorisation set role = 'medewerker', state = 'stopped', stopped_at = 1 where account_id = $1";
        let mut tx = self.floor.world.services.db.write().await.unwrap();
        execute!(&mut tx, sql, noud.account.as_str()).unwrap();
        tx.commit().await.unwrap();
    }

    fn now(&self) -> Moment {
        self.floor.world.services.now()
    }

    /// Somebody who stands like this at the office and at the garage, in a day of their own.
    async fn noud(&mut self, role: Role, stands: [At; 2]) -> Noud {
        self.floor.world.clock.forward(DAY + DAY / 24);
        self.people += 1;
        let email = format!("noud{}@mail.example", self.people);
        let places = [self.floor.office.clone(), self.garage.clone()];
        let (mut account, mut at) = (None, Vec::new());
        for (number, (place, stands)) in places.into_iter().zip(stands).enumerate() {
            if stands == At::Nowhere {
                continue;
            }
            let mut seed = Seed::new("Noud", "", "Bakker", &email);
            seed.mobile = MOBILE;
            seed.role = if number == 0 { role } else { Role::Employee };
            if stands == At::Invited {
                seed.state = AuthorisationState::Invited;
            }
            let (who, id) = self.floor.world.person(&place, seed).await;
            self.stands(&id, stands).await;
            account = Some(who);
            at.push((place, id));
        }
        Noud {
            account: account.unwrap(),
            email: EmailAddress::parse(&email).unwrap(),
            at,
        }
    }

    async fn stands(&self, id: &AuthorisationId, stands: At) {
        let now = self.now();
        let (state, from, until, stopped) = match stands {
            At::Nowhere | At::Invited | At::Open => return,
            At::Begins => ("active", Some(now.plus(7 * DAY)), None, None),
            At::BeginsFar => ("active", Some(now.plus(200 * DAY)), None, None),
            At::Stopped(ago) => ("stopped", None, None, Some(now.minus(ago * DAY))),
            At::Ended(ago) => ("active", None, Some(now.minus(ago * DAY)), None),
        };
        let accepted = match stands {
            At::Begins => now,
            _ => now.minus(40 * DAY),
        };
        let ms = |at: Option<Moment>| at.map(Moment::unix_ms);
        let as_of = stopped.or(until).unwrap_or(accepted);
        let sql = "update authorisation set state = $2, activated_at = $3, valid_from = $4, valid_until = $5,
            stopped_at = $6, last_login_at = null, as_of = $7 where id = $1";
        let mut tx = self.floor.world.services.db.write().await.unwrap();
        execute!(
            &mut tx,
            sql,
            id.as_str(),
            state,
            accepted.unix_ms(),
            ms(from),
            ms(until),
            ms(stopped),
            as_of.unix_ms()
        )
        .unwrap();
        tx.commit().await.unwrap();
    }

    async fn shut(&self, noud: &Noud, out: Out) {
        let services = &self.floor.world.services;
        let mut tx = services.db.write().await.unwrap();
        match out {
            Out::Blocked(reason) => {
                let now = services.now();
                let blocked = login::block(&mut tx, services, now, &noud.account, reason).await;
                assert!(blocked.unwrap());
            }
            Out::Disabled => {
                let sql = "update account set password_state = 'disabled' where id = $1";
                execute!(&mut tx, sql, noud.account.as_str()).unwrap();
            }
        }
        tx.commit().await.unwrap();
    }

    async fn is_out(&self, noud: &Noud) -> bool {
        let sql = "select coalesce(blocked_reason, password_state) from account where id = $1";
        let stored = self.floor.lines(sql, noud.account.as_str()).await.remove(0);
        let opens = [
            PasswordState::None,
            PasswordState::Set,
            PasswordState::MustChange,
            // The owner chooses another one by mail.
            PasswordState::Renew,
        ];
        !opens.iter().any(|state| state.code() == stored)
    }

    /// Asks whatever somebody asks who cannot get in.
    async fn asks(&self, noud: &Noud) {
        let services = &self.floor.world.services;
        let device = login::DeviceCookie::default();
        let stranger = Stranger {
            email: &noud.email,
            network: "192.0.2.0/24",
            device: &device,
            language: Language::Nl,
        };
        reset::ask(services, &stranger).await.unwrap();
        help::ask(services, &stranger, HelpKind::CannotLogIn)
            .await
            .unwrap();
        who_is_my_admin::ask(services, &stranger).await.unwrap();
        let waiting =
            "select id from outbox where state = 'waiting' and letter like $1 order by id";
        for id in self.floor.lines(waiting, "asked%").await {
            questions::answer(services, &OutboxId::from_trusted(id))
                .await
                .unwrap();
        }
    }

    /// What every letter about it says who helps; nobody is the desk.
    async fn named(&self, noud: &Noud) -> Vec<(String, BTreeSet<String>)> {
        let sql = "select facts from outbox where account_id = $1 order by id";
        let mut named = Vec::new();
        for facts in self.floor.lines(sql, noud.account.as_str()).await {
            let letter: Letter = serde_json::from_str(&facts).unwrap();
            let names: Vec<String> = match &letter {
                Letter::Blocked { admins, .. }
                | Letter::Frozen { admins, .. }
                | Letter::InvitationBlocked { admins, .. }
                | Letter::ResetCannotHelp { admins, .. }
                | Letter::HelpNotAsked { admins, .. } => {
                    admins.iter().map(|one| one.name.clone()).collect()
                }
                Letter::HelpUnderWay { asked, .. } => asked.clone(),
                Letter::MyAdmins { organisations } => organisations
                    .iter()
                    .filter(|one| !one.desk_helps)
                    .flat_map(|one| one.admins.iter().map(|one| one.name.clone()))
                    .collect(),
                _ => continue,
            };
            named.push((letter.name().to_owned(), names.into_iter().collect()));
        }
        named
    }

    async fn permit(&self, name: &str) -> (OrganisationId, Permit<ChangeStaff>) {
        let (place, who) = match name {
            "Karin de Boer" => (&self.floor.office, &self.floor.karin),
            "Fatima el Amrani" => (&self.garage, &self.fatima),
            other => panic!("nobody knows {other}"),
        };
        let services = &self.floor.world.services;
        let caller = self.floor.world.inside(&who.0, &who.1).await;
        let permit = caller.may_change_staff(&services.policy, services.now());
        (place.clone(), permit.unwrap())
    }

    /// Somebody who was named does what can be done.
    async fn helps(&self, name: &str, noud: &Noud) -> bool {
        let services = &self.floor.world.services;
        let (place, permit) = self.permit(name).await;
        let Some((_, id)) = noud.at.iter().find(|(at, _)| *at == place) else {
            return false;
        };
        let page = people::one(services, &permit.see(), id).await.unwrap();
        let shows = page.is_ok_and(|whole| {
            matches!(
                whole.person.standing,
                Standing::Blocked(_) | Standing::PasswordDisabled
            )
        });
        let in_need = people::in_need(services, &permit.see()).await.unwrap();
        let listed = in_need.people.iter().any(|one| one.person.id == *id);
        let unblocks = async || {
            people::unblock(services, &permit, id)
                .await
                .unwrap()
                .is_ok()
                || self.desk_helps(noud).await
        };
        if people::unblock(services, &permit, id)
            .await
            .unwrap()
            .is_ok()
        {
            assert!(shows && listed, "the pages hide what {name} can");
            return !self.is_out(noud).await;
        }
        if people::resend_invitation(services, &permit, id)
            .await
            .unwrap()
            .is_ok()
        {
            return !self.is_out(noud).await || self.begins_anew(id).await;
        }
        let longer = NewRights {
            rights: vec!["schade-melden".into()],
            valid_from: None,
            valid_until: Some(self.now().plus(100 * DAY)),
        };
        if people::restore_access(services, &permit, id)
            .await
            .unwrap()
            .is_ok()
            || people::change_rights(services, &permit, id, &longer)
                .await
                .unwrap()
                .is_ok()
        {
            return unblocks().await && !self.is_out(noud).await;
        }
        let anew = Invite {
            name: PersonName::parse("Noud", "", "", "Bakker").unwrap(),
            email: noud.email.clone(),
            mobile: MobileNumber::from_e164_stored(MOBILE.into()),
            role: Role::Employee,
            rights: vec![],
            valid_from: None,
            valid_until: None,
            language: Language::Nl,
        };
        let invited = people::invite(services, &permit, &anew).await.unwrap();
        invited.is_ok() && (!self.is_out(noud).await || self.begins_anew(id).await)
    }

    async fn invitation(&self, id: &AuthorisationId) -> Option<LinkSecret> {
        let (services, now) = (&self.floor.world.services, self.now());
        let mut tx = services.db.write().await.unwrap();
        let purpose = links::Purpose::Activate;
        let link = links::running_of_authorisation(&mut tx, id, purpose, now)
            .await
            .unwrap()?;
        let secret = links::add_secret(&mut tx, services, &link.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Some(secret)
    }

    /// Whether an invitation has a new password chosen, so that one that was disabled is nothing.
    async fn begins_anew(&self, id: &AuthorisationId) -> bool {
        let Some(link) = self.invitation(id).await else {
            return false;
        };
        let look = activation::look(&self.floor.world.services, &link)
            .await
            .unwrap();
        matches!(look, Look::Open(open) if !open.has_password)
    }

    async fn checked_by_mail(&self, whom: &AuthorisationId) -> CheckedCaller {
        let services = &self.floor.world.services;
        let permit = self.floor.permit_of(&self.floor.sanne).await;
        let sent = desk::send(services, &permit, whom, Channel::Mail).await;
        sent.unwrap().unwrap();
        let code = self.floor.code().await;
        let told = desk::check(services, &permit, whom, &code).await.unwrap();
        assert_eq!(told, Told::Right);
        let checked = desk::checked(services, &permit, whom).await;
        checked.unwrap().unwrap()
    }

    /// One agent does what the page offers for a caller whose mailbox was checked.
    async fn desk_helps(&self, noud: &Noud) -> bool {
        let services = &self.floor.world.services;
        let mut names_operator = false;
        for (_, id) in &noud.at {
            let see = self.floor.permit_of(&self.floor.sanne).await.see();
            let page = desk::person(services, &see, id, Way::Search).await;
            let offers = page.unwrap().unwrap().unblocks();
            let checked = self.checked_by_mail(id).await;
            let done = desk::unblock(services, &checked, Why::CannotLogIn).await;
            match done.unwrap() {
                Ok(_) => {
                    assert!(offers, "the page hides what the desk can");
                    let state = "select state from authorisation where id = $1";
                    let invited = self.floor.lines(state, id.as_str()).await == ["invited"];
                    let told = "select event from audit where event = 'unblocked' and authorisation_id = $1";
                    let told = self.floor.lines(told, id.as_str()).await;
                    assert_eq!(
                        told.is_empty(),
                        invited,
                        "whoever invited reads of no block (SEC-04)"
                    );
                    return !self.is_out(noud).await;
                }
                Err(Refusal::HasAdmin(_)) => assert!(!offers, "the page offers what is refused"),
                // Telephone and mail may both be with somebody else, and what was stopped could come back.
                Err(Refusal::NotForAccount(Doubt::BlockedAndNotSpokenFor)) => {
                    names_operator = true;
                }
                Err(_) => {}
            }
        }
        names_operator
    }

    /// Shuts somebody out who stands like this. What is wrong with whom that names, once for each of them.
    async fn is_let_in(&mut self, role: Role, stands: [At; 2], out: Out) -> Vec<String> {
        let (mut wrong, mut helper) = (Vec::new(), 0);
        loop {
            let noud = self.noud(role, stands).await;
            self.shut(&noud, out).await;
            self.asks(&noud).await;
            self.floor.world.clock.forward(2 * MINUTE);
            let named = self.named(&noud).await;
            let names: BTreeSet<String> =
                named.iter().flat_map(|(_, names)| names.clone()).collect();
            if !named
                .iter()
                .all(|(_, others)| others.is_empty() == names.is_empty())
            {
                wrong.push(format!("letters contradict each other: {named:?}"));
            }
            for (_, id) in &noud.at {
                let Some(link) = self.invitation(id).await else {
                    continue;
                };
                let look = activation::look(&self.floor.world.services, &link)
                    .await
                    .unwrap();
                if look == Look::Blocked(Lifter::Desk) && !names.is_empty() {
                    wrong.push(format!("the page says {look:?}, letters {named:?}"));
                }
            }
            if names.is_empty() && !self.desk_helps(&noud).await {
                wrong.push(format!("the desk is named and does nothing: {named:?}"));
            }
            let name = names.iter().nth(helper);
            if let Some(name) = name
                && !self.helps(name, &noud).await
            {
                wrong.push(format!("{name} is named and does nothing: {named:?}"));
            }
            self.goes(&noud).await;
            helper += 1;
            if helper >= names.len() {
                return wrong;
            }
        }
    }
}

const OFFICE: [At; 8] = [
    At::Open,
    At::Begins,
    At::BeginsFar,
    At::Stopped(12),
    At::Stopped(31),
    At::Ended(12),
    At::Ended(31),
    At::Invited,
];
const GARAGE: [At; 6] = [
    At::Nowhere,
    At::Invited,
    At::Open,
    At::Begins,
    At::Stopped(12),
    At::Stopped(31),
];

on_each_database! {
    async fn sec_08_sec_69_whoever_is_locked_out_is_let_in_again_by_whom_letters_and_pages_name(on: On) {
        let mut two = Two::new(on).await;
        let mut wrong = Vec::new();
        for (office, garage) in OFFICE.into_iter().flat_map(|office| GARAGE.map(|garage| (office, garage))) {
            let mut shut = vec![(Role::Employee, CODES), (Role::Employee, FROZEN), (Role::Admin, CODES)];
            if garage == At::Invited {
                let reasons = [BlockReason::PasswordOnKnownDevice, BlockReason::ByDesk];
                shut.extend(reasons.map(|reason| (Role::Employee, Out::Blocked(reason))));
                shut.push((Role::Admin, FROZEN));
            }
            // Whoever never chose a password has none that is disabled.
            if garage == At::Invited && office != At::Invited {
                shut.push((Role::Employee, Out::Disabled));
            }
            for (role, out) in shut {
                let found = two.is_let_in(role, [office, garage], out).await;
                wrong.extend(found.into_iter().map(|what| format!("{role:?} {office:?} {garage:?} {out:?}: {what}")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

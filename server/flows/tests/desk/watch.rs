//! Which organisations have nobody to look after them, and the mail that asks the only admin for a second.

use std::time::Duration;

use domain::{OrganisationId, people::AuthorisationState};
use flows::{
    Permit, Policy,
    caller::right::DeskWork,
    desk, execute, on, on_each_database,
    testing::{On, Seed},
    watch::{self, Count, Lack, NotAsked},
};

use super::floor::{Floor, Who};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Floor {
    async fn work(&self) -> Permit<DeskWork> {
        let sanne = self.world.inside(&self.sanne.0, &self.sanne.1).await;
        let services = &self.world.services;
        sanne
            .may_work_at_desk(&services.policy, services.now())
            .unwrap()
    }

    /// Names of the organisations with a lack.
    async fn lacking(&self, lack: Lack) -> Vec<String> {
        let desk = self
            .world
            .inside(&self.sanne.0, &self.sanne.1)
            .await
            .may_see_desk()
            .unwrap();
        let page = watch::list(&self.world.services, &desk, lack, None)
            .await
            .unwrap();
        let counts = watch::counts(&self.world.services, &desk).await.unwrap();
        let counted = counts.iter().find(|(one, _)| *one == lack).unwrap().1;
        let number = u32::try_from(page.organisations.len()).unwrap();
        assert_eq!(
            counted,
            Count {
                number,
                more: false
            },
            "{lack:?}"
        );
        // Ids of one moment have no order among themselves.
        let mut names: Vec<_> = page.organisations.into_iter().map(|one| one.name).collect();
        names.sort();
        names
    }

    async fn asks(&self, organisation: &OrganisationId) -> Result<String, NotAsked> {
        watch::ask_deputy(&self.world.services, &self.work().await, organisation)
            .await
            .unwrap()
    }

    async fn run(&self, sql: &'static str, id: &str, value: i64) {
        let mut tx = self.world.services.db.write().await.unwrap();
        execute!(&mut tx, sql, id, value).unwrap();
        tx.commit().await.unwrap();
    }

    /// Everybody so far has logged in, and works here for long.
    async fn settles_in(&self) {
        let now = self.world.services.now().unix_ms();
        self.run(
            "update authorisation set last_login_at = $2 where id <> $1",
            "",
            now,
        )
        .await;
        self.world.clock.forward(8 * DAY);
    }
}

async fn second(floor: &Floor, seed: Seed<'_>) -> Who {
    floor.world.person(&floor.office, seed).await
}

const ELS: Seed<'static> = Seed::new("Els", "", "Smit", "els@kantoor-deboer.example");

on_each_database! {
    async fn an_organisation_is_listed_by_how_many_admins_it_has_for_good(on: On) {
        let floor = Floor::new(on).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new(), "it came in today");
        let els = second(&floor, ELS).await;
        floor.settles_in().await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, ["Kantoor De Boer"]);
        // The insurer of this world has an agent and no admin.
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Voorbeeld Verzekeringen"]);

        let until = floor.world.services.now().plus(30 * DAY).unix_ms();
        floor.run("update authorisation set role = 'beheerder', valid_until = $2 where id = $1", els.1.as_str(), until).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, ["Kantoor De Boer"], "one who leaves next month is no second");
        floor.run("update authorisation set valid_until = nullif(cast($2 as bigint), 1) where id = $1", els.1.as_str(), 1).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new());

        for who in [&els, &floor.karin] {
            floor.run("update authorisation set state = 'stopped', stopped_at = $2 where id = $1", who.1.as_str(), 1).await;
        }
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Kantoor De Boer", "Voorbeeld Verzekeringen"]);
    }

    async fn an_organisation_whose_only_admin_leaves_on_a_date_is_listed_and_that_admin_is_asked(on: On) {
        let floor = Floor::new(on).await;
        floor.settles_in().await;
        let until = floor.world.services.now().plus(30 * DAY);
        let dated = "update authorisation set valid_until = $2 where id = $1";
        floor.run(dated, floor.karin.1.as_str(), until.unix_ms()).await;
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Kantoor De Boer", "Voorbeeld Verzekeringen"]);
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new());
        let desk = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await.may_see_desk().unwrap();
        let page = watch::list(&floor.world.services, &desk, Lack::NoAdmin, None).await.unwrap();
        let office = page.organisations.iter().find(|one| one.id == floor.office).unwrap();
        let named: Vec<_> = office.admins.iter().map(|admin| (admin.until, admin.active)).collect();
        assert_eq!(named, [(Some(until), true)]);
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()));
        floor.world.clock.forward(31 * DAY);
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Kantoor De Boer", "Voorbeeld Verzekeringen"]);
    }

    async fn an_admin_who_begins_later_is_none_yet_and_is_asked_for_nothing(on: On) {
        let floor = Floor::new(on).await;
        let (els, lotte) = (second(&floor, ELS.admin()).await, second(&floor, Seed::new("Lotte", "", "Vos", "lotte@kantoor-deboer.example").admin()).await);
        floor.settles_in().await;
        let first = floor.world.services.now().plus(60 * DAY);
        let begins = "update authorisation set valid_from = $2 where id = $1";
        floor.run(begins, els.1.as_str(), first.unix_ms()).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new(), "two are there");
        floor.run(begins, lotte.1.as_str(), first.unix_ms()).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, ["Kantoor De Boer"]);
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()));
        let mut tx = floor.world.services.db.read().await.unwrap();
        let (account,): (String,) = on!(&mut tx, |c| sqlx::query_as("select account_id from outbox where letter = 'deputy_asked'").fetch_one(c)).unwrap();
        drop(tx);
        assert_eq!(account, floor.karin.0.as_str());
        floor.run("update authorisation set state = 'stopped', stopped_at = $2 where id = $1", floor.karin.1.as_str(), 1).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new());
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Kantoor De Boer", "Voorbeeld Verzekeringen"]);
        assert_eq!(floor.lacking(Lack::NeverIn).await, Vec::<String>::new(), "nobody comes in before the first day");
        let desk = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await.may_see_desk().unwrap();
        let page = watch::list(&floor.world.services, &desk, Lack::NoAdmin, None).await.unwrap();
        let office = page.organisations.iter().find(|one| one.id == floor.office).unwrap();
        assert!(office.admins.iter().all(|admin| admin.begins == Some(first) && !admin.active), "{:?}", office.admins);
        let there = desk::organisation(&floor.world.services, &desk, &floor.office, None, domain::desk::Way::Search).await.unwrap().unwrap();
        assert_eq!(there.admins_counted.number, 0, "so that one can be appointed");
        floor.world.clock.forward(60 * DAY);
        assert_eq!(floor.lacking(Lack::NoAdmin).await, ["Voorbeeld Verzekeringen"], "there they are");
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new());
    }

    async fn the_admin_who_stays_is_asked_where_the_other_leaves_on_a_date(on: On) {
        let floor = Floor::new(on).await;
        let els = second(&floor, ELS.admin()).await;
        floor.settles_in().await;
        let until = floor.world.services.now().plus(30 * DAY).unix_ms();
        floor.run("update authorisation set valid_until = $2 where id = $1", els.1.as_str(), until).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, ["Kantoor De Boer"]);
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()), "whoever is listed can be asked");
        let mut tx = floor.world.services.db.read().await.unwrap();
        let (account, facts): (String, String) = on!(&mut tx, |c| sqlx::query_as(
            "select account_id, facts from outbox where letter = 'deputy_asked' and channel = $1"
        ).bind("mail").fetch_one(c)).unwrap();
        assert_eq!(account, floor.karin.0.as_str(), "{facts}");
        assert!(facts.contains("\"others\":true"), "{facts}");
    }

    async fn whoever_works_alone_is_not_asked_for_a_second(on: On) {
        let floor = Floor::new(on).await;
        floor.settles_in().await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, ["Kantoor De Boer"], "Jan works there too");
        floor.run("update authorisation set state = 'stopped', stopped_at = $2 where id = $1", floor.jan.1.as_str(), 1).await;
        assert_eq!(floor.lacking(Lack::OneAdmin).await, Vec::<String>::new());
    }

    async fn mail_that_failed_counts_until_another_arrives(on: On) {
        let floor = Floor::new(on).await;
        let letter = "insert into outbox (id, channel, letter, language, account_id, facts, state, attempts, next_at,
            created_at, ended_at)
            select 'failed', 'mail', 'check_due', 'nl', $1, '{}', 'failed', 1, 0, 0, $2";
        let now = floor.world.services.now();
        floor.run(letter, floor.karin.0.as_str(), now.unix_ms()).await;
        assert_eq!(floor.lacking(Lack::MailFails).await, ["Kantoor De Boer"]);
        floor.run("update outbox set ended_at = $2 where id <> $1", "", now.minus(31 * DAY).unix_ms()).await;
        assert_eq!(floor.lacking(Lack::MailFails).await, Vec::<String>::new(), "that was long ago");
        floor.run("update outbox set ended_at = $2 where id <> $1", "", now.unix_ms()).await;
        let later = "insert into outbox (id, channel, letter, language, account_id, facts, state, attempts, next_at,
            created_at, ended_at)
            select 'sent', 'mail', 'check_due', 'nl', $1, '{}', 'sent', 1, 0, 0, $2";
        floor.run(later, floor.karin.0.as_str(), now.unix_ms() + 1).await;
        assert_eq!(floor.lacking(Lack::MailFails).await, Vec::<String>::new());
    }

    async fn an_admin_who_never_came_in_is_seen_after_a_month(on: On) {
        let floor = Floor::new(on).await;
        let garage = floor.world.organisation("garage", "Garage Jansen").await;
        let fatima = Seed::new("Fatima", "", "Amrani", "fatima@garage-jansen.example").admin();
        floor.world.person(&garage, Seed { state: AuthorisationState::Invited, ..fatima }).await;
        floor.world.clock.forward(29 * DAY);
        assert_eq!(floor.lacking(Lack::NeverIn).await, Vec::<String>::new());
        floor.world.clock.forward(DAY);
        assert_eq!(floor.lacking(Lack::NeverIn).await, ["Garage Jansen", "Kantoor De Boer"]);
        floor.run("update authorisation set last_login_at = $2 where id = $1", floor.karin.1.as_str(), 1).await;
        assert_eq!(floor.lacking(Lack::NeverIn).await, ["Garage Jansen"]);
    }

    async fn the_only_admin_is_asked_once_a_quarter_and_it_is_in_the_log_of_the_organisation(on: On) {
        let floor = Floor::new(on).await;
        second(&floor, ELS).await;
        let letters = async || {
            let mut tx = floor.world.services.db.read().await.unwrap();
            let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
                "select count(*) from outbox where letter = 'deputy_asked' and account_id = $1"
            ).bind(floor.karin.0.as_str()).fetch_one(c)).unwrap();
            count
        };
        let asked_at = floor.world.services.now();
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()));
        assert_eq!(floor.asks(&floor.office).await, Err(NotAsked::AskedLately { at: asked_at }));
        assert_eq!(letters().await, 1);
        floor.world.clock.forward(90 * DAY);
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()));
        assert_eq!(letters().await, 2);
        let mut tx = floor.world.services.db.read().await.unwrap();
        let (rows,): (i64,) = on!(&mut tx, |c| sqlx::query_as(
            "select count(*) from audit where event = 'deputy_asked' and actor = 'desk' and organisation_id = $1"
        ).bind(floor.office.as_str()).fetch_one(c)).unwrap();
        assert_eq!(rows, 2);
    }

    async fn sec_70_letters_that_ask_for_a_deputy_count_for_the_agent_as_all_others(on: On) {
        let policy = Policy { news_per_person_hour: 1, ..Policy::default() };
        let floor = Floor::with_policy(on, policy).await;
        let services = &floor.world.services;
        let other = floor.world.organisation("office", "Kantoor Twee").await;
        floor.world.person(&other, ELS.admin()).await;
        assert_eq!(floor.asks(&floor.office).await, Ok("Kantoor De Boer".to_owned()));
        let refused = watch::ask_deputy(services, &floor.work().await, &other).await;
        assert!(matches!(refused, Err(flows::Trouble::Enough { .. })), "{refused:?}");
        floor.world.clock.forward(std::time::Duration::from_secs(60 * 60));
        assert_eq!(floor.asks(&other).await, Ok("Kantoor Twee".to_owned()), "what was refused did not count as asked");
    }

    async fn nobody_is_asked_where_there_is_nobody_or_more_than_one(on: On) {
        let floor = Floor::new(on).await;
        let insurer = floor.work().await.organisation().clone();
        assert_eq!(floor.asks(&insurer).await, Err(NotAsked::NoAdmin));
        second(&floor, ELS.admin()).await;
        assert_eq!(floor.asks(&floor.office).await, Err(NotAsked::NotAlone));
        let never = OrganisationId::from_trusted("0192f0c1-0000-7000-8000-000000000001".into());
        assert_eq!(floor.asks(&never).await, Err(NotAsked::NotThere));
        let (one, two) = tokio::join!(floor.asks(&insurer), floor.asks(&floor.office));
        assert_eq!((one, two), (Err(NotAsked::NoAdmin), Err(NotAsked::NotAlone)), "a refusal leaves no trace");
    }

    async fn the_next_page_begins_after_the_last_organisation(on: On) {
        let floor = Floor::new(on).await;
        for number in 0..watch::PAGE + 2 {
            floor.world.organisation("garage", &format!("Garage {number}")).await;
        }
        floor.world.clock.forward(8 * DAY);
        let desk = floor.world.inside(&floor.sanne.0, &floor.sanne.1).await.may_see_desk().unwrap();
        let services = &floor.world.services;
        let first = watch::list(services, &desk, Lack::NoAdmin, None).await.unwrap();
        assert_eq!((first.organisations.len(), first.more), (watch::PAGE, true));
        let after = first.organisations.last().map(|one| one.id.clone());
        let second = watch::list(services, &desk, Lack::NoAdmin, after.as_ref()).await.unwrap();
        // Two garages more than fit, and the insurer.
        assert_eq!((second.organisations.len(), second.more), (3, false));
    }
}

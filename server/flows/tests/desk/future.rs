//! What a newer version stores while nodes are being replaced, column by column: it opens nothing, and it stops neither a
//! page nor a sweep (SEC-74). Columns come from the schema, so that a new one is tried without being listed here.

use std::{collections::BTreeSet, time::Duration};

use domain::{
    AccountId, AuthorisationId, EmailAddress, TypedPassword,
    desk::Way,
    people::{AuthorisationState, BlockReason, PasswordState},
    post::{Channel, HelpKind},
};
use flows::{
    Tx, appointments, audit, challenges, desk, execute, help,
    login::{Attempt, DeviceCookie, FirstStep, check_password},
    on, people, post, sessions,
    testing::{On, PASSWORD, Seed},
};

use super::floor::{Floor, JAN, KARIN, Who};

/// Text columns that hold no code: what people are called, what they typed, ids and hashes. Everything else is tried.
const FREE: [&str; 30] = [
    "id",
    "name",
    "name_key",
    "sort_key",
    "number",
    "email",
    "email_canonical",
    "given_name",
    "initials",
    "infix",
    "family_name",
    "mobile",
    "access_code",
    "word",
    "domain",
    "subject",
    "bucket",
    "device",
    "data",
    "address",
    "text",
    "content",
    "words",
    "answers",
    "remark",
    "company",
    "node",
    "hash",
    "mobile_changed_by",
    "provider_id",
];

const COLUMNS: &str = "
select t.name, c.name
from sqlite_master t
join pragma_table_info(t.name) c
where t.type = 'table' and t.name not like 'sqlite%' and t.name not like '\\_sqlx%' escape '\\' and lower(c.type) = 'text'
order by 1, 2";

async fn furnished() -> Floor {
    let jan = Seed {
        blocked: Some(BlockReason::WrongCodes),
        ..JAN
    };
    let floor = Floor::with(On::Sqlite, KARIN, jan).await;
    let world = &floor.world;
    for (given, email, state, password) in [
        (
            "Eva",
            "eva@kantoor-deboer.example",
            AuthorisationState::Invited,
            PasswordState::None,
        ),
        (
            "Bas",
            "bas@kantoor-deboer.example",
            AuthorisationState::Stopped,
            PasswordState::Set,
        ),
        (
            "Mia",
            "mia@kantoor-deboer.example",
            AuthorisationState::Active,
            PasswordState::Disabled,
        ),
        (
            "Tom",
            "tom@kantoor-deboer.example",
            AuthorisationState::Active,
            PasswordState::MustChange,
        ),
    ] {
        let seed = Seed {
            state,
            password,
            ..Seed::new(given, "", "Visser", email)
        };
        world.person(&floor.office, seed).await;
    }
    let services = &floor.world.services;
    let karin = world.inside(&floor.karin.0, &floor.karin.1).await;
    help::ask_as(services, &karin, HelpKind::MoreRights)
        .await
        .unwrap();
    // A code under way, with its challenge and its letter.
    tries(&floor, "karin@kantoor-deboer.example").await;
    floor
}

/// How far somebody gets with the right password.
async fn tries(floor: &Floor, email: &str) -> bool {
    let email = EmailAddress::parse(email).unwrap();
    let password = TypedPassword::parse(PASSWORD.to_owned()).unwrap();
    let attempt = Attempt {
        email: &email,
        password: &password,
        device: &DeviceCookie::default(),
        network: "192.0.2.0/24",
    };
    let step = check_password(&floor.world.services, &attempt)
        .await
        .unwrap();
    !matches!(step, FirstStep::Wrong | FirstStep::Wait { .. })
}

/// Who is inside: by name, with what they may do.
async fn inside(floor: &Floor, everybody: &[Who]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for who in everybody {
        let Some(caller) = floor.world.caller(&who.0, &who.1).await else {
            continue;
        };
        let account = who.0.as_str();
        all.insert(account.to_owned());
        all.extend(
            caller
                .may_see_staff()
                .ok()
                .map(|_| format!("{account} sees staff")),
        );
        all.extend(
            caller
                .may_see_desk()
                .ok()
                .map(|_| format!("{account} sees the desk")),
        );
    }
    all
}

async fn everybody(floor: &Floor) -> Vec<Who> {
    let mut tx = floor.world.services.db.look().await.unwrap();
    let rows: Vec<(String, String)> = on!(&mut tx, |c| sqlx::query_as(
        "select account_id, id from authorisation order by id"
    )
    .fetch_all(c))
    .unwrap();
    let who = |(account, id)| {
        (
            AccountId::from_trusted(account),
            AuthorisationId::from_trusted(id),
        )
    };
    rows.into_iter().map(who).collect()
}

/// Sets a column of every row, or of one where rows must differ; false where the database itself refuses.
async fn newer(floor: &Floor, table: &str, column: &str) -> bool {
    for which in [
        "",
        &format!(" where {column} = (select min({column}) from {table})"),
    ] {
        let mut tx = floor.world.services.db.write().await.unwrap();
        let Tx::Sqlite(held) = &mut tx else {
            panic!("a file")
        };
        let set = format!("update {table} set {column} = 'from_the_future'{which}");
        let done = sqlx::raw_sql(sqlx::AssertSqlSafe(set))
            .execute(&mut **held)
            .await;
        if done.is_ok() {
            tx.commit().await.unwrap();
            return true;
        }
    }
    false
}

#[tokio::test]
async fn sec_74_whatever_a_newer_version_stores_opens_nothing_and_stops_no_page_and_no_sweep() {
    let columns: Vec<(String, String)> = {
        let floor = furnished().await;
        let mut tx = floor.world.services.db.look().await.unwrap();
        on!(&mut tx, |c| sqlx::query_as(COLUMNS).fetch_all(c)).unwrap()
    };
    let coded = columns.iter().filter(|(_, column)| {
        !FREE.contains(&column.as_str()) && !column.ends_with("_id") && !column.ends_with("_hash")
    });
    let mut tried = BTreeSet::new();
    for (table, column) in coded {
        let floor = furnished().await;
        let (services, what) = (&floor.world.services, format!("{table}.{column}"));
        let everybody = everybody(&floor).await;
        let before = inside(&floor, &everybody).await;
        let sanne = floor.permit_of(&floor.sanne).await.see();
        let karin = floor.world.inside(&floor.karin.0, &floor.karin.1).await;
        let staff = karin.may_see_staff().unwrap();
        let mut tx = services.db.write().await.unwrap();
        execute!(&mut tx, "drop trigger if exists audit_no_update").unwrap();
        tx.commit().await.unwrap();
        if !newer(&floor, table, column).await {
            continue;
        }
        tried.insert(what.clone());

        let after = inside(&floor, &everybody).await;
        assert!(
            after.is_subset(&before),
            "{what}: {:?}",
            after.difference(&before)
        );
        for out in ["jan", "mia"] {
            let email = format!("{out}@kantoor-deboer.example");
            assert!(!tries(&floor, &email).await, "{what}: {out} gets further");
        }
        people::list(services, &staff, None, &people::Filter::Current)
            .await
            .expect(&what);
        people::in_need(services, &staff).await.expect(&what);
        people::admins(services, &staff).await.expect(&what);
        for who in &everybody {
            let _ = people::one(services, &staff, &who.1).await.expect(&what);
            desk::person(services, &sanne, &who.1, Way::Search)
                .await
                .expect(&what);
        }
        let filter = audit::LogFilter::default();
        audit::log_of_organisation(services, &staff, &filter, None)
            .await
            .expect(&what);
        desk::search(services, &sanne, "visser")
            .await
            .expect(&what)
            .unwrap();
        desk::requests(services, &sanne).await.expect(&what);
        desk::organisation(services, &sanne, &floor.office, None, Way::Search)
            .await
            .expect(&what);
        appointments::queue(services, &sanne, None)
            .await
            .expect(&what);

        floor
            .world
            .clock
            .forward(Duration::from_secs(9 * 24 * 60 * 60));
        people::remind_invitations(services).await.expect(&what);
        people::check::remind_checks(services).await.expect(&what);
        help::move_on(services).await.expect(&what);
        sessions::sweep(services).await.expect(&what);
        post::sweep(services).await.expect(&what);
        desk::sweep(services).await.expect(&what);
        appointments::remind(services).await.expect(&what);
        appointments::expire(services).await.expect(&what);
        appointments::sweep(services).await.expect(&what);
        challenges::alarms(services).await.expect(&what);
        post::take(
            services,
            "worker",
            Channel::Mail,
            flows::testing::letters(8),
            0,
        )
        .await
        .expect(&what);
    }
    for must in [
        "account.blocked_reason",
        "account.password_state",
        "authorisation.role",
        "authorisation.state",
        "audit.event",
        "help_request.stage",
    ] {
        assert!(tried.contains(must), "{must} was not tried: {tried:?}");
    }
}

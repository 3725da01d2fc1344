//! Both folders of migrations make the same tables: one SQL text can only serve two databases that agree on every name.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use flows::{
    on,
    testing::{On, World},
};

/// Columns of each table: name, then type and whether it may be empty.
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

/// Table, column, type, whether it may be empty.
const COLUMNS_OF_SQLITE: &str = "
select t.name, c.name, lower(c.type), c.\"notnull\" = 0
from sqlite_master t
join pragma_table_info(t.name) c
where t.type = 'table' and t.name not like 'sqlite%' and t.name not like '\\_sqlx%' escape '\\'";

const COLUMNS_OF_POSTGRES: &str = "
select table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
from information_schema.columns
where table_schema = current_schema() and table_name not like '\\_sqlx%' escape '\\'";

/// Those we named ourselves; a database names those of its own after the table.
const INDEXES_OF_SQLITE: &str = "
select tbl_name || ' ' || name
from sqlite_master
where type = 'index' and name not like 'sqlite%'";

const INDEXES_OF_POSTGRES: &str = "
select tablename::text || ' ' || indexname::text
from pg_indexes
where schemaname = current_schema() and indexname not like '%\\_pkey' escape '\\'";

async fn tables(on: On) -> Tables {
    let world = World::new(on).await;
    let statement = match on {
        On::Sqlite => COLUMNS_OF_SQLITE,
        On::Postgres => COLUMNS_OF_POSTGRES,
    };
    let mut tx = world.services.db.read().await.unwrap();
    let rows: Vec<(String, String, String, bool)> =
        on!(&mut tx, |c| sqlx::query_as(statement).fetch_all(c)).unwrap();
    let mut tables = Tables::new();
    for (table, column, kind, may_be_empty) in rows {
        let kind = if kind == "blob" { "bytea" } else { &kind }.to_owned();
        let columns = tables.entry(table).or_default();
        columns.insert(column, (kind, may_be_empty));
    }
    tables
}

async fn indexes(on: On) -> BTreeSet<String> {
    let world = World::new(on).await;
    let statement = match on {
        On::Sqlite => INDEXES_OF_SQLITE,
        On::Postgres => INDEXES_OF_POSTGRES,
    };
    let mut tx = world.services.db.read().await.unwrap();
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(statement).fetch_all(c)).unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let (sqlite, postgres) = (tables(On::Sqlite).await, tables(On::Postgres).await);
    let names = |tables: &Tables| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres));
    assert!(sqlite.contains_key("authorisation"), "{:?}", names(&sqlite));
    for (table, columns) in &sqlite {
        assert_eq!(columns, &postgres[table], "columns of {table}");
    }
}

#[tokio::test]
async fn both_databases_have_the_same_indexes() {
    let (sqlite, postgres) = (indexes(On::Sqlite).await, indexes(On::Postgres).await);
    assert!(
        sqlite.contains("organisation organisation_number"),
        "{sqlite:?}"
    );
    assert_eq!(sqlite, postgres);
}

//! What a database holds, as text: for tests that look for what must not be there.

use flows::{Db, on};

/// Every row of every table as text, the name of the table in front.
pub async fn everything(db: &Db) -> String {
    let mut tx = db.read().await.unwrap();
    let names = match &tx {
        flows::Tx::Sqlite(_) => {
            "select name from sqlite_master where type = 'table' and name not like '%sqlx%' order by name"
        }
        flows::Tx::Postgres(_) => {
            "select table_name::text from information_schema.tables where table_schema = current_schema() and table_name not like '%sqlx%' order by 1"
        }
    };
    let tables: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(names).fetch_all(c)).unwrap();
    let mut all = String::new();
    for (table,) in tables {
        let rows: Vec<String> = match &mut tx {
            flows::Tx::Sqlite(tx) => {
                let columns: Vec<(String,)> =
                    sqlx::query_as("select name from pragma_table_info($1)")
                        .bind(&table)
                        .fetch_all(&mut **tx)
                        .await
                        .unwrap();
                let columns: Vec<_> = columns
                    .iter()
                    .map(|(name,)| format!("coalesce(cast({name} as text), '')"))
                    .collect();
                let sql = format!("select {} from {table}", columns.join(" || ' ' || "));
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                    .fetch_all(&mut **tx)
                    .await
                    .unwrap()
            }
            flows::Tx::Postgres(tx) => {
                let sql = format!("select row_to_json(t)::text from {table} t");
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                    .fetch_all(&mut **tx)
                    .await
                    .unwrap()
            }
        };
        all.push_str(&format!("{table}: {}\n", rows.join("\n")));
    }
    all
}

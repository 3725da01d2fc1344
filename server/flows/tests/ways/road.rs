//! Two servers of one port, each behind a road that the test can break: databases of their own on the server of the tests, told
//! apart by what is written into the first words of a connection.

use flows::Db;
use sqlx::{Connection, PgConnection};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// How it is on a road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// As it should be.
    Open,
    /// Nothing closes, and nothing arrives.
    Silent,
    /// Whoever is there is answered, and whoever comes anew waits, as before a pooler that has no room.
    Queues,
    /// Nobody is there.
    Away,
}

/// A server behind its road.
pub struct Behind {
    /// The database that it is.
    pub database: String,
    now: watch::Sender<Now>,
    server: String,
}

/// The first and the second, and the address that names both.
pub struct Two {
    pub first: Behind,
    pub second: Behind,
    pub url: String,
}

impl Two {
    /// Both open, with the tables made.
    pub async fn open() -> Self {
        let server = std::env::var("SLEUTELBOS_TEST_POSTGRES").unwrap();
        let (before, rest) = server.split_once('@').unwrap();
        let (real, _) = rest.split_once('/').unwrap();
        let name = format!("w{}", uuid::Uuid::now_v7().simple());
        let (one, other) = loop {
            let one = TcpListener::bind("127.0.0.3:0").await.unwrap();
            let port = one.local_addr().unwrap().port();
            if let Ok(other) = TcpListener::bind(("127.0.0.4", port)).await {
                break (one, other);
            }
        };
        let port = one.local_addr().unwrap().port();
        let url = format!("{before}@127.0.0.3,127.0.0.4:{port}/{name}_x");
        let two = Self {
            first: Behind::on(one, &server, real, format!("{name}_1")).await,
            second: Behind::on(other, &server, real, format!("{name}_2")).await,
            url,
        };
        for behind in [&two.first, &two.second] {
            let db = Db::postgres(&behind.address(), 1).await.unwrap();
            db.migrate().await.unwrap();
            db.close().await;
        }
        two
    }
}

impl Behind {
    async fn on(listener: TcpListener, server: &str, real: &str, database: String) -> Self {
        let behind = Self {
            now: watch::Sender::new(Now::Open),
            server: server.to_owned(),
            database,
        };
        behind
            .says(&format!("create database {}", behind.database))
            .await;
        let (now, real, name) = (behind.now.clone(), real.to_owned(), behind.database.clone());
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let (heard, real, name) = (now.subscribe(), real.clone(), name.clone());
                tokio::spawn(async move {
                    let mut gone = heard.clone();
                    tokio::select! {
                        _ = gone.wait_for(|now| *now == Now::Away) => {}
                        () = carry(near, &real, &name, heard) => {}
                    }
                });
            }
        });
        behind
    }

    /// From now on it is like this on its road.
    pub fn is(&self, now: Now) {
        self.now.send_replace(now);
    }

    /// It refuses every change from now on, of those who come anew; and whoever is there is thrown out.
    pub async fn only_reads(&self, only: bool) {
        let name = &self.database;
        self.says(&format!(
            "alter database {name} set default_transaction_read_only = {only}"
        ))
        .await;
        self.throws_out().await;
    }

    /// Ends every connection to it.
    pub async fn throws_out(&self) {
        let name = &self.database;
        self.says(&format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        ))
        .await;
    }

    /// Whether this is kept here.
    pub async fn keeps(&self, what: &str) -> bool {
        let mut beside = PgConnection::connect(&self.address()).await.unwrap();
        let rows: i64 = sqlx::query_scalar("select count(*) from budget where bucket = $1")
            .bind(what)
            .fetch_one(&mut beside)
            .await
            .unwrap();
        rows > 0
    }

    /// Its address past the road.
    fn address(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').unwrap();
        format!("{server}/{}", self.database)
    }

    /// Has this done in its database.
    pub async fn does(&self, sql: &'static str) {
        let mut beside = PgConnection::connect(&self.address()).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut beside).await.unwrap();
    }

    async fn says(&self, sql: &str) {
        let mut beside = PgConnection::connect(&self.server).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
            .execute(&mut beside)
            .await
            .unwrap();
    }
}

async fn carry(near: TcpStream, real: &str, name: &str, mut now: watch::Receiver<Now>) {
    if now.wait_for(|now| *now != Now::Queues).await.is_err() {
        return;
    }
    let far = TcpStream::connect(real).await.unwrap();
    let ((asks, answers), (says, hears)) = (near.into_split(), far.into_split());
    let (there, back) = (
        one_way(asks, hears, now.clone(), name),
        one_way(says, answers, now, ""),
    );
    tokio::select! { () = there => {}, () = back => {} }
}

async fn one_way(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut now: watch::Receiver<Now>,
    name: &str,
) {
    let asked = format!("{}x\0", name.trim_end_matches(['1', '2']));
    let mut some = vec![0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut some).await {
        if now.wait_for(|now| *now != Now::Silent).await.is_err() {
            return;
        }
        let said = &mut some[..n];
        let place = said
            .windows(asked.len())
            .position(|words| words == asked.as_bytes());
        if let Some(place) = place.filter(|_| !name.is_empty()) {
            said[place..place + name.len()].copy_from_slice(name.as_bytes());
        }
        if to.write_all(said).await.is_err() {
            return;
        }
    }
}

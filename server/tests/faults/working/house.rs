//! A furnished house for somebody to work in: the program's own place, with the demo's people in a fresh database.

use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use flows::testing::On;
use server::{
    config::{Config, Sources},
    demo, wiring,
};
use sqlx::{Connection, Executor, PgConnection};

use super::super::program::Place;

/// A place with people in its database.
pub struct House {
    // Before the place: it has to be unmounted before that is removed.
    disk: Option<Mount>,
    /// Where the program runs.
    pub place: Place,
    /// The database, as a client names it.
    pub database: String,
}

impl House {
    /// A furnished house on a fresh database.
    pub async fn on(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match on {
            On::Sqlite => in_file(&folder),
            On::Postgres => of_its_own("").await,
        };
        Self::furnished(folder, database, None).await
    }

    /// The same on the server of the tests, as a user of its own that is no more than the owner of its database.
    pub async fn on_a_server_as(role: &str, password: &str) -> Self {
        let server = server_of_the_tests();
        let create = format!("create role {role} login password '{password}'");
        runs(&server, &create).await;
        let database = of_its_own(&format!("owner {role}")).await;
        let (_, place) = database.rsplit_once('@').unwrap();
        let database = format!("postgres://{role}:{password}@{place}");
        Self::furnished(tempfile::tempdir().unwrap(), database, None).await
    }

    /// The same on the server of the tests, with its tables on a file system of 64 MiB; `None` for whoever may not mount one.
    pub async fn on_a_server_with_a_small_disk() -> Option<Self> {
        let disk = Mount::of_its_own("64m")?;
        let server = server_of_the_tests();
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let (data,): (String,) = sqlx::query_as("show data_directory")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let owner = fs::metadata(data).unwrap();
        chown(disk.path(), Some(owner.uid()), Some(owner.gid())).unwrap();
        let name = format!("small_{}", std::process::id());
        let path = disk.path().display();
        runs(
            &server,
            &format!("create tablespace {name} location '{path}'"),
        )
        .await;
        let database = of_its_own(&format!("tablespace {name}")).await;
        Some(Self::furnished(tempfile::tempdir().unwrap(), database, Some(disk)).await)
    }

    /// Takes the database away, before its disk goes.
    pub async fn taken_down(self) {
        let (_, name) = self.database.rsplit_once('/').unwrap();
        runs(
            &server_of_the_tests(),
            &format!("drop database {name} with (force)"),
        )
        .await;
    }

    /// The same on SQLite, on a file system of 16 MiB; `None` for whoever may not mount one.
    pub async fn on_a_small_disk() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = Mount::at(folder.path(), "16m")?;
        let database = in_file(&folder);
        Some(Self::furnished(folder, database, Some(mount)).await)
    }

    async fn furnished(folder: tempfile::TempDir, database: String, disk: Option<Mount>) -> Self {
        fs::create_dir(folder.path().join("checkpoints")).unwrap();
        let more = format!(
            "[database]\nurl = \"{database}\"\n[audit]\ncheckpoint_dir = \"checkpoints\"\n"
        );
        let place = Place::at(folder, &more);
        let sources = Sources {
            file: Some(place.folder().join("sleutelbos.toml")),
            // Read here, from another folder than the program's.
            environment: vec![(
                "SLEUTELBOS__AUDIT__CHECKPOINT_DIR".to_owned(),
                place.folder().join("checkpoints").display().to_string(),
            )],
            no_text: Vec::new(),
        };
        let services = wiring::services(&Config::load(&sources).unwrap())
            .await
            .unwrap();
        demo::furnish(&services).await.unwrap();
        services.db.close().await;
        Self {
            disk,
            place,
            database,
        }
    }

    fn filler(&self) -> PathBuf {
        let disk = self.disk.as_ref().map(Mount::path);
        disk.unwrap_or(self.place.folder()).join("filler")
    }

    /// Leaves no room on a small disk.
    pub fn fill(&self) {
        let mut filler = File::create(self.filler()).unwrap();
        for piece in [vec![0; 64 * 1024], vec![0; 1]] {
            while filler.write_all(&piece).is_ok() {}
        }
    }

    /// Gives the room back.
    pub fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}

/// A small file system, and the folder that was made for it.
struct Mount(PathBuf, Option<tempfile::TempDir>);

impl Mount {
    fn of_its_own(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Self::at(folder.path(), size)?;
        mount.1 = Some(folder);
        Some(mount)
    }

    fn at(place: &Path, size: &str) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "none"])
            .arg(place);
        let mounted = mount.stderr(Stdio::null()).status();
        mounted
            .is_ok_and(|status| status.success())
            .then(|| Self(place.to_owned(), None))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn in_file(folder: &tempfile::TempDir) -> String {
    format!("sqlite:{}", folder.path().join("sleutelbos.db").display())
}

fn server_of_the_tests() -> String {
    std::env::var("SLEUTELBOS_TEST_POSTGRES")
        .expect("run this by .ci/with-postgres, which names a server")
}

/// Has a server do something.
pub async fn runs(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    connection.execute(sqlx::raw_sql(sql)).await.unwrap();
}

/// A database of its own on the server of the tests.
async fn of_its_own(how: &str) -> String {
    let server = server_of_the_tests();
    let name = format!("faults_{}", std::process::id());
    let (base, _) = server.rsplit_once('/').unwrap();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let unique: (i64,) = sqlx::query_as("select count(*) from pg_database")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let name = format!("{name}_{}", unique.0);
    runs(&server, &format!("create database {name} {how}")).await;
    format!("{base}/{name}")
}

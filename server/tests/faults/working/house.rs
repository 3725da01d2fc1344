//! A furnished house for somebody to work in: the program's own place, with the demo's people in a fresh database.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
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
    _disk: Option<Mount>,
    /// Where the program runs.
    pub place: Place,
    /// The database, as a client names it.
    pub database: String,
}

impl House {
    /// A furnished house on a fresh database.
    pub async fn on(on: On) -> Self {
        Self::furnished(tempfile::tempdir().unwrap(), on, None).await
    }

    /// The same on SQLite, on a file system of 16 MiB; `None` for whoever may not mount one.
    pub async fn on_a_small_disk() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = Mount::at(folder.path())?;
        Some(Self::furnished(folder, On::Sqlite, Some(mount)).await)
    }

    async fn furnished(folder: tempfile::TempDir, on: On, disk: Option<Mount>) -> Self {
        let database = match on {
            On::Sqlite => format!("sqlite:{}", folder.path().join("sleutelbos.db").display()),
            On::Postgres => of_its_own().await,
        };
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
        };
        let services = wiring::services(&Config::load(&sources).unwrap())
            .await
            .unwrap();
        demo::furnish(&services).await.unwrap();
        services.db.close().await;
        Self {
            _disk: disk,
            place,
            database,
        }
    }

    /// Leaves no room on a small disk.
    pub fn fill(&self) {
        let mut filler = File::create(self.place.folder().join("filler")).unwrap();
        for piece in [vec![0; 64 * 1024], vec![0; 1]] {
            while filler.write_all(&piece).is_ok() {}
        }
    }

    /// Gives the room back.
    pub fn make_room(&self) {
        fs::remove_file(self.place.folder().join("filler")).unwrap();
    }
}

/// A small file system.
struct Mount(std::path::PathBuf);

impl Mount {
    fn at(place: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=16m", "none"])
            .arg(place);
        let mounted = mount.stderr(Stdio::null()).status();
        mounted
            .is_ok_and(|status| status.success())
            .then(|| Self(place.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// A database of its own on the server of the tests.
async fn of_its_own() -> String {
    let server = std::env::var("SLEUTELBOS_TEST_POSTGRES")
        .expect("run this by .ci/with-postgres, which names a server");
    let name = format!("faults_{}", std::process::id());
    let (base, _) = server.rsplit_once('/').unwrap();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let unique: (i64,) = sqlx::query_as("select count(*) from pg_database")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let name = format!("{name}_{}", unique.0);
    let sql = sqlx::AssertSqlSafe(format!("create database {name}"));
    connection.execute(sqlx::query(sql)).await.unwrap();
    format!("{base}/{name}")
}

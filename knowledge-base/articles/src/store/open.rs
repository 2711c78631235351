//! Opening `ik.db`: forward migrations, each from a backup.

use super::error::StoreError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file, in the store's folder.
pub(crate) const FILE: &str = "ik.db";

/// Each step brings the database one version further; a step that was released never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_documents.sql"),
    include_str!("../../migrations/0002_reports_and_proposals.sql"),
    include_str!("../../migrations/0003_own_wording.sql"),
];

/// So many people read at once; the rest wait.
const READERS: u32 = 4;
/// So long a reader waits for one of the connections.
const FOR_A_READER: Duration = Duration::from_secs(5);

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging()
}

/// The one connection that writes, brought to the newest version.
pub(crate) async fn writer(folder: &Path) -> Result<SqliteConnection, StoreError> {
    let path = folder.join(FILE);
    let failed = |error| StoreError::Database(path.display().to_string(), error);
    let mut connection = options(&path)
        .create_if_missing(true)
        .connect()
        .await
        .map_err(failed)?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    let newest = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    if version > newest {
        return Err(StoreError::Newer(
            path.display().to_string(),
            version,
            newest,
        ));
    }
    if version > 0 && version < newest {
        back_up(&mut connection, &backup_of(folder, version)).await?;
    }
    let done = usize::try_from(version).unwrap_or(0);
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(done) {
        let whole = format!("BEGIN; {sql} PRAGMA user_version = {}; COMMIT;", step + 1);
        sqlx::raw_sql(AssertSqlSafe(whole))
            .execute(&mut connection)
            .await
            .map_err(failed)?;
    }
    Ok(connection)
}

/// The copy that is made before a database of some version is changed.
pub(crate) fn backup_of(folder: &Path, version: i64) -> PathBuf {
    folder.join(format!("ik.version-{version}.backup.db"))
}

/// Writes a whole copy. One that is there already is older and is replaced.
async fn back_up(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::File(to.display().to_string(), error);
    match std::fs::remove_file(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let name = to.display().to_string();
    sqlx::query("VACUUM INTO $1")
        .bind(name.clone())
        .execute(connection)
        .await
        .map_err(|error| StoreError::Database(name, error))?;
    std::fs::File::open(to)
        .and_then(|file| file.sync_all())
        .map_err(failed)
}

/// Connections that only read; they see what was committed.
pub(crate) async fn readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    let path = folder.join(FILE);
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(FOR_A_READER)
        .connect_with(options(&path).read_only(true))
        .await
        .map_err(|error| StoreError::Database(path.display().to_string(), error))
}

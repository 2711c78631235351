//! A PostgreSQL for one benchmark: in a temporary folder, on a socket only it knows, gone after.

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How long it may take to start or stop; it needs about a second.
const PATIENCE: Duration = Duration::from_secs(20);
/// Debian keeps the server's programs here, a folder for each version.
const PROGRAMS: &str = "/usr/lib/postgresql";
/// `nobody` and `nogroup`: PostgreSQL refuses to run as root.
const NOBODY: u32 = 65534;
const USER: &str = "benchmark";

/// A running PostgreSQL.
pub struct Server {
    programs: PathBuf,
    folder: TempDir,
    process: Child,
}

impl Server {
    /// Starts one; `None` if its programs are not on this machine.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn start() -> Result<Option<Self>> {
        let Some(programs) = programs() else {
            return Ok(None);
        };
        let folder = tempfile::tempdir()?;
        if is_root()? {
            chown(folder.path(), Some(NOBODY), Some(NOBODY))?;
        }
        let made = run_in(folder.path(), &programs.join("initdb"))?
            .args(["-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8"])
            .args(["--locale=C.UTF-8", "--no-sync"])
            .output()?;
        if !made.status.success() {
            bail!("initdb: {}", String::from_utf8_lossy(&made.stderr));
        }
        let process = run_in(folder.path(), &programs.join("postgres"))?
            .args(["-D", "data", "-k"])
            .arg(folder.path())
            .args([
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "jit=off",
            ])
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self {
            programs,
            folder,
            process,
        };
        let up = tokio::time::timeout(PATIENCE, server.until_up());
        up.await.context("PostgreSQL does not start")??;
        Ok(Some(server))
    }

    /// A new connection.
    ///
    /// # Errors
    /// If the server takes none.
    pub async fn connect(&self) -> Result<PgConnection> {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(self.folder.path())
            .username(USER)
            .database("postgres");
        Ok(options.connect().await?)
    }

    async fn until_up(&mut self) -> Result<()> {
        let mut tries = tokio::time::interval(Duration::from_millis(50));
        loop {
            tries.tick().await;
            if let Some(status) = self.process.try_wait()? {
                bail!("PostgreSQL ended by itself: {status}");
            }
            if let Ok(connection) = self.connect().await {
                return Ok(connection.close().await?);
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped =
            run_in(self.folder.path(), &self.programs.join("pg_ctl")).and_then(|mut stop| {
                let patience = PATIENCE.as_secs().to_string();
                stop.args(["stop", "-D", "data", "-m", "fast", "-t", &patience]);
                Ok(stop.status()?.success())
            });
        if !matches!(stopped, Ok(true)) {
            self.process.kill().ok();
        }
        self.process.wait().ok();
    }
}

/// The programs of the newest version here.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(PROGRAMS).ok()?.flatten();
    let newest = versions
        .filter(|version| version.path().join("bin/postgres").exists())
        .max_by_key(|version| version.file_name().to_string_lossy().parse::<u32>().ok())?;
    Some(newest.path().join("bin"))
}

/// A program that works in the folder, as nobody if we are root.
fn run_in(folder: &Path, program: &Path) -> Result<Command> {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    command.stdout(Stdio::null());
    if is_root()? {
        command.uid(NOBODY).gid(NOBODY);
    }
    Ok(command)
}

fn is_root() -> Result<bool> {
    Ok(std::fs::metadata("/proc/self")?.uid() == 0)
}

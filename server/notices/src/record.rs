//! Who has been told today, in a small file, so that a restart neither repeats nor skips a day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file's name in the store's folder.
pub(crate) const FILE: &str = "notices-told.json";

/// What was told on the last day on which anything was. The webhook stands as `webhook`, a mailbox by
/// its address, as it does in the settings.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    day: Option<Date>,
    /// Nobody is left to tell.
    done: bool,
    to: BTreeSet<String>,
}

impl Told {
    /// Whether nobody is left to tell on this day.
    pub(crate) fn all_on(&self, day: Date) -> bool {
        self.day == Some(day) && self.done
    }

    /// Whether this one was told on this day.
    pub(crate) fn whom(&self, whom: &str, day: Date) -> bool {
        self.day == Some(day) && self.to.contains(whom)
    }

    fn on(&mut self, day: Date) -> &mut Self {
        if self.day != Some(day) {
            *self = Self {
                day: Some(day),
                ..Self::default()
            };
        }
        self
    }
}

/// The record in memory and on disk.
pub(crate) struct Record {
    file: PathBuf,
    told: Told,
}

impl Record {
    /// Reads the file of this folder. One that cannot be read counts as nothing told: rather twice than
    /// never.
    pub(crate) fn read(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let told = match std::fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Told::default(),
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "{FILE} cannot be read");
                Told::default()
            }
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| {
                tracing::warn!("{FILE} is not what was written");
                Told::default()
            }),
        };
        Self { file, told }
    }

    pub(crate) fn told(&self) -> &Told {
        &self.told
    }

    /// Remembers that this one was told.
    pub(crate) async fn tell(&mut self, whom: &str, day: Date) {
        self.told.on(day).to.insert(whom.to_owned());
        self.write().await;
    }

    /// Remembers that nobody is left to tell.
    pub(crate) async fn finish(&mut self, day: Date) {
        self.told.on(day).done = true;
        self.write().await;
    }

    /// Written whole or not at all. If it cannot be, this process still knows.
    async fn write(&self) {
        let (file, told) = (self.file.clone(), self.told.clone());
        let written = tokio::task::spawn_blocking(move || write(&file, &told)).await;
        match written {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(
                kind = %error.kind(),
                "{FILE} cannot be written; after a restart today may be told again"
            ),
            Err(_) => tracing::warn!("{FILE} was not written"),
        }
    }
}

fn write(file: &Path, told: &Told) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&serde_json::to_vec(told)?)?;
    new.as_file().sync_all()?;
    new.persist(file)?;
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[tokio::test]
    async fn what_was_told_is_known_after_a_restart_and_only_for_its_day() {
        let folder = tempfile::tempdir().unwrap();
        let (monday, tuesday) = (date(2026, 11, 2), date(2026, 11, 3));
        let mut record = Record::read(folder.path());
        record.tell("webhook", monday).await;
        let mut record = {
            drop(record);
            Record::read(folder.path())
        };
        assert!(record.told().whom("webhook", monday) && !record.told().all_on(monday));
        record.finish(monday).await;
        assert!(Record::read(folder.path()).told().all_on(monday));
        record.tell("kari@example.no", tuesday).await;
        let told = Record::read(folder.path()).told().clone();
        assert!(told.whom("kari@example.no", tuesday) && !told.whom("webhook", tuesday));
        assert!(!told.all_on(tuesday) && !told.all_on(monday));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_read_or_written_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "half of it {").unwrap();
        assert_eq!(*Record::read(folder.path()).told(), Told::default());
        let mut record = Record::read(&folder.path().join("gone"));
        record.finish(date(2026, 11, 2)).await;
        assert!(record.told().all_on(date(2026, 11, 2)));
    }
}

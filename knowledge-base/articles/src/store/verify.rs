//! Proof that nothing is lost or half: the database, every version, and what is published.

use super::error::StoreError;
use super::saving::hash;
use super::{Store, snapshot};
use crate::library::Library;
use futures_util::TryStreamExt;
use sqlx::Row;
use std::collections::BTreeMap;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many files there are.
    pub documents: usize,
    /// How many versions.
    pub versions: usize,
    /// Everything that is wrong; empty where all is well.
    pub problems: Vec<String>,
}

impl Store {
    /// Reads everything there is and compares it with what it should be.
    ///
    /// # Errors
    /// If it cannot be read at all.
    pub async fn verify(&self) -> Result<(Verdict, Library), StoreError> {
        let mut verdict = Verdict::default();
        let mut connection = self
            .0
            .readers
            .acquire()
            .await
            .map_err(StoreError::reading)?;
        for check in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
            let found = sqlx::raw_sql(check)
                .fetch_all(&mut *connection)
                .await
                .map_err(StoreError::reading)?;
            let said = found
                .iter()
                .map(|row| row.try_get::<String, _>(0).unwrap_or_default());
            let wrong = said.filter(|said| said != "ok");
            verdict
                .problems
                .extend(wrong.map(|said| format!("{check}: {said}")));
        }
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        {
            let mut rows = sqlx::query(
                "SELECT document, number, hash, text FROM versions ORDER BY document, number",
            )
            .fetch(&mut *connection);
            while let Some(row) = rows.try_next().await.map_err(StoreError::reading)? {
                let (name, number): (String, u32) = (row.get(0), row.get(1));
                let last = numbers.entry(name.clone()).or_default();
                *last += 1;
                if *last != number {
                    verdict
                        .problems
                        .push(format!("{name}: version {last} is missing"));
                    *last = number;
                }
                if hash(row.get(3)) != row.get::<Vec<u8>, _>(2) {
                    verdict
                        .problems
                        .push(format!("{name}: version {number} is not what was saved"));
                }
                verdict.versions += 1;
            }
        }
        let rows = sqlx::query("SELECT name, head, published, stage FROM documents")
            .fetch_all(&mut *connection)
            .await
            .map_err(StoreError::reading)?;
        for row in &rows {
            let (name, head): (String, u32) = (row.get(0), row.get(1));
            let (published, stage): (Option<u32>, String) = (row.get(2), row.get(3));
            let last = numbers.remove(&name).unwrap_or(0);
            if last != head {
                let wrong = format!("{name}: its newest version is {last}, but {head} was saved");
                verdict.problems.push(wrong);
            }
            if stage == "none" && published != Some(head) {
                let wrong = format!("{name}: nothing lies on top, but version {head} is not read");
                verdict.problems.push(wrong);
            }
        }
        let lost = numbers.into_keys();
        verdict
            .problems
            .extend(lost.map(|name| format!("{name}: has versions, but is not there")));
        verdict.documents = rows.len();
        let now = snapshot::read(&mut connection, self.model()).await?;
        Ok((verdict, now.library().clone()))
    }
}

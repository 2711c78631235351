//! SQLite's full text search, FTS5, in memory, ranked by its bm25; any of the words or trigrams.

use super::{Peer, TellingWords, whole};
use anyhow::Result;
use index::Document;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::collections::BTreeSet;
use std::rc::Rc;
use tokio::runtime::Runtime;

/// How FTS5 cuts a text; it has no Norwegian stems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Words; stop words are left out of the query.
    Words,
    /// Runs of three letters of the words that are no stop words.
    Trigrams,
}

/// FTS5 with one way of cutting.
pub struct Fts5 {
    runtime: Rc<Runtime>,
    connection: SqliteConnection,
    telling: TellingWords,
    cut: Cut,
}

impl Fts5 {
    /// Indexes documents.
    ///
    /// # Errors
    /// If SQLite fails.
    pub fn of(documents: &[Document], cut: Cut, runtime: &Rc<Runtime>) -> Result<Self> {
        let connection = runtime.block_on(async {
            let mut connection = SqliteConnectOptions::new()
                .in_memory(true)
                .connect()
                .await?;
            let table = match cut {
                Cut::Words => {
                    "CREATE VIRTUAL TABLE documents
                     USING fts5(id UNINDEXED, text, tokenize = 'unicode61')"
                }
                Cut::Trigrams => {
                    "CREATE VIRTUAL TABLE documents
                     USING fts5(id UNINDEXED, text, tokenize = 'trigram')"
                }
            };
            sqlx::query(table).execute(&mut connection).await?;
            let mut all = connection.begin().await?;
            for document in documents {
                sqlx::query("INSERT INTO documents (id, text) VALUES ($1, $2)")
                    .bind(&document.id)
                    .bind(whole(document))
                    .execute(&mut *all)
                    .await?;
            }
            all.commit().await?;
            anyhow::Ok(connection)
        })?;
        Ok(Self {
            runtime: Rc::clone(runtime),
            connection,
            telling: TellingWords::new(),
            cut,
        })
    }
}

impl Peer for Fts5 {
    fn name(&self) -> &'static str {
        match self.cut {
            Cut::Words => "SQLite FTS5, words, stop words",
            Cut::Trigrams => "SQLite FTS5, trigrams",
        }
    }

    fn answer(&mut self, query: &str) -> Vec<String> {
        let words = self.telling.of(query);
        let wanted: Vec<String> = match self.cut {
            Cut::Words => words,
            Cut::Trigrams => trigrams(&words).into_iter().collect(),
        };
        if wanted.is_empty() {
            return Vec::new(); // FTS5 takes no empty question
        }
        // Words and their parts are letters and digits only: no quote can be in them.
        let asked: Vec<String> = wanted.iter().map(|one| format!("\"{one}\"")).collect();
        let found = sqlx::query_scalar(
            "SELECT id FROM documents WHERE documents MATCH $1 ORDER BY rank LIMIT 10",
        )
        .bind(asked.join(" OR "))
        .fetch_all(&mut self.connection);
        self.runtime.block_on(found).expect("SQLite answers")
    }
}

fn trigrams(words: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        all.extend(letters.windows(3).map(String::from_iter));
    }
    all
}

//! PostgreSQL: its Norwegian full text search, and the trigrams of pg_trgm for titles.

use super::{Peer, Server, whole};
use anyhow::Result;
use index::Document;
use sqlx::PgConnection;
use std::rc::Rc;
use tokio::runtime::Runtime;

/// How PostgreSQL is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Any of the stems, ranked by `ts_rank` with every weight 1: the best of its own forms.
    FullText,
    /// Nearness of the whole text by `similarity`, where there is any to speak of.
    Trigrams,
}

/// PostgreSQL asked in one way.
pub struct Postgres {
    runtime: Rc<Runtime>,
    connection: PgConnection,
    way: Way,
}

const FULL_TEXT: &str = "
    WITH asked AS MATERIALIZED (
        SELECT replace(plainto_tsquery('norwegian', $1)::text, '&', '|')::tsquery AS words
    )
    SELECT id FROM documents, asked WHERE stems @@ words
    ORDER BY ts_rank('{1, 1, 1, 1}', stems, words) DESC, documents.place LIMIT 10";

const TRIGRAMS: &str = "
    SELECT id FROM documents WHERE text % $1
    ORDER BY similarity(text, $1) DESC, place LIMIT 10";

impl Postgres {
    /// Indexes documents in a schema of their own.
    ///
    /// # Errors
    /// If PostgreSQL fails.
    pub fn of(
        documents: &[Document],
        way: Way,
        server: &Server,
        runtime: &Rc<Runtime>,
    ) -> Result<Self> {
        let connection = runtime.block_on(async {
            let mut connection = server.connect().await?;
            // A temporary table is this connection's own, and gone with it.
            sqlx::raw_sql(
                "CREATE EXTENSION IF NOT EXISTS pg_trgm;
                 CREATE TEMPORARY TABLE documents (
                     place serial, id text, text text,
                     stems tsvector GENERATED ALWAYS AS (to_tsvector('norwegian', text)) STORED);",
            )
            .execute(&mut connection)
            .await?;
            let indexed = match way {
                Way::FullText => "CREATE INDEX ON documents USING gin (stems)",
                // At its own threshold of 0.3 the far misspellings are lost.
                Way::Trigrams => {
                    "SET pg_trgm.similarity_threshold = 0.1;
                     CREATE INDEX ON documents USING gin (text gin_trgm_ops);"
                }
            };
            sqlx::raw_sql(indexed).execute(&mut connection).await?;
            let ids: Vec<String> = documents.iter().map(|one| one.id.clone()).collect();
            let texts: Vec<String> = documents.iter().map(whole).collect();
            sqlx::query("INSERT INTO documents (id, text) SELECT * FROM unnest($1, $2)")
                .bind(ids)
                .bind(texts)
                .execute(&mut connection)
                .await?;
            let settled = "VACUUM ANALYZE documents";
            sqlx::raw_sql(settled).execute(&mut connection).await?;
            anyhow::Ok(connection)
        })?;
        Ok(Self {
            runtime: Rc::clone(runtime),
            connection,
            way,
        })
    }
}

impl Peer for Postgres {
    fn name(&self) -> &'static str {
        match self.way {
            Way::FullText => "PostgreSQL full text, ts_rank",
            Way::Trigrams => "PostgreSQL pg_trgm",
        }
    }

    fn answer(&mut self, query: &str) -> Vec<String> {
        let sql = match self.way {
            Way::FullText => FULL_TEXT,
            Way::Trigrams => TRIGRAMS,
        };
        let found = sqlx::query_scalar(sql)
            .bind(query)
            .fetch_all(&mut self.connection);
        self.runtime.block_on(found).expect("PostgreSQL answers")
    }
}

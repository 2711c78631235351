//! A knowledge base as a large service would have it after some years: many articles, each with many
//! versions.

use crate::many_articles::{many, words_varied};
use anyhow::Context;
use articles::Library;
use articles::store::{Rules, Store};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// The file of the store.
pub const FILE: &str = "ik.db";
/// Versions written between two lines that tell how far it is.
const A_LINE: usize = 50_000;

/// Fills a folder with articles and gives each so many versions, of which the newest is published. Every
/// other version has words changed throughout; the rest differ from their neighbour by a sentence.
///
/// # Errors
/// If they cannot be written.
pub async fn fill(
    folder: &Path,
    model: &Arc<GuidanceModel>,
    (articles, versions): (usize, u32),
    now: Timestamp,
) -> anyhow::Result<()> {
    let (starter, _) = Library::starter(model);
    let files = many(&starter, articles);
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    drop(Store::open(folder, Arc::clone(model), rules(), named, now).await?);

    // Nobody writes two hundred thousand versions through the desk, and this is not what is measured.
    let mut database = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .disable_statement_logging()
        .connect()
        .await?;
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut database)
        .await?;
    let mut written = 0;
    for (name, first) in &files {
        for number in 2..=versions {
            add(&mut database, name, number, &version(first, number)?, now).await?;
            written += 1;
            if written % A_LINE == 0 {
                eprintln!("{written} versions written");
            }
        }
    }
    // Reviews are spread over the last year and some weeks, so that some are due and some soon will be.
    sqlx::query(
        "UPDATE documents SET head = $1, published = $1,
             reviewed = date('2026-11-22', '-' || (rowid % 200) || ' days') WHERE kind = 'article'",
    )
    .bind(versions)
    .execute(&mut database)
    .await?;
    sqlx::raw_sql("COMMIT").execute(&mut database).await?;
    database.close().await?;
    Ok(())
}

/// Rules under which a change is published at once.
pub fn rules() -> Rules {
    Rules {
        review: false,
        ..Rules::default()
    }
}

/// The text of a version.
fn version(first: &str, number: u32) -> anyhow::Result<String> {
    const END: &str = "\n+++\n";
    let body = first.find(END).context("an article has its fields first")? + END.len();
    let (fields, body) = first.split_at(body);
    let body = if number.is_multiple_of(2) {
        words_varied(body, usize::try_from(number)?)
    } else {
        body.to_owned()
    };
    Ok(format!(
        "{fields}{body}\nDette er endring nummer {number}.\n"
    ))
}

async fn add(
    database: &mut SqliteConnection,
    name: &str,
    number: u32,
    text: &str,
    now: Timestamp,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO versions (document, number, at, author, message, origin, hash, text)
         VALUES ($1, $2, $3, 'kari', 'rettet', 'written', $4, $5)",
    )
    .bind(name)
    .bind(number)
    .bind(now.as_millisecond() + i64::from(number))
    .bind(Sha256::digest(text.as_bytes()).to_vec())
    .bind(text)
    .execute(database)
    .await?;
    Ok(())
}

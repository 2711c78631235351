//! Who owns what: roles and those in them, and handing over when somebody leaves.

use super::change::Change;
use super::error::StoreError;
use super::saving::{NewVersion, insert_version, text_of};
use super::steps::set;
use super::{Stage, Store};
use crate::areas::AREAS;
use crate::document::file_of;
use crate::manuscript::Manuscript;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// An owner, and what it owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// A role, or a person.
    pub owner: String,
    /// Whether it is a person.
    pub person: bool,
    /// Who is in the role.
    pub members: Vec<String>,
    /// How many articles it owns.
    pub articles: usize,
}

impl Store {
    /// Notes that somebody is there, so that they can be chosen as a member.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn meet(&self, who: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        sqlx::query(
            "INSERT INTO people (who, seen_at) VALUES ($1, $2)
             ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at",
        )
        .bind(who)
        .bind(now.as_millisecond())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        change.commit().await
    }

    /// Everybody who has opened the desk.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn people(&self) -> Result<Vec<String>, StoreError> {
        sqlx::query_scalar("SELECT who FROM people ORDER BY who")
            .fetch_all(&self.0.readers)
            .await
            .map_err(StoreError::reading)
    }

    /// Everybody and every role that owns something or has members.
    pub fn owners(&self) -> Vec<Owner> {
        let snapshot = self.now();
        let mut articles: BTreeMap<String, usize> = BTreeMap::new();
        for of in snapshot.library().areas().iter() {
            articles.entry(of.owner.clone()).or_default();
        }
        for role in snapshot.members().keys() {
            articles.entry(role.clone()).or_default();
        }
        for entry in snapshot.entries().filter(|entry| !entry.archived) {
            *articles.entry(entry.facts.owner.0.clone()).or_default() += 1;
        }
        articles
            .into_iter()
            .filter(|(owner, _)| !owner.is_empty())
            .map(|(owner, articles)| Owner {
                person: snapshot.is_person(&owner),
                members: snapshot
                    .members()
                    .get(&owner)
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect(),
                owner,
                articles,
            })
            .collect()
    }

    /// Says who is in a role.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn set_members(&self, owner: &str, members: &[String]) -> Result<(), StoreError> {
        let mut change = self.begin().await?;
        sqlx::query("DELETE FROM members WHERE owner = $1")
            .bind(owner)
            .execute(change.connection())
            .await
            .map_err(StoreError::writing)?;
        for who in members {
            sqlx::query("INSERT INTO members (owner, who) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(owner)
                .bind(who.trim())
                .execute(change.connection())
                .await
                .map_err(StoreError::writing)?;
        }
        change.regroups();
        change.commit().await
    }

    /// Gives everything that one owner owns to another, and their places in roles. Says how many
    /// articles and områder changed hands.
    ///
    /// # Errors
    /// If it cannot be written; then nothing has changed hands.
    pub async fn hand_over(
        &self,
        from: &str,
        to: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<(usize, usize), StoreError> {
        let (from, to) = (from.trim(), to.trim());
        if to.is_empty() || from == to {
            return Err(StoreError::Conflict("name another owner to hand over to"));
        }
        let mut change = self.begin().await?;
        let before = change.before();
        let own = before
            .entries()
            .filter(|entry| entry.facts.owner == (from.to_owned(), false));
        let mut articles = 0;
        for entry in own {
            let name = file_of(&entry.id);
            let versions = [
                entry.published,
                Some(entry.head).filter(|_| entry.stage != Stage::None),
            ];
            let mut number = entry.head;
            let mut sets = Vec::new();
            // The published text first, then what lies on top of it, so that the newest stays newest.
            for (version, column) in versions.into_iter().zip(["published", "head"]) {
                let Some(version) = version else { continue };
                number += 1;
                rewrite(&mut change, &name, version, number, to, (who, now)).await?;
                sets.push(format!("{column} = {number}"));
            }
            if entry.stage == Stage::None {
                sets.push(format!("head = {number}"));
            }
            set(&mut change, &name, &sets.join(", ")).await?;
            let told = format!("{from} → {to}");
            change
                .happened(&name, "owner_changed", Some(number), &told, (who, now))
                .await?;
            articles += 1;
        }
        let areas = self
            .hand_over_areas(&mut change, from, to, (who, now))
            .await?;
        sqlx::query("UPDATE OR IGNORE members SET who = $2 WHERE who = $1")
            .bind(from)
            .bind(to)
            .execute(change.connection())
            .await
            .map_err(StoreError::writing)?;
        sqlx::query("DELETE FROM members WHERE who = $1")
            .bind(from)
            .execute(change.connection())
            .await
            .map_err(StoreError::writing)?;
        change.regroups();
        change.commit().await?;
        Ok((articles, areas))
    }

    async fn hand_over_areas(
        &self,
        change: &mut Change<'_>,
        from: &str,
        to: &str,
        who_and_when: (&str, Timestamp),
    ) -> Result<usize, StoreError> {
        let (_, text) = text_of(change.connection(), AREAS, None).await?;
        let mut file = text.parse::<toml_edit::DocumentMut>().unwrap_or_default();
        let mut areas = 0;
        let tables = file
            .get_mut("area")
            .and_then(toml_edit::Item::as_array_of_tables_mut);
        for table in tables
            .into_iter()
            .flat_map(toml_edit::ArrayOfTables::iter_mut)
        {
            if table.get("owner").and_then(toml_edit::Item::as_str) == Some(from) {
                table.insert("owner", toml_edit::value(to));
                areas += 1;
            }
        }
        if areas > 0 {
            let head = super::documents::head(change, AREAS).await?;
            super::documents::put(change, AREAS, head + 1, &file.to_string(), "", who_and_when)
                .await?;
        }
        Ok(areas)
    }
}

/// A version like another, with another owner.
async fn rewrite(
    change: &mut Change<'_>,
    name: &str,
    version: u32,
    number: u32,
    owner: &str,
    who_and_when: (&str, Timestamp),
) -> Result<(), StoreError> {
    let (_, text) = text_of(change.connection(), name, Some(version)).await?;
    let mut manuscript = Manuscript::read(&text);
    manuscript.owner = Some(owner.to_owned());
    let id = name.trim_start_matches("articles/").trim_end_matches(".md");
    let new = NewVersion {
        document: name,
        number,
        text: &manuscript.write(id, &text),
        message: "",
        origin: "written",
    };
    insert_version(change.connection(), new, who_and_when).await
}

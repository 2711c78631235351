//! The knowledge base between two changes: what is published, and every article as lists show it.

use super::entry::Entry;
use super::error::StoreError;
use crate::article::{self, Article};
use crate::document::{DocumentKind, file_of};
use crate::ids::ArticleId;
use crate::library::{Beside, Library};
use crate::manuscript::with_standing;
use crate::prompt::{self, Prompt};
use crate::standing::Standing;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// Everything at one moment; it never changes.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    library: Library,
    entries: BTreeMap<ArticleId, Arc<Entry>>,
    members: BTreeMap<String, BTreeSet<String>>,
    prompts: BTreeMap<String, Vec<Arc<Prompt>>>,
}

impl Snapshot {
    /// What is published.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Every article, also those that are not published, by id.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Arc<Entry>> {
        self.entries.values()
    }

    /// One article.
    pub fn entry(&self, id: &ArticleId) -> Option<&Arc<Entry>> {
        self.entries.get(id)
    }

    /// The people in each role that owns something; a role that nobody is in is not here.
    pub fn members(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.members
    }

    /// Whether somebody answers for what this owner owns: the person, a member of the role, or anybody
    /// as long as nobody is in the role.
    pub fn owns(&self, who: &str, owner: &str) -> bool {
        owner == who
            || match self.members.get(owner) {
                Some(members) => members.contains(who),
                None => !self.is_person(owner),
            }
    }

    /// Whether somebody is named as owner or is in the role: what "mine" means in lists.
    pub fn is_own(&self, who: &str, owner: &str) -> bool {
        owner == who
            || self
                .members
                .get(owner)
                .is_some_and(|members| members.contains(who))
    }

    /// Whether an owner is a person: somebody who is in a role, under their own name.
    pub(crate) fn is_person(&self, owner: &str) -> bool {
        self.members.values().any(|members| members.contains(owner))
    }
}

const ROWS: &str = "SELECT documents.name, kind, head, published, stage, publish_at, archived, revision,
        reviewed, promoted_until, promoted_reason, changed_at, changed_by,
        (SELECT count(*) FROM confirmations WHERE document = documents.name) AS confirmed,
        (SELECT count(*) FROM reports WHERE document = documents.name
            AND state IN ('ny', 'under_arbeid')) AS open_reports, text
    FROM documents JOIN versions ON document = documents.name AND number = coalesce(published, head)";

/// Reads everything.
pub(crate) async fn read(
    connection: &mut SqliteConnection,
    model: &GuidanceModel,
) -> Result<Snapshot, StoreError> {
    let rows = sqlx::query(ROWS)
        .fetch_all(&mut *connection)
        .await
        .map_err(StoreError::reading)?;
    let empty = Snapshot::default();
    let members = members(connection).await?;
    Ok(put_together(
        &empty,
        &rows,
        &BTreeSet::new(),
        members,
        model,
    ))
}

/// Reads what was touched; the rest is as before.
pub(crate) async fn renew(
    connection: &mut SqliteConnection,
    before: &Snapshot,
    touched: &BTreeSet<String>,
    model: &GuidanceModel,
) -> Result<Snapshot, StoreError> {
    let besides = [DocumentKind::Areas, DocumentKind::SourcePolicy];
    let of_all = |name: &String| DocumentKind::of(name).is_some_and(|kind| besides.contains(&kind));
    if touched.iter().any(of_all) {
        // Owners and intervals are inherited from områder.
        return read(connection, model).await;
    }
    let mut rows = Vec::with_capacity(touched.len());
    for name in touched {
        let sql = sqlx::AssertSqlSafe(format!("{ROWS} WHERE documents.name = $1"));
        let row = sqlx::query(sql)
            .bind(name)
            .fetch_optional(&mut *connection)
            .await
            .map_err(StoreError::reading)?;
        rows.extend(row);
    }
    let members = members(connection).await?;
    Ok(put_together(before, &rows, touched, members, model))
}

async fn members(
    connection: &mut SqliteConnection,
) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    let rows = sqlx::query("SELECT owner, who FROM members")
        .fetch_all(connection)
        .await
        .map_err(StoreError::reading)?;
    let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        members.entry(row.get(0)).or_default().insert(row.get(1));
    }
    Ok(members)
}

fn put_together(
    before: &Snapshot,
    rows: &[SqliteRow],
    touched: &BTreeSet<String>,
    members: BTreeMap<String, BTreeSet<String>>,
    model: &GuidanceModel,
) -> Snapshot {
    let text_of = |wanted: &str| {
        let mut rows = rows.iter();
        rows.find(|row| row.get::<&str, _>("name") == wanted)
            .map(|row| row.get::<&str, _>("text"))
    };
    let kinds = |row: &SqliteRow| DocumentKind::of(row.get("name"));
    let beside_changed = touched.is_empty()
        || rows.iter().any(|row| {
            !matches!(
                kinds(row),
                Some(DocumentKind::Article | DocumentKind::Prompts)
            )
        });
    let beside = if beside_changed {
        let old = before.library.beside();
        let known = |name: &str| text_of(name).or_else(|| old.text(name));
        Arc::new(Beside::read(known).0)
    } else {
        Arc::clone(before.library.beside())
    };
    // What entries inherit is looked up in a library of these very files.
    let grounds = Library::of(Vec::new(), Vec::new(), Arc::clone(&beside), &mut Vec::new());
    let gone = |name: &str| touched.contains(name) && text_of(name).is_none();

    let mut entries = before.entries.clone();
    let mut prompts = before.prompts.clone();
    let mut articles: BTreeMap<ArticleId, Arc<Article>> = before
        .library
        .articles()
        .map(|article| (article.id.clone(), Arc::clone(article)))
        .collect();
    for name in touched.iter().filter(|name| gone(name)) {
        prompts.remove(name);
    }
    for row in rows {
        let (name, text): (&str, &str) = (row.get("name"), row.get("text"));
        match kinds(row) {
            Some(DocumentKind::Article) => {
                let Some(entry) = Entry::read(row, text, &grounds) else {
                    continue;
                };
                articles.remove(&entry.id);
                if entry.published.is_some() && !entry.archived {
                    let article = published(&entry.id, text, &entry.standing, model, &beside);
                    articles.extend(article.map(|one| (one.id.clone(), Arc::new(one))));
                }
                entries.insert(entry.id.clone(), Arc::new(entry));
            }
            Some(DocumentKind::Prompts) => {
                let (read, _) = prompt::read(name, text, model);
                prompts.insert(name.to_owned(), read.into_iter().map(Arc::new).collect());
            }
            _ => {}
        }
    }
    let all_prompts = prompts.values().flatten().cloned().collect();
    let articles = articles.into_values().collect();
    Snapshot {
        library: Library::of(articles, all_prompts, beside, &mut Vec::new()),
        entries,
        members,
        prompts,
    }
}

/// The article as it is read and searched. One that no longer fits the guidance model is left out, and
/// the log says so: its text is kept, and the desk shows what is wrong.
fn published(
    id: &ArticleId,
    text: &str,
    standing: &Standing,
    model: &GuidanceModel,
    beside: &Beside,
) -> Option<Article> {
    let text = with_standing(text, standing);
    let (article, problems) = article::read(&file_of(id), &text, model, &beside.areas);
    if article.is_none() {
        for problem in problems {
            tracing::warn!(%problem, "a published article is left out");
        }
    }
    article
}

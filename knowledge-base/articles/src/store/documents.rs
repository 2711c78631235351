//! The files besides articles: saved and read in one step, with versions like all others.

use super::change::Change;
use super::entry::{Stage, time};
use super::error::StoreError;
use super::saving::{NewVersion, insert_document, insert_version};
use super::{Store, merging::Clash};
use crate::alike;
use crate::areas::Areas;
use crate::document::DocumentKind;
use crate::library::Library;
use crate::problem::{Problem, Severity};
use crate::prompt::{self, Prompt};
use crate::source_policy::SourcePolicy;
use jiff::Timestamp;
use sqlx::Row;
use std::sync::Arc;

/// One file in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: DocumentKind,
    /// Its newest version.
    pub version: u32,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// By whom.
    pub changed_by: String,
}

/// One file with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentText {
    /// What the list says of it.
    pub row: DocumentRow,
    /// Its text.
    pub text: String,
}

/// The largest file, in bytes.
pub(crate) const LARGEST: usize = 1_000_000;

impl Store {
    /// Every file but the articles, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn documents(&self) -> Result<Vec<DocumentRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT name, head, changed_at, changed_by FROM documents WHERE kind <> 'article' ORDER BY name",
        )
        .fetch_all(&self.0.readers)
        .await
        .map_err(StoreError::reading)?;
        let rows = rows.iter().filter_map(|row| {
            let name: String = row.get(0);
            Some(DocumentRow {
                kind: DocumentKind::of(&name)?,
                name,
                version: row.get(1),
                changed_at: time(row.get(2)),
                changed_by: row.get(3),
            })
        });
        Ok(rows.collect())
    }

    /// One of them with its text.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub async fn document(&self, name: &str) -> Result<DocumentText, StoreError> {
        let rows = self.documents().await?;
        let row = rows.into_iter().find(|row| row.name == name);
        let row = row.ok_or_else(|| StoreError::NotFound(format!("file `{name}`")))?;
        let (_, text) = self.text(name, Some(row.version)).await?;
        Ok(DocumentText { row, text })
    }

    /// Saves one of them, new or in place of version `base` (0: there is none yet), and reads it at once.
    ///
    /// # Errors
    /// If it has faults, or somebody changed it meanwhile.
    pub async fn save_document(
        &self,
        name: &str,
        base: u32,
        text: &str,
        message: &str,
        (who, now): (&str, Timestamp),
    ) -> Result<u32, StoreError> {
        if text.len() > LARGEST {
            return Err(StoreError::TooLarge(LARGEST / 1000));
        }
        let kind = DocumentKind::of(name).filter(|kind| *kind != DocumentKind::Article);
        let kind = kind.ok_or_else(|| StoreError::NotFound(format!("file `{name}`")))?;
        let faults = self.faults(name, kind, text);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(StoreError::Faulty(faults));
        }
        let mut change = self.begin().await?;
        let head = head(&mut change, name).await?;
        if head != base {
            return Err(StoreError::Changed(Box::new(Clash::of_step(
                head,
                String::new(),
            ))));
        }
        put(&mut change, name, head + 1, text, message, (who, now)).await?;
        change.commit().await?;
        Ok(head + 1)
    }

    /// What is wrong with a file. Words that search takes for each other are read elsewhere; here they
    /// need only be TOML.
    pub fn faults(&self, name: &str, kind: DocumentKind, text: &str) -> Vec<Problem> {
        match kind {
            DocumentKind::Article => Vec::new(),
            DocumentKind::Areas => Areas::parse(text).1,
            DocumentKind::SourcePolicy => SourcePolicy::parse(text).1,
            DocumentKind::Prompts => self.faults_of_prompts(name, text),
            DocumentKind::ModelTexts => match self.model().with_texts(text) {
                Ok(_) => Vec::new(),
                Err(error) => vec![Problem::error(name, error.line, "", error.problem)],
            },
            DocumentKind::Synonyms => match text.parse::<toml_edit::DocumentMut>() {
                Ok(_) => Vec::new(),
                Err(error) => {
                    let before = error.span().map(|span| &text[..span.start]);
                    let line = before.map(|before| before.matches('\n').count() + 1);
                    vec![Problem::error(name, line, "", error.message().to_owned())]
                }
            },
        }
    }

    /// Faults in a file of prompts, doubles of those in other files among them.
    pub(crate) fn faults_of_prompts(&self, name: &str, text: &str) -> Vec<Problem> {
        let snapshot = self.now();
        let (read, mut faults) = prompt::read(name, text, self.model());
        let others = snapshot
            .library()
            .prompts()
            .filter(|other| other.place.0 != name);
        let others: Vec<_> = others.map(AsRef::as_ref).collect();
        for double in read
            .iter()
            .filter(|one| others.iter().any(|other| other.id == one.id))
        {
            let message = format!("`{}` stands in another file too", double.id);
            faults.push(Problem::error(
                name,
                Some(double.place.1),
                "prompt.id",
                message,
            ));
        }
        // An id or a whole sentence that stands there twice, however short it is.
        let told = |one: &Prompt| others.iter().any(|other| other.id == one.id);
        let new = read.iter().filter(|one| !told(one));
        let all = others.iter().copied().chain(new).cloned().map(Arc::new);
        let beside = Arc::clone(snapshot.library().beside());
        Library::of(Vec::new(), all.collect(), beside, &mut faults);
        faults.extend(alike::near_doubles(others.into_iter().chain(&read)));
        faults.retain(|fault| fault.file == name);
        faults
    }
}

/// The newest version of a file; 0 if there is none.
pub(crate) async fn head(change: &mut Change<'_>, name: &str) -> Result<u32, StoreError> {
    let head: Option<u32> = sqlx::query_scalar("SELECT head FROM documents WHERE name = $1")
        .bind(name)
        .fetch_optional(change.connection())
        .await
        .map_err(StoreError::reading)?;
    Ok(head.unwrap_or(0))
}

/// Puts a file's next version in force.
pub(crate) async fn put(
    change: &mut Change<'_>,
    name: &str,
    number: u32,
    text: &str,
    message: &str,
    (who, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    let kind = DocumentKind::of(name).map_or("", DocumentKind::name);
    if number == 1 {
        insert_document(
            change.connection(),
            name,
            kind,
            (Some(1), Stage::None),
            who,
            now,
        )
        .await?;
    } else {
        sqlx::query(
            "UPDATE documents SET head = $2, published = $2, revision = revision + 1, changed_at = $3,
                 changed_by = $4 WHERE name = $1",
        )
        .bind(name)
        .bind(number)
        .bind(now.as_millisecond())
        .bind(who)
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
    }
    let version = NewVersion {
        document: name,
        number,
        text,
        message,
        origin: "written",
    };
    insert_version(change.connection(), version, (who, now)).await?;
    change.touches(name);
    Ok(())
}

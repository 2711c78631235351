//! «Meld fra»: what readers say is wrong with an article, and what its owner makes of it.

use super::error::StoreError;
use super::saving::found;
use super::wording::bounded;
use super::{Store, entry};
use crate::document::{article_in, file_of};
use crate::ids::ArticleId;
use crate::values::{Importance, ReportReason, ReportState, Value};
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use taxonomy::{ElementId, Ring};

/// So many open reports one person may have.
const MOST: i64 = 200;
/// Letters in a comment or an answer, at most.
const LONGEST: usize = 2_000;
/// Letters in a name or a note on the source, at most.
const SHORT: usize = 500;
/// Reports in one answer, at most.
const PAGE: u32 = 200;

/// What a reader has to say of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The article.
    pub article: ArticleId,
    /// The version they read; the published one where they do not know.
    pub version: Option<u32>,
    /// What is wrong.
    pub reason: ReportReason,
    /// In their own words; may be empty.
    pub comment: String,
    /// The phase they needed it in, if they say so.
    pub phase: Option<ElementId>,
}

/// A report and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id; the newest has the highest.
    pub id: i64,
    /// The article.
    pub article: ArticleId,
    /// What that is called now.
    pub article_title: String,
    /// The version that was read.
    pub version: u32,
    /// What is wrong.
    pub reason: ReportReason,
    /// In the reader's words.
    pub comment: String,
    /// The phase they needed it in.
    pub phase: Option<ElementId>,
    /// When it was reported.
    pub at: Timestamp,
    /// By whom.
    pub reporter: String,
    /// What has become of it.
    pub state: ReportState,
    /// How much it matters.
    pub importance: Importance,
    /// Who looks at it.
    pub assignee: Option<String>,
    /// What the reporter is told.
    pub answer: Option<String>,
    /// When it was last answered or closed.
    pub answered_at: Option<Timestamp>,
    /// Who was asked at the source, where that is at fault.
    pub source_contact: Option<String>,
    /// What they said.
    pub source_outcome: Option<String>,
}

/// What changes of a report; what is `None` stays. An empty text takes away what was there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportChange {
    /// What has become of it.
    pub state: Option<ReportState>,
    /// How much it matters.
    pub importance: Option<Importance>,
    /// Who looks at it.
    pub assignee: Option<String>,
    /// What the reporter is told.
    pub answer: Option<String>,
    /// Who was asked at the source.
    pub source_contact: Option<String>,
    /// What they said.
    pub source_outcome: Option<String>,
}

/// Which reports somebody wants to see; all of what is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Those of one state.
    pub state: Option<ReportState>,
    /// Those for one reason.
    pub reason: Option<ReportReason>,
    /// Those of articles that somebody owns, themselves or in a role.
    pub owned_by: Option<String>,
    /// Those that somebody has reported.
    pub reporter: Option<String>,
    /// Those of one article.
    pub article: Option<ArticleId>,
}

/// Some of the reports, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reports {
    /// The reports.
    pub items: Vec<Report>,
    /// What the next ones come before; `None` if these are the last.
    pub next: Option<i64>,
    /// How many there are in all.
    pub total: u32,
}

const COLUMNS: &str =
    "id, document, version, reason, comment, phase, at, reporter, state, importance,
        assignee, answer, answered_at, source_contact, source_outcome";

impl Store {
    /// Reports that something is wrong with an article.
    ///
    /// # Errors
    /// If the article is not published or never had that version, the comment is too long, or they have
    /// as many open reports as they may.
    pub async fn report(
        &self,
        new: &NewReport,
        (who, now): (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        let comment = bounded("comment", Some(&new.comment), LONGEST)?.unwrap_or_default();
        self.known(Ring::Phase, "phase", new.phase.as_ref())?;
        let name = file_of(&new.article);
        let mut change = self.begin().await?;
        let entry = found(&change, &new.article)?;
        let published = entry.published.filter(|_| !entry.archived);
        let published = published.ok_or(StoreError::Conflict("it is not published"))?;
        let version = new.version.unwrap_or(published);
        if version == 0 || version > entry.head {
            let missing = format!("version {version} of {name}");
            return Err(StoreError::NotFound(missing));
        }
        let open: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM reports WHERE reporter = $1 AND state IN ('ny', 'under_arbeid')",
        )
        .bind(who)
        .fetch_one(change.connection())
        .await
        .map_err(StoreError::reading)?;
        if open >= MOST {
            return Err(StoreError::Conflict("200 of your reports are open already"));
        }
        let id = sqlx::query(
            "INSERT INTO reports (document, version, reason, comment, phase, at, reporter)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&name)
        .bind(version)
        .bind(new.reason.name())
        .bind(comment)
        .bind(new.phase.as_ref().map(ElementId::as_str))
        .bind(now.as_millisecond())
        .bind(who)
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?
        .last_insert_rowid();
        let reason = new.reason.name();
        change
            .happened(&name, "reported", Some(version), reason, (who, now))
            .await?;
        change.touches(&name);
        change.commit().await?;
        Ok(id)
    }

    /// The reports before one, the newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn reports(
        &self,
        filter: &ReportFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Reports, StoreError> {
        let limit = limit.clamp(1, PAGE);
        let owned = filter.owned_by.as_deref().map(|who| self.files_of(who));
        let document = filter.article.as_ref().map(file_of);
        let sql = format!(
            "WITH found AS (
                SELECT {COLUMNS} FROM reports WHERE ($1 IS NULL OR state = $1)
                AND ($2 IS NULL OR reason = $2) AND ($3 IS NULL OR reporter = $3)
                AND ($4 IS NULL OR document = $4)
                AND ($5 IS NULL OR document IN (SELECT value FROM json_each($5)))
            )
            SELECT *, (SELECT count(*) FROM found) AS total FROM found
            WHERE id < $6 ORDER BY id DESC LIMIT $7"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(filter.state.map(ReportState::name))
            .bind(filter.reason.map(ReportReason::name))
            .bind(filter.reporter.as_deref())
            .bind(document)
            .bind(owned)
            .bind(before.unwrap_or(i64::MAX))
            .bind(limit + 1)
            .fetch_all(&self.0.readers)
            .await
            .map_err(StoreError::reading)?;
        let shown = usize::try_from(limit).unwrap_or(rows.len());
        let items: Vec<Report> = rows
            .iter()
            .take(shown)
            .filter_map(|row| self.read_report(row))
            .collect();
        let next = items.last().map(|last| last.id);
        Ok(Reports {
            next: next.filter(|_| rows.len() > shown),
            items,
            total: rows.first().map_or(0, |row| row.get("total")),
        })
    }

    /// Takes a report a step further. The article may be out of use by then.
    ///
    /// # Errors
    /// If there is no such report, or a text is too long.
    pub async fn mend_report(
        &self,
        id: i64,
        wanted: &ReportChange,
        (who, now): (&str, Timestamp),
    ) -> Result<Report, StoreError> {
        let mut change = self.begin().await?;
        let sql = format!("SELECT {COLUMNS} FROM reports WHERE id = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id)
            .fetch_optional(change.connection())
            .await
            .map_err(StoreError::reading)?;
        let before = row.and_then(|row| self.read_report(&row));
        let before = before.ok_or_else(|| StoreError::NotFound(format!("report {id}")))?;
        let after = changed(&before, wanted, now)?;
        sqlx::query(
            "UPDATE reports SET state = $2, importance = $3, assignee = $4, answer = $5, answered_at = $6,
                 source_contact = $7, source_outcome = $8 WHERE id = $1",
        )
        .bind(id)
        .bind(after.state.name())
        .bind(after.importance.name())
        .bind(after.assignee.as_deref())
        .bind(after.answer.as_deref())
        .bind(after.answered_at.map(Timestamp::as_millisecond))
        .bind(after.source_contact.as_deref())
        .bind(after.source_outcome.as_deref())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        let name = file_of(&after.article);
        let what = match (before.state.is_open(), after.state.is_open()) {
            (true, false) => Some("report_closed"),
            (false, true) => Some("report_reopened"),
            _ => None,
        };
        if let Some(what) = what {
            let (version, state) = (Some(after.version), after.state.name());
            change
                .happened(&name, what, version, state, (who, now))
                .await?;
        }
        change.touches(&name);
        change.commit().await?;
        Ok(after)
    }

    /// The files of the articles that somebody owns, as a list in JSON.
    fn files_of(&self, who: &str) -> String {
        let snapshot = self.now();
        let own = snapshot
            .entries()
            .filter(|entry| snapshot.is_own(who, &entry.facts.owner.0));
        let files: Vec<String> = own.map(|entry| file_of(&entry.id)).collect();
        serde_json::to_string(&files).unwrap_or_else(|_| "[]".to_owned())
    }

    fn read_report(&self, row: &SqliteRow) -> Option<Report> {
        let article = article_in(row.get("document"))?;
        let snapshot = self.now();
        let title = snapshot
            .entry(&article)
            .map(|entry| entry.facts.title.clone());
        Some(Report {
            id: row.get("id"),
            article_title: title.unwrap_or_else(|| article.to_string()),
            article,
            version: row.get("version"),
            reason: ReportReason::named(row.get("reason")).unwrap_or(ReportReason::Annet),
            comment: row.get("comment"),
            phase: row.get::<Option<String>, _>("phase").map(ElementId::new),
            at: entry::time(row.get("at")),
            reporter: row.get("reporter"),
            state: ReportState::named(row.get("state")).unwrap_or(ReportState::Ny),
            importance: Importance::named(row.get("importance")).unwrap_or(Importance::Vanlig),
            assignee: row.get("assignee"),
            answer: row.get("answer"),
            answered_at: row.get::<Option<i64>, _>("answered_at").map(entry::time),
            source_contact: row.get("source_contact"),
            source_outcome: row.get("source_outcome"),
        })
    }
}

/// The report with what is wanted; answering and closing are noted with their time.
fn changed(before: &Report, wanted: &ReportChange, now: Timestamp) -> Result<Report, StoreError> {
    let text = |field, new: &Option<String>, old: &Option<String>, longest| match new {
        Some(new) => bounded(field, Some(new), longest),
        None => Ok(old.clone()),
    };
    let (contact, outcome) = (&wanted.source_contact, &wanted.source_outcome);
    let mut after = Report {
        state: wanted.state.unwrap_or(before.state),
        importance: wanted.importance.unwrap_or(before.importance),
        assignee: text("assignee", &wanted.assignee, &before.assignee, SHORT)?,
        answer: text("answer", &wanted.answer, &before.answer, LONGEST)?,
        source_contact: text("source_contact", contact, &before.source_contact, SHORT)?,
        source_outcome: text("source_outcome", outcome, &before.source_outcome, LONGEST)?,
        ..before.clone()
    };
    let answered = after.answer.is_some() && after.answer != before.answer;
    let closed = before.state.is_open() && !after.state.is_open();
    if answered || closed {
        after.answered_at = Some(entry::time(now.as_millisecond()));
    }
    Ok(after)
}

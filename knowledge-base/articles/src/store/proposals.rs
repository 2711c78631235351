//! What somebody would have in the prompt bank: proposed by anyone, decided by an editor, and in the bank
//! in the same transaction.

use super::error::StoreError;
use super::favourites::wording;
use super::prompts::PromptFields;
use super::wording::bounded;
use super::{Store, Wording, entry};
use crate::ids::PromptId;
use crate::values::{Depth, Kind, ProposalState, Value};
use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use taxonomy::{Both, ElementId};

/// So many of one person wait to be decided, at most.
const MOST: i64 = 200;
/// So many are listed, the newest.
const LISTED: u32 = 500;
/// Letters in an answer, at most.
const LONGEST: usize = 2_000;

/// A proposal to the prompt bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: i64,
    /// The sentence as it was proposed.
    pub wording: Wording,
    /// What it is for, where they said so.
    pub kind: Option<Kind>,
    /// Who proposed it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// What has become of it.
    pub state: ProposalState,
    /// What its author is told.
    pub answer: Option<String>,
    /// Who decided, and when.
    pub decided: Option<(String, Timestamp)>,
    /// The prompt it became.
    pub prompt: Option<PromptId>,
}

/// What an editor makes of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// Whether it comes into the bank.
    pub accept: bool,
    /// What its author is told.
    pub answer: String,
    /// The sentence in bokmål, where it is not as proposed.
    pub nb: Option<String>,
    /// The sentence in nynorsk, where it is not as proposed.
    pub nn: Option<String>,
    /// What it is for; else as proposed, else to help explore.
    pub kind: Option<Kind>,
    /// How much it challenges; mild where nothing is said.
    pub depth: Option<Depth>,
    /// Whether it could hurt in a moment of distress; taken to, where nothing is said.
    pub hard: Option<bool>,
}

const COLUMNS: &str =
    "SELECT id, nb, nn, phase, knapp, kind, author, at, state, answer, decided_by,
        decided_at, prompt FROM proposals";

impl Store {
    /// Proposes a sentence to the prompt bank.
    ///
    /// # Errors
    /// If it is empty or too long, belongs to nothing in the model, or too many of theirs wait already.
    pub async fn propose(
        &self,
        wording: &Wording,
        kind: Option<Kind>,
        (who, now): (&str, Timestamp),
    ) -> Result<i64, StoreError> {
        let wording = self.checked(wording)?;
        let mut change = self.begin().await?;
        let waiting: i64 =
            sqlx::query_scalar("SELECT count(*) FROM proposals WHERE state = 'ny' AND author = $1")
                .bind(who)
                .fetch_one(change.connection())
                .await
                .map_err(StoreError::reading)?;
        if waiting >= MOST {
            return Err(StoreError::Conflict(
                "200 of your proposals wait for an answer already",
            ));
        }
        let id = sqlx::query(
            "INSERT INTO proposals (nb, nn, phase, knapp, kind, author, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(wording.nb)
        .bind(wording.nn)
        .bind(wording.phase.as_ref().map(ElementId::as_str))
        .bind(wording.knapp.as_ref().map(ElementId::as_str))
        .bind(kind.map(Kind::name))
        .bind(who)
        .bind(now.as_millisecond())
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?
        .last_insert_rowid();
        change.commit().await?;
        Ok(id)
    }

    /// The newest proposals of one state, or of all, the newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn proposals(
        &self,
        state: Option<ProposalState>,
    ) -> Result<Vec<Proposal>, StoreError> {
        let sql = format!("{COLUMNS} WHERE $1 IS NULL OR state = $1 ORDER BY id DESC LIMIT $2");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(state.map(ProposalState::name))
            .bind(LISTED)
            .fetch_all(&self.0.readers)
            .await
            .map_err(StoreError::reading)?;
        Ok(rows.iter().map(proposal).collect())
    }

    /// How many proposals nobody has decided.
    ///
    /// # Errors
    /// If they cannot be read.
    pub async fn proposals_open(&self) -> Result<u32, StoreError> {
        sqlx::query_scalar("SELECT count(*) FROM proposals WHERE state = 'ny'")
            .fetch_one(&self.0.readers)
            .await
            .map_err(StoreError::reading)
    }

    /// Decides a proposal. One that is accepted stands in the file of its phase at once.
    ///
    /// # Errors
    /// If it is decided already, or, where it is accepted, lacks a written standard or says what another
    /// prompt says; then it still waits.
    pub async fn decide(
        &self,
        id: i64,
        decision: &Decision,
        (who, now): (&str, Timestamp),
    ) -> Result<Proposal, StoreError> {
        let answer = bounded("answer", Some(&decision.answer), LONGEST)?;
        let sql = format!("{COLUMNS} WHERE id = $1");
        let mut change = self.begin().await?;
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id)
            .fetch_optional(change.connection())
            .await
            .map_err(StoreError::reading)?;
        let row = row.ok_or_else(|| StoreError::NotFound(format!("proposal {id}")))?;
        let mut decided = proposal(&row);
        if decided.state != ProposalState::Ny {
            return Err(StoreError::Conflict("it is decided already"));
        }
        decided.state = ProposalState::Avslaatt;
        if decision.accept {
            let fields = self.fields(&decided, decision)?;
            let prompt = self
                .add_prompt_in(&mut change, None, &fields, (who, now))
                .await?;
            decided.state = ProposalState::TattInn;
            decided.prompt = Some(prompt);
        }
        sqlx::query(
            "UPDATE proposals SET state = $2, answer = $3, decided_by = $4, decided_at = $5, prompt = $6
             WHERE id = $1",
        )
        .bind(id)
        .bind(decided.state.name())
        .bind(answer.as_deref())
        .bind(who)
        .bind(now.as_millisecond())
        .bind(decided.prompt.as_ref().map(PromptId::as_str))
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
        change.commit().await?;
        decided.answer = answer;
        decided.decided = Some((who.to_owned(), entry::time(now.as_millisecond())));
        Ok(decided)
    }

    /// The prompt that a proposal becomes.
    fn fields(&self, proposal: &Proposal, decision: &Decision) -> Result<PromptFields, StoreError> {
        let own = &proposal.wording;
        let wording = self.checked(&Wording {
            nb: decision.nb.clone().or_else(|| own.nb.clone()),
            nn: decision.nn.clone().or_else(|| own.nn.clone()),
            ..own.clone()
        })?;
        let missing = |field| StoreError::Invalid(field, "is missing".to_owned());
        Ok(PromptFields {
            phase: wording.phase,
            knapp: wording.knapp,
            kind: decision
                .kind
                .or(proposal.kind)
                .unwrap_or(Kind::Hjelpesporsmal),
            question_type: None,
            depth: decision.depth.unwrap_or(Depth::Mild),
            towards: None,
            presumes: None,
            safe: false,
            // Offered to somebody in distress only once an editor has said that it cannot hurt.
            hard: decision.hard.unwrap_or(true),
            learns: false,
            text: Both {
                nb: wording.nb.ok_or_else(|| missing("nb"))?,
                nn: wording.nn.ok_or_else(|| missing("nn"))?,
            },
        })
    }
}

fn proposal(row: &SqliteRow) -> Proposal {
    let kind: Option<String> = row.get("kind");
    let decided: Option<String> = row.get("decided_by");
    Proposal {
        id: row.get("id"),
        wording: wording(row),
        kind: kind.and_then(|kind| Kind::named(&kind)),
        author: row.get("author"),
        at: entry::time(row.get("at")),
        state: ProposalState::named(row.get("state")).unwrap_or(ProposalState::Ny),
        answer: row.get("answer"),
        decided: decided
            .zip(row.get::<Option<i64>, _>("decided_at"))
            .map(|(who, at)| (who, entry::time(at))),
        prompt: row.get::<Option<String>, _>("prompt").map(PromptId::new),
    }
}

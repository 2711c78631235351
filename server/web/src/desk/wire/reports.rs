//! What readers report, what colleagues propose, and what somebody keeps for themselves.

use super::shown;
use articles::Value;
use articles::store;
use serde::Serialize;
use utoipa::ToSchema;

/// A report and what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Report {
    /// Its id.
    pub id: String,
    /// The article.
    pub article: String,
    /// What that is called now.
    pub article_title: String,
    /// The version that was read.
    pub version: u32,
    /// `feil`, `utdatert`, `mangler`, `uklart`, `feil_i_kilde` or `annet`.
    pub reason: &'static str,
    /// In the reader's words.
    pub comment: String,
    /// The phase they needed it in.
    pub phase: Option<String>,
    /// When, RFC 3339.
    pub at: String,
    /// By whom.
    pub reporter: String,
    /// `ny`, `under_arbeid`, `lost` or `avvist`.
    pub state: &'static str,
    /// `lav`, `vanlig` or `viktig`.
    pub importance: &'static str,
    /// Who looks at it.
    pub assignee: Option<String>,
    /// What the reporter is told.
    pub answer: Option<String>,
    /// When it was last answered or closed, RFC 3339.
    pub answered_at: Option<String>,
    /// Who was asked at the source.
    pub source_contact: Option<String>,
    /// What they said.
    pub source_outcome: Option<String>,
}

impl From<store::Report> for Report {
    fn from(report: store::Report) -> Self {
        Self {
            id: report.id.to_string(),
            article: report.article.to_string(),
            article_title: report.article_title,
            version: report.version,
            reason: report.reason.name(),
            comment: report.comment,
            phase: report.phase.map(|phase| phase.to_string()),
            at: report.at.to_string(),
            reporter: shown(&report.reporter),
            state: report.state.name(),
            importance: report.importance.name(),
            assignee: report.assignee.as_deref().map(shown),
            answer: report.answer,
            answered_at: report.answered_at.map(|at| at.to_string()),
            source_contact: report.source_contact,
            source_outcome: report.source_outcome,
        }
    }
}

/// A page of reports, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Reports {
    /// The reports.
    pub items: Vec<Report>,
    /// Leads to the next page; null on the last.
    pub next: Option<String>,
    /// How many there are on all pages.
    pub total: u32,
}

/// A proposal to the prompt bank.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proposal {
    /// Its id.
    pub id: String,
    /// The sentence in bokmål, as proposed; empty where there is none.
    pub nb: String,
    /// The sentence in nynorsk, as proposed; empty where there is none.
    pub nn: String,
    /// The phase.
    pub phase: Option<String>,
    /// The knapp.
    pub knapp: Option<String>,
    /// What it is for.
    pub kind: Option<&'static str>,
    /// Who proposed it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// `ny`, `tatt_inn` or `avvist`.
    pub state: &'static str,
    /// What its author is told.
    pub answer: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The prompt it became.
    pub prompt: Option<String>,
}

impl From<store::Proposal> for Proposal {
    fn from(proposal: store::Proposal) -> Self {
        Self {
            id: proposal.id.to_string(),
            nb: proposal.wording.nb.unwrap_or_default(),
            nn: proposal.wording.nn.unwrap_or_default(),
            phase: proposal.wording.phase.map(|phase| phase.to_string()),
            knapp: proposal.wording.knapp.map(|knapp| knapp.to_string()),
            kind: proposal.kind.map(Value::name),
            by: shown(&proposal.author),
            at: proposal.at.to_string(),
            state: match proposal.state {
                articles::ProposalState::Avslaatt => "avvist",
                other => other.name(),
            },
            answer: proposal.answer,
            decided_by: proposal.decided.map(|(who, _)| shown(&who)),
            prompt: proposal.prompt.map(|prompt| prompt.to_string()),
        }
    }
}

/// Proposals, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proposals {
    /// The proposals.
    pub items: Vec<Proposal>,
}

/// A wording that somebody keeps for themselves.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Favourite {
    /// Its id.
    pub id: String,
    /// The id of the prompt of the bank that it is, or says in other words.
    pub prompt: Option<String>,
    /// The sentence in bokmål; empty where there is none.
    pub nb: String,
    /// The sentence in nynorsk; empty where there is none.
    pub nn: String,
    /// The phase.
    pub phase: Option<String>,
    /// The knapp.
    pub knapp: Option<String>,
}

impl From<store::Favourite> for Favourite {
    fn from(favourite: store::Favourite) -> Self {
        Self {
            id: favourite.id.to_string(),
            prompt: favourite.prompt.map(|prompt| prompt.to_string()),
            nb: favourite.wording.nb.unwrap_or_default(),
            nn: favourite.wording.nn.unwrap_or_default(),
            phase: favourite.wording.phase.map(|phase| phase.to_string()),
            knapp: favourite.wording.knapp.map(|knapp| knapp.to_string()),
        }
    }
}

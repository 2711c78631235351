//! What was copied, offered, used and noted in a talk, as the journal tells it.

use chat::{SessionId, Timestamp};
use journal::{Journal, JournalError};

/// One thing that was done or offered; no words.
pub(super) struct Trace {
    /// `prompt_copied`, `prompt_offered`, `article_offered`, `article_used`, `referral`, `pinned` or
    /// `bookmarked`.
    pub(super) kind: String,
    /// The id of the prompt, article or service, or the number of the message.
    pub(super) what: String,
    /// When.
    pub(super) at: Timestamp,
}

/// The traces of a talk, oldest first. The journal keeps none yet.
pub(super) async fn of(_: &Journal, _: SessionId) -> Result<Vec<Trace>, JournalError> {
    Ok(Vec::new())
}

/// Whether the talk is to be taken along to kollegaveiledning: what was said of that last holds.
pub(super) fn bookmarked(traces: &[Trace]) -> bool {
    let last = traces.iter().rfind(|trace| trace.kind == "bookmarked");
    last.is_some_and(|trace| !matches!(trace.what.as_str(), "0" | "off" | "false"))
}

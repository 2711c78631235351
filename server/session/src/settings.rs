//! What a session is told from outside: its limits, and the rooms it calls on.

use crate::vectors::Vectors;
use crate::watchwords::Watchwords;
use chat::{Clock, CounsellorId};
use journal::Journal;
use std::sync::Arc;
use std::time::Duration;
use suggestions::{OwnPrompt, Suggestions};
use tracker::Model;

/// From `[session]`, `[tracker]` and `[corrections]` of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// So many chats are followed at once.
    pub max_live: usize,
    /// So many events wait for one chat's task.
    pub inbox: usize,
    /// So long an event may take until its reading is durable.
    pub deadline: Duration,
    /// A chat in which nothing happens for so long is over.
    pub idle: Duration,
    /// So long a veisøker who left may take to come back.
    pub grace: Duration,
    /// So long ended conversations are remembered, to refuse what comes too late.
    pub remember: Duration,
    /// The tracker reads, and nothing it says is shown.
    pub shadow: bool,
    /// So many new things are put before a counsellor in a minute, at most.
    pub new_a_minute: usize,
    /// What is kept of a correction.
    pub keep: Keep,
    /// So long corrections are kept, counted from the first day of their month.
    pub keep_corrections: Duration,
}

/// What is kept of a correction, to learn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Nothing: the ring moves, that is all.
    Nothing,
    /// What the tracker learns from; no words in clear.
    Features,
    /// That, and the masked words.
    Text,
}

/// The rooms a session calls on.
#[derive(Clone)]
pub struct Rooms {
    /// What is kept.
    pub journal: Journal,
    /// The tracker's model; `None` is "tracker off", and everything works by hand.
    pub model: Option<Arc<Model>>,
    /// Where sentence vectors come from; `None`, or a model without a large tier, is "the small tier".
    pub vectors: Option<Vectors>,
    /// The knowledge base.
    pub suggestions: Arc<Suggestions>,
    /// What each counsellor keeps for themselves.
    pub own: Own,
    /// What is listened for in what a veisøker writes.
    pub watchwords: Watchwords,
    /// The time.
    pub clock: Clock,
}

/// Looks up what a counsellor keeps for themselves, without waiting: a chat asks whenever it offers.
pub type Own = Arc<dyn Fn(&CounsellorId) -> Vec<OwnPrompt> + Send + Sync>;

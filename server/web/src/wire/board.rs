//! What travels to the vaktleder's board: no words of a chat, ever.

use super::{Feed, HelpRequest, Place, Step};
use serde::{Deserialize, Serialize};

/// To the vaktleder's board: no words of a chat, ever.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToShiftLead {
    /// First frame: everything there is.
    Snapshot {
        /// Who is logged in.
        you: String,
        /// The server's clock.
        clock: i64,
        /// All live chats.
        sessions: Vec<Overview>,
        /// The feeds.
        feeds: Vec<Feed>,
        /// As in the panel's snapshot.
        tier: Option<&'static str>,
    },
    /// One chat is new or has changed.
    Session {
        /// The chat.
        session: Box<Overview>,
    },
    /// One chat is over.
    Gone {
        /// Which.
        id: String,
        /// Why: `ended`, `left`, `idle`.
        how: &'static str,
        /// When.
        at: i64,
    },
    /// All open requests for help, after every snapshot and whenever one changes: sparring first, then
    /// wishes for a debrief, each oldest first.
    Help {
        /// The requests.
        requests: Vec<HelpRequest>,
    },
    /// A frame from the page could not be followed.
    Problem {
        /// What is wrong, for the developer's console.
        reason: String,
    },
    /// A feed came or went.
    Feed {
        /// The feed.
        feed: Feed,
    },
}

/// From the vaktleder's board.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromShiftLead {
    /// A request for help is taken: the one who asked sees by whom. Also takes it over from a colleague.
    TakeHelp {
        /// Which request.
        request: u64,
    },
    /// It is given back to the queue.
    GiveBackHelp {
        /// Which request.
        request: u64,
    },
    /// An answer, seen by the one who asked only. Takes the request if nobody has; refused if somebody
    /// else has.
    SayHelp {
        /// Which request.
        request: u64,
        /// What is said. At most 500 characters.
        text: String,
    },
    /// It is done with: its words are wiped.
    EndHelp {
        /// Which request.
        request: u64,
    },
}

/// A live chat as the vaktleder sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// Our own id of the chat.
    pub id: String,
    /// The name of the counsellor, if one has come.
    pub counsellor: Option<String>,
    /// When it began.
    pub opened: i64,
    /// `live` or `left`.
    pub state: &'static str,
    /// Whether it is being read.
    pub followed: bool,
    /// The phase.
    pub phase: Place,
    /// The knapp.
    pub knapp: Place,
    /// When the last message came.
    pub last_message: Option<i64>,
    /// Since when the veisøker has waited for an answer, if so.
    pub waiting_since: Option<i64>,
    /// Where the chat has been.
    pub trail: Vec<Step>,
    /// How many messages are missing, if any are.
    pub gaps: usize,
}

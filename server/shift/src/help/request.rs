//! One request for help and what is said about it.

use crate::Person;
use chat::{SessionId, Timestamp, Words};
use std::sync::Arc;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody to think with, now.
    Sparring,
    /// A talk afterwards.
    Debrief,
    /// Nothing: whoever leads the shift began it, with something to say to a counsellor.
    Whisper,
}

impl Kind {
    /// The kind of this name, of those that can be asked for.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Sparring, Self::Debrief]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// `sparring`, `debrief` or `whisper`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sparring => "sparring",
            Self::Debrief => "debrief",
            Self::Whisper => "whisper",
        }
    }
}

/// A request for help that is open.
#[derive(Debug, Clone)]
pub struct Request {
    /// Its number.
    pub id: u64,
    /// What is asked for.
    pub kind: Kind,
    /// Who asked; of a whisper, to whom it is said.
    pub from: Person,
    /// About which chat, if about one; it may be over.
    pub about: Option<SessionId>,
    /// When it was asked.
    pub at: Timestamp,
    /// Since when nobody has it, or who has.
    pub taken: Result<Taken, Timestamp>,
    /// It has been without anybody for too long.
    pub escalated: bool,
    /// What was said, oldest first.
    pub said: Vec<Arc<Said>>,
}

/// Who took a request, and when.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Who.
    pub by: Person,
    /// When.
    pub at: Timestamp,
}

/// One thing said.
#[derive(Debug)]
pub struct Said {
    /// By whom.
    pub by: Person,
    /// Whether by the one who asked; the other is who leads the shift.
    pub asker: bool,
    /// When.
    pub at: Timestamp,
    /// What.
    pub words: Words,
}

/// What goes beside the words of one thing said when it is sent: names of fields, a time.
const ENVELOPE: usize = 96;

impl Said {
    /// How much of the desk's room it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.words.bytes() + self.by.name.len() + ENVELOPE
    }
}

impl Request {
    /// Who has it.
    pub fn taken(&self) -> Option<&Taken> {
        self.taken.as_ref().ok()
    }

    /// How much of the desk's room it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        let said: usize = self.said.iter().map(|said| said.weight()).sum();
        said + self.from.name.len() + 4 * ENVELOPE
    }

    /// When something was last said or done about it.
    pub(super) fn touched(&self) -> Timestamp {
        let said = self.said.last().map_or(self.at, |said| said.at);
        self.taken().map_or(said, |taken| said.max(taken.at))
    }
}

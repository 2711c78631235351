//! What a chat looks like from outside its task.

use crate::beside::Beside;
use crate::reading::ReadBy;
use crate::rhythm::Rhythm;
use crate::settings::{Rooms, Settings};
use chat::{CounsellorId, GapReason, SessionId, SourceName, Speaker, Timestamp};
use language::Written;
use std::ops::Range;
use std::sync::Arc;
use suggestions::Offer;
use taxonomy::{ElementId, Ring};
use tracker::{Sureness, Tier, Why};

/// A live chat, for its counsellor; `web` leaves the words out for everybody else.
#[derive(Debug, Clone)]
pub struct View {
    /// Our id of it.
    pub id: SessionId,
    /// What people call it by on its day, from 1 to 999.
    pub number: u16,
    /// The feed it comes through; unknown after a restart until the feed speaks of it again.
    pub source: Option<SourceName>,
    /// Whose chat it is.
    pub counsellor: Option<CounsellorId>,
    /// When it began.
    pub opened: Timestamp,
    /// Whether the veisøker is there.
    pub state: State,
    /// Since when the veisøker has been away, while it may come back.
    pub left_at: Option<Timestamp>,
    /// When the last message came.
    pub last_message: Option<Timestamp>,
    /// Since when the veisøker has waited for an answer.
    pub waiting_since: Option<Timestamp>,
    /// Who is typing.
    pub typing: Vec<Speaker>,
    /// What the veisøker writes.
    pub standard: Written,
    /// The outer ring.
    pub phase: Place,
    /// The inner ring.
    pub knapp: Place,
    /// The middle ring.
    pub kolb: Place,
    /// Whether the tracker's readings show.
    pub showing: Showing,
    /// What the newest reading shown went by.
    pub tier: Option<Tier>,
    /// The id of the model that made it.
    pub model: Option<Arc<str>>,
    /// Rings set by hand whose correction is durable, kept to learn from.
    pub kept: Vec<Ring>,
    /// What tipped the reading.
    pub why: Option<Why>,
    /// Where it has been.
    pub trail: Vec<Step>,
    /// Prompts and articles for now.
    pub offer: Arc<Offer>,
    /// Messages that are missing.
    pub gaps: Vec<Gap>,
    /// How many messages have been heard.
    pub messages: usize,
    /// What the counsellor has put beside it.
    pub beside: Beside,
    /// What the newest messages ask of the counsellor.
    pub rhythm: Rhythm,
    /// What was listened for and heard.
    pub seen: Vec<Seen>,
    /// Who reads its words just now, besides its counsellor.
    pub read_by: Option<ReadBy>,
}

/// A rule that something the veisøker wrote has set off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub rule: Arc<str>,
    /// When first.
    pub since: Timestamp,
    /// In how many messages.
    pub times: usize,
}

/// Whether the tracker's readings show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// They do.
    Shown,
    /// It reads, to be compared with what counsellors say, and nothing of that shows.
    Shadow,
    /// Nothing is read.
    Off,
}

impl Showing {
    /// As the rooms and settings of all chats have it.
    pub(crate) fn of(rooms: &Rooms, settings: &Settings) -> Self {
        match (&rooms.model, settings.shadow) {
            (None, _) => Self::Off,
            (Some(_), true) => Self::Shadow,
            (Some(_), false) => Self::Shown,
        }
    }

    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Shadow => "shadow",
            Self::Off => "off",
        }
    }
}

/// Whether the veisøker is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The chat goes on.
    Live,
    /// The veisøker left; the session ends if they do not come back within the grace time.
    Left,
}

/// Where one ring stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The value; `None` is the class "none".
    pub value: Option<ElementId>,
    /// How sure.
    pub sureness: Sureness,
    /// The calibrated probability of the value; `None` where it is not the tracker's of just now.
    pub p: Option<f32>,
    /// Too unsure to be shown.
    pub silent: bool,
    /// The last value that was not silent.
    pub last_sure: Option<ElementId>,
    /// Other values that may be the right one, most probable first.
    pub maybe: Vec<ElementId>,
    /// Set by the counsellor.
    pub by_hand: bool,
    /// Since when it has stood here.
    pub since: Option<Timestamp>,
}

impl Place {
    /// Before anything was said, or with the tracker off.
    pub(crate) fn unknown() -> Self {
        Self {
            value: None,
            sureness: Sureness::Unsure,
            p: None,
            silent: true,
            last_sure: None,
            maybe: Vec::new(),
            by_hand: false,
            since: None,
        }
    }
}

/// A stay on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The phase.
    pub phase: ElementId,
    /// The knapp then.
    pub knapp: Option<ElementId>,
    /// Since when.
    pub at: Timestamp,
}

/// Messages that are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Since when.
    pub at: Timestamp,
    /// How many, if known.
    pub missing: Option<u32>,
    /// Why.
    pub reason: GapReason,
    /// The numbers of what was missing at first, where the source counts.
    pub numbers: Option<Range<u64>>,
}

/// Whether a feed is there, and since when it has been so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedState {
    /// Events can come.
    pub connected: bool,
    /// Since when.
    pub since: Timestamp,
}

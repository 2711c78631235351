//! The things that can be written down.

use crate::correction::{Correction, CorrectionId, Month};
use crate::keys::EventKey;
use crate::retention::Ages;
use crate::shift::TextReading;
use crate::traces::{Trace, Traced};
use chat::{CounsellorId, SessionId, Timestamp, Words};
use jiff::civil::Date;
use taxonomy::ElementId;

/// One thing to write down. Writing the same one twice is the same as once, but for what is counted.
#[derive(Debug, Clone)]
pub enum Record {
    /// A session began.
    Opened {
        /// Which.
        session: SessionId,
        /// The conversation it follows.
        conversation: EventKey,
        /// When.
        at: Timestamp,
    },
    /// What people call a session by on its day.
    Numbered {
        /// Which.
        session: SessionId,
        /// From 1 to 999.
        number: u16,
    },
    /// A counsellor came to a session.
    Assigned {
        /// Which.
        session: SessionId,
        /// Who.
        counsellor: CounsellorId,
    },
    /// An event came.
    Received {
        /// In which session.
        session: SessionId,
        /// Which event.
        event: EventKey,
        /// When.
        at: Timestamp,
    },
    /// An event was read; a message has a reading, other events have none.
    Read {
        /// In which session.
        session: SessionId,
        /// Which event.
        event: EventKey,
        /// When.
        at: Timestamp,
        /// What was read in it.
        reading: Option<StoredReading>,
        /// Where the rings stood before the counsellor then; `None` if the event was no message.
        shown: Option<Shown>,
    },
    /// A message that was read came once more, by another road and under another id: that is known too.
    Twin {
        /// In which session.
        session: SessionId,
        /// The other id.
        event: EventKey,
        /// The one that the message was read under.
        of: EventKey,
        /// When.
        at: Timestamp,
    },
    /// A message was taken back: its reading counts no more, and corrections it had a part in go, as
    /// does its pin.
    /// The conversation may have ended meanwhile.
    Withdrawn {
        /// In which conversation.
        conversation: EventKey,
        /// Which message.
        event: EventKey,
    },
    /// The counsellor corrected a ring; an earlier correction of the same message and ring goes.
    Corrected {
        /// The name of it.
        id: CorrectionId,
        /// In which session.
        session: SessionId,
        /// The message it was made on.
        event: EventKey,
        /// The messages that it is learnt from, that one among them.
        heard: Vec<EventKey>,
        /// What is kept.
        correction: Box<Correction>,
    },
    /// The counsellor took a correction back.
    TakenBack {
        /// Which.
        id: CorrectionId,
    },
    /// The counsellor answered the veisøker for the first time.
    Answered {
        /// In which session.
        session: SessionId,
        /// So long after the veisøker's first message.
        after_millis: i64,
    },
    /// A session is over; with this it is counted, once.
    Ended {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
        /// How.
        how: Ended,
    },
    /// Sessions that ended before this moment are forgotten, cursor and all.
    Forget {
        /// The moment.
        before: Timestamp,
    },
    /// Corrections of this month and of those before it are deleted.
    ForgetCorrections {
        /// The month.
        until: Month,
    },
    /// Somebody searched the knowledge base and found nothing.
    FoundNothing {
        /// On which day.
        day: Date,
        /// The masked words, where the configuration keeps them; what is too long is cut.
        words: Option<Words>,
    },
    /// Searches without a hit of this day and of those before it are deleted.
    ForgetSearches {
        /// The day.
        until: Date,
        /// Whether the words of all days go: the configuration keeps them no more.
        all_words: bool,
    },
    /// A talk stood somewhere in the guidance model once the veisøker had written.
    Stood {
        /// On which day.
        day: Date,
        /// The phase shown; `None` while it is unsure.
        phase: Option<ElementId>,
        /// The knapp shown; `None` while it is unsure, or none.
        knapp: Option<ElementId>,
        /// Whether there was nothing to offer for the place.
        silent: bool,
    },
    /// An article came before a counsellor, for the first time in that chat.
    Shown {
        /// On which day.
        day: Date,
        /// Its id. The caller knows that there is such an article: nothing else may get here.
        article: String,
    },
    /// A counsellor opened an article, or copied something of it.
    Used {
        /// On which day.
        day: Date,
        /// Its id, as above.
        article: String,
    },
    /// Something was done beside a chat, or came before its counsellor.
    Left {
        /// In which session.
        session: SessionId,
        /// On which day.
        day: Date,
        /// What, and when.
        traced: Traced,
    },
    /// It was taken back; of several that are alike, the newest goes.
    Unleft {
        /// In which session.
        session: SessionId,
        /// What.
        trace: Trace,
    },
    /// Something was done in a phone talk, of which nothing else is known.
    OnThePhone {
        /// On which day.
        day: Date,
        /// What.
        trace: Trace,
    },
    /// Counts of places and articles and of phone talks, of this day and of those before it, are deleted.
    ForgetMoments {
        /// The day.
        until: Date,
    },
    /// Something that those on shift go by, in place of what was kept of it: no words of a chat.
    ShiftKept {
        /// What it is.
        what: &'static str,
        /// All of it, as JSON.
        body: Words,
    },
    /// Somebody opened the text of a chat that is not theirs.
    TextOpened(Box<TextReading>),
    /// Cases shared on this day and on those before it are deleted.
    ForgetCases {
        /// The day.
        until: Date,
    },
    /// Everything whose time is up is deleted, and it is noted how much that was and what is left of it.
    Sweep {
        /// When.
        at: Timestamp,
        /// Up to where the time of each kind is up.
        ages: Box<Ages>,
    },
}

impl Record {
    /// Whether it is there to make something disappear.
    pub(crate) fn deletes(&self) -> bool {
        matches!(
            self,
            Self::Withdrawn { .. }
                | Self::TakenBack { .. }
                | Self::Unleft { .. }
                | Self::ShiftKept { .. }
                | Self::Forget { .. }
                | Self::ForgetCorrections { .. }
                | Self::ForgetSearches { .. }
                | Self::ForgetMoments { .. }
                | Self::ForgetCases { .. }
                | Self::Sweep { .. }
        )
    }
}

/// The durable part of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReading {
    /// The phase and its probability.
    pub phase: (Option<ElementId>, f32),
    /// The knapp and its probability.
    pub knapp: (Option<ElementId>, f32),
    /// The stage of the læringsepisode and its probability.
    pub kolb: (Option<ElementId>, f32),
}

/// Where the rings stood before the counsellor: set by hand, or read and sure enough to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The phase; `None` while nothing showed.
    pub phase: Option<ElementId>,
    /// The knapp; `None` while nothing showed, or none.
    pub knapp: Option<ElementId>,
    /// The stage of the læringsepisode, as above.
    pub kolb: Option<ElementId>,
}

/// How a session ended. None of them is anybody's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The platform closed the conversation.
    Closed,
    /// The veisøker left and did not come back within the grace time.
    Left,
    /// Nothing happened for as long as the configuration allows.
    Idle,
}

impl Ended {
    /// The word stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closed => "ended",
            Self::Left => "left",
            Self::Idle => "idle",
        }
    }
}

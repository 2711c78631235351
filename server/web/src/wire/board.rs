//! What travels to the vaktleder's board: no words of a chat, but in one frame, which an open grant alone
//! fills.

use super::{
    Bulletin, ChatAlert, Colleague, Feed, HelpRequest, MutedRule, OpenLine, Place, ShiftStand, Step,
};
use serde::{Deserialize, Serialize};

/// To the vaktleder's board: no words of a chat, but in [`ToShiftLead::Reading`].
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
        /// Who leads the shift.
        shift: ShiftStand,
        /// Who is there, by name.
        people: Vec<Colleague>,
        /// Notices that stand in all panels.
        bulletins: Vec<Bulletin>,
        /// Rules that are silent for a while.
        muted: Vec<MutedRule>,
        /// Whether this service lets the text of a chat be opened at all.
        reading_allowed: bool,
        /// For so many minutes at most.
        reading_minutes: u16,
    },
    /// Who leads the shift, and whether the service is open.
    Shift {
        /// How it stands.
        shift: ShiftStand,
    },
    /// Who is there, by name.
    People {
        /// Everybody with a panel open.
        people: Vec<Colleague>,
    },
    /// Notices that stand in all panels.
    Bulletins {
        /// What asks for most first.
        bulletins: Vec<Bulletin>,
    },
    /// Rules that are silent for a while; what the others point at is in each chat's overview.
    Alerts {
        /// Those that are muted.
        muted: Vec<MutedRule>,
    },
    /// The text of a chat that this board has opened: all of it, whenever it changes.
    Reading {
        /// Which chat.
        session: String,
        /// Until when at most; null: it is closed, and the words must go from the page.
        until: Option<i64>,
        /// So many messages came before these.
        left_out: usize,
        /// The messages, oldest first.
        messages: Vec<OpenLine>,
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
    /// Some three times a second: all that had changed until then has been sent. A board without it shows
    /// what was.
    Beat {
        /// Milliseconds since the server began, by a clock that never jumps: a beat that comes late is
        /// told from one that does not come.
        at: u64,
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
    /// The shift is taken: led, if nobody led it or it was offered to whoever sends this.
    TakeShift,
    /// The shift is left to somebody, who is to take it, or to nobody.
    LeaveShift {
        /// To whom, by name.
        #[serde(default)]
        to: Option<String>,
        /// What the next should know. At most 500 characters.
        #[serde(default)]
        note: String,
    },
    /// Of several who took the shift this one leads it.
    KeepShift,
    /// A notice to all panels.
    Bulletin {
        /// How much it asks for.
        level: shift::Level,
        /// What it says. At most 300 characters.
        text: String,
        /// Until when.
        until: i64,
    },
    /// A notice goes before its time.
    EndBulletin {
        /// Its number.
        id: u64,
    },
    /// A knapp is pinned in all panels, or none.
    KnappOfDay {
        /// Its id; null for none.
        knapp: Option<String>,
        /// Until when.
        #[serde(default)]
        until: Option<i64>,
    },
    /// Something is said to a counsellor, privately: a request for help that begins at the other end.
    Whisper {
        /// The counsellor of this chat, about which it is.
        #[serde(default)]
        session: Option<String>,
        /// Or whoever has this name.
        #[serde(default)]
        name: Option<String>,
        /// What is said. At most 500 characters.
        text: String,
    },
    /// A rule is silent for so many minutes, or speaks again.
    MuteRule {
        /// Its id.
        rule: String,
        /// For so long, at most a day; 0: no longer.
        minutes: u32,
    },
    /// The text of a chat is opened, which its counsellor sees at once, and which is logged.
    OpenText {
        /// Which chat.
        session: String,
        /// `asked`, `worry`, `training` or `other`.
        reason: String,
        /// The reason in own words, at most 200 characters; at least 10 for `other`.
        #[serde(default)]
        words: String,
        /// 5 or 10.
        minutes: u16,
    },
    /// It is closed before its time.
    CloseText {
        /// Which chat.
        session: String,
    },
}

/// A live chat as the vaktleder sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// Our own id of the chat.
    pub id: String,
    /// What people call it by today, from 1 to 999.
    pub number: u16,
    /// The name of the counsellor, if one has come.
    pub counsellor: Option<String>,
    /// Whether that counsellor has a panel open: false too while there is none.
    pub counsellor_there: bool,
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
    /// Where the chat has been: the newest forty steps at most.
    pub trail: Vec<Step>,
    /// How many messages are missing, if any are.
    pub gaps: usize,
    /// The n-th of m live chats of its counsellor.
    pub of: Option<[usize; 2]>,
    /// Since when nobody has written.
    pub silent_since: i64,
    /// Since when the veisøker has been away, while it may come back.
    pub left_at: Option<i64>,
    /// `asked` or `taken`: its counsellor wants sparring about it.
    pub help: Option<&'static str>,
    /// Nobody has written yet.
    pub new: bool,
    /// So far is the clock of its source from ours, in milliseconds, where that is known; else 0.
    pub clock_off_ms: i64,
    /// Its counsellor marked it as not meant seriously.
    pub prank: bool,
    /// Whether somebody reads its text just now.
    pub read: bool,
    /// What rules point at.
    pub alerts: Vec<ChatAlert>,
}

//! What travels between a counsellor's panel and us.

use super::{Article, Bulletin, Feed, PanelAlert, PinnedKnapp, Prompt, Session};
use serde::{Deserialize, Serialize};

/// To the counsellor's panel.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToCounsellor {
    /// First frame, and again after the panel fell behind: everything there is.
    Snapshot {
        /// Who is logged in.
        you: String,
        /// The server's clock.
        clock: i64,
        /// The counsellor's live chats, oldest first.
        sessions: Vec<Session>,
        /// The feeds that bring chats in.
        feeds: Vec<Feed>,
        /// What readings go by: `large` (words and the meaning of a message), `small` (words alone);
        /// null if none are shown.
        tier: Option<&'static str>,
    },
    /// One chat is new or has changed: all of it.
    Session {
        /// The chat.
        session: Box<Session>,
    },
    /// One chat is over, or went to another counsellor: its words must go from the page.
    Gone {
        /// Which chat.
        id: String,
        /// Why: `ended`, `left`, `idle`, `transferred`.
        how: &'static str,
        /// When.
        at: i64,
    },
    /// A feed came or went.
    Feed {
        /// The feed.
        feed: Feed,
    },
    /// The counsellor's own requests for help: all that are open, oldest first, after every snapshot
    /// and whenever one changes.
    Help {
        /// The requests.
        requests: Vec<HelpRequest>,
        /// Whether somebody leads the shift now.
        shift_led: bool,
    },
    /// Who leads the shift, and the knapp of the day; after every snapshot and whenever it changes.
    Shift {
        /// Who leads it, by name.
        leader: Option<String>,
        /// The knapp of the day.
        knapp_of_day: Option<PinnedKnapp>,
    },
    /// Notices to all panels, what asks for most first; after every snapshot and whenever one changes.
    Bulletins {
        /// The notices that stand.
        bulletins: Vec<Bulletin>,
    },
    /// How colleagues see this counsellor; after every snapshot and whenever it changes.
    Presence {
        /// `in_chat`, `free`, `away` or `phone`.
        state: &'static str,
        /// When they mean to be back, if they are away.
        away_until: Option<i64>,
    },
    /// What rules point at in own chats; after every snapshot and whenever it changes.
    Alerts {
        /// All of it.
        alerts: Vec<PanelAlert>,
    },
    /// What colleagues have asked and nobody has taken for too long, while this counsellor is free, without a
    /// word of it; and what this counsellor has taken of others. Sent whenever it changes.
    HelpWanted {
        /// Oldest first.
        wanted: Vec<WantedHelp>,
        /// With what is said, oldest first.
        helping: Vec<HelpRequest>,
    },
    /// Answer to [`FromCounsellor::Ask`].
    Offer {
        /// The number of the question.
        ask: u32,
        /// Prompts for the place chosen by hand.
        prompts: Vec<Prompt>,
        /// Articles for it.
        articles: Vec<Article>,
    },
    /// A frame from the page could not be followed.
    Problem {
        /// What is wrong, for the developer's console.
        reason: String,
    },
}

/// From the counsellor's panel.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromCounsellor {
    /// "Nei, vi er her": the counsellor sets a ring by hand; `null` in knapp or kolb means none.
    Place {
        /// Which chat.
        session: String,
        /// `phase`, `knapp` or `kolb`.
        ring: taxonomy::Ring,
        /// The id of the element, or none.
        value: Option<String>,
    },
    /// The same, said of a message: it is kept to learn from as far as the configuration allows. A
    /// value that the ring shows already confirms it.
    Correct {
        /// Which chat.
        session: String,
        /// The newest message the page shows, the first of the chat being 1.
        message: usize,
        /// `phase`, `knapp` or `kolb`.
        ring: taxonomy::Ring,
        /// The id of the element, or none.
        value: Option<String>,
    },
    /// Undo: the tracker's reading shows again, and what was kept of the correction is deleted.
    Release {
        /// Which chat.
        session: String,
        /// Which ring.
        ring: taxonomy::Ring,
    },
    /// "Ny": other prompts, please.
    More {
        /// Which chat.
        session: String,
    },
    /// Prompts and articles for a place chosen by hand, with or without a chat.
    Ask {
        /// A number that comes back in the answer.
        ask: u32,
        /// The phase, if chosen.
        phase: Option<String>,
        /// The knapp, if chosen.
        knapp: Option<String>,
        /// `nb` or `nn`.
        standard: taxonomy::Standard,
    },
    /// The counsellor opened an article or copied something of it. It is counted by the day, without
    /// the chat and without the counsellor; and, where a chat is named, noted in the chat's own trace.
    Used {
        /// Which chat; none on the phone.
        #[serde(default)]
        session: Option<String>,
        /// The id of the article.
        article: String,
    },
    /// A prompt was copied.
    Copied {
        /// Which chat; none on the phone.
        #[serde(default)]
        session: Option<String>,
        /// The id of the prompt.
        prompt: String,
    },
    /// The veisøker was told of another service.
    Referred {
        /// Which chat; none on the phone.
        #[serde(default)]
        session: Option<String>,
        /// The id of the kind of service, as in `/api/services`.
        service: String,
        /// False takes the newest note of this service back (in a chat only).
        on: bool,
    },
    /// The contract: a matter is added (`id` null, `text` given), changed, ticked or removed (`text` "").
    Matter {
        /// Which chat.
        session: String,
        /// Which matter; null for a new one.
        #[serde(default)]
        id: Option<u32>,
        /// What it says; null leaves it as it is, "" removes it. At most 200 characters.
        #[serde(default)]
        text: Option<String>,
        /// Whether it is talked through; null leaves it as it is.
        #[serde(default)]
        done: Option<bool>,
    },
    /// A message to come back to, or no longer.
    Pin {
        /// Which chat.
        session: String,
        /// The number of the message, the first being 1.
        message: usize,
        /// Put there, or taken away.
        on: bool,
    },
    /// Nothing new is to be offered in this chat, or it is again.
    Mute {
        /// Which chat.
        session: String,
        /// Muted, or not.
        on: bool,
    },
    /// The chat is to be taken along to kollegaveiledning, or not.
    Bookmark {
        /// Which chat.
        session: String,
        /// Taken along, or not.
        on: bool,
    },
    /// How bold prompts may be.
    Depth {
        /// Which chat.
        session: String,
        /// `mild` or `utfordrende`; null as the talk goes.
        depth: Option<String>,
    },
    /// One word of the knapp's pair that prompts are to open towards.
    Word {
        /// Which chat.
        session: String,
        /// `first` or `second`; null as the talk goes.
        word: Option<String>,
    },
    /// The counsellor is away, or back.
    Away {
        /// Until when, within twelve hours; null: back.
        until: Option<i64>,
    },
    /// The counsellor talks on the phone, or no longer.
    Phone {
        /// On the phone, or not.
        on: bool,
    },
    /// The chat is not meant seriously, or it is after all: counted for the whole service.
    Prank {
        /// Which chat.
        session: String,
        /// Marked, or not.
        on: bool,
    },
    /// A short private text to whoever leads the shift. It has no way to the veisøker, and is not stored.
    AskHelp {
        /// About which chat, if about one. One that is not on the page (any more) is left out: the
        /// request counts.
        #[serde(default)]
        session: Option<String>,
        /// `sparring`, or `debrief` for a talk afterwards.
        kind: String,
        /// What is asked; may be empty. At most 500 characters.
        text: String,
    },
    /// A colleague's request that has waited too long is taken.
    OfferHelp {
        /// Which request.
        request: u64,
    },
    /// It is given back.
    WithdrawOffer {
        /// Which request.
        request: u64,
    },
    /// More to say about a request of one's own, or of a colleague whose request one has taken.
    SayHelp {
        /// Which request.
        request: u64,
        /// What is said. At most 500 characters.
        text: String,
    },
    /// A request of one's own, or one that one has taken, is done with: its words are wiped.
    EndHelp {
        /// Which request.
        request: u64,
    },
}

/// A request for help, as both ends see it. It lives in memory, and its words go when it ends.
#[derive(Debug, Clone, Serialize)]
pub struct HelpRequest {
    /// Its number.
    pub id: u64,
    /// `sparring`, `debrief`, or `whisper`: whoever leads the shift began it.
    pub kind: &'static str,
    /// Who asked, by name.
    pub from: String,
    /// About which live chat, if about one.
    pub session: Option<String>,
    /// When it was asked.
    pub at: i64,
    /// Who took it, by name, and when.
    pub taken_by: Option<String>,
    /// When it was taken.
    pub taken_at: Option<i64>,
    /// Whether whoever this is sent to took it, on the board.
    pub yours: bool,
    /// Nobody has taken it for too long.
    pub escalated: bool,
    /// What was said, oldest first; empty on the board of those who have not taken it, once somebody has.
    pub said: Vec<HelpWord>,
}

/// A colleague's request that has waited too long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WantedHelp {
    /// Its number.
    pub request: u64,
    /// Who asked, by name.
    pub from: String,
    /// Since when.
    pub since: i64,
}

/// One thing said in a request for help.
#[derive(Debug, Clone, Serialize)]
pub struct HelpWord {
    /// Who said it, by name.
    pub by: String,
    /// Whether it was who asked.
    pub own: bool,
    /// When.
    pub at: i64,
    /// What.
    pub text: String,
}

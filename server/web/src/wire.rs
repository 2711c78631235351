//! What travels over the sockets to the pages: own types, so that nothing inside leaks by accident.
//!
//! `/panel/v1`: [`ToCounsellor`] and [`FromCounsellor`]. `/board/v1`: [`ToShiftLead`].
//! The first frame is always a snapshot; every later frame carries the whole of what changed, so
//! applying one twice does no harm. Times are milliseconds since 1970 (UTC); `clock` in a snapshot
//! is the server's time, so that a page can correct its own clock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// the chat and without the counsellor.
    Used {
        /// The id of the article.
        article: String,
    },
}

/// A live chat as its counsellor sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Session {
    /// Our own id of the chat.
    pub id: String,
    /// When it began.
    pub opened: i64,
    /// `live`, or `left` while the veisøker is away within the grace time.
    pub state: &'static str,
    /// Whether words of this chat are being read: false shows "kan ikke følge samtalen nå".
    pub followed: bool,
    /// When the last message came.
    pub last_message: Option<i64>,
    /// Since when the veisøker has waited for an answer, if so.
    pub waiting_since: Option<i64>,
    /// Who is typing now: `veisoker`, `veileder`.
    pub typing: Vec<&'static str>,
    /// `nb`, `nn`, `en` or `unknown`: what the veisøker writes.
    pub standard: &'static str,
    /// The outer ring.
    pub phase: Place,
    /// The inner ring.
    pub knapp: Place,
    /// The middle ring.
    pub kolb: Place,
    /// `shown`; `shadow` when the tracker reads and nothing of it shows; `off`.
    pub reading: &'static str,
    /// What the newest reading shown went by: `large` or `small`.
    pub tier: Option<&'static str>,
    /// The rings set by hand whose correction is kept to learn from, durably.
    pub kept: Vec<&'static str>,
    /// What tipped the reading.
    pub why: Option<Why>,
    /// Where the chat has been: changes of phase, oldest first.
    pub trail: Vec<Step>,
    /// At most three prompts for now.
    pub prompts: Vec<Prompt>,
    /// At most three articles for now.
    pub articles: Vec<Article>,
    /// Messages that are missing.
    pub gaps: Vec<Gap>,
    /// How many messages have been heard.
    pub messages: usize,
}

/// Where a ring stands.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The id of the element; null is "none" (knapp and kolb).
    pub value: Option<String>,
    /// `sure`, `fairly` or `unsure`.
    pub sure: &'static str,
    /// Too unsure to show: the page says so instead.
    pub silent: bool,
    /// The last value that was not silent, for "sist sikker".
    pub last_sure: Option<String>,
    /// Other values that may well be the right one while unsure, most probable first.
    pub maybe: Vec<String>,
    /// Set by the counsellor.
    pub by_hand: bool,
    /// Since when the ring has stood here.
    pub since: Option<i64>,
}

/// What tipped the reading.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// The words, as they were written.
    pub quote: String,
    /// `veisoker`, `veileder` or `system`.
    pub from: &'static str,
    /// Not in the last message but in an earlier one.
    pub earlier: bool,
    /// The ring it speaks of.
    pub ring: &'static str,
}

/// A stay in a phase.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The phase.
    pub phase: String,
    /// The knapp at that time, if any.
    pub knapp: Option<String>,
    /// Since when.
    pub at: i64,
}

/// A prompt that can be copied.
#[derive(Debug, Clone, Serialize)]
pub struct Prompt {
    /// Its id.
    pub id: String,
    /// The text to copy.
    pub text: String,
    /// `samtalestarter`, `hjelpespørsmål`, `metafrase`, `oppsummering`.
    pub kind: String,
    /// `lineær` or `sirkulær`, for questions.
    pub question_type: Option<String>,
    /// `mild` or `utfordrende`.
    pub depth: String,
    /// Why it is offered, one line.
    pub why: String,
}

/// An article in short.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// Its id; the whole of it is at `/ik#<id>`.
    pub id: String,
    /// The title.
    pub title: String,
    /// The short answer.
    pub short: String,
    /// How the veisøker finds it without help.
    pub find_it: String,
    /// The phrase that asks leave to share.
    pub share: String,
    /// The owning group.
    pub owner: String,
    /// When it was last reviewed, `YYYY-MM-DD`, if ever.
    pub reviewed: Option<String>,
    /// `in_order`, `unchecked`, `review_due` or `expired`.
    pub state: String,
    /// `nb` or `nn`.
    pub lang: String,
    /// The first source to open, if it has one.
    pub link: Option<Link>,
    /// Why it is offered, one line.
    pub why: String,
}

/// A source of an article.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// The address.
    pub url: String,
}

/// Messages that are missing.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Since when.
    pub at: i64,
    /// How many, if known.
    pub missing: Option<u32>,
    /// `never_came`, `archive_unavailable` or `restarted`.
    pub reason: &'static str,
}

/// A feed and whether it is there.
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// Its name in the configuration.
    pub name: String,
    /// Connected now.
    pub connected: bool,
    /// Since when it has been so.
    pub since: i64,
}

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
    /// A feed came or went.
    Feed {
        /// The feed.
        feed: Feed,
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

/// A field of the coverage map: a phase, with a knapp or alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CoverageField {
    /// The phase.
    pub phase: String,
    /// The knapp; null for the phase alone.
    pub knapp: Option<String>,
    /// Messages of the veisøker after which a talk stood here; null below five.
    pub stood: Option<u64>,
    /// Of these, how many met nothing to offer for the field; null if it, or the rest, is below five.
    pub silent: Option<u64>,
    /// Prompts written for it.
    pub prompts: usize,
    /// Articles for it.
    pub articles: usize,
    /// Of these, how many are due for review or no longer hold.
    pub overdue: usize,
    /// What to make of it.
    pub verdict: Verdict,
}

/// What editors should make of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Talks stood here too seldom to say anything.
    ForFaa,
    /// Often there was nothing to offer.
    Hull,
    /// There are few prompts, or few articles.
    Tynn,
    /// Talks seldom stand here: others come first.
    LiteBrukt,
    /// There is plenty.
    Godt,
    /// There is enough.
    Dekket,
}

/// The answer to a search: on the search box's wire, and what `ledsager search --json` prints.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The query as it came.
    pub query: String,
    /// The query with misspelt words put right, if any were.
    pub corrected: Option<String>,
    /// Words searched for beside those of the query.
    pub expanded: Vec<String>,
    /// Whether the query's meaning should have taken part and did not.
    pub words_alone: bool,
    /// The articles, best first.
    pub hits: Vec<Hit>,
}

/// One article found.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its short answer.
    pub short: String,
    /// The passage that fits best; holds no markup but `<mark>`.
    pub passage_html: String,
    /// The owning group.
    pub owner: String,
    /// When it was last reviewed, `YYYY-MM-DD`, if ever.
    pub reviewed: Option<String>,
    /// `in_order`, `unchecked`, `review_due` or `expired`.
    pub state: &'static str,
    /// `nb` or `nn`.
    pub lang: &'static str,
    /// Comparable within one answer only.
    pub score: f32,
    /// Why it was found.
    pub why: String,
}

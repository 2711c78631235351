//! A live chat as its counsellor sees it.

use super::ReadBy;
use serde::Serialize;

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
    /// What the counsellor has put beside the chat.
    pub beside: Beside,
    /// What the newest messages ask of the counsellor.
    pub rhythm: Rhythm,
    /// Who of those who lead the shift reads its text just now.
    pub read_by: Option<ReadBy>,
}

/// What the counsellor has put beside a chat: kept while it lives.
#[derive(Debug, Clone, Serialize)]
pub struct Beside {
    /// What the two agreed to talk about, in the order it was noted.
    pub matters: Vec<Matter>,
    /// Messages to come back to.
    pub pins: Vec<Pin>,
    /// Nothing new is offered: prompts and articles stand still, and `why` is empty.
    pub muted: bool,
    /// To be taken along to kollegaveiledning.
    pub bookmarked: bool,
    /// Marked as not meant seriously.
    pub prank: bool,
    /// `mild` or `utfordrende`, where the counsellor chose; null as the talk goes.
    pub depth: Option<&'static str>,
    /// `first` or `second` word of the knapp's pair, where the counsellor chose one to open towards.
    pub word: Option<&'static str>,
    /// Ids of prompts that were copied in this chat.
    pub copied: Vec<String>,
    /// Ids of articles of which something was used in it.
    pub used: Vec<String>,
    /// Other services the veisøker was told of.
    pub referrals: Vec<Referral>,
    /// How often the counsellor said that a ring stands elsewhere.
    pub corrected: usize,
    /// How often they said that it stands right.
    pub confirmed: usize,
}

/// A matter of the contract.
#[derive(Debug, Clone, Serialize)]
pub struct Matter {
    /// Its number within the chat.
    pub id: u32,
    /// What it says.
    pub text: String,
    /// Talked through.
    pub done: bool,
}

/// A message to come back to.
#[derive(Debug, Clone, Serialize)]
pub struct Pin {
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: i64,
}

/// A service the veisøker was told of.
#[derive(Debug, Clone, Serialize)]
pub struct Referral {
    /// The id of the kind of service, as in `/api/services`.
    pub service: String,
    /// When.
    pub at: i64,
}

/// What the newest messages ask of the counsellor.
#[derive(Debug, Clone, Serialize)]
pub struct Rhythm {
    /// What the veisøker asked and nobody has answered, oldest first; at most three.
    pub questions: Vec<Question>,
    /// What the talk seems to be about, in the veisøker's words: a proposal while nothing is agreed.
    pub proposed: Option<String>,
    /// The talk seems to have left what was agreed: "fornye kontrakten?".
    pub drifted: bool,
    /// A farewell has begun, and the talk has not been in the phase that closes it.
    pub closing_early: bool,
    /// `nb` or `nn`: the counsellor's newest message is in this standard, the veisøker writes the other.
    pub other_standard: Option<&'static str>,
    /// `first`, `second` or `both`: the word of the knapp's pair that has been touched.
    pub touched: Option<&'static str>,
}

/// Something the veisøker asked.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// The sentence, as it was written.
    pub text: String,
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: i64,
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
    /// What kind of source it is, as in the source policy.
    pub kind: String,
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

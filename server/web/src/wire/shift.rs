//! What travels about the shift, to the board and to the panels.

use serde::Serialize;
use taxonomy::Both;

/// Somebody with a panel open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Colleague {
    /// By name.
    pub name: String,
    /// `in_chat`, `free`, `away` or `phone`.
    pub state: &'static str,
    /// Their live chats.
    pub chats: usize,
    /// When they mean to be back, if they are away.
    pub away_until: Option<i64>,
    /// Since when they have been in this state.
    pub since: i64,
    /// What the chat platform says of them: `online`, `away` or `offline`; null where it says nothing.
    pub platform: Option<&'static str>,
}

/// Who leads the shift, and whether the service is open: as the board sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftStand {
    /// Who leads it, by name.
    pub leader: Option<String>,
    /// Since when.
    pub since: Option<i64>,
    /// Whether that is whoever this is sent to.
    pub you: bool,
    /// To whom it is offered, by name.
    pub offered_to: Option<String>,
    /// What whoever led it left for the next.
    pub note: Option<String>,
    /// Who took it as well, by name: one of them is to keep it.
    pub also: Vec<String>,
    /// `nobody`: the service is open, and for too long nobody has led it with the board open.
    pub alarm: Option<&'static str>,
    /// Whether the service is open now.
    pub open: bool,
    /// When it opens next, while closed.
    pub opens: Option<i64>,
    /// When it closes, while open.
    pub closes: Option<i64>,
    /// What the time of the year is called.
    pub season: Option<String>,
    /// The knapp of the day.
    pub knapp_of_day: Option<PinnedKnapp>,
}

/// The knapp of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PinnedKnapp {
    /// Its id.
    pub knapp: String,
    /// Until when.
    pub until: i64,
}

/// A notice to all panels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bulletin {
    /// Its number.
    pub id: u64,
    /// `info`, `warning` or `stop`.
    pub level: &'static str,
    /// What it says.
    pub text: String,
    /// Since when it stands.
    pub at: i64,
    /// Until when.
    pub until: i64,
    /// Who wrote it, by name.
    pub by: String,
}

/// Who reads a chat just now besides its counsellor, who is shown this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadBy {
    /// By name.
    pub by: String,
    /// `asked`, `worry`, `training` or `other`.
    pub reason: &'static str,
    /// Until when at most.
    pub until: i64,
}

/// One message of a chat whose text is open.
#[derive(Debug, Clone, Serialize)]
pub struct OpenLine {
    /// `veisoker`, `veileder` or `system`.
    pub from: &'static str,
    /// When.
    pub at: i64,
    /// What it says.
    pub text: String,
}

/// A rule that points at a chat, on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChatAlert {
    /// Its id.
    pub rule: String,
    /// What it is called.
    pub name: Both,
    /// Since when it has held.
    pub since: i64,
    /// `support`, or `know`: no need to do anything.
    pub group: &'static str,
}

/// The same in its counsellor's panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PanelAlert {
    /// In which chat.
    pub session: String,
    /// The id of the rule.
    pub rule: String,
    /// What it is called.
    pub name: Both,
    /// The article to look at, by id.
    pub article: Option<String>,
    /// Since when it has held.
    pub since: i64,
}

/// A rule that is silent for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MutedRule {
    /// Its id.
    pub rule: String,
    /// What it is called.
    pub name: Both,
    /// Until when.
    pub until: i64,
    /// `often`: it pointed at too much; `hand`: somebody muted it.
    pub why: &'static str,
}

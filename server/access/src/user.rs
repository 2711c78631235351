//! A member of the staff and what their roles allow.

use chat::CounsellorId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What somebody is on this shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Answers chats; also writes and reviews articles, as all counsellors do.
    Veileder,
    /// Leads the shift: sees the flow of all chats, without words.
    Vaktleder,
    /// Edits the knowledge base.
    Redaktor,
    /// Leads the service: reads what talks add up to, and nothing of any chat.
    Leder,
}

/// Somebody who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The user id; feeds name counsellors by it.
    pub id: CounsellorId,
    /// The name shown.
    pub name: String,
    /// The roles.
    pub roles: BTreeSet<Role>,
}

impl User {
    /// May open the counsellor's panel.
    pub fn may_counsel(&self) -> bool {
        self.roles.contains(&Role::Veileder)
    }

    /// May open the vaktleder's board.
    pub fn may_lead_shift(&self) -> bool {
        self.roles.contains(&Role::Vaktleder)
    }

    /// Works with chats or articles. Whoever leads the service alone reads figures, and published articles.
    pub fn is_on_the_staff(&self) -> bool {
        self.roles.iter().any(|role| *role != Role::Leder)
    }

    /// May read what talks add up to.
    pub fn may_read_reports(&self) -> bool {
        self.may_lead_shift() || self.roles.contains(&Role::Leder)
    }

    /// May write in the knowledge base: every counsellor may.
    pub fn may_edit(&self) -> bool {
        self.roles.contains(&Role::Veileder) || self.roles.contains(&Role::Redaktor)
    }

    /// May read the words of a chat: only its own counsellor may.
    pub fn may_read_words_of(&self, counsellor: Option<&CounsellorId>) -> bool {
        self.may_counsel() && counsellor == Some(&self.id)
    }
}

//! A chat to practise on: messages with the labels that are the answer to a guess.

use chat::Speaker;
use serde::{Deserialize, Serialize};
use taxonomy::Both;

/// One message.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Turn {
    pub(crate) role: Speaker,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) phase: Option<String>,
    #[serde(default)]
    pub(crate) knapp: Option<String>,
    #[serde(default)]
    pub(crate) knapp2: Option<String>,
    #[serde(default)]
    pub(crate) kolb: Option<String>,
}

/// A chat that ships with the program, or one that somebody here constructed.
#[derive(Clone)]
pub(crate) struct PracticeChat {
    pub(crate) id: String,
    pub(crate) title: Both,
    pub(crate) lang: String,
    pub(crate) end: Option<String>,
    pub(crate) turns: Vec<Turn>,
    /// Whether it is the asker's own, who may delete it.
    pub(crate) own: bool,
}

impl PracticeChat {
    /// The knapper that are touched, in the order in which they come.
    pub(crate) fn knapper(&self) -> Vec<&str> {
        let mut knapper = Vec::new();
        for turn in &self.turns {
            for knapp in [&turn.knapp, &turn.knapp2].into_iter().flatten() {
                if !knapper.contains(&knapp.as_str()) {
                    knapper.push(knapp);
                }
            }
        }
        knapper
    }
}

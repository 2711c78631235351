//! Figures apart for the ways in which people write, so that no group is read badly unseen.

use super::confusion::Confusion;
use super::{Answer, Right};
use crate::classes::Classes;
use crate::codebook::LabelledChat;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use taxonomy::Ring;

/// How chats are sorted: by the language their file names, and by manner of writing where a list
/// gives one.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    manners: BTreeMap<String, String>,
}

/// How one group of chats was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupFigures {
    /// The group, as "language nn" or "manner dialect".
    pub name: String,
    /// Chats in it.
    pub chats: usize,
    /// Messages in it.
    pub messages: usize,
    /// Kappa of phase, knapp, kolb.
    pub kappa: [f64; 3],
    /// 95 % intervals by drawing chats.
    pub interval: [[f64; 2]; 3],
}

impl Groups {
    /// Reads lines of a chat's id, a tab, and the manner its veisøker writes in. Lines that begin
    /// with `#` are passed over.
    ///
    /// # Errors
    /// A line without a tab, by its number.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut manners = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (id, manner) = line
                .split_once('\t')
                .ok_or_else(|| format!("line {}: no tab between id and manner", at + 1))?;
            manners.insert(id.trim().to_owned(), manner.trim().to_owned());
        }
        Ok(Self { manners })
    }

    /// The groups that occur, each with the places of its chats.
    pub(crate) fn sort<'a>(
        &self,
        chats: impl Iterator<Item = &'a LabelledChat>,
    ) -> BTreeMap<String, Vec<usize>> {
        let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, chat) in chats.enumerate() {
            let language = chat
                .language
                .as_ref()
                .map(|name| format!("language {name}"));
            let manner = self
                .manners
                .get(&chat.id)
                .map(|name| format!("manner {name}"));
            for name in [language, manner].into_iter().flatten() {
                out.entry(name).or_default().push(at);
            }
        }
        out
    }
}

pub(crate) fn figures(
    classes: &Classes,
    groups: &BTreeMap<String, Vec<usize>>,
    labels: &[Vec<Right>],
    answers: &[Vec<Answer>],
) -> Vec<GroupFigures> {
    let kappa = |ring: Ring, places: &mut dyn Iterator<Item = usize>| {
        let (at, size) = (ring.place(), classes.ring(ring).len());
        let mut confusion = Confusion::new(size);
        for chat in places {
            for (right, answer) in labels[chat].iter().zip(&answers[chat]) {
                if let Some(label) = right.labels[at] {
                    confusion.count(label, answer.value[at]);
                }
            }
        }
        confusion.kappa()
    };
    let one = |(name, chats): (&String, &Vec<usize>)| GroupFigures {
        name: name.clone(),
        chats: chats.len(),
        messages: chats.iter().map(|at| labels[*at].len()).sum(),
        kappa: Ring::ALL.map(|ring| kappa(ring, &mut chats.iter().copied())),
        interval: Ring::ALL.map(|ring| {
            super::certainty::interval(chats.len(), |drawn| {
                kappa(ring, &mut drawn.iter().map(|at| chats[*at]))
            })
        }),
    };
    groups.iter().map(one).collect()
}

//! What a first layer sees of a material.

use crate::material::{Heard, Material};
use crate::vector::{Vector, WIDTH};
use crate::vocabulary::Rows;

/// What one first layer sees of a material: every message of every chat as rows.
pub(crate) struct Lines {
    /// Rows of the tables for the message in hand, and of those for the past.
    pub own: usize,
    pub lasting: usize,
    pub chats: Vec<Vec<Option<Rows>>>,
}

impl Lines {
    /// As the layer of words sees it.
    pub fn of_words(material: &Material) -> Self {
        let vocabulary = &material.vocabulary;
        let rows = |heard: &Heard| Some(vocabulary.rows(&heard.known));
        Self {
            own: vocabulary.len(),
            lasting: vocabulary.lasting(),
            chats: each(material, rows),
        }
    }

    /// The same messages each by itself, without the past.
    pub fn alone(mut self) -> Self {
        self.lasting = 0;
        let rows = self.chats.iter_mut().flatten().flatten();
        rows.for_each(|rows| rows.lasting.clear());
        self
    }

    /// As the layer of sentence vectors sees it.
    pub fn of_vectors(material: &Material) -> Self {
        Self {
            own: WIDTH,
            lasting: WIDTH,
            chats: each(material, |heard| {
                heard.known.vector.as_ref().map(Vector::rows)
            }),
        }
    }
}

fn each(material: &Material, rows: impl Fn(&Heard) -> Option<Rows>) -> Vec<Vec<Option<Rows>>> {
    let chats = material.chats.iter();
    chats
        .map(|chat| chat.heard.iter().map(&rows).collect())
        .collect()
}

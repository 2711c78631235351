//! A document on its way into the index: five fields, read once.

use crate::lexicon::{Lexicon, Reading};
use crate::vocabulary::StemId;

/// The fields; `Text` holds all that is in the next three too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Text,
    Title,
    Keywords,
    Short,
    /// What the compounds of the whole text are made of.
    Parts,
}

pub(crate) const FIELDS: [(Field, &str); 5] = [
    (Field::Text, "text"),
    (Field::Title, "title"),
    (Field::Keywords, "keywords"),
    (Field::Short, "short"),
    (Field::Parts, "parts"),
];

/// A document as it comes, every text normalised.
#[derive(Default)]
pub(crate) struct Incoming<'t> {
    pub(crate) title: &'t str,
    pub(crate) keywords: &'t str,
    pub(crate) short: &'t str,
    /// What is in no other field.
    pub(crate) rest: &'t str,
}

/// A document as the lexicon read it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    /// One reading a field, in the order of [`FIELDS`].
    pub(crate) fields: [Reading; FIELDS.len()],
}

impl Document {
    pub(crate) fn read(incoming: &Incoming, lexicon: &mut Lexicon) -> Self {
        let parts = [incoming.title, incoming.keywords, incoming.short];
        let [title, keywords, short] = parts.map(|text| lexicon.read(text));
        let rest = lexicon.read(incoming.rest);
        let mut text = Reading::default();
        for part in [&title, &keywords, &short, &rest] {
            text.words.extend(&part.words);
            text.stems.extend(&part.stems);
        }
        let parts = Reading {
            words: Vec::new(),
            stems: lexicon.parts(&text.words),
        };
        Self {
            fields: [text, title, keywords, short, parts],
        }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &Reading {
        &self.fields[Field::Text as usize]
    }

    /// What its compounds are made of.
    pub(crate) fn parts(&self) -> &[StemId] {
        &self.fields[Field::Parts as usize].stems
    }

    /// The stems of the whole text in the order they stand.
    pub(crate) fn stems(&self) -> &[StemId] {
        &self.text().stems
    }
}

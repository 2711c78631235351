//! Every word ever read, numbered once: the numbers hold while articles come and go, so that what has
//! been read of an article stays valid in every later snapshot.

use crate::analysis::{Analyser, words};
use crate::document::Document;
use crate::vocabulary::{StemId, Surface, Vocabulary};
use std::collections::HashMap;
use std::sync::Arc;

/// The number of a word as texts write it.
pub(crate) type WordId = u32;

/// Words and stems, only ever added to.
#[derive(Clone)]
pub(crate) struct Lexicon {
    analyser: Analyser,
    ids: HashMap<Arc<str>, WordId>,
    words: Vec<(Arc<str>, StemId)>,
    /// For every word the stems of what it is made of, if it is a compound.
    parts: Vec<Arc<[StemId]>>,
    stems: HashMap<Arc<str>, StemId>,
    names: Vec<Arc<str>>,
    spelt: Arc<HashMap<Arc<str>, Box<str>>>,
}

/// A text as the lexicon reads it: the words that are no stop words, and their stems.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) words: Vec<WordId>,
    pub(crate) stems: Vec<StemId>,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        Self {
            analyser: Analyser::new(),
            ids: HashMap::new(),
            words: Vec::new(),
            parts: Vec::new(),
            stems: HashMap::new(),
            names: Vec::new(),
            spelt: Arc::default(),
        }
    }

    /// Reads a normalised text.
    pub(crate) fn read(&mut self, text: &str) -> Reading {
        let mut reading = Reading::default();
        for word in words(text).filter(|word| !word.is_stop()) {
            let (id, stem) = self.word(&word.text);
            self.spell(&word.text, &text[word.range]);
            reading.words.push(id);
            reading.stems.push(stem);
        }
        reading
    }

    /// The numbers of a word in lower case and of its stem.
    pub(crate) fn word(&mut self, word: &str) -> (WordId, StemId) {
        if let Some(id) = self.ids.get(word) {
            return (*id, self.words[*id as usize].1);
        }
        let stem = self.stem(word);
        let mut parts: Vec<StemId> = Vec::new();
        for part in language::compounds::parts(word) {
            let part = self.stem(part);
            if part != stem && !parts.contains(&part) {
                parts.push(part);
            }
        }
        let (id, word): (WordId, Arc<str>) = (number(self.words.len()), word.into());
        self.ids.insert(Arc::clone(&word), id);
        self.words.push((word, stem));
        self.parts.push(parts.into());
        (id, stem)
    }

    /// The number of a word's stem.
    fn stem(&mut self, word: &str) -> StemId {
        let name = self.analyser.stem(word);
        if let Some(stem) = self.stems.get(name.as_str()) {
            return *stem;
        }
        let stem = number(self.names.len());
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.stems.insert(name, stem);
        stem
    }

    /// The stems of what these words are made of.
    pub(crate) fn parts(&self, words: &[WordId]) -> Vec<StemId> {
        let parts = words.iter().flat_map(|word| self.made_of(*word).iter());
        parts.copied().collect()
    }

    /// The stems of what a word is made of; none for a word that is no compound.
    pub(crate) fn made_of(&self, word: WordId) -> &Arc<[StemId]> {
        &self.parts[word as usize]
    }

    /// Remembers how a word is spelt that is kept without its hyphens.
    fn spell(&mut self, word: &str, written: &str) {
        let lower = written.to_lowercase();
        if word != lower && !self.spelt.contains_key(word) {
            Arc::make_mut(&mut self.spelt).insert(word.into(), lower.into());
        }
    }

    pub(crate) fn name(&self, stem: StemId) -> &str {
        &self.names[stem as usize]
    }

    /// The vocabulary of these documents and no others.
    pub(crate) fn vocabulary<'d>(
        &self,
        documents: impl Iterator<Item = &'d Document>,
    ) -> Vocabulary {
        let mut counts = vec![0_u32; self.words.len()];
        let mut held = vec![false; self.names.len()];
        for document in documents {
            for word in &document.text().words {
                counts[*word as usize] += 1;
            }
            for stem in document.stems().iter().chain(document.parts()) {
                held[*stem as usize] = true;
            }
        }
        let mut surfaces: Vec<Surface> = self
            .words
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
            .map(|((word, stem), count)| Surface {
                word: Arc::clone(word),
                letters: u8::try_from(word.chars().count()).unwrap_or(u8::MAX),
                stem: *stem,
                count,
            })
            .collect();
        let stems = (0..).zip(&self.names).zip(held);
        let stems = stems.filter(|(_, held)| *held);
        let stems = stems.map(|((stem, name), _)| (Arc::clone(name), stem));
        surfaces.sort_by(|a, b| a.word.cmp(&b.word));
        Vocabulary {
            analyser: self.analyser.clone(),
            surfaces,
            stems: stems.collect(),
            names: self.names.clone(),
            spelt: Arc::clone(&self.spelt),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("fewer words than 2^32")
}

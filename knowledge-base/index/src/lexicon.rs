//! Every word ever read, numbered once: the numbers hold while articles come and go, so that what has
//! been read of an article stays valid in every later snapshot.

use crate::analysis::{Analyser, words};
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
        let name = self.analyser.stem(word);
        let stem = match self.stems.get(name.as_str()) {
            Some(stem) => *stem,
            None => {
                let stem = number(self.names.len());
                let name: Arc<str> = name.into();
                self.names.push(Arc::clone(&name));
                self.stems.insert(name, stem);
                stem
            }
        };
        let (id, word): (WordId, Arc<str>) = (number(self.words.len()), word.into());
        self.ids.insert(Arc::clone(&word), id);
        self.words.push((word, stem));
        (id, stem)
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

    /// The vocabulary of these readings and no others.
    pub(crate) fn vocabulary<'r>(&self, readings: impl Iterator<Item = &'r Reading>) -> Vocabulary {
        let mut counts = vec![0_u32; self.words.len()];
        for reading in readings {
            for word in &reading.words {
                counts[*word as usize] += 1;
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
        let stems = surfaces
            .iter()
            .map(|surface| (Arc::clone(&self.names[surface.stem as usize]), surface.stem))
            .collect();
        surfaces.sort_by(|a, b| a.word.cmp(&b.word));
        Vocabulary {
            analyser: self.analyser.clone(),
            surfaces,
            stems,
            names: self.names.clone(),
            spelt: Arc::clone(&self.spelt),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("fewer words than 2^32")
}

//! What a query means to one index: groups of stems, and what had to be corrected or added.

use crate::analysis::{Word, words};
use crate::engine::{Engine, Group};
use crate::synonyms::Beside;
use crate::vocabulary::{Candidate, StemId};
use language::Kinship;

/// Characters of a query that are looked at; a longer one is cut, not refused.
const LONGEST: usize = 2_000;
/// Words of a query that are looked at.
const MOST_WORDS: usize = 40;
/// A candidate one edit away counts so much of the word itself; two edits, the square of it.
const PER_EDIT: f32 = 0.85;
/// A word that the last, unfinished word may become.
const COMPLETED: f32 = 0.8;
/// A completion while the last word is a word of the index as it stands.
const COMPLETED_KNOWN: f32 = 0.4;
/// Each half of a word that the index has only in two halves.
const HALF: f32 = 0.6;
/// Two neighbouring words that make one word of the index.
const JOINED: f32 = 1.0;
/// Words that a joined word is made of, beside it.
const JOINED_PARTS: f32 = 0.6;
/// What an editor says is the same in other words.
const SAME: f32 = 0.8;
/// What an editor says is wider.
const BROADER: f32 = 0.4;
/// The commoner words of a phrase that stands for another.
const REST_OF_PHRASE: f32 = 0.3;
const CANDIDATES: usize = 8;

/// A query as the index understands it.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    pub(crate) groups: Vec<Group>,
    /// The query with misspelt words put right, if any were.
    pub(crate) corrected: Option<String>,
    /// Words searched for beside those of the query.
    pub(crate) expanded: Vec<String>,
}

impl Engine {
    /// Understands a query. With `typing` the last word may be unfinished.
    pub(crate) fn understand(&self, query: &str, typing: bool) -> Understood {
        let cut = query
            .char_indices()
            .nth(LONGEST)
            .map_or(query.len(), |(at, _)| at);
        let open = typing && query[..cut].ends_with(char::is_alphanumeric);
        let text = language::normalise(&query[..cut]);
        let words: Vec<Word> = words(&text).take(MOST_WORDS).collect();
        let mut reading = Reading {
            engine: self,
            understood: Understood::default(),
            corrected: Vec::new(),
            alone: words.len() == 1,
        };
        let joined = reading.join(&words);
        let beside = self
            .synonyms
            .beside(&words, &text, self.vocabulary.analyser());
        let explained = |at: usize| beside.iter().any(|one| one.written.contains(&at));
        let last = words.iter().rposition(|word| !word.part);
        for (at, word) in words.iter().enumerate() {
            let is_last = Some(at) == last;
            let weight = if joined.contains(&at) {
                JOINED_PARTS
            } else {
                1.0
            };
            let in_parts = words.get(at + 1).is_some_and(|next| next.part) && !word.part;
            if explained(at) && self.vocabulary.known(&word.text).is_none() {
                continue;
            }
            reading.read(word, weight, is_last, open && is_last, in_parts);
        }
        for one in &beside {
            reading.add(one, &words);
        }
        reading.finish(&text, &words)
    }
}

struct Reading<'e> {
    engine: &'e Engine,
    understood: Understood,
    corrected: Vec<(String, String)>,
    /// Whether the query is a single word.
    alone: bool,
}

impl Reading<'_> {
    /// Neighbours that make one word of the index: "fag brev". Gives the places of the words used.
    fn join(&mut self, words: &[Word]) -> Vec<usize> {
        const SHORTEST: usize = 5;
        let mut used = Vec::new();
        let whole: Vec<usize> = (0..words.len()).filter(|at| !words[*at].part).collect();
        for pair in whole.windows(2) {
            let joined = format!("{}{}", words[pair[0]].text, words[pair[1]].text);
            if joined.chars().count() < SHORTEST {
                continue;
            }
            if let Some(stem) = self.engine.vocabulary.known(&joined) {
                self.group(vec![(stem, JOINED)]);
                let shown = self.engine.vocabulary.spelt(&joined).to_owned();
                self.understood.expanded.push(shown);
                used.extend(pair);
            }
        }
        used
    }

    fn read(&mut self, word: &Word, weight: f32, last: bool, open: bool, in_parts: bool) {
        let vocabulary = &self.engine.vocabulary;
        if word.is_stop() {
            // "for" may be the beginning of a word, but only if nothing else was written.
            if open && self.alone {
                let longer = vocabulary.completions(&word.text, CANDIDATES);
                self.candidates(Vec::new(), &longer, COMPLETED * weight);
            }
            return;
        }
        let letters = word.text.chars().count();
        let known = vocabulary.known(&word.text);
        if let Some(stem) = known {
            let own = vec![(stem, weight)];
            let longer = match letters {
                2.. if open => vocabulary.completions(&word.text, CANDIDATES),
                _ => Vec::new(),
            };
            self.candidates(own, &longer, COMPLETED_KNOWN * weight);
            return;
        }
        if in_parts {
            return;
        }
        let longer = match letters {
            2.. if open => vocabulary.completions(&word.text, CANDIDATES),
            // Half of what is searched for is only the beginning of a word.
            3.. if last => vocabulary.completions(&word.text, CANDIDATES),
            _ => Vec::new(),
        };
        if !longer.is_empty() {
            self.candidates(Vec::new(), &longer, COMPLETED * weight);
            return;
        }
        if weight < 1.0 {
            // It is half of a word that the index has; that was what was meant.
            return;
        }
        let mut near = vocabulary.near(&word.text, false, CANDIDATES);
        if near.is_empty() {
            if let Some((head, tail)) = vocabulary.parts(&word.text) {
                for half in [head, tail] {
                    self.group(vec![(half.stem, HALF * weight)]);
                    self.understood
                        .expanded
                        .push(vocabulary.spelt(half.word).to_owned());
                }
                return;
            }
            if open {
                near = vocabulary.near(&word.text, true, CANDIDATES);
            }
        }
        if let Some(nearest) = near.first() {
            let right = vocabulary.spelt(nearest.word).to_owned();
            self.corrected.push((word.text.clone(), right));
            self.candidates(Vec::new(), &near, weight);
        }
    }

    /// Adds what editors say belongs to some words: to the group of the rarest of these, so that an
    /// article gains nothing by saying both.
    fn add(&mut self, beside: &Beside, query: &[Word]) {
        let vocabulary = &self.engine.vocabulary;
        let weight = match beside.kinship {
            Kinship::Same => SAME,
            Kinship::Broader => BROADER,
        };
        let rarity = |stem: &StemId| self.engine.rarity(*stem);
        let rarest = |stems: &[StemId]| {
            let rarest = stems.iter().max_by(|a, b| rarity(a).total_cmp(&rarity(b)));
            rarest.copied()
        };
        let known = |words: &[Word]| -> Vec<StemId> {
            let telling = words.iter().filter(|word| !word.part && !word.is_stop());
            telling
                .filter_map(|word| vocabulary.known(&word.text))
                .collect()
        };
        let other: Vec<Word> = words(&beside.text).collect();
        let stems = known(&other);
        let telling = other.iter().filter(|word| !word.part && !word.is_stop());
        // Of an entry that the index has only half of, the half may mean something else.
        let Some(main) = rarest(&stems).filter(|_| stems.len() == telling.count()) else {
            return;
        };
        let mut added: Vec<(StemId, f32)> = vec![(main, weight)];
        let rest = stems.iter().filter(|stem| **stem != main);
        added.extend(rest.map(|stem| (*stem, weight * REST_OF_PHRASE)));
        let anchor = rarest(&known(&query[beside.written.clone()]));
        let groups = &mut self.understood.groups;
        let of_anchor = groups
            .iter_mut()
            .find(|group| anchor.is_some_and(|anchor| group.stems().any(|stem| stem == anchor)));
        match of_anchor {
            Some(group) => {
                added.retain(|(stem, _)| group.stems().all(|had| had != *stem));
                group.0.extend(added);
            }
            None => self.group(added),
        }
        self.understood.expanded.push(beside.text.clone());
    }

    fn candidates(&mut self, own: Vec<(StemId, f32)>, found: &[Candidate], weight: f32) {
        let mut group = own;
        for (rank, candidate) in found.iter().enumerate() {
            if group.iter().any(|(stem, _)| *stem == candidate.stem) {
                continue;
            }
            let nearness = PER_EDIT.powf(candidate.far);
            group.push((candidate.stem, weight * nearness));
            if candidate.edits == 0 || rank > 0 {
                let shown = self.engine.vocabulary.spelt(candidate.word);
                self.understood.expanded.push(shown.to_owned());
            }
        }
        self.group(group);
    }

    fn group(&mut self, stems: Vec<(StemId, f32)>) {
        if stems.is_empty() {
            return;
        }
        let group = Group(stems);
        if !self.understood.groups.contains(&group) {
            self.understood.groups.push(group);
        }
    }

    fn finish(mut self, text: &str, words: &[Word]) -> Understood {
        if !self.corrected.is_empty() {
            let mut right = String::new();
            let mut at = 0;
            for word in words.iter().filter(|word| !word.part) {
                right.push_str(&text[at..word.range.start]);
                let put_right = self.corrected.iter().find(|(wrong, _)| *wrong == word.text);
                right.push_str(put_right.map_or(&text[word.range.clone()], |(_, right)| right));
                at = word.range.end;
            }
            self.understood.corrected = Some(right);
        }
        let expanded = &mut self.understood.expanded;
        let mut seen = std::collections::HashSet::new();
        expanded.retain(|word| seen.insert(word.clone()));
        self.understood
    }
}

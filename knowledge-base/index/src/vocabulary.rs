//! Every word of the indexed texts and its stem; what a misspelt, half-typed or split word may mean.

use crate::analysis::Analyser;
use crate::mistakes::Distances;
use crate::nearness::Pattern;
use std::collections::HashMap;
use std::sync::Arc;

/// The number of a stem.
pub(crate) type StemId = u32;

/// A word as texts write it, with its stem.
pub(crate) struct Surface {
    pub(crate) word: Arc<str>,
    pub(crate) letters: u8,
    pub(crate) stem: StemId,
    /// How often it occurs.
    pub(crate) count: u32,
}

/// A word of the vocabulary that may stand for a query word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate<'v> {
    pub(crate) word: &'v str,
    pub(crate) stem: StemId,
    pub(crate) edits: usize,
    /// How far away, as [`crate::mistakes`] weighs them.
    pub(crate) far: f32,
    count: u32,
}

/// The words of one snapshot of the index.
pub(crate) struct Vocabulary {
    pub(crate) analyser: Analyser,
    /// Sorted by word.
    pub(crate) surfaces: Vec<Surface>,
    /// The stems of those words, by name.
    pub(crate) stems: HashMap<Arc<str>, StemId>,
    /// The name of every stem ever given a number.
    pub(crate) names: Vec<Arc<str>>,
    /// How a word is spelt that is kept without its hyphens.
    pub(crate) spelt: Arc<HashMap<Arc<str>, Box<str>>>,
}

impl Vocabulary {
    /// A word of the vocabulary as texts spell it.
    pub(crate) fn spelt<'v>(&'v self, word: &'v str) -> &'v str {
        self.spelt.get(word).map_or(word, AsRef::as_ref)
    }

    pub(crate) fn analyser(&self) -> &Analyser {
        &self.analyser
    }

    pub(crate) fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// The stem of a word, if the index has it.
    pub(crate) fn known(&self, word: &str) -> Option<StemId> {
        if let Some(surface) = self.surface(word) {
            return Some(surface.stem);
        }
        self.stems.get(self.analyser.stem(word).as_str()).copied()
    }

    fn surface(&self, word: &str) -> Option<&Surface> {
        self.surfaces
            .binary_search_by(|surface| surface.word.as_ref().cmp(word))
            .ok()
            .map(|at| &self.surfaces[at])
    }

    fn beginning_with(&self, beginning: &str) -> &[Surface] {
        let from = self
            .surfaces
            .partition_point(|surface| surface.word.as_ref() < beginning);
        let rest = &self.surfaces[from..];
        let length = rest.partition_point(|surface| surface.word.starts_with(beginning));
        &rest[..length]
    }

    /// The words that a word may be the beginning of, commonest first, one a stem.
    pub(crate) fn completions(&self, word: &str, limit: usize) -> Vec<Candidate<'_>> {
        let longer = self.beginning_with(word).iter();
        best(longer.map(|surface| surface.as_candidate(0, 0.0)), limit)
    }

    /// The words within reach of a misspelt one, nearest first, one a stem: the first letter
    /// stands, 1 edit from 4 letters, 2 from 8. `half` takes words that only begin like it too.
    pub(crate) fn near(&self, word: &str, half: bool, limit: usize) -> Vec<Candidate<'_>> {
        let letters = word.chars().count();
        let reach = match letters {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            8..=64 => 2,
            _ => return Vec::new(),
        };
        if word.chars().any(|c| c.is_numeric()) {
            return Vec::new();
        }
        let pattern = Pattern::new(word);
        let first = &word[..word.chars().next().map_or(0, char::len_utf8)];
        let typed: Vec<char> = word.chars().collect();
        let mut meant: Vec<char> = Vec::new();
        let mut distances = Distances::for_unfinished(0.0);
        let near = self.beginning_with(first).iter().filter_map(|surface| {
            let long = usize::from(surface.letters);
            if long + reach < letters || (!half && long > letters + reach) {
                return None;
            }
            let edits = pattern.edits(&surface.word);
            let edits = if half { edits.beginning } else { edits.whole };
            if edits > reach {
                return None;
            }
            meant.clear();
            meant.extend(surface.word.chars());
            let far = distances.of(&typed, &meant);
            Some(surface.as_candidate(edits, if half { far.unfinished } else { far.whole }))
        });
        best(near, limit)
    }

    /// Two words of the index that an unknown word is made of, with or without a joining s or e.
    pub(crate) fn parts(&self, word: &str) -> Option<(Candidate<'_>, Candidate<'_>)> {
        const LEAST: usize = 3;
        let cuts = word.char_indices().map(|(at, _)| at).skip(LEAST);
        let found = cuts.filter_map(|cut| {
            let (head, tail) = word.split_at(cut);
            if tail.chars().count() < LEAST {
                return None;
            }
            let tail = self.surface(tail)?;
            let bare = head.strip_suffix(['s', 'e']);
            let head = self
                .surface(head)
                .or_else(|| self.surface(bare.filter(|bare| bare.chars().count() >= LEAST)?))?;
            Some((head.as_candidate(0, 0.0), tail.as_candidate(0, 0.0)))
        });
        // The cut whose rarer half is commonest: chance halves are rare words.
        found.max_by_key(|(head, tail)| head.count.min(tail.count))
    }
}

impl Surface {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an edit weighs a few digits"
    )]
    fn as_candidate(&self, edits: usize, far: f64) -> Candidate<'_> {
        Candidate {
            word: &self.word,
            stem: self.stem,
            edits,
            far: far as f32,
            count: self.count,
        }
    }
}

/// Edits that a word e times as common may be further off.
const COMMON: f32 = 0.06;

/// The nearest and commonest, one for each stem. The limit is small, so the best so far are kept
/// in order rather than all of thousands sorted.
fn best<'v>(candidates: impl Iterator<Item = Candidate<'v>>, limit: usize) -> Vec<Candidate<'v>> {
    #[expect(clippy::cast_precision_loss, reason = "a word occurs a few times")]
    let cost = |c: &Candidate| c.far - COMMON * (c.count as f32).ln();
    let before = |a: &Candidate, b: &Candidate| cost(a).total_cmp(&cost(b)).is_le();
    let mut out: Vec<Candidate> = Vec::with_capacity(limit + 1);
    for candidate in candidates {
        if out.len() == limit && out.last().is_some_and(|last| before(last, &candidate)) {
            continue;
        }
        if let Some(same) = out.iter().position(|taken| taken.stem == candidate.stem) {
            if before(&out[same], &candidate) {
                continue;
            }
            out.remove(same);
        }
        let at = out.partition_point(|taken| before(taken, &candidate));
        out.insert(at, candidate);
        out.truncate(limit);
    }
    out
}

//! The pieces of an article as they are shown: matched words marked, everything else escaped.

use crate::analysis::words;
use crate::lexicon::Lexicon;
use crate::vocabulary::StemId;
use std::ops::Range;
use std::sync::Arc;

/// A normalised text and its stems, each with the words it stands in.
pub(crate) struct Piece {
    text: String,
    tokens: Vec<Token>,
    /// The words in lower case with a space round each, if some of them are stop words.
    phrase: Option<String>,
}

struct Token {
    stem: StemId,
    /// What the word is made of, if it is a compound.
    parts: Arc<[StemId]>,
    range: Range<usize>,
}

impl Token {
    fn is_wanted(&self, wanted: &Wanted) -> bool {
        wanted.has(self.stem) || self.parts.iter().any(|part| wanted.has(*part))
    }
}

/// The stems that a query asks for: asked of every word shown, so one bit each.
#[derive(Default)]
pub(crate) struct Wanted(Vec<u64>);

impl Wanted {
    pub(crate) fn of(stems: impl Iterator<Item = StemId>) -> Self {
        let mut bits = Vec::new();
        for stem in stems {
            let at = stem as usize / 64;
            if bits.len() <= at {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1 << (stem % 64);
        }
        Self(bits)
    }

    fn has(&self, stem: StemId) -> bool {
        self.0
            .get(stem as usize / 64)
            .is_some_and(|bits| bits >> (stem % 64) & 1 == 1)
    }
}

/// Letters of a passage that are shown at most.
const SHOWN: usize = 320;
/// Letters shown before the first marked word when the beginning is cut.
const BEFORE: usize = 60;

impl Piece {
    /// Reads a text.
    pub(crate) fn new(text: &str, lexicon: &mut Lexicon) -> Self {
        let text = language::normalise(text);
        let tokens = words(&text)
            .filter(|word| !word.is_stop())
            .map(|word| {
                let (id, stem) = lexicon.word(&word.text);
                Token {
                    stem,
                    parts: Arc::clone(lexicon.made_of(id)),
                    range: word.range,
                }
            })
            .collect();
        let phrase = words(&text)
            .any(|word| word.is_stop())
            .then(|| spaced(&text));
        Self {
            text,
            tokens,
            phrase,
        }
    }

    /// Whether a talk holds all of this piece: `said` answers for stems, `spaced` is its text as
    /// [`spaced`] makes it. With stop words in the piece the very words must be there, for
    /// "orker ikke mer" is not "orker".
    pub(crate) fn is_said(&self, said: impl Fn(&[StemId]) -> bool, spaced: &str) -> bool {
        match &self.phrase {
            Some(phrase) => spaced.contains(phrase.as_str()),
            None => said(&self.stems().collect::<Vec<_>>()),
        }
    }

    /// Whether a piece with stop words in it is just these words, as [`spaced`] makes them.
    pub(crate) fn is(&self, spaced: &str) -> bool {
        self.phrase.as_deref() == Some(spaced)
    }

    /// The stems of the piece, in order.
    pub(crate) fn stems(&self) -> impl Iterator<Item = StemId> {
        self.tokens.iter().map(|token| token.stem)
    }

    /// The words that stand for one of the stems, as they are spelt here, each once.
    pub(crate) fn matched(&self, wanted: &Wanted) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for range in self.ranges(wanted) {
            let word = self.text[range].to_lowercase();
            if !found.contains(&word) {
                found.push(word);
            }
        }
        found
    }

    /// What the distinct stems found here weigh together.
    pub(crate) fn weight(&self, wanted: &Wanted, weight_of: impl Fn(StemId) -> f32) -> f32 {
        let parts = self.tokens.iter().flat_map(|token| token.parts.iter());
        let all = self.stems().chain(parts.copied());
        let mut seen: Vec<StemId> = all.filter(|stem| wanted.has(*stem)).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.into_iter().map(weight_of).sum()
    }

    /// The piece as HTML, cut to a length that fits a panel.
    pub(crate) fn html(&self, wanted: &Wanted) -> String {
        let marks = self.ranges(wanted);
        let shown = self.shown(marks.first());
        let mut out = String::new();
        if shown.start > 0 {
            out.push_str("… ");
        }
        let mut at = shown.start;
        for mark in marks {
            if mark.start < at || mark.end > shown.end {
                continue;
            }
            escape(&self.text[at..mark.start], &mut out);
            out.push_str("<mark>");
            escape(&self.text[mark.clone()], &mut out);
            out.push_str("</mark>");
            at = mark.end;
        }
        escape(&self.text[at..shown.end], &mut out);
        if shown.end < self.text.len() {
            out.push_str(" …");
        }
        out
    }

    /// Where wanted words stand, in order, none inside another.
    fn ranges(&self, wanted: &Wanted) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for token in &self.tokens {
            let range = &token.range;
            let free = out.last().is_none_or(|last| last.end <= range.start);
            if free && token.is_wanted(wanted) {
                out.push(range.clone());
            }
        }
        out
    }

    fn shown(&self, first: Option<&Range<usize>>) -> Range<usize> {
        if self.text.chars().count() <= SHOWN {
            return 0..self.text.len();
        }
        let spaces = || self.text.match_indices(' ').map(|(at, _)| at);
        let from = first.map_or(0, |mark| mark.start);
        let start = if from <= SHOWN / 2 {
            0
        } else {
            let near = spaces().find(|at| at + BEFORE >= from && *at < from);
            near.map_or(from, |at| at + 1)
        };
        let end = spaces().take_while(|at| *at <= start + SHOWN).last();
        start..end.filter(|end| *end > from).unwrap_or(self.text.len())
    }
}

/// The words of a normalised text in lower case, with a space round each.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in words(text).filter(|word| !word.part) {
        out.push_str(&word.text);
        out.push(' ');
    }
    out
}

fn escape(text: &str, out: &mut String) {
    let mut at = 0;
    for (found, mark) in text.match_indices(['&', '<', '>', '"', '\'']) {
        out.push_str(&text[at..found]);
        out.push_str(match mark {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            _ => "&#39;",
        });
        at = found + mark.len();
    }
    out.push_str(&text[at..]);
}

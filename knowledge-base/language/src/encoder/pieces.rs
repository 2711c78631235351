//! Text into pieces: SentencePiece's unigram model, the cheapest way to spell the text.

use super::file::PieceTable;
use crate::normal::normalise;
use std::ops::Range;
use zeroize::Zeroizing;

/// Of a longer text only so many characters at each end are read.
const END: usize = 2_048;
/// What a space is inside pieces.
const SPACE: char = '▁';
/// An unknown character costs so much more than the rarest piece.
const UNKNOWN: f32 = 10.0;

/// The vocabulary, ready to be looked up.
pub(super) struct Pieces {
    begin: u32,
    end: u32,
    unknown: u32,
    starts: Vec<u32>,
    scores: Vec<f32>,
    text: Vec<u8>,
    replaced: Vec<(char, Box<str>)>,
    unknown_score: f32,
    /// The bytes of the longest piece.
    longest: usize,
    /// Open addressing: half of a hash, and the piece plus 1 or 0 for none.
    slots: Vec<(u32, u32)>,
}

/// The cheapest way to a place in the text.
#[derive(Clone, Copy)]
struct Way {
    score: f32,
    from: usize,
    piece: u32,
}

impl Pieces {
    pub(super) fn new(table: PieceTable<'_>) -> Self {
        let lengths = table
            .starts
            .windows(2)
            .map(|ends| (ends[1] - ends[0]) as usize);
        let least = table.scores.iter().copied().fold(0.0, f32::min);
        let size = (2 * table.scores.len()).next_power_of_two();
        let mut pieces = Self {
            begin: table.begin,
            end: table.end,
            unknown: table.unknown,
            longest: lengths.max().unwrap_or(0),
            unknown_score: least - UNKNOWN,
            text: table.text.to_vec(),
            starts: table.starts,
            scores: table.scores,
            replaced: table.replaced,
            slots: vec![(0, 0); size],
        };
        for piece in 0..pieces.scores.len() {
            // A score of 0 marks what steers the model (`<s>`, `<mask>`); nobody may write that.
            if pieces.scores[piece] < 0.0 {
                pieces.enter(piece);
            }
        }
        pieces
    }

    fn enter(&mut self, piece: usize) {
        let hash = hash(FIRST, &self.text[self.place(piece)]);
        let mut slot = self.slot(hash);
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) % self.slots.len();
        }
        self.slots[slot] = ((hash >> 32) as u32, piece as u32 + 1);
    }

    /// The pieces of a text with its prefix, begin and end marked: at most `most` of them, which is at
    /// least 3. Of a longer text the beginning and the end are kept, equally much.
    pub(super) fn of(&self, prefix: &str, text: &str, most: usize) -> Vec<u32> {
        let text = Zeroizing::new(self.spelt(prefix, text));
        let mut ids = self.cheapest(&text);
        let room = most - 2;
        if ids.len() > room {
            let (head, tail) = (room.div_ceil(2), room / 2);
            ids.drain(head..ids.len() - tail);
        }
        ids.insert(0, self.begin);
        ids.push(self.end);
        ids
    }

    /// The text as the pieces spell it: one normal form, characters replaced, `▁` for spaces.
    fn spelt(&self, prefix: &str, text: &str) -> String {
        let text = Zeroizing::new(normalise(&Zeroizing::new(ends_of(text))));
        let mut out = String::with_capacity(2 * text.len() + 16);
        out.push(SPACE);
        let mut push = |c: char| {
            if c != ' ' {
                out.push(c);
            } else if !out.ends_with(SPACE) {
                out.push(SPACE);
            }
        };
        for c in prefix.chars().chain(text.chars()) {
            match self.replaced.binary_search_by_key(&c, |(from, _)| *from) {
                Ok(at) => self.replaced[at].1.chars().for_each(&mut push),
                Err(_) => push(c),
            }
        }
        // Once more, as one character can become eighteen.
        let out = Zeroizing::new(out);
        ends_of(&out)
    }

    /// Viterbi: forward the best score of every place, then back from the end.
    fn cheapest(&self, text: &str) -> Vec<u32> {
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let unseen = Way {
            score: f32::MIN,
            from: 0,
            piece: self.unknown,
        };
        let mut ways = vec![unseen; places.len()];
        ways[0].score = 0.0;
        for from in 0..places.len() - 1 {
            let score = ways[from].score;
            let mut seen = FIRST;
            for to in from + 1..places.len() {
                if places[to] - places[from] > self.longest {
                    break;
                }
                seen = hash(seen, &text.as_bytes()[places[to - 1]..places[to]]);
                let found = self.find(seen, &text.as_bytes()[places[from]..places[to]]);
                if let Some(piece) = found {
                    let score = score + self.scores[piece as usize];
                    ways[to].take(Way { score, from, piece });
                }
            }
            ways[from + 1].take(Way {
                score: score + self.unknown_score,
                from,
                piece: self.unknown,
            });
        }
        let mut ids = Vec::new();
        let mut at = ways.len() - 1;
        while at > 0 {
            ids.push(ways[at].piece);
            at = ways[at].from;
        }
        ids.reverse();
        ids
    }

    fn find(&self, hash: u64, bytes: &[u8]) -> Option<u32> {
        let mut slot = self.slot(hash);
        loop {
            let (seen, piece) = self.slots[slot];
            let piece = piece.checked_sub(1)?;
            if seen == (hash >> 32) as u32 && self.text[self.place(piece as usize)] == *bytes {
                return Some(piece);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }

    fn slot(&self, hash: u64) -> usize {
        hash as usize % self.slots.len()
    }

    fn place(&self, piece: usize) -> Range<usize> {
        self.starts[piece] as usize..self.starts[piece + 1] as usize
    }
}

impl Way {
    fn take(&mut self, other: Self) {
        if other.score > self.score {
            *self = other;
        }
    }
}

/// The hash of nothing.
const FIRST: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, going on from the hash of what stood before.
fn hash(before: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(before, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The text, or its first and last [`END`] characters if it is longer than both.
fn ends_of(text: &str) -> String {
    let head = text.char_indices().nth(END).map(|(at, _)| at);
    let tail = text.char_indices().rev().nth(END - 1).map(|(at, _)| at);
    match head.zip(tail) {
        Some((head, tail)) if head < tail => [&text[..head], &text[tail..]].concat(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::file::Contents;
    use crate::encoder::miniature::{PIECES, miniature};

    fn pieces() -> Pieces {
        Pieces::new(Contents::read(&miniature()).unwrap().pieces)
    }

    fn cut(text: &str) -> Vec<&'static str> {
        let ids = pieces().of("query: ", text, 64);
        ids.into_iter().map(|id| PIECES[id as usize].0).collect()
    }

    #[test]
    fn the_likeliest_spelling_is_taken() {
        let expected = ["<s>", "▁query", ":", "▁jeg", "▁vet", "▁ikke", "</s>"];
        assert_eq!(cut("jeg vet ikke"), expected);
        assert_eq!(cut("  jeg\t vet\u{a0}\u{a0}ikke\n"), expected);
        assert_eq!(cut("å"), ["<s>", "▁query", ":", "▁", "å", "</s>"]);
        assert_eq!(cut("☃"), ["<s>", "▁query", ":", "▁", "<unk>", "</s>"]);
        assert_eq!(cut(""), ["<s>", "▁query", ":", "▁", "</s>"]);
    }

    #[test]
    fn both_normal_forms_are_the_same_pieces() {
        assert_eq!(cut("a\u{30a}"), cut("å"));
    }

    #[test]
    fn characters_of_the_table_are_replaced() {
        assert_eq!(cut("ﬁ"), cut("fi"));
        assert!(!cut("ﬁ").contains(&"<unk>"));
    }

    #[test]
    fn nobody_writes_what_steers_the_model() {
        let ids = cut("</s><mask>");
        assert_eq!(ids.iter().filter(|id| **id == "</s>").count(), 1);
        assert!(!ids.contains(&"<mask>"));
    }

    #[test]
    fn of_a_long_text_both_ends_are_kept() {
        let pieces = pieces();
        let middle = "ikke ".repeat(20_000);
        let ids = pieces.of("query: ", &format!("jeg {middle}vet"), 64);
        assert_eq!(ids.len(), 64);
        let named = |at: usize| PIECES[ids[at] as usize].0;
        assert_eq!((named(3), named(62)), ("▁jeg", "▁vet"));
        for length in [END - 1, END, 2 * END - 1, 2 * END, 2 * END + 1, 20_000] {
            let short = ends_of(&"æ".repeat(length));
            assert!(short.chars().count() <= length.min(2 * END));
        }
    }
}

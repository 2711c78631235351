//! A line in pieces, as white space parts them, and what becomes of each.

use super::Hidden;

/// One line of a text.
pub(super) struct Line<'t> {
    pub(super) pieces: Vec<Piece<'t>>,
    /// All in capitals: then a capital says nothing.
    shouts: bool,
}

pub(super) struct Piece<'t> {
    /// As it was written.
    pub(super) text: &'t str,
    /// Without the marks round it.
    pub(super) core: &'t str,
    /// That in lower case.
    pub(super) low: String,
    /// Begins a sentence, so that its capital says nothing.
    pub(super) starts: bool,
    pub(super) fate: Fate,
}

/// What becomes of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    /// So much of it stays.
    Cut(String, Hidden),
    Dropped(Hidden),
}

impl<'t> Line<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for text in text.split_whitespace() {
            let core = text.trim_matches(|c: char| !c.is_alphanumeric());
            let before = pieces.last();
            pieces.push(Piece {
                text,
                core,
                low: core.to_lowercase(),
                starts: before.is_none_or(|before| before.ends_sentence().is_some()),
                fate: Fate::Kept,
            });
        }
        let shouts = pieces.len() > 1 && !text.chars().any(char::is_lowercase);
        Self { pieces, shouts }
    }

    /// The piece so many places from another, in lower case; empty beyond the ends.
    pub(super) fn low(&self, at: usize, off: isize) -> &str {
        let piece = at
            .checked_add_signed(off)
            .and_then(|at| self.pieces.get(at));
        piece.map_or("", |piece| &piece.low)
    }

    /// Whether a piece is written with a capital that says something, at a sentence's start or not.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let piece = self.pieces.get(at);
        !self.shouts && piece.is_some_and(|piece| piece.is_capital())
    }

    /// The same, and it does not begin a sentence.
    pub(super) fn is_capital_inside(&self, at: usize) -> bool {
        self.is_capital(at) && !self.pieces[at].starts
    }

    pub(super) fn drop(&mut self, at: usize, what: Hidden) {
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.fate = Fate::Dropped(what);
        }
    }

    pub(super) fn is_kept(&self, at: usize) -> bool {
        let piece = self.pieces.get(at);
        piece.is_some_and(|piece| !matches!(piece.fate, Fate::Dropped(_)))
    }
}

impl Piece<'_> {
    /// The mark that ends a sentence after this piece. The full stop of "17." ends none.
    pub(super) fn ends_sentence(&self) -> Option<char> {
        let counts = !self.core.is_empty() && self.core.chars().all(|c| c.is_ascii_digit());
        let marks = self.text.chars().rev().take_while(|c| !c.is_alphanumeric());
        let end = marks.filter(|c| matches!(c, '.' | '!' | '?' | '…')).last();
        end.filter(|mark| !(counts && *mark == '.'))
    }

    /// Begins with a capital and is not written in capitals throughout.
    fn is_capital(&self) -> bool {
        let mut chars = self.core.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| !c.is_uppercase() || self.core.contains('-'))
    }

    /// Whether a mark parts it from the next.
    pub(super) fn ends_phrase(&self) -> bool {
        !self.text.ends_with(self.core)
    }

    /// Its digits, if it is made of nothing else but a plus sign before and marks round it.
    pub(super) fn number(&self) -> Option<&str> {
        let digits = !self.core.is_empty() && self.core.chars().all(|c| c.is_ascii_digit());
        digits.then_some(self.core)
    }
}

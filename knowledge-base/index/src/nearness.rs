//! How many edits lie between two words: letters added, dropped, changed, or two swapped.
//!
//! Optimal string alignment, one column a machine word at a time (Hyyrö 2003), so that a whole
//! vocabulary can be looked through for every unknown word.

/// A word to compare others with; its first 64 letters count.
pub(crate) struct Pattern {
    latin: [u64; 256],
    others: Vec<(char, u64)>,
    pub(crate) length: usize,
}

/// What comparing gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edits {
    /// Edits from the pattern to the whole text.
    pub(crate) whole: usize,
    /// Edits from the pattern to the beginning of the text that is nearest to it.
    pub(crate) beginning: usize,
}

impl Pattern {
    pub(crate) fn new(word: &str) -> Self {
        let mut latin = [0; 256];
        let mut others: Vec<(char, u64)> = Vec::new();
        let mut length = 0;
        for c in word.chars().take(64) {
            let bit = 1 << length;
            length += 1;
            match latin.get_mut(c as usize) {
                Some(mask) => *mask |= bit,
                None => match others.iter_mut().find(|(other, _)| *other == c) {
                    Some((_, mask)) => *mask |= bit,
                    None => others.push((c, bit)),
                },
            }
        }
        Self {
            latin,
            others,
            length,
        }
    }

    fn mask(&self, c: char) -> u64 {
        match self.latin.get(c as usize) {
            Some(mask) => *mask,
            None => self
                .others
                .iter()
                .find(|(other, _)| *other == c)
                .map_or(0, |(_, mask)| *mask),
        }
    }

    /// The edits from this word to `text`.
    pub(crate) fn edits(&self, text: &str) -> Edits {
        if self.length == 0 {
            return Edits {
                whole: text.chars().count(),
                beginning: 0,
            };
        }
        let last = 1_u64 << (self.length - 1);
        let (mut up, mut down, mut same, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let (mut whole, mut beginning) = (self.length, self.length);
        for c in text.chars() {
            let mask = self.mask(c);
            let swapped = ((!same & mask) << 1) & before;
            same = (((mask & up).wrapping_add(up)) ^ up) | mask | down | swapped;
            let right_up = down | !(same | up);
            let right_down = same & up;
            whole += usize::from(right_up & last != 0);
            whole -= usize::from(right_down & last != 0);
            let right_up = (right_up << 1) | 1;
            up = (right_down << 1) | !(same | right_up);
            down = same & right_up;
            before = mask;
            beginning = beginning.min(whole);
        }
        Edits { whole, beginning }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, whole: usize, beginning: usize) {
        assert_eq!(
            Pattern::new(a).edits(b),
            Edits { whole, beginning },
            "{a} {b}"
        );
    }

    #[test]
    fn edits_are_counted() {
        check("fagbrve", "fagbrev", 1, 1);
        check("fagb", "fagbrev", 3, 0);
        check("lærling", "larling", 1, 1);
        check("", "abc", 3, 0);
        check("abc", "", 3, 3);
        check("sykepleier", "sykepleier", 0, 0);
        check("ca", "abc", 3, 1);
        check("яблоко", "яблок", 1, 1);
    }

    #[test]
    fn it_agrees_with_the_slow_way() {
        let words = [
            "laereplass",
            "lærepalss",
            "plass",
            "læreplassen",
            "aa",
            "påbygg",
            "pabyg",
        ];
        for a in words {
            for b in words {
                assert_eq!(Pattern::new(a).edits(b).whole, slow(a, b), "{a} {b}");
            }
        }
    }

    fn slow(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = usize::from(a[i - 1] != b[j - 1]);
                    let mut best = (d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    best = best.min(d[i - 1][j - 1] + change);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        d[a.len()][b.len()]
    }
}

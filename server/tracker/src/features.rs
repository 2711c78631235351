//! A message as numbers: hashed letter runs, words, word pairs and word groups. No n-gram is kept.

use crate::concepts::Concepts;

/// A message is read up to this many characters: the first and the last part of a longer one.
const HEAD: usize = 1_500;
const TAIL: usize = 500;

/// Letter runs of these lengths are taken, over words padded with a blank on either side.
const RUNS: std::ops::RangeInclusive<usize> = 2..=5;

/// Of longer words the beginning counts too: it is what inflected forms share.
const STEM: usize = 5;

/// The counted features of one text, by hash, in rising order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Features {
    /// How often each occurs.
    pub counts: Vec<(u32, u16)>,
    /// Characters, question marks and the like.
    pub shape: Shape,
}

/// Whether a feature is remembered when its message lies behind: words, word beginnings and word
/// groups are. The lowest bit of a hash tells.
pub(crate) fn lasts(hash: u32) -> bool {
    hash & 1 == 1
}

/// What can be seen of a message without reading it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shape {
    pub characters: usize,
    pub words: usize,
    pub asks: bool,
    pub ends_asking: bool,
    pub links: bool,
}

/// Reads a text. `extract` of equal texts is equal, whatever came before.
pub(crate) fn extract(text: &str) -> Features {
    let folded = language::fold(&clip(text));
    let tokens = tokens(&folded);
    let last_start = last_sentence_start(&tokens);
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();

    let mut found = Vec::with_capacity(8 * text.len());
    let mut add = |family: u8, parts: &[&str], lasts: bool| {
        found.push((hash(family, parts) & !1) | u32::from(lasts));
    };
    for (at, word) in words.iter().enumerate() {
        add(b'w', &[word], true);
        if at >= last_start {
            add(b'l', &[word], false);
        }
        if let Some(next) = words.get(at + 1) {
            add(b'p', &[word, next], false);
        }
        if word.chars().count() > STEM {
            let stem: String = word.chars().take(STEM).collect();
            add(b'b', &[&stem], true);
        }
        runs(word, &mut |run| add(b'c', &[run], false));
    }
    let concepts = Concepts::builtin();
    concepts.find(&words, &mut |name| add(b'k', &[name], true));
    if last_start > 0 {
        concepts.find(&words[last_start..], &mut |name| add(b'e', &[name], false));
    }
    let shape = Shape {
        characters: text.chars().take(HEAD + TAIL).count(),
        words: words.len(),
        asks: words.contains(&"?"),
        ends_asking: words.last() == Some(&"?"),
        links: words.contains(&"http"),
    };
    Features {
        counts: counted(found),
        shape,
    }
}

/// Reads a text as letter runs alone, and nothing for what lies behind: a baseline's view.
pub(crate) fn letters(text: &str) -> Features {
    let mut found = Vec::new();
    for word in tokens(&language::fold(&clip(text))) {
        runs(&word, &mut |run| found.push(hash(b'c', &[run]) & !1));
    }
    Features {
        counts: counted(found),
        ..Features::default()
    }
}

/// How often each occurs, in rising order.
fn counted(mut found: Vec<u32>) -> Vec<(u32, u16)> {
    found.sort_unstable();
    let same = found.chunk_by(|a, b| a == b);
    same.map(|same| (same[0], same.len().try_into().unwrap_or(u16::MAX)))
        .collect()
}

/// The letter runs of a word between two blanks.
fn runs(word: &str, found: &mut impl FnMut(&str)) {
    let padded = format!(" {word} ");
    let mut starts: Vec<usize> = padded.char_indices().map(|(at, _)| at).collect();
    starts.push(padded.len());
    for length in RUNS {
        for ends in starts.windows(length + 1) {
            found(&padded[ends[0]..ends[length]]);
        }
    }
}

fn clip(text: &str) -> String {
    let length = text.chars().take(HEAD + TAIL + 1).count();
    if length <= HEAD + TAIL {
        return text.to_owned();
    }
    let head = text.chars().take(HEAD);
    let tail: Vec<char> = text.chars().rev().take(TAIL).collect();
    head.chain([' ']).chain(tail.into_iter().rev()).collect()
}

/// Words, and the marks that mean something, each as a token of its own. Digits become zeros, a
/// letter written many times is written twice, an address becomes "http".
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in text.split(' ') {
        if piece.starts_with("http") || piece.starts_with("www.") {
            out.push("http".to_owned());
            continue;
        }
        let mut end = 0;
        for range in language::words(piece) {
            marks(&piece[end..range.start], &mut out);
            end = range.end;
            out.push(plain(&piece[range]));
        }
        marks(&piece[end..], &mut out);
    }
    out
}

fn marks(text: &str, out: &mut Vec<String>) {
    let mut before = None;
    for c in text.chars() {
        if before != Some(c) && !matches!(c, '"' | '\'' | '«' | '»' | '(' | ')') {
            out.push(c.to_string());
        }
        before = Some(c);
    }
}

fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let (mut before, mut times) = (None, 0);
    for c in word.chars() {
        let c = if c.is_numeric() { '0' } else { c };
        times = if before == Some(c) { times + 1 } else { 1 };
        if times <= 2 || c == '0' {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// Where the last sentence begins, in tokens.
fn last_sentence_start(tokens: &[String]) -> usize {
    let ends = |token: &str| matches!(token, "." | "!" | "?" | "…");
    let body = tokens.iter().rposition(|token| !ends(token)).unwrap_or(0);
    tokens[..body]
        .iter()
        .rposition(|token| ends(token))
        .map_or(0, |at| at + 1)
}

/// FNV-1a with a last stir; the family keeps a word apart from the same letters as a run.
fn hash(family: u8, parts: &[&str]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    eat(family);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0x1f);
    }
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as u32
}

//! Text in pieces: words and sentences, as byte ranges of the text they came from.

use std::ops::Range;

/// The words of a text: letters and digits, kept together over the marks inside "23/5-regelen",
/// "S1+S2", "C++" and "e-post".
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while chars.peek().is_some_and(|(_, c)| !c.is_alphanumeric()) {
            chars.next();
        }
        let (start, first) = chars.next()?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let joins = matches!(c, '/' | '-' | '+' | '\'' | '’')
                && text[at + c.len_utf8()..]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphanumeric);
            let closes = c == '+'
                && text[start..at]
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '+');
            if !(c.is_alphanumeric() || joins || closes) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        Some(start..end)
    })
}

/// The sentences of a text: ended by `.`, `!`, `?`, `…` or a line break, with the mark kept.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = c == '\n'
            || (matches!(c, '.' | '!' | '?' | '…') && next.is_none_or(char::is_whitespace));
        if ends {
            push_trimmed(text, start..at + c.len_utf8(), &mut out);
            start = at + c.len_utf8();
        }
    }
    push_trimmed(text, start..text.len(), &mut out);
    out
}

fn push_trimmed(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start < end {
        out.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_inside_a_word_stay() {
        assert_eq!(
            w("Gjelder 23/5-regelen, S1+S2 og C++?"),
            ["Gjelder", "23/5-regelen", "S1+S2", "og", "C++"]
        );
        assert_eq!(w("!? … "), Vec::<&str>::new());
    }

    #[test]
    fn a_sentence_keeps_its_mark() {
        let text = "Hei! Kommer jeg inn med 4.5 i snitt? takk";
        let got: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(got, ["Hei!", "Kommer jeg inn med 4.5 i snitt?", "takk"]);
    }
}

//! A message in pieces short enough to be quoted.

use std::ops::Range;

/// A quote has at most this many characters.
const LONGEST: usize = 80;
/// Of a message with more pieces, the first and the last are looked at: there it greets and asks.
const FIRST: usize = 4;
const LAST: usize = 8;

/// Sentences; a long one is cut before a joining word or after a comma, else between words.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for sentence in language::sentences(text) {
        let mut start = sentence.start;
        while let Some(end) = cut(&text[start..sentence.end]).map(|at| start + at) {
            push(text, start..end, &mut out);
            start = end;
            if out.len() > 200 {
                break;
            }
        }
        push(text, start..sentence.end, &mut out);
    }
    if out.len() > FIRST + LAST {
        out.drain(FIRST..out.len() - LAST);
    }
    out
}

/// Where to cut a sentence that is too long.
fn cut(sentence: &str) -> Option<usize> {
    let end = sentence.char_indices().nth(LONGEST).map(|(at, _)| at)?;
    let head = &sentence[..end];
    let smallest = end / 4;
    let comma = head.rfind([',', ';', ':', '–']).map(|at| at + 1);
    let joint = [" men ", " og ", " eller ", " fordi ", " but ", " and "];
    let joint = joint.iter().filter_map(|word| head.rfind(word)).max();
    let place = comma.max(joint).filter(|at| *at > smallest);
    let place = place.filter(|at| sentence.is_char_boundary(*at));
    let blank = head.rfind(' ').filter(|at| *at > 0);
    Some(place.or(blank).unwrap_or(end))
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    let shortest = text[start.min(end)..end].chars().take(LONGEST + 1).count();
    if start < end && shortest <= LONGEST {
        out.push(start..end);
    }
}

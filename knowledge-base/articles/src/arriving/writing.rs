//! The words of one paragraph as Markdown writes them, so that every sign stays the sign it is.

use super::inline::{Emphasis, Run};

/// Runs as Markdown.
pub(super) fn written(runs: &[Run]) -> String {
    let units: Vec<&[Run]> = runs
        .chunk_by(|one, next| one.link.is_some() && one.link == next.link)
        .collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let emphasis = shared(unit);
        let others = units[at..].iter().map(|unit| shared(unit));
        let alike = others.take_while(|other| *other == emphasis).count();
        let span = &units[at..at + alike];
        let after = units.get(at + alike).and_then(|unit| begins(unit));
        let before = at.checked_sub(1).map(|at| shared(units[at]));
        let beside = [before, units.get(at + alike).map(|unit| shared(unit))];
        let alone = beside
            .into_iter()
            .flatten()
            .all(|other| other.marks().is_empty());
        if alone && alike > 1 && can_span(span, out.chars().last(), after) {
            // Emphasis that goes on through a link stands around it.
            out.push_str(emphasis.marks());
            for (at, unit) in span.iter().enumerate() {
                let next = span.get(at + 1).and_then(|unit| begins(unit));
                write_unit(unit, false, next.or(Some('*')), &mut out);
            }
            out.push_str(emphasis.marks());
        } else {
            for (at, unit) in span.iter().enumerate() {
                let next = span.get(at + 1).and_then(|unit| begins(unit));
                write_unit(unit, true, next.or(after), &mut out);
            }
        }
        at += alike;
    }
    out
}

fn letter(sign: char) -> bool {
    sign.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&sign)
}

/// The emphasis of a link as a whole, or of a text.
fn shared(unit: &[Run]) -> Emphasis {
    let first = unit.first().map(|run| run.emphasis).unwrap_or_default();
    let all = unit.iter().all(|run| run.emphasis == first);
    if all { first } else { Emphasis::default() }
}

/// What a link or a text begins with in Markdown.
fn begins(unit: &[Run]) -> Option<char> {
    let first = unit.first()?;
    if first.link.is_some() {
        return Some('[');
    }
    first.begins()
}

/// Whether marks around all of it can be told for what they are.
fn can_span(span: &[&[Run]], before: Option<char>, after: Option<char>) -> bool {
    let (Some([first, ..]), Some([.., last])) = (span.first(), span.last()) else {
        return false;
    };
    let edge = |run: &Run, sign: Option<char>| run.link.is_none() && sign.is_some_and(letter);
    !first.emphasis.marks().is_empty()
        && !first.text.starts_with(' ')
        && !last.text.ends_with(' ')
        && (!before.is_some_and(letter) || edge(first, first.text.chars().next()))
        && (!after.is_some_and(letter) || edge(last, last.text.chars().last()))
}

fn write_unit(unit: &[Run], marked: bool, after: Option<char>, out: &mut String) {
    let Some(address) = unit.first().and_then(|run| run.link.as_ref()) else {
        return write(unit, false, marked, after, out);
    };
    out.push('[');
    write(unit, true, marked, Some(']'), out);
    out.push_str("](");
    out.push_str(address);
    out.push(')');
}

fn write(runs: &[Run], in_link: bool, marked: bool, after: Option<char>, out: &mut String) {
    for (at, run) in runs.iter().enumerate() {
        let next = match runs.get(at + 1) {
            Some(next) => next.begins(),
            None => after,
        };
        // `]:` would make the paragraph the address of another link, even within code.
        if run.emphasis.code && !run.text.contains("]:") {
            code(&run.text, out);
            continue;
        }
        let marks = if marked { run.emphasis.marks() } else { "" };
        let (mut before, mut inner, mut end) = ("", run.text.as_str(), "");
        if !marks.is_empty() {
            // `a**.b**` and `** a**` are no emphasis: a sign at its edge must not meet a letter
            // outside, and a blank must not be at its edge.
            let beside_letter = out.chars().last().is_some_and(letter);
            let starts = |sign: char| letter(sign) || !(beside_letter || sign.is_whitespace());
            (before, inner) = inner.split_at(inner.find(starts).unwrap_or(inner.len()));
            let beside_letter = next.is_some_and(letter);
            let ends = |sign: char| !letter(sign) && (beside_letter || sign.is_whitespace());
            (inner, end) = inner.split_at(inner.trim_end_matches(ends).len());
        }
        let shown = if inner.is_empty() { "" } else { marks };
        let mark = shown.chars().next();
        let rest = |text: &str| text.chars().next();
        let following = rest(end).or(next);
        escape(before, in_link, mark.or(rest(inner)).or(following), out);
        out.push_str(shown);
        escape(inner, in_link, mark.or(following), out);
        out.push_str(shown);
        escape(end, in_link, next, out);
    }
}

fn code(text: &str, out: &mut String) {
    let text = text.replace('\n', " ");
    let longest = text.split(|sign| sign != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let edge = text.starts_with('`') || text.ends_with('`');
    let space = if edge { " " } else { "" };
    out.push_str(&format!("{fence}{space}{text}{space}{fence}"));
}

/// Writes text so that no sign in it means anything to Markdown.
fn escape(text: &str, in_link: bool, after: Option<char>, out: &mut String) {
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let last = out.chars().last();
        let next = signs.peek().copied().or(after);
        let means = match sign {
            '`' | '*' => true,
            '_' => !(last.is_some_and(letter) && next.is_some_and(letter)),
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            // Before a link it would make a picture of it.
            '!' => next == Some('['),
            '[' => in_link,
            ']' => in_link || next.is_some_and(|next| "([:".contains(next)),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
    }
}

//! Two people changed the same text: what they did apart is combined, what they did in the same
//! place is told.

use super::words::separates;
use super::{pieces, steps};
use similar::DiffTag;
use std::collections::VecDeque;
use std::ops::Range;

/// What came of two changes of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text. Where both changed the same place it has mine, so with conflicts it is not to be
    /// kept before somebody has looked at both.
    pub text: String,
    /// Whether both changed the same place, and differently.
    pub conflicts: bool,
}

/// Makes one text of `mine` and `theirs`, both of which began as `base`. Lines are combined with
/// lines, and where that fails, words with words of the same lines.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let within_lines = |base: &str, mine: &str, theirs: &str| {
        let words = [base, mine, theirs].map(pieces::words);
        combine(&words, separates, |_, mine, _| Merged {
            text: mine.to_owned(),
            conflicts: true,
        })
    };
    let lines = [base, mine, theirs].map(pieces::lines);
    combine(&lines, |_| true, within_lines)
}

/// A stretch of the base, and what stands there now.
type Change = (Range<usize>, String);

/// Two changes are in one place unless a piece that `apart` accepts stands between them; a place
/// that the two changed differently is for `both`.
fn combine(
    [base, mine, theirs]: &[Vec<&str>; 3],
    apart: impl Fn(&str) -> bool,
    both: impl Fn(&str, &str, &str) -> Merged,
) -> Merged {
    let mut sides = [changes(base, mine), changes(base, theirs)];
    let (mut text, mut conflicts, mut at) = (String::new(), false, 0);
    while let Some(first) = sides.iter().filter_map(start).min() {
        let mut place = first..first;
        let mut taken = [Vec::new(), Vec::new()];
        loop {
            let near = |next: usize| {
                next <= place.end || !base[place.end..next].iter().any(|piece| apart(piece))
            };
            let Some(side) = (0..2).find(|side| start(&sides[*side]).is_some_and(near)) else {
                break;
            };
            let Some(change) = sides[side].pop_front() else {
                break;
            };
            place.end = place.end.max(change.0.end);
            taken[side].push(change);
        }
        let was = base[place.clone()].concat();
        let [mine, theirs] = taken.map(|changes| applied(base, &place, changes));
        text.push_str(&base[at..place.start].concat());
        if mine == theirs || theirs == was {
            text.push_str(&mine);
        } else if mine == was {
            text.push_str(&theirs);
        } else {
            let merged = both(&was, &mine, &theirs);
            text.push_str(&merged.text);
            conflicts |= merged.conflicts;
        }
        at = place.end;
    }
    text.push_str(&base[at..].concat());
    Merged { text, conflicts }
}

fn start(changes: &VecDeque<Change>) -> Option<usize> {
    changes.front().map(|(place, _)| place.start)
}

fn changes(base: &[&str], side: &[&str]) -> VecDeque<Change> {
    steps(base, side)
        .into_iter()
        .filter(|step| step.tag() != DiffTag::Equal)
        .map(|step| (step.old_range(), side[step.new_range()].concat()))
        .collect()
}

/// A place of the base as one side has it.
fn applied(base: &[&str], place: &Range<usize>, changes: Vec<Change>) -> String {
    let (mut text, mut at) = (String::new(), place.start);
    for (stretch, now) in changes {
        text.push_str(&base[at..stretch.start].concat());
        text.push_str(&now);
        at = stretch.end;
    }
    text.push_str(&base[at..place.end].concat());
    text
}

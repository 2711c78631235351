//! Two texts beside each other, and three made one. Pure: the same texts give the same answer.

mod merge;
mod pieces;
mod words;

pub use merge::{Merged, merge};
pub use words::{Kind, Part, words};

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Pieces that may differ, in both texts together, for the shortest way to be looked for. Among more
/// than these the search takes seconds and as many calls within calls as the stack holds, and no
/// article has them: they are one change.
const SEARCHED: usize = 8_000;

/// What leads from one list of pieces to another.
fn steps(from: &[&str], to: &[&str]) -> Vec<DiffOp> {
    let before = alike(from.iter(), to.iter());
    let (old, new) = (&from[before..], &to[before..]);
    let after = alike(old.iter().rev(), new.iter().rev());
    let (old, new) = (old.len() - after, new.len() - after);
    if old + new <= SEARCHED {
        return capture_diff_slices(Algorithm::Myers, from, to);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal {
        old_index,
        new_index,
        len,
    };
    let change = DiffOp::Replace {
        old_index: before,
        old_len: old,
        new_index: before,
        new_len: new,
    };
    let steps = [
        equal(0, 0, before),
        change,
        equal(before + old, before + new, after),
    ];
    steps
        .into_iter()
        .filter(|step| !step.old_range().is_empty() || !step.new_range().is_empty())
        .collect()
}

fn alike<'p>(
    one: impl Iterator<Item = &'p &'p str>,
    other: impl Iterator<Item = &'p &'p str>,
) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

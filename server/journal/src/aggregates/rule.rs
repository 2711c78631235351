//! Which counts of ended talks may be told.
//!
//! The rule is the contracts' ("k ≥ 5 applies to every aggregate over ended sessions, per cell, with
//! complementary suppression so that totals reveal nothing hidden"):
//! - A number of one to four talks is not told, be it a total, a part, or what a part leaves over of its
//!   total; nor is one from which such a number can be worked out by sums and differences. Zero may be
//!   told: it is about nobody.
//! - With fewer than five talks in all nothing is told of them.
//! - Where cells make up the whole, those below five are hidden. If what is hidden adds up to one to four,
//!   or can only be four in each cell, all cells of the smallest number told are hidden as well: now any
//!   hidden cell may be that number. Is there none left to hide, the total is hidden with everything.
//!
//! The tests try every small table there is, and what its readers can work out who know this rule.

/// A number of talks below this is not told.
pub const AT_LEAST: u64 = 5;

/// A number that stands alone, or a total.
pub(crate) fn alone(talks: u64) -> Option<u64> {
    (talks == 0 || talks >= AT_LEAST).then_some(talks)
}

/// How many there were in all: none are told of neither, since nothing is told of so few.
pub(crate) fn total(talks: u64) -> Option<u64> {
    (talks >= AT_LEAST).then_some(talks)
}

/// So many of all, where parts may overlap and need not make up the whole.
pub(crate) fn part(talks: u64, all: u64) -> Option<u64> {
    total(all)?;
    alone(all.saturating_sub(talks)).and(alone(talks))
}

/// Cells that make up the whole: the total, and each cell. A hidden total hides everything else that is
/// told of the same talks.
pub(crate) fn whole(cells: &[u64]) -> (Option<u64>, Vec<Option<u64>>) {
    let nothing = || (None, vec![None; cells.len()]);
    let all = cells.iter().sum();
    if total(all).is_none() {
        return nothing();
    }
    let mut hidden: Vec<bool> = cells.iter().map(|cell| *cell < AT_LEAST).collect();
    let sum = |hidden: &[bool]| -> u64 {
        let hidden = cells.iter().zip(hidden).filter(|(_, hidden)| **hidden);
        hidden.map(|(cell, _)| cell).sum()
    };
    let small = sum(&hidden);
    let most = (AT_LEAST - 1) * hidden.iter().filter(|hidden| **hidden).count() as u64;
    if small == 0 {
        hidden.fill(false); // zeros alone
    } else if small < AT_LEAST || small == most {
        let told = cells.iter().filter(|cell| **cell >= AT_LEAST);
        let Some(next) = told.min() else {
            return nothing();
        };
        for (cell, hidden) in cells.iter().zip(&mut hidden) {
            *hidden |= cell == next;
        }
    }
    let told = cells.iter().zip(hidden);
    let told = told.map(|(cell, hidden)| (!hidden).then_some(*cell));
    (Some(all), told.collect())
}

/// A number told as "at least": rounded down to fives, so that two answers that overlap cannot be taken
/// from each other.
pub(crate) fn rounded(talks: u64) -> u64 {
    talks - talks % AT_LEAST
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_part_is_told_only_if_neither_it_nor_the_rest_is_small() {
        let told: Vec<_> = (0..=12).map(|talks| part(talks, 12)).collect();
        let mut expected = vec![None; 13];
        for talks in [0, 5, 6, 7, 12] {
            expected[talks] = Some(talks as u64);
        }
        assert_eq!(told, expected);
        assert_eq!(part(0, 4), None, "not one of the four would say it of each");
        assert_eq!(part(0, 0), None);
    }

    #[test]
    fn the_traps_of_a_whole() {
        // One hidden cell would be the total less the others.
        assert_eq!(whole(&[3, 9, 6]), (Some(18), vec![None, Some(9), None]));
        // Two hidden cells that add up to two are one and one.
        assert_eq!(whole(&[1, 1, 8, 9]).1, [None, None, None, Some(9)]);
        // Two of at most four that add up to eight are four and four.
        assert_eq!(whole(&[4, 4, 8, 9]).1, [None, None, None, Some(9)]);
        // Of two equal ones both are hidden: which was taken says nothing.
        assert_eq!(whole(&[2, 7, 7, 9]).1, [None, None, None, Some(9)]);
        // Enough hidden already.
        assert_eq!(whole(&[3, 4, 8]).1, [None, None, Some(8)]);
        // Nobody is nobody's secret, but for whom zeros hide.
        assert_eq!(whole(&[0, 0, 8]).1, [Some(0), Some(0), Some(8)]);
        assert_eq!(whole(&[0, 3, 4, 8]).1, [None, None, None, Some(8)]);
        // Nothing left to hide behind.
        assert_eq!(whole(&[4, 4, 4]), (None, vec![None; 3]));
        assert_eq!(whole(&[0, 4]), (None, vec![None; 2]));
    }

    /// A total, and each cell.
    type Answer = (Option<u64>, Vec<Option<u64>>);

    /// What a reader knows: the answer, and every table of cells that would have given it.
    fn readers(cells: usize, below: u64) -> HashMap<Answer, Vec<Vec<u64>>> {
        let mut tables = vec![vec![]];
        for _ in 0..cells {
            let longer =
                |table: Vec<u64>| (0..below).map(move |cell| [table.as_slice(), &[cell]].concat());
            tables = tables.into_iter().flat_map(longer).collect();
        }
        let mut readers = HashMap::<_, Vec<_>>::new();
        for table in tables {
            readers.entry(whole(&table)).or_default().push(table);
        }
        readers
    }

    #[test]
    fn no_sum_of_cells_that_can_be_worked_out_is_small() {
        for (cells, below) in [(1, 40), (2, 30), (3, 13), (4, 8), (5, 7)] {
            for (answer, tables) in readers(cells, below) {
                for chosen in 1_u32..1 << cells {
                    let sum = |table: &Vec<u64>| -> u64 {
                        let cells = table.iter().enumerate();
                        let cells = cells.filter(|(place, _)| chosen & (1 << place) != 0);
                        cells.map(|(_, cell)| cell).sum()
                    };
                    let first = sum(&tables[0]);
                    let known = tables.iter().all(|table| sum(table) == first);
                    assert!(
                        !known || alone(first).is_some(),
                        "{answer:?} gives {first} away: it was {:?}",
                        tables[0]
                    );
                }
            }
        }
    }

    #[test]
    fn a_part_that_is_hidden_is_never_known() {
        for all in AT_LEAST..60 {
            let hidden = (0..=all).filter(|talks| part(*talks, all).is_none());
            let (low, high): (Vec<_>, Vec<_>) = hidden.partition(|talks| *talks < AT_LEAST);
            assert!(
                low.len() == 4 && (high.len() == 4 || all < 9),
                "{all}: {low:?} {high:?}"
            );
        }
    }

    #[test]
    fn what_is_rounded_is_never_more_than_it_was() {
        assert_eq!([0, 5, 9, 10, 38].map(rounded), [0, 5, 5, 10, 35]);
    }
}

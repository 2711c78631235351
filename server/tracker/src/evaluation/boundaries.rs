//! How soon a change of phase is seen, and how often one is seen that is not there.

use super::figures::Boundaries;

/// Counts over chats; each is the labels and the answers of one ring.
pub(crate) fn boundaries<'a>(
    chats: impl Iterator<Item = (&'a [usize], &'a [usize])>,
) -> Boundaries {
    let (mut changes, mut missed, mut turns) = (0_usize, 0_usize, 0_usize);
    let mut delays: Vec<usize> = Vec::new();
    for (labels, answers) in chats {
        turns += answers.windows(2).filter(|pair| pair[0] != pair[1]).count();
        let starts: Vec<usize> = (1..labels.len())
            .filter(|at| labels[*at] != labels[at - 1])
            .collect();
        for (nth, start) in starts.iter().enumerate() {
            changes += 1;
            let end = starts.get(nth + 1).copied().unwrap_or(labels.len());
            let stretch = &answers[*start..end];
            match stretch.iter().position(|answer| *answer == labels[*start]) {
                Some(delay) => delays.push(delay),
                None => missed += 1,
            }
        }
    }
    delays.sort_unstable();
    Boundaries {
        changes,
        missed,
        median_delay: delays.get(delays.len() / 2).copied(),
        mean_delay: delays.iter().sum::<usize>() as f64 / delays.len().max(1) as f64,
        flips_per_change: turns as f64 / changes.max(1) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_seen_at_once_late_or_never() {
        let labels = [0, 0, 1, 1, 2, 3, 3];
        let answers = [0, 0, 0, 1, 1, 3, 0];
        let got = boundaries([(&labels[..], &answers[..])].into_iter());
        assert_eq!((got.changes, got.missed), (3, 1));
        // seen after 1 message, never, at once
        assert_eq!(got.median_delay, Some(1));
        assert!((got.mean_delay - 0.5).abs() < 1e-9);
        assert!((got.flips_per_change - 1.0).abs() < 1e-9);
    }
}

//! The figures of a pilot, and what of them is not told so that nobody can be found in them.

use journal::Correction;
use serde::Serialize;
use std::collections::BTreeMap;

/// A number below this is not told.
pub(super) const K: usize = 5;

/// What is told of one ring, in shadow or shown. `None` is what is not told, or cannot be said.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Figures {
    /// How often the counsellor said where the chat was while the tracker spoke.
    pub(super) compared: Option<usize>,
    /// How large a part of these the two agreed on.
    pub(super) agreement: Option<f64>,
    /// The same, less what chance would have given: Cohen's kappa.
    pub(super) kappa: Option<f64>,
    /// How often the tracker was too unsure to speak.
    pub(super) silent: Option<usize>,
    /// How large a part of all that is.
    pub(super) silent_share: Option<f64>,
}

/// Adds up. The two counts together make the whole, so the share of the silent, which would tell
/// one from the other, is told only when both are.
pub(super) fn figures<'c>(corrections: impl Iterator<Item = &'c Correction>) -> Figures {
    let (silent, spoke): (Vec<_>, Vec<_>) = corrections.partition(|one| one.was.silent);
    let mut figures = Figures {
        compared: told(spoke.len()),
        silent: told(silent.len()),
        ..Figures::default()
    };
    if figures.compared.is_some() {
        figures.agreement = Some(agreement(&spoke));
        figures.kappa = kappa(&spoke);
    }
    if figures.compared.is_some() && figures.silent.is_some() {
        figures.silent_share = Some(part(silent.len(), spoke.len() + silent.len()));
    }
    figures
}

fn told(count: usize) -> Option<usize> {
    (count >= K).then_some(count)
}

fn part(some: usize, all: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of clicks are small")]
    let share = some as f64 / all as f64;
    share
}

fn agreement(spoke: &[&Correction]) -> f64 {
    let agreed = spoke.iter().filter(|one| one.value == one.was.value);
    part(agreed.count(), spoke.len())
}

/// `None` when both said one and the same throughout: then chance explains everything.
fn kappa(spoke: &[&Correction]) -> Option<f64> {
    let mut said: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for one in spoke {
        said.entry(&one.value).or_default().0 += 1;
        said.entry(&one.was.value).or_default().1 += 1;
    }
    let by_chance: f64 = said
        .values()
        .map(|(people, tracker)| part(*people, spoke.len()) * part(*tracker, spoke.len()))
        .sum();
    (by_chance < 1.0).then(|| (agreement(spoke) - by_chance) / (1.0 - by_chance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::{Month, Said};
    use taxonomy::{ElementId, Ring};

    fn correction(value: &str, was: &str, silent: bool) -> Correction {
        let element = |id: &str| (!id.is_empty()).then(|| ElementId::new(id));
        Correction {
            month: Month {
                year: 2026,
                month: 11,
            },
            ring: Ring::Knapp,
            value: element(value),
            was: Said {
                value: element(was),
                p: 0.5,
                silent,
            },
            model: "m".into(),
            shadow: true,
            lesson: None,
            words: None,
        }
    }

    fn many(count: usize, value: &str, was: &str, silent: bool) -> Vec<Correction> {
        vec![correction(value, was, silent); count]
    }

    #[test]
    fn agreement_and_kappa_are_of_what_the_tracker_spoke_of() {
        let spoke = [
            many(20, "a", "a", false),
            many(5, "b", "a", false),
            many(10, "a", "b", false),
            many(15, "", "", false),
            many(10, "a", "b", true),
        ];
        let figures = figures(spoke.concat().iter());
        assert_eq!((figures.compared, figures.silent), (Some(50), Some(10)));
        assert!((figures.agreement.unwrap() - 0.7).abs() < 1e-9);
        // By chance: a 30/50 · 25/50, b 5/50 · 10/50, none 15/50 · 15/50.
        let chance = 0.6 * 0.5 + 0.1 * 0.2 + 0.3 * 0.3;
        assert!((figures.kappa.unwrap() - (0.7 - chance) / (1.0 - chance)).abs() < 1e-9);
        assert!((figures.silent_share.unwrap() - 10.0 / 60.0).abs() < 1e-9);
    }

    #[test]
    fn a_small_number_is_told_neither_itself_nor_through_others() {
        let few_silent = [many(20, "a", "a", false), many(4, "a", "a", true)].concat();
        let told = figures(few_silent.iter());
        assert_eq!(
            (told.compared, told.silent, told.silent_share),
            (Some(20), None, None)
        );
        assert_eq!(
            (told.agreement, told.kappa),
            (Some(1.0), None),
            "no chance to differ"
        );

        let few_spoken = [many(4, "a", "b", false), many(20, "a", "a", true)].concat();
        let told = figures(few_spoken.iter());
        let silent = Some(20);
        assert_eq!(
            told,
            Figures {
                silent,
                ..Figures::default()
            }
        );

        assert_eq!(figures([].iter()), Figures::default());
    }
}

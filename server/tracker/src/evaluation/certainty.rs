//! Whether probabilities mean what they say, and how far a figure may be off by chance.

use super::confusion::Confusion;
use crate::training::chance::Chance;
use serde::{Deserialize, Serialize};

const BINS: usize = 10;
const DRAWS: usize = 500;

/// One answer: how probable it was said to be, what was right, what was said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given {
    pub p: f32,
    pub right: usize,
    pub value: usize,
}

/// Answers about as sure as each other: how sure they were, and how often right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Answers in it.
    pub answers: usize,
    /// Mean probability said.
    pub said: f64,
    /// Share that was right.
    pub right: f64,
}

/// How good the answers are if only the surest share of them is given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spoken {
    /// The share of messages answered.
    pub share: f64,
    /// Share right among them.
    pub accuracy: f64,
    /// Kappa among them.
    pub kappa: f64,
}

/// The reliability table: ten bins of equal mass, the surest last.
pub(crate) fn reliability(given: &[Given]) -> Vec<Bin> {
    let mut given = given.to_vec();
    given.sort_by(|a, b| a.p.total_cmp(&b.p));
    let total = given.len();
    let bin = |bin: usize| {
        let answers = &given[bin * total / BINS..(bin + 1) * total / BINS];
        let count = answers.len().max(1) as f64;
        let said: f64 = answers.iter().map(|given| f64::from(given.p)).sum();
        let right = answers.iter().filter(|given| given.right == given.value);
        Bin {
            answers: answers.len(),
            said: said / count,
            right: right.count() as f64 / count,
        }
    };
    (0..BINS).map(bin).collect()
}

/// Expected calibration error: how far said and right lie apart, weighed by the answers.
pub(crate) fn calibration_error(bins: &[Bin]) -> f64 {
    let total: usize = bins.iter().map(|bin| bin.answers).sum();
    let off = |bin: &Bin| bin.answers as f64 * (bin.said - bin.right).abs();
    bins.iter().map(off).sum::<f64>() / total.max(1) as f64
}

/// The abstention curve, from all answers down to the surest tenth.
pub(crate) fn abstention(given: &[Given], classes: usize) -> Vec<Spoken> {
    let mut given = given.to_vec();
    given.sort_by(|a, b| b.p.total_cmp(&a.p));
    let point = |tenths: usize| {
        let mut confusion = Confusion::new(classes);
        for given in &given[..given.len() * tenths / BINS] {
            confusion.count(given.right, given.value);
        }
        Spoken {
            share: tenths as f64 / BINS as f64,
            accuracy: confusion.accuracy(),
            kappa: confusion.kappa(),
        }
    };
    (1..=BINS).rev().map(point).collect()
}

/// The middle 95 % of a figure over chats drawn again and again with replacement.
pub(crate) fn interval(chats: usize, figure: impl Fn(&[usize]) -> f64) -> [f64; 2] {
    if chats == 0 {
        return [0.0; 2];
    }
    let mut chance = Chance::new(1);
    let mut figures: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..chats)
                .map(|_| (chance.bits() % chats as u64) as usize)
                .collect();
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    [figures[DRAWS / 40], figures[DRAWS - 1 - DRAWS / 40]]
}

//! Whether probabilities mean what they say, and how far a figure may be off by chance.

use crate::training::chance::Chance;

const BINS: usize = 10;
const DRAWS: usize = 500;

/// Expected calibration error of the answers given: ten bins of equal mass.
pub(crate) fn calibration_error(mut answers: Vec<(f32, bool)>) -> f64 {
    answers.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total = answers.len();
    let mut error = 0.0;
    for bin in 0..BINS {
        let answers = &answers[bin * total / BINS..(bin + 1) * total / BINS];
        let said: f64 = answers.iter().map(|(p, _)| f64::from(*p)).sum();
        let right = answers.iter().filter(|(_, right)| *right).count() as f64;
        error += (said - right).abs();
    }
    error / total.max(1) as f64
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

//! Scores to probabilities.

/// Turns scores into probabilities that sum to one, in place.
pub(crate) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The probabilities that scores stand for, at a temperature.
pub(crate) fn shares(scores: &[f32], temperature: f32) -> Vec<f32> {
    let mut shares: Vec<f32> = scores.iter().map(|score| score / temperature).collect();
    softmax(&mut shares);
    shares
}

/// The place of the highest value, the first of equals.
pub(crate) fn highest(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

/// The places of the highest value and of the highest of the others. There are at least two.
pub(crate) fn two_highest(values: &[f32]) -> (usize, usize) {
    let best = highest(values);
    let mut second = usize::from(best == 0);
    for (at, value) in values.iter().enumerate() {
        if at != best && *value > values[second] {
            second = at;
        }
    }
    (best, second)
}

//! How sure a model may be: measured on chats that the scores' makers had not seen.

use super::corpus::Corpus;
use crate::model::Calibration;
use crate::softmax::{highest, softmax};
use taxonomy::Ring;

/// A reading is shown where readings as sure as it are right at least this often.
const SHOWN: f32 = 0.5;
/// And called sure where they are right this often.
const SURE: f32 = 0.8;

/// One calibration a ring.
pub(crate) fn calibrate(corpus: &Corpus, scores: &[Vec<Vec<f32>>]) -> [Calibration; 3] {
    let mut place = 0..3;
    Ring::ALL.map(|ring| {
        let place = place.next().unwrap_or_default();
        let columns = corpus.classes.columns(ring);
        let mut cases: Vec<(Vec<f32>, usize)> = Vec::new();
        for (chat, scores) in corpus.chats.iter().zip(scores) {
            for (heard, scores) in chat.heard().iter().zip(scores) {
                cases.push((scores[columns.clone()].to_vec(), heard.labels[place]));
            }
        }
        one_ring(&cases)
    })
}

fn one_ring(cases: &[(Vec<f32>, usize)]) -> Calibration {
    let temperatures = (0..=60).map(|step| 0.5 * 1.03_f32.powi(step));
    let (_, temperature) = temperatures
        .map(|temperature| (loss(cases, temperature), temperature))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((0.0, 1.0));
    let mut answers: Vec<(f32, bool)> = cases
        .iter()
        .map(|(scores, right)| {
            let shares = shares(scores, temperature);
            let best = highest(&shares);
            (shares[best], best == *right)
        })
        .collect();
    answers.sort_by(|a, b| b.0.total_cmp(&a.0));
    Calibration {
        temperature,
        shown_from: right_from(&answers, SHOWN),
        sure_from: right_from(&answers, SURE),
    }
}

fn shares(scores: &[f32], temperature: f32) -> Vec<f32> {
    let mut shares: Vec<f32> = scores.iter().map(|score| score / temperature).collect();
    softmax(&mut shares);
    shares
}

fn loss(cases: &[(Vec<f32>, usize)], temperature: f32) -> f64 {
    let loss = |(scores, right): &(Vec<f32>, usize)| {
        -f64::from(shares(scores, temperature)[*right].max(1e-9).ln())
    };
    cases.iter().map(loss).sum()
}

/// Goes down from the surest answer until a run of them is right too seldom.
fn right_from(answers: &[(f32, bool)], wanted: f32) -> f32 {
    let run = (answers.len() / 20).max(1);
    for window in answers.windows(run) {
        let right = window.iter().filter(|(_, right)| *right).count();
        if (right as f32) < wanted * run as f32 {
            return window[run / 2].0;
        }
    }
    0.0
}

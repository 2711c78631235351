//! How sure a model may be: measured on chats that the scores' makers had not seen.

use crate::material::Material;
use crate::model::Calibration;
use crate::softmax::{highest, shares, two_highest};
use taxonomy::Ring;

/// A reading is shown where readings as sure as it are right at least this often.
const SHOWN: f32 = 0.5;
/// And called sure where they are right this often.
const SURE: f32 = 0.8;
/// A second theme is named where it is right at least this often: people themselves seldom name it
/// alike.
const SECOND: f32 = 0.4;

/// One case: the scores of a ring, the right class, and a second right one if there is.
struct Case {
    scores: Vec<f32>,
    right: usize,
    second: Option<usize>,
}

/// One calibration a ring.
pub(crate) fn calibrate(material: &Material, scores: &[Vec<Vec<f32>>]) -> [Calibration; 3] {
    Ring::ALL.map(|ring| {
        let columns = material.classes.columns(ring);
        let mut cases = Vec::new();
        for (chat, scores) in material.chats.iter().zip(scores) {
            for (heard, scores) in chat.heard.iter().zip(scores) {
                if let Some(right) = heard.labels[ring.place()] {
                    cases.push(Case {
                        scores: scores[columns.clone()].to_vec(),
                        right,
                        second: heard.second.filter(|_| ring == Ring::Knapp),
                    });
                }
            }
        }
        let none = material.classes.place(ring, None);
        one_ring(&cases, none)
    })
}

fn one_ring(cases: &[Case], none: Option<usize>) -> Calibration {
    let temperatures = (0..=60).map(|step| 0.5 * 1.03_f32.powi(step));
    let (_, temperature) = temperatures
        .map(|temperature| (loss(cases, temperature), temperature))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or((0.0, 1.0));
    let mut answers: Vec<(f32, bool)> = cases
        .iter()
        .map(|case| {
            let shares = shares(&case.scores, temperature);
            let best = highest(&shares);
            (shares[best], best == case.right)
        })
        .collect();
    answers.sort_by(|a, b| b.0.total_cmp(&a.0));
    Calibration {
        temperature,
        shown_from: right_from(&answers, SHOWN),
        sure_from: right_from(&answers, SURE),
        second_from: second_from(cases, none, temperature),
    }
}

/// The limit from which the runner-up is a second theme: right often enough to be worth a look.
/// A case counts as right if first and second together are the two labelled.
fn second_from(cases: &[Case], none: Option<usize>, temperature: f32) -> f32 {
    let mut named: Vec<(f32, bool)> = Vec::new();
    for case in cases {
        let shares = shares(&case.scores, temperature);
        let (best, runner_up) = two_highest(&shares);
        if none != Some(best) && none != Some(runner_up) {
            let two = [Some(case.right), case.second];
            let right = case.second.is_some()
                && two.contains(&Some(best))
                && two.contains(&Some(runner_up));
            named.push((shares[runner_up], right));
        }
    }
    named.sort_by(|a, b| b.0.total_cmp(&a.0));
    right_from(&named, SECOND)
}

fn loss(cases: &[Case], temperature: f32) -> f64 {
    let loss = |case: &Case| {
        let p = shares(&case.scores, temperature)[case.right];
        -f64::from(p.max(1e-9).ln())
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

//! How well a tracker reads chats that people have labelled, and how well simpler things would.

mod baselines;
mod boundaries;
mod certainty;
mod confusion;
mod figures;
mod report;

use crate::Tracker;
use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::features;
use crate::model::{Calibration, Model};
use crate::reading::Reading;
use crate::softmax::{highest, softmax};
use crate::training::corpus::{Chat, Corpus};
use crate::training::{self, TrainingError};
use chat::{Message, SourceId, Speaker, Timestamp, Words};
use std::sync::Arc;
use taxonomy::Ring;

pub use figures::{Boundaries, ClassFigures, Figures, RingFigures};
pub use report::Report;

/// What was said of one message, a ring each: the place of the class, its probability, silence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answer {
    value: [usize; 3],
    p: [f32; 3],
    silent: [bool; 3],
}

/// Reads a whole chat with a fresh tracker: one reading a message.
pub fn read_through<'a>(
    model: &Arc<Model>,
    turns: impl IntoIterator<Item = (Speaker, &'a Words)>,
) -> Vec<Reading> {
    let mut tracker = Tracker::new(Arc::clone(model));
    let turns = turns.into_iter().zip(0_i64..);
    turns
        .map(|((speaker, words), at)| {
            let message = Message {
                id: SourceId::new(at.to_string()),
                speaker,
                words: words.clone(),
                at: Timestamp::from_millis(at),
            };
            tracker.hear(&message, None)
        })
        .collect()
}

/// Measures a model on labelled chats. With `training` files, simpler readers are trained on them
/// and measured on the same chats. The labels must come from the model's own classes.
pub fn evaluate(
    model: &Arc<Model>,
    chats: &[LabelledChat],
    training: Option<&[Vec<LabelledChat>]>,
) -> Report {
    let classes = model.classes();
    let answers: Vec<Vec<Answer>> = chats
        .iter()
        .map(|chat| {
            let turns = chat.turns.iter().map(|turn| (turn.speaker, &turn.words));
            let readings = read_through(model, turns);
            let answers = readings.iter().map(|reading| answer(classes, reading));
            answers.collect()
        })
        .collect();
    let labels: Vec<Vec<[usize; 3]>> = chats
        .iter()
        .map(|chat| chat.turns.iter().map(|turn| turn.labels).collect())
        .collect();
    let mut figures = vec![Figures::new("tracker", classes, &labels, &answers)];
    if let Some(files) = training {
        let test = [chats.to_vec()];
        let words = |files: &[_]| Corpus::new(classes, files, features::extract);
        let letters = |files: &[_]| Corpus::new(classes, files, features::letters);
        let (known, unknown) = (words(files), words(&test));
        let (known_letters, unknown_letters) = (letters(files), letters(&test));
        for baseline in baselines::ALL {
            let (known, unknown) = if baseline.letters {
                (&known_letters, &unknown_letters)
            } else {
                (&known, &unknown)
            };
            let test: Vec<&Chat> = unknown.chats.iter().collect();
            let answers = (baseline.read)(known, &known.all(), &test);
            figures.push(Figures::new(baseline.name, classes, &labels, &answers));
        }
    }
    Report::new(model.id(), figures)
}

/// Trains and measures on folds of these files, a file (or, of fewer than three files, a fifth of
/// the chats) held apart at a time; the simpler readers too. The second layer is folded over what
/// the first says of chats held apart, and calibration is set and measured on the same folds.
///
/// # Errors
/// There are too few chats.
pub fn cross_validate(
    classes: &Classes,
    files: &[Vec<LabelledChat>],
    progress: &mut dyn FnMut(&str),
) -> Result<Report, TrainingError> {
    let corpus = Corpus::new(classes, files, features::extract);
    let trained = training::run(&corpus, &training::SETTINGS, progress)?;
    let calibration = trained.model.facts.calibration;
    let answers: Vec<Vec<Answer>> = trained
        .held_apart
        .iter()
        .map(|chat| {
            let answers = chat.iter().map(|row| answer_of(classes, row, &calibration));
            answers.collect()
        })
        .collect();
    let labels: Vec<Vec<[usize; 3]>> = corpus
        .chats
        .iter()
        .map(|chat| chat.heard().iter().map(|heard| heard.labels).collect())
        .collect();
    let mut figures = vec![Figures::new("tracker", classes, &labels, &answers)];
    let letters = Corpus::new(classes, files, features::letters);
    for baseline in baselines::ALL {
        progress(&format!("for comparison: {}", baseline.name));
        let corpus = if baseline.letters { &letters } else { &corpus };
        let mut answers: Vec<Vec<Answer>> = vec![Vec::new(); corpus.chats.len()];
        let folds = training::parallel::parallel(corpus.folds, |fold| {
            let inside = corpus.inside(fold);
            let test: Vec<&Chat> = inside.iter().map(|at| &corpus.chats[*at]).collect();
            let said = (baseline.read)(corpus, &corpus.outside(fold), &test);
            inside.into_iter().zip(said).collect::<Vec<_>>()
        });
        for (at, said) in folds.into_iter().flatten() {
            answers[at] = said;
        }
        figures.push(Figures::new(baseline.name, classes, &labels, &answers));
    }
    Ok(Report::new("on folds", figures))
}

fn answer(classes: &Classes, reading: &Reading) -> Answer {
    let mut out = Answer::default();
    for (at, ring) in Ring::ALL.into_iter().enumerate() {
        let judgement = reading.judgement(ring);
        let id = judgement.value.as_ref().map(|id| id.as_str());
        out.value[at] = classes.place(ring, id).unwrap_or_default();
        out.p[at] = judgement.p;
        out.silent[at] = judgement.silent;
    }
    out
}

fn answer_of(classes: &Classes, scores: &[f32], calibration: &[Calibration; 3]) -> Answer {
    let mut out = Answer::default();
    for (at, (ring, calibration)) in Ring::ALL.into_iter().zip(calibration).enumerate() {
        let mut shares: Vec<f32> = scores[classes.columns(ring)]
            .iter()
            .map(|score| score / calibration.temperature)
            .collect();
        softmax(&mut shares);
        let best = highest(&shares);
        out.value[at] = best;
        out.p[at] = shares[best];
        out.silent[at] = shares[best] < calibration.shown_from;
    }
    out
}

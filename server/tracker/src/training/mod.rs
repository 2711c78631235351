//! A model is trained from labelled chats: the same chats give the same bytes.
//!
//! Both layers are trained on folds first, whole chats and whole files together. What the first
//! layer says of the chats held apart is what the second learns from, so that training sees what
//! live reading sees; what the second says of the chats held apart sets how sure a model may be.

mod calibrate;
pub(crate) mod chance;
pub(crate) mod corpus;
pub(crate) mod linear;
mod minimise;
pub(crate) mod parallel;
pub(crate) mod recurrent;

use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::linear::Evidence;
use crate::memory::vote;
use crate::model::{Facts, Model};
use crate::recurrent::{Course, Net, inputs};
use corpus::Corpus;
use linear::Pull;
use parallel::parallel;
use recurrent::{Recipe, Sequence};

/// How both layers are trained.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub pull: Pull,
    pub recipe: Recipe,
    /// Nets that vote, and as many on each fold.
    pub nets: usize,
}

/// Chosen on folds; see the lab log in README.md.
pub(crate) const SETTINGS: Settings = Settings {
    pull: Pull {
        shared: [0.3, 1.0, 2.0],
        own: [1.0, 2.0, 4.0],
        past: [1.0, 6.0, 8.0],
        rounds: 30,
    },
    recipe: Recipe {
        hidden: 24,
        rounds: 20,
        pace: 0.01,
        decay: 0.1,
        drop: 0.05,
        batch: 8,
    },
    nets: 4,
};

/// Why nothing could be trained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainingError {
    /// There are too few chats to hold some apart.
    #[error("at least 10 chats with messages are needed, there are {0}")]
    TooFewChats(usize),
}

/// A trained model, and what models like it said of chats they had not seen.
pub(crate) struct Trained {
    pub model: Model,
    /// For every chat and message, the scores by nets that were trained without its fold.
    pub held_apart: Vec<Vec<Vec<f32>>>,
}

/// Trains a model on files of chats; `progress` is told what is being done.
///
/// # Errors
/// There are too few chats.
pub fn train(
    classes: &Classes,
    files: &[Vec<LabelledChat>],
    progress: &mut dyn FnMut(&str),
) -> Result<Model, TrainingError> {
    let corpus = Corpus::new(classes, files, crate::features::extract);
    Ok(run(&corpus, &SETTINGS, progress)?.model)
}

pub(crate) fn run(
    corpus: &Corpus,
    settings: &Settings,
    progress: &mut dyn FnMut(&str),
) -> Result<Trained, TrainingError> {
    let filled = corpus.chats.iter().filter(|chat| !chat.heard().is_empty());
    let filled = filled.count();
    if filled < 10 {
        return Err(TrainingError::TooFewChats(filled));
    }
    let folds = corpus.folds;
    progress(&format!("{filled} chats in {folds} folds: weighing words"));
    let (linear, evidence) = first_layer(corpus, &settings.pull);
    progress("carrying on from message to message");
    let scale = scale(&evidence);
    let sequences: Vec<Sequence> = (0..corpus.chats.len())
        .map(|at| sequence(corpus, at, &evidence[at], &scale))
        .collect();
    let wanted = settings.nets;
    let jobs = parallel((folds + 1) * wanted, |job| {
        let (fold, seed) = (job / wanted, job % wanted);
        let places = if fold < folds {
            corpus.outside(fold)
        } else {
            corpus.all()
        };
        let chats: Vec<&Sequence> = places.iter().map(|at| &sequences[*at]).collect();
        recurrent::train(&corpus.classes, &chats, &settings.recipe, 1 + seed as u64)
    });
    let mut nets: Vec<Vec<Net>> = Vec::new();
    let mut jobs = jobs.into_iter();
    for _ in 0..=folds {
        nets.push(jobs.by_ref().take(wanted).collect());
    }
    let held_apart: Vec<Vec<Vec<f32>>> = corpus
        .chats
        .iter()
        .zip(&sequences)
        .map(|(chat, sequence)| scores(&nets[chat.fold], sequence))
        .collect();
    progress("measuring how sure it may be");
    let calibration = calibrate::calibrate(corpus, &held_apart);
    let facts = Facts {
        classes: corpus.classes.clone(),
        scale,
        calibration,
    };
    let nets = nets.pop().unwrap_or_default();
    Ok(Trained {
        model: Model::assemble(facts, linear, nets),
        held_apart,
    })
}

/// The first layer trained on everything, and what layers trained without a chat's fold say of it.
fn first_layer(corpus: &Corpus, pull: &Pull) -> (crate::linear::Linear, Vec<Vec<Evidence>>) {
    let width = corpus.classes.width();
    let mut evidence: Vec<Vec<Evidence>> = vec![Vec::new(); corpus.chats.len()];
    let mut whole = None;
    let jobs = parallel(corpus.folds + 1, |fold| {
        if fold == corpus.folds {
            return (Some(linear::train(corpus, &corpus.all(), pull)), Vec::new());
        }
        let layer = linear::train(corpus, &corpus.outside(fold), pull);
        let inside = corpus.inside(fold).into_iter();
        let heard = inside.map(|at| (at, linear::hear(&layer, corpus.chats[at].heard(), width)));
        (None, heard.collect())
    });
    for (layer, heard) in jobs {
        whole = whole.or(layer);
        for (at, said) in heard {
            evidence[at] = said;
        }
    }
    (whole.expect("the last job trains on everything"), evidence)
}

fn scale(evidence: &[Vec<Evidence>]) -> Vec<f32> {
    let rows: Vec<Vec<f32>> = evidence
        .iter()
        .flatten()
        .map(|said| said.own.iter().chain(&said.past).copied().collect())
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    (0..width)
        .map(|at| {
            let squares: f64 = rows.iter().map(|row| f64::from(row[at] * row[at])).sum();
            (1.0 / (squares / rows.len() as f64).sqrt().max(0.05)) as f32
        })
        .collect()
}

fn sequence(corpus: &Corpus, at: usize, evidence: &[Evidence], scale: &[f32]) -> Sequence {
    let mut course = Course::new();
    let heard = corpus.chats[at].heard();
    let rows = heard.iter().zip(evidence).map(|(heard, said)| {
        let shape = course.hear(heard.speaker, &heard.features.shape);
        inputs(said, &shape, scale)
    });
    Sequence {
        inputs: rows.collect(),
        labels: heard.iter().map(|heard| heard.labels).collect(),
    }
}

fn scores(nets: &[Net], sequence: &Sequence) -> Vec<Vec<f32>> {
    let mut hidden: Vec<Vec<f32>> = nets.iter().map(|net| vec![0.0; net.sizes.hidden]).collect();
    let rows = sequence.inputs.iter();
    rows.map(|row| vote(nets, row, &mut hidden)).collect()
}

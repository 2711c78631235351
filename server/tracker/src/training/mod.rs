//! A model is trained from labelled chats: the same chats give the same bytes.
//!
//! Every layer is trained on folds first, whole chats and whole files together. What the first
//! layers say of the chats held apart is what the second learns from, so that training sees what
//! live reading sees; what the second says of the chats held apart sets how sure a model may be.

mod calibrate;
pub(crate) mod chance;
mod first;
pub(crate) mod linear;
pub(crate) mod lines;
mod minimise;
pub(crate) mod parallel;
pub(crate) mod recurrent;
mod second;

use crate::evaluation::{Figures, HeldApart, on_folds};
use crate::learning::Apart;
use crate::material::Material;
use crate::model::{Head, LargeParts, Model};
use first::First;
use linear::Pull;
use lines::Lines;
use recurrent::Recipe;
use second::Second;

/// How all layers are trained.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// The first layer on words.
    pub words: Pull,
    /// The first layer on sentence vectors.
    pub vectors: Pull,
    /// The second layer of each tier.
    pub small: Voters,
    pub large: Voters,
}

/// Nets that vote, and how each is trained.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voters {
    pub nets: usize,
    pub recipe: Recipe,
}

const RECIPE: Recipe = Recipe {
    hidden: 24,
    rounds: 20,
    pace: 0.01,
    decay: 0.3,
    drop: 0.05,
    batch: 8,
};

const PULL: Pull = Pull {
    shared: [0.3, 1.0, 2.0],
    own: [1.0, 2.0, 4.0],
    past: [1.0, 6.0, 8.0],
    rounds: 30,
};

/// Chosen on folds; see the lab log in README.md.
pub(crate) const SETTINGS: Settings = Settings {
    words: PULL,
    vectors: PULL,
    small: Voters {
        nets: 4,
        recipe: RECIPE,
    },
    large: Voters {
        nets: 6,
        recipe: RECIPE,
    },
};

/// Why nothing could be trained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainingError {
    /// There are too few chats to hold some apart.
    #[error("at least 10 chats with messages are needed, there are {0}")]
    TooFewChats(usize),
}

/// For every chat and message, the scores of a tier trained without its fold; nothing for a chat
/// that the tier cannot read.
pub(crate) type Scores = Vec<Vec<Vec<f32>>>;

/// A trained model, and how models like it read chats they had not seen.
#[derive(Debug)]
pub struct Trained {
    /// The model, trained on everything.
    pub model: Model,
    /// Figures on folds, the better tier first.
    pub figures: Vec<Figures>,
    /// What was said of the chats held apart, for later comparison.
    pub apart: Apart,
}

/// A trained model, and what models like it said of chats they had not seen.
pub(crate) struct Run {
    pub model: Model,
    pub small: Scores,
    pub large: Option<Scores>,
}

/// Trains a model; `progress` is told what is being done. Material without sentence vectors gives
/// the small tier only.
///
/// # Errors
/// There are too few chats.
pub fn train(
    material: &Material,
    progress: &mut dyn FnMut(&str),
) -> Result<Trained, TrainingError> {
    let run = run(material, &SETTINGS, progress)?;
    let apart = HeldApart::of(material, &run);
    Ok(Trained {
        apart: Apart::new(material, &apart),
        figures: on_folds(material, apart),
        model: run.model,
    })
}

pub(crate) fn run(
    material: &Material,
    settings: &Settings,
    progress: &mut dyn FnMut(&str),
) -> Result<Run, TrainingError> {
    let chats = material.chats.iter();
    let filled = chats.filter(|chat| !chat.heard.is_empty()).count();
    if filled < 10 {
        return Err(TrainingError::TooFewChats(filled));
    }
    let folds = material.folds();
    progress(&format!("{filled} chats in {folds} folds: weighing words"));
    let all = |_: usize| true;
    let words = First::train(material, &Lines::of_words(material), &settings.words, all);
    progress("small tier: carrying on from message to message");
    let small = Second::train(material, &[&words], &settings.small, all);
    let with_vectors = |at: usize| material.chats[at].has_vectors();
    let enough = (0..material.chats.len()).filter(|at| with_vectors(*at));
    let large = (material.encoder.is_some() && enough.count() >= 10).then(|| {
        progress("weighing sentence vectors");
        let lines = Lines::of_vectors(material);
        let vectors = First::train(material, &lines, &settings.vectors, with_vectors);
        progress("large tier: carrying on from message to message");
        let head = Second::train(material, &[&words, &vectors], &settings.large, with_vectors);
        (vectors.layer, head)
    });
    progress("measuring how sure it may be");
    let head = |second: Second| {
        let head = Head {
            calibration: calibrate::calibrate(material, &second.held_apart),
            scale: second.scale,
            nets: second.nets,
        };
        (head, second.held_apart)
    };
    let (small, small_apart) = head(small);
    let (parts, large_apart) = match large {
        Some((vectors, second)) => {
            let (head, apart) = head(second);
            let encoder = material.encoder.clone().unwrap_or_default();
            let parts = LargeParts {
                encoder,
                vectors,
                head,
            };
            (Some(parts), Some(apart))
        }
        None => (None, None),
    };
    let (classes, vocabulary) = (material.classes.clone(), material.vocabulary.clone());
    Ok(Run {
        model: Model::assemble(classes, vocabulary, words.layer, small, parts),
        small: small_apart,
        large: large_apart,
    })
}

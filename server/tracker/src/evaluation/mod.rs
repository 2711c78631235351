//! How well a tracker reads chats that people have labelled, and how well simpler things would.

mod answer;
mod baselines;
mod boundaries;
mod certainty;
mod confusion;
mod figures;
mod groups;
mod report;

use crate::Tracker;
use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::material::Material;
use crate::model::{Head, Model};
use crate::reading::Reading;
use crate::training::{self, TrainingError};
use crate::vectors::Vectors;
use chat::{Message, SourceId, Speaker, Timestamp, Words};
use std::sync::Arc;

pub(crate) use answer::{Answer, Right};
pub(crate) use certainty::interval;
pub use certainty::{Bin, Spoken};
pub(crate) use confusion::Confusion;
pub use figures::{Boundaries, ClassFigures, Figures, RingFigures, SecondTheme};
pub use groups::{GroupFigures, Groups};
pub use report::Report;

/// Reads a whole chat with a fresh tracker: one reading a message. With `vectors` the large tier
/// reads what it has a vector of.
pub fn read_through<'a>(
    model: &Arc<Model>,
    vectors: Option<&Vectors>,
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
            let vector = vectors.and_then(|vectors| vectors.get(words.as_str()));
            tracker.hear(&message, vector)
        })
        .collect()
}

/// What to measure a tracker on, and beside what.
#[derive(Debug, Clone, Copy)]
pub struct Test<'a> {
    /// Labelled with the model's own classes.
    pub chats: &'a [LabelledChat],
    /// Chats that the simpler readers are trained on; without them only the tracker is measured.
    pub training: Option<&'a [Vec<LabelledChat>]>,
    /// Vectors of all messages: the large tier is measured, and the small one beside it.
    pub vectors: Option<&'a Vectors>,
    /// How chats are told apart by the way the veisøker writes.
    pub groups: &'a Groups,
}

/// Measures a model on labelled chats.
pub fn evaluate(model: &Arc<Model>, test: &Test<'_>) -> Report {
    let classes = model.classes();
    let read = |vectors: Option<&Vectors>| -> Answers {
        let chat = |chat: &LabelledChat| {
            let turns = chat.turns.iter().map(|turn| (turn.speaker, &turn.words));
            let readings = read_through(model, vectors, turns);
            readings
                .iter()
                .map(|reading| Answer::of_reading(classes, reading))
                .collect()
        };
        test.chats.iter().map(chat).collect()
    };
    let labels: Vec<Vec<Right>> = test.chats.iter().map(Right::of_chat).collect();
    let mut readers: Vec<(&str, Answers)> = Vec::new();
    if test.vectors.is_some() && model.large_id().is_some() {
        readers.push((LARGE, read(test.vectors)));
    }
    readers.push((SMALL, read(None)));
    let groups = test.groups.sort(test.chats.iter());
    let large = readers.len() > 1;
    let id = if large {
        model.large_id().unwrap_or(model.id())
    } else {
        model.id()
    };
    if let Some(files) = test.training {
        baselines::beside(classes, files, test, &mut readers);
    }
    Report::new(id, classes, &labels, readers, &groups)
}

const LARGE: &str = "tracker, large tier";
const SMALL: &str = "tracker, small tier";

/// Whether a reader is a tier of the tracker, and no simpler thing.
pub(crate) fn is_tracker(reader: &str) -> bool {
    [LARGE, SMALL].contains(&reader)
}

/// Trains and measures on folds of these files, whole files (or, of fewer than three, a fifth of
/// the chats) held apart at a time; the simpler readers too. The second layer is folded over what
/// the first says of chats held apart, and calibration is set and measured on the same folds.
///
/// # Errors
/// There are too few chats.
pub fn cross_validate(
    classes: &Classes,
    files: &[Vec<LabelledChat>],
    vectors: Option<&Vectors>,
    groups: &Groups,
    progress: &mut dyn FnMut(&str),
) -> Result<Report, TrainingError> {
    let material = Material::new(classes, files, vectors);
    let run = training::run(&material, &training::SETTINGS, progress)?;
    let labels: Vec<Vec<Right>> = material.chats.iter().map(Right::of_material).collect();
    let mut readers = tiers(HeldApart::of(&material, &run));
    let groups = groups.sort(files.iter().flatten());
    baselines::on_folds(&material, files, &mut readers, progress);
    Ok(Report::new("on folds", classes, &labels, readers, &groups))
}

/// What both tiers of a run said of the chats held apart.
pub(crate) struct HeldApart {
    pub large: Option<Answers>,
    pub small: Answers,
}

/// What was said of every message of every chat.
pub(crate) type Answers = Vec<Vec<Answer>>;

impl HeldApart {
    pub fn of(material: &Material, run: &training::Run) -> Self {
        let said = |scores: &training::Scores, head: &Head| -> Answers {
            let classes = &material.classes;
            let answer = |row: &Vec<f32>| Answer::of_scores(classes, row, &head.calibration);
            let chats = scores.iter();
            chats
                .map(|chat| chat.iter().map(answer).collect())
                .collect()
        };
        let large = run.large.as_ref().zip(run.model.large.as_ref());
        Self {
            large: large.map(|(scores, large)| said(scores, &large.head)),
            small: said(&run.small, &run.model.small),
        }
    }
}

/// The tiers as readers, the better first.
fn tiers(apart: HeldApart) -> Vec<(&'static str, Answers)> {
    let large = apart.large.map(|answers| (LARGE, answers));
    large.into_iter().chain([(SMALL, apart.small)]).collect()
}

/// The figures of both tiers on the folds of a training, the better first.
pub(crate) fn on_folds(material: &Material, apart: HeldApart) -> Vec<Figures> {
    let labels: Vec<Vec<Right>> = material.chats.iter().map(Right::of_material).collect();
    let tiers = tiers(apart).into_iter();
    tiers
        .map(|(name, answers)| Figures::new(name, &material.classes, &labels, &answers))
        .collect()
}

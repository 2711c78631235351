//! Learning from corrections on the machine where they were made: a candidate is trained on the
//! original material and the lessons, and proven on chats and lessons it has not seen.

mod apart;
mod compare;
mod proof;

use crate::classes::Classes;
use crate::evaluation::{Answer, HeldApart};
use crate::lesson::Lesson;
use crate::material::{Chat, Material};
use crate::memory::Memory;
use crate::model::{Model, ModelFileError};
use crate::reading::Tier;
use crate::training::{self, TrainingError};
use taxonomy::Ring;

pub use apart::Apart;
pub use compare::{ClassChange, Difference, RingChange};
pub use proof::{Proof, TierProof};

/// Why nothing was learned.
#[derive(Debug, thiserror::Error)]
pub enum LearningError {
    /// There is nothing to learn from.
    #[error("there are no corrections to learn from")]
    NoLessons,
    /// All lessons were taken through another model's vocabulary.
    #[error("none of the {0} corrections can be learned from: they were made with another tracker")]
    Foreign(usize),
    /// A stored lesson is damaged.
    #[error("correction {0} is damaged: {1}")]
    Damaged(usize, #[source] ModelFileError),
    /// The installed model was not made from this material.
    #[error("the tracker installed was made from other chats than the material: train it again")]
    OtherMaterial,
    /// Training failed.
    #[error(transparent)]
    Training(#[from] TrainingError),
}

/// A candidate and the proof of it.
#[derive(Debug)]
pub struct Learned {
    /// The candidate.
    pub model: Model,
    /// What it says of the original chats when they are held apart.
    pub apart: Apart,
    /// Before and after.
    pub proof: Proof,
}

/// Trains a candidate. `installed` is what it would replace, `apart` what its like said of the
/// original chats.
///
/// # Errors
/// There is nothing to learn from, a lesson is damaged, or the parts do not belong together.
pub fn learn(
    material: &Material,
    lessons: &[Lesson],
    installed: &Model,
    apart: &Apart,
    progress: &mut dyn FnMut(&str),
) -> Result<Learned, LearningError> {
    if !apart.fits(material) || *installed.classes() != material.classes {
        return Err(LearningError::OtherMaterial);
    }
    let (with_lessons, foreign) = joined(material, lessons)?;
    let lessons = with_lessons.chats.len() - material.chats.len();
    progress(&format!(
        "{lessons} corrections, {foreign} made with another tracker and left out"
    ));
    let run = training::run(&with_lessons, &training::SETTINGS, progress)?;
    progress("comparing");
    let said = HeldApart::of(&with_lessons, &run);
    let tier = |tier: Tier, before: Option<&apart::Said>, after: Option<&[Vec<Answer>]>| {
        let (before, after) = (before?, after?);
        Some(proof::of_tier(&with_lessons, tier, before, after, |chat| {
            heard(installed, tier, chat)
        }))
    };
    let tiers = [
        tier(Tier::Large, apart.large.as_ref(), said.large.as_deref()),
        tier(Tier::Small, Some(&apart.small), Some(&said.small)),
    ];
    Ok(Learned {
        apart: Apart::new(&with_lessons, &said),
        proof: Proof {
            before: installed.id().to_string(),
            after: run.model.id().to_string(),
            lessons,
            foreign,
            tiers: tiers.into_iter().flatten().collect(),
        },
        model: run.model,
    })
}

/// The material with the lessons behind its chats, and how many did not fit.
fn joined(material: &Material, lessons: &[Lesson]) -> Result<(Material, usize), LearningError> {
    if lessons.is_empty() {
        return Err(LearningError::NoLessons);
    }
    let mut out = material.clone();
    let mut foreign = 0;
    for (at, lesson) in lessons.iter().enumerate() {
        match lesson.chat(material) {
            Ok(Some(chat)) => out.chats.push(chat),
            Ok(None) => foreign += 1,
            Err(error) => return Err(LearningError::Damaged(at + 1, error)),
        }
    }
    if foreign == lessons.len() {
        return Err(LearningError::Foreign(foreign));
    }
    Ok((out, foreign))
}

/// What a model says of the last message of a lesson.
fn heard(model: &Model, tier: Tier, chat: &Chat) -> Option<[usize; 3]> {
    let mut memory = Memory::after(model, chat.before);
    let mut scores = None;
    for heard in &chat.heard {
        scores = Some(memory.hear(model, heard.speaker, &heard.known));
    }
    let scores = scores?;
    let scores = scores.of(tier);
    Some(Ring::ALL.map(|ring| best(model.classes(), ring, scores)))
}

fn best(classes: &Classes, ring: Ring, scores: &[f32]) -> usize {
    crate::softmax::highest(&scores[classes.columns(ring)])
}

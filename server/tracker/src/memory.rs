//! All that a tracker carries from message to message, and one step of it. Holds no words.

use crate::linear::Echo;
use crate::model::{Head, Model};
use crate::reading::Tier;
use crate::recurrent::{Course, Net, inputs};
use crate::vocabulary::Known;
use chat::Speaker;

/// The state of one chat; a few kilobytes, however long the chat.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Memory {
    words: Echo,
    vectors: Option<Echo>,
    course: Course,
    small: Hidden,
    large: Option<Hidden>,
}

/// The hidden numbers of each net that votes.
pub(crate) type Hidden = Vec<Vec<f32>>;

/// A score for every column: by the small tier always, by the large one if the model has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scores {
    pub small: Vec<f32>,
    pub large: Option<Vec<f32>>,
}

impl Scores {
    /// The scores of a tier; the small one's where the large one is not there.
    pub fn of(&self, tier: Tier) -> &[f32] {
        match (tier, &self.large) {
            (Tier::Large, Some(large)) => large,
            _ => &self.small,
        }
    }
}

impl Memory {
    pub fn new(model: &Model) -> Self {
        let silent = || Echo::silent(model.classes().width());
        let hidden = |head: &Head| still(&head.nets);
        Self {
            words: silent(),
            vectors: model.large.as_ref().map(|_| silent()),
            course: Course::new(),
            small: hidden(&model.small),
            large: model.large.as_ref().map(|large| hidden(&large.head)),
        }
    }

    /// The same for a chat of which so many messages were not heard.
    pub fn after(model: &Model, messages: u32) -> Self {
        Self {
            course: Course::after(messages),
            ..Self::new(model)
        }
    }

    /// Takes in one message.
    pub fn hear(&mut self, model: &Model, speaker: Speaker, known: &Known) -> Scores {
        let words = model.vocabulary.rows(known);
        let words = model.words.hear(speaker, Some(&words), &mut self.words);
        let course = self.course.hear(speaker, &known.shape);
        let row = inputs(&[&words], &course, &model.small.scale);
        let small = vote(&model.small.nets, &row, &mut self.small);
        let parts = model.large.as_ref().zip(self.vectors.as_mut());
        let large = parts.zip(self.large.as_mut());
        let large = large.map(|((large, echo), hidden)| {
            let rows = known.vector.as_ref().map(crate::vector::Vector::rows);
            let vectors = large.vectors.hear(speaker, rows.as_ref(), echo);
            let row = inputs(&[&words, &vectors], &course, &large.head.scale);
            vote(&large.head.nets, &row, hidden)
        });
        Scores { small, large }
    }

    /// How many bytes it takes, all in all.
    #[cfg(test)]
    fn bytes(&self) -> usize {
        let echoes = [Some(&self.words), self.vectors.as_ref()];
        let echoes = echoes.into_iter().flatten().map(Echo::numbers);
        let hidden = [Some(&self.small), self.large.as_ref()];
        let hidden = hidden.into_iter().flatten().flatten().map(Vec::len);
        4 * echoes.chain(hidden).sum::<usize>() + size_of::<Self>()
    }
}

/// The hidden numbers before anything is heard.
pub(crate) fn still(nets: &[Net]) -> Hidden {
    nets.iter().map(|net| vec![0.0; net.sizes.hidden]).collect()
}

/// The mean score of several nets, each going on from its own hidden state.
pub(crate) fn vote(nets: &[Net], inputs: &[f32], hidden: &mut Hidden) -> Vec<f32> {
    let mut scores: Vec<f32> = Vec::new();
    for (net, hidden) in nets.iter().zip(hidden) {
        let step = net.step(inputs, hidden);
        *hidden = step.hidden;
        scores.resize(step.scores.len(), 0.0);
        for (sum, score) in scores.iter_mut().zip(&step.scores) {
            *sum += score / nets.len() as f32;
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tracker_remembers_at_most_sixteen_kilobytes() {
        let memory = Memory::new(&Model::builtin());
        // the memory itself and one for each ring's reason, with its quote of 80 characters
        let bytes = 4 * (memory.bytes() + 400);
        assert!(bytes <= 16 * 1024, "{bytes} bytes");
    }
}

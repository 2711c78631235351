//! All that a tracker carries from message to message, and one step of it. Holds no words.

use crate::features::Features;
use crate::linear::Echo;
use crate::model::Model;
use crate::recurrent::{Course, inputs};
use chat::Speaker;

/// The state of one chat; a few kilobytes, however long the chat.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Memory {
    echo: Echo,
    course: Course,
    hidden: Vec<Vec<f32>>,
}

impl Memory {
    pub fn new(model: &Model) -> Self {
        Self {
            echo: Echo::silent(model.classes().width()),
            course: Course::new(),
            hidden: model
                .nets
                .iter()
                .map(|net| vec![0.0; net.sizes.hidden])
                .collect(),
        }
    }

    /// Takes in one message; gives a score for every column.
    pub fn hear(&mut self, model: &Model, speaker: Speaker, features: &Features) -> Vec<f32> {
        let vectors = model.linear.vocabularies.vectors(features);
        let evidence = model.linear.hear(speaker, &vectors, &mut self.echo);
        let course = self.course.hear(speaker, &features.shape);
        let inputs = inputs(&evidence, &course, &model.facts.scale);
        vote(&model.nets, &inputs, &mut self.hidden)
    }
}

/// The mean score of several nets, each going on from its own hidden state.
pub(crate) fn vote(
    nets: &[crate::recurrent::Net],
    inputs: &[f32],
    hidden: &mut [Vec<f32>],
) -> Vec<f32> {
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
        let model = Model::builtin();
        let memory = Memory::new(&model);
        let numbers = memory.echo.numbers() + memory.hidden.iter().map(Vec::len).sum::<usize>();
        // the memory itself and one for each ring's reason, with its quote of 80 characters
        let bytes = 4 * (4 * numbers + size_of::<Memory>() + 400);
        assert!(bytes <= 16 * 1024, "{bytes} bytes");
    }
}

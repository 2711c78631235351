//! The one door: a chat is heard message by message, and read after each.

use crate::features::extract;
use crate::memory::Memory;
use crate::model::Model;
use crate::reading::{Judgement, Reading, Sureness, Tier};
use crate::softmax::softmax;
use crate::why::Tips;
use chat::Message;
use std::sync::Arc;
use taxonomy::Ring;

/// Reads one chat. Remembers a few kilobytes, however long the chat is; of its words only the
/// quotes that it may show again.
#[derive(Debug, Clone)]
pub struct Tracker {
    model: Arc<Model>,
    memory: Memory,
    tips: Tips,
}

impl Tracker {
    /// A tracker for a chat that begins.
    pub fn new(model: Arc<Model>) -> Self {
        Self {
            memory: Memory::new(&model),
            tips: Tips::default(),
            model,
        }
    }

    /// Hears the next message and says where the chat is now. What it says depends on this message
    /// and those before it only. No sentence vector is used yet: every reading is of the small tier.
    pub fn hear(&mut self, message: &Message, _vector: Option<&language::Embedding>) -> Reading {
        let text = language::normalise(message.words.as_str());
        let before = self.memory.clone();
        let features = extract(&text);
        let scores = self.memory.hear(&self.model, message.speaker, &features);
        let why = self.tips.weigh(
            &self.model,
            &before,
            (message.speaker, &text, &features),
            &scores,
        );
        let [phase, knapp, kolb] = Ring::ALL.map(|ring| judge(&self.model, ring, &scores));
        Reading {
            phase,
            knapp,
            kolb,
            why,
            tier: Tier::Small,
            model: Arc::clone(self.model.id()),
        }
    }
}

fn judge(model: &Model, ring: Ring, scores: &[f32]) -> Judgement {
    let calibration = model.facts.calibration[crate::classes::ring_place(ring)];
    let mut shares = scores[model.classes().columns(ring)].to_vec();
    shares
        .iter_mut()
        .for_each(|score| *score /= calibration.temperature);
    softmax(&mut shares);
    let best = crate::softmax::highest(&shares);
    let p = shares[best];
    let sureness = if p >= calibration.sure_from {
        Sureness::Sure
    } else if p >= calibration.shown_from {
        Sureness::FairlySure
    } else {
        Sureness::Unsure
    };
    let classes = model.classes().ring(ring);
    Judgement {
        value: classes[best].clone(),
        p,
        silent: sureness == Sureness::Unsure,
        sureness,
        distribution: classes.iter().cloned().zip(shares).collect(),
    }
}

//! The one door: a chat is heard message by message, and read after each.

use crate::events::Events;
use crate::features::extract;
use crate::memory::Memory;
use crate::model::{Calibration, Model};
use crate::reading::{Judgement, Reading, Sureness, Tier};
use crate::softmax::{highest, shares};
use crate::vector::Vector;
use crate::why::Tips;
use chat::{Message, Speaker};
use language::{Embedding, StandardTally, Written};
use std::sync::Arc;
use taxonomy::{ElementId, Ring};

/// Reads one chat. Remembers a few kilobytes, however long the chat is; of its words only the
/// quotes that it may show again.
#[derive(Debug, Clone)]
pub struct Tracker {
    model: Arc<Model>,
    memory: Memory,
    tips: Tips,
    events: Events,
    /// Of the veisøker and of the veileder.
    written: [StandardTally; 2],
    tier: Tier,
}

impl Tracker {
    /// A tracker for a chat that begins.
    pub fn new(model: Arc<Model>) -> Self {
        Self {
            memory: Memory::new(&model),
            tips: Tips::default(),
            events: Events::default(),
            written: Default::default(),
            tier: Tier::Small,
            model,
        }
    }

    /// Hears the next message and says where the chat is now. What it says depends on this message
    /// and those before it only. Without a vector, or with one of another width, the reading is of
    /// the small tier; a notice has no need of one and is read as the message before it was.
    pub fn hear(&mut self, message: &Message, vector: Option<&Embedding>) -> Reading {
        let text = language::normalise(message.words.as_str());
        let large = self.model.large.is_some();
        let vector = vector.filter(|_| large).and_then(Vector::of);
        if vector.is_some() {
            self.tier = Tier::Large;
        } else if message.speaker != Speaker::System {
            self.tier = Tier::Small;
        }
        let before = self.memory.clone();
        let known = self.model.vocabulary.known(&extract(&text), vector);
        let scores = self.memory.hear(&self.model, message.speaker, &known);
        let why = self.tips.weigh(
            &self.model,
            &before,
            (message.speaker, &text, &known),
            (self.tier, &scores),
        );
        let written = self.written(message.speaker, &text);
        let (head, id) = match (&self.model.large, self.tier) {
            (Some(large), Tier::Large) => (&large.head, &large.id),
            _ => (&self.model.small, self.model.id()),
        };
        let scores = scores.of(self.tier);
        let judge = |ring| judge(&self.model, ring, scores, &head.calibration[ring.place()]);
        let [phase, knapp, kolb] = Ring::ALL.map(judge);
        Reading {
            knapp2: second(&self.model, &knapp, &head.calibration[Ring::Knapp.place()]),
            written,
            events: self
                .events
                .follow(&self.model, message.speaker, &text, &phase),
            phase,
            knapp,
            kolb,
            why,
            tier: self.tier,
            model: Arc::clone(id),
        }
    }

    fn written(&mut self, speaker: Speaker, text: &str) -> Written {
        let Some(who) = crate::linear::speaker_place(speaker) else {
            return Written::Unknown;
        };
        self.written[who].hear(text);
        self.written[who].standard()
    }
}

fn judge(model: &Model, ring: Ring, scores: &[f32], calibration: &Calibration) -> Judgement {
    let columns = model.classes().columns(ring);
    let shares = shares(&scores[columns], calibration.temperature);
    let best = highest(&shares);
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

/// The second theme beside a judgement of its ring.
fn second(model: &Model, knapp: &Judgement, calibration: &Calibration) -> Option<ElementId> {
    let shares: Vec<f32> = knapp.distribution.iter().map(|(_, p)| *p).collect();
    let none = model.classes().place(Ring::Knapp, None);
    let place = calibration.second(&shares, none)?;
    model.classes().ring(Ring::Knapp)[place].clone()
}

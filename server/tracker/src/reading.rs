//! What the tracker says of a chat after a message.

use chat::{Speaker, Words};
use language::Written;
use std::sync::Arc;
use taxonomy::{ElementId, Ring};

/// Where a chat is once a message has been sent, judged from it and those before it only.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The phase.
    pub phase: Judgement,
    /// The theme.
    pub knapp: Judgement,
    /// A second theme, where two are clearly present.
    pub knapp2: Option<ElementId>,
    /// The stage of the læringsepisode.
    pub kolb: Judgement,
    /// The written standard of whoever wrote the message, as far as it has shown.
    pub written: Written,
    /// What happened to the chat with this message, besides where it stands.
    pub events: Vec<Event>,
    /// The words that tipped it.
    pub why: Why,
    /// Which tier of the tracker read it.
    pub tier: Tier,
    /// The id of the model that read it.
    pub model: Arc<str>,
}

impl Reading {
    /// The same reading, as if each ring were shown from this probability on in place of the one that
    /// was measured in training.
    #[must_use]
    pub fn shown_from(mut self, p: f32) -> Self {
        for one in [&mut self.phase, &mut self.knapp, &mut self.kolb] {
            one.silent = one.p < p;
            one.sureness = match (one.silent, one.sureness) {
                (true, _) => Sureness::Unsure,
                (false, Sureness::Unsure) => Sureness::FairlySure,
                (false, as_measured) => as_measured,
            };
        }
        self
    }

    /// The judgement of one ring.
    pub fn judgement(&self, ring: Ring) -> &Judgement {
        match ring {
            Ring::Phase => &self.phase,
            Ring::Knapp => &self.knapp,
            Ring::Kolb => &self.kolb,
        }
    }
}

/// Something that happened to a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The talk went back to a phase that it had left: no step backwards, but a renewal.
    Renewed {
        /// The phase it went back to.
        phase: ElementId,
    },
    /// A notice says that the veisøker is gone.
    Left {
        /// Whether the talk had not come to the last phase of the guidance model.
        suddenly: bool,
    },
}

/// What is said of one ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The most probable class; `None` is the class "none", never "unsure".
    pub value: Option<ElementId>,
    /// The calibrated probability of the value, from 0 to 1.
    pub p: f32,
    /// Whether it is too unsure to be shown.
    pub silent: bool,
    /// The same in words.
    pub sureness: Sureness,
    /// The probability of each class, in the order of the guidance model, "none" last; sums to 1.
    pub distribution: Vec<(Option<ElementId>, f32)>,
}

/// How sure a judgement is. Where the steps lie was measured on chats held apart in training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// As likely wrong as right: not to be shown.
    Unsure,
    /// More often right than wrong.
    FairlySure,
    /// Seldom wrong.
    Sure,
}

/// The words that tipped a reading: without them the value would score lower against the runner-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// A sentence, or a part of one, of at most 80 characters; empty if no words spoke for the
    /// value and only the place in the chat did.
    pub quote: Words,
    /// Who wrote it.
    pub from: Speaker,
    /// Whether it comes from an earlier message than the one just heard.
    pub earlier: bool,
    /// The ring that it tipped.
    pub ring: Ring,
}

/// How much the tracker had to go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tier {
    /// Words only.
    Small,
    /// Words and a sentence vector.
    Large,
}

impl Tier {
    /// The name used on the command line and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
        }
    }
}

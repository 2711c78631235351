//! What was said of a message, and what is right, as places of classes.

use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::material;
use crate::model::Calibration;
use crate::reading::Reading;
use crate::softmax::{highest, shares};
use taxonomy::Ring;

/// What was said of one message, a ring each: the place of the class, its probability, silence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answer {
    pub value: [usize; 3],
    pub p: [f32; 3],
    pub silent: [bool; 3],
    /// A second theme.
    pub second: Option<usize>,
}

/// What people say of one message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Right {
    pub labels: [Option<usize>; 3],
    pub second: Option<usize>,
}

impl Right {
    pub fn of_chat(chat: &LabelledChat) -> Vec<Self> {
        let turns = chat.turns.iter();
        turns
            .map(|turn| Self {
                labels: turn.labels.map(Some),
                second: turn.second,
            })
            .collect()
    }

    pub fn of_material(chat: &material::Chat) -> Vec<Self> {
        let heard = chat.heard.iter();
        heard
            .map(|heard| Self {
                labels: heard.labels,
                second: heard.second,
            })
            .collect()
    }
}

impl Answer {
    pub fn of_reading(classes: &Classes, reading: &Reading) -> Self {
        let mut out = Self::default();
        for ring in Ring::ALL {
            let (at, judgement) = (ring.place(), reading.judgement(ring));
            let id = judgement.value.as_ref().map(|id| id.as_str());
            out.value[at] = classes.place(ring, id).unwrap_or_default();
            out.p[at] = judgement.p;
            out.silent[at] = judgement.silent;
        }
        let second = reading.knapp2.as_ref();
        out.second = second.and_then(|id| classes.place(Ring::Knapp, Some(id.as_str())));
        out
    }

    pub fn of_scores(classes: &Classes, scores: &[f32], calibration: &[Calibration; 3]) -> Self {
        let mut out = Self::default();
        for ring in Ring::ALL {
            let at = ring.place();
            let shares = shares(&scores[classes.columns(ring)], calibration[at].temperature);
            let best = highest(&shares);
            out.value[at] = best;
            out.p[at] = shares[best];
            out.silent[at] = shares[best] < calibration[at].shown_from;
            if ring == Ring::Knapp {
                out.second = calibration[at].second(&shares, classes.place(ring, None));
            }
        }
        out
    }
}

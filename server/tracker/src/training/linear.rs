//! Trains a first layer: multinomial logistic regression of every ring at once, by L-BFGS.
//!
//! The past enters as fading sums, so the scores of a whole chat need each message's words only
//! once: forward the sums are carried on, backward their gradients are.

use super::lines::Lines;
use super::minimise::{Settings, minimise};
use crate::classes::Classes;
use crate::linear::{Evidence, FADING, Linear, PAST, speaker_place};
use crate::material::{Heard, Material};
use crate::quantised::Matrix;
use crate::vocabulary::{Rows, Sparse};
use std::ops::Range;
use taxonomy::Ring;

/// How hard weights are pulled to zero, a ring: the larger, the simpler the model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pull {
    /// On weights for the message in hand that both speakers share.
    pub shared: [f32; 3],
    /// On what one speaker's words weigh beyond that.
    pub own: [f32; 3],
    /// On weights for the past.
    pub past: [f32; 3],
    /// Rounds of the optimiser: fewer is simpler too.
    pub rounds: usize,
}

/// Columns are worked on so many at a time.
const LANES: usize = 8;

struct Layout {
    width: usize,
    own: usize,
    lasting: usize,
}

impl Layout {
    /// Weights for the message in hand: 0 shared, 1 veisøker, 2 veileder.
    fn current(&self, block: usize) -> Range<usize> {
        let size = self.own * self.width;
        block * size..(block + 1) * size
    }

    fn past(&self, block: usize) -> Range<usize> {
        let (start, size) = (3 * self.own * self.width, self.lasting * self.width);
        start + block * size..start + (block + 1) * size
    }

    fn bias(&self, who: usize) -> Range<usize> {
        let start = (3 * self.own + PAST * self.lasting) * self.width;
        start + who * self.width..start + (who + 1) * self.width
    }

    fn len(&self) -> usize {
        self.bias(2).end
    }
}

/// Trains on the chats at `places`.
pub(crate) fn train(material: &Material, lines: &Lines, places: &[usize], pull: &Pull) -> Linear {
    let classes = &material.classes;
    let layout = Layout {
        // filled up to whole lanes, which is several times quicker; what is beyond stays zero
        width: classes.width().next_multiple_of(LANES),
        own: lines.own,
        lasting: lines.lasting,
    };
    let pulls = pulls(&layout, classes, pull);
    let mut weights = vec![0.0; layout.len()];
    let settings = Settings {
        rounds: pull.rounds,
        ..Settings::default()
    };
    minimise(&mut weights, &settings, |weights, gradient| {
        gradient.fill(0.0);
        let mut loss = 0.0;
        for at in places {
            let (heard, rows) = (&material.chats[*at].heard, &lines.chats[*at]);
            loss += chat_loss(&layout, classes, heard, rows, weights, gradient);
        }
        for (range, pull) in &pulls {
            let rows = weights[range.clone()].chunks_exact(layout.width);
            let slopes = gradient[range.clone()].chunks_exact_mut(layout.width);
            let mut sums = vec![0.0_f32; layout.width];
            for (row, slope) in rows.zip(slopes) {
                for (((w, g), p), s) in row.iter().zip(slope).zip(pull).zip(&mut sums) {
                    *g += p * w;
                    *s += w * w;
                }
            }
            loss += sums
                .iter()
                .zip(pull)
                .map(|(s, p)| 0.5 * f64::from(s * p))
                .sum::<f64>();
        }
        loss
    });
    finish(&layout, classes.width(), &weights)
}

fn pulls(layout: &Layout, classes: &Classes, pull: &Pull) -> Vec<(Range<usize>, Vec<f32>)> {
    let per_column = |of: [f32; 3]| {
        let mut out = vec![0.0; layout.width];
        for (ring, pull) in Ring::ALL.into_iter().zip(of) {
            out[classes.columns(ring)].fill(pull);
        }
        out
    };
    let mut out = vec![
        (layout.current(0), per_column(pull.shared)),
        (layout.current(1), per_column(pull.own)),
        (layout.current(2), per_column(pull.own)),
    ];
    out.extend((0..PAST).map(|block| (layout.past(block), per_column(pull.past))));
    out.extend((0..3).map(|who| (layout.bias(who), per_column([0.1; 3]))));
    out
}

fn finish(layout: &Layout, width: usize, weights: &[f32]) -> Linear {
    let cut = |padded: &[f32]| -> Vec<f32> {
        let rows = padded.chunks_exact(layout.width);
        rows.flat_map(|row| &row[..width]).copied().collect()
    };
    let current = [1, 2].map(|block| {
        let shared = &weights[layout.current(0)];
        let own = &weights[layout.current(block)];
        let sum: Vec<f32> = shared.iter().zip(own).map(|(a, b)| a + b).collect();
        Matrix::from_rows(&cut(&sum), width)
    });
    let past = std::array::from_fn(|at| Matrix::from_rows(&cut(&weights[layout.past(at)]), width));
    Linear {
        current,
        past,
        bias: [0, 1, 2].map(|who| cut(&weights[layout.bias(who)])),
    }
}

/// The loss of one chat; its slope is added to `gradient`.
fn chat_loss(
    layout: &Layout,
    classes: &Classes,
    chat: &[Heard],
    rows: &[Option<Rows>],
    weights: &[f32],
    gradient: &mut [f32],
) -> f64 {
    let width = layout.width;
    let mut loss = 0.0;
    // row 0: the message before; rows 1..: fading memories
    let mut memory = vec![0.0_f32; PAST * width];
    let mut slopes = Vec::with_capacity(chat.len());
    for (heard, rows) in chat.iter().zip(rows) {
        let who = speaker_place(heard.speaker);
        let mut scores = weights[layout.bias(who.unwrap_or(2))].to_vec();
        for row in memory.chunks_exact(width) {
            add(&mut scores, row, 1.0);
        }
        if let Some(who) = who {
            memory[..width].fill(0.0);
            for (at, sum) in memory[width..].chunks_exact_mut(width).enumerate() {
                sum.iter_mut().for_each(|value| *value *= FADING[at % 2]);
            }
            if let Some(Rows { own, lasting }) = rows {
                for block in [0, 1 + who] {
                    product(&weights[layout.current(block)], own, &mut scores);
                }
                for block in [0, 1 + 2 * who, 2 + 2 * who] {
                    let sum = &mut memory[block * width..][..width];
                    product(&weights[layout.past(block)], lasting, sum);
                }
            }
        }
        for (ring, right) in Ring::ALL.into_iter().zip(heard.labels) {
            loss += f64::from(into_slope(&mut scores[classes.columns(ring)], right));
        }
        slopes.push(scores);
    }
    // backward: what a message's words were worth to all later messages
    let mut later = vec![0.0_f32; PAST * width];
    for at in (0..chat.len()).rev() {
        let slope = &slopes[at];
        let who = speaker_place(chat[at].speaker);
        add(&mut gradient[layout.bias(who.unwrap_or(2))], slope, 1.0);
        if let Some(who) = who {
            if let Some(Rows { own, lasting }) = &rows[at] {
                for block in [0, 1 + who] {
                    outer(&mut gradient[layout.current(block)], own, slope);
                }
                for block in [0, 1 + 2 * who, 2 + 2 * who] {
                    let worth = &later[block * width..][..width];
                    outer(&mut gradient[layout.past(block)], lasting, worth);
                }
            }
            later[..width].fill(0.0);
            for (at, sum) in later[width..].chunks_exact_mut(width).enumerate() {
                sum.iter_mut().for_each(|value| *value *= FADING[at % 2]);
            }
        }
        for row in later.chunks_exact_mut(width) {
            add(row, slope, 1.0);
        }
    }
    loss
}

fn add(to: &mut [f32], other: &[f32], times: f32) {
    let (to, _) = to.as_chunks_mut::<LANES>();
    let (other, _) = other.as_chunks::<LANES>();
    for (to, other) in to.iter_mut().zip(other) {
        for (to, other) in to.iter_mut().zip(other) {
            *to += times * other;
        }
    }
}

fn product(weights: &[f32], vector: &Sparse, to: &mut [f32]) {
    for (place, value) in vector {
        add(
            to,
            &weights[*place as usize * to.len()..][..to.len()],
            *value,
        );
    }
}

fn outer(gradient: &mut [f32], vector: &Sparse, slope: &[f32]) {
    let width = slope.len();
    for (place, value) in vector {
        add(
            &mut gradient[*place as usize * width..][..width],
            slope,
            *value,
        );
    }
}

/// Turns scores into their slope in place; gives the loss, in nats. Where nobody has said what is
/// right there is nothing to learn.
pub(crate) fn into_slope(scores: &mut [f32], right: Option<usize>) -> f32 {
    let Some(right) = right else {
        scores.fill(0.0);
        return 0.0;
    };
    crate::softmax::softmax(scores);
    let loss = -scores[right].max(1e-9).ln();
    scores[right] -= 1.0;
    loss
}

/// Lets a trained layer hear a chat, as it would live.
pub(crate) fn hear(
    linear: &Linear,
    material: &Material,
    lines: &Lines,
    at: usize,
) -> Vec<Evidence> {
    let mut echo = crate::linear::Echo::silent(material.classes.width());
    let heard = material.chats[at].heard.iter().zip(&lines.chats[at]);
    heard
        .map(|(heard, rows)| linear.hear(heard.speaker, rows.as_ref(), &mut echo))
        .collect()
}

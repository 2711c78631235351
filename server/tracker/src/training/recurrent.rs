//! Trains the second layer: backpropagation through whole chats, Adam, several nets from several
//! seeds, which then vote.

use super::chance::Chance;
use super::linear::into_slope;
use crate::classes::Classes;
use crate::recurrent::{Net, Sizes, Step, add_rows};
use taxonomy::Ring;

/// One chat for the second layer: inputs and labels of each message.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    pub inputs: Vec<Vec<f32>>,
    pub labels: Vec<[Option<usize>; 3]>,
}

/// How the nets are trained.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Recipe {
    pub hidden: usize,
    pub rounds: usize,
    pub pace: f32,
    /// Weights shrink by this share of the pace a step.
    pub decay: f32,
    /// Share of the inputs and of the hidden numbers left out at random.
    pub drop: f32,
    /// Chats a step.
    pub batch: usize,
}

/// Trains one net.
pub(crate) fn train(classes: &Classes, chats: &[&Sequence], recipe: &Recipe, seed: u64) -> Net {
    let first = chats.iter().find_map(|chat| chat.inputs.first());
    let sizes = Sizes {
        inputs: first.map_or(0, Vec::len),
        hidden: recipe.hidden,
        outputs: classes.width(),
    };
    let mut chance = Chance::new(seed);
    let mut net = fresh(sizes, &mut chance);
    let mut order: Vec<usize> = (0..chats.len()).collect();
    let mut gradient = vec![0.0; net.weights.len()];
    let mut adam = Adam::new(net.weights.len());
    let steps = recipe.rounds * chats.len().div_ceil(recipe.batch);
    let mut step = 0;
    for _ in 0..recipe.rounds {
        chance.shuffle(&mut order);
        for batch in order.chunks(recipe.batch) {
            gradient.fill(0.0);
            let mut messages = 0;
            for at in batch {
                messages += chats[*at].labels.len();
                backward(
                    &net,
                    classes,
                    chats[*at],
                    recipe.drop,
                    &mut chance,
                    &mut gradient,
                );
            }
            let mean = 1.0 / messages.max(1) as f32;
            gradient.iter_mut().for_each(|slope| *slope *= mean);
            let left = 1.0 - step as f32 / steps as f32;
            adam.step(
                &mut net.weights,
                &gradient,
                recipe.pace * left,
                recipe.decay,
            );
            step += 1;
        }
    }
    net
}

fn fresh(sizes: Sizes, chance: &mut Chance) -> Net {
    let starts = sizes.starts();
    let mut weights = vec![0.0; starts[6]];
    let reach = [sizes.inputs, sizes.hidden, 0, sizes.hidden, sizes.inputs, 0];
    for (table, reach) in reach.into_iter().enumerate() {
        if reach > 0 {
            let reach = (1.0 / reach as f32).sqrt();
            for weight in &mut weights[starts[table]..starts[table + 1]] {
                *weight = (2.0 * chance.share() - 1.0) * reach;
            }
        }
    }
    // begin by keeping what is known
    weights[starts[2]..starts[2] + sizes.hidden].fill(1.0);
    Net { sizes, weights }
}

/// One message on the way forward, kept for the way back.
struct Passed {
    inputs: Vec<f32>,
    before: Vec<f32>,
    step: Step,
    /// Which hidden numbers the output saw.
    seen: Vec<f32>,
}

/// Adds the slope of one chat's loss.
fn backward(
    net: &Net,
    classes: &Classes,
    chat: &Sequence,
    drop: f32,
    chance: &mut Chance,
    gradient: &mut [f32],
) {
    let Sizes {
        hidden,
        inputs: width,
        outputs,
    } = net.sizes;
    let mut mask = |size: usize| -> Vec<f32> {
        let keep = 1.0 / (1.0 - drop);
        (0..size)
            .map(|_| if chance.share() < drop { 0.0 } else { keep })
            .collect()
    };
    let mut before = vec![0.0; hidden];
    let mut trail: Vec<Passed> = Vec::new();
    for (inputs, labels) in chat.inputs.iter().zip(&chat.labels) {
        let inputs: Vec<f32> = inputs.iter().zip(mask(width)).map(|(x, m)| x * m).collect();
        let seen = mask(hidden);
        let mut step = net.step(&inputs, &before);
        let shown: Vec<f32> = step.hidden.iter().zip(&seen).map(|(h, m)| h * m).collect();
        let mut scores = net.table(5).to_vec();
        add_rows(net.table(3), &shown, &mut scores);
        add_rows(net.table(4), &inputs, &mut scores);
        for (ring, right) in Ring::ALL.into_iter().zip(labels) {
            into_slope(&mut scores[classes.columns(ring)], *right);
        }
        step.scores = scores;
        let next = step.hidden.clone();
        trail.push(Passed {
            inputs,
            before: std::mem::replace(&mut before, next),
            step,
            seen,
        });
    }
    let starts = net.sizes.starts();
    let mut later = vec![0.0; hidden];
    for passed in trail.iter().rev() {
        let Passed {
            inputs,
            before,
            step,
            seen,
        } = passed;
        let slope = &step.scores;
        let shown: Vec<f32> = step.hidden.iter().zip(seen).map(|(h, m)| h * m).collect();
        outer(&mut gradient[starts[3]..starts[4]], &shown, slope);
        outer(&mut gradient[starts[4]..starts[5]], inputs, slope);
        add_rows(slope, &[1.0], &mut gradient[starts[5]..starts[6]]);
        for (at, row) in net.table(3).chunks_exact(outputs).enumerate() {
            later[at] += seen[at] * row.iter().zip(slope).map(|(w, s)| w * s).sum::<f32>();
        }
        let mut gates = vec![0.0; 3 * hidden];
        let mut recalled = vec![0.0; 3 * hidden];
        let mut earlier = vec![0.0; hidden];
        for at in 0..hidden {
            let (z, r, n) = (step.update[at], step.reset[at], step.candidate[at]);
            let dh = later[at];
            earlier[at] = dh * z;
            let dz = dh * (before[at] - n) * z * (1.0 - z);
            let dn = dh * (1.0 - z) * (1.0 - n * n);
            let dr = dn * step.recalled[at] * r * (1.0 - r);
            gates[at] = dz;
            gates[hidden + at] = dr;
            gates[2 * hidden + at] = dn;
            recalled[at] = dz;
            recalled[hidden + at] = dr;
            recalled[2 * hidden + at] = dn * r;
        }
        outer(&mut gradient[starts[0]..starts[1]], inputs, &gates);
        outer(&mut gradient[starts[1]..starts[2]], before, &recalled);
        add_rows(&gates, &[1.0], &mut gradient[starts[2]..starts[3]]);
        for (at, row) in net.table(1).chunks_exact(3 * hidden).enumerate() {
            earlier[at] += row.iter().zip(&recalled).map(|(w, s)| w * s).sum::<f32>();
        }
        later = earlier;
    }
}

fn outer(gradient: &mut [f32], values: &[f32], slope: &[f32]) {
    for (row, value) in gradient.chunks_exact_mut(slope.len()).zip(values) {
        if *value != 0.0 {
            for (to, slope) in row.iter_mut().zip(slope) {
                *to += value * slope;
            }
        }
    }
}

/// Adam with weights that shrink on their own.
struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

impl Adam {
    fn new(size: usize) -> Self {
        Self {
            mean: vec![0.0; size],
            square: vec![0.0; size],
            steps: 0,
        }
    }

    fn step(&mut self, weights: &mut [f32], gradient: &[f32], pace: f32, decay: f32) {
        self.steps += 1;
        let (a, b) = (0.9_f32, 0.99_f32);
        let (a_seen, b_seen) = (1.0 - a.powi(self.steps), 1.0 - b.powi(self.steps));
        let moments = self.mean.iter_mut().zip(&mut self.square);
        for ((weight, slope), (mean, square)) in weights.iter_mut().zip(gradient).zip(moments) {
            *mean = a * *mean + (1.0 - a) * slope;
            *square = b * *square + (1.0 - b) * slope * slope;
            let step = (*mean / a_seen) / ((*square / b_seen).sqrt() + 1e-6);
            *weight -= pace * (step + decay * *weight);
        }
    }
}

//! The second layer: a small recurrent net that carries the reading from message to message.

use crate::linear::Evidence;
use chat::Speaker;

/// Numbers of a message besides the evidence of its words.
pub(crate) const SHAPES: usize = 14;

/// Numbers that tell how the chat has gone so far, without any words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    messages: u32,
    by: [u32; 2],
    run: u32,
    last: Option<Speaker>,
}

impl Course {
    pub fn new() -> Self {
        Self {
            messages: 0,
            by: [0; 2],
            run: 0,
            last: None,
        }
    }

    /// A chat of which so many messages were not heard.
    pub fn after(messages: u32) -> Self {
        Self {
            messages,
            by: [messages / 2; 2],
            ..Self::new()
        }
    }

    /// Counts one more message and gives all that is known of it besides words.
    pub fn hear(&mut self, speaker: Speaker, shape: &crate::features::Shape) -> [f32; SHAPES] {
        let yes = |is: bool| f32::from(u8::from(is));
        let who = crate::linear::speaker_place(speaker);
        self.run = if self.last == Some(speaker) {
            self.run + 1
        } else {
            0
        };
        let first = who.is_some_and(|who| self.by[who] == 0);
        let out = [
            yes(who == Some(0)),
            yes(who == Some(1)),
            yes(who.is_none()),
            (shape.characters as f32).ln_1p() / 3.0 - 1.2,
            yes(shape.words <= 2),
            yes(shape.asks),
            yes(shape.ends_asking),
            yes(shape.links),
            yes(self.messages == 0),
            (self.messages.min(60) as f32).ln_1p() / 2.0 - 1.0,
            yes(first),
            yes(self.last == Some(Speaker::Veisoker)),
            yes(self.by[1] == 0),
            self.run.min(4) as f32 / 2.0,
        ];
        self.messages = self.messages.saturating_add(1);
        if let Some(who) = who {
            self.by[who] = self.by[who].saturating_add(1);
        }
        self.last = Some(speaker);
        out
    }
}

/// All inputs of one message: the evidence of each first layer, then the numbers of [`Course`].
/// `scale` brings each number of the evidence to about the same size.
pub(crate) fn inputs(evidence: &[&Evidence], course: &[f32; SHAPES], scale: &[f32]) -> Vec<f32> {
    let said = evidence
        .iter()
        .flat_map(|said| said.own.iter().chain(&said.past));
    let said = said.zip(scale);
    let said = said.map(|(value, scale)| (value * scale).clamp(-4.0, 4.0));
    said.chain(course.iter().copied()).collect()
}

/// The sizes of a net.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sizes {
    pub inputs: usize,
    pub hidden: usize,
    pub outputs: usize,
}

impl Sizes {
    /// Where each table of weights begins, and the end: input to gates, hidden to gates, bias of
    /// the gates, hidden to output, input to output, bias of the output.
    pub fn starts(&self) -> [usize; 7] {
        let Self {
            inputs,
            hidden,
            outputs,
        } = *self;
        let gates = 3 * hidden;
        let tables = [
            inputs * gates,
            hidden * gates,
            gates,
            hidden * outputs,
            inputs * outputs,
            outputs,
        ];
        let mut out = [0; 7];
        for (at, size) in tables.into_iter().enumerate() {
            out[at + 1] = out[at] + size;
        }
        out
    }
}

/// One net: a gated recurrent unit, and an output that also sees the inputs directly.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Net {
    pub sizes: Sizes,
    pub weights: Vec<f32>,
}

/// What one step computed, kept for training.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    /// Update gate, reset gate, candidate.
    pub update: Vec<f32>,
    pub reset: Vec<f32>,
    pub candidate: Vec<f32>,
    /// What the hidden state gave the candidate before the reset gate.
    pub recalled: Vec<f32>,
    pub hidden: Vec<f32>,
    pub scores: Vec<f32>,
}

impl Net {
    /// The tables, in the order of [`Sizes::starts`].
    pub fn table(&self, at: usize) -> &[f32] {
        let starts = self.sizes.starts();
        &self.weights[starts[at]..starts[at + 1]]
    }

    /// Goes one message on from the hidden state before it.
    pub fn step(&self, inputs: &[f32], before: &[f32]) -> Step {
        let size = self.sizes.hidden;
        let mut gates = self.table(2).to_vec();
        add_rows(self.table(0), inputs, &mut gates);
        let mut recalled = vec![0.0; 3 * size];
        add_rows(self.table(1), before, &mut recalled);
        let mut step = Step::default();
        for at in 0..size {
            let update = logistic(gates[at] + recalled[at]);
            let reset = logistic(gates[size + at] + recalled[size + at]);
            let candidate = (gates[2 * size + at] + reset * recalled[2 * size + at]).tanh();
            step.update.push(update);
            step.reset.push(reset);
            step.candidate.push(candidate);
            step.hidden
                .push((1.0 - update) * candidate + update * before[at]);
        }
        step.recalled = recalled.split_off(2 * size);
        step.scores = self.table(5).to_vec();
        add_rows(self.table(3), &step.hidden, &mut step.scores);
        add_rows(self.table(4), inputs, &mut step.scores);
        step
    }
}

/// Adds to `to` each row of a table times its value.
pub(crate) fn add_rows(table: &[f32], values: &[f32], to: &mut [f32]) {
    for (row, value) in table.chunks_exact(to.len()).zip(values) {
        if *value != 0.0 {
            for (to, weight) in to.iter_mut().zip(row) {
                *to += value * weight;
            }
        }
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

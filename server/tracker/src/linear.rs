//! The first layer: weighs a message, and those before it, for every class. There are two: one
//! weighs words, the other sentence vectors.

use crate::quantised::Matrix;
use crate::vocabulary::Rows;
use chat::Speaker;

/// How fast the memory of what a speaker said fades: half is left after one message, and after four.
pub(crate) const FADING: [f32; 2] = [0.5, 0.840_896_4];

/// Blocks of weights for the past.
pub(crate) const PAST: usize = 5;

/// The place of a speaker in arrays that hold one thing a speaker; notices say no words.
pub(crate) fn speaker_place(speaker: Speaker) -> Option<usize> {
    match speaker {
        Speaker::Veisoker => Some(0),
        Speaker::Veileder => Some(1),
        Speaker::System => None,
    }
}

/// The weights of a first layer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linear {
    /// For the message in hand, one a speaker.
    pub current: [Matrix; 2],
    /// For the message before it, then for each speaker the fast and the slowly fading memory.
    pub past: [Matrix; PAST],
    /// Before anything is known: veisøker, veileder, notice.
    pub bias: [Vec<f32>; 3],
}

/// What is kept of the messages heard: sums of class weights, never words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Echo {
    previous: Vec<f32>,
    faded: [Vec<f32>; 4],
}

impl Echo {
    pub fn silent(width: usize) -> Self {
        let row = vec![0.0; width];
        Self {
            previous: row.clone(),
            faded: std::array::from_fn(|_| row.clone()),
        }
    }

    /// How many numbers it holds.
    #[cfg(test)]
    pub fn numbers(&self) -> usize {
        self.previous.len() + self.faded.iter().map(Vec::len).sum::<usize>()
    }
}

/// What a first layer says of one message, a number a class: by the message itself, and by the past.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evidence {
    pub own: Vec<f32>,
    pub past: Vec<f32>,
}

impl Linear {
    /// Weighs one message and takes it into the echo. Without `rows` only the speaker counts, and
    /// the memories fade as they would have.
    pub fn hear(&self, speaker: Speaker, rows: Option<&Rows>, echo: &mut Echo) -> Evidence {
        let mut past = echo.previous.clone();
        for sum in &echo.faded {
            add(&mut past, sum);
        }
        let Some(who) = speaker_place(speaker) else {
            let own = self.bias[2].clone();
            return Evidence { own, past };
        };
        let mut own = self.bias[who].clone();
        echo.previous.fill(0.0);
        for (at, sum) in echo.faded.iter_mut().enumerate() {
            sum.iter_mut().for_each(|value| *value *= FADING[at % 2]);
        }
        if let Some(Rows { own: now, lasting }) = rows {
            self.current[who].add_product(now, &mut own);
            self.past[0].add_product(lasting, &mut echo.previous);
            for at in [2 * who, 2 * who + 1] {
                self.past[1 + at].add_product(lasting, &mut echo.faded[at]);
            }
        }
        Evidence { own, past }
    }
}

fn add(to: &mut [f32], other: &[f32]) {
    for (to, other) in to.iter_mut().zip(other) {
        *to += other;
    }
}

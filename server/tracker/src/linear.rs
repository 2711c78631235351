//! The first layer: weighs the words of a message, and of those before it, for every class.

use crate::quantised::Matrix;
use crate::vocabulary::{Sparse, Vocabularies};
use chat::Speaker;

/// How fast the memory of a speaker's words fades: half is left after one message, and after four.
pub(crate) const FADING: [f32; 2] = [0.5, 0.840_896_4];

/// Blocks of weights for the words of the past.
pub(crate) const PAST: usize = 5;

/// The place of a speaker in arrays that hold one thing a speaker; notices say no words.
pub(crate) fn speaker_place(speaker: Speaker) -> Option<usize> {
    match speaker {
        Speaker::Veisoker => Some(0),
        Speaker::Veileder => Some(1),
        Speaker::System => None,
    }
}

/// The weights of the first layer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linear {
    pub vocabularies: Vocabularies,
    /// For the message in hand, one a speaker.
    pub current: [Matrix; 2],
    /// For the message before it, then for each speaker the fast and the slowly fading memory.
    pub past: [Matrix; PAST],
    /// Before any word: veisøker, veileder, notice.
    pub bias: [Vec<f32>; 3],
}

/// What is kept of the words heard: sums of class weights, never words.
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

/// What the first layer says of one message, a number a class: by its own words, and by the past.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evidence {
    pub own: Vec<f32>,
    pub past: Vec<f32>,
}

impl Linear {
    /// Weighs one message and takes it into the echo.
    pub fn hear(
        &self,
        speaker: Speaker,
        (full, light): &(Sparse, Sparse),
        echo: &mut Echo,
    ) -> Evidence {
        let mut past = echo.previous.clone();
        for sum in &echo.faded {
            add(&mut past, sum);
        }
        let Some(who) = speaker_place(speaker) else {
            let own = self.bias[2].clone();
            return Evidence { own, past };
        };
        let mut own = self.bias[who].clone();
        self.current[who].add_product(full, &mut own);
        echo.previous.fill(0.0);
        self.past[0].add_product(light, &mut echo.previous);
        for (at, sum) in echo.faded.iter_mut().enumerate() {
            let fading = FADING[at % 2];
            sum.iter_mut().for_each(|value| *value *= fading);
            if at / 2 == who {
                self.past[1 + at].add_product(light, sum);
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

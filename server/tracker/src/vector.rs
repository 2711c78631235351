//! A sentence vector at eight bits a number: what the tracker reads, learns from and may keep.

use crate::vocabulary::{Rows, Sparse};
use language::Embedding;

/// How many numbers a sentence vector has: 384 of a layer in the middle, 384 of the last.
pub(crate) const WIDTH: usize = 768;

/// A sentence vector, rounded. Live and in training the same rounding is done, so that a model
/// learned from stored vectors reads as it learned.
#[derive(Clone, PartialEq)]
pub(crate) struct Vector {
    pub scale: f32,
    pub values: Box<[i8; WIDTH]>,
}

impl Vector {
    /// Rounds an embedding; `None` if it is not of our encoder's width or holds no numbers.
    pub fn of(embedding: &Embedding) -> Option<Self> {
        let values = embedding.middle().iter().chain(embedding.values());
        let values: [f32; WIDTH] = values.copied().collect::<Vec<_>>().try_into().ok()?;
        let largest = values.iter().fold(0.0_f32, |top, x| top.max(x.abs()));
        if !(largest.is_finite() && largest > 0.0) || values.iter().any(|x| x.is_nan()) {
            return None;
        }
        let scale = largest / 127.0;
        Some(Self {
            scale,
            values: Box::new(values.map(|x| (x / scale).round() as i8)),
        })
    }

    /// As a layer takes it: the same numbers for its own sake and for those that follow.
    pub fn rows(&self) -> Rows {
        let values = (0..).zip(self.values.iter());
        let own: Sparse = values
            .map(|(place, value)| (place, f32::from(*value) * self.scale))
            .collect();
        Rows {
            lasting: own.clone(),
            own,
        }
    }
}

impl std::fmt::Debug for Vector {
    /// A vector can reveal part of a sentence.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[vector]")
    }
}

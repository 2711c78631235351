//! What the encoder gives.

use zeroize::Zeroize;

/// A sentence as numbers, twice: as the last layer has it, which is what the encoder was made to
/// compare by, and as a layer in the middle has it, where more is left of manner and purpose. Both
/// centred, of unit length. As it can reveal part of the sentence, dropping it wipes the memory.
#[derive(Clone, PartialEq)]
pub struct Embedding {
    values: Box<[f32]>,
    middle: Box<[f32]>,
}

impl Embedding {
    /// Takes the values of the last layer and of the middle.
    pub fn new(values: impl Into<Box<[f32]>>, middle: impl Into<Box<[f32]>>) -> Self {
        Self {
            values: values.into(),
            middle: middle.into(),
        }
    }

    /// The sentence vector: what to compare texts by.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// What a layer in the middle has: for a reader that is trained on it.
    pub fn middle(&self) -> &[f32] {
        &self.middle
    }

    /// The cosine of the angle between two vectors of unit length, −1 to 1. Vectors of different
    /// width are compared over the shorter width.
    pub fn cosine(&self, other: &Self) -> f32 {
        let pairs = self.values.iter().zip(&other.values);
        pairs.map(|(a, b)| a * b).sum()
    }
}

impl Drop for Embedding {
    fn drop(&mut self) {
        self.values.zeroize();
        self.middle.zeroize();
    }
}

impl std::fmt::Debug for Embedding {
    /// A vector can reveal part of a sentence, so only its width is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[embedding; {} values]", self.values.len())
    }
}

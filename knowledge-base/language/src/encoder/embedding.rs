//! What the encoder gives.

/// A sentence vector: centred, of unit length.
#[derive(Clone, PartialEq)]
pub struct Embedding(Box<[f32]>);

impl Embedding {
    /// Takes the values of a vector.
    pub fn new(values: impl Into<Box<[f32]>>) -> Self {
        Self(values.into())
    }

    /// The values.
    pub fn values(&self) -> &[f32] {
        &self.0
    }

    /// The cosine of the angle between two vectors of unit length, −1 to 1. Vectors of different
    /// width are compared over the shorter width.
    pub fn cosine(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}

impl std::fmt::Debug for Embedding {
    /// A vector can reveal part of a sentence, so only its width is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[embedding; {} values]", self.0.len())
    }
}

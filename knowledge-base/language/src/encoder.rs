//! What a sentence encoder gives. No encoder is built in yet: callers pass `None` and the tracker
//! works on its small tier.

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
}

impl std::fmt::Debug for Embedding {
    /// A vector can reveal part of a sentence, so only its width is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[embedding; {} values]", self.0.len())
    }
}

//! Which hashed features a model knows, and how a message's counts become a vector.

use crate::features::Features;

/// A message as the linear layer takes it: places in the vocabulary with weights, of length one.
pub(crate) type Sparse = Vec<(u32, f32)>;

/// Known features, by rising hash, each with how telling it is. No n-gram can be read back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vocabulary {
    pub hashes: Vec<u32>,
    /// Weight of a feature: rare ones tell more. In sixteenths, so that a byte holds it.
    pub rarity: Vec<u8>,
}

impl Vocabulary {
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The vector of one text: unknown features are passed over, counts are damped.
    pub fn vector(&self, counts: &[(u32, f32)]) -> Sparse {
        let mut out = Sparse::new();
        for (hash, count) in counts {
            if let Ok(place) = self.hashes.binary_search(hash) {
                let rarity = f32::from(self.rarity[place]) / 16.0;
                out.push((place as u32, (1.0 + count.ln()) * rarity));
            }
        }
        let length = out.iter().map(|(_, value)| value * value).sum::<f32>();
        // a text with few known features does not count as much as a full one
        let length = (length + 4.0).sqrt();
        out.iter_mut().for_each(|(_, value)| *value /= length);
        out
    }
}

/// The two vocabularies of a model.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vocabularies {
    /// For the message in hand.
    pub full: Vocabulary,
    /// For what lies behind.
    pub light: Vocabulary,
}

impl Vocabularies {
    /// Both vectors of one text.
    pub fn vectors(&self, features: &Features) -> (Sparse, Sparse) {
        (
            self.full.vector(&features.full),
            self.light.vector(&features.light),
        )
    }
}

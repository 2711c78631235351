//! Which hashed features a model knows, and how a message's counts become a vector.

use crate::features::{Features, Shape, lasts};
use crate::vector::Vector;

/// A message as a layer takes it: places in a table of weights, each with a value.
pub(crate) type Sparse = Vec<(u32, f32)>;

/// A message as the layers see it: for its own sake, and for the sake of those that follow.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rows {
    pub own: Sparse,
    pub lasting: Sparse,
}

/// All that training and reading need of a message besides its speaker. No words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Known {
    /// What can be seen without reading it.
    pub shape: Shape,
    /// Places in the vocabulary, rising, and how often each feature occurs.
    pub counts: Vec<(u32, u16)>,
    /// The sentence vector, if there is one.
    pub vector: Option<Vector>,
}

/// Hashes are kept in drawers by their highest bits.
const DRAWERS: u64 = 1 << 13;
const DRAWER_BITS: u32 = 32 - 13;

/// Known features, by rising hash, each with how telling it is. No n-gram can be read back.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vocabulary {
    hashes: Vec<u32>,
    /// Weight of a feature: rare ones tell more. In sixteenths, so that a byte holds it.
    rarity: Vec<u8>,
    /// Where the hashes of each drawer begin, and the end: a first step of the search, for free.
    drawers: Vec<u32>,
    /// For each feature, its place among those that last, if it is one of them.
    lasting: Vec<Option<u32>>,
}

impl Vocabulary {
    /// A vocabulary of hashes in rising order, each with its rarity in sixteenths.
    pub fn new(hashes: Vec<u32>, rarity: Vec<u8>) -> Self {
        let mut places = 0..;
        let place = |hash: &u32| lasts(*hash).then(|| places.next()).flatten();
        let lasting = hashes.iter().map(place).collect();
        let begins =
            |drawer: u64| hashes.partition_point(|hash| u64::from(*hash) < drawer << DRAWER_BITS);
        let drawers = (0..=DRAWERS).map(|drawer| begins(drawer) as u32).collect();
        Self {
            drawers,
            hashes,
            rarity,
            lasting,
        }
    }

    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// How many features last.
    pub fn lasting(&self) -> usize {
        self.lasting.iter().flatten().count()
    }

    /// A number that follows from its content.
    pub fn sum(&self) -> u64 {
        let bytes = self.hashes.iter().flat_map(|hash| hash.to_le_bytes());
        let bytes = bytes.chain(self.rarity.iter().copied());
        crate::model::checksum(&bytes.collect::<Vec<u8>>())
    }

    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    pub fn rarity(&self) -> &[u8] {
        &self.rarity
    }

    fn place(&self, hash: u32) -> Option<u32> {
        let drawer = (hash >> DRAWER_BITS) as usize;
        let (start, end) = (self.drawers[drawer], self.drawers[drawer + 1]);
        let found = self.hashes[start as usize..end as usize].binary_search(&hash);
        found.ok().map(|at| start + at as u32)
    }

    /// What it knows of a text; the rest is passed over.
    pub fn known(&self, features: &Features, vector: Option<Vector>) -> Known {
        let counts = features.counts.iter();
        let counts = counts.filter_map(|(hash, count)| Some((self.place(*hash)?, *count)));
        Known {
            shape: features.shape,
            counts: counts.collect(),
            vector,
        }
    }

    /// The rows of a message: counts are damped, rare features weigh more.
    pub fn rows(&self, known: &Known) -> Rows {
        let mut rows = Rows::default();
        for (place, count) in &known.counts {
            let at = *place as usize;
            let rarity = f32::from(self.rarity[at]) / 16.0;
            let value = (1.0 + f32::from(*count).ln()) * rarity;
            rows.own.push((*place, value));
            if let Some(place) = self.lasting[at] {
                rows.lasting.push((place, value));
            }
        }
        even(&mut rows.own);
        even(&mut rows.lasting);
        rows
    }
}

/// Brings a row to a length of nearly one; a text with few known features does not count as much
/// as a full one.
fn even(row: &mut Sparse) {
    let length = row.iter().map(|(_, value)| value * value).sum::<f32>();
    let length = (length + 4.0).sqrt();
    row.iter_mut().for_each(|(_, value)| *value /= length);
}

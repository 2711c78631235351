//! Norwegian is read: normalising, words, sentences, which written standard somebody uses.
//!
//! Invariants: pure functions, nothing of ours beneath, no IO besides reading one file of weights.

mod asking;
pub mod compounds;
mod content;
pub mod encoder;
mod expansions;
mod mask;
mod normal;
pub mod nynorsk;
mod split;
mod standard;

pub use asking::{asks, questions};
pub use content::stems;
pub use encoder::{Embedding, Encoder, NoVector, Weights};
pub use expansions::{ExpansionFault, Expansions, Group, Kinship, LONGEST_PHRASE};
pub use mask::{
    Hidden, KnownNames, mask, mask_for_search, mask_lines, mask_telling, mask_to_share,
};
pub use normal::{fold, normalise};
pub use split::{sentences, words};
pub use standard::{StandardTally, Written};

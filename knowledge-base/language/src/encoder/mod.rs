//! A sentence as a vector: multilingual-e5-small, 4-bit weights, on the CPU.
//!
//! 1. [`Weights`] reads the file (`file`) and keeps it in the order the CPU wants it (`quantised`).
//! 2. A text is normalised and cut into pieces (`pieces`).
//! 3. Twelve layers turn the pieces into vectors (`layers`), with the product of int8 activations
//!    and 4-bit weights done by the widest instructions this CPU has (`dot`).
//! 4. Their mean, of unit length, less the mean of all chat messages, is the [`Embedding`]; the same
//!    is done with what two thirds of the layers give.
//!
//! Invariants: a text's vector is the same, bit for bit, on every instruction set and every machine
//! (integer sums are exact, every float operation is done in a fixed order, no function of the
//! system's mathematical library is called), so that what is trained on vectors can be rebuilt. The
//! time for one text is bounded whatever its length. No text in any error, log or `Debug`.

mod dot;
mod embedding;
mod file;
mod layers;
mod maths;
#[cfg(test)]
mod miniature;
mod pieces;
mod quantised;
mod service;
mod weights;

pub use dot::Path;
pub use embedding::Embedding;
pub use file::Malformed;
pub use service::{Encoder, NoVector};
pub use weights::{ENCODER, FILE_NAME, Kind, SHA256, SIZE, Weights, WeightsError, place, verified};

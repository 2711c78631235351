//! The conversation is read: one tracker to a chat, one door, [`Tracker::hear`].
//!
//! Invariants
//! - Synchronous and pure: no clock, no network, no task. A reading follows from the messages heard.
//! - Causal: what is said after a message never changes its reading.
//! - A tracker's memory does not grow with the chat; of the words it keeps only short quotes.
//! - No phase, knapp or stage is named here: the classes come with the model and are checked
//!   against the guidance model by [`Model::check`].
//! - Training is a function of the chats given: same chats, same bytes.
//!
//! A message's way: `features` counts what is in it, `linear` weighs that for every class, together
//! with the fading echo of earlier messages, `recurrent` carries the reading on, `tracker` turns the
//! scores into calibrated judgements, `why` finds the words that tipped them.

pub mod card;
mod classes;
pub mod codebook;
mod concepts;
pub mod evaluation;
mod events;
mod features;
pub mod learning;
mod lesson;
mod linear;
mod material;
mod memory;
mod model;
mod pieces;
mod quantised;
mod reading;
mod recurrent;
mod softmax;
mod tracker;
pub mod training;
mod vector;
mod vectors;
mod vocabulary;
mod why;

pub use card::Card;
pub use classes::Classes;
pub use lesson::Lesson;
pub use material::{Material, MaterialError};
pub use model::{ClassMismatch, Model, ModelFileError};
pub use reading::{Event, Judgement, Reading, Sureness, Tier, Why};
pub use tracker::Tracker;
pub use vectors::Vectors;

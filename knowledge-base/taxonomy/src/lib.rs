//! The guidance model in words we all share: loaded from data, checked, and named by nobody in code.
//!
//! Invariants
//! - No phase, knapp or stage is named in this or any other room: they come from the model file.
//! - The order in the file is the order round the ring.
//! - A file that breaks a rule is refused whole, with one sentence saying where.

mod check;
mod data_error;
mod element;
mod model;
mod services;
mod texts;
mod workshop;

pub use data_error::DataError;
pub use element::{Both, Colour, Element, ElementId, Pair, Pole, Ring, Signs, Standard};
pub use model::GuidanceModel;
pub use services::{Service, Services};
pub use workshop::{Sheet, Workshop};

//! Starts, wires, stops: the rooms are put together here, and nobody but the tests knows this room.

pub mod commands;
mod digest;
mod installed;
mod knowledge;
pub mod logging;
pub mod settings;
mod shift_post;
mod sidecar;
mod tier;
mod tried;

pub use sidecar::{Options, Sidecar};

//! Starts, wires, stops: the rooms are put together here, and nobody but the tests knows this room.

pub mod commands;
mod data;
mod digest;
mod forgetting;
mod hooks;
mod installed;
mod judged;
mod knowledge;
pub mod logging;
mod outgoing;
pub mod settings;
mod shift_post;
mod sidecar;
mod tier;
mod tokens;
mod told;
mod tried;
mod zendesk;

pub use sidecar::{Options, Sidecar};

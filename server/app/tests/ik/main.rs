//! `ledsager ik`, as whoever looks after the knowledge base meets it.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod files;
mod help_center;
mod killed;
mod place;
#[path = "../running/mod.rs"]
mod running;
mod server;
mod verify;

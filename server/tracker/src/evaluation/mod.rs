//! How well a tracker reads chats that people have labelled.
mod confusion;
pub(crate) use confusion::Confusion;

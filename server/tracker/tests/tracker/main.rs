//! What the tracker promises, seen through its public door.

mod chats;

mod bad_codebooks;
mod bad_models;
mod quality;
mod readings;
mod reasons;

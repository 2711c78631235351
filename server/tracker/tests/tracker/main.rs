//! What the tracker promises, seen through its public door.

mod chats;

mod bad_codebooks;
mod bad_models;
mod large_tier;
mod learning;
mod quality;
mod readings;
mod reasons;

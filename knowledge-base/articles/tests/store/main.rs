//! What editors may rely on: nothing they saved is lost, and nothing is published but by publishing.

mod desk;
mod files;
mod killed;
mod migrating;
mod news;
mod prompts;
mod proposals;
mod reports;
mod together;
mod workflow;

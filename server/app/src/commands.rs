//! The commands of `ledsager`, one file each.

mod check;
mod check_articles;
mod demo;
mod demo_desk;
mod evaluate;
mod evaluate_search;
mod evaluate_suggestions;
mod evaluate_titles;
mod evaluate_tracker;
mod ik;
mod import;
mod learn;
mod matrix;
mod model;
pub(crate) mod moments;
mod pilot;
mod pilot_figures;
mod player;
pub mod retrieval;
mod schema;
mod search;
mod serve;
mod suggestion_figures;
mod track;
mod train;
mod vectors;
mod zendesk;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A companion beside a guidance counsellor's chat: follows the talk, shows where it is in the
/// guidance model, and has prompts and vetted articles at hand.
#[derive(Debug, Parser)]
#[command(name = "ledsager", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the product on this machine: recorded chats are followed as if live
    Demo(demo::Demo),
    /// Run the sidecar with your own settings
    Serve(serve::Serve),
    /// Check settings, guidance model, tracker and articles: every problem with file and line
    Check(check::Check),
    /// Search the knowledge base
    Search(search::Search),
    /// Take the knowledge base out and in as files, or prove that nothing of it is lost
    #[command(subcommand)]
    Ik(ik::Ik),
    /// Compare the tracker with what counsellors said, from the journal of a pilot
    Pilot(pilot::Pilot),
    /// Make chats of an export or of pasted text, with what tells of somebody dropped or masked
    Import(import::Import),
    /// Read chats from stdin and print the tracker's readings, one JSON line a chat
    Track(track::Track),
    /// Train a tracker from labelled chats
    Train(train::Train),
    /// Train the tracker on the corrections counsellors made, and install it if it is better
    Learn(learn::Learn),
    /// Measure tracker, search or suggestions against labelled material
    #[command(subcommand)]
    Evaluate(evaluate::Evaluate),
    /// Fetch or show the weights of the sentence encoder
    #[command(subcommand)]
    Model(model::Model),
    /// Print the file by which a Matrix homeserver knows us
    #[command(subcommand)]
    Matrix(matrix::Matrix),
    /// Print the JSON Schema of /feed/v1
    Schema(schema::Schema),
    /// Package and check the app that shows the panel and the board inside Zendesk
    #[command(subcommand)]
    Zendesk(zendesk::Zendesk),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// What a person should read on stderr.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Demo(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Search(command) => command.run(),
            Command::Ik(command) => command.run(),
            Command::Pilot(command) => command.run(),
            Command::Import(command) => command.run(),
            Command::Track(command) => command.run(),
            Command::Train(command) => command.run(),
            Command::Learn(command) => command.run(),
            Command::Evaluate(command) => command.run(),
            Command::Model(command) => command.run(),
            Command::Matrix(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::Zendesk(command) => command.run(),
        }
    }
}

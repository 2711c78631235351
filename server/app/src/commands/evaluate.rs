//! `ledsager evaluate`: quality figures, with baselines beside them.

use super::{evaluate_search, evaluate_suggestions, evaluate_titles, evaluate_tracker};
use anyhow::Context;
use clap::Subcommand;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub(super) enum Evaluate {
    /// The tracker on labelled chats: agreement, delay, flips, beside simple baselines
    Tracker(evaluate_tracker::EvaluateTracker),
    /// Search on a corpus with queries and judged answers: nDCG@10, Recall@10, MRR@10
    Search(evaluate_search::EvaluateSearch),
    /// Finding the right title for what people really typed: hit@1, hit@5, MRR@10
    Titles(evaluate_titles::EvaluateTitles),
    /// What is offered unasked, on labelled moments: helpful when it speaks, silent otherwise
    Suggestions(evaluate_suggestions::EvaluateSuggestions),
}

impl Evaluate {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Tracker(command) => command.run(),
            Self::Search(command) => command.run(),
            Self::Titles(command) => command.run(),
            Self::Suggestions(command) => command.run(),
        }
    }
}

/// Writes a report as one JSON object, or as lines to read.
///
/// # Errors
/// If it cannot be written.
pub(super) fn tell(
    out: &mut impl Write,
    report: &(impl serde::Serialize + Display),
    json: bool,
) -> anyhow::Result<()> {
    let written = if json {
        writeln!(out, "{}", serde_json::to_string_pretty(report)?)
    } else {
        write!(out, "{report}")
    };
    written.context("failed to write to stdout")
}

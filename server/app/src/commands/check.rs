//! `ledsager check`: settings, guidance model, services, tracker and articles, every problem with its place.

use super::check_articles::problems_of_articles;
use crate::data::{guidance_model, services, tracker_model};
use crate::settings::Settings;
use crate::sidecar::today;
use crate::tier::LiveTier;
use articles::Severity;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// A settings file; without it the defaults and the starter collection are checked
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A knowledge base to check instead of the one the settings name
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
}

impl Check {
    #[expect(clippy::print_stdout, reason = "this command prints what it found")]
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (mut errors, mut warnings) = (0, 0);
        let mut error = |problem: String| {
            errors += 1;
            println!("error: {problem}");
        };
        let settings = Settings::read_or_defaults(self.config.as_deref());
        let settings = settings.unwrap_or_else(|problem| {
            error(problem.to_string());
            Settings::defaults()
        });
        if let Err(problem) = services(&settings.guidance.services) {
            error(format!("{problem:#}"));
        }
        match guidance_model(&settings.guidance.model) {
            Err(problem) => error(format!("{problem:#}")),
            Ok(model) => {
                let tier = tracker_model(&settings, &model)
                    .and_then(|model| LiveTier::choose(&settings, model.as_deref()));
                match tier {
                    Ok(tier) => println!("{tier}"),
                    Err(problem) => error(format!("tracker: {problem:#}")),
                }
                let folder = self.articles.unwrap_or(settings.knowledge_base.folder);
                let folder = (!folder.as_os_str().is_empty()).then_some(folder.as_path());
                for problem in problems_of_articles(folder, &model, today()) {
                    match problem.severity {
                        Severity::Error => error(problem.to_string()),
                        Severity::Warning => {
                            warnings += 1;
                            println!("warning: {problem}");
                        }
                    }
                }
            }
        }
        println!("{errors} errors, {warnings} warnings");
        Ok(if errors == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

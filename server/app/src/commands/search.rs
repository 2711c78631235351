//! `ledsager search`: the internal knowledge base from the command line.

use crate::settings::Settings;
use crate::sidecar::{guidance_model, library, today};
use anyhow::Result;
use articles::State;
use index::{Hits, Index, Query};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Search the internal knowledge base
#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// What to search for; any text will do, there is no query syntax
    query: String,
    /// Take the articles from the folder named in this configuration file
    #[arg(long, value_name = "FILE", conflicts_with = "articles")]
    config: Option<PathBuf>,
    /// Take the articles from this folder (articles/*.md) instead of the starter IK
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
    /// How many articles to show at most
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Treat the last word as finished, not as the beginning of a longer one
    #[arg(long)]
    finished: bool,
    /// Show for each article which words matched where
    #[arg(long)]
    explain: bool,
    /// Print one JSON object instead of lines to read
    #[arg(long)]
    json: bool,
}

impl Search {
    /// Searches as of today. Articles with faults are left out; `ledsager check` lists them.
    ///
    /// # Errors
    /// If the settings cannot be read, or no article at all.
    pub(super) fn run(self) -> Result<ExitCode> {
        let settings = Settings::read_or_defaults(self.config.as_deref())?;
        let model = guidance_model(&settings.guidance.model)?;
        let folder: &Path = self
            .articles
            .as_deref()
            .unwrap_or(&settings.knowledge_base.folder);
        let query = Query {
            words: &self.query,
            typing: !self.finished,
            limit: self.limit,
            today: today(),
        };
        let answer = Index::build(&library(folder, &model)?).search(&query);
        if self.json {
            self.print_json(answer)?;
        } else {
            self.print(&answer);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The same shape as the search box of the pages gets; `--explain` adds where each hit matched.
    #[expect(clippy::print_stdout, reason = "a command prints its answer")]
    fn print_json(&self, answer: Hits) -> Result<()> {
        let matches: Vec<_> = answer.hits.iter().map(|hit| hit.matches.clone()).collect();
        let mut shown = serde_json::to_value(web::found(&self.query, answer))?;
        if self.explain {
            for (at, found) in matches.iter().enumerate() {
                let fields = found
                    .iter()
                    .map(|at| serde_json::json!({ "field": at.field, "words": at.words }));
                shown["hits"][at]["matches"] = fields.collect();
            }
        }
        println!("{}", serde_json::to_string(&shown)?);
        Ok(())
    }

    #[expect(clippy::print_stdout, reason = "a command prints its answer")]
    fn print(&self, answer: &Hits) {
        if let Some(corrected) = &answer.corrected {
            println!("Mente du: {corrected}?");
        }
        if !answer.expanded.is_empty() {
            println!("Søkte også etter: {}", answer.expanded.join(", "));
        }
        if answer.hits.is_empty() {
            println!("Ingen treff.");
        }
        for (at, hit) in answer.hits.iter().enumerate() {
            println!("{}. {}  [{}]", at + 1, hit.title, hit.id);
            println!("   {}", hit.short.replace('\n', "\n   "));
            println!("   {} · {}", hit.why, hit.owner);
            if let Some(reviewed) = hit.reviewed {
                println!("   Sist gjennomgått {reviewed}.");
            }
            match hit.state {
                State::InOrder => {}
                State::Unchecked => println!("   Ikke kontrollert av redaktør."),
                State::ReviewDue => println!("   Kontroll er forfalt."),
                State::Expired => println!("   Noe i artikkelen gjelder ikke lenger."),
            }
            if self.explain {
                println!("   poeng {:.3}", hit.score);
                for found in &hit.matches {
                    println!("   {}: {}", found.field, found.words.join(", "));
                }
            }
        }
    }
}

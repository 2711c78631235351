//! `ledsager search`: the internal knowledge base from the command line.

use anyhow::{Result, bail};
use articles::{Library, State};
use index::{Hits, Index, Query};
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;
use taxonomy::{GuidanceModel, Standard};

/// Search the internal knowledge base
#[derive(Debug, clap::Args)]
pub struct Search {
    /// What to search for; any text will do, there is no query syntax
    query: String,
    /// Take the articles from the folder named in this configuration file
    #[arg(long, value_name = "FILE", conflicts_with = "articles")]
    pub config: Option<PathBuf>,
    /// Take the articles from this folder (articles/*.md) instead of the starter IK
    #[arg(long, value_name = "DIR")]
    pub articles: Option<PathBuf>,
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
    /// Runs the command as of `today`. The caller has put the folder that `config` names, if any,
    /// into `articles`. Articles with faults are left out and counted in the log.
    ///
    /// # Errors
    /// If no article at all could be read.
    pub fn run(self, model: &GuidanceModel, today: Date) -> Result<ExitCode> {
        let (library, problems) = match &self.articles {
            Some(dir) => Library::load(dir, model),
            None => Library::starter(model),
        };
        if library.articles().len() == 0 {
            match problems.first() {
                Some(problem) => bail!("no article could be read: {problem}"),
                None => bail!("there are no articles to search"),
            }
        }
        if !problems.is_empty() {
            let count = problems.len();
            tracing::warn!(
                count,
                "problems in the articles; `ledsager check` lists them"
            );
        }
        let query = Query {
            words: &self.query,
            typing: !self.finished,
            limit: self.limit,
            today,
        };
        let answer = Index::build(&library).search(&query);
        if self.json {
            self.print_json(&answer)?;
        } else {
            self.print(&answer);
        }
        Ok(ExitCode::SUCCESS)
    }

    #[expect(clippy::print_stdout, reason = "a command prints its answer")]
    fn print_json(&self, answer: &Hits) -> Result<()> {
        let hits: Vec<serde_json::Value> = answer
            .hits
            .iter()
            .map(|hit| {
                let mut shown = serde_json::json!({
                    "id": hit.id.as_str(),
                    "title": hit.title,
                    "short": hit.short,
                    "passage_html": hit.passage_html,
                    "owner": hit.owner,
                    "reviewed": hit.reviewed.to_string(),
                    "state": state_name(hit.state),
                    "lang": standard_name(hit.lang),
                    "score": hit.score,
                    "why": hit.why,
                });
                if self.explain {
                    let matches = hit.matches.iter().map(
                        |found| serde_json::json!({ "field": found.field, "words": found.words }),
                    );
                    shown["matches"] = matches.collect();
                }
                shown
            })
            .collect();
        let shown = serde_json::json!({
            "query": self.query,
            "corrected": answer.corrected,
            "expanded": answer.expanded,
            "hits": hits,
        });
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
            println!(
                "   {} · {} · sist kontrollert {}",
                hit.why, hit.owner, hit.reviewed
            );
            match hit.state {
                State::InOrder => {}
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

/// The name of a state in answers.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::InOrder => "in_order",
        State::ReviewDue => "review_due",
        State::Expired => "expired",
    }
}

fn standard_name(standard: Standard) -> &'static str {
    match standard {
        Standard::Nb => "nb",
        Standard::Nn => "nn",
    }
}

//! `ledsager search`: the internal knowledge base from the command line.

use crate::data::guidance_model;
use crate::knowledge::library;
use crate::settings::Settings;
use crate::sidecar::today;
use anyhow::Result;
use articles::State;
use index::{Explanation, Hits, Index, Query};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Search the internal knowledge base
#[derive(Debug, clap::Args)]
pub(super) struct Search {
    /// What to search for; any text will do, there is no query syntax
    #[arg(allow_hyphen_values = true)]
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
            group: None,
            typing: !self.finished,
            limit: self.limit,
            today: today(),
            explain: self.explain,
            meaning: None,
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
        let explained: Vec<_> = answer
            .hits
            .iter()
            .map(|hit| (hit.matches.clone(), hit.explanation.clone()))
            .collect();
        let mut shown = serde_json::to_value(web::found(&self.query, answer))?;
        if self.explain {
            for (at, (found, explanation)) in explained.iter().enumerate() {
                let fields = found
                    .iter()
                    .map(|at| serde_json::json!({ "field": at.field, "words": at.words }));
                shown["hits"][at]["matches"] = fields.collect();
                shown["hits"][at]["score_of"] = explanation.as_ref().map(parts).into();
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
            if let Some(explanation) = &hit.explanation {
                println!("   poeng {:.3}", hit.score);
                for found in &hit.matches {
                    println!("   {}: {}", found.field, found.words.join(", "));
                }
                explain(explanation);
            }
        }
    }
}

/// What a score is made of, as JSON.
fn parts(of: &Explanation) -> serde_json::Value {
    let words = of.words.iter();
    let boosts = of.boosts.iter();
    serde_json::json!({
        "words": words.map(|w| serde_json::json!({ "stem": w.stem, "field": w.field, "score": w.score })).collect::<Vec<_>>(),
        "together": of.together,
        "in_order": of.in_order,
        "meaning": of.meaning,
        "boosts": boosts.map(|b| serde_json::json!({ "why": b.why, "factor": b.factor })).collect::<Vec<_>>(),
    })
}

/// What a score is made of, as lines to read.
#[expect(clippy::print_stdout, reason = "a command prints its answer")]
fn explain(of: &Explanation) {
    for share in &of.words {
        println!(
            "   + {:6.3}  «{}» i {}",
            share.score, share.stem, share.field
        );
    }
    println!("   + {:6.3}  ord som står sammen", of.together);
    println!("   + {:6.3}  ord i samme rekkefølge", of.in_order);
    match of.meaning {
        Some(meaning) => println!("   + {meaning:6.3}  meningen i hele spørsmålet"),
        None => println!("   (meningen teller ikke med: ingen vektorer)"),
    }
    for boost in &of.boosts {
        println!("   × {:6.3}  {}", boost.factor, boost.why);
    }
}

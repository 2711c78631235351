//! `ledsager evaluate titles`: how well titles are found by misspelt and half-typed words.

use crate::commands::retrieval::{self, Averages, DEPTH, Measures};
use anyhow::{Result, bail};
use index::{Title, Titles};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::process::ExitCode;

/// Measure title look-up on real misspellings: hit@1, hit@5 and MRR@10 by kind
#[derive(Debug, clap::Args)]
pub struct EvaluateTitles {
    /// Titles, one JSON line each: {"id", "text", "searches"}
    #[arg(long, value_name = "FILE")]
    titles: PathBuf,
    /// What was typed, one JSON line each: {"id", "text", "target", "kind"}
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Print one JSON object instead of lines to read
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct TitleLine {
    id: String,
    text: String,
    #[serde(default)]
    searches: u64,
}

#[derive(Deserialize)]
struct QueryLine {
    id: String,
    text: String,
    target: String,
    #[serde(default)]
    kind: String,
}

impl EvaluateTitles {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read, or a target is not among the titles.
    pub fn run(self) -> Result<ExitCode> {
        let titles: Vec<Title> = retrieval::json_lines::<TitleLine>(&self.titles)?
            .into_iter()
            .map(|line| Title {
                id: line.id,
                text: line.text,
                searches: line.searches,
            })
            .collect();
        let ids: HashSet<String> = titles.iter().map(|title| title.id.clone()).collect();
        let titles = Titles::new(titles);
        let mut by_kind: BTreeMap<String, Measures> = BTreeMap::new();
        for query in retrieval::json_lines::<QueryLine>(&self.queries)? {
            if !ids.contains(&query.target) {
                bail!("query {}: no title has the id {}", query.id, query.target);
            }
            let near = titles.nearest(&query.text, DEPTH);
            let wanted = HashMap::from([(query.target, 1)]);
            for kind in ["all", &query.kind] {
                let measures = by_kind.entry(kind.to_owned()).or_default();
                measures.add(near.iter().map(|near| near.id), &wanted);
            }
        }
        let means = by_kind
            .into_iter()
            .map(|(kind, measures)| (kind, measures.mean()));
        print(&means.collect(), self.json)?;
        Ok(ExitCode::SUCCESS)
    }
}

#[expect(clippy::print_stdout, reason = "a command prints its answer")]
fn print(means: &BTreeMap<String, Averages>, json: bool) -> Result<()> {
    if json {
        let shown: BTreeMap<&String, serde_json::Value> = means
            .iter()
            .map(|(kind, mean)| {
                let shown = serde_json::json!({
                    "queries": mean.queries,
                    "hit_1": mean.hit_1,
                    "hit_5": mean.hit_5,
                    "mrr_10": mean.mrr_10,
                });
                (kind, shown)
            })
            .collect();
        println!("{}", serde_json::to_string(&shown)?);
        return Ok(());
    }
    println!(
        "{:<18} {:>7} {:>7} {:>7} {:>7}",
        "kind", "queries", "hit@1", "hit@5", "MRR@10"
    );
    for (kind, mean) in means {
        println!(
            "{kind:<18} {:>7} {:>7.4} {:>7.4} {:>7.4}",
            mean.queries, mean.hit_1, mean.hit_5, mean.mrr_10
        );
    }
    Ok(())
}

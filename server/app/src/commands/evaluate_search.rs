//! `ledsager evaluate search`: how well passages are found by written questions.

use crate::commands::retrieval::{self, Averages, DEPTH, Measures};
use crate::commands::vectors;
use anyhow::{Context, Result, bail};
use index::{Corpus, Document};
use language::Weights;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Measure search on a retrieval set: nDCG@10, Recall@10, MRR@10 and hits
#[derive(Debug, clap::Args)]
pub struct EvaluateSearch {
    /// Documents, one JSON line each: {"id", "title", "text"}
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
    /// Questions, one JSON line each: {"id", "text"}; the averages are over these
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Judgements, `query 0 document grade` on each line; every question needs one
    #[arg(long, value_name = "FILE")]
    qrels: PathBuf,
    /// Whether sentence vectors take part in the ranking
    #[arg(long, value_name = "on|off", default_value = "off")]
    dense: Dense,
    /// Write the ranked lists here, `query Q0 document rank score tag` on each line
    #[arg(long, value_name = "FILE")]
    run_out: Option<PathBuf>,
    /// Print one JSON object instead of lines to read
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Dense {
    On,
    Off,
}

#[derive(Deserialize)]
struct DocumentLine {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

#[derive(Deserialize)]
struct QueryLine {
    id: String,
    text: String,
}

const TAG: &str = "ledsager";

impl EvaluateSearch {
    /// Runs the command.
    ///
    /// # Errors
    /// If a file cannot be read or written, or a question has no judgement.
    pub fn run(self) -> Result<ExitCode> {
        let documents: Vec<Document> = retrieval::json_lines::<DocumentLine>(&self.corpus)?
            .into_iter()
            .map(|line| Document {
                id: line.id,
                title: line.title,
                text: line.text,
            })
            .collect();
        let queries: Vec<QueryLine> = retrieval::json_lines(&self.queries)?;
        let qrels = retrieval::qrels(&self.qrels)?;
        let mut corpus = Corpus::build(&documents);
        let mut meanings = Vec::new();
        if self.dense == Dense::On {
            let weights = Weights::find()
                .context("--dense on needs the weights of the encoder: `ledsager model fetch`")?;
            let vectors = vectors::of_passages(&weights, &corpus.passages().collect::<Vec<_>>());
            corpus = corpus.with_meaning(&vectors);
            let texts: Vec<&str> = queries.iter().map(|query| query.text.as_str()).collect();
            meanings = vectors::of_questions(&weights, &texts);
        }
        let (mut measures, mut run) = (Measures::default(), String::new());
        for (at, query) in queries.iter().enumerate() {
            let Some(wanted) = qrels.get(&query.id) else {
                bail!(
                    "query {} has no judgement in {}",
                    query.id,
                    self.qrels.display()
                );
            };
            let ranked = match meanings.get(at) {
                Some(meaning) => corpus.search_by_meaning(&query.text, meaning, DEPTH),
                None => corpus.search(&query.text, DEPTH),
            };
            measures.add(ranked.iter().map(|ranked| ranked.id), wanted);
            let scores = strictly_falling(ranked.iter().map(|ranked| f64::from(ranked.score)));
            for (at, (ranked, score)) in ranked.iter().zip(scores).enumerate() {
                let (query, document, rank) = (&query.id, ranked.id, at + 1);
                writeln!(run, "{query} Q0 {document} {rank} {score:.6} {TAG}")?;
            }
        }
        if let Some(path) = &self.run_out {
            std::fs::write(path, run)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        print(&measures.mean(), self.json)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Scores at six decimals of which each is below the one before, as tools that sort by score need.
fn strictly_falling(scores: impl Iterator<Item = f64>) -> Vec<f64> {
    const STEP: f64 = 1e-6;
    let mut last = f64::INFINITY;
    scores
        .map(|score| {
            let rounded = (score / STEP).round() * STEP;
            last = rounded.min(last - STEP);
            last
        })
        .collect()
}

#[expect(clippy::print_stdout, reason = "a command prints its answer")]
fn print(mean: &Averages, json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string(mean)?);
    } else {
        println!("queries    {}", mean.queries);
        println!("nDCG@10    {:.4}", mean.ndcg_10);
        println!("Recall@10  {:.4}", mean.recall_10);
        println!("MRR@10     {:.4}", mean.mrr_10);
        println!("hit@1      {:.4}", mean.hit_1);
        println!("hit@5      {:.4}", mean.hit_5);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_are_told_apart() {
        let scores = strictly_falling([2.0, 2.0, 2.0, 1.0].into_iter());
        assert!(
            scores.windows(2).all(|pair| pair[0] > pair[1]),
            "{scores:?}"
        );
    }
}

//! Reading retrieval sets, and the usual measures of a ranked list.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::path::Path;

/// Ranks that count.
pub const DEPTH: usize = 10;

/// Relevant documents of each query, with their grade.
pub type Qrels = HashMap<String, HashMap<String, u32>>;

/// Reads a file of JSON lines.
///
/// # Errors
/// If the file cannot be read, or naming the first line that is not of the wanted form.
pub fn json_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = read(path)?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}, line {}: not understood", path.display(), at + 1))
        })
        .collect()
}

/// Reads relevance judgements, `qid 0 docid grade` on each line.
///
/// # Errors
/// If the file cannot be read, or naming the first line that is not of that form.
pub fn qrels(path: &Path) -> Result<Qrels> {
    let mut qrels = Qrels::new();
    for (at, line) in read(path)?.lines().enumerate() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        match columns[..] {
            [] => {}
            [query, _, document, grade] if grade.parse::<u32>().is_ok() => {
                let grade = grade.parse().unwrap_or_default();
                let judged = qrels.entry(query.to_owned()).or_default();
                judged.insert(document.to_owned(), grade);
            }
            _ => bail!(
                "{}, line {}: expected `query 0 document grade`",
                path.display(),
                at + 1
            ),
        }
    }
    Ok(qrels)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Sums of the measures over queries; [`Measures::mean`] gives the averages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measures {
    queries: f64,
    ndcg: f64,
    recall: f64,
    mrr: f64,
    first: f64,
    five: f64,
}

/// The averages.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Averages {
    /// Number of queries.
    pub queries: f64,
    /// Normalised discounted cumulative gain of the first ten.
    pub ndcg_10: f64,
    /// Share of the relevant documents among the first ten.
    pub recall_10: f64,
    /// One through the rank of the first relevant document among ten.
    pub mrr_10: f64,
    /// Share of queries whose first document is relevant.
    pub hit_1: f64,
    /// Share of queries with a relevant document among the first five.
    pub hit_5: f64,
}

impl Measures {
    /// Counts one ranked list.
    pub fn add<'d>(
        &mut self,
        ranked: impl Iterator<Item = &'d str>,
        wanted: &HashMap<String, u32>,
    ) {
        let grades: Vec<f64> = ranked
            .take(DEPTH)
            .map(|id| f64::from(wanted.get(id).copied().unwrap_or(0)))
            .collect();
        let mut ideal: Vec<f64> = wanted.values().map(|grade| f64::from(*grade)).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let relevant = ideal.iter().filter(|grade| **grade > 0.0).count();
        let found = grades.iter().filter(|grade| **grade > 0.0).count();
        let first = grades.iter().position(|grade| *grade > 0.0);
        self.queries += 1.0;
        self.ndcg += gain(&grades) / gain(&ideal[..ideal.len().min(DEPTH)]).max(f64::MIN_POSITIVE);
        self.recall += count(found) / count(relevant.max(1));
        self.mrr += first.map_or(0.0, |rank| 1.0 / count(rank + 1));
        self.first += f64::from(u8::from(first == Some(0)));
        self.five += f64::from(u8::from(first.is_some_and(|rank| rank < 5)));
    }

    /// The averages over all lists counted.
    pub fn mean(&self) -> Averages {
        let queries = self.queries.max(1.0);
        Averages {
            queries: self.queries,
            ndcg_10: self.ndcg / queries,
            recall_10: self.recall / queries,
            mrr_10: self.mrr / queries,
            hit_1: self.first / queries,
            hit_5: self.five / queries,
        }
    }
}

fn gain(grades: &[f64]) -> f64 {
    let discounted = |(rank, grade): (usize, &f64)| grade / count(rank + 2).log2();
    grades.iter().enumerate().map(discounted).sum()
}

#[expect(clippy::cast_precision_loss, reason = "ranks and counts are small")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_list_scores_one_and_a_late_one_less() {
        let wanted = HashMap::from([("a".to_owned(), 1), ("b".to_owned(), 1)]);
        let mut perfect = Measures::default();
        perfect.add(["a", "b", "c"].into_iter(), &wanted);
        let mean = perfect.mean();
        assert!((mean.ndcg_10 - 1.0).abs() < 1e-9 && (mean.recall_10 - 1.0).abs() < 1e-9);
        let mut late = Measures::default();
        late.add(["x", "a"].into_iter(), &wanted);
        let mean = late.mean();
        assert!((mean.mrr_10 - 0.5).abs() < 1e-9 && (mean.recall_10 - 0.5).abs() < 1e-9);
        assert!((mean.ndcg_10 - 0.386_85).abs() < 1e-4 && mean.hit_1 < 1e-9);
    }
}

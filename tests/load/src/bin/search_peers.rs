//! Our search beside its peers in one run: quality and time of each on the same queries.
//!
//! `cargo run --release -p load --bin search_peers -- [--norquad DIR]`; the folder holds
//! `corpus.jsonl`, `qrels.tsv` and `queries*.jsonl`. Peers: bare tantivy, SQLite FTS5, PostgreSQL
//! (apt-get install postgresql; started here, stopped after). One query at a time; times are medians
//! of the wall clock, and the ratio is to bare tantivy with Norwegian stems in the same run.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use anyhow::{Context, Result, bail};
use app::commands::retrieval::{self, Qrels};
use index::{Document, Title};
use load::peers::ours::{NearTitles, Passages};
use load::peers::plain_tantivy::{Analysis, PlainTantivy};
use load::peers::postgres::{Postgres, Way};
use load::peers::side_by_side::{Asked, Figures, compare};
use load::peers::sqlite::{Cut, Fts5};
use load::peers::{Peer, Server};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tokio::runtime::{Builder, Runtime};

const TITLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/utdanning-search");
/// The query sets of NorQuAD: what each is, and its file.
const SETS: [(&str, &str); 5] = [
    ("questions", "queries.jsonl"),
    ("three keywords", "queries.kw3.jsonl"),
    ("one misspelling", "queries.typo.jsonl"),
    ("compounds apart", "queries.split.jsonl"),
    ("in nynorsk", "queries.nn.jsonl"),
];

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    searches: u64,
    #[serde(default)]
    target: String,
}

fn main() -> Result<()> {
    let norquad = norquad(std::env::args().skip(1))?;
    let runtime = Rc::new(Builder::new_current_thread().enable_all().build()?);
    let server = runtime.block_on(Server::start())?;
    if server.is_none() {
        println!("PostgreSQL is left out: needs postgresql: apt-get install postgresql");
    }
    match norquad {
        Some(folder) => passages(&folder, server.as_ref(), &runtime)?,
        None => println!("no NorQuAD folder given (--norquad DIR): goes on without it"),
    }
    titles(server.as_ref(), &runtime)
}

fn norquad(mut arguments: impl Iterator<Item = String>) -> Result<Option<PathBuf>> {
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(None),
        (Some("--norquad"), Some(folder)) => Ok(Some(folder.into())),
        (Some(other), _) => bail!("{other}: the only argument is --norquad DIR"),
    }
}

fn passages(folder: &Path, server: Option<&Server>, runtime: &Rc<Runtime>) -> Result<()> {
    let documents: Vec<Document> = documents(&folder.join("corpus.jsonl"))?.collect();
    let qrels = retrieval::qrels(&folder.join("qrels.tsv"))?;
    let mut peers: Vec<Box<dyn Peer>> = vec![
        Box::new(Passages::of(&documents)),
        Box::new(PlainTantivy::of(&documents, Analysis::Stems)?),
        Box::new(PlainTantivy::of(&documents, Analysis::Words)?),
        Box::new(Fts5::of(&documents, Cut::Words, runtime)?),
        Box::new(Fts5::of(&documents, Cut::Trigrams, runtime)?),
    ];
    if let Some(server) = server {
        let full_text = Postgres::of(&documents, Way::FullText, server, runtime)?;
        peers.push(Box::new(full_text));
    }
    for (name, file) in SETS {
        let queries = queries(&folder.join(file), &qrels)?;
        println!("\nNorQuAD, {name}: {} queries", queries.len());
        table(
            &compare(&mut peers, &queries),
            &["nDCG@10", "hit@1"],
            |figures| vec![figures.quality.ndcg_10, figures.quality.hit_1],
        );
    }
    Ok(())
}

fn titles(server: Option<&Server>, runtime: &Rc<Runtime>) -> Result<()> {
    let lines: Vec<Line> = retrieval::json_lines(&Path::new(TITLES).join("titles.jsonl"))?;
    let documents: Vec<Document> = documents(&Path::new(TITLES).join("titles.jsonl"))?.collect();
    let titles = lines.into_iter().map(|line| Title {
        id: line.id,
        text: line.text,
        searches: line.searches,
    });
    let mut peers: Vec<Box<dyn Peer>> = vec![
        Box::new(NearTitles::of(titles.collect())),
        Box::new(PlainTantivy::of(&documents, Analysis::Stems)?),
        Box::new(PlainTantivy::of(&documents, Analysis::Words)?),
        Box::new(Fts5::of(&documents, Cut::Words, runtime)?),
        Box::new(Fts5::of(&documents, Cut::Trigrams, runtime)?),
    ];
    if let Some(server) = server {
        for way in [Way::FullText, Way::Trigrams] {
            peers.push(Box::new(Postgres::of(&documents, way, server, runtime)?));
        }
    }
    let typed: Vec<Line> = retrieval::json_lines(&Path::new(TITLES).join("typo_queries.jsonl"))?;
    let queries: Vec<Asked> = typed
        .into_iter()
        .map(|line| Asked {
            text: line.text,
            wanted: HashMap::from([(line.target, 1)]),
        })
        .collect();
    println!(
        "\n{} titles of utdanning.no, {} real misspellings (ours alone knows how often a title is looked for)",
        documents.len(),
        queries.len()
    );
    table(
        &compare(&mut peers, &queries),
        &["hit@1", "hit@5"],
        |figures| vec![figures.quality.hit_1, figures.quality.hit_5],
    );
    Ok(())
}

fn documents(path: &Path) -> Result<impl Iterator<Item = Document>> {
    let lines = retrieval::json_lines::<Line>(path)?.into_iter();
    Ok(lines.map(|line| Document {
        id: line.id,
        title: line.title,
        text: line.text,
    }))
}

fn queries(path: &Path, qrels: &Qrels) -> Result<Vec<Asked>> {
    let lines: Vec<Line> = retrieval::json_lines(path)?;
    let asked = lines.into_iter().map(|line| {
        let wanted = qrels.get(&line.id).cloned();
        Ok(Asked {
            wanted: wanted.with_context(|| format!("query {} has no judgement", line.id))?,
            text: line.text,
        })
    });
    asked.collect()
}

fn table(all: &[Figures], measures: &[&str], quality: impl Fn(&Figures) -> Vec<f64>) {
    let bare = all.iter().find(|one| one.name.ends_with("(bare)"));
    let bare = bare.map_or(f64::NAN, |one| one.milliseconds);
    let heads: String = measures.iter().map(|name| format!(" {name:>8}")).collect();
    println!("  {:<32}{heads} {:>9} {:>7}", "peer", "ms/query", "x bare");
    for figures in all {
        let columns = quality(figures).into_iter();
        let columns: String = columns.map(|value| format!(" {value:>8.3}")).collect();
        let (name, time) = (figures.name, figures.milliseconds);
        println!("  {name:<32}{columns} {time:>9.4} {:>7.1}", time / bare);
    }
}

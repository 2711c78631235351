//! What a typed query costs on 2 000 articles, as a ratio to tantivy's bare stemmed query; and what
//! the slowest of a hundred costs on 10 000 while one types.
//!
//! Both answer the same strings from the same index, in alternating rounds of one thread, and the
//! ratio is taken within each pair of rounds. `finished` asks whole words; `typing` asks every
//! beginning on the way there, most of which the bare query finds nothing for and so answers for
//! next to nothing. On 10 000 articles each beginning is asked for itself, and counted is the CPU time
//! of the thread, so that other processes do not count.

use articles::Library;
use index::{Index, Query};
use jiff::civil::{Date, date};
use load::many_articles::many;
use load::{spread, worked_here};
use std::hint::black_box;
use std::time::Instant;
use taxonomy::GuidanceModel;

const ARTICLES: usize = 2_000;
const MANY_ARTICLES: usize = 10_000;
/// The hundredth slowest answer while one types may cost so much, in milliseconds.
const BAR: f64 = 5.0;
const ROUNDS: usize = 15;
const LIMIT: usize = 10;
const TODAY: Date = date(2026, 12, 1);

fn main() {
    let text = include_str!("../../../../config/guidance-model.toml");
    let model = GuidanceModel::parse("guidance-model.toml", text).expect("the shipped model holds");
    let (starter, _) = Library::starter(&model);
    let index = indexed(&starter, ARTICLES, &model);
    let finished = queries(&starter);
    let typing: Vec<String> = finished
        .iter()
        .flat_map(|query| beginnings(query))
        .collect();
    compare("finished", &index, &finished, false);
    compare("typing", &index, &typing, true);
    drop(index);
    each_alone(&indexed(&starter, MANY_ARTICLES, &model), &typing);
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn indexed(starter: &Library, articles: usize, model: &GuidanceModel) -> Index {
    let files = many(starter, articles);
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, _) = Library::read(named, model);
    let started = Instant::now();
    let index = Index::build(&library);
    let built = started.elapsed().as_millis();
    println!("{} articles, indexed in {built} ms", index.len());
    index
}

/// The spread over single queries, each asked once when all have been asked before.
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn each_alone(index: &Index, queries: &[String]) {
    let ask = |words: &String| {
        let before = worked_here();
        black_box(index.search(&Query {
            limit: LIMIT,
            ..Query::typing(words, TODAY)
        }));
        worked_here() - before
    };
    queries.iter().for_each(|words| {
        ask(words);
    });
    let mut times: Vec<f64> = queries.iter().map(ask).collect();
    times.sort_by(f64::total_cmp);
    let [half, most, slowest] = [50, 99, 100].map(|hundredth| {
        let at = times.len() * hundredth / 100;
        times[at.min(times.len() - 1)]
    });
    let held = if most <= BAR { "held" } else { "NOT held" };
    println!("typing, each alone: {} queries, CPU time", queries.len());
    println!("  ours  ms/query  p50 {half:.2}  p99 {most:.2}  slowest {slowest:.2}");
    println!("  p99 within {BAR} ms: {held}");
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn compare(name: &str, index: &Index, queries: &[String], typing: bool) {
    let (mut ours, mut bare, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let our_time = micros_each(queries, |words| {
            black_box(index.search(&Query {
                typing,
                limit: LIMIT,
                ..Query::typing(words, TODAY)
            }));
        });
        let bare_time = micros_each(queries, |words| {
            black_box(index.bare(words, LIMIT));
        });
        ours.push(our_time);
        bare.push(bare_time);
        ratios.push(our_time / bare_time);
    }
    let slowest = queries
        .iter()
        .map(|query| {
            let query = std::slice::from_ref(query);
            let once = || {
                micros_each(query, |words| {
                    black_box(index.search(&Query {
                        typing,
                        limit: LIMIT,
                        ..Query::typing(words, TODAY)
                    }));
                })
            };
            // The best of five, so that another process does not count.
            (0..5).map(|_| once()).fold(f64::INFINITY, f64::min)
        })
        .fold(0.0, f64::max);
    let (ours, bare, ratios) = (spread(ours), spread(bare), spread(ratios));
    println!(
        "{name}: {} queries, {ROUNDS} rounds, one thread",
        queries.len()
    );
    println!(
        "  ours  µs/query  min {:>7.1}  median {:>7.1}",
        ours.0, ours.1
    );
    println!(
        "  bare  µs/query  min {:>7.1}  median {:>7.1}",
        bare.0, bare.1
    );
    println!(
        "  ratio           min {:>7.2}  median {:>7.2}",
        ratios.0, ratios.1
    );
    println!("  ours, slowest query, best of 5: {slowest:.1} µs");
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand queries")]
fn micros_each(queries: &[String], mut run: impl FnMut(&str)) -> f64 {
    let started = Instant::now();
    queries.iter().for_each(|query| run(query));
    started.elapsed().as_secs_f64() * 1e6 / queries.len() as f64
}

/// What counsellors type: titles and keywords, each a few words long.
fn queries(library: &Library) -> Vec<String> {
    let mut queries = Vec::new();
    for article in library.articles() {
        let words: Vec<&str> = article.title.split_whitespace().take(3).collect();
        queries.push(words.join(" "));
        queries.extend(article.keywords.iter().take(3).cloned());
    }
    queries
}

fn beginnings(query: &str) -> impl Iterator<Item = String> {
    query
        .char_indices()
        .skip(2)
        .map(|(at, _)| at)
        .chain([query.len()])
        .map(|end| query[..end].to_owned())
}

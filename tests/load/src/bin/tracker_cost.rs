//! What one message costs the tracker, in both tiers, beside the bare folding and cutting of its
//! words.
//!
//! `cargo run --release -p load --bin tracker_cost [CHATS]` reads codebook chats (without an
//! argument some of the repository's training chats), lets one thread hear every message several
//! times, takes the quickest time of each, and prints the middle and the slowest of them. The large
//! tier is measured if the weights are here; making the vector is `encoder_cost`'s matter.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use chat::{Message, SourceId, Timestamp};
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tracker::codebook::{self, LabelledChat};
use tracker::{Model, Tracker, Vectors};

const TIMES: usize = 7;

fn main() {
    let path = std::env::args().nth(1).map_or_else(
        || PathBuf::from("tests/fixtures/chats/train-1.jsonl"),
        PathBuf::from,
    );
    let model = Model::builtin();
    let chats = codebook::read(&path, model.classes()).expect("codebook chats");
    let messages: usize = chats.iter().map(|chat| chat.turns.len()).sum();
    println!(
        "{} chats, {messages} messages, quickest of {TIMES} times each\n",
        chats.len()
    );
    println!(
        "{:<26} {:>8} {:>8} {:>8} {:>12}",
        "µs a message", "median", "p99", "most", "× reference"
    );

    let bare = bare(&chats);
    row("folding and cutting", &bare, &bare);
    let small = Arc::new(model.small_only());
    row("tracker, small tier", &hear(&small, &chats, None), &bare);
    match language::Weights::find() {
        Ok(weights) => {
            let vectors = vectors(&weights, &chats);
            row(
                "tracker, large tier",
                &hear(&model, &chats, Some(&vectors)),
                &bare,
            );
        }
        Err(error) => println!("no large tier: {error}"),
    }
    long_chats(&small, &chats);
}

/// The least that any reader of words does.
fn bare(chats: &[LabelledChat]) -> Vec<f64> {
    let turns = chats.iter().flat_map(|chat| &chat.turns);
    turns
        .map(|turn| {
            quickest(|| {
                let text = language::fold(&language::normalise(turn.words.as_str()));
                black_box(language::words(&text).count());
            })
        })
        .collect()
}

fn hear(model: &Arc<Model>, chats: &[LabelledChat], vectors: Option<&Vectors>) -> Vec<f64> {
    let mut times = Vec::new();
    for chat in chats {
        let mut tracker = Tracker::new(Arc::clone(model));
        for (at, turn) in (0_i64..).zip(&chat.turns) {
            let message = Message {
                id: SourceId::new(at.to_string()),
                speaker: turn.speaker,
                words: turn.words.clone(),
                at: Timestamp::from_millis(at),
            };
            let vector = vectors.and_then(|vectors| vectors.get(turn.words.as_str()));
            let before = tracker.clone();
            times.push(quickest(|| {
                tracker = before.clone();
                black_box(tracker.hear(&message, vector));
            }));
        }
    }
    times
}

/// Whether a message of a long chat costs more than one of a short chat.
fn long_chats(model: &Arc<Model>, chats: &[LabelledChat]) {
    let turns: Vec<_> = chats
        .iter()
        .flat_map(|chat| chat.turns.clone())
        .take(400)
        .collect();
    let one = LabelledChat {
        turns,
        ..chats[0].clone()
    };
    let times = hear(model, &[one], None);
    let (first, last) = (mean(&times[..100]), mean(&times[times.len() - 100..]));
    println!(
        "\nall in one chat: {first:.0} µs a message in the first hundred, {last:.0} in the last of {}",
        times.len()
    );
}

fn vectors(weights: &language::Weights, chats: &[LabelledChat]) -> Vectors {
    let turns = chats.iter().flat_map(|chat| &chat.turns);
    let texts: Vec<&str> = turns.map(|turn| turn.words.as_str()).collect();
    let mut vectors = Vectors::of(language::encoder::ENCODER);
    for (text, vector) in texts.iter().zip(weights.embed_all(&texts, &|_| ())) {
        vectors.insert(text, vector);
    }
    vectors
}

fn quickest(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e6
    };
    (0..TIMES).map(time).fold(f64::INFINITY, f64::min)
}

fn row(name: &str, times: &[f64], bare: &[f64]) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
    let ratio = mean(times) / mean(bare);
    println!(
        "{name:<26} {:>8.1} {:>8.1} {:>8.1} {ratio:>12.1}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn mean(times: &[f64]) -> f64 {
    times.iter().sum::<f64>() / times.len().max(1) as f64
}

//! The mean vector of chat messages, written as little-endian floats: what the encoder takes away
//! from every vector. Needs the weights.
//!
//! `cargo run --release -p language --example centre -- knowledge-base/language/src/encoder/mean.bin
//! tests/fixtures/chats/train-{1,2,3,4,5,6,7,8,9,10}.jsonl`

use language::Embedding;
use language::encoder::Weights;
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("usage: centre OUT CHATS…")?;
    let mut texts = Vec::new();
    for file in arguments {
        for line in fs::read_to_string(&file)?.lines() {
            let chat: serde_json::Value = serde_json::from_str(line)?;
            let turns = chat["turns"].as_array().ok_or("a chat without turns")?;
            let said = turns.iter().filter(|turn| turn["role"] != "system");
            texts.extend(said.filter_map(|turn| turn["text"].as_str().map(str::to_owned)));
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let weights = Weights::find()?.uncentred();
    let vectors = weights.embed_all(&texts, &|done| {
        if done.is_multiple_of(500) || done == texts.len() {
            eprintln!("{done} of {} messages", texts.len());
        }
    });
    let both = |vector: &Embedding| -> Vec<f32> {
        vector
            .values()
            .iter()
            .chain(vector.middle())
            .copied()
            .collect()
    };
    let width = both(vectors.first().ok_or("no messages")?).len();
    let mut sums = vec![0.0_f64; width];
    for vector in &vectors {
        for (sum, value) in sums.iter_mut().zip(both(vector)) {
            *sum += f64::from(value);
        }
    }
    let means = sums.iter().map(|sum| (sum / vectors.len() as f64) as f32);
    let bytes: Vec<u8> = means.flat_map(f32::to_le_bytes).collect();
    fs::write(&out, bytes)?;
    eprintln!("wrote the mean of {} messages to {out}", vectors.len());
    Ok(())
}

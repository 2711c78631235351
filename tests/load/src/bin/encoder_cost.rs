//! What the vector of a message costs on each instruction path, beside the bare multiplications in
//! plain 32-bit floats.
//!
//! `cargo run --release -p load --bin encoder_cost` prints the CPU time of one thread (as the kernel
//! counts it, so that other processes do not count) for sentences of about 20 pieces, in alternating
//! rounds; the ratios are taken within each round. Needs the weights: `ledsager model fetch`.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use language::encoder::{Path, Weights};
use load::{spread, worked};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

const ROUNDS: usize = 9;
/// The kernel counts in steps of some milliseconds, so each round says every sentence so often.
const TIMES: usize = 10;
const SENTENCES: [&str; 6] = [
    "jeg går i 10. klasse og vet ikke hva jeg skal velge",
    "eg veit ikkje heilt kva eg skal velje på vidaregåande",
    "er redd for å velge feil. kan man bytte linje?",
    "hvor mange poeng trenger jeg for å komme inn på elektro?",
    "æ har løst te å bli elektriker, men far min sir nei",
    "mamma sier at jeg må bli lege, men jeg tåler ikke blod",
];
const LAYERS: usize = 12;
/// Rows and columns of a layer's matrices: query, key, value; output; feed-forward up and down.
const MATRICES: [(usize, usize); 4] = [(1152, 384), (384, 384), (1536, 384), (384, 1536)];
const LANES: usize = 16;

fn main() -> ExitCode {
    let started = Instant::now();
    let mut weights = match Weights::find() {
        Ok(weights) => weights,
        Err(error) => {
            println!("{error}; `ledsager model fetch` gets them");
            return ExitCode::FAILURE;
        }
    };
    let pieces: usize = SENTENCES.iter().map(|text| weights.pieces(text)).sum();
    let tokens = pieces.div_ceil(SENTENCES.len());
    println!(
        "weights loaded and checked in {} ms",
        started.elapsed().as_millis()
    );
    println!(
        "{} sentences of {tokens} pieces on average, {ROUNDS} rounds, one thread\n",
        SENTENCES.len()
    );

    let paths = Path::available();
    let floats = Floats::new(tokens);
    // One column a path, the portable one last, and then the floats.
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    for _ in 0..ROUNDS {
        let mut round = Vec::new();
        for path in &paths {
            weights = weights.on(*path);
            let said = || SENTENCES.iter().cycle().take(TIMES * SENTENCES.len());
            let time = cpu_ms(|| {
                for text in said() {
                    black_box(weights.embed(text));
                }
            });
            round.push(time / said().count() as f64);
        }
        round.push(cpu_ms(|| (0..TIMES).for_each(|_| floats.multiply())) / TIMES as f64);
        rounds.push(round);
    }
    let names = paths
        .iter()
        .map(|path| path.name())
        .chain(["plain f32, products only"]);
    println!(
        "{:<26} {:>8} {:>8} {:>10} {:>8}",
        "CPU ms a sentence", "min", "median", "× portable", "× f32"
    );
    for (at, name) in names.enumerate() {
        let (least, median) = spread(rounds.iter().map(|round| round[at]));
        let (_, portable) = spread(
            rounds
                .iter()
                .map(|round| round[at] / round[paths.len() - 1]),
        );
        let (_, float) = spread(rounds.iter().map(|round| round[at] / round[paths.len()]));
        println!("{name:<26} {least:>8.2} {median:>8.2} {portable:>10.2} {float:>8.2}");
    }
    weights = weights.on(Path::best());
    let long = "jeg vet ikke hva jeg skal velge ".repeat(700);
    let whole = cpu_ms(|| {
        black_box(weights.embed(&long));
    });
    println!(
        "\n{} characters, of which {} pieces are read, on {}: {whole:.0} CPU ms",
        long.chars().count(),
        weights.pieces(&long),
        weights.path().name()
    );
    ExitCode::SUCCESS
}

/// The multiplications of all layers, with weights in full width.
struct Floats {
    weights: Vec<Vec<f32>>,
    values: Vec<f32>,
    tokens: usize,
}

impl Floats {
    fn new(tokens: usize) -> Self {
        let fill = |count: usize| (0..count).map(|n| (n % 17) as f32 - 8.0).collect();
        Self {
            weights: (0..LAYERS)
                .flat_map(|_| MATRICES)
                .map(|(rows, columns)| fill(rows * columns))
                .collect(),
            values: fill(tokens * 1536),
            tokens,
        }
    }

    fn multiply(&self) {
        for (weights, (_, columns)) in self.weights.iter().zip(MATRICES.into_iter().cycle()) {
            let mut out = Vec::with_capacity(self.tokens * weights.len() / columns);
            for row in weights.chunks_exact(columns) {
                for token in self.values.chunks_exact(columns).take(self.tokens) {
                    out.push(product(row, token));
                }
            }
            black_box(out);
        }
    }
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    for (a, b) in a
        .as_chunks::<LANES>()
        .0
        .iter()
        .zip(b.as_chunks::<LANES>().0)
    {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

/// CPU time of this thread in ms.
fn cpu_ms(work: impl FnOnce()) -> f64 {
    let now = || worked("/proc/thread-self".as_ref()).expect("Linux counts CPU time");
    let before = now();
    work();
    now() - before
}

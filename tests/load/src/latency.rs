//! How long things took, told as percentiles and a histogram.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::time::Duration;

/// Prints percentiles and a histogram.
pub fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_micros();
    println!(
        "\n{what}: {} µs median, {} µs p90, {} µs p99, {} µs worst, n = {}",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0),
        times.len()
    );
    let mut edge = 64_u128;
    let mut rest = times.as_slice();
    while !rest.is_empty() {
        let (below, above) = rest.split_at(rest.partition_point(|time| time.as_micros() < edge));
        if !below.is_empty() {
            let bar = "#".repeat((below.len() * 60).div_ceil(times.len()));
            println!("  < {edge:>7} µs {:>5} {bar}", below.len());
        }
        rest = above;
        edge *= 2;
    }
}

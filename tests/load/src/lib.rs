//! Benchmarks: time as ratios against a reference in the same run. Started one by one; not part of CI.

use std::path::Path;

/// Milliseconds that the processor has worked for a thread, from its folder under `/proc`, as the
/// kernel counts it; `None` if the thread is gone.
pub fn worked(thread: &Path) -> Option<f64> {
    let line = std::fs::read_to_string(thread.join("schedstat")).ok()?;
    let nanoseconds: f64 = line.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}

/// Least and median of at least one value.
pub fn spread(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    (values[0], values[values.len() / 2])
}

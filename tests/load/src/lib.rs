//! Benchmarks: time as ratios against a reference in the same run. Started one by one; not part of CI.

pub mod boards;
pub mod desk;
pub mod latency;
pub mod many_articles;
pub mod peers;
pub mod probe;

use rustix::time::{ClockId, clock_gettime};
use std::path::Path;

/// What is said in the chats of benchmarks, over and over.
pub const LINES: [&str; 6] = [
    "hei, er det noen der?",
    "jeg går i 10. klasse og vet ikke hva jeg skal velge til neste år",
    "liker å jobbe med hendene, men foreldrene mine vil at jeg tar studiespesialisering",
    "er redd for å velge feil. kan man bytte linje etterpå?",
    "kommer jeg inn på elektro med 41 poeng?",
    "ok, da tror jeg at jeg snakker med rådgiveren på mandag. tusen takk!",
];

/// Milliseconds that the processor has worked for this thread so far, to the microsecond; what other
/// processes do does not count.
pub fn worked_here() -> f64 {
    worked_by(ClockId::ThreadCPUTime)
}

/// The same for all threads of this process together.
pub fn worked_in_all() -> f64 {
    worked_by(ClockId::ProcessCPUTime)
}

fn worked_by(who: ClockId) -> f64 {
    let time = clock_gettime(who);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a benchmark")]
    let milliseconds = time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6;
    milliseconds
}

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

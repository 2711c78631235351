//! `ledsager pilot`: what counsellors said beside what the tracker said, added up; nobody is named.

use super::pilot_figures::{Figures, K, figures};
use super::serve::runtime;
use crate::settings::Settings;
use anyhow::Context;
use clap::Args;
use journal::Journal;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use taxonomy::Ring;

/// Compare the tracker with what counsellors said when they set, corrected or confirmed a ring:
/// agreement and Cohen's kappa where the tracker spoke, and how often it kept silent.
///
/// Reads the journal and writes nothing; a sidecar may be running meanwhile. A number that is less
/// than 5 is not told, and none from which it could be worked out.
#[derive(Debug, Args)]
pub(super) struct Pilot {
    /// A settings file; without it the journal is looked for where the defaults say
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print JSON in place of a table; null is a number that is not told
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Report {
    /// Numbers below this are not told.
    k: usize,
    rings: Vec<RingReport>,
}

#[derive(Debug, Serialize)]
struct RingReport {
    ring: &'static str,
    /// The counsellor did not see what the tracker said.
    shadow: Figures,
    /// The counsellor saw it.
    shown: Figures,
}

impl Pilot {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let settings = Settings::read_or_defaults(self.config.as_deref())?;
        let folder = &settings.store.folder;
        let kept = runtime()?
            .block_on(Journal::corrections_in(folder))
            .with_context(|| format!("there is nothing to compare in {}", folder.display()))?;
        let of = |ring: Ring, shadow: bool| {
            let one = kept.iter();
            figures(one.filter(|one| one.ring == ring && one.shadow == shadow))
        };
        let rings = Ring::ALL.map(|ring| RingReport {
            ring: ring.name(),
            shadow: of(ring, true),
            shown: of(ring, false),
        });
        let report = Report {
            k: K,
            rings: rings.into(),
        };
        let mut out = std::io::stdout().lock();
        let written = if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&report)?)
        } else {
            write!(out, "{}", table(&report))
        };
        written.context("failed to write to stdout")?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The report as people of the service read it.
fn table(report: &Report) -> String {
    let mut lines = vec![line(["ring", "", "sammenlignet", "enig", "kappa", "taus"])];
    for ring in &report.rings {
        for (how, figures) in [("skygge", &ring.shadow), ("vist", &ring.shown)] {
            let count = |count: Option<usize>| {
                count.map_or_else(|| format!("færre enn {K}"), |count| count.to_string())
            };
            let share = |share: Option<f64>| {
                share.map_or_else(|| "–".to_owned(), |share| format!("{share:.2}"))
            };
            let silent = match figures.silent_share {
                Some(part) => format!("{} ({part:.2})", count(figures.silent)),
                None => count(figures.silent),
            };
            lines.push(line([
                ring.ring,
                how,
                &count(figures.compared),
                &share(figures.agreement),
                &share(figures.kappa),
                &silent,
            ]));
        }
    }
    lines.push(String::new());
    lines.push(
        "sammenlignet: veilederen sa hvor samtalen var, og Ledsager leste noe der".to_owned(),
    );
    lines.push("taus: veilederen sa det, og Ledsager var for usikker til å si noe".to_owned());
    lines.push(
        "vist: veilederen så lesningen først, og retter oftere det som er galt enn hen bekrefter"
            .to_owned(),
    );
    lines.join("\n") + "\n"
}

fn line(cells: [&str; 6]) -> String {
    let [ring, how, compared, agreement, kappa, silent] = cells;
    format!("{ring:<6} {how:<7} {compared:>12} {agreement:>6} {kappa:>6}  {silent}")
}

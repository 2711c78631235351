//! `ledsager track`: chats on stdin, a reading for every message on stdout.

use super::vectors;
use crate::settings::TierWish;
use crate::tier::fits;
use anyhow::Context;
use chat::Speaker;
use language::{Weights, Written};
use serde::Serialize;
use std::io::{BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use taxonomy::{ElementId, Ring};
use tracker::{Event, Model, Reading, codebook, evaluation};

/// Read chats from stdin, one a line of JSON, and print a reading for every message.
///
/// A line needs `id` and `turns` with `role` (veisoker, veileder, system) and `text`; labels are
/// not looked at. Only JSON lines go to stdout. A line that cannot be read is named on stderr, the
/// others are still read, and the exit status is 1.
#[derive(Debug, clap::Args)]
pub struct Track {
    /// How much the tracker goes by: words only (small), or sentence vectors too (large).
    #[arg(long, value_enum, default_value_t = TierWish::Auto)]
    tier: TierWish,
    /// A model directory as `train` writes it; without it the model built in.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a serde_json::Value,
    readings: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    phase: Option<&'a ElementId>,
    phase_p: f64,
    knapp: Option<&'a ElementId>,
    knapp_p: f64,
    knapp2: Option<&'a ElementId>,
    kolb: Option<&'a ElementId>,
    kolb_p: f64,
    silent: Vec<&'static str>,
    why: &'a str,
    lang: &'static str,
    events: Vec<Happened<'a>>,
    tier: &'static str,
    model: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Happened<'a> {
    Renewed { phase: &'a ElementId },
    Left { suddenly: bool },
}

impl Track {
    /// Reads all of stdin.
    ///
    /// # Errors
    /// The model cannot be loaded, the tier is not there, or stdin or stdout fails. A bad line is
    /// no error: it shows in the exit status.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let model = model(self.model.as_deref())?;
        let weights = fitting(&model, self.tier)?;
        let model = if weights.is_some() {
            model
        } else {
            Arc::new(model.small_only())
        };
        match (&weights, model.large_id()) {
            (Some(_), Some(id)) => eprintln!("tier large, model {id}"),
            _ => eprintln!("tier small, model {}", model.id()),
        }
        let mut out = std::io::stdout().lock();
        let mut all_good = true;
        for (at, line) in std::io::stdin().lock().split(b'\n').enumerate() {
            let line = line.context("failed to read stdin")?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match read(&model, weights.as_ref(), &line) {
                Ok(line) => match writeln!(out, "{line}") {
                    // whoever read has read enough
                    Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
                    written => written.context("failed to write to stdout")?,
                },
                Err(problem) => {
                    eprintln!("line {}: {problem}", at + 1);
                    all_good = false;
                }
            }
        }
        Ok(if all_good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// The model in a directory, or the one built in.
pub(crate) fn model(dir: Option<&Path>) -> anyhow::Result<Arc<Model>> {
    match dir {
        Some(dir) => {
            let model = Model::load(dir);
            let model = model.with_context(|| format!("failed to load {}", dir.display()))?;
            Ok(Arc::new(model))
        }
        None => Ok(Model::builtin()),
    }
}

/// The weights for the tier wished for, if the model can use them.
///
/// # Errors
/// The large tier is wished for, and the weights are not here or the model has no such tier.
pub(crate) fn fitting(model: &Model, wish: TierWish) -> anyhow::Result<Option<Weights>> {
    match fits(model) {
        Ok(_) => vectors::weights(wish),
        Err(why) if wish == TierWish::Large => anyhow::bail!("{why}"),
        Err(_) => Ok(None),
    }
}

fn read(model: &Arc<Model>, weights: Option<&Weights>, line: &[u8]) -> Result<String, String> {
    let line = std::str::from_utf8(line).map_err(|_| "line: is not UTF-8".to_owned())?;
    let chat = codebook::plain(line)?;
    let turns = chat.turns.iter().map(|(speaker, words)| (*speaker, words));
    let vectors = weights.map(|weights| {
        let said = chat.turns.iter();
        let said = said.filter(|(speaker, _)| *speaker != Speaker::System);
        vectors::of_few(weights, said.map(|(_, words)| words.as_str()))
    });
    let readings = evaluation::read_through(model, vectors.as_ref(), turns);
    let line = Line {
        id: &chat.id,
        readings: readings.iter().map(said).collect(),
    };
    serde_json::to_string(&line).map_err(|error| error.to_string())
}

fn said(reading: &Reading) -> Said<'_> {
    let silent = Ring::ALL
        .into_iter()
        .filter(|ring| reading.judgement(*ring).silent);
    Said {
        phase: reading.phase.value.as_ref(),
        phase_p: rounded(reading.phase.p),
        knapp: reading.knapp.value.as_ref(),
        knapp_p: rounded(reading.knapp.p),
        knapp2: reading.knapp2.as_ref(),
        kolb: reading.kolb.value.as_ref(),
        kolb_p: rounded(reading.kolb.p),
        silent: silent.map(Ring::name).collect(),
        why: reading.why.quote.as_str(),
        lang: match reading.written {
            Written::Nb => "nb",
            Written::Nn => "nn",
            Written::En => "en",
            Written::Unknown => "unknown",
        },
        events: reading.events.iter().map(happened).collect(),
        tier: reading.tier.name(),
        model: &reading.model,
    }
}

fn happened(event: &Event) -> Happened<'_> {
    match event {
        Event::Renewed { phase } => Happened::Renewed { phase },
        Event::Left { suddenly } => Happened::Left {
            suddenly: *suddenly,
        },
    }
}

fn rounded(p: f32) -> f64 {
    (f64::from(p) * 10_000.0).round() / 10_000.0
}

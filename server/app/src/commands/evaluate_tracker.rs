//! `ledsager evaluate tracker`: how well the tracker agrees with people's labels.

use super::evaluate::tell;
use super::vectors;
use super::{track, train};
use crate::settings::TierWish;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tracker::evaluation::{self, Report};
use tracker::{Card, Material, Model};

/// Where the repository keeps the chats that the tracker is trained on.
const TRAINING_CHATS: &str = "tests/fixtures/chats";

/// Measure the tracker on labelled chats: agreement ring by ring and class by class, how soon a
/// change of phase is seen, how often it keeps silent, and whether its probabilities hold.
#[derive(Debug, clap::Args)]
pub struct EvaluateTracker {
    /// Labelled chats, one a line of JSON as the codebook says.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A model directory as `train` writes it; without it the model built in.
    #[arg(long, value_name = "DIR", conflicts_with = "folds")]
    model: Option<PathBuf>,
    /// Chats to train simpler readers on (commonest class, position only, letter n-grams without
    /// context), which are measured beside the tracker. Without it the training chats of the
    /// repository, when the command is run there.
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with = "folds")]
    train: Vec<PathBuf>,
    /// Train and measure on folds of the files themselves, a file held apart at a time; takes a
    /// minute or two.
    #[arg(long)]
    folds: bool,
    /// How much the tracker goes by; with the large tier the small one is measured beside it.
    #[arg(long, value_enum, default_value_t = TierWish::Auto)]
    tier: TierWish,
    /// How the veisøker of each chat writes, one chat a line: its id, a tab, and the manner. Figures
    /// are given apart for each manner. Without it `manners.tsv` of the repository, when the command
    /// is run there.
    #[arg(long, value_name = "FILE")]
    manners: Option<PathBuf>,
    /// Print JSON in place of a table.
    #[arg(long)]
    json: bool,
    /// Measure the model of this directory, and write its card there as `card.json`. It needs the
    /// `material.bin` that `train` has written beside the model.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["folds", "model"])]
    card: Option<PathBuf>,
    /// What `--folds --json` said of the chats that the model was trained on, for the card.
    #[arg(long, value_name = "FILE", requires = "card")]
    folds_report: Option<PathBuf>,
}

impl EvaluateTracker {
    /// Measures and prints.
    ///
    /// # Errors
    /// A file cannot be read, a line breaks the codebook, the model cannot be loaded or knows other
    /// classes, the card cannot be written or would be of chats trained on, or stdout fails.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let groups = self.groups()?;
        let report = if self.folds {
            let classes = train::classes(None)?;
            let files = train::read_all(&self.files, &classes)?;
            let weights = vectors::weights(self.tier)?;
            let vectors = weights.map(|weights| vectors::kept(&weights, train::words(&files)));
            let progress = &mut |doing: &str| eprintln!("{doing}");
            evaluation::cross_validate(&classes, &files, vectors.as_ref(), &groups, progress)?
        } else {
            let dir = self.card.as_deref().or(self.model.as_deref());
            let model = track::model(dir)?;
            let files = train::read_all(&self.files, model.classes())?;
            let training = if self.train.is_empty() {
                self.training_chats()
            } else {
                self.train.clone()
            };
            if training.is_empty() {
                eprintln!("no baselines: name chats to train them on with --train");
            }
            let training = train::read_all(&training, model.classes())?;
            let weights = track::fitting(&model, self.tier)?;
            let both = train::words(&files).chain(train::words(&training));
            let vectors = weights.map(|weights| vectors::of(&weights, both));
            let chats = files.concat();
            let test = evaluation::Test {
                chats: &chats,
                training: (!training.is_empty()).then_some(&training[..]),
                vectors: vectors.as_ref(),
                groups: &groups,
            };
            let report = evaluation::evaluate(&model, &test);
            if let Some(dir) = &self.card {
                let ids = chats.iter().map(|chat| chat.id.as_str());
                self.write_card(dir, &model, ids, report.clone())?;
            }
            report
        };
        let mut out = std::io::stdout().lock();
        tell(&mut out, &report, self.json)?;
        Ok(ExitCode::SUCCESS)
    }

    fn write_card<'a>(
        &self,
        dir: &Path,
        model: &Model,
        ids: impl Iterator<Item = &'a str>,
        report: Report,
    ) -> anyhow::Result<()> {
        let folds = match &self.folds_report {
            None => None,
            Some(path) => {
                let failed = || format!("failed to read {}", path.display());
                let text = std::fs::read_to_string(path).with_context(failed)?;
                Some(serde_json::from_str(&text).with_context(failed)?)
            }
        };
        let material = Material::load(dir)
            .with_context(|| format!("failed to load the material in {}", dir.display()))?;
        let today = crate::sidecar::today().to_string();
        let card = Card::new(&today, model, &material, ids, report, folds)?;
        card.save(dir)
            .with_context(|| format!("failed to write a card to {}", dir.display()))?;
        eprintln!("wrote the card of {} to {}", card.small, dir.display());
        Ok(())
    }

    fn groups(&self) -> anyhow::Result<evaluation::Groups> {
        let listed = Path::new(TRAINING_CHATS).join("manners.tsv");
        let path = match &self.manners {
            Some(path) => path,
            None if listed.exists() => &listed,
            None => return Ok(evaluation::Groups::default()),
        };
        let name = path.display();
        let text =
            std::fs::read_to_string(path).with_context(|| format!("failed to read {name}"))?;
        evaluation::Groups::parse(&text).map_err(|problem| anyhow::anyhow!("{name}, {problem}"))
    }

    /// The repository's training chats, but for those that are measured on.
    fn training_chats(&self) -> Vec<PathBuf> {
        let measured: Vec<_> = self
            .files
            .iter()
            .filter_map(|file| file.canonicalize().ok())
            .collect();
        let listed = std::fs::read_dir(TRAINING_CHATS)
            .into_iter()
            .flatten()
            .flatten();
        let mut chats: Vec<PathBuf> = listed
            .map(|entry| entry.path())
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with("train-") || name.starts_with("own-")
            })
            .filter(|path| {
                path.canonicalize()
                    .is_ok_and(|path| !measured.contains(&path))
            })
            .collect();
        chats.sort();
        chats
    }
}

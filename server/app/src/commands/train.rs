//! `ledsager train`: labelled chats in, a tracker's model out.

use super::vectors;
use crate::settings::TierWish;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use taxonomy::{GuidanceModel, Ring};
use tracker::{Classes, Material, codebook};

/// Train the tracker on labelled chats, both tiers of it if the weights of the encoder are here. The
/// same chats give the same model, byte for byte.
#[derive(Debug, clap::Args)]
pub struct Train {
    /// Labelled chats, one a line of JSON as the codebook says. Give each writer a file of their
    /// own: whole files are held apart when settings are chosen and sureness is measured.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    chats: Vec<PathBuf>,
    /// Which tiers to train: with `small` no sentence vectors are made.
    #[arg(long, value_enum, default_value_t = TierWish::Auto)]
    tier: TierWish,
    /// The directory to write the model to, and `material.bin`, which `learn` needs; `--model` of
    /// the other commands reads it.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The guidance model whose ids the chats are labelled with; without it the one built in.
    #[arg(long, value_name = "FILE")]
    guidance_model: Option<PathBuf>,
}

impl Train {
    /// Trains and writes; tells on stderr what is being done.
    ///
    /// # Errors
    /// A file cannot be read or written, a line breaks the codebook, or there are too few chats.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let classes = classes(self.guidance_model.as_deref())?;
        let files = read_all(&self.chats, &classes)?;
        let started = std::time::Instant::now();
        let weights = vectors::weights(self.tier)?;
        let vectors = weights.map(|weights| vectors::kept(&weights, words(&files)));
        let encoded = started.elapsed();
        let material = Material::new(&classes, &files, vectors.as_ref());
        let progress = &mut |doing: &str| eprintln!("{doing}");
        let trained = tracker::training::train(&material, progress)?;
        let model = trained.model;
        let failed = || format!("failed to write a model to {}", self.out.display());
        model.save(&self.out).with_context(failed)?;
        material.save(&self.out).with_context(failed)?;
        trained.apart.save(&self.out).with_context(failed)?;
        for figures in &trained.figures {
            let kappa = |ring| figures.ring(ring).kappa;
            eprintln!(
                "{}, on folds: kappa {:.3} phase, {:.3} knapp, {:.3} kolb",
                figures.name,
                kappa(Ring::Phase),
                kappa(Ring::Knapp),
                kappa(Ring::Kolb)
            );
        }
        let large = model.large_id().map_or("no large tier", |id| id);
        eprintln!(
            "wrote {} and {large} to {}; {:.0} s for vectors, {:.0} s in all",
            model.id(),
            self.out.display(),
            encoded.as_secs_f64(),
            started.elapsed().as_secs_f64()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// The classes of a guidance model file, or of the one built in.
pub(crate) fn classes(guidance_model: Option<&Path>) -> anyhow::Result<Classes> {
    let guidance = match guidance_model {
        Some(path) => GuidanceModel::load(path)?,
        None => GuidanceModel::parse(
            "config/guidance-model.toml",
            include_str!("../../../../config/guidance-model.toml"),
        )?,
    };
    Ok(Classes::of(&guidance))
}

/// Reads codebook files, each as a list of its own.
pub(crate) fn read_all(
    paths: &[PathBuf],
    classes: &Classes,
) -> anyhow::Result<Vec<Vec<codebook::LabelledChat>>> {
    let files = paths.iter().map(|path| codebook::read(path, classes));
    Ok(files.collect::<Result<_, _>>()?)
}

/// All that was said in these files, notices apart.
pub(crate) fn words(files: &[Vec<codebook::LabelledChat>]) -> impl Iterator<Item = &str> {
    let turns = files.iter().flatten().flat_map(|chat| &chat.turns);
    turns
        .filter(|turn| turn.speaker != chat::Speaker::System)
        .map(|turn| turn.words.as_str())
}

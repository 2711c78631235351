//! `ledsager train`: labelled chats in, a tracker's model out.

use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use taxonomy::GuidanceModel;
use tracker::{Classes, codebook};

/// Train the tracker on labelled chats. The same chats give the same model, byte for byte.
#[derive(Debug, clap::Args)]
pub struct Train {
    /// Labelled chats, one a line of JSON as the codebook says. Give each writer a file of their
    /// own: whole files are held apart when settings are chosen and sureness is measured.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    chats: Vec<PathBuf>,
    /// The directory to write the model to; `--model` of the other commands reads it.
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
        let model = tracker::training::train(&classes, &files, &mut |doing| eprintln!("{doing}"))?;
        let path = model
            .save(&self.out)
            .with_context(|| format!("failed to write a model to {}", self.out.display()))?;
        eprintln!("wrote {} as {}", model.id(), path.display());
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

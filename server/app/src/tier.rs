//! What the live tracker goes by: words alone, or sentence vectors too, and why.

use crate::settings::{Settings, TierWish, Tracker};
use anyhow::{Context, bail, ensure};
use language::encoder::ENCODER;
use language::{Encoder, Weights};
use std::fmt;
use std::sync::Arc;
use tracker::Model;

/// The tier that was chosen.
pub(crate) enum LiveTier {
    /// Words and sentence vectors.
    Large {
        model: Arc<str>,
        weights: Arc<Weights>,
    },
    /// Words alone, and why.
    Small { model: Arc<str>, why: String },
    /// The tracker is off.
    Off,
}

impl LiveTier {
    /// Chooses as the settings say. The weights are read and their sum checked: 0.2 seconds.
    ///
    /// # Errors
    /// The large tier is wished for and cannot be had, or a setting makes no sense.
    pub(crate) fn choose(settings: &Settings, model: Option<&Model>) -> anyhow::Result<Self> {
        let Some(model) = model else {
            return Ok(Self::Off);
        };
        let of = &settings.tracker;
        ensure!(
            of.encoder_threads > 0 && of.encoder_queue > 0,
            "[tracker] encoder_threads and encoder_queue must be at least 1"
        );
        let small = |why| Self::Small {
            model: Arc::clone(model.id()),
            why,
        };
        if of.tier == TierWish::Small {
            return Ok(small("the settings say so".to_owned()));
        }
        match large(model) {
            Ok((model, weights)) => Ok(Self::Large { model, weights }),
            Err(why) if of.tier == TierWish::Auto => Ok(small(why)),
            Err(why) => bail!("[tracker] tier is \"large\", but {why}"),
        }
    }

    /// The weights, where they are read.
    pub(crate) fn weights(&self) -> Option<Arc<Weights>> {
        match self {
            Self::Large { weights, .. } => Some(Arc::clone(weights)),
            Self::Small { .. } | Self::Off => None,
        }
    }

    /// Starts what makes sentence vectors, if they are read.
    pub(crate) fn encoder(self, of: &Tracker) -> anyhow::Result<Option<Encoder>> {
        let Self::Large { weights, .. } = self else {
            return Ok(None);
        };
        let started = Encoder::start(weights, of.encoder_threads, of.encoder_queue);
        Ok(Some(started.context("cannot start the encoder")?))
    }
}

/// The weights for a model's large tier, or why it cannot be used.
fn large(model: &Model) -> Result<(Arc<str>, Arc<Weights>), String> {
    let id = fits(model)?;
    let weights = Weights::find();
    let weights =
        weights.map_err(|error| format!("{error}; `ledsager model fetch` gets the weights"))?;
    Ok((Arc::clone(id), Arc::new(weights)))
}

/// The name of a model's large tier if it was trained with the encoder of this program, or why it
/// cannot be used.
pub(crate) fn fits(model: &Model) -> Result<&Arc<str>, String> {
    let (Some(id), Some(encoder)) = (model.large_id(), model.encoder()) else {
        return Err(format!("{} has no large tier", model.id()));
    };
    if encoder != ENCODER {
        return Err(format!(
            "{id} was trained with the encoder {encoder}, this program has {ENCODER}"
        ));
    }
    Ok(id)
}

impl fmt::Display for LiveTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Large { model, weights } => {
                let path = weights.path().name();
                write!(f, "tier large, model {model}, encoder on {path}")
            }
            Self::Small { model, why } => write!(f, "tier small, model {model}: {why}"),
            Self::Off => f.write_str("the tracker is off"),
        }
    }
}

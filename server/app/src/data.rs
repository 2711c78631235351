//! What a start reads besides its settings: the service's data, compiled in or from files of its own.

use crate::installed::Installed;
use crate::settings::Settings;
use articles::store::Store;
use chat::CounsellorId;
use std::path::Path;
use std::sync::Arc;
use suggestions::OwnPrompt;
use taxonomy::{GuidanceModel, Services, Workshop};
use tracker::Model;
use web::AboutTracker;

/// The guidance model that is compiled in.
const GUIDANCE_MODEL: &str = include_str!("../../../config/guidance-model.toml");

/// The kinds of other services that are compiled in.
const SERVICES: &str = include_str!("../../../config/services.toml");
/// What to talk about in a knappeverksted.
const WORKSHOP: &str = include_str!("../../../config/workshop.toml");

/// The guidance model of a file, or the one that is compiled in.
pub(crate) fn guidance_model(path: &Path) -> anyhow::Result<GuidanceModel> {
    Ok(if path.as_os_str().is_empty() {
        GuidanceModel::parse("config/guidance-model.toml", GUIDANCE_MODEL)?
    } else {
        GuidanceModel::load(path)?
    })
}

/// The kinds of other services of a file, or those that are compiled in.
pub(crate) fn services(path: &Path) -> anyhow::Result<Services> {
    Ok(if path.as_os_str().is_empty() {
        Services::parse("config/services.toml", SERVICES)?
    } else {
        Services::load(path)?
    })
}

/// What to talk about in a knappeverksted, for the knapper of the model.
pub(crate) fn workshop(model: &GuidanceModel) -> anyhow::Result<Workshop> {
    Ok(Workshop::parse("config/workshop.toml", WORKSHOP)?.of(model))
}

/// The tracker's model that the settings name, if the tracker is on.
pub(crate) fn tracker_model(
    settings: &Settings,
    guidance: &GuidanceModel,
) -> anyhow::Result<Option<Arc<Model>>> {
    if !settings.tracker.enabled {
        return Ok(None);
    }
    let model = Installed::of(settings)?.model()?;
    model.check(guidance)?;
    Ok(Some(model))
}

/// What the staff may read of the tracker in use. Without it the chats are read all the same, so a
/// card or proof that cannot be read is told to the log.
pub(crate) fn about_tracker(settings: &Settings, model: Option<Arc<Model>>) -> AboutTracker {
    let known = Installed::of(settings).and_then(|store| Ok((store.card()?, store.proof()?)));
    let (card, proof) = known.unwrap_or_else(|problem| {
        tracing::warn!(problem = %format!("{problem:#}"), "the model card is incomplete");
        (None, None)
    });
    let (card, fits) = card.unzip();
    AboutTracker {
        model,
        card,
        fits: fits.unwrap_or(false),
        proof,
    }
}

/// The guidance model with the texts that editors have put in place of its own. Pages show them at once;
/// the reasons of what is offered, from the next start.
pub(crate) fn in_the_services_words(model: &GuidanceModel, store: &Store) -> GuidanceModel {
    let snapshot = store.now();
    let edited = model.with_texts(snapshot.library().model_texts());
    edited.unwrap_or_else(|problem| {
        // They were checked when they were saved; the model's own file has changed under them.
        tracing::warn!(%problem, "the texts that editors wrote for the guidance model are left out");
        model.clone()
    })
}

/// What each counsellor keeps for themselves, from memory.
pub(crate) fn own_prompts(store: Store) -> session::Own {
    Arc::new(move |who: &CounsellorId| {
        OwnPrompt::all(&store.kept_by(who.as_str()), store.now().library())
    })
}

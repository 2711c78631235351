//! The webhooks that the settings name, each with its secrets read.

use crate::settings::Settings;
use anyhow::anyhow;
use feed::matrix::Matrix;
use feed::sunshine::Sunshine;
use feed::zendesk::Zendesk;
use feed::{Taking, Webhook};
use std::sync::Arc;
use std::time::Duration;

/// So many conversations wait to be read for each that is followed: those that have ended are among them.
const LANES_A_CHAT: usize = 2;
/// The first message of a conversation waits so long for what came before it.
const PATIENCE: Duration = Duration::from_secs(2);

/// All of them.
///
/// # Errors
/// One sentence on the setting that cannot work.
pub(crate) fn hooks(settings: &Settings) -> anyhow::Result<Vec<Arc<dyn Webhook>>> {
    let longest = settings.feed.max_message_bytes;
    let mut hooks: Vec<Arc<dyn Webhook>> = Vec::new();
    if let Some(config) = &settings.feed.sunshine {
        let sunshine = Sunshine::new(config, longest, reach(settings));
        let sunshine = sunshine.map_err(|problem| anyhow!("[feed.sunshine]: {problem}"))?;
        hooks.push(Arc::new(sunshine));
    }
    if let Some(config) = &settings.feed.zendesk {
        let zendesk = Zendesk::new(config, longest);
        let zendesk = zendesk.map_err(|problem| anyhow!("[feed.zendesk]: {problem}"))?;
        hooks.push(Arc::new(zendesk));
    }
    if let Some(config) = settings.feed.matrix.clone() {
        let matrix = Matrix::open(config, longest);
        let matrix = matrix.map_err(|problem| anyhow!("[feed.matrix]: {problem}"))?;
        hooks.push(Arc::new(matrix));
    }
    Ok(hooks)
}

/// So far back a source is asked for what it keeps.
fn reach(settings: &Settings) -> Duration {
    Duration::from_secs(settings.session.remember_hours * 3_600)
}

/// How what they send is taken in.
pub(crate) fn taking(settings: &Settings) -> Taking {
    Taking {
        most_conversations: settings.session.max_live * LANES_A_CHAT,
        idle: Duration::from_secs(settings.session.idle_minutes * 60),
        compare: Duration::from_secs(settings.feed.compare_seconds),
        patience: PATIENCE,
        reach: reach(settings),
        max_clock_skew: Duration::from_secs(settings.feed.max_clock_skew_seconds),
    }
}

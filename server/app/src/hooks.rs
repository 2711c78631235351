//! The webhooks that the settings name, each with its secrets read.

use crate::settings::Settings;
use feed::{Taking, Webhook};
use std::sync::Arc;
use std::time::Duration;

/// So many conversations wait to be read for each that is followed: those that have ended are among them.
const LANES_A_CHAT: usize = 2;
/// A conversation that is compared with its archive is so a minute after something came.
const COMPARE: Duration = Duration::from_secs(60);
/// The first message of a conversation waits so long for what came before it.
const PATIENCE: Duration = Duration::from_secs(2);

/// All of them.
///
/// # Errors
/// One sentence on the setting that cannot work.
pub(crate) fn hooks(_settings: &Settings) -> anyhow::Result<Vec<Arc<dyn Webhook>>> {
    Ok(Vec::new())
}

/// How what they send is taken in.
pub(crate) fn taking(settings: &Settings) -> Taking {
    Taking {
        most_conversations: settings.session.max_live * LANES_A_CHAT,
        idle: Duration::from_secs(settings.session.idle_minutes * 60),
        compare: COMPARE,
        patience: PATIENCE,
        reach: Duration::from_secs(settings.session.remember_hours * 3_600),
        max_clock_skew: Duration::from_secs(settings.feed.max_clock_skew_seconds),
    }
}

//! What settings must keep besides their form, judged before anything is opened.

use crate::settings::Settings;
use anyhow::{bail, ensure};

/// Refuses settings that promise what the pages or the rooms cannot keep.
pub(crate) fn judge(settings: &Settings) -> anyhow::Result<()> {
    ensure!(
        settings.corrections.keep_days >= 31,
        "[corrections] keep_days must be at least 31: of the time of a correction only the month is kept"
    );
    ensure!(
        settings.knowledge_base.keep_days_without_hits >= 30,
        "[knowledge_base] keep_days_without_hits must be at least 30: the page tells of so many days"
    );
    ensure!(
        settings.cases.keep_days >= 1,
        "[cases] keep_days must be at least 1: a case is there on the day it is shared"
    );
    if let Err(refused) = settings.shift.calendar.check() {
        bail!("[shift.calendar]: {refused}");
    }
    if let Err(refused) = shift::rules::check(&settings.shift.rules) {
        bail!("[[shift.rules]]: {refused}");
    }
    ensure!(
        settings.retention.aggregates_years >= 1,
        "[retention] aggregates_years must be at least 1: a report tells of half a year"
    );
    ensure!(
        settings.retention.text_readings_days >= 30,
        "[retention] text_readings_days must be at least 30: the page tells of so many days"
    );
    if let Err(problem) = settings.notices.check() {
        bail!("{problem}");
    }
    ensure!(
        settings.events.queue >= 16 && settings.events.keep >= 16,
        "[events] keep and queue must be at least 16: a subscriber must be able to follow"
    );
    for webhook in &settings.events.webhook {
        if let Err(problem) = webhook.check() {
            bail!("{problem}");
        }
    }
    Ok(())
}

//! From the settings to what each room is told of them.

use crate::settings::{Keep, Settings};
use chat::CounsellorId;
use std::time::Duration;
use web::Keeping;

/// For how long each kind is kept.
pub(crate) fn keeping(settings: &Settings) -> Keeping {
    Keeping {
        talks: Duration::from_secs(settings.session.remember_hours * 3600),
        corrections: settings.corrections.keep_days,
        editors: settings.knowledge_base.keep_days_without_hits,
        cases: settings.cases.keep_days,
        aggregates: settings.retention.aggregates_years,
        text_readings: settings.retention.text_readings_days,
    }
}

/// What feeds call counsellors, and who that is.
pub(crate) fn known_as(settings: &Settings) -> impl Iterator<Item = (CounsellorId, CounsellorId)> {
    let names = settings.access.known_as.iter();
    names.map(|(name, user)| {
        (
            CounsellorId::new(name.as_str()),
            CounsellorId::new(user.as_str()),
        )
    })
}

/// What a session is told.
pub(crate) fn session_settings(settings: &Settings) -> session::Settings {
    let of = &settings.session;
    session::Settings {
        max_live: of.max_live,
        inbox: of.inbox,
        deadline: Duration::from_secs(of.deadline_seconds),
        idle: Duration::from_secs(of.idle_minutes * 60),
        grace: Duration::from_secs(of.grace_seconds),
        remember: Duration::from_secs(of.remember_hours * 3600),
        shadow: settings.tracker.shadow,
        new_a_minute: settings.suggestions.new_a_minute,
        keep: match settings.corrections.keep {
            Keep::Nothing => session::Keep::Nothing,
            Keep::Features => session::Keep::Features,
            Keep::Text => session::Keep::Text,
        },
        keep_corrections: Duration::from_secs(u64::from(settings.corrections.keep_days) * 86_400),
    }
}

/// What the shift is told.
pub(crate) fn shift_settings(settings: &Settings) -> shift::Settings {
    let of = &settings.shift;
    shift::Settings {
        escalate: Duration::from_secs(of.escalate_minutes.saturating_mul(60)),
        keep: Duration::from_secs(of.keep_hours.saturating_mul(3600)),
        nobody_after: Duration::from_secs(of.nobody_alarm_minutes.saturating_mul(60)),
        calendar: of.calendar.clone(),
        rules: of.rules.clone(),
    }
}

//! How the shift stands, as the pages are sent it.

use crate::rooms::Rooms;
use crate::wire;
use access::User;
use chat::SessionId;
use shift::rules::{Name, Shows};
use shift::{Alert, Level, OnPlatform};
use taxonomy::Both;

pub(crate) fn people(rooms: &Rooms) -> Vec<wire::Colleague> {
    let present = rooms.shift.people.present();
    present
        .into_iter()
        .map(|one| wire::Colleague {
            name: one.name.to_string(),
            state: one.doing.name(),
            chats: one.chats,
            away_until: one.away_until.map(|until| until.millis()),
            since: one.since.millis(),
            platform: one.platform.map(OnPlatform::name),
        })
        .collect()
}

pub(crate) fn shift(rooms: &Rooms, user: &User) -> wire::ShiftStand {
    let stand = rooms.shift.watch.stand();
    let hours = rooms.shift.hours.now();
    let leader = stand.leader;
    wire::ShiftStand {
        since: leader.as_ref().map(|leader| leader.since),
        you: leader
            .as_ref()
            .is_some_and(|leader| leader.id == user.id.as_str()),
        leader: leader.map(|leader| leader.name),
        offered_to: stand.offered_to,
        note: stand.note,
        also: stand.also.into_iter().map(|also| also.name).collect(),
        alarm: stand.nobody.then_some("nobody"),
        open: hours.open,
        opens: hours.opens.map(|at| at.millis()),
        closes: hours.closes.map(|at| at.millis()),
        season: hours.season,
        knapp_of_day: knapp_of_day(rooms),
    }
}

pub(crate) fn knapp_of_day(rooms: &Rooms) -> Option<wire::PinnedKnapp> {
    let pinned = rooms.shift.knapp_of_day.now()?;
    Some(wire::PinnedKnapp {
        knapp: pinned.knapp,
        until: pinned.until,
    })
}

pub(crate) fn bulletins(rooms: &Rooms) -> Vec<wire::Bulletin> {
    let stand = rooms.shift.bulletins.stand();
    stand
        .into_iter()
        .map(|one| wire::Bulletin {
            id: one.id,
            level: match one.level {
                Level::Stop => "stop",
                Level::Warning => "warning",
                Level::Info => "info",
            },
            text: one.text,
            at: one.at,
            until: one.until,
            by: one.by,
        })
        .collect()
}

/// Rules that are silent for a while.
pub(crate) fn muted(rooms: &Rooms) -> Vec<wire::MutedRule> {
    let muted = rooms.shift.rules.muted();
    muted
        .into_iter()
        .map(|one| wire::MutedRule {
            rule: one.id,
            name: both(&one.name),
            until: one.until.millis(),
            why: one.why.name(),
        })
        .collect()
}

/// What points at chats, for the panels that may show it.
pub(crate) fn panel_alerts(alerts: &[(SessionId, Vec<Alert>)]) -> Vec<wire::PanelAlert> {
    let each = alerts.iter().flat_map(|(id, all)| {
        let shown = all.iter();
        shown
            .filter(|alert| alert.rule.shows == Shows::BoardAndPanel)
            .map(|alert| wire::PanelAlert {
                session: id.to_string(),
                rule: alert.rule.id.clone(),
                name: both(&alert.rule.name),
                article: alert.rule.article.clone(),
                since: alert.since.millis(),
            })
    });
    each.collect()
}

/// What points at one chat, for the board.
pub(crate) fn chat_alerts(alerts: &[Alert]) -> Vec<wire::ChatAlert> {
    let each = alerts.iter().map(|alert| wire::ChatAlert {
        rule: alert.rule.id.clone(),
        name: both(&alert.rule.name),
        since: alert.since.millis(),
        group: alert.rule.group.name(),
    });
    each.collect()
}

fn both(name: &Name) -> Both {
    Both {
        nb: name.nb.clone(),
        nn: name.nn.clone(),
    }
}

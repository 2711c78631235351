//! A live chat as the board sees it: what its own view tells, and what only all of them together do.

use crate::present::{Feeds, followed, place, state, trail};
use crate::wire;
use session::View;

/// The board draws so many of the newest steps of a chat: its line has room for no more, and what all
/// boards are sent of all chats must have an end.
const STEPS: usize = 40;

/// What a chat's own view does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Besides {
    pub(super) of: Option<[usize; 2]>,
    pub(super) counsellor_there: bool,
    pub(super) help: Option<&'static str>,
    pub(super) followed: bool,
    pub(super) clock_off_ms: i64,
    pub(super) alerts: Vec<wire::ChatAlert>,
}

impl Besides {
    pub(super) fn followed(view: &View, feeds: &Feeds) -> bool {
        followed(view, feeds)
    }
}

pub(super) fn overview(view: &View, besides: &Besides) -> wire::Overview {
    let millis = |at: chat::Timestamp| at.millis();
    let mut trail = trail(view);
    trail.drain(..trail.len().saturating_sub(STEPS));
    wire::Overview {
        id: view.id.to_string(),
        number: view.number,
        counsellor: view
            .counsellor
            .as_ref()
            .map(|id| id.as_str().trim_start_matches("dev:").to_owned()),
        counsellor_there: besides.counsellor_there,
        opened: view.opened.millis(),
        state: state(view.state),
        followed: besides.followed,
        phase: place(&view.phase),
        knapp: place(&view.knapp),
        last_message: view.last_message.map(millis),
        waiting_since: view.waiting_since.map(millis),
        trail,
        gaps: view.gaps.len(),
        of: besides.of,
        silent_since: silent_since(view).millis(),
        left_at: view.left_at.map(millis),
        help: besides.help,
        new: view.last_message.is_none() && view.phase.since.is_none(),
        clock_off_ms: besides.clock_off_ms,
        prank: view.beside.prank,
        read: view.read_by.is_some(),
        alerts: besides.alerts.clone(),
    }
}

/// Since when nobody has written.
pub(super) fn silent_since(view: &View) -> chat::Timestamp {
    view.last_message
        .map_or(view.opened, |last| last.max(view.opened))
}

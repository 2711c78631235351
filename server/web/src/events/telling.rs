//! What a chat looks like to other programs: no more than its counsellor is shown, and no word.

use crate::wire::events::{How, Live, Reading};
use journal::Ended;
use session::{Place, Showing, View};
use taxonomy::{ElementId, Ring};
use tracker::Tier;

/// The chat, as far as it is told.
pub(super) fn live(view: &View) -> Live {
    Live {
        session: view.id.to_string(),
        started: view.opened.millis(),
        reading: reading(view),
    }
}

/// Where it stands; none while readings do not show, or nothing has been read.
fn reading(view: &View) -> Option<Reading> {
    let rings = [
        (Ring::Phase, &view.phase),
        (Ring::Knapp, &view.knapp),
        (Ring::Kolb, &view.kolb),
    ];
    let any_by_hand = rings.iter().any(|(_, place)| place.by_hand);
    if view.showing != Showing::Shown || (view.tier.is_none() && !any_by_hand) {
        return None;
    }
    let named = |which: fn(&Place) -> bool| {
        let those = rings.iter().filter(|(_, place)| which(place));
        those.map(|(ring, _)| ring.name().to_owned()).collect()
    };
    Some(Reading {
        phase: value(&view.phase),
        phase_p: p(&view.phase),
        knapp: value(&view.knapp),
        knapp_p: p(&view.knapp),
        kolb: value(&view.kolb),
        kolb_p: p(&view.kolb),
        silent: named(|place| place.silent),
        by_hand: named(|place| place.by_hand),
        tier: view.tier.map(Tier::name).map(str::to_owned),
        model: view.model.as_deref().map(str::to_owned),
    })
}

fn value(place: &Place) -> Option<String> {
    let shown = place.value.as_ref().filter(|_| !place.silent);
    shown.map(ElementId::as_str).map(str::to_owned)
}

/// In hundredths: more would change with every message and mean nothing.
fn p(place: &Place) -> Option<f64> {
    let shown = place.p.filter(|_| !place.silent);
    shown.map(|p| (f64::from(p) * 100.0).round() / 100.0)
}

pub(super) fn how(ended: Ended) -> How {
    match ended {
        Ended::Closed => How::Ended,
        Ended::Left => How::Left,
        Ended::Idle => How::Idle,
    }
}

//! What waits, in one look: for the desk, and for whoever asks.

use super::asking::Staff;
use super::problem::{Answer, Telling};
use super::wire::{AreaCount, Me, Summary, shown};
use articles::Value;
use articles::store::{Stage, State};
use axum::Json;

/// What waits.
#[utoipa::path(get, path = "/summary", tag = "articles",
    responses((status = 200, body = Summary, description = "what waits"), Telling))]
pub(crate) async fn summary(staff: Staff) -> Answer<Json<Summary>> {
    let store = &staff.rooms.store;
    let (snapshot, rules, today) = (store.now(), store.rules(), staff.today());
    let me = staff.who();
    let areas = snapshot.library().areas().iter().map(|of| AreaCount {
        area: of.area.name().to_owned(),
        name: (&of.name).into(),
        owner: shown(&of.owner),
        count: 0,
        overdue: 0,
        mine: snapshot.is_own(me, &of.owner),
    });
    let roles = snapshot.members().iter();
    let roles = roles.filter(|(_, members)| members.contains(me));
    let mut told = Summary {
        articles: 0,
        overdue: 0,
        soon: 0,
        overdue_mine: 0,
        soon_mine: 0,
        reports_open: 0,
        proposals_open: store.proposals_open().await?,
        in_review: 0,
        promoted: 0,
        max_promoted: rules.max_promoted,
        areas: areas.collect(),
        me: Me {
            name: staff.user.name.clone(),
            owners: roles.map(|(role, _)| role.clone()).collect(),
        },
    };
    for entry in snapshot.entries() {
        told.reports_open += entry.open_reports;
        if entry.state() == State::Arkivert {
            continue;
        }
        let mine = snapshot.is_own(me, &entry.facts.owner.0);
        let overdue = entry.overdue(today, rules);
        let soon = entry.soon(today, rules);
        told.articles += 1;
        told.overdue += usize::from(overdue);
        told.soon += usize::from(soon);
        told.overdue_mine += usize::from(overdue && mine);
        told.soon_mine += usize::from(soon && mine);
        told.in_review += usize::from(entry.stage == Stage::TilGjennomgang);
        told.promoted += usize::from(entry.promotion(today).is_some());
        let area = entry.facts.area.map(Value::name);
        if let Some(area) = told
            .areas
            .iter_mut()
            .find(|of| Some(of.area.as_str()) == area)
        {
            area.count += 1;
            area.overdue += usize::from(overdue);
        }
    }
    Ok(Json(told))
}

//! `/api/modellkort`: the card of the tracker in use, for everybody on the staff. A card and a proof
//! are written to be read, so they travel as they are.

use crate::guard;
use crate::rooms::Rooms;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use session::Sessions;
use std::sync::Arc;
use tracker::learning::Proof;
use tracker::{Card, Model, Tier};

/// What is known of the tracker in use.
#[derive(Debug, Clone, Default)]
pub struct AboutTracker {
    /// The tracker; none reads when there is none.
    pub model: Option<Arc<Model>>,
    /// The card of the tracker, or of the one that it was learned from on this machine.
    pub card: Option<Card>,
    /// Whether the card is about that very tracker.
    pub fits: bool,
    /// If the tracker was learned on this machine: it beside the one before.
    pub proof: Option<Proof>,
}

/// The same for the page.
#[derive(Debug, Serialize)]
pub(crate) struct ModelCard<'a> {
    /// `shown`, `shadow` or `off`, as on the panel.
    reading: &'static str,
    small: Option<&'a str>,
    large: Option<&'a str>,
    /// The tier that reads live chats: `small` or `large`.
    tier: Option<&'static str>,
    card: Option<&'a Card>,
    fits: bool,
    proof: Option<&'a Proof>,
}

impl<'a> ModelCard<'a> {
    fn of(about: &'a AboutTracker, sessions: &Sessions) -> Self {
        let model = about.model.as_ref();
        Self {
            reading: sessions.showing().name(),
            small: model.map(|model| &**model.id()),
            large: model.and_then(|model| model.large_id()).map(|id| &**id),
            tier: sessions.tier().map(Tier::name),
            card: about.card.as_ref(),
            fits: about.fits,
            proof: about.proof.as_ref(),
        }
    }
}

pub(crate) async fn model_card(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, |_| true)?;
    let failed = |_| (StatusCode::INTERNAL_SERVER_ERROR, "the card cannot be told");
    let card = ModelCard::of(&rooms.about, &rooms.sessions);
    let card = serde_json::to_value(card).map_err(failed)?;
    Ok(Json(card))
}

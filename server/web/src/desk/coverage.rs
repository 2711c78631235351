//! The coverage map at the desk.

use super::asking::Staff;
use super::problem::{Answer, Refusal, Telling};
use super::wire::Coverage;
use crate::coverage::fields;
use crate::moments::DAYS;
use axum::Json;

/// Where talks stood, beside what there is to offer there, and the searches that found nothing. No number
/// under five is told, nor one that gives it away.
#[utoipa::path(get, path = "/coverage", tag = "coverage",
    responses((status = 200, body = Coverage, description = "the map"), Telling))]
pub(crate) async fn coverage(staff: Staff) -> Answer<Json<Coverage>> {
    let rooms = &staff.rooms;
    let places = rooms.moments.places().await?;
    let library = rooms.suggestions.library();
    let fields = fields(&places, &library, &rooms.model, staff.today());
    let searches = rooms.without_hits.report().await;
    let searches = searches.map_err(|(_, why)| Refusal::busy(why))?;
    Ok(Json(Coverage {
        days: DAYS,
        fields,
        searches,
    }))
}

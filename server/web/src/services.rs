//! `/api/services`: the kinds of other services that a veisøker may be told of, for everybody on the staff.

use crate::guard;
use crate::rooms::Rooms;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use taxonomy::Services;

pub(crate) async fn told(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Services>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, |_| true)?;
    Ok(Json(Services::clone(&rooms.services)))
}

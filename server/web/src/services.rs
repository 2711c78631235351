//! Data of the service's own, for everybody on the staff: `/api/services`, the kinds of other services
//! that a veisøker may be told of, and `/api/workshop`, what to talk about in a knappeverksted.

use crate::guard;
use crate::rooms::Rooms;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use taxonomy::Services;

pub(crate) async fn told(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Services>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, |_| true)?;
    Ok(Json(Services::clone(&rooms.services)))
}

pub(crate) async fn workshop(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Value>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, |_| true)?;
    let sheets = rooms.workshop.knapper.iter().map(|sheet| {
        let situations = sheet.situations.iter().map(|text| json!({ "text": text }));
        json!({
            "id": sheet.id,
            "questions": sheet.questions,
            "situations": situations.collect::<Vec<_>>(),
        })
    });
    Ok(Json(json!({ "knapper": sheets.collect::<Vec<_>>() })))
}

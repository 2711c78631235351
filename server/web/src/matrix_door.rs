//! `/_matrix/app/v1`: a Matrix homeserver sends here what happens in the rooms we listen to
//! (<https://spec.matrix.org/v1.15/application-service-api/>).

use crate::hooks::Answer;
use crate::rooms::Rooms;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use feed::Unaccepted;
use feed::matrix::NAME;
use serde_json::json;

/// The longest transaction, in bytes: Synapse puts at most 100 events in one, of 64 KiB each.
const MAX_BODY: usize = 8 * 1024 * 1024;

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/transactions/{number}", put(transaction))
        .route("/ping", post(ping))
        .route("/users/{user}", get(unknown))
        .route("/rooms/{alias}", get(unknown))
}

/// The number is not looked at: it begins anew when Synapse does, and each event has an id of its own.
async fn transaction(State(rooms): State<Rooms>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    // Who knocks is judged before anything of such a length is read.
    if let Some(refused) = refused(knock(&rooms, &head.headers).await) {
        return refused;
    }
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return answer(StatusCode::PAYLOAD_TOO_LARGE, "M_TOO_LARGE");
    };
    let taken = rooms.hooks.take(NAME, &head.headers, &body).await;
    refused(taken).unwrap_or_else(|| Json(json!({})).into_response())
}

/// The homeserver asks whether we are here and know each other.
async fn ping(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    let known = knock(&rooms, &headers).await;
    refused(known).unwrap_or_else(|| Json(json!({})).into_response())
}

/// It asks for a user or a room that we might make: we make none.
async fn unknown(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    let known = knock(&rooms, &headers).await;
    refused(known).unwrap_or_else(|| answer(StatusCode::NOT_FOUND, "M_NOT_FOUND"))
}

async fn knock(rooms: &Rooms, headers: &HeaderMap) -> Answer {
    rooms.hooks.take(NAME, headers, b"{}").await
}

fn refused(told: Answer) -> Option<Response> {
    Some(match told {
        Answer::Received => return None,
        Answer::Refused(Unaccepted::Unsigned) => {
            answer(StatusCode::UNAUTHORIZED, "M_MISSING_TOKEN")
        }
        Answer::Refused(Unaccepted::Malformed(_)) => answer(StatusCode::BAD_REQUEST, "M_BAD_JSON"),
        Answer::Refused(_) => answer(StatusCode::FORBIDDEN, "M_FORBIDDEN"),
        Answer::Nobody => answer(StatusCode::NOT_FOUND, "M_UNRECOGNIZED"),
        again @ Answer::Again => again.into_response(),
    })
}

fn answer(status: StatusCode, code: &str) -> Response<Body> {
    let error = "not accepted";
    (status, Json(json!({"errcode": code, "error": error}))).into_response()
}

//! The doors that only the app's pages knock at.

use crate::guard;
use crate::rooms::Rooms;
use access::{Passes, User};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chat::ConversationId;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Renewed {
    pass: String,
    seconds: u64,
}

/// `POST /api/zendesk/renew`: a new pass for the one that is shown.
pub(super) async fn renew(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    let Some(zendesk) = &rooms.zendesk else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let shown = guard::pass(&headers).filter(|_| guard::from_here(&rooms, &headers));
    let renewed = shown.and_then(|pass| zendesk.passes.renew(&pass, rooms.clock.now()));
    match renewed {
        Some(pass) => Json(Renewed {
            pass: pass.as_str().to_owned(),
            seconds: Passes::LIFE.as_secs(),
        })
        .into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    ticket: String,
}

#[derive(Serialize)]
struct Found {
    session: String,
}

/// `GET /api/zendesk/chat?ticket=ID`: which chat of the asking counsellor belongs to a ticket. Whether
/// there is none or it is somebody else's cannot be told apart.
pub(super) async fn chat(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Some(zendesk) = &rooms.zendesk else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let user = match guard::allowed(&rooms, &headers, User::may_counsel) {
        Ok(user) => user,
        Err(refused) => return refused.into_response(),
    };
    let Ok(Query(Asked { ticket })) = asked else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if ticket.is_empty() || ticket.len() > 20 || !ticket.bytes().all(|byte| byte.is_ascii_digit()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let sessions = &rooms.sessions;
    let found = sessions.of_conversation(&zendesk.source, &ConversationId::new(ticket));
    match found.filter(|view| user.may_read_words_of(view.counsellor.as_ref())) {
        Some(view) => Json(Found {
            session: view.id.to_string(),
        })
        .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

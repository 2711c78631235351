//! The doors under `/api/me`: what a counsellor has of their own talks, and a log that only they can read.
//!
//! Invariants
//! - Everybody reaches their own alone; of what is another's it is not even told that it is there.
//! - A log comes and goes as ciphers. The doors take no key that they do not know, so no plain text gets
//!   in beside them; no refusal quotes a value.

mod key;
mod log;
mod talks;

use crate::problem::{Answer, Refusal};
use crate::rooms::Rooms;
use axum::Router;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::ops::RangeInclusive;

pub(crate) fn routes() -> Router<Rooms> {
    Router::new()
        .route("/api/me/talks", get(talks::list))
        .route("/api/me/talks/{id}", get(talks::one))
        .route("/api/me/log/key", get(key::read).put(key::keep))
        .route("/api/me/log", get(log::read).delete(log::drop_all))
        .route(
            "/api/me/log/{id}",
            axum::routing::put(log::keep).delete(log::drop_one),
        )
}

/// The bytes that a field holds as base64 with padding, if they are so many.
fn bytes(field: &str, text: &str, length: RangeInclusive<usize>) -> Answer<Vec<u8>> {
    let read = STANDARD.decode(text).ok();
    read.filter(|bytes| length.contains(&bytes.len()))
        .ok_or_else(|| {
            let (least, most) = (length.start(), length.end());
            let many = if least == most {
                format!("{least}")
            } else {
                format!("{least} to {most}")
            };
            Refusal::bad_field(
                field,
                format!("`{field}` must be standard base64 with padding, of {many} bytes"),
            )
        })
}

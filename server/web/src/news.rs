//! "Nytt i IK siden sist": what has been published since a day.

use crate::desk::shown;
use crate::guard;
use crate::rooms::Rooms;
use articles::store::day;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Articles told of at most.
const MOST: usize = 30;

/// Since when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Since {
    since: Date,
}

/// What is new.
#[derive(Serialize)]
pub(crate) struct Told {
    articles: Vec<New>,
}

/// An article that is new or changed.
#[derive(Serialize)]
struct New {
    id: String,
    title: String,
    /// `nb` or `nn`.
    lang: &'static str,
    /// `new` or `changed`.
    what: &'static str,
    /// The day, `YYYY-MM-DD`.
    day: String,
    owner: String,
}

/// Articles published new or changed since a day, that day counted; newest first.
pub(crate) async fn told(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    since: Result<Query<Since>, QueryRejection>,
) -> Result<Json<Told>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, |_| true)?;
    let wrong = (
        StatusCode::BAD_REQUEST,
        "`since` must be a day such as 2026-11-22",
    );
    let Query(Since { since }) = since.map_err(|_| wrong)?;
    let since = since.to_zoned(TimeZone::UTC).map_err(|_| wrong)?;
    let news = rooms.store.news(since.timestamp(), MOST).await;
    let news = news.map_err(|problem| {
        tracing::error!(%problem, "what is new cannot be read");
        (StatusCode::INTERNAL_SERVER_ERROR, "it cannot be read")
    })?;
    let articles = news.into_iter().map(|news| {
        let facts = &news.entry.facts;
        let owner = &facts.owner.0;
        New {
            id: news.entry.id.to_string(),
            title: facts.title.clone(),
            lang: facts.language.name(),
            what: if news.new { "new" } else { "changed" },
            day: day(news.at).to_string(),
            owner: shown(owner),
        }
    });
    Ok(Json(Told {
        articles: articles.collect(),
    }))
}

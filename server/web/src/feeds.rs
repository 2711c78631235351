//! `GET /api/feeds`: whether each feed is there, and what came by it since the start, by kind; never what
//! it was.

use crate::present;
use crate::report::Reader;
use axum::Json;
use serde::Serialize;
use std::collections::BTreeMap;

/// All feeds that have been there, by name.
#[derive(Serialize)]
pub(crate) struct Told {
    feeds: Vec<Feed>,
}

#[derive(Serialize)]
struct Feed {
    name: String,
    /// Null: nothing has come by it since the start.
    connected: Option<bool>,
    /// Since when it has been so.
    since: Option<i64>,
    /// `taken`, `presence`, or the word for why something was refused or ignored.
    counts: BTreeMap<&'static str, u64>,
}

pub(crate) async fn told(Reader(who): Reader) -> Json<Told> {
    let mut feeds: BTreeMap<String, Feed> = BTreeMap::new();
    let new = |name: &str| Feed {
        name: name.to_owned(),
        connected: None,
        since: None,
        counts: BTreeMap::new(),
    };
    for there in present::feeds(&who.rooms.sessions.feeds()) {
        let feed = Feed {
            connected: Some(there.connected),
            since: Some(there.since),
            ..new(&there.name)
        };
        feeds.insert(there.name, feed);
    }
    for (source, kind, count) in who.rooms.hooks.tally().all() {
        let name = source.as_str();
        let feed = feeds.entry(name.to_owned()).or_insert_with(|| new(name));
        feed.counts.insert(kind, count);
    }
    let feeds = feeds.into_values().collect();
    Json(Told { feeds })
}

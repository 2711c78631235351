//! The knowledge base over HTTP: the guidance model, articles, search.

use crate::guard;
use crate::packed;
use crate::present;
use crate::rooms::Rooms;
use crate::wire::Found;
use access::User;
use articles::{ArticleId, Value as _};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use index::Query;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;
use taxonomy::GuidanceModel;

type Refused = (StatusCode, &'static str);

/// Everybody on the staff reads the knowledge base.
fn anybody(_: &User) -> bool {
    true
}

/// The guidance model holds nothing that is not printed on paper, so the login page has it too.
pub(crate) async fn model(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    let snapshot = rooms.store.now();
    let edited = rooms.model.with_texts(snapshot.library().model_texts());
    // Texts are checked when they are saved; a model file may have changed under them since.
    let model = edited.unwrap_or_else(|_| GuidanceModel::clone(&rooms.model));
    let plain = serde_json::to_vec(&model).expect("a model can be written");
    // Every page waits for it before it can draw anything, and it is long.
    packed::json(&headers, plain)
}

/// The prompts of the bank that belong to a place, for the model's page. Those for words of bullying or
/// violence stay out: beside a chat they come when they are needed, on a wall they would be misread.
pub(crate) async fn prompts(State(rooms): State<Rooms>) -> Json<Value> {
    let library = rooms.suggestions.library();
    let shown = library.prompts().filter(|prompt| !prompt.safe);
    let rows: Vec<_> = shown
        .map(|prompt| {
            json!({
                "phase": prompt.phase.as_ref().map(ToString::to_string),
                "knapp": prompt.knapp.as_ref().map(ToString::to_string),
                "kind": prompt.kind.name(),
                "depth": prompt.depth.name(),
                "text": { "nb": prompt.text.nb, "nn": prompt.text.nn },
            })
        })
        .collect();
    Json(json!({ "prompts": rows }))
}

pub(crate) async fn list(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Vec<Value>>, Refused> {
    guard::allowed(&rooms, &headers, anybody)?;
    let today = present::today(&rooms.clock);
    let index = rooms.index.now();
    let mut articles: Vec<_> = index.articles().collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let listed = articles.into_iter();
    Ok(Json(
        listed
            .map(|article| present::listed(article, today))
            .collect(),
    ))
}

pub(crate) async fn article(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refused> {
    guard::allowed(&rooms, &headers, anybody)?;
    let index = rooms.index.now();
    let article = index
        .article(&ArticleId::new(id))
        .ok_or((StatusCode::NOT_FOUND, "no such article"))?;
    let mut whole = present::listed(article, present::today(&rooms.clock));
    let sources = article.sources.iter();
    let rest = json!({
        "find_it": article.find_it,
        "share": { "nb": article.share.nb, "nn": article.share.nn },
        "body_html": article.body_html(),
        "valid_until": article.valid_until.map(|date| date.to_string()),
        "needs_check": article.needs_check,
        "review_due": article.review_due().to_string(),
        "keywords": article.keywords,
        "sources": sources.map(|s| json!({ "title": s.title, "url": s.url, "kind": s.kind.to_string() })).collect::<Vec<_>>(),
    });
    if let (Value::Object(whole), Value::Object(rest)) = (&mut whole, rest) {
        whole.extend(rest);
    }
    Ok(Json(whole))
}

/// The target groups that a search can be kept to, in the order of their file.
pub(crate) async fn groups(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refused> {
    guard::allowed(&rooms, &headers, anybody)?;
    let snapshot = rooms.store.now();
    let groups = snapshot.library().areas().groups().iter();
    let groups = groups.map(|group| json!({ "id": group.id, "name": group.name }));
    Ok(Json(json!({ "groups": groups.collect::<Vec<_>>() })))
}

/// What the search box asks. It travels in the body: an address ends up in logs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    query: String,
    #[serde(default = "ten")]
    limit: usize,
    /// Whether the query has come to rest: somebody means it, and it is not half a word.
    #[serde(default)]
    settled: bool,
    /// The id of the target group whose articles are wanted, and those for everybody.
    group: Option<String>,
}

fn ten() -> usize {
    10
}

/// So long a query waits for its vector; then its words answer alone. A short text takes a few
/// milliseconds, and somebody is typing.
const FOR_MEANING: Duration = Duration::from_millis(60);

/// Letters of a query that its vector is made of: more would keep the encoder from the chats.
const MEANT: usize = 300;

fn beginning(query: &str) -> &str {
    let end = query
        .char_indices()
        .nth(MEANT)
        .map_or(query.len(), |(at, _)| at);
    &query[..end]
}

/// So many hits at most.
const MAX_HITS: usize = 50;

/// So many bytes the question may have: room for 10 000 characters, however they are written.
pub(crate) const MAX_BODY: usize = 128 * 1024;

pub(crate) async fn search(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    search: Result<Json<Search>, JsonRejection>,
) -> Result<Json<Found>, Refused> {
    guard::allowed(&rooms, &headers, anybody)?;
    let Json(search) = search.map_err(|problem| wrong(&problem))?;
    let library = rooms.store.now().library().clone();
    if let Some(group) = &search.group
        && !library.areas().has_group(group)
    {
        return Err((StatusCode::BAD_REQUEST, "no such target group"));
    }
    let today = present::today(&rooms.clock);
    let meaning = match &rooms.meaning {
        Some(encoder) => encoder
            .encode(beginning(&search.query), FOR_MEANING)
            .await
            .ok(),
        None => None,
    };
    let query = Query {
        limit: search.limit.clamp(1, MAX_HITS),
        meaning: meaning.as_ref(),
        group: search.group.as_deref(),
        ..Query::typing(&search.query, today)
    };
    let hits = rooms.index.now().search(&query);
    let words_alone = rooms.means && !hits.by_meaning && !hits.hits.is_empty();
    // In one group alone, a search without a hit says nothing of what the knowledge base lacks.
    if search.settled && search.group.is_none() && hits.hits.is_empty() {
        rooms.without_hits.count(&search.query);
    }
    let found = present::found(&search.query, hits);
    Ok(Json(Found {
        words_alone,
        ..found
    }))
}

/// What is wrong with the body of a search, in one sentence that quotes nothing of it.
fn wrong(problem: &JsonRejection) -> Refused {
    let sentence = match problem {
        JsonRejection::MissingJsonContentType(_) => "a search is sent as application/json",
        JsonRejection::JsonSyntaxError(_) => "the body is not JSON, or is cut short",
        JsonRejection::JsonDataError(data) => {
            let said = data.body_text();
            if said.contains("unknown field") {
                "a search has no other keys than `query`, `limit`, `settled` and `group`"
            } else if said.contains("missing field") {
                "a search needs `query`"
            } else {
                "`query` must be text, `limit` a whole number from 1, `settled` true or false and `group` text"
            }
        }
        _ if problem.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            "the body of a search is longer than 128 KiB"
        }
        _ => "the body cannot be read",
    };
    (problem.status(), sentence)
}

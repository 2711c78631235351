//! The files of the pages, compiled in.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::hash::{DefaultHasher, Hash, Hasher};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One of the pages, by its name.
pub(crate) fn page(name: &str) -> Response {
    let path = format!("pages/{name}.html");
    match find(&path) {
        Some(bytes) => answer(&path, bytes),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(crate) async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(bytes) = find(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Asked for again at every load, sent again only when a new binary has another file.
    let tag = tag(bytes);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer(&path, bytes)
    };
    response.headers_mut().insert(header::ETAG, tag);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    file(Path("favicon.svg".to_owned()), headers).await
}

fn find(path: &str) -> Option<&'static [u8]> {
    let place = FILES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    Some(FILES[place].1)
}

fn answer(path: &str, bytes: &'static [u8]) -> Response {
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    HeaderValue::from_str(&format!("\"{:016x}\"", hasher.finish())).expect("hex in quotes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_pages_is_found() {
        for (name, bytes) in FILES {
            assert_eq!(find(name), Some(*bytes), "{name}");
        }
        assert_eq!(find("ik/none.js"), None);
    }
}

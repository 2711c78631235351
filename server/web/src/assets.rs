//! The files of the pages, compiled in, plain and packed.

use crate::packed::unpacks;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A file of the pages.
pub(crate) struct File {
    name: &'static str,
    plain: &'static [u8],
    /// The same, gzipped when it was built: nothing is packed while a counsellor waits.
    packed: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One of the pages, by its name.
pub(crate) fn page(name: &str) -> Response {
    match find(&format!("pages/{name}.html")) {
        Some(file) => answer(file, false),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The text of one of the pages, by its name.
pub(crate) fn text(name: &str) -> &'static str {
    let file = find(&format!("pages/{name}.html")).expect("the page is one of ours");
    std::str::from_utf8(file.plain).expect("pages are text")
}

pub(crate) async fn file(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(file) = find(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Asked for again at every load, sent again only when a new binary has another file.
    let tag = tag(file.plain);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer(file, unpacks(&headers))
    };
    let fixed = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    response.headers_mut().extend(fixed);
    response
}

pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    file(Path("favicon.svg".to_owned()), headers).await
}

fn find(path: &str) -> Option<&'static File> {
    let place = FILES.binary_search_by_key(&path, |file| file.name).ok()?;
    Some(&FILES[place])
}

fn answer(file: &'static File, packed: bool) -> Response {
    let kind = match file.name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let kind = (header::CONTENT_TYPE, kind);
    if packed {
        let how = (header::CONTENT_ENCODING, "gzip");
        ([kind, how], file.packed).into_response()
    } else {
        ([kind], file.plain).into_response()
    }
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
    fn every_file_of_the_pages_is_found_and_unpacks_to_itself() {
        use std::io::Read as _;
        for file in FILES {
            let found = find(file.name).expect("it is listed");
            assert_eq!(found.plain, file.plain, "{}", file.name);
            let mut unpacked = Vec::new();
            let read = flate2::read::GzDecoder::new(found.packed).read_to_end(&mut unpacked);
            assert!(read.is_ok() && unpacked == file.plain, "{}", file.name);
        }
        assert!(find("ik/none.js").is_none());
    }
}

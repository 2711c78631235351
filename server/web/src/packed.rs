//! What is long goes out gzipped to whoever unpacks it; every browser does.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// Whether the browser unpacks gzip.
pub(crate) fn unpacks(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING);
    accepted
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.trim() == "gzip"))
}

/// An answer in JSON, packed where it can be unpacked. Some tens of kilobytes take less than a millisecond.
pub(crate) fn json(headers: &HeaderMap, plain: Vec<u8>) -> Response {
    let kind = [
        (header::CONTENT_TYPE, "application/json"),
        (header::VARY, "accept-encoding"),
    ];
    if !unpacks(headers) {
        return (kind, plain).into_response();
    }
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&plain).expect("a vector takes all");
    let packed = packer.finish().expect("a vector takes all");
    (kind, [(header::CONTENT_ENCODING, "gzip")], packed).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[tokio::test]
    async fn who_unpacks_gets_it_packed_and_reads_the_same() {
        let plain = b"{\"a\":1}".repeat(100);
        let mut asked = HeaderMap::new();
        assert!(
            json(&asked, plain.clone())
                .headers()
                .get(header::CONTENT_ENCODING)
                .is_none()
        );
        asked.insert(
            header::ACCEPT_ENCODING,
            "br, gzip".parse().expect("it is a value"),
        );
        let packed = json(&asked, plain.clone());
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
        let body = axum::body::to_bytes(packed.into_body(), 10_000).await;
        let mut read = Vec::new();
        let unpacked =
            flate2::read::GzDecoder::new(&body.expect("it has a body")[..]).read_to_end(&mut read);
        assert!(unpacked.is_ok() && read == plain);
    }
}

//! How a source's archive is asked over HTTP: where to, how long, how much, and why not.

use crate::LostReason;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use std::error::Error;
use std::net::IpAddr;
use std::time::Duration;

/// A client for one address: no redirects, and no answer that takes longer.
///
/// # Errors
/// A sentence, if there can be none on this machine.
pub(crate) fn client(url: &Url, timeout: Duration) -> Result<Client, String> {
    // The crypto provider of the whole program; that it is named already is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(timeout);
    if url.host_str().is_some_and(is_this_machine) {
        client = client.no_proxy(); // what is on this machine is not reached through another
    }
    client
        .build()
        .map_err(|_| "there is no HTTP client".to_owned())
}

/// Whether a key that is sent there cannot be read on the way.
pub(crate) fn is_safe(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "https" => !host.is_empty(),
        "http" => is_this_machine(host),
        _ => false,
    }
}

/// Whether a host is this machine.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A whole answer, unless it is larger than so many bytes.
///
/// # Errors
/// Why it was not had.
pub(crate) async fn whole(mut answer: Response, largest: usize) -> Result<Vec<u8>, LostReason> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| unreachable(&error))? {
        if body.len() + piece.len() > largest {
            return Err(LostReason::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// Why there was no answer.
pub(crate) fn unreachable(error: &reqwest::Error) -> LostReason {
    if error.is_timeout() {
        LostReason::Silent
    } else if is_about_trust(error) {
        LostReason::Certificate
    } else if error.is_connect() {
        LostReason::Unreachable
    } else {
        LostReason::Closed
    }
}

fn is_about_trust(error: &(dyn Error + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    // An io::Error hides what it carries from `source`.
    let carried = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    carried.is_some_and(|inner| is_about_trust(inner)) || error.source().is_some_and(is_about_trust)
}

/// What an answer means that is not what was asked for.
pub(crate) fn refusal(status: StatusCode) -> LostReason {
    match status.as_u16() {
        401 | 403 => LostReason::WrongPassword,
        429 | 500.. => LostReason::Silent,
        _ => LostReason::Refused,
    }
}

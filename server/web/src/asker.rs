//! Who asks at the doors beside the desk, what they send, and what they changed it from.

use crate::guard;
use crate::problem::{Answer, Refusal, Sent};
use crate::rooms::Rooms;
use access::User;
use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use journal::InsteadOf;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Somebody of the staff.
pub(crate) struct Anybody {
    pub(crate) rooms: Rooms,
    pub(crate) user: User,
}

impl Anybody {
    /// Whoever asks, if they may.
    pub(crate) fn who_may(
        parts: &Parts,
        rooms: &Rooms,
        may: impl Fn(&User) -> bool,
    ) -> Answer<Self> {
        let user = guard::allowed(rooms, &parts.headers, may).map_err(|(status, why)| {
            if status == StatusCode::UNAUTHORIZED {
                Refusal::not_logged_in()
            } else {
                Refusal::not_allowed(why)
            }
        })?;
        let rooms = rooms.clone();
        Ok(Self { rooms, user })
    }
}

impl FromRequestParts<Rooms> for Anybody {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        Self::who_may(parts, rooms, User::is_on_the_staff)
    }
}

/// A counsellor.
pub(crate) struct Counsellor(pub(crate) Anybody);

impl FromRequestParts<Rooms> for Counsellor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let somebody = Anybody::from_request_parts(parts, rooms).await?;
        if somebody.user.may_counsel() {
            Ok(Self(somebody))
        } else {
            Err(Refusal::not_allowed("your role does not allow this"))
        }
    }
}

/// What was sent, up to so many bytes. Of what does not fit nothing is told but the name of a key:
/// what people write here is theirs.
pub(crate) struct Private<T, const MOST: usize>(pub(crate) T);

impl<T: DeserializeOwned, const MOST: usize> FromRequest<Rooms> for Private<T, MOST> {
    type Rejection = Refusal;

    async fn from_request(request: Request, rooms: &Rooms) -> Answer<Self> {
        let Sent(sent) = Sent::<Value, MOST>::from_request(request, rooms).await?;
        let read = serde_json::from_value(sent);
        read.map(Self)
            .map_err(|problem| unfit(&problem.to_string()))
    }
}

fn unfit(said: &str) -> Refusal {
    for (before, what) in [
        ("unknown field `", "unknown"),
        ("missing field `", "missing"),
    ] {
        let named = said
            .strip_prefix(before)
            .and_then(|rest| rest.split_once('`'));
        if let Some((name, _)) = named {
            let name: String = name.chars().take(40).collect();
            return Refusal::bad_field(&name, format!("`{name}` is {what}"));
        }
    }
    Refusal::bad("a value is not of the kind that this door takes")
}

/// What a change was made from: `If-Match` with a version, or `If-None-Match: *`.
pub(crate) struct MadeFrom(pub(crate) InsteadOf);

impl FromRequestParts<Rooms> for MadeFrom {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Rooms) -> Answer<Self> {
        let there = one(&parts.headers, header::IF_MATCH)?;
        let nothing = one(&parts.headers, header::IF_NONE_MATCH)?;
        match (there, nothing) {
            (None, None) => Err(Refusal::needs_if_match()),
            (None, Some("*")) => Ok(Self(InsteadOf::Nothing)),
            (Some(tag), None) => version(tag)
                .map(|version| Self(InsteadOf::Version(version)))
                .ok_or_else(|| {
                    Refusal::bad_field("If-Match", "`If-Match` takes one ETag, such as \"3\"")
                }),
            _ => Err(Refusal::bad_field(
                "If-None-Match",
                "send `If-Match` with a version, or `If-None-Match: *`",
            )),
        }
    }
}

fn one(headers: &HeaderMap, name: HeaderName) -> Answer<Option<&str>> {
    let mut given = headers.get_all(&name).iter();
    match (given.next(), given.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => {
            let text = value.to_str().map(str::trim);
            text.map(Some)
                .map_err(|_| Refusal::bad_field(name.as_str(), "it is no ETag"))
        }
        _ => Err(Refusal::bad_field(name.as_str(), "it comes twice")),
    }
}

fn version(tag: &str) -> Option<u32> {
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let digits = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// An answer with its version as ETag.
pub(crate) struct Versioned<T>(pub(crate) u32, pub(crate) T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let tag = HeaderValue::from_str(&format!("\"{}\"", self.0)).expect("digits in quotes");
        ([(header::ETAG, tag)], Json(self.1)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_digits_in_quotes() {
        assert_eq!(version("\"17\""), Some(17));
        assert_eq!(version("W/\"17\""), Some(17));
        for bad in ["17", "\"\"", "\"+1\"", "\"1-0\"", "*", "\"99999999999\""] {
            assert_eq!(version(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_refusal_names_a_key_and_quotes_no_value() {
        let told = |said: &str| format!("{:?}", unfit(said));
        assert!(told("unknown field `well`, expected `nonce`").contains("`well` is unknown"));
        let value = told("invalid type: string \"hun het Kari\", expected u32");
        assert!(!value.contains("Kari"), "{value}");
    }
}

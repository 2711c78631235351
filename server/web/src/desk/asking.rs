//! Who stands at the desk, and what they hand over it.

use super::problem::{Answer, Refusal};
use super::wire::shown;
use crate::guard;
use crate::rooms::Rooms;
use access::User;
use articles::store::{StoreError, Tag};
use axum::Json;
use axum::body::BodyDataStream;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The largest article or file that is sent, in bytes.
const LARGEST: usize = 2_000_000;
/// So long a body may take to come.
const FOR_BODY: Duration = Duration::from_secs(30);

/// Somebody of the staff.
pub(crate) struct Staff {
    /// What the door leads to.
    pub(crate) rooms: Rooms,
    /// They.
    pub(crate) user: User,
    /// The time of this call.
    pub(crate) now: Timestamp,
}

impl Staff {
    /// Their id, and the time: what the store notes a change with.
    pub(crate) fn by(&self) -> (&str, Timestamp) {
        (self.who(), self.now)
    }

    /// Their id.
    pub(crate) fn who(&self) -> &str {
        self.user.id.as_str()
    }

    /// The day.
    pub(crate) fn today(&self) -> Date {
        articles::store::day(self.now)
    }

    /// The id of an owner whose shown name somebody typed: a role goes by its name, a person by
    /// whatever they log in as.
    pub(crate) async fn owner_id(&self, name: &str) -> Result<String, StoreError> {
        let name = name.trim();
        let snapshot = self.rooms.store.now();
        if name.is_empty() || snapshot.members().contains_key(name) {
            return Ok(name.to_owned());
        }
        let people = self.rooms.store.people().await?;
        let members = snapshot.members().values().flatten();
        let mut known = people.iter().chain(members);
        let person = known.find(|id| id.as_str() == name || shown(id) == name);
        Ok(person.map_or_else(|| name.to_owned(), Clone::clone))
    }

    /// The id of a person whose shown name somebody typed.
    pub(crate) async fn person_id(&self, name: &str) -> Result<String, StoreError> {
        let name = name.trim();
        let people = self.rooms.store.people().await?;
        let person = people
            .into_iter()
            .find(|id| id == name || shown(id) == name);
        Ok(person.unwrap_or_else(|| match self.rooms.development {
            Some(_) if !name.starts_with("dev:") => format!("dev:{name}"),
            _ => name.to_owned(),
        }))
    }
}

impl FromRequestParts<Rooms> for Staff {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let headers = &parts.headers;
        let user =
            guard::allowed(rooms, headers, User::is_on_the_staff).map_err(|(status, why)| {
                if status == StatusCode::UNAUTHORIZED {
                    Refusal::not_logged_in()
                } else {
                    Refusal::not_allowed(why)
                }
            })?;
        let now = Timestamp::from_millisecond(rooms.clock.now().millis()).unwrap_or_default();
        if let Some(ticket) = guard::ticket(headers)
            && rooms.desk.is_new(ticket)
            && let Err(problem) = rooms.store.meet(user.id.as_str(), now).await
        {
            // They can work all the same; only others cannot choose them as a member yet.
            tracing::warn!(%problem, "somebody new at the desk is not noted");
        }
        Ok(Self {
            rooms: rooms.clone(),
            user,
            now,
        })
    }
}

/// Somebody who may write.
pub(crate) struct Editor(pub(crate) Staff);

impl FromRequestParts<Rooms> for Editor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let staff = Staff::from_request_parts(parts, rooms).await?;
        if staff.user.may_edit() {
            Ok(Self(staff))
        } else {
            Err(Refusal::not_allowed("your role does not allow this"))
        }
    }
}

/// What stands in the address.
pub(crate) struct At<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Rooms> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let Path(found) = Path::from_request_parts(parts, rooms).await?;
        Ok(Self(found))
    }
}

/// What stands after the question mark.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Rooms> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, rooms: &Rooms) -> Answer<Self> {
        let Query(found) = Query::from_request_parts(parts, rooms).await?;
        Ok(Self(found))
    }
}

/// What was sent, up to so many bytes.
pub(crate) struct Sent<T, const MOST: usize = LARGEST>(pub(crate) T);

impl<T: DeserializeOwned, const MOST: usize> FromRequest<Rooms> for Sent<T, MOST> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Rooms) -> Answer<Self> {
        if !is_json(request.headers()) {
            return Err(Refusal::bad("the body is sent as application/json"));
        }
        let body = read(request.into_body().into_data_stream(), MOST);
        let body = tokio::time::timeout(FOR_BODY, body).await;
        let body = body.map_err(|_| Refusal::bad("the body did not come in time"))??;
        let Json(sent) = Json::from_bytes(&body)?;
        Ok(Self(sent))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// Reads a body. What is too large is read on for a while and thrown away: whoever is still sending
/// would else be cut off, and never read why.
async fn read(mut body: BodyDataStream, most: usize) -> Answer<Vec<u8>> {
    const PATIENCE: usize = 4;
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(|_| Refusal::bad("the body is cut short"))?;
        length += piece.len();
        if length <= most {
            kept.extend_from_slice(&piece);
        } else if length > PATIENCE * most {
            break;
        } else {
            kept = Vec::new();
        }
    }
    if length > most {
        let most = match most / 1_000_000 {
            0 => format!("{} kB", most / 1_000),
            mega => format!("{mega} MB"),
        };
        return Err(Refusal::too_large(format!(
            "this door takes {most} at most"
        )));
    }
    Ok(kept)
}

/// What a change was made from.
pub(crate) struct IfMatch(pub(crate) Tag);

impl FromRequestParts<Rooms> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Rooms) -> Answer<Self> {
        let mut given = parts.headers.get_all(header::IF_MATCH).iter();
        let (given, more) = (given.next(), given.next());
        let given = given.ok_or_else(Refusal::needs_if_match)?;
        let tag = given.to_str().ok().filter(|_| more.is_none());
        let tag = tag.and_then(read_tag);
        tag.map(Self).ok_or_else(|| {
            Refusal::bad_field("If-Match", "`If-Match` takes one ETag, such as \"3-7\"")
        })
    }
}

fn read_tag(given: &str) -> Option<Tag> {
    let given = given.trim();
    let quoted = given.strip_prefix("W/").unwrap_or(given);
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let (version, revision) = inner.split_once('-')?;
    Some(Tag {
        version: version.parse().ok()?,
        revision: revision.parse().ok()?,
    })
}

/// An answer with its ETag.
pub(crate) struct Tagged<T>(pub(crate) Tag, pub(crate) T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let Tag { version, revision } = self.0;
        let tag = format!("\"{version}-{revision}\"");
        let tag = HeaderValue::from_str(&tag).expect("digits in quotes");
        ([(header::ETAG, tag)], Json(self.1)).into_response()
    }
}

/// Something new, and where it is.
pub(crate) struct Created<T>(pub(crate) String, pub(crate) T);

impl<T: IntoResponse> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        const LOCATION: HeaderName = header::LOCATION;
        let place = HeaderValue::from_str(&self.0);
        let mut response = (StatusCode::CREATED, self.1).into_response();
        if let Ok(place) = place {
            response.headers_mut().insert(LOCATION, place);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_read_as_it_was_given_and_nothing_else_is() {
        let three_seven = Some(Tag {
            version: 3,
            revision: 7,
        });
        for good in ["\"3-7\"", "W/\"3-7\"", " \"3-7\" "] {
            assert_eq!(read_tag(good), three_seven, "{good}");
        }
        for bad in [
            "",
            "*",
            "3-7",
            "\"3\"",
            "\"-\"",
            "\"3-7",
            "\"3--7\"",
            "\"a-b\"",
            "\"3-99999999999\"",
        ] {
            assert_eq!(read_tag(bad), None, "{bad}");
        }
    }
}

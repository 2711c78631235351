//! Every refusal of the desk: the one place where what went wrong becomes a status and a code.

use super::wire::{Fault, Fields, Merged, Problem, advice};
use articles::store::{Clash, MergeState, StoreError};
use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use journal::JournalError;
use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::response::{Response as Described, ResponseBuilder};
use utoipa::openapi::{Ref, RefOr};

/// A refusal on its way out.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Problem>);

/// What a door gives.
pub(crate) type Answer<T> = Result<T, Refusal>;

impl Refusal {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Refused"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            ..Problem::default()
        }))
    }

    /// What was sent cannot be read.
    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", detail)
    }

    /// One field of what was sent is not as it must be.
    pub(crate) fn bad_field(field: &str, detail: impl Into<String>) -> Self {
        let mut refusal = Self::bad(detail);
        refusal.0.field = Some(field.to_owned());
        refusal
    }

    /// Nobody is logged in.
    pub(crate) fn not_logged_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_logged_in", "log in first")
    }

    /// They may not.
    pub(crate) fn not_allowed(detail: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "not_allowed", detail)
    }

    /// There is none.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            format!("there is no {what}"),
        )
    }

    /// It is larger than this door takes.
    pub(crate) fn too_large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    /// A change must say what it was made from.
    pub(crate) fn needs_if_match() -> Self {
        Self::new(
            StatusCode::PRECONDITION_REQUIRED,
            "needs_if_match",
            "send the ETag of what you changed as `If-Match`",
        )
    }

    /// The door is there, but not for this method.
    pub(crate) fn wrong_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "bad_request",
            "this door does not know this method",
        )
    }

    /// Its state does not allow this.
    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", detail)
    }

    /// No more of them are kept.
    pub(crate) fn full(detail: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "full", detail)
    }

    /// The service has not set it up.
    pub(crate) fn not_set(detail: &str) -> Self {
        Self::new(StatusCode::CONFLICT, "not_set", detail)
    }

    /// Whoever it was for did not take it.
    pub(crate) fn not_delivered(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_GATEWAY, "not_delivered", detail)
    }

    /// A field can be read, and cannot be used.
    pub(crate) fn invalid(field: &str, detail: impl Into<String>) -> Self {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let mut refusal = Self::new(status, "invalid", detail);
        refusal.0.field = Some(field.to_owned());
        refusal
    }

    /// Lines of a text cannot be used; of each a sentence, the line, the field and a word for it.
    pub(crate) fn faulty(
        faults: impl Iterator<Item = (String, Option<usize>, Option<String>, &'static str)>,
    ) -> Self {
        let (mut sentences, mut problems) = (Vec::new(), Vec::new());
        for (sentence, line, field, code) in faults {
            sentences.push(sentence);
            problems.push(Fault {
                file: "text".to_owned(),
                line,
                field,
                message: code.to_owned(),
            });
        }
        let mut refusal = Self::invalid("text", sentences.join("; "));
        refusal.0.problems = Some(problems);
        refusal
    }

    /// It was made from another version than the one that is there, if any.
    pub(crate) fn changed_to(there: Option<u32>) -> Self {
        let mut refusal = Self::new(
            StatusCode::PRECONDITION_FAILED,
            "changed_meanwhile",
            "it was changed meanwhile",
        );
        refusal.0.theirs_version = there;
        refusal
    }

    /// A file beside the store cannot be read or written now.
    pub(crate) fn busy(detail: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail)
    }

    fn changed(clash: Clash) -> Self {
        let mut refusal = Self::new(
            StatusCode::PRECONDITION_FAILED,
            "changed_meanwhile",
            "somebody changed it meanwhile",
        );
        let problem = &mut refusal.0;
        problem.theirs_version = Some(clash.theirs_version);
        problem.theirs_author = Some(super::wire::shown(&clash.theirs_author));
        // A step or a file that came too late: there is no text to put together.
        if clash.fields.is_empty() {
            return refusal;
        }
        let merged = Fields::from(clash.merged);
        let merged = serde_json::to_value(merged).unwrap_or_default();
        let of = |field: &str| {
            let place = format!("/{}", field.replace('.', "/"));
            merged.pointer(&place).cloned().unwrap_or_default()
        };
        let merge = clash.fields.iter().map(|one| Merged {
            field: one.field,
            state: one.state.name(),
            merged: match one.state {
                MergeState::Conflict => serde_json::Value::Null,
                _ => of(one.field),
            },
        });
        problem.merge = Some(merge.collect());
        problem.mine = Some(clash.mine.into());
        problem.theirs = Some(clash.theirs.into());
        problem.base = Some(clash.base.into());
        refusal
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(what) => Self::not_found(&what),
            StoreError::Changed(clash) => Self::changed(*clash),
            StoreError::Conflict(why) => Self::new(StatusCode::CONFLICT, "conflict", why),
            StoreError::PromotionsFull => {
                Self::new(StatusCode::CONFLICT, "promotions_full", error.to_string())
            }
            StoreError::NotAllowed(why) => Self::not_allowed(why),
            StoreError::Unfit(told) => {
                let mut refusal = Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid",
                    "it cannot be published like this",
                );
                refusal.0.advice = Some(advice(told));
                refusal
            }
            StoreError::Faulty(faults) => {
                let mut refusal = Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid",
                    "the text has faults",
                );
                refusal.0.problems = Some(faults.into_iter().map(Into::into).collect());
                refusal
            }
            StoreError::Invalid(field, _) => {
                let mut refusal = Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid",
                    error.to_string(),
                );
                refusal.0.field = Some(field.to_owned());
                refusal
            }
            StoreError::TooLarge(_) => Self::too_large(error.to_string()),
            StoreError::Busy => Self::busy("too much is waiting to be written; try again"),
            StoreError::Database(..) | StoreError::Newer(..) | StoreError::File(..) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(problem = %error, ?cause, "the knowledge base cannot be used");
                Self::busy("the knowledge base cannot be used now")
            }
        }
    }
}

impl From<JournalError> for Refusal {
    fn from(_: JournalError) -> Self {
        Self::busy("the journal cannot be read")
    }
}

impl From<PathRejection> for Refusal {
    fn from(_: PathRejection) -> Self {
        Self::bad("the address cannot be read")
    }
}

impl From<QueryRejection> for Refusal {
    fn from(rejection: QueryRejection) -> Self {
        Self::told(&rejection.body_text())
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        match &rejection {
            JsonRejection::JsonSyntaxError(_) => Self::bad("the body is not JSON, or is cut short"),
            JsonRejection::JsonDataError(data) => Self::told(&data.body_text()),
            _ => Self::bad("the body cannot be read"),
        }
    }
}

impl Refusal {
    /// What a reader of bodies or addresses said, with the field it was about.
    fn told(said: &str) -> Self {
        const LONGEST: usize = 300;
        // "Failed to deserialize …: fields.title: invalid type …"
        let said = said.split_once(": ").map_or(said, |(_, rest)| rest);
        let detail: String = said.chars().take(LONGEST).collect();
        let named = |before: &str| {
            let (_, rest) = said.split_once(before)?;
            rest.split_once('`').map(|(name, _)| name)
        };
        let place = said.split_once(": ").map(|(place, _)| place);
        let place = place.filter(|place| !place.contains(' '));
        match named("unknown field `")
            .or(named("missing field `"))
            .or(place)
        {
            Some(field) => Self::bad_field(field, detail),
            None => Self::bad(detail),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, Json(*self.0)).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

/// What a door that only tells may refuse, for the description.
pub(crate) struct Telling;

/// What a door that changes something may refuse, for the description.
pub(crate) struct Changing;

const TELLING: &[(u16, &str)] = &[
    (400, "the question cannot be read: `bad_request`"),
    (401, "nobody is logged in: `not_logged_in`"),
    (403, "the role or the page may not: `not_allowed`"),
    (404, "there is none: `not_found`"),
    (503, "it cannot be read now: `busy`"),
];

const CHANGING: &[(u16, &str)] = &[
    (
        409,
        "its state does not allow this: `conflict` or `promotions_full`",
    ),
    (412, "somebody changed it meanwhile: `changed_meanwhile`"),
    (413, "it is too large: `too_large`"),
    (422, "it cannot be published or used like this: `invalid`"),
    (428, "there is no `If-Match`: `needs_if_match`"),
];

fn described<'a>(
    list: impl Iterator<Item = &'a (u16, &'a str)>,
) -> BTreeMap<String, RefOr<Described>> {
    let response = |description: &str| {
        let schema = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        ResponseBuilder::new()
            .description(description)
            .content("application/problem+json", content)
            .build()
    };
    list.map(|(status, description)| (status.to_string(), RefOr::T(response(description))))
        .collect()
}

impl IntoResponses for Telling {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(TELLING.iter())
    }
}

impl IntoResponses for Changing {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(TELLING.iter().chain(CHANGING))
    }
}

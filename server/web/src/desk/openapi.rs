//! The description of the desk's doors, for whoever writes a program or tests them.

use super::asking::Staff;
use super::problem::Telling;
use super::wire::Problem;
use super::{documents, list};
use axum::Json;
use std::sync::LazyLock;
use utoipa::openapi::OpenApi as Description;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

/// What is said of all doors together.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "The editors' desk of Ledsager",
        description = "Articles with their workflow and every version of them, the files beside them, and what \
            waits for whom. Names are shown; ids are kept. Times are RFC 3339 in UTC, dates YYYY-MM-DD."
    ),
    servers((url = "/api/ik")),
    components(schemas(
        Problem,
        documents::NewText,
        list::FreshAsked,
        list::LanguageAsked,
        list::Sort,
        list::StageAsked,
        list::StateAsked
    )),
    security(("login" = [])),
    modifiers(&Login)
)]
pub(crate) struct About;

struct Login;

impl Modify for Login {
    fn modify(&self, description: &mut Description) {
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
            "ledsager",
            "given at the login",
        ));
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("login", SecurityScheme::ApiKey(cookie));
    }
}

static DESCRIPTION: LazyLock<Description> = LazyLock::new(|| {
    let (_, description) = super::described().split_for_parts();
    description
});

/// This description.
#[utoipa::path(get, path = "/openapi.json", tag = "description",
    responses((status = 200, body = serde_json::Value, description = "OpenAPI 3.1"), Telling))]
pub(crate) async fn openapi(_: Staff) -> Json<&'static Description> {
    Json(&DESCRIPTION)
}

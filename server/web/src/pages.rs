//! The pages and the development login.

use crate::assets;
use crate::guard::{self, Entry};
use crate::rooms::Rooms;
use access::Role;
use axum::Json;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

pub(crate) async fn home() -> Response {
    assets::page("index")
}

pub(crate) async fn veileder(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    page_for(&rooms, &headers, Role::Veileder, "veileder")
}

pub(crate) async fn vaktleder(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    page_for(&rooms, &headers, Role::Vaktleder, "vaktleder")
}

pub(crate) async fn ik(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    // Every counsellor edits the articles, too.
    page_for_all(&rooms, &headers, "ik")
}

pub(crate) async fn model_card(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    page_for_all(&rooms, &headers, "modellkort")
}

/// The model alone, for schools and for learning: it holds nothing that is not printed on paper.
pub(crate) async fn guidance_model() -> Response {
    assets::page("modell")
}

/// What the accessibility statement will say: open to all, as the law wants it.
pub(crate) async fn accessibility() -> Response {
    assets::page("tilgjengelighet")
}

pub(crate) async fn log(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    page_for_all(&rooms, &headers, "logg")
}

pub(crate) async fn practice(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    page_for_all(&rooms, &headers, "ovelse")
}

/// What talks add up to: for whoever leads the shift or the service.
pub(crate) async fn report(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    match guard::user(&rooms, &headers) {
        Some(user) if user.may_read_reports() => assets::page("rapport"),
        _ => page_for(&rooms, &headers, Role::Leder, "rapport"),
    }
}

/// A page for everybody on the staff: any login will do.
fn page_for_all(rooms: &Rooms, headers: &HeaderMap, page: &'static str) -> Response {
    match guard::user(rooms, headers) {
        Some(_) => assets::page(page),
        None => page_for(rooms, headers, Role::Veileder, page),
    }
}

fn page_for(rooms: &Rooms, headers: &HeaderMap, role: Role, page: &'static str) -> Response {
    match guard::entry(rooms, headers, role, &format!("/{page}")) {
        Entry::Known => assets::page(page),
        Entry::LetIn(ticket) => {
            let mut response = assets::page(page);
            response
                .headers_mut()
                .insert(header::SET_COOKIE, guard::set_cookie(&ticket));
            response
        }
        Entry::Login(response) => response,
    }
}

/// Who the page's visitor is.
#[derive(Serialize)]
pub(crate) struct Me {
    name: Option<String>,
    roles: Vec<Role>,
    mode: &'static str,
    names: Vec<String>,
}

pub(crate) async fn me(State(rooms): State<Rooms>, headers: HeaderMap) -> Json<Me> {
    let user = guard::user(&rooms, &headers);
    Json(Me {
        name: user.as_ref().map(|user| user.name.clone()),
        roles: user
            .map(|user| user.roles.into_iter().collect())
            .unwrap_or_default(),
        mode: if rooms.development.is_some() {
            "development"
        } else {
            "closed"
        },
        names: rooms.names.clone(),
    })
}

/// The development login's form.
#[derive(Deserialize)]
pub(crate) struct LogIn {
    name: String,
    role: Role,
    #[serde(default)]
    next: String,
}

pub(crate) async fn log_in(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    Form(form): Form<LogIn>,
) -> Result<Response, (StatusCode, String)> {
    if !guard::from_here(&rooms, &headers) {
        return Err((
            StatusCode::FORBIDDEN,
            "this page may not log in here".to_owned(),
        ));
    }
    let login = rooms.development.as_ref();
    let login = login.ok_or((
        StatusCode::NOT_FOUND,
        "the development login is off".to_owned(),
    ))?;
    let mut roles = vec![form.role];
    if form.role == Role::Redaktor {
        roles.push(Role::Veileder); // every counsellor is an editor, and the other way round
    }
    let user = login
        .user(&form.name, roles)
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
    if let Some(old) = guard::ticket(&headers) {
        rooms.logins.let_out(&old);
    }
    let own = match form.role {
        Role::Veileder => "/veileder",
        Role::Vaktleder => "/vaktleder",
        Role::Redaktor => "/ik",
        Role::Leder => "/rapport",
    };
    // Only our own pages, never an address from the form as it is.
    let page = [
        "/veileder",
        "/vaktleder",
        "/ik",
        "/modellkort",
        "/logg",
        "/ovelse",
    ]
    .into_iter()
    .find(|page| *page == form.next)
    .unwrap_or(own);
    let mut response = Redirect::to(page).into_response();
    response.headers_mut().insert(
        header::SET_COOKIE,
        guard::set_cookie(&rooms.logins.let_in(user)),
    );
    Ok(response)
}

pub(crate) async fn log_out(State(rooms): State<Rooms>, headers: HeaderMap) -> Response {
    if !guard::from_here(&rooms, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if let Some(ticket) = guard::ticket(&headers) {
        rooms.logins.let_out(&ticket);
    }
    let mut response = Redirect::to("/").into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, guard::clear_cookie());
    response
}

pub(crate) async fn not_found() -> Response {
    (
        StatusCode::NOT_FOUND,
        "Siden finnes ikke. Gå til /veileder, /vaktleder, /ik, /modellkort eller /logg.",
    )
        .into_response()
}

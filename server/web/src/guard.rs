//! Who asks, and from which page: the cookie or the pass, the roles, and the `Origin` of every socket and form.

use crate::rooms::Rooms;
use access::{Pass, Role, Ticket, User};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

const COOKIE: &str = "ledsager";

/// The ticket a browser holds.
pub(crate) fn ticket(headers: &HeaderMap) -> Option<Ticket> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| Ticket::shown(value))
}

/// The subprotocol of our sockets: a page that can set no header shows its pass as another beside it.
pub(crate) const PROTOCOL: &str = "ledsager.v1";
const SHOWN: &str = "pass.";

/// The pass that a page shows which may hold no cookie: as a bearer, or beside the protocol of a socket.
pub(crate) fn pass(headers: &HeaderMap) -> Option<Pass> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let shown = || {
        let mut protocols = text(header::SEC_WEBSOCKET_PROTOCOL)?.split(',');
        protocols.find_map(|one| one.trim().strip_prefix(SHOWN))
    };
    bearer.or_else(shown).map(Pass::shown)
}

/// Who asks, if logged in. Where a pass is shown it decides alone, whatever the cookie says.
pub(crate) fn user(rooms: &Rooms, headers: &HeaderMap) -> Option<User> {
    match pass(headers) {
        Some(pass) => rooms
            .zendesk
            .as_ref()
            .and_then(|zendesk| zendesk.passes.who(&pass, rooms.clock.now())),
        None => ticket(headers).and_then(|ticket| rooms.logins.who(&ticket)),
    }
}

/// The header that gives a browser its ticket.
pub(crate) fn set_cookie(ticket: &Ticket) -> HeaderValue {
    let cookie = format!(
        "{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict",
        ticket.as_str()
    );
    HeaderValue::from_str(&cookie).expect("a ticket is hex")
}

/// The header that takes it away.
pub(crate) fn clear_cookie() -> HeaderValue {
    HeaderValue::from_static("ledsager=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// What a visitor of a page that needs a role gets: the page as themselves, a login on the spot
/// (demo), or the way to the login.
pub(crate) enum Entry {
    Known,
    LetIn(Ticket),
    Login(Response),
}

pub(crate) fn entry(rooms: &Rooms, headers: &HeaderMap, role: Role, page: &str) -> Entry {
    let present = user(rooms, headers);
    if present
        .as_ref()
        .is_some_and(|user| user.roles.contains(&role))
    {
        return Entry::Known;
    }
    let visitor = rooms
        .development
        .as_ref()
        .and_then(|login| login.visitor(present.as_ref(), role));
    match visitor {
        Some(visitor) => {
            if let Some(old) = ticket(headers) {
                rooms.logins.let_out(&old);
            }
            Entry::LetIn(rooms.logins.let_in(visitor))
        }
        None => Entry::Login(Redirect::to(&format!("/?next={page}")).into_response()),
    }
}

/// The user of a socket or an API call, with the role it needs.
///
/// # Errors
/// 401 without a login, 403 without the role or from a foreign page.
pub(crate) fn allowed(
    rooms: &Rooms,
    headers: &HeaderMap,
    may: impl Fn(&User) -> bool,
) -> Result<User, (StatusCode, &'static str)> {
    if !from_here(rooms, headers) {
        return Err((StatusCode::FORBIDDEN, "this page may not ask"));
    }
    let user = user(rooms, headers).ok_or((StatusCode::UNAUTHORIZED, "log in first"))?;
    if may(&user) {
        Ok(user)
    } else {
        Err((StatusCode::FORBIDDEN, "your role does not allow this"))
    }
}

/// Whether the asking page is ours: its `Origin` must be this host, or one of the configuration. A
/// browser always sends one with a socket, a form or a script's call; a program need not.
pub(crate) fn from_here(rooms: &Rooms, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let ours = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    (ours.is_some() && ours == host) || rooms.origins.iter().any(|allowed| allowed == origin)
}

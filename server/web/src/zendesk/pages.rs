//! The first request of the app's frame: Zendesk's signature goes in, a page with a pass comes out.

use super::{Framed, Zendesk};
use crate::assets;
use crate::rooms::Rooms;
use access::{NotSigned, Pass, User};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Signed {
    token: String,
}

type Sent = Result<Form<Signed>, FormRejection>;

/// `POST /zendesk/panel`
pub(super) async fn panel(State(rooms): State<Rooms>, headers: HeaderMap, sent: Sent) -> Response {
    page(&rooms, &headers, sent, User::may_counsel, &PANEL)
}

/// `POST /zendesk/board`
pub(super) async fn board(State(rooms): State<Rooms>, headers: HeaderMap, sent: Sent) -> Response {
    page(&rooms, &headers, sent, User::may_lead_shift, &BOARD)
}

/// One of our pages as it stands in the app: with another beginning.
struct Page {
    name: &'static str,
    begins: &'static str,
    here: &'static str,
}

const PANEL: Page = Page {
    name: "veileder",
    begins: r#"<script type="module" src="/ui/panel/main.js"></script>"#,
    here: r#"<script type="module" src="/ui/zendesk/panel.js"></script>"#,
};
const BOARD: Page = Page {
    name: "vaktleder",
    begins: r#"<script type="module" src="/ui/board/main.js"></script>"#,
    here: r#"<script type="module" src="/ui/zendesk/board.js"></script>"#,
};

fn page(
    rooms: &Rooms,
    headers: &HeaderMap,
    sent: Sent,
    may: impl Fn(&User) -> bool,
    page: &Page,
) -> Response {
    let Some(zendesk) = &rooms.zendesk else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let from = headers.get(header::ORIGIN);
    // A page that tells nobody where its links come from sends `null`; the signature decides.
    if from.is_some_and(|from| from != zendesk.origin.as_str() && from != "null") {
        return told(zendesk, StatusCode::FORBIDDEN, ELSEWHERE);
    }
    // The rejection may quote the form, so it is not passed on.
    let Ok(Form(Signed { token })) = sent else {
        return told(zendesk, StatusCode::BAD_REQUEST, UNSIGNED);
    };
    let now = rooms.clock.now();
    match zendesk.enter(&token, now) {
        Ok(Some(user)) if may(user) => {
            let pass = zendesk.passes.issue(user.clone(), now);
            framed(zendesk, Html(page.with(&pass, zendesk)).into_response())
        }
        Ok(_) => told(zendesk, StatusCode::FORBIDDEN, STRANGER),
        Err(refused) => {
            tracing::warn!(code = refused.code(), "a request of the app was refused");
            let said = match refused {
                NotSigned::Used | NotSigned::Expired => AGAIN,
                _ => UNSIGNED,
            };
            told(zendesk, StatusCode::UNAUTHORIZED, said)
        }
    }
}

impl Page {
    fn with(&self, pass: &Pass, zendesk: &Zendesk) -> String {
        let source = match zendesk.forward {
            true => attribute(zendesk.source.as_str()),
            false => String::new(),
        };
        let head = format!(
            "<meta name=\"ledsager-pass\" content=\"{}\">\n  <meta name=\"ledsager-source\" content=\"{source}\">\n  {}",
            pass.as_str(),
            self.here
        );
        assets::text(self.name).replace(self.begins, &head)
    }
}

/// A text as it may stand in an attribute.
fn attribute(text: &str) -> String {
    let plain = text.replace('&', "&amp;").replace('"', "&quot;");
    plain.replace('<', "&lt;").replace('>', "&gt;")
}

const AGAIN: &str =
    "Innloggingen er brukt eller utløpt. Åpne saken på nytt, eller last Zendesk inn på nytt.";
const UNSIGNED: &str = "Ledsager kunne ikke se at forespørselen kom fra Zendesk. Be den som drifter Ledsager se i loggen.";
const STRANGER: &str =
    "Du har ikke tilgang til denne siden i Ledsager. Be den som drifter Ledsager legge deg til.";
const ELSEWHERE: &str = "Denne siden åpnes i Zendesk.";

/// A page that says why there is no other; it stands in the same frame.
fn told(zendesk: &Zendesk, status: StatusCode, said: &'static str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"nb\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Ledsager</title><link rel=\"stylesheet\" href=\"/ui/styles/base.css\"></head><body><main><h1>Ledsager</h1><p>{said}</p></main></body></html>"
    );
    framed(zendesk, (status, Html(page)).into_response())
}

fn framed(zendesk: &Zendesk, mut response: Response) -> Response {
    let policy = Framed(zendesk.policy.clone());
    response.extensions_mut().insert(policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_begins_otherwise_in_the_app() {
        for page in [PANEL, BOARD] {
            let text = assets::text(page.name);
            assert_eq!(text.matches(page.begins).count(), 1, "{}", page.name);
        }
        assert_eq!(attribute("a\"<b>"), "a&quot;&lt;b&gt;");
    }
}

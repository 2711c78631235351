//! An editor at the desk, for the journeys that need one.

use harness::{TestSidecar, log_in, request_with};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Somebody who is logged in, and asks as their page does.
pub struct Editor {
    at: SocketAddr,
    cookie: String,
}

/// What a door answered.
#[derive(Debug)]
pub struct Told {
    pub status: u16,
    pub kind: String,
    pub etag: String,
    pub body: Value,
    pub whole: String,
}

impl Told {
    fn read(answer: String) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(": "));
            let line = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
            line.map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self {
            status,
            kind: header("content-type"),
            etag: header("etag"),
            body: serde_json::from_str(body).unwrap_or(Value::Null),
            whole: answer.clone(),
        }
    }

    /// The answer to what was done.
    pub fn ok(self) -> Self {
        assert!((200..300).contains(&self.status), "{}", self.whole);
        self
    }

    /// A refusal, told as all refusals are.
    pub fn refused(self, status: u16, code: &str) -> Self {
        let body = &self.body;
        assert_eq!(
            (self.status, body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.whole
        );
        assert_eq!(self.kind, "application/problem+json");
        assert_eq!(body["type"], "about:blank");
        assert_eq!(body["status"], status);
        for text in ["title", "detail"] {
            assert!(body[text].as_str().is_some_and(|text| !text.is_empty()));
        }
        self
    }
}

impl Editor {
    /// A counsellor, who is an editor too.
    pub async fn at(sidecar: &TestSidecar, name: &str) -> Self {
        Self::with_role(sidecar, name, "veileder").await
    }

    /// Somebody with this role.
    pub async fn with_role(sidecar: &TestSidecar, name: &str, role: &str) -> Self {
        let at = sidecar.address();
        let cookie = log_in(at, name, role).await;
        Self { at, cookie }
    }

    /// Somebody who is not logged in.
    pub fn stranger(sidecar: &TestSidecar) -> Self {
        Self {
            at: sidecar.address(),
            cookie: String::new(),
        }
    }

    /// The cookie, for another program.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Asks a door below `/api/ik` with headers of one's own.
    pub async fn sends(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Told {
        let mut all = vec![("cookie", self.cookie.as_str())];
        all.extend(headers);
        let path = format!("/api/ik{path}");
        Told::read(request_with(self.at, method, &path, &all, body).await)
    }

    /// Asks a door.
    pub async fn asks(&self, method: &str, path: &str, body: Value) -> Told {
        self.tagged(method, path, "", body).await
    }

    /// Asks a door, with what the change was made from.
    pub async fn tagged(&self, method: &str, path: &str, etag: &str, body: Value) -> Told {
        let origin = format!("http://{}", self.at);
        let mut headers = vec![("origin", origin.as_str())];
        if !etag.is_empty() {
            headers.push(("if-match", etag));
        }
        let body = match body {
            Value::Null => String::new(),
            body => {
                headers.push(("content-type", "application/json"));
                body.to_string()
            }
        };
        self.sends(method, path, &headers, &body).await
    }

    /// Reads.
    pub async fn reads(&self, path: &str) -> Told {
        self.asks("GET", path, Value::Null).await
    }

    /// Takes a step with an article as it stands.
    pub async fn steps(&self, id: &str, step: Value) -> Told {
        let path = format!("/articles/{id}");
        let etag = self.reads(&path).await.ok().etag;
        self.tagged("POST", &format!("{path}/steps"), &etag, step)
            .await
    }

    /// Begins an article that may be published, and gives its id.
    pub async fn begins(&self, title: &str) -> String {
        let begun = json!({ "fields": good(title), "message": "først" });
        let told = self.asks("POST", "/articles", begun).await.ok();
        told.body["id"].as_str().unwrap().to_owned()
    }

    /// Begins an article and has a colleague go through it, so that it is published.
    pub async fn publishes(&self, colleague: &Self, title: &str) -> String {
        let id = self.begins(title).await;
        self.steps(&id, json!({ "step": "send_to_review" }))
            .await
            .ok();
        colleague
            .steps(&id, json!({ "step": "approve" }))
            .await
            .ok();
        self.steps(&id, json!({ "step": "publish" })).await.ok();
        id
    }
}

/// The fields of an article that may be published.
pub fn good(title: &str) -> Value {
    json!({
        "title": title, "language": "nb", "area": "yrkesfag", "owner": null, "review_months": null,
        "valid_until": null, "needs_check": null, "routine": false,
        "phases": ["kommunikasjon", "konklusjon"], "knapper": ["muligheter_og_begrensninger"],
        "keywords": ["kveldskurs"], "short": "Kort svar.", "find_it": "Se utdanning.no.",
        "share": { "nb": "Skal jeg finne mer?", "nn": "Skal eg finne meir?" },
        "for_whom": null, "plain": null, "media": [],
        "sources": [{ "title": "Udir", "url": "https://www.udir.no/", "kind": "offentlig", "why": null }],
        "body": "En tekst om veien videre.\n"
    })
}

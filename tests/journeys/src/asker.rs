//! Somebody of the staff at any door, for the journeys that go on after a chat.

use harness::{TestSidecar, log_in, request_with};
use serde_json::Value;
use std::net::SocketAddr;

/// Somebody who is logged in, or is not.
pub struct Asker {
    at: SocketAddr,
    cookie: String,
}

/// What a door answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Value,
}

impl Answer {
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.body
    }

    /// A refusal, told as all refusals are.
    pub fn refused(self, status: u16, code: &str) -> Value {
        let told = (self.status, self.body["code"].as_str());
        assert_eq!(told, (status, Some(code)), "{self:?}");
        assert!(self.head.contains("application/problem+json"), "{self:?}");
        self.body
    }
}

impl Asker {
    /// Somebody with this role.
    pub async fn with_role(sidecar: &TestSidecar, name: &str, role: &str) -> Self {
        let at = sidecar.address();
        let cookie = log_in(at, name, role).await;
        Self { at, cookie }
    }

    /// A counsellor.
    pub async fn counsellor(sidecar: &TestSidecar, name: &str) -> Self {
        Self::with_role(sidecar, name, "veileder").await
    }

    /// Somebody who is not logged in.
    pub fn stranger(sidecar: &TestSidecar) -> Self {
        Self {
            at: sidecar.address(),
            cookie: String::new(),
        }
    }

    /// Asks a door, with what the change was made from where that is needed.
    pub async fn sends(
        &self,
        method: &str,
        path: &str,
        from: Option<(&str, &str)>,
        body: &str,
    ) -> Answer {
        let origin = format!("http://{}", self.at);
        let mut headers = vec![
            ("cookie", self.cookie.as_str()),
            ("origin", &origin),
            ("content-type", "application/json"),
        ];
        headers.extend(from);
        let answer = request_with(self.at, method, path, &headers, body).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: serde_json::from_str(body).unwrap_or(Value::Null),
        }
    }

    pub async fn reads(&self, path: &str) -> Answer {
        self.sends("GET", path, None, "").await
    }

    pub async fn posts(&self, path: &str, body: &Value) -> Answer {
        self.sends("POST", path, None, &body.to_string()).await
    }

    pub async fn deletes(&self, path: &str) -> Answer {
        self.sends("DELETE", path, None, "").await
    }

    /// Writes something new.
    pub async fn puts_new(&self, path: &str, body: &Value) -> Answer {
        let nothing = Some(("if-none-match", "*"));
        self.sends("PUT", path, nothing, &body.to_string()).await
    }

    /// Writes over a version.
    pub async fn puts_over(&self, version: u64, path: &str, body: &Value) -> Answer {
        let tag = format!("\"{version}\"");
        let from = Some(("if-match", tag.as_str()));
        self.sends("PUT", path, from, &body.to_string()).await
    }
}

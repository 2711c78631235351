//! A web server on this machine that answers as it is told, in order, and keeps what it got.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::time::timeout;

/// How the next request is answered.
#[derive(Clone)]
pub enum Answer {
    Status(u16),
    /// With a header.
    With(u16, &'static str, String),
    Never,
}

#[derive(Clone, Default)]
struct Shared {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    got: Arc<Mutex<Vec<String>>>,
    headers: Arc<Mutex<Vec<HeaderMap>>>,
    more: Arc<Notify>,
}

/// The server; it ends with its test.
pub struct Receiver {
    pub address: String,
    shared: Shared,
}

impl Receiver {
    /// Answers like this, and 200 to all that comes after.
    pub async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let shared = Shared::default();
        shared.answers.lock().unwrap().extend(answers);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hook/secret-part", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, shared }
    }

    /// The bodies, once so many have come.
    pub async fn until(&self, so_many: usize) -> Vec<String> {
        let all = async {
            while self.got().len() < so_many {
                self.shared.more.notified().await;
            }
        };
        let come = timeout(Duration::from_secs(15), all).await;
        come.expect("they come in time");
        self.got()
    }

    /// Their headers.
    pub fn headers(&self) -> Vec<HeaderMap> {
        self.shared.headers.lock().unwrap().clone()
    }

    /// The bodies that came, in order.
    pub fn got(&self) -> Vec<String> {
        self.shared.got.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let kind = headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/json"), "{kind}");
    let body = String::from_utf8(body.to_vec()).unwrap();
    shared.headers.lock().unwrap().push(headers);
    shared.got.lock().unwrap().push(body);
    shared.more.notify_one();
    let next = shared.answers.lock().unwrap().pop_front();
    let status = |code| StatusCode::from_u16(code).unwrap();
    match next {
        None => StatusCode::OK.into_response(),
        Some(Answer::Status(code)) => status(code).into_response(),
        Some(Answer::With(code, name, value)) => (status(code), [(name, value)]).into_response(),
        Some(Answer::Never) => std::future::pending().await,
    }
}

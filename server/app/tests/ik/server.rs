//! A Help Center of one test's own, which answers as it is told and remembers what it was asked.

use axum::Router;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

/// What it answers.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<&'static str>,
    pub body: String,
}

/// A request: path with query, and the login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub path: String,
    pub login: Option<String>,
}

/// Stops when it is dropped.
pub struct Server {
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    runtime: Option<Runtime>,
}

/// Answers a path; knows the server's own address, and how often this path was asked for before.
type Answers = Box<dyn Fn(&str, &str, usize) -> Answer + Send + Sync>;

struct Shared {
    address: String,
    answers: Answers,
    asked: Arc<Mutex<Vec<Asked>>>,
}

pub fn ok(body: impl Into<String>) -> Answer {
    Answer {
        status: 200,
        retry_after: None,
        body: body.into(),
    }
}

pub fn refused(status: u16, retry_after: Option<&'static str>) -> Answer {
    Answer {
        status,
        retry_after,
        body: "{\"error\":\"…\"}".into(),
    }
}

impl Server {
    pub fn start(answers: impl Fn(&str, &str, usize) -> Answer + Send + Sync + 'static) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::new(Shared {
            address: address.clone(),
            answers: Box::new(answers),
            asked: Arc::clone(&asked),
        });
        let router = Router::new().fallback(answer).with_state(shared);
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await
        });
        Self {
            address,
            asked,
            runtime: Some(runtime),
        }
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn answer(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path_and_query().unwrap().to_string();
    let login = headers.get(AUTHORIZATION);
    let login = login.map(|login| login.to_str().unwrap().to_owned());
    let before = {
        let mut asked = shared.asked.lock().unwrap();
        let before = asked.iter().filter(|asked| asked.path == path).count();
        asked.push(Asked {
            path: path.clone(),
            login,
        });
        before
    };
    let answer = (shared.answers)(&path, &shared.address, before);
    let status = StatusCode::from_u16(answer.status).unwrap();
    let mut response = (status, answer.body).into_response();
    if let Some(pause) = answer.retry_after {
        response
            .headers_mut()
            .insert(RETRY_AFTER, pause.parse().unwrap());
    }
    response
}

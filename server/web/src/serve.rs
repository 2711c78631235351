//! The accept loop and the routes.

use crate::rooms::Rooms;
use crate::{
    assets, board, cases, desk, events, feed_door, feeds, hooks, knowledge, matrix_door, me,
    model_card, news, pages, panel, practice, report, services, shift_doors, without_hits, zendesk,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, Request, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What one server takes on; from `[web]` of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// So many connections at once; more wait in the kernel's queue.
    pub max_connections: usize,
    /// A request's head must have come within this time.
    pub head_deadline: Duration,
    /// So long connections may take to end when the server stops.
    pub stop_deadline: Duration,
}

/// All doors.
pub fn router(rooms: Rooms) -> Router {
    Router::new()
        .route("/", get(pages::home))
        .route("/inn", post(pages::log_in))
        .route("/ut", post(pages::log_out))
        .route("/veileder", get(pages::veileder))
        .route("/vaktleder", get(pages::vaktleder))
        .route("/ik", get(pages::ik))
        .route("/modell", get(pages::guidance_model))
        .route("/modellkort", get(pages::model_card))
        .route("/tilgjengelighet", get(pages::accessibility))
        .route("/logg", get(pages::log))
        .route("/ovelse", get(pages::practice))
        .route("/rapport", get(pages::report))
        .route("/ui/{*path}", get(assets::file))
        .route("/favicon.ico", get(assets::favicon))
        .route("/api/me", get(pages::me))
        .route("/api/model", get(knowledge::model))
        .route("/api/model/prompts", get(knowledge::prompts))
        .route("/api/services", get(services::told))
        .route("/api/workshop", get(services::workshop))
        .route("/api/groups", get(knowledge::groups))
        .route("/api/news", get(news::told))
        .route("/api/articles", get(knowledge::list))
        .route("/api/articles/{id}", get(knowledge::article))
        .route(
            "/api/search",
            post(knowledge::search).layer(DefaultBodyLimit::max(knowledge::MAX_BODY)),
        )
        .route("/api/search/without-hits", get(without_hits::told))
        .nest("/api/ik", desk::routes())
        .merge(me::routes())
        .merge(cases::routes())
        .merge(practice::routes())
        .merge(shift_doors::routes())
        .merge(report::routes())
        .merge(zendesk::routes())
        .route("/api/modellkort", get(model_card::model_card))
        .route("/api/feeds", get(feeds::told))
        .route("/panel/v1", get(panel::open))
        .route("/board/v1", get(board::open))
        .route("/feed/v1", get(feed_door::open))
        .route(
            "/hooks/v1/{source}",
            post(hooks::posted).layer(DefaultBodyLimit::max(hooks::MAX_BODY)),
        )
        .route("/events/v1", get(events::open))
        .nest("/_matrix/app/v1", matrix_door::routes())
        .route("/health", get(|| async { "ok" }))
        .fallback(pages::not_found)
        .layer(from_fn(with_headers))
        .with_state(rooms)
}

/// Serves until `stop` is cancelled, then lets connections end within the deadline.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: CancellationToken) {
    let seats = Arc::new(Semaphore::new(limits.max_connections));
    let connections = TaskTracker::new();
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else {
            break;
        };
        let (stream, _) = tokio::select! {
            // somebody connects
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, usually: wait for some to be given back.
                    tracing::warn!(kind = ?error.kind(), "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            // we are to stop
            () = stop.cancelled() => break,
        };
        // Small frames must not wait for more.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let stop = stop.clone();
        connections.spawn(async move {
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new())
                .header_read_timeout(limits.head_deadline)
                .max_buf_size(16 * 1024);
            let connection = http
                .serve_connection(TokioIo::new(stream), service)
                .with_upgrades();
            tokio::pin!(connection);
            tokio::select! {
                // the connection has run its course; its error is the peer's affair
                _ = connection.as_mut() => {}
                // we are to stop: finish the request at hand
                () = stop.cancelled() => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(seat);
        });
    }
    connections.close();
    if tokio::time::timeout(limits.stop_deadline, connections.wait())
        .await
        .is_err()
    {
        tracing::warn!("some connections did not end in time");
    }
}

/// Headers that every answer carries: nothing from elsewhere, nothing inline, no framing but of the pages
/// that are made for it.
async fn with_headers(request: Request<axum::body::Body>, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
    ];
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    if let Some(zendesk::Framed(policy)) = response.extensions_mut().remove() {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

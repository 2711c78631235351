//! Events on their way to a webhook of another program: in batches, signed, in order, tried again until
//! they are taken or too old, with bounded room for what waits.
//!
//! Headers and signature are those of Standard Webhooks 1.0.0
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>).

mod queue;
mod signing;

use crate::Failure;
use crate::settings::EventsWebhook;
use crate::webhook::{Line, asked_pause};
use jiff::Timestamp;
use queue::{Batch, Queue};
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};
use signing::{Secrets, signed};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

/// How much waits, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// So long may one answer take.
    pub deadline: Duration,
    /// So long an event waits for company.
    pub linger: Duration,
    /// So many events go in one batch at most.
    pub batch: usize,
    /// So many events wait at most.
    pub room: usize,
    /// The pause after the first attempt; it doubles from there, and half of it is left to chance.
    pub first_pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// A batch that is not taken for so long is lost.
    pub give_up: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            linger: Duration::from_millis(200),
            batch: 50, // of some 350 bytes: the standard asks for less than 20 kB
            room: 1000,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
            give_up: Duration::from_secs(3600),
        }
    }
}

/// Brings events to one webhook; cheap to clone.
#[derive(Clone)]
pub struct Courier(Arc<Inner>);

struct Inner {
    line: Line,
    secret_file: PathBuf,
    kind: String,
    head: Map<String, Value>,
    pace: Pace,
    queue: Mutex<Queue>,
    more: Notify,
}

/// What became of an attempt that did not succeed.
struct Missed {
    failure: Failure,
    pause: Option<Duration>,
}

impl Courier {
    /// Prepares the way; nothing is sent before [`Courier::run`]. `kind` is the type of each body, and
    /// `head` stands in it beside the events.
    ///
    /// # Errors
    /// If the address is neither `https://` nor on this machine, or there is no good secret.
    pub fn open(
        settings: &EventsWebhook,
        kind: &str,
        head: Map<String, Value>,
    ) -> Result<Self, Failure> {
        let line = Line::to("events.webhook.url", &settings.url)?;
        Secrets::read(&settings.secret_file)?;
        let pace = Pace {
            deadline: Duration::from_secs(settings.deadline_seconds),
            ..Pace::default()
        };
        Ok(Self(Arc::new(Inner {
            line,
            secret_file: settings.secret_file.clone(),
            kind: kind.to_owned(),
            head,
            queue: Mutex::new(Queue::new(pace.room)),
            pace,
            more: Notify::new(),
        })))
    }

    /// The same at another pace, with nothing waiting.
    #[must_use]
    pub fn at_pace(self, pace: Pace) -> Self {
        let of = &self.0;
        Self(Arc::new(Inner {
            line: of.line.clone(),
            secret_file: of.secret_file.clone(),
            kind: of.kind.clone(),
            head: of.head.clone(),
            queue: Mutex::new(Queue::new(pace.room)),
            pace,
            more: Notify::new(),
        }))
    }

    /// Takes one event along; never waits. Of those with the same `about` only the newest is worth
    /// anything, should there be no room for all.
    pub fn take(&self, about: Option<&str>, event: &Value) {
        self.queue().put(about, event);
        self.0.more.notify_one();
    }

    /// Brings what was taken along, by this clock, until it is told to stop; what waits then is not sent.
    pub async fn run(self, now: impl Fn() -> Timestamp + Send + Sync, until: CancellationToken) {
        let bringing = self.bring_all(&now);
        until.run_until_cancelled(bringing).await;
        let left = self.queue().len();
        if left > 0 {
            tracing::warn!(
                host = self.0.line.host,
                events = left,
                "events were not sent before the stop"
            );
        }
    }

    async fn bring_all(&self, now: &(impl Fn() -> Timestamp + Send + Sync)) {
        let host = self.0.line.host.as_str();
        loop {
            let batch = self.queue().batch(self.0.pace.batch);
            let Some(batch) = batch else {
                self.0.more.notified().await;
                sleep(self.0.pace.linger).await;
                continue;
            };
            match self.bring(&batch, now).await {
                Ok(()) if batch.merged + batch.lost > 0 => {
                    tracing::warn!(
                        host,
                        merged = batch.merged,
                        lost = batch.lost,
                        "a webhook was told that readings were merged or events lost"
                    );
                }
                Ok(()) => {}
                Err(failure) => {
                    let events = batch.events.len();
                    tracing::error!(host, %failure, events, "events are lost: a webhook did not take them");
                    self.queue().lost(&batch);
                    if is_gone(&failure) {
                        tracing::error!(
                            host,
                            "a webhook is gone for good: nothing more is sent to it"
                        );
                        self.queue().close();
                        return std::future::pending().await;
                    }
                }
            }
        }
    }

    /// Brings a batch, under one id however often it is tried.
    async fn bring(
        &self,
        batch: &Batch,
        now: &(impl Fn() -> Timestamp + Send + Sync),
    ) -> Result<(), Failure> {
        let Pace {
            first_pause,
            longest_pause,
            give_up,
            ..
        } = self.0.pace;
        let id = format!("msg_{:032x}", rand::random::<u128>());
        let body = self.body(batch, now());
        let end = Instant::now() + give_up;
        let mut step = first_pause;
        loop {
            let Err(missed) = self.once(&id, &body, now().as_second()).await else {
                return Ok(());
            };
            let pause = step.mul_f64(rand::random_range(0.5..=1.0));
            let pause = pause
                .max(missed.pause.unwrap_or_default())
                .min(longest_pause);
            if is_gone(&missed.failure) || Instant::now() + pause > end {
                return Err(missed.failure);
            }
            if step == first_pause {
                let host = self.0.line.host.as_str();
                tracing::warn!(host, failure = %missed.failure, "a webhook did not take events: tried again");
            }
            sleep(pause).await;
            step = step.saturating_mul(2).min(longest_pause);
        }
    }

    async fn once(&self, id: &str, body: &str, seconds: i64) -> Result<(), Missed> {
        let for_good = |failure| Missed {
            failure,
            pause: None,
        };
        // Read each time: a secret may be exchanged while we run.
        let secrets = Secrets::read(&self.0.secret_file).map_err(for_good)?;
        let line = &self.0.line;
        let request = line
            .post(self.0.pace.deadline)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signed(&secrets, id, seconds, body))
            .body(body.to_owned());
        let answer = request.send().await;
        let answer = answer.map_err(|error| for_good(line.failed(&error)))?;
        if answer.status().is_success() {
            return Ok(());
        }
        Err(Missed {
            failure: line.refusal(&answer),
            pause: asked_pause(&answer),
        })
    }

    fn body(&self, batch: &Batch, at: Timestamp) -> String {
        let mut data = self.0.head.clone();
        data.insert("merged".to_owned(), batch.merged.into());
        data.insert("lost".to_owned(), batch.lost.into());
        data.insert("events".to_owned(), batch.events.clone().into());
        let at = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        json!({ "type": self.0.kind, "timestamp": at, "data": data }).to_string()
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// "410 Gone": the standard asks us to stop then.
fn is_gone(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused { status, .. } if *status == StatusCode::GONE.as_u16())
}

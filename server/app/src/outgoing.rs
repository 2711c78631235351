//! Events on their way out: from the live chats to those who subscribe, and to webhooks.

use crate::settings;
use chat::Clock;
use jiff::Timestamp;
use notices::Courier;
use serde_json::Map;
use session::Sessions;
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use web::wire::events::{BATCH, Event, VERSION};
use web::{Events, Outlet};

/// Where events go, besides to those who connect.
pub(crate) struct Outgoing {
    couriers: Vec<Courier>,
    epoch: Arc<str>,
}

impl Outgoing {
    pub(crate) fn open(settings: &settings::Events, epoch: &str) -> anyhow::Result<Self> {
        let head = Map::from_iter([
            ("version".to_owned(), VERSION.into()),
            ("epoch".to_owned(), epoch.into()),
        ]);
        let open = |webhook| Courier::open(webhook, BATCH, head.clone());
        let couriers: Result<_, _> = settings.webhook.iter().map(open).collect();
        Ok(Self {
            couriers: couriers?,
            epoch: epoch.into(),
        })
    }

    /// What is told of these chats.
    pub(crate) fn events(
        &self,
        sessions: &Sessions,
        clock: &Clock,
        settings: &settings::Events,
    ) -> Events {
        let outlets = self.couriers.iter().cloned().map(outlet);
        Events::new(
            sessions.clone(),
            clock.clone(),
            Arc::clone(&self.epoch),
            (settings.keep, settings.queue),
            outlets.collect(),
        )
    }

    /// Lets them run until the program stops.
    pub(crate) fn spawn(
        self,
        tasks: &mut JoinSet<&'static str>,
        events: &Events,
        now: impl Fn() -> Timestamp + Clone + Send + Sync + 'static,
        stop: &CancellationToken,
    ) {
        for courier in self.couriers {
            let (now, stop) = (now.clone(), stop.clone());
            tasks.spawn(async move {
                courier.run(now, stop).await;
                "a webhook of events"
            });
        }
        let (events, stop) = (events.clone(), stop.clone());
        tasks.spawn(async move {
            stop.run_until_cancelled(events.follow()).await;
            "the events"
        });
    }
}

/// Hands events to a courier; a newer reading of a chat is worth more than those before it.
fn outlet(courier: Courier) -> Outlet {
    Arc::new(move |event| {
        let about = match event {
            Event::ReadingChanged { session, .. } => Some(session.as_str()),
            Event::SessionStarted { .. } | Event::SessionEnded { .. } => None,
        };
        if let Ok(event) = serde_json::to_value(event) {
            courier.take(about, &event);
        }
    })
}

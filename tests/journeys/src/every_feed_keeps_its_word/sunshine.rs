//! A messaging platform that posts what is said: one whose messages we may read afterwards, and one of which
//! we have nothing but what it posts.

use super::keeps_its_word;
use super::platform::{AfterEnd, COUNSELLOR, Line, Lost, Platform};
use app::settings::Settings;
use chat::{Clock, Speaker};
use harness::TestSidecar;
use harness::sunshine::{Api, KEYS, SunshinePlatform};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::time::sleep;

/// What the platform calls the counsellor.
const WHO: &str = "agent-7";
/// Events in one batch when there are many.
const BATCH: usize = 50;
/// A platform that is told to come again waits so long.
const AGAIN: Duration = Duration::from_millis(100);
/// And comes so often.
const TIMES: u32 = 100;

struct Sunshine<const READ: bool> {
    platform: SunshinePlatform,
    sidecar: Option<SocketAddr>,
    /// What was delivered of each chat.
    delivered: BTreeMap<String, Vec<Value>>,
}

impl<const READ: bool> Sunshine<READ> {
    fn message(&mut self, chat: &str, line: &Line) -> Value {
        let (author, who) = match line.from {
            Speaker::Veisoker => ("user", None),
            _ => ("business", Some(WHO)),
        };
        let message = self.platform.writes(chat, author, who, &line.text);
        self.platform.told(chat, &message)
    }

    async fn deliver(&mut self, chat: &str, events: Vec<Value>) {
        self.post(&events).await;
        let delivered = self.delivered.entry(chat.to_owned()).or_default();
        delivered.extend(events);
    }

    async fn post(&self, events: &[Value]) {
        let sidecar = self.sidecar.expect("it is connected");
        for batch in events.chunks(BATCH) {
            for _ in 0..TIMES {
                match self.platform.post(sidecar, batch).await {
                    200 => break,
                    503 => sleep(AGAIN).await,
                    other => panic!("answered {other}"),
                }
            }
        }
    }
}

impl<const READ: bool> Platform for Sunshine<READ> {
    const LOST: Lost = match READ {
        true => Lost::Had,
        false => Lost::Unnoticed,
    };
    const KEEPS: bool = READ;
    const AFTER_END: AfterEnd = AfterEnd::VeisokerOpens;
    const REORDERS: bool = true;
    const WRITES_WHILE_AWAY: bool = true;
    const SEEN_AWAY: bool = false;

    async fn start() -> Option<Self> {
        Some(Self {
            platform: SunshinePlatform::start().await,
            sidecar: None,
            delivered: BTreeMap::new(),
        })
    }

    fn settings(&self, settings: &mut Settings) {
        settings.feed.sunshine = Some(match READ {
            true => self.platform.config(),
            false => self.platform.config_without_api(),
        });
        settings.feed.compare_seconds = 1;
        let user = format!("dev:{COUNSELLOR}");
        settings.access.known_as.insert(WHO.to_owned(), user);
    }

    fn clock_is_off(&mut self, seconds: i64) -> Clock {
        self.platform.off_ms = seconds * 1_000;
        Clock::system()
    }

    async fn connect(&mut self, sidecar: &TestSidecar) {
        self.sidecar = Some(sidecar.address());
    }

    async fn open(&mut self, chat: &str) -> Vec<Line> {
        let line = |from, text: &str| Line {
            from,
            text: text.to_owned(),
        };
        let lines = vec![
            line(Speaker::Veisoker, "hei, er det noen der?"),
            line(Speaker::Veileder, "hei, hva lurer du på?"),
        ];
        self.bursts(chat, &lines).await;
        lines
    }

    async fn says(&mut self, chat: &str, line: &Line) {
        self.bursts(chat, std::slice::from_ref(line)).await;
    }

    async fn says_in_vain(&mut self, chat: &str, line: &Line) {
        self.message(chat, line);
    }

    async fn says_out_of_order(&mut self, chat: &str, lines: &[Line]) {
        let mut events: Vec<_> = lines.iter().map(|line| self.message(chat, line)).collect();
        events.reverse();
        events.swap(0, 2);
        for event in events {
            self.deliver(chat, vec![event]).await;
        }
    }

    async fn bursts(&mut self, chat: &str, lines: &[Line]) {
        let events: Vec<_> = lines.iter().map(|line| self.message(chat, line)).collect();
        self.deliver(chat, events).await;
    }

    async fn repeats(&mut self, chat: &str) {
        self.post(&self.delivered[chat]).await;
    }

    async fn ends(&mut self, chat: &str) {
        let removed = self
            .platform
            .happened("conversation:remove", chat, json!({}));
        self.deliver(chat, vec![removed]).await;
    }

    async fn ten_minutes_pass(&mut self) {
        // What it tries of itself is not documented: nothing is reckoned with.
    }

    async fn goes_away(&mut self) {
        self.platform.api_is(Api::Away);
    }

    async fn comes_back(&mut self) {
        self.platform.api_is(Api::Works);
    }

    async fn second_secret_is_good(&mut self) {
        self.platform.write("key-1", KEYS[1]);
    }

    async fn takes_second_secret(&mut self) {
        self.platform.key = KEYS[1];
    }

    async fn first_secret_is_withdrawn(&mut self) {
        self.platform.write("key-0", KEYS[1]);
    }

    async fn first_secret_is_refused(&mut self) -> bool {
        let sidecar = self.sidecar.expect("it is connected");
        self.platform.post_with(sidecar, KEYS[0], &[]).await == 401
    }
}

/// Its messages can be read afterwards: nothing is lost.
mod that_may_be_read {
    super::keeps_its_word!(super::Sunshine<true>);
}

/// There is no login to its messages: what does not come is not known of.
mod that_only_posts {
    super::keeps_its_word!(super::Sunshine<false>);
}

//! Zendesk messaging: a webhook that gives up after its last try, behind which nothing can be asked for. What
//! is lost then is lost unnoticed, and the README says so.

use super::keeps_its_word;
use super::platform::{AfterEnd, Line, Lost, Platform};
use app::settings::Settings;
use chat::{Clock, Speaker};
use feed::client::FeedClient;
use feed::incoming::Kind;
use harness::zendesk::{KARI, Posting, SECRET, ZendeskAccount};
use harness::{DEADLINE, TestSidecar, event};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

const SECOND: &str = "the-second-secret-987654321";
/// Of the Zendesk app in the agent's browser, which has the same name: the webhook has no event for the end.
const TOKEN: &str = "a-token-of-the-app-0123456789";
/// Zendesk waits longer before it comes again; a test need not.
const AGAIN: Duration = Duration::from_millis(100);

struct Messaging {
    account: ZendeskAccount,
    folder: TempDir,
    sidecar: Option<(SocketAddr, String)>,
    /// What was delivered, by chat.
    delivered: BTreeMap<String, Vec<Value>>,
}

impl Messaging {
    fn written(&mut self, chat: &str, line: &Line) -> Value {
        let ticket = ticket(chat);
        match line.from {
            Speaker::Veisoker => self.account.veisoker(&ticket, &line.text),
            _ => self.account.agent(&ticket, KARI, &line.text),
        }
    }

    async fn deliver(&mut self, chat: &str, events: Vec<Value>) {
        let (to, _) = self.sidecar.clone().expect("it is connected");
        let mut posting = Posting::open(to).await;
        for event in &events {
            let body = event.to_string();
            while posting.post(&self.account, &body).await == 503 {
                sleep(AGAIN).await;
            }
        }
        let delivered = self.delivered.entry(chat.to_owned()).or_default();
        delivered.extend(events);
    }

    fn token_file(&self) -> PathBuf {
        self.folder.path().join("token")
    }
}

/// Tickets have numbers.
fn ticket(chat: &str) -> String {
    chat.bytes().map(|byte| byte.to_string()).collect()
}

impl Platform for Messaging {
    const LOST: Lost = Lost::Unnoticed;
    const KEEPS: bool = false;
    const AFTER_END: AfterEnd = AfterEnd::VeisokerOpens;
    const REORDERS: bool = true;
    const WRITES_WHILE_AWAY: bool = true;
    const SEEN_AWAY: bool = false;

    async fn start() -> Option<Self> {
        let platform = Self {
            account: ZendeskAccount::default(),
            folder: tempfile::tempdir().unwrap(),
            sidecar: None,
            delivered: BTreeMap::new(),
        };
        std::fs::write(platform.token_file(), TOKEN).unwrap();
        Some(platform)
    }

    fn settings(&self, settings: &mut Settings) {
        self.account.settings(settings);
        let file = self.token_file();
        let app = format!("name = 'zendesk'\ntoken_file = '{}'", file.display());
        settings.feed.incoming.push(toml::from_str(&app).unwrap());
    }

    fn clock_is_off(&mut self, seconds: i64) -> Clock {
        // Of what an event tells; a request that is signed at another time is refused, as a replay is.
        self.account.fast = seconds;
        Clock::system()
    }

    async fn connect(&mut self, sidecar: &TestSidecar) {
        self.sidecar = Some((sidecar.address(), sidecar.feed_url()));
    }

    async fn open(&mut self, chat: &str) -> Vec<Line> {
        let lines = [
            (Speaker::Veisoker, "hei"),
            (Speaker::Veileder, "Hei! Hva tenker du på?"),
        ];
        let lines = lines.map(|(from, text)| Line {
            from,
            text: text.to_owned(),
        });
        self.bursts(chat, &lines).await;
        lines.into()
    }

    async fn says(&mut self, chat: &str, line: &Line) {
        self.bursts(chat, std::slice::from_ref(line)).await;
    }

    async fn says_in_vain(&mut self, chat: &str, line: &Line) {
        drop(self.written(chat, line)); // with all its tries
    }

    async fn says_out_of_order(&mut self, chat: &str, lines: &[Line]) {
        let mut events: Vec<_> = lines.iter().map(|line| self.written(chat, line)).collect();
        events.reverse();
        events.swap(0, 2);
        self.deliver(chat, events).await;
    }

    async fn bursts(&mut self, chat: &str, lines: &[Line]) {
        let events = lines.iter().map(|line| self.written(chat, line)).collect();
        self.deliver(chat, events).await;
    }

    async fn repeats(&mut self, chat: &str) {
        let events = self.delivered.remove(chat).unwrap_or_default();
        self.deliver(chat, events).await;
    }

    async fn ends(&mut self, chat: &str) {
        let (_, url) = self.sidecar.clone().expect("it is connected");
        let mut app = FeedClient::connect(&url, "zendesk", TOKEN).await.unwrap();
        let ticket = ticket(chat);
        let end = event(&format!("end-of-{ticket}"), &ticket, Kind::End);
        app.send(&[end]).await.unwrap();
        let answer = timeout(DEADLINE, app.answer()).await.expect("in time");
        answer.unwrap();
    }

    async fn ten_minutes_pass(&mut self) {}

    async fn goes_away(&mut self) {}

    async fn comes_back(&mut self) {}

    async fn second_secret_is_good(&mut self) {
        self.account.keep_secrets(&[SECRET, SECOND]);
    }

    async fn takes_second_secret(&mut self) {
        self.account.secret = SECOND.to_owned();
    }

    async fn first_secret_is_withdrawn(&mut self) {
        self.account.keep_secrets(&[SECOND]);
    }

    async fn first_secret_is_refused(&mut self) -> bool {
        let (to, _) = self.sidecar.clone().expect("it is connected");
        let event = self.account.veisoker("1", "hei");
        let now = std::mem::replace(&mut self.account.secret, SECRET.to_owned());
        let status = self.account.post(to, &event).await;
        self.account.secret = now;
        status == 401
    }
}

keeps_its_word!(Messaging);

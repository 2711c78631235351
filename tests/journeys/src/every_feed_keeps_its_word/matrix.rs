//! Rooms of a real Synapse, which sends us what happens, keeps what it cannot send, and keeps the rooms.

use super::keeps_its_word;
use super::platform::{AfterEnd, Line, Lost, Platform, our_clock_as_far_off};
use app::settings::Settings;
use chat::{Clock, Speaker};
use harness::synapse::Synapse;
use harness::{TestSidecar, request_with};
use serde_json::json;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tempfile::TempDir;

/// So many events Synapse puts in one transaction at most.
const BATCH: usize = 100;

struct Matrix {
    synapse: Synapse,
    secrets: TempDir,
    sidecar: Option<SocketAddr>,
    /// The ids of the rooms.
    rooms: BTreeMap<String, String>,
    /// Which of the two secrets Synapse has.
    secret: usize,
    cut: bool,
}

impl Matrix {
    fn write_secret(&self, file: usize, secret: usize) {
        let file = self.secrets.path().join(format!("hs-{file}"));
        std::fs::write(file, self.synapse.hs_token(secret)).unwrap();
    }

    async fn say(&mut self, chat: &str, line: &Line) {
        let who = match line.from {
            Speaker::Veisoker => "gjest",
            _ => "kari",
        };
        let room = self.rooms[chat].clone();
        self.synapse.say(who, &room, &line.text).await;
    }

    async fn mend(&mut self) {
        if std::mem::take(&mut self.cut) {
            self.synapse.mend();
            self.synapse.ping().await;
        }
    }

    fn cut(&mut self) {
        self.cut = true;
        self.synapse.cut();
    }

    /// Sends a transaction as Synapse does; gives the status of the answer.
    async fn put(&self, secret: usize, events: &[serde_json::Value]) -> String {
        let address = self.sidecar.unwrap();
        let token = format!("Bearer {}", self.synapse.hs_token(secret));
        let headers = [("authorization", token.as_str())];
        let body = json!({"events": events, "ephemeral": []}).to_string();
        let path = "/_matrix/app/v1/transactions/1";
        let answer = request_with(address, "PUT", path, &headers, &body).await;
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }
}

impl Platform for Matrix {
    const LOST: Lost = Lost::Had;
    const KEEPS: bool = true;
    const AFTER_END: AfterEnd = AfterEnd::VeisokerOpens;
    /// One transaction after another, in the order of the rooms.
    const REORDERS: bool = false;
    const WRITES_WHILE_AWAY: bool = true;
    /// It knocks when something happens, and else is silent.
    const SEEN_AWAY: bool = false;

    async fn start() -> Option<Self> {
        Some(Self {
            synapse: Synapse::start().await?,
            secrets: tempfile::tempdir().unwrap(),
            sidecar: None,
            rooms: BTreeMap::new(),
            secret: 0,
            cut: false,
        })
    }

    fn settings(&self, settings: &mut Settings) {
        self.synapse.listened_to(settings, self.secrets.path());
    }

    fn clock_is_off(&mut self, seconds: i64) -> Clock {
        our_clock_as_far_off(seconds)
    }

    async fn connect(&mut self, sidecar: &TestSidecar) {
        self.sidecar = Some(sidecar.address());
        self.cut = false;
        self.synapse.find(sidecar.address()).await;
        self.synapse.mend();
    }

    async fn open(&mut self, chat: &str) -> Vec<Line> {
        let room = self.synapse.room(chat).await;
        self.rooms.insert(chat.to_owned(), room);
        Vec::new()
    }

    async fn says(&mut self, chat: &str, line: &Line) {
        self.mend().await;
        self.say(chat, line).await;
    }

    async fn says_in_vain(&mut self, chat: &str, line: &Line) {
        self.cut();
        self.say(chat, line).await;
    }

    async fn says_out_of_order(&mut self, _chat: &str, _lines: &[Line]) {
        unreachable!("it cannot")
    }

    async fn bursts(&mut self, chat: &str, lines: &[Line]) {
        for line in lines {
            self.say(chat, line).await;
        }
    }

    async fn repeats(&mut self, chat: &str) {
        let events = self.synapse.events(&self.rooms[chat]).await;
        for some in events.chunks(BATCH) {
            while self.put(self.secret, some).await == "503" {}
        }
    }

    async fn ends(&mut self, chat: &str) {
        self.synapse.close(&self.rooms[chat]).await;
    }

    async fn ten_minutes_pass(&mut self) {
        self.mend().await;
        self.synapse.ping().await;
    }

    async fn goes_away(&mut self) {
        self.cut();
    }

    async fn comes_back(&mut self) {
        self.cut = false;
        self.synapse.mend();
    }

    async fn second_secret_is_good(&mut self) {
        self.write_secret(1, 1);
    }

    async fn takes_second_secret(&mut self) {
        self.secret = 1;
        self.synapse.take_over().await;
    }

    async fn first_secret_is_withdrawn(&mut self) {
        self.write_secret(0, 1);
    }

    async fn first_secret_is_refused(&mut self) -> bool {
        self.put(0, &[]).await == "403"
    }
}

keeps_its_word!(Matrix);

//! A platform that connects to `/feed/v1`: one that keeps its chats and what is not acknowledged, as the
//! protocol asks of it, and one that forgets whatever it has sent.

use super::keeps_its_word;
use super::platform::{AfterEnd, COUNSELLOR, Line, Lost, Platform};
use app::settings::{Incoming, Settings};
use chat::{Clock, Speaker};
use feed::client::{ClientError, FeedClient};
use feed::incoming::{Author, FeedEvent, Kind, ToSource};
use harness::{DEADLINE, TestSidecar, client, counsellor, event};
use std::collections::BTreeMap;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

const NAME: &str = "chat";
const SECRETS: [&str; 2] = ["the-first-secret-0123456789", "the-second-secret-987654321"];
/// A sender that is told to come again waits so long.
const AGAIN: Duration = Duration::from_millis(100);
/// So many events go in one frame when there are many.
const BATCH: usize = 50;

struct FeedV1<const KEEPS: bool> {
    secrets: TempDir,
    secret: &'static str,
    /// Its clock is fast by so much.
    off_ms: i64,
    url: String,
    client: Option<FeedClient>,
    epoch: String,
    chats: BTreeMap<String, Chat>,
    /// What it keeps because it is not acknowledged.
    unanswered: Vec<FeedEvent>,
}

/// What the platform knows of a chat.
#[derive(Default)]
struct Chat {
    /// So many events there were.
    count: u64,
    /// Those that it keeps, or that were delivered, as they happened.
    events: Vec<FeedEvent>,
    over: bool,
}

impl<const KEEPS: bool> FeedV1<KEEPS> {
    fn write_secret(&self, file: usize, secret: &str) {
        let file = self.secrets.path().join(file.to_string());
        std::fs::write(file, format!("{secret}\n")).unwrap();
    }

    fn next(&mut self, chat: &str, kind: Kind, author: Option<Author>) -> FeedEvent {
        let known = self.chats.entry(chat.to_owned()).or_default();
        let order = known.count;
        known.count += 1;
        let bare = event(&format!("{chat}-{order}"), chat, kind);
        FeedEvent {
            at: bare.at + self.off_ms,
            order: Some(order),
            author,
            ..bare
        }
    }

    fn message(&mut self, chat: &str, line: &Line) -> FeedEvent {
        let author = match line.from {
            Speaker::Veisoker => client(),
            _ => kari(),
        };
        FeedEvent {
            text: Some(line.text.clone()),
            ..self.next(chat, Kind::Message, Some(author))
        }
    }

    fn remember(&mut self, chat: &str, events: &[FeedEvent]) {
        let known = self.chats.entry(chat.to_owned()).or_default();
        known.events.extend_from_slice(events);
        known.events.sort_by_key(|event| event.order);
    }

    /// Delivers these as they come here, over and over where that is asked for.
    async fn deliver(&mut self, mut events: Vec<FeedEvent>) {
        while !events.is_empty() {
            let client = self.client.as_mut().expect("it is connected");
            for batch in events.chunks(BATCH) {
                client.send(batch).await.expect("sent");
            }
            let mut again = 0;
            while client.unanswered().len() > again {
                let answer = timeout(DEADLINE, client.answer()).await.expect("in time");
                match answer.expect("an answer").expect("the door is open") {
                    ToSource::Refused { again: true, .. } => again += 1,
                    ToSource::Error { code, .. } => panic!("the frame was refused: {code}"),
                    _ => {}
                }
            }
            events = client.unanswered().to_vec();
            if !events.is_empty() {
                // What is kept is sent again over another connection.
                sleep(AGAIN).await;
                self.client = Some(self.dial(self.secret).await.expect("the door opens"));
            }
        }
    }

    async fn dial(&self, secret: &str) -> Result<FeedClient, ClientError> {
        let connecting = FeedClient::connect(&self.url, NAME, secret);
        timeout(DEADLINE, connecting).await.expect("in time")
    }

    /// Connects, and sends again what the protocol asks for.
    async fn reconnect(&mut self) {
        let client = self.dial(self.secret).await.expect("the door opens");
        let restarted = client.epoch() != self.epoch;
        client.epoch().clone_into(&mut self.epoch);
        self.client = Some(client);
        let unanswered = std::mem::take(&mut self.unanswered);
        let live = self.chats.values().filter(|chat| !chat.over);
        let events = match restarted && KEEPS {
            true => live.flat_map(|chat| chat.events.clone()).collect(),
            false => unanswered,
        };
        self.deliver(events).await;
    }
}

fn kari() -> Author {
    counsellor(&format!("dev:{COUNSELLOR}"))
}

impl<const KEEPS: bool> Platform for FeedV1<KEEPS> {
    const LOST: Lost = match KEEPS {
        true => Lost::Had,
        false => Lost::Missed,
    };
    const KEEPS: bool = KEEPS;
    const AFTER_END: AfterEnd = AfterEnd::Nothing;
    const REORDERS: bool = true;
    const WRITES_WHILE_AWAY: bool = true;
    const SEEN_AWAY: bool = true;

    async fn start() -> Option<Self> {
        let platform = Self {
            secrets: tempfile::tempdir().unwrap(),
            secret: SECRETS[0],
            off_ms: 0,
            url: String::new(),
            client: None,
            epoch: String::new(),
            chats: BTreeMap::new(),
            unanswered: Vec::new(),
        };
        for file in 0..SECRETS.len() {
            platform.write_secret(file, SECRETS[0]);
        }
        Some(platform)
    }

    fn settings(&self, settings: &mut Settings) {
        let files = 0..SECRETS.len();
        settings.feed.incoming.push(Incoming {
            name: NAME.to_owned(),
            token_file: None,
            token_files: files
                .map(|file| self.secrets.path().join(file.to_string()))
                .collect(),
        });
    }

    fn clock_is_off(&mut self, seconds: i64) -> Clock {
        self.off_ms = seconds * 1_000;
        Clock::system()
    }

    async fn connect(&mut self, sidecar: &TestSidecar) {
        self.url = sidecar.feed_url();
        self.reconnect().await;
    }

    async fn open(&mut self, chat: &str) -> Vec<Line> {
        for author in [client(), kari()] {
            let joins = self.next(chat, Kind::Join, Some(author));
            self.remember(chat, std::slice::from_ref(&joins));
            self.deliver(vec![joins]).await;
        }
        Vec::new()
    }

    async fn says(&mut self, chat: &str, line: &Line) {
        self.bursts(chat, std::slice::from_ref(line)).await;
    }

    async fn says_in_vain(&mut self, chat: &str, line: &Line) {
        let message = self.message(chat, line);
        if KEEPS {
            self.remember(chat, std::slice::from_ref(&message));
            self.unanswered.push(message);
        }
    }

    async fn says_out_of_order(&mut self, chat: &str, lines: &[Line]) {
        let mut messages: Vec<_> = lines.iter().map(|line| self.message(chat, line)).collect();
        self.remember(chat, &messages);
        messages.reverse();
        messages.swap(0, 2);
        self.deliver(messages).await;
    }

    async fn bursts(&mut self, chat: &str, lines: &[Line]) {
        let messages: Vec<_> = lines.iter().map(|line| self.message(chat, line)).collect();
        self.remember(chat, &messages);
        self.deliver(messages).await;
    }

    async fn repeats(&mut self, chat: &str) {
        let events = self.chats[chat].events.clone();
        self.deliver(events).await;
    }

    async fn ends(&mut self, chat: &str) {
        let end = self.next(chat, Kind::End, None);
        self.remember(chat, std::slice::from_ref(&end));
        self.deliver(vec![end]).await;
        self.chats.entry(chat.to_owned()).or_default().over = true;
    }

    async fn ten_minutes_pass(&mut self) {
        // Somewhere on the way an idle connection is closed: it is made anew, as it is when it broke.
        self.reconnect().await;
    }

    async fn goes_away(&mut self) {
        self.client = None;
    }

    async fn comes_back(&mut self) {}

    async fn second_secret_is_good(&mut self) {
        self.write_secret(1, SECRETS[1]);
    }

    async fn takes_second_secret(&mut self) {
        self.secret = SECRETS[1];
        self.reconnect().await;
    }

    async fn first_secret_is_withdrawn(&mut self) {
        self.write_secret(0, SECRETS[1]);
    }

    async fn first_secret_is_refused(&mut self) -> bool {
        matches!(
            self.dial(SECRETS[0]).await,
            Err(ClientError::Refused { .. })
        )
    }
}

/// As the protocol asks: what is not acknowledged is kept, and so are open chats.
mod that_keeps {
    super::keeps_its_word!(super::FeedV1<true>);
}

/// One that keeps nothing: what is missing can only be said.
mod that_forgets {
    super::keeps_its_word!(super::FeedV1<false>);
}

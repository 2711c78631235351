//! Plays recorded chats into `/feed/v1` as a chat platform would: typing, pauses, joins, leaving.

use chat::Clock;
use feed::client::{ClientError, FeedClient};
use feed::incoming::{Author, FeedEvent, Kind, Role};
use serde::Deserialize;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// The chats are shared out to so many counsellors; the first has the first three.
pub(super) const COUNSELLORS: usize = 4;
/// A new chat begins so long after the one before, at speed 1.
const BETWEEN_STARTS: Duration = Duration::from_secs(6);
/// So many events wait for the connection.
const QUEUE: usize = 64;

/// A chat to be played, in the codebook's format; labels are not read.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Recorded {
    id: String,
    #[serde(default)]
    end: String,
    turns: Vec<Turn>,
}

#[derive(Debug, Clone, Deserialize)]
struct Turn {
    role: chat::Speaker,
    text: String,
}

/// Plays all chats over and over until dropped.
pub(super) async fn play(
    url: String,
    source: &'static str,
    token: String,
    chats: Vec<Recorded>,
    speed: f64,
    clock: Clock,
) {
    let (events, waiting) = mpsc::channel(QUEUE);
    let mut players = tokio::task::JoinSet::new();
    for (number, chat) in chats.into_iter().enumerate() {
        let player = Player {
            chat,
            number,
            speed,
            clock: clock.clone(),
            events: events.clone(),
        };
        players.spawn(player.run());
    }
    // Neither ends by itself; both end when this is dropped.
    tokio::select! {
        () = send(url, source, token, waiting) => {}
        _ = players.join_all() => {}
    }
}

struct Player {
    chat: Recorded,
    number: usize,
    speed: f64,
    clock: Clock,
    events: mpsc::Sender<FeedEvent>,
}

impl Player {
    async fn run(self) {
        self.pause(BETWEEN_STARTS * u32::try_from(self.number).unwrap_or(0))
            .await;
        for round in 0.. {
            let mut line = Line {
                player: &self,
                conversation: format!("{}-{round}", self.chat.id),
                count: 0,
            };
            if line.play().await.is_none() {
                return;
            }
            self.pause(BETWEEN_STARTS * 3).await;
        }
    }

    async fn pause(&self, time: Duration) {
        sleep(time.div_f64(self.speed)).await;
    }

    /// The first three chats are the first counsellor's, so that one panel has several.
    fn counsellor(&self) -> String {
        let number = if self.number < 3 {
            1
        } else {
            2 + self.number % (COUNSELLORS - 1)
        };
        format!("dev:veileder {number}")
    }
}

struct Line<'p> {
    player: &'p Player,
    conversation: String,
    count: u64,
}

impl Line<'_> {
    /// One chat from beginning to end; `None` when nobody listens any more.
    async fn play(&mut self) -> Option<()> {
        let client = Author {
            role: Role::Client,
            id: None,
        };
        let counsellor = Author {
            role: Role::Counsellor,
            id: Some(self.player.counsellor()),
        };
        self.send(Kind::Join, Some(&client), |_| {}).await?;
        self.send(Kind::Join, Some(&counsellor), |_| {}).await?;
        for turn in &self.player.chat.turns {
            let author = match turn.role {
                chat::Speaker::Veisoker => &client,
                chat::Speaker::Veileder => &counsellor,
                chat::Speaker::System => &Author {
                    role: Role::System,
                    id: None,
                },
            };
            let typing = Duration::from_millis(600 + 28 * turn.text.len() as u64)
                .min(Duration::from_secs(7));
            self.player.pause(Duration::from_millis(900)).await;
            self.send(Kind::Typing, Some(author), |event| event.on = Some(true))
                .await?;
            self.player.pause(typing).await;
            self.send(Kind::Message, Some(author), |event| {
                event.text = Some(turn.text.clone())
            })
            .await?;
        }
        self.player.pause(Duration::from_secs(4)).await;
        match self.player.chat.end.as_str() {
            "forlatt" => self.send(Kind::Leave, Some(&client), |_| {}).await,
            _ => self.send(Kind::End, None, |_| {}).await,
        }
    }

    async fn send(
        &mut self,
        kind: Kind,
        author: Option<&Author>,
        fill: impl FnOnce(&mut FeedEvent),
    ) -> Option<()> {
        let mut event = FeedEvent {
            id: format!("{}-{}", self.conversation, self.count),
            derived: false,
            conversation: self.conversation.clone(),
            at: self.player.clock.now().millis(),
            order: Some(self.count),
            kind,
            author: author.cloned(),
            text: None,
            on: None,
            message: None,
        };
        fill(&mut event);
        self.count += 1;
        self.player.events.send(event).await.ok()
    }
}

/// Carries events to the door; after a lost connection, what was not acknowledged goes first.
async fn send(url: String, source: &str, token: String, mut events: mpsc::Receiver<FeedEvent>) {
    let mut unanswered: Vec<FeedEvent> = Vec::new();
    loop {
        if let Err(error) = connection(&url, source, &token, &mut events, &mut unanswered).await {
            tracing::warn!(%error, "the demo's feed lost its connection");
        }
        sleep(Duration::from_secs(1)).await;
    }
}

async fn connection(
    url: &str,
    source: &str,
    token: &str,
    events: &mut mpsc::Receiver<FeedEvent>,
    unanswered: &mut Vec<FeedEvent>,
) -> Result<(), ClientError> {
    let mut client = FeedClient::connect(url, source, token).await?;
    client.send(&std::mem::take(unanswered)).await?;
    let ended = loop {
        tokio::select! {
            // a chat has something to say
            event = events.recv() => match event {
                Some(event) => if let Err(error) = client.send(&[event]).await { break Err(error) },
                None => break Ok(()),
            },
            // the door answers
            answer = client.answer() => match answer {
                Ok(Some(_)) => {}
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            },
        }
    };
    *unanswered = client.unanswered().to_vec();
    ended
}

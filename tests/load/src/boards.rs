//! Many live chats that go on by themselves, and boards that follow them.

use crate::LINES;
use anyhow::{Context, bail, ensure};
use feed::client::FeedClient;
use feed::incoming::{FeedEvent, Kind, ToSource};
use futures_util::{Stream, StreamExt};
use harness::{TOKEN, client, connect, counsellor, event, log_in};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Interval, interval};

/// So many messages are under way at once when it hurries.
const AT_ONCE: usize = 128;
/// So many chats a counsellor has.
const EACH: usize = 3;

/// When the newest message of each chat was sent, of those that the server has read; by the chat's
/// number, beginning with 1.
#[derive(Debug, Clone, Default)]
pub struct Truth(Arc<Mutex<Vec<i64>>>);

impl Truth {
    /// As it is now.
    pub fn now(&self) -> Vec<i64> {
        locked(&self.0).clone()
    }
}

/// Chats that are fed by a task of its own.
pub struct Talks(mpsc::Sender<Wish>);

enum Wish {
    /// So many messages as fast as they are read.
    Hurry(u64, oneshot::Sender<()>),
    /// So many a second from now on.
    Pace(u64),
}

impl Talks {
    /// Opens so many chats, one after the other: the first is called number 1.
    ///
    /// # Errors
    /// If the door of the feed does not open, or refuses an event.
    pub async fn open(at: SocketAddr, chats: usize, truth: &Truth) -> anyhow::Result<Self> {
        let url = format!("ws://{at}/feed/v1");
        let mut feeder = Feeder {
            client: FeedClient::connect(&url, "test", TOKEN).await?,
            truth: truth.clone(),
            open: HashMap::new(),
            chats,
            sent: 0,
            ids: 0,
        };
        for chat in 0..chats {
            let who = counsellor(&format!("dev:veileder {}", chat / EACH));
            for author in [client(), who] {
                feeder.send(chat, Kind::Join, Some(author), None).await?;
                feeder.until(0).await?;
            }
        }
        locked(&truth.0).resize(chats, 0);
        let (wishes, to_do) = mpsc::channel(1);
        tokio::spawn(async move {
            if let Err(problem) = feeder.run(to_do).await {
                eprintln!("the feed has ended: {problem:#}");
            }
        });
        Ok(Self(wishes))
    }

    /// Sends so many messages as fast as they are read, and returns when they are.
    ///
    /// # Errors
    /// If the feed has ended.
    pub async fn hurry(&self, messages: u64) -> anyhow::Result<()> {
        let (done, over) = oneshot::channel();
        self.0.send(Wish::Hurry(messages, done)).await?;
        Ok(over.await?)
    }

    /// Sends so many a second from now on.
    ///
    /// # Errors
    /// If the feed has ended.
    pub async fn pace(&self, a_second: u64) -> anyhow::Result<()> {
        Ok(self.0.send(Wish::Pace(a_second)).await?)
    }
}

struct Feeder {
    client: FeedClient,
    truth: Truth,
    /// What is not read yet: of which chat, and when it was sent.
    open: HashMap<String, (usize, i64)>,
    chats: usize,
    /// Messages so far.
    sent: usize,
    /// Events so far.
    ids: u64,
}

impl Feeder {
    async fn run(mut self, mut to_do: mpsc::Receiver<Wish>) -> anyhow::Result<()> {
        let mut pace: Option<Interval> = None;
        loop {
            tokio::select! {
                wish = to_do.recv() => match wish {
                    None => return Ok(()),
                    Some(Wish::Pace(0)) => pace = None,
                    Some(Wish::Pace(a_second)) => {
                        pace = Some(interval(Duration::from_secs_f64(1.0 / a_second as f64)));
                    }
                    Some(Wish::Hurry(messages, done)) => {
                        for _ in 0..messages {
                            self.message().await?;
                            self.until(AT_ONCE).await?;
                        }
                        self.until(0).await?;
                        let _ = done.send(()); // an error means that nobody waits any more
                    }
                },
                answer = self.client.answer() => self.answered(answer?)?,
                () = next(&mut pace) => self.message().await?,
            }
        }
    }

    /// The next message, in one chat after the other; veisøker and counsellor in turn.
    async fn message(&mut self) -> anyhow::Result<()> {
        let (chat, round) = (self.sent % self.chats, self.sent / self.chats);
        self.sent += 1;
        let author = match round % 2 {
            0 => client(),
            _ => counsellor(&format!("dev:veileder {}", chat / EACH)),
        };
        let text = LINES[(round + chat) % LINES.len()];
        self.send(chat, Kind::Message, Some(author), Some(text))
            .await
    }

    async fn send(
        &mut self,
        chat: usize,
        kind: Kind,
        author: Option<feed::incoming::Author>,
        text: Option<&str>,
    ) -> anyhow::Result<()> {
        self.ids += 1;
        let id = self.ids.to_string();
        let bare = event(&id, &format!("chat-{chat}"), kind);
        self.open.insert(id, (chat, bare.at));
        let event = FeedEvent {
            author,
            text: text.map(str::to_owned),
            ..bare
        };
        Ok(self.client.send(&[event]).await?)
    }

    /// Waits until no more than so many are unread.
    async fn until(&mut self, most: usize) -> anyhow::Result<()> {
        while self.open.len() > most {
            let answer = self.client.answer().await?;
            self.answered(answer)?;
        }
        Ok(())
    }

    fn answered(&mut self, answer: Option<ToSource>) -> anyhow::Result<()> {
        match answer.context("the door of the feed is closed")? {
            ToSource::Ack { ids } => {
                let mut truth = locked(&self.truth.0);
                for (chat, at) in ids.iter().filter_map(|id| self.open.remove(id)) {
                    if let Some(newest) = truth.get_mut(chat) {
                        *newest = at.max(*newest);
                    }
                }
            }
            ToSource::Refused { code, .. } => bail!("an event was refused: {code}"),
            ToSource::Error { code, .. } => bail!("a frame was refused: {code}"),
            _ => {}
        }
        Ok(())
    }
}

/// The next moment of a pace; none comes without one.
async fn next(pace: &mut Option<Interval>) {
    match pace {
        Some(pace) => drop(pace.tick().await),
        None => std::future::pending().await,
    }
}

/// The newest of each chat, by its number.
type Chats = BTreeMap<u64, Value>;

/// A vaktleder's board, as far as its chats go.
pub struct Board {
    frames: Pin<Box<dyn Stream<Item = anyhow::Result<String>> + Send>>,
    chats: Arc<Mutex<Chats>>,
    frames_read: Arc<Mutex<u64>>,
    /// How long the snapshot was.
    pub first_bytes: usize,
}

/// A board that is followed by a task of its own, until it is dropped.
pub struct Followed {
    chats: Arc<Mutex<Chats>>,
    frames_read: Arc<Mutex<u64>>,
    task: JoinHandle<()>,
}

impl Board {
    /// Logs in a vaktleder of this name.
    pub async fn log_in(at: SocketAddr, name: &str) -> String {
        log_in(at, name, "vaktleder").await
    }

    /// Opens the board with a login, and reads its snapshot.
    ///
    /// # Errors
    /// If the server refuses, or begins with something else.
    pub async fn open(at: SocketAddr, cookie: &str) -> anyhow::Result<Self> {
        let socket = connect(at, "/board/v1", cookie, &format!("http://{at}")).await?;
        let texts = socket.filter_map(|frame| async {
            match frame {
                Ok(frame) if frame.is_text() => Some(frame.into_text()),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            }
            .map(|text| Ok(text?.as_str().to_owned()))
        });
        let mut board = Self {
            frames: Box::pin(texts),
            chats: Arc::default(),
            frames_read: Arc::default(),
            first_bytes: 0,
        };
        board.read().await?;
        ensure!(board.first_bytes > 0, "the first frame is no snapshot");
        Ok(board)
    }

    /// Reads one frame.
    ///
    /// # Errors
    /// If the board is closed.
    pub async fn read(&mut self) -> anyhow::Result<()> {
        let frame = self.frames.next().await.context("the board is closed")??;
        let read: Value = serde_json::from_str(&frame)?;
        *locked(&self.frames_read) += 1;
        let mut chats = locked(&self.chats);
        let number = |chat: &Value| chat["number"].as_u64().unwrap_or_default();
        match read["type"].as_str() {
            Some("snapshot") => {
                self.first_bytes = frame.len();
                let all = read["sessions"].as_array().context("it has chats")?;
                *chats = all.iter().map(|one| (number(one), one.clone())).collect();
            }
            Some("session") => {
                let one = read["session"].clone();
                chats.insert(number(&one), one);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether it shows each chat as it was then, or later.
    pub fn shows(&self, wanted: &[i64]) -> bool {
        let chats = locked(&self.chats);
        let newest = |number: u64| chats.get(&number)?["last_message"].as_i64();
        (1..)
            .zip(wanted)
            .all(|(number, at)| newest(number).is_some_and(|newest| newest >= *at))
    }

    /// Reads on in a task of its own.
    pub fn follow(mut self) -> Followed {
        Followed {
            chats: Arc::clone(&self.chats),
            frames_read: Arc::clone(&self.frames_read),
            task: tokio::spawn(async move { while self.read().await.is_ok() {} }),
        }
    }
}

impl Followed {
    /// Whether it shows all that another does, and of each chat the newest message.
    ///
    /// # Errors
    /// With the first chat that is other than it should be.
    pub fn is_right(&self, other: &Self, wanted: &[i64]) -> anyhow::Result<()> {
        let (here, there) = (locked(&self.chats).clone(), locked(&other.chats).clone());
        ensure!(here.len() == wanted.len(), "{} chats", here.len());
        for ((number, one), at) in here.iter().zip(wanted) {
            ensure!(one["last_message"] == *at, "chat {number} is not of {at}");
            ensure!(Some(one) == there.get(number), "chat {number} differs");
        }
        Ok(())
    }

    /// So many frames have come.
    pub fn frames(&self) -> u64 {
        *locked(&self.frames_read)
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

//! A chat platform that connects to `/feed/v1` and waits for its acknowledgements.

use crate::{DEADLINE, TOKEN, TestSidecar};
use feed::client::FeedClient;
use feed::incoming::{Author, FeedEvent, Kind, Role, ToSource};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::time::timeout;

/// The platform's connection.
pub struct ChatPlatform {
    /// The connection itself, for what the platform would not do.
    pub client: FeedClient,
    count: u32,
}

impl ChatPlatform {
    /// Connects as the feed `test`.
    pub async fn connect(sidecar: &TestSidecar) -> Self {
        let url = sidecar.feed_url();
        let connecting = timeout(DEADLINE, FeedClient::connect(&url, "test", TOKEN));
        let client = connecting.await.expect("in time").expect("the door opens");
        Self { client, count: 0 }
    }

    /// A connection that stands already.
    pub fn over(client: FeedClient) -> Self {
        Self { client, count: 0 }
    }

    /// Sends one event and waits until it is acknowledged.
    pub async fn send(&mut self, event: FeedEvent) {
        let id = event.id.clone();
        self.client.send(&[event]).await.expect("sent");
        let answer = self.answer_to(&id).await;
        assert!(
            matches!(answer, ToSource::Ack { .. }),
            "expected an acknowledgement, got {answer:?}"
        );
    }

    /// The answer to an event of this id.
    pub async fn answer_to(&mut self, id: &str) -> ToSource {
        loop {
            let answer = self.answer().await;
            match &answer {
                ToSource::Ack { ids } if ids.iter().any(|acked| acked == id) => return answer,
                ToSource::Refused {
                    id: Some(refused), ..
                } if refused == id => return answer,
                ToSource::Error { code, reason } => {
                    panic!("the frame was refused: {code}: {reason}")
                }
                _ => {}
            }
        }
    }

    /// The next answer, whatever it is about.
    pub async fn answer(&mut self) -> ToSource {
        let answer = timeout(DEADLINE, self.client.answer())
            .await
            .expect("an answer in time");
        answer.expect("an answer").expect("the door is open")
    }

    /// A veisøker and a counsellor come in.
    pub async fn open(&mut self, conversation: &str, who: &str) {
        let client_joins = self.next(conversation, Kind::Join, Some(client()));
        self.send(client_joins).await;
        let counsellor_joins = self.next(conversation, Kind::Join, Some(counsellor(who)));
        self.send(counsellor_joins).await;
    }

    /// The veisøker writes.
    pub async fn veisoker(&mut self, conversation: &str, text: &str) {
        let event = FeedEvent {
            text: Some(text.into()),
            ..self.next(conversation, Kind::Message, Some(client()))
        };
        self.send(event).await;
    }

    /// The counsellor writes.
    pub async fn veileder(&mut self, conversation: &str, who: &str, text: &str) {
        let said = self.next(conversation, Kind::Message, Some(counsellor(who)));
        self.send(FeedEvent {
            text: Some(text.into()),
            ..said
        })
        .await;
    }

    /// An event with an id of its own.
    pub fn next(&mut self, conversation: &str, kind: Kind, author: Option<Author>) -> FeedEvent {
        self.count += 1;
        FeedEvent {
            author,
            ..event(
                &format!("{conversation}-{}", self.count),
                conversation,
                kind,
            )
        }
    }
}

/// The veisøker as an author.
pub fn client() -> Author {
    Author {
        role: Role::Client,
        id: None,
    }
}

/// A counsellor as an author.
pub fn counsellor(who: &str) -> Author {
    Author {
        role: Role::Counsellor,
        id: Some(who.to_owned()),
    }
}

/// A bare event that happens now.
#[expect(
    clippy::disallowed_methods,
    reason = "a chat platform has a clock of its own"
)]
pub fn event(id: &str, conversation: &str, kind: Kind) -> FeedEvent {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_millis();
    FeedEvent {
        id: id.to_owned(),
        derived: false,
        conversation: conversation.to_owned(),
        at: i64::try_from(now).expect("not that far"),
        order: None,
        kind,
        author: None,
        text: None,
        on: None,
        message: None,
    }
}

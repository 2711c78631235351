//! What is seen of a feed's chats: the counsellor's panel, and the text that a vaktleder has opened.

use super::platform::{COUNSELLOR, Line};
use chat::Speaker;
use harness::{DEADLINE, Page, TestSidecar};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// So much of a text is shown at most: the newest.
const MOST_SHOWN: usize = 200;
/// Before the page itself gives up, so that it can be told what was seen.
const SILENCE: Duration = DEADLINE.saturating_sub(Duration::from_secs(1));
/// All of what is waited for has come by then, also if something else keeps coming.
const PATIENCE: Duration = DEADLINE.saturating_mul(3);

/// A panel, a board, and the text of one chat on it.
pub(super) struct Eyes {
    /// The counsellor's panel.
    pub(super) panel: Page,
    /// A vaktleder's board.
    pub(super) board: Page,
    text: Text,
}

#[derive(Default)]
struct Text {
    of: Option<Value>,
    left_out: usize,
    lines: Vec<Line>,
}

impl Eyes {
    pub(super) async fn open(sidecar: &TestSidecar) -> Self {
        Self {
            panel: Page::panel(sidecar, COUNSELLOR).await,
            board: Page::board(sidecar, "Ingrid").await,
            text: Text::default(),
        }
    }

    /// The only chat, if there is one.
    pub(super) fn chat(&self) -> Option<&Value> {
        let chats = &self.panel.sessions;
        assert!(
            chats.len() <= 1,
            "one chat is followed, not {}",
            chats.len()
        );
        chats.values().next()
    }

    /// So many messages the panel says were heard.
    pub(super) fn heard(&self) -> usize {
        let messages = self.chat().and_then(|chat| chat["messages"].as_u64());
        usize::try_from(messages.unwrap_or_default()).unwrap()
    }

    /// What the panel says is missing: each why, and how many.
    pub(super) fn gaps(&self) -> Vec<(String, Option<u64>)> {
        let gaps = self.chat().and_then(|chat| chat["gaps"].as_array());
        let told = gaps.into_iter().flatten().map(|gap| {
            let reason = gap["reason"].as_str().unwrap().to_owned();
            (reason, gap["missing"].as_u64())
        });
        told.collect()
    }

    /// Whether the panel says that the source is there.
    pub(super) fn followed(&self) -> bool {
        self.chat().is_some_and(|chat| chat["followed"] == true)
    }

    /// Whether exactly these lines are there, in this order.
    pub(super) fn shows(&self, lines: &[Line]) -> bool {
        let left_out = lines.len().saturating_sub(MOST_SHOWN);
        self.heard() == lines.len()
            && self.text.left_out == left_out
            && self.text.lines == lines[left_out..]
    }

    /// Waits until what is seen is as wanted.
    pub(super) async fn until(&mut self, wanted: impl Fn(&Self) -> bool, what: &str) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self) {
            let something = timeout(SILENCE, self.see()).await.is_ok();
            assert!(
                something && Instant::now() < end,
                "{what}; but this is seen: {}",
                self.told()
            );
        }
    }

    /// Opens the text of the only chat, and reads along from now on.
    pub(super) async fn read_along(&mut self) {
        self.until(|eyes| eyes.chat().is_some(), "a chat").await;
        let id = self.chat().expect("just seen")["id"].clone();
        self.board
            .send(&json!({"type": "open_text", "session": id, "reason": "asked", "words": "", "minutes": 10}))
            .await;
        self.text = Text::default();
        self.until(|eyes| eyes.text.of == Some(id.clone()), "the text is open")
            .await;
    }

    /// The next thing that a page is told.
    async fn see(&mut self) {
        tokio::select! {
            // the panel
            _ = self.panel.next() => {}
            // the board
            frame = self.board.next() => {
                assert_ne!(frame["type"], "problem", "{frame}");
                if frame["type"] == "reading" {
                    self.text = Text::from(&frame);
                }
            }
        }
    }

    fn told(&self) -> String {
        let lines = self.text.lines.iter();
        let lines: Vec<&str> = lines.map(|line| line.text.as_str()).collect();
        format!(
            "{} chats, {:?} messages, followed {}, gaps {:?}, text {:?} {lines:?}",
            self.panel.sessions.len(),
            self.chat().map(|chat| &chat["messages"]),
            self.followed(),
            self.gaps(),
            self.text.left_out,
        )
    }
}

impl From<&Value> for Text {
    fn from(frame: &Value) -> Self {
        let line = |message: &Value| Line {
            from: match message["from"].as_str() {
                Some("veisoker") => Speaker::Veisoker,
                Some("veileder") => Speaker::Veileder,
                _ => Speaker::System,
            },
            text: message["text"].as_str().expect("a text").to_owned(),
        };
        let messages = frame["messages"].as_array().expect("messages");
        Self {
            of: frame["until"].is_i64().then(|| frame["session"].clone()),
            left_out: usize::try_from(frame["left_out"].as_u64().expect("a number")).unwrap(),
            lines: messages.iter().map(line).collect(),
        }
    }
}

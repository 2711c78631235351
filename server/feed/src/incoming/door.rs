//! One connection at `/feed/v1`: reads text frames, answers with frames. Knows no socket.

use super::convert::{Limits, NotAnEvent, Understood, convert};
use super::frames::{FeedEvent, FromSource, ToSource, VERSION};
use super::lanes::Lanes;
use super::since_start::SinceStart;
use crate::inlet::Inlet;
use chat::{Clock, SourceName};
use serde_json::value::RawValue;
use tokio::sync::mpsc;

/// Says whether a token belongs to a source; `access` and the configuration stand behind it.
pub trait Admission: Send + Sync {
    /// Whether this source may send, with this token. Must compare in constant time.
    fn admits(&self, source: &str, token: &str) -> bool;
}

/// An answer to the sender, in the order they are to be sent.
pub type Reply = ToSource;

/// Why a connection was not let in; the frame says so to the sender, then the socket is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected(pub ToSource);

/// A connection that said a good hello.
pub struct Door<I> {
    source: SourceName,
    clock: Clock,
    limits: Limits,
    lanes: Lanes<I>,
    replies: mpsc::Sender<Reply>,
}

impl<I: Inlet> Door<I> {
    /// Judges the first frame. Replies go to `replies`
    /// (bounded: when the sender does not read them, its frames are not read either).
    ///
    /// # Errors
    /// The frame to send before closing: unreadable, another version, or not admitted.
    pub async fn open(
        first: &str,
        admission: &dyn Admission,
        since_start: &SinceStart,
        limits: Limits,
        inlet: I,
        clock: Clock,
        replies: mpsc::Sender<Reply>,
    ) -> Result<Self, Rejected> {
        let frame = parse(first).map_err(Rejected)?;
        let FromSource::Hello {
            version,
            source,
            token,
        } = frame
        else {
            return Err(Rejected(error(
                "hello_expected",
                "the first frame must be `hello`",
            )));
        };
        if version != VERSION {
            let reason = format!("version {version} is not spoken here; this is version {VERSION}");
            return Err(Rejected(error("unknown_version", &reason)));
        }
        if !admission.admits(&source, &token) {
            return Err(Rejected(error(
                "not_admitted",
                "unknown source or wrong token",
            )));
        }
        let welcome = ToSource::Welcome {
            version: VERSION,
            epoch: since_start.epoch().to_owned(),
            max_message_bytes: limits.max_message_bytes,
            max_frame_bytes: limits.max_frame_bytes,
        };
        let _ = replies.send(welcome).await;
        let lanes = Lanes::new(inlet, limits, since_start.clone(), replies.clone());
        Ok(Self {
            source: SourceName::new(source),
            clock,
            limits,
            lanes,
            replies,
        })
    }

    /// The source that connected.
    pub fn source(&self) -> &SourceName {
        &self.source
    }

    /// Takes one more frame in. Everything wrong with it is answered; nothing ends the connection.
    pub async fn frame(&mut self, text: &str) {
        match parse(text) {
            Err(problem) => self.reply(problem).await,
            Ok(FromSource::Hello { .. }) => {
                self.reply(error("hello_twice", "`hello` was said already"))
                    .await
            }
            Ok(FromSource::Events { events }) => {
                for event in events {
                    self.event(&event).await;
                }
            }
        }
    }

    async fn event(&mut self, raw: &RawValue) {
        let parsed = serde_json::from_str::<FeedEvent>(raw.get())
            .map_err(|fault| NotAnEvent::Shape(place(&fault)));
        let understood = match parsed {
            Ok(event) => {
                let id = event.id.clone();
                let by_ms = event.at.saturating_sub(self.clock.now().millis());
                self.lanes.inlet().clock_is_off(&self.source, by_ms);
                convert(&self.source, event, self.clock.now(), &self.limits)
                    .map_err(|e| (Some(id), e))
            }
            Err(fault) => Err((id_of(raw), fault)),
        };
        match understood {
            Ok(Understood::Event { event, clock_off }) => {
                if clock_off {
                    let reason = "`at` is too far from the time here; the time of arrival is used"
                        .to_owned();
                    let id = event.id.as_str().to_owned();
                    self.reply(ToSource::Note {
                        id,
                        code: "clock_off".to_owned(),
                        reason,
                    })
                    .await;
                }
                self.lanes.put(event).await;
            }
            Ok(Understood::Dropped) => {
                let ids = id_of(raw).into_iter().collect();
                self.reply(ToSource::Ack { ids }).await;
            }
            Err((id, fault)) => {
                let (code, reason) = (fault.code().to_owned(), fault.to_string());
                self.reply(ToSource::Refused {
                    id,
                    code,
                    reason,
                    again: false,
                })
                .await;
            }
        }
    }

    async fn reply(&self, reply: ToSource) {
        // Nobody left to answer means that the socket is closing.
        let _ = self.replies.send(reply).await;
    }
}

fn parse(text: &str) -> Result<FromSource, ToSource> {
    serde_json::from_str(text).map_err(|fault| {
        error(
            "malformed",
            &format!("the frame cannot be read: {}", place(&fault)),
        )
    })
}

/// Where a frame went wrong, without a word of it: serde's own message may quote what was sent.
fn place(fault: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match fault.classify() {
        Category::Syntax => "not JSON",
        Category::Eof => "cut short",
        Category::Io => "not readable",
        Category::Data => {
            let text = fault.to_string();
            let known = [
                "missing field",
                "unknown field",
                "unknown variant",
                "invalid type",
                "duplicate field",
            ];
            let kind = known
                .into_iter()
                .find(|kind| text.starts_with(kind))
                .unwrap_or("wrong shape");
            let names_our_field = matches!(kind, "missing field" | "duplicate field");
            let field = text.split('`').nth(1).filter(|_| names_our_field);
            let expected = text.split("expected ").nth(1).filter(|_| !names_our_field);
            let expected = expected.and_then(|rest| rest.split(" at line ").next());
            let detail = field
                .map(|f| format!(" `{f}`"))
                .or(expected.map(|e| format!(", expected {e}")));
            return format!(
                "{kind}{} at line {}, column {}",
                detail.unwrap_or_default(),
                fault.line(),
                fault.column()
            );
        }
    };
    format!("{what} at line {}, column {}", fault.line(), fault.column())
}

fn id_of(raw: &RawValue) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct OnlyId {
        id: String,
    }
    serde_json::from_str::<OnlyId>(raw.get())
        .ok()
        .map(|event| event.id)
}

fn error(code: &str, reason: &str) -> ToSource {
    ToSource::Error {
        code: code.to_owned(),
        reason: reason.to_owned(),
    }
}

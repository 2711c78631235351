//! The one door through which somebody else than its counsellor reads a chat: for a while, and seen by
//! the counsellor before the first word goes.

use crate::transcript::Transcript;
use chat::{SessionId, Speaker, Timestamp, Words};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// The counsellor's page is shown who reads within this time, or nobody has it open.
const FOR_TELLING: Duration = Duration::from_secs(2);
/// So many messages are shown at most, the newest; and so many bytes of them, since they go in one frame.
const MOST_MESSAGES: usize = 200;
const MOST_BYTES: usize = 128 * 1024;

/// Who wants to read, and for how long.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The name shown to the counsellor.
    pub by: Arc<str>,
    /// The kind of reason, shown too.
    pub reason: &'static str,
    /// For so long at most.
    pub lasts: Duration,
}

/// Who reads a chat just now, as its counsellor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    /// The name.
    pub by: Arc<str>,
    /// The kind of reason.
    pub reason: &'static str,
    /// Until when at most.
    pub until: Timestamp,
    /// Whether the counsellor has been shown it, or has no page open.
    pub told: bool,
}

/// Why a text is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// The chat is over, or never was.
    #[error("no such chat")]
    Over,
    /// There is nobody who could see that it is read.
    #[error("the chat has no counsellor who could see that it is read")]
    Nobody,
    /// Somebody reads it already.
    #[error("somebody reads this chat already")]
    Taken,
}

/// What somebody may read: the newest messages.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// So many came before them and are not shown.
    pub left_out: usize,
    /// The messages, oldest first.
    pub lines: Vec<Line>,
}

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Who wrote it.
    pub from: Speaker,
    /// When.
    pub at: Timestamp,
    /// What.
    pub words: Words,
}

/// A chat that is open to somebody: the chat's own task ends it, and dropping it does.
#[derive(Debug)]
pub struct OpenText {
    /// Which.
    pub id: SessionId,
    /// Until when at most.
    pub until: Timestamp,
    text: watch::Receiver<Option<Arc<Text>>>,
}

impl OpenText {
    /// Waits for other words than those given out last; `None` once it is closed.
    pub async fn next(&mut self) -> Option<Arc<Text>> {
        loop {
            self.text.changed().await.ok()?;
            let text = self.text.borrow_and_update().clone();
            if text.is_some() {
                return text;
            }
        }
    }
}

/// The task's end of it.
pub(crate) struct Reading {
    pub(crate) read_by: ReadBy,
    until: Instant,
    tell_until: Instant,
    text: watch::Sender<Option<Arc<Text>>>,
}

impl Reading {
    pub(crate) fn open(id: SessionId, reader: &Reader, now: Timestamp) -> (Self, OpenText) {
        let (sender, text) = watch::channel(None);
        let until = now.plus(reader.lasts);
        let reading = Self {
            read_by: ReadBy {
                by: Arc::clone(&reader.by),
                reason: reader.reason,
                until,
                told: false,
            },
            until: Instant::now() + reader.lasts,
            tell_until: Instant::now() + FOR_TELLING,
            text: sender,
        };
        (reading, OpenText { id, until, text })
    }

    /// When something is to be done about it.
    pub(crate) fn deadline(&self) -> Instant {
        match self.read_by.told {
            true => self.until,
            false => self.tell_until,
        }
    }

    /// Whether its time is up; once nobody can be told, it counts as told.
    pub(crate) fn is_over(&mut self, now: Instant) -> bool {
        self.read_by.told |= self.tell_until <= now;
        self.until <= now
    }

    /// Gives out the words as they stand; none before the counsellor has been told.
    pub(crate) fn show(&self, transcript: &Transcript) {
        if !self.read_by.told {
            return;
        }
        let text = newest(transcript);
        self.text.send_if_modified(|shown| {
            let other = shown.as_deref() != Some(&text);
            if other {
                *shown = Some(Arc::new(text));
            }
            other
        });
    }

    /// Resolves when whoever read has gone.
    pub(crate) async fn left(of: Option<&Self>) {
        match of {
            Some(reading) => reading.text.closed().await,
            None => std::future::pending().await,
        }
    }
}

fn newest(transcript: &Transcript) -> Text {
    let mut room = MOST_BYTES;
    let mut lines: Vec<_> = transcript
        .messages()
        .rev()
        .take(MOST_MESSAGES)
        .take_while(|message| {
            let fits = message.words.bytes() <= room;
            room = room.saturating_sub(message.words.bytes());
            fits
        })
        .map(|message| Line {
            from: message.speaker,
            at: message.at,
            words: message.words.clone(),
        })
        .collect();
    lines.reverse();
    Text {
        left_out: transcript.len() - lines.len(),
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chat::{Message, SourceId};

    fn transcript(words: &[&str]) -> Transcript {
        let mut transcript = Transcript::default();
        for (number, words) in words.iter().enumerate() {
            let message = Message {
                id: SourceId::new(number.to_string()),
                speaker: Speaker::Veisoker,
                words: Words::new(*words),
                at: Timestamp::default(),
            };
            transcript.insert(None, message, None);
        }
        transcript
    }

    fn opened() -> (Reading, OpenText) {
        let reader = Reader {
            by: "Ingrid".into(),
            reason: "worry",
            lasts: Duration::from_secs(300),
        };
        Reading::open(SessionId::from_number(7), &reader, Timestamp::default())
    }

    #[tokio::test(start_paused = true)]
    async fn no_word_goes_before_the_counsellor_was_told_and_none_after_its_time() {
        let ((mut reading, mut open), said) = (opened(), transcript(&["hei"]));
        reading.show(&said);
        assert!(!open.text.has_changed().unwrap());
        tokio::time::sleep_until(reading.deadline()).await;
        assert!(!reading.is_over(Instant::now()), "nobody has a page open");
        reading.show(&said);
        assert_eq!(open.next().await.unwrap().lines.len(), 1);
        reading.show(&said);
        assert!(!open.text.has_changed().unwrap(), "it is the same");
        tokio::time::sleep_until(reading.deadline()).await;
        assert!(reading.is_over(Instant::now()));
        drop(reading);
        assert!(open.next().await.is_none());
    }

    #[tokio::test]
    async fn who_leaves_closes_it_and_a_long_chat_is_shown_from_its_end() {
        let (mut reading, mut open) = opened();
        reading.read_by.told = true;
        let long = "å".repeat(MOST_BYTES / 4);
        reading.show(&transcript(&[&long, &long, "nest sist", "sist"]));
        let text = open.next().await.unwrap();
        assert_eq!((text.left_out, text.lines.len()), (1, 3));
        assert_eq!(text.lines[2].words.as_str(), "sist");
        assert!(!format!("{text:?}").contains("sist"));
        drop(open);
        Reading::left(Some(&reading)).await;
    }
}

//! Opening the text of a chat: an act with a reason, seen by its counsellor, noted, and closing by itself.

use super::Board;
use crate::line::Gone;
use crate::present::speaker;
use crate::wire::{OpenLine, ToShiftLead};
use chat::{SessionId, Words};
use futures_util::future::{pending, select_all};
use journal::{Record, TextReading};
use session::{NotOpened, OpenText, Reader, Text};
use std::sync::Arc;
use std::time::Duration;

/// So many texts are open on one board at once.
const MOST: usize = 2;
/// Why a text may be opened.
const REASONS: [&str; 4] = ["asked", "worry", "training", "other"];
const MOST_CHARACTERS: usize = 200;
/// "Other" is explained in so many characters at least.
const LEAST_CHARACTERS: usize = 10;
/// So long it may take to note it.
const FOR_NOTING: Duration = Duration::from_secs(5);

/// Whether the text of a chat may be opened on a board, and for how long; from `[shift]`.
#[derive(Debug, Clone, Copy)]
pub struct Texts {
    /// At all.
    pub allowed: bool,
    /// For so many minutes at most.
    pub most_minutes: u16,
}

/// Waits for one of the texts to change or to be closed; gives its place.
pub(super) async fn next(texts: &mut [OpenText]) -> (usize, Option<Arc<Text>>) {
    if texts.is_empty() {
        return pending().await;
    }
    let each = texts.iter_mut().map(|text| Box::pin(text.next()));
    let (text, place, _) = select_all(each).await;
    (place, text)
}

impl Board {
    pub(super) async fn open_text(
        &mut self,
        session: &str,
        reason: &str,
        words: &str,
        minutes: u16,
    ) -> Result<(), &'static str> {
        let texts = self.rooms.texts;
        if !texts.allowed {
            return Err("this service does not open the text of a chat");
        }
        let reason = REASONS.into_iter().find(|known| *known == reason);
        let reason = reason.ok_or("no such reason")?;
        let words = language::mask(&language::normalise(words));
        let length = words.chars().count();
        if length > MOST_CHARACTERS {
            return Err("the reason is longer than 200 characters");
        }
        if reason == "other" && length < LEAST_CHARACTERS {
            return Err("the reason needs at least 10 characters");
        }
        if ![5, 10].contains(&minutes) || minutes > texts.most_minutes {
            return Err(
                "a text is open for 5 or 10 minutes, and no longer than this service allows",
            );
        }
        if self.texts.len() >= MOST {
            return Err("two texts are open here already: close one first");
        }
        let id = session_id(session)?;
        let view = self.rooms.sessions.view(id).ok_or("no such chat")?;
        let reader = Reader {
            by: self.user.name.as_str().into(),
            reason,
            lasts: Duration::from_secs(u64::from(minutes) * 60),
        };
        let open = self.rooms.sessions.open_text(id, reader).await;
        let open = open.map_err(|not| match not {
            NotOpened::Over => "no such chat",
            NotOpened::Nobody => "the chat has no counsellor who could see that it is read",
            NotOpened::Taken => "somebody reads this chat already",
        })?;
        // No word is taken from it before it is noted; if it cannot be, it is dropped, and so closed.
        let reading = TextReading {
            at: self.rooms.clock.now(),
            reader: self.user.id.clone(),
            session: view.number,
            reason: reason.to_owned(),
            words: Words::new(words),
            minutes,
        };
        let noted = async {
            let record = Record::TextOpened(Box::new(reading));
            self.rooms.after.journal.write(record).await.durable().await
        };
        match tokio::time::timeout(FOR_NOTING, noted).await {
            Ok(true) => self.texts.push(open),
            _ => return Err("it cannot be noted now, so it is not opened; try again"),
        }
        Ok(())
    }

    /// Closes a text; what is not open is closed already.
    pub(super) async fn close_text(&mut self, session: &str) -> Result<(), Gone> {
        let place = self
            .texts
            .iter()
            .position(|text| text.id.to_string() == session);
        match place {
            Some(place) => self.show_text(place, None).await,
            None => Ok(()),
        }
    }

    /// Sends a text as it stands; or that it is closed.
    pub(super) async fn show_text(
        &mut self,
        place: usize,
        text: Option<Arc<Text>>,
    ) -> Result<(), Gone> {
        let frame = match text {
            Some(text) => {
                let of = &self.texts[place];
                let lines = text.lines.iter();
                ToShiftLead::Reading {
                    session: of.id.to_string(),
                    until: Some(of.until.millis()),
                    left_out: text.left_out,
                    messages: lines
                        .map(|line| OpenLine {
                            from: speaker(line.from),
                            at: line.at.millis(),
                            text: line.words.as_str().to_owned(),
                        })
                        .collect(),
                }
            }
            None => ToShiftLead::Reading {
                session: self.texts.swap_remove(place).id.to_string(),
                until: None,
                left_out: 0,
                messages: Vec::new(),
            },
        };
        self.line.send(&frame).await
    }
}

pub(super) fn session_id(session: &str) -> Result<SessionId, &'static str> {
    let number = u64::from_str_radix(session, 16);
    number
        .map(SessionId::from_number)
        .map_err(|_| "no such chat")
}

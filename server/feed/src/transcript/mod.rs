//! Chats that are over, read from a file: what a platform exported, our own JSONL, or pasted text.
//!
//! Invariants
//! - Who took part is dropped at the door: of visitor, session and agents nothing is read but the names, and
//!   those only so that they can be masked in what was said.
//! - Every message is masked before it leaves this module, and what was masked is counted by kind and message.
//! - One chat is in memory at a time, and only so much of it ([`LONGEST`]).
//! - A fault names chat, line and field, never what stands there.

mod fault;
mod html;
mod json;
mod masking;
mod own;
mod plain;
mod spoken;
mod time;
mod zendesk;

pub use fault::Fault;
pub use masking::Masked;
pub use spoken::{Mark, mark, speaker};
pub use time::Said;

use chat::{Speaker, Words};
use fault::Wrong;
use serde::Serialize;
use std::io::{self, BufRead, Cursor, Read};

/// The largest chat that is read, in bytes of the file.
pub const LONGEST: usize = 8 * 1024 * 1024;
/// The longest message that is read, in bytes.
const LONGEST_MESSAGE: usize = 32 * 1024;
/// So much of the beginning is looked at to see what kind of file it is.
const HEAD: u64 = 256 * 1024;

/// How the chats are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The chat export of Zendesk: `history[]`.
    Zendesk,
    /// Ledsager's own: `turns[]`, one chat a line.
    Own,
    /// Text with a speaker in front of each message.
    Text,
}

/// A chat as it may be kept.
#[derive(Debug, Serialize)]
pub struct Transcript {
    /// Our own; a platform's is never kept.
    pub id: String,
    /// `nb`, `nn`, `en` or `mixed`, where the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `avsluttet`, `forlatt` or `tull`, where the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The messages, in order.
    pub turns: Vec<Turn>,
}

/// One message, masked.
#[derive(Debug, Serialize)]
pub struct Turn {
    /// Who wrote it.
    pub role: Speaker,
    /// What it says.
    #[serde(serialize_with = "text")]
    pub text: Words,
    /// When, as exactly as is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Said>,
}

fn text<S: serde::Serializer>(words: &Words, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(words.as_str())
}

/// What the next piece of a file turned out to be.
#[derive(Debug)]
pub enum Piece {
    /// A chat, what was masked in it, and lines of it that could not be read.
    Chat(Transcript, Vec<Masked>, Vec<Fault>),
    /// A message that was left when nobody was there: no chat.
    Offline,
    /// Something that cannot be read; the next may be.
    Bad(Fault),
}

/// A chat as a reader found it, not yet masked.
#[derive(Default)]
struct Found {
    id: Option<String>,
    language: Option<String>,
    end: Option<String>,
    names: language::KnownNames,
    turns: Vec<(Speaker, Words, Option<Said>)>,
    /// Entries that are no messages.
    passed: u64,
    faults: Vec<(u64, Wrong)>,
}

/// Chats one after another, from a reader that may be longer than memory.
pub struct Chats<R> {
    pieces: Pieces<R>,
    number: u64,
    passed: u64,
}

enum Pieces<R> {
    Json(json::Values<R>, Form),
    Text(plain::Texts<R>),
}

type Whole<R> = io::Chain<Cursor<Vec<u8>>, R>;

impl<R: BufRead> Chats<Whole<R>> {
    /// Begins to read; without a form it is guessed from the beginning.
    ///
    /// # Errors
    /// The file cannot be read, or is not UTF-8 from its first two bytes on.
    pub fn open(mut file: R, form: Option<Form>) -> io::Result<(Self, Form)> {
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head)?;
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            let problem = "is written in UTF-16; save it as UTF-8";
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.drain(..3);
        }
        let form = form.unwrap_or_else(|| guess(&head));
        let lines = json::is_in_lines(&head);
        let whole = Cursor::new(head).chain(file);
        let pieces = match form {
            Form::Zendesk | Form::Own => Pieces::Json(json::Values::of(whole, lines), form),
            Form::Text => Pieces::Text(plain::Texts::of(whole)),
        };
        let chats = Self {
            pieces,
            number: 0,
            passed: 0,
        };
        Ok((chats, form))
    }
}

impl<R: BufRead> Chats<R> {
    /// The next chat or fault; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read any further.
    pub fn read_next(&mut self) -> io::Result<Option<Piece>> {
        let found = match &mut self.pieces {
            Pieces::Json(values, form) => {
                let Some((line, value)) = values.next()? else {
                    return Ok(None);
                };
                let found = value.and_then(|bytes| match form {
                    Form::Own => own::read(json::text(&bytes)?).map(Some),
                    _ => zendesk::read(json::text(&bytes)?),
                });
                found
                    .map(|found| (line, found))
                    .map_err(|wrong| (line, wrong))
            }
            Pieces::Text(texts) => match texts.next()? {
                Some(found) => found.map(|(line, found)| (line, Some(found))),
                None => return Ok(None),
            },
        };
        let too_long = |found: &Found| {
            let mut turns = found.turns.iter();
            turns.any(|(_, words, _)| words.bytes() > LONGEST_MESSAGE)
        };
        let found = match found {
            Ok((line, Some(found))) if too_long(&found) => {
                Err((line, Wrong::whole("has a message of more than 32 KiB")))
            }
            found => found.map(|(_, found)| found),
        };
        self.number += 1;
        let chat = self.number;
        let fault = |(line, wrong)| Fault { chat, line, wrong };
        Ok(Some(match found {
            Ok(Some(mut found)) => {
                self.passed += found.passed;
                let faults = std::mem::take(&mut found.faults);
                let (transcript, masked) = masking::mask_all(found, chat);
                Piece::Chat(transcript, masked, faults.into_iter().map(fault).collect())
            }
            Ok(None) => Piece::Offline,
            Err(wrong) => Piece::Bad(fault(wrong)),
        }))
    }

    /// The number of the chat read last, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Entries so far that are no messages: joins, ratings, places in a queue.
    pub fn passed(&self) -> u64 {
        self.passed
    }
}

/// The form, from the beginning of a file. What is no JSON is text.
fn guess(head: &[u8]) -> Form {
    let head = String::from_utf8_lossy(head);
    let begun = head.trim_start();
    // "[10:32] Veileder: hei" is no list
    let listed = begun.strip_prefix('[').map(str::trim_start);
    let json = begun.starts_with('{') || listed.is_some_and(|rest| rest.starts_with(['{', ']']));
    let place = |key: &str| head.find(key).unwrap_or(usize::MAX);
    match json {
        false => Form::Text,
        // A quotation mark within a text has a backslash before it, so these are keys.
        true if place("\"turns\"") < place("\"history\"") => Form::Own,
        true => Form::Zendesk,
    }
}

#[cfg(test)]
mod tests;

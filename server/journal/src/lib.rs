//! What is kept, and for how long: that events came and were read, the readings, what counsellors
//! corrected, and what editors go by: how many searches found nothing, where talks stood, which
//! articles were of use, and what was done beside a chat, by ids. No words of a chat, unless
//! `corrections.keep = "text"` or `knowledge_base.keep_words_without_hits`: then masked ones. Besides,
//! what counsellors write once the chat is over: logs that only they can open, masked cases for
//! colleagues, constructed chats.
//!
//! Invariants
//! - `journal.db` holds no words of a chat in clear and no id of the chat platform in clear: ids are
//!   stored as HMAC-SHA256 under an installation key ([`Keys`]).
//! - Of a reflection log it holds ciphers, days and sizes; whose it is, only as a keyed hash. So with the
//!   owners of cases and practice chats, each under hashes of their own.
//! - A correction names no counsellor, and no chat once its session is forgotten.
//! - A search that found nothing, a place where a talk stood and the use of an article are counted by
//!   the day; who it was, and in which chat, is not known here.
//! - What was done beside a chat goes with the chat; what stays of it, and of phone talks, are counts of a day.
//! - A talk is counted for the reports once, when it ends; of fewer than five talks nothing is told, nor
//!   anything from which it could be worked out (`aggregates`).
//! - What [`Journal`] has confirmed survives a power cut (`WAL`, `synchronous=FULL`); writes that
//!   wait together are committed together.
//! - Who opened the text of a chat that is not theirs stands as it was noted; what they read does not.
//! - What is deleted is overwritten in the database and leaves the write-ahead log at once.
//! - The queue to the writer is bounded; when it is full, callers wait; a count is dropped instead.

mod acts;
mod aggregates;
mod cases;
mod correction;
mod corrections;
mod error;
mod keys;
mod log;
mod moments;
mod open;
mod practice;
mod record;
mod retention;
mod searches;
mod shift;
mod statements;
mod talks;
mod traces;
mod writer;

pub use acts::{Act, Denied, InsteadOf};
pub use aggregates::{AT_LEAST, Half, Part, Period, Told, day_in_oslo};
pub use cases::Case;
pub use correction::{Correction, CorrectionId, LessonBytes, Month, Said};
pub use error::JournalError;
pub use keys::{EventKey, Keys, Owned, OwnerKey};
pub use log::{Entry, LARGEST_LOG, Locks, MOST_ENTRIES, NewEntry};
pub use moments::{Place, Uses};
pub use open::OpenSession;
pub use practice::PracticeChat;
pub use record::{Ended, Record, Shown, StoredReading};
pub use retention::{Ages, Kept, Retained};
pub use searches::SearchesWithoutHits;
pub use shift::TextReading;
pub use talks::{Talk, TalkPath};
pub use traces::{Trace, Traced};
pub use writer::{Confirmation, Journal, Remembered};

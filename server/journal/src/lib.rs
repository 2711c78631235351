//! What is kept, and for how long: that events came and were read, and the readings. Never words.
//!
//! Invariants
//! - `journal.db` holds no words and no id of the chat platform in clear: ids are stored as
//!   HMAC-SHA256 under an installation key ([`Keys`]).
//! - What [`Journal`] has confirmed survives a power cut (`WAL`, `synchronous=FULL`); writes that
//!   wait together are committed together.
//! - The queue to the writer is bounded; when it is full, callers wait.

mod error;
mod keys;
mod open;
mod record;
mod writer;

pub use error::JournalError;
pub use keys::{EventKey, Keys};
pub use open::OpenSession;
pub use record::{Ended, Record, StoredReading};
pub use writer::{Confirmation, Journal, Remembered};

//! `/feed/v1`: a chat platform or an adapter connects to us and sends what happens in its chats.
//!
//! The conversation on the wire
//! 1. The sender's first frame is [`FromSource::Hello`], with its token, within the deadline.
//! 2. We answer [`ToSource::Welcome`]: limits, and `epoch`, a number drawn at our start. A sender
//!    that knew another epoch sends its open conversations again from their beginning, if it keeps
//!    them: what was read before is heard silently, and the panel has the words again.
//! 3. The sender sends [`FromSource::Events`]; every event is answered by its id, in
//!    [`ToSource::Ack`] once its reading is durable, or in [`ToSource::Refused`]. The sender keeps
//!    what is not acknowledged and sends it again after a reconnect.
//! 4. A frame that cannot be read is answered by [`ToSource::Error`]; the connection stays.

mod convert;
mod door;
mod frames;
mod lanes;
mod since_start;

pub use convert::{Limits, NotAnEvent};
pub use door::{Admission, Door, Rejected, Reply};
pub use frames::{Author, FeedEvent, FromSource, Kind, Role, ToSource, VERSION, schema};
pub use since_start::SinceStart;

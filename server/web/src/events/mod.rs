//! `/events/v1`: other programs hear where chats stand, without a word of any.

mod door;
mod stream;
mod telling;

pub(crate) use door::open;
pub use stream::{Events, Outlet};

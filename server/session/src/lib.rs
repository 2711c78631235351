//! A message joins its conversation: one task per live chat, with an inbox, a memory and an end.
//!
//! Invariants
//! - One task owns one chat; nothing else holds its words. When the task ends they are wiped.
//! - The inbox is bounded. When it stays full until the deadline the sender is told to send again.
//! - A view is published whole and newest-wins: who reads slowly skips views, never a chat.
//! - A correction is said to be kept when it is durable. In shadow mode nothing the tracker says
//!   leaves the task but to the journal.
//! - A message waits for its sentence vector as long as the deadline allows and no longer; the chat's
//!   other events wait behind it, in order. Vectors live and are wiped with the words.
//! - What the counsellor writes beside a chat lives and is wiped with its words; of the rest a trace by
//!   ids is kept, from which it is there again after a restart.
//! - Somebody else than its counsellor has words of a chat through [`OpenText`] alone, which the task
//!   gives, shows to the counsellor first, and closes.
//! - An event counts as heard when its reading is durable in the journal, and the panel does not
//!   wait for that.

mod asking;
mod beside;
mod by_hand;
mod course;
mod news;
mod numbers;
mod offering;
mod pins;
mod quoting;
mod reading;
mod rehearsal;
mod rhythm;
mod sessions;
mod settings;
mod task;
mod transcript;
mod twins;
mod vectors;
mod view;
mod watchwords;

pub use beside::{Beside, Matter, NotNoted, Note, Pin, Referral};
pub use course::Steering;
pub use news::{Change, Heard, NotHeard};
pub use offering::day;
pub use reading::{Line, NotOpened, OpenText, ReadBy, Reader, Text};
pub use rehearsal::Rehearsal;
pub use rhythm::{Question, Rhythm};
pub use sessions::Sessions;
pub use settings::{Keep, Own, Rooms, Settings};
pub use vectors::Vectors;
pub use view::{FeedState, Gap, Place, Seen, Showing, State, Step, View};
pub use watchwords::Watchwords;

//! What travels over the sockets to the pages: own types, so that nothing inside leaks by accident.
//!
//! `/panel/v1`: [`ToCounsellor`] and [`FromCounsellor`]. `/board/v1`: [`ToShiftLead`]
//! and [`FromShiftLead`]. `/events/v1`, for other programs: [`events`].
//! The first frame is always a snapshot; every later frame carries the whole of what changed, so
//! applying one twice does no harm. Times are milliseconds since 1970 (UTC); `clock` in a snapshot
//! is the server's time, so that a page can correct its own clock.

mod board;
mod chat;
mod coverage;
pub mod events;
mod panel;
mod search;
mod shift;

pub use board::{FromShiftLead, Overview, ToShiftLead};
pub use chat::{
    Article, Beside, Feed, Gap, Link, Matter, Pin, Place, Prompt, Question, Referral, Rhythm,
    Session, Step, Why,
};
pub use coverage::{CoverageField, Verdict};
pub use panel::{FromCounsellor, HelpRequest, HelpWord, ToCounsellor, WantedHelp};
pub use search::{Found, Hit};
pub use shift::{
    Bulletin, ChatAlert, Colleague, MutedRule, OpenLine, PanelAlert, PinnedKnapp, ReadBy,
    ShiftStand,
};

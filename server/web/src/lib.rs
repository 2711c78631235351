//! A hint goes out: every HTTP and websocket door, the wire types, and the pages themselves.
//!
//! Invariants
//! - The wire has its own types ([`wire`]); nothing inside is serialised as it is.
//! - Words of a chat are sent to its own counsellor; to a board only while an open grant gives it them,
//!   which the counsellor was shown first.
//! - What is said in a request for help is sent to its asker and to whoever leads the shift only.
//! - A query is in no address, log or error; a search that finds nothing is counted without its words,
//!   unless the configuration keeps them.
//! - Of where talks stood editors are told no number below five, nor one that gives it away.
//! - Of ended talks nobody is told a number below five, nor one that gives it away: the journal tells none.
//! - A reflection log passes as ciphers alone; a case or a constructed chat is masked before it is kept.
//! - Other programs are told where chats stand, as far as their counsellors are: no word, and of whom nothing.
//! - Every socket has explicit buffers, limits, a heartbeat and a write deadline.
//! - No page asks anything of another host, and no script or style is inline; the two pages of the Zendesk
//!   app alone load that platform's own script, and may stand in its frame.

mod after;
mod asker;
mod assets;
mod asyncapi;
mod board;
mod by_hand;
mod cases;
mod coverage;
mod desk;
mod events;
mod feed_door;
mod feeds;
mod guard;
mod help;
mod hooks;
mod knowledge;
mod line;
mod matrix_door;
mod me;
mod model_card;
mod moments;
mod news;
mod packed;
mod pages;
mod panel;
mod practice;
mod present;
mod problem;
mod report;
mod rooms;
mod serve;
mod services;
mod shift_doors;
mod source_clocks;
mod standing;
pub mod wire;
mod without_hits;
mod zendesk;

pub use after::AfterTheChat;
pub use asyncapi::asyncapi;
pub use board::{Flow, Texts};
pub use desk::Desk;
pub use events::{Events, Outlet};
pub use hooks::Hooks;
pub use model_card::AboutTracker;
pub use moments::Moments;
pub use practice::Stage;
pub use present::found;
pub use report::{Keeping, NotPosted, Post, Reports, ShiftMessage};
pub use rooms::{FeedDesk, Rooms};
pub use serve::{Limits, router, serve};
pub use source_clocks::SourceClocks;
pub use without_hits::WithoutHits;
pub use zendesk::{Agent, Installation, NotInstalled, Zendesk};

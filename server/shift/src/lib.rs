//! Those on shift help each other: what is asked of whoever leads it, what is answered, and whether
//! anybody leads it now.
//!
//! Invariants
//! - Nothing here leads to a veisøker: the room knows neither feeds nor live chats, and a request names
//!   its chat by a number alone.
//! - What is said lives in memory, in [`chat::Words`], and is wiped when the request ends; nothing of
//!   it is written, logged or counted.
//! - A request is its own asker's and the shift lead's. Once somebody has taken it, its words are theirs
//!   and the asker's alone.
//! - Everything is bounded; what finds no room is refused, and never takes the place of anything.
//!
//! `help` is the requests, `presence` who is there. Whoever uses the room decides who may lead a shift.

mod help;
mod person;
mod presence;

pub use help::{HelpDesk, Kind, Refusal, Request, Said, Taken};
pub use person::Person;
pub use presence::{Leads, Seat};

use chat::Clock;
use std::time::Duration;

/// The shift: cheap to clone, gone when the program is.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Requests for help.
    pub help: HelpDesk,
    /// Who leads it.
    pub leads: Leads,
}

/// How long things may last; from `[shift]` of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// A request that nobody has taken for so long is marked.
    pub escalate: Duration,
    /// A request about which nothing has been said for so long is ended.
    pub keep: Duration,
}

impl Shift {
    /// An empty shift.
    pub fn new(clock: Clock, settings: Settings) -> Self {
        Self {
            help: HelpDesk::new(clock, settings),
            leads: Leads::default(),
        }
    }
}

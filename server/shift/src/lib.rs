//! Those on shift help each other: what is asked of whoever leads it and answered, who is there, who leads
//! the shift, and what goes to all of them.
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
//! `help` is the requests, `presence` whether a board is open, `people` who is there, `watch` who leads,
//! `calendar` the opening hours, `bulletins` and `knapp_of_day` what stands in all panels. What must survive
//! a restart is `kept` in the journal. `rules` points humans at chats by facts that somebody hands it. Whoever uses the room decides who may lead a shift.

mod bulletins;
mod calendar;
mod help;
mod hours;
mod kept;
mod knapp_of_day;
mod people;
mod person;
mod platform;
mod presence;
mod refused;
pub mod rules;
mod tidings;
mod watch;

pub use bulletins::{Bulletin, Bulletins, Level};
pub use calendar::{Calendar, Hours, Season, in_oslo};
pub use help::{HelpDesk, Kind, Refusal, Request, Said, Taken};
pub use hours::OpeningHours;
pub use kept::Keeper;
pub use knapp_of_day::{KnappOfDay, Pinned};
pub use people::{Doing, OpenPage, People, Present};
pub use person::Person;
pub use platform::OnPlatform;
pub use presence::{Leads, Seat};
pub use refused::Refused;
pub use rules::{Alert, Muted, Rule, Rules};
pub use tidings::{Tidings, Topic, Versions};
pub use watch::{Holder, Stand, Watch};

use chat::{Clock, Timestamp};
use std::time::Duration;

/// So often it is looked for what has come to its end.
const BEAT: Duration = Duration::from_secs(1);

/// The shift: cheap to clone, gone when the program is but for what it keeps.
#[derive(Debug, Clone)]
pub struct Shift {
    /// Requests for help.
    pub help: HelpDesk,
    /// Whether a board is open.
    pub leads: Leads,
    /// Who is there.
    pub people: People,
    /// Who leads it.
    pub watch: Watch,
    /// When the service is open.
    pub hours: OpeningHours,
    /// Notices to all panels.
    pub bulletins: Bulletins,
    /// The knapp of the day.
    pub knapp_of_day: KnappOfDay,
    /// Rules that point at chats.
    pub rules: Rules,
    /// What has changed of these.
    pub tidings: Tidings,
    clock: Clock,
}

/// How long things may last, and when the service is open; from `[shift]` of the configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// A request that nobody has taken for so long is marked.
    pub escalate: Duration,
    /// A request about which nothing has been said for so long is ended.
    pub keep: Duration,
    /// While the service is open, nobody may lead it for so long before that is told.
    pub nobody_after: Duration,
    /// The opening hours, until others are kept.
    pub calendar: Calendar,
    /// The rules, until others are kept.
    pub rules: Vec<Rule>,
}

impl Shift {
    /// The shift as it was kept, and otherwise empty.
    pub fn new(clock: Clock, settings: &Settings, keeper: &Keeper) -> Self {
        let tidings = Tidings::default();
        Self {
            help: HelpDesk::new(clock.clone(), settings),
            leads: Leads::default(),
            people: People::new(clock.clone(), tidings.clone()),
            watch: Watch::new(clock.clone(), keeper, &tidings, settings.nobody_after),
            hours: OpeningHours::new(clock.clone(), keeper, &tidings, &settings.calendar),
            bulletins: Bulletins::new(clock.clone(), keeper, &tidings),
            knapp_of_day: KnappOfDay::new(clock.clone(), keeper, &tidings),
            rules: Rules::new(
                clock.clone(),
                keeper,
                &tidings,
                settings.rules.clone().into(),
            ),
            tidings,
            clock,
        }
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Ends what has come to its end, for ever.
    pub async fn keep_time(self) {
        loop {
            tokio::time::sleep(BEAT).await;
            let now = self.clock.now();
            self.help.look_at_the_clock();
            self.people.look_at_the_clock(now);
            self.bulletins.look_at_the_clock(now).await;
            self.knapp_of_day.look_at_the_clock(now).await;
            let hours = self.hours.look_at_the_clock(now);
            let has_board = |who: &str| self.people.has_board(who);
            self.watch.look_at_the_clock(now, &hours, has_board).await;
        }
    }
}

//! Tells pages what has changed: a count for each thing, of which only the newest matters.

use tokio::sync::watch;

/// A thing that pages are sent whole whenever it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Who is there.
    People,
    /// Who leads the shift, opening hours, the knapp of the day.
    Shift,
    /// Notices to all panels.
    Bulletins,
    /// What rules have pointed at.
    Alerts,
}

const TOPICS: usize = 4;

/// How often each thing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Versions([u64; TOPICS]);

impl Versions {
    /// Whether a thing has changed since.
    pub fn differ(&self, from: &Self, in_topic: Topic) -> bool {
        let place = in_topic as usize;
        self.0[place] != from.0[place]
    }
}

/// Where changes are told; cheap to clone.
#[derive(Debug, Clone)]
pub struct Tidings(watch::Sender<Versions>);

impl Default for Tidings {
    fn default() -> Self {
        Self(watch::Sender::new(Versions::default()))
    }
}

impl Tidings {
    /// Wakes at every change from now on.
    pub fn changes(&self) -> watch::Receiver<Versions> {
        self.0.subscribe()
    }

    pub(crate) fn tell(&self, topic: Topic) {
        self.0
            .send_modify(|versions| versions.0[topic as usize] += 1);
    }
}

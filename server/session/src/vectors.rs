//! The sentence vectors of messages: how long a chat waits for them, and what becomes of those that
//! do not come in time.

use language::{Embedding, Encoder, NoVector};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// What did not come in time is told no more often than this.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// The encoder, and how long a message may wait for its vector. Shared by all chats.
#[derive(Debug, Clone)]
pub struct Vectors(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    encoder: Encoder,
    deadline: Duration,
    missed: Mutex<Missed>,
}

/// Messages read by their words alone, since that was last told.
#[derive(Debug, Default)]
struct Missed {
    late: u32,
    full: u32,
    stopped: u32,
    behind: u32,
    told: Option<Instant>,
}

/// How long one chat may still wait. A message waits at most the deadline; so does a whole run of
/// messages that come one upon the other, as after a restart, since waiting is paid back by time in
/// which nothing is waited for. What is heard while nothing is left is read by its words alone, so
/// that a chat never falls behind by more than the deadline and half the time of the run.
#[derive(Debug)]
pub(crate) struct Patience {
    left: Duration,
    counted: Instant,
}

impl Patience {
    pub(crate) fn new() -> Self {
        Self {
            left: Duration::MAX,
            counted: Instant::now(),
        }
    }

    /// What is left of it, never more than the deadline.
    fn left(&mut self, deadline: Duration, now: Instant) -> Duration {
        let rested = now.duration_since(self.counted);
        self.left = self.left.saturating_add(rested).min(deadline);
        self.counted = now;
        self.left
    }

    fn waited(&mut self, now: Instant) {
        let waited = now.duration_since(self.counted);
        self.left = self.left.saturating_sub(waited);
        self.counted = now;
    }
}

impl Vectors {
    /// Vectors of this encoder; a message waits at most so long.
    pub fn new(encoder: Encoder, deadline: Duration) -> Self {
        Self(Arc::new(Shared {
            encoder,
            deadline,
            missed: Mutex::default(),
        }))
    }

    /// The vector of a text, if it comes while there is patience.
    pub(crate) async fn of(&self, text: &str, patience: &mut Patience) -> Option<Embedding> {
        let deadline = self.0.deadline;
        let left = patience.left(deadline, Instant::now());
        // A tenth is about what a sentence takes on a busy machine: less would be asked for in vain.
        let vector = if left < deadline / 10 {
            None
        } else {
            let vector = self.0.encoder.encode(text, left).await;
            patience.waited(Instant::now());
            Some(vector)
        };
        self.count(vector.as_ref().map(Result::as_ref));
        vector?.ok()
    }

    fn count(&self, vector: Option<Result<&Embedding, &NoVector>>) {
        let mut missed = self.0.missed.lock().unwrap_or_else(PoisonError::into_inner);
        match vector {
            Some(Ok(_)) => {}
            Some(Err(NoVector::Late)) => missed.late += 1,
            Some(Err(NoVector::Full)) => missed.full += 1,
            Some(Err(NoVector::Stopped)) => missed.stopped += 1,
            None => missed.behind += 1,
        }
        let long_ago = |told: Instant| told.elapsed() >= TOLD_EVERY;
        if missed.told.is_none_or(long_ago) {
            missed.tell();
        }
    }
}

impl Missed {
    fn tell(&mut self) {
        let Self {
            late,
            full,
            stopped,
            behind,
            ..
        } = *self;
        if late + full + stopped + behind > 0 {
            tracing::warn!(
                late,
                full,
                stopped,
                behind,
                "messages were read by their words alone: no sentence vector in time"
            );
            (self.late, self.full, self.stopped, self.behind) = (0, 0, 0, 0);
            self.told = Some(Instant::now());
        }
    }
}

impl Drop for Missed {
    fn drop(&mut self) {
        self.tell();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEADLINE: Duration = Duration::from_millis(400);

    #[test]
    fn a_run_of_messages_waits_no_longer_than_one_and_rest_pays_it_back() {
        let mut patience = Patience::new();
        let mut now = patience.counted;
        // Each message waits so long and is followed by so much rest; all in milliseconds.
        let mut left = |waits: u64, rests: u64| {
            let left = patience.left(DEADLINE, now).as_millis();
            now += Duration::from_millis(waits);
            patience.waited(now);
            now += Duration::from_millis(rests);
            left
        };
        assert_eq!(left(150, 0), 400);
        assert_eq!(left(150, 0), 250);
        assert_eq!(left(90, 0), 100);
        assert_eq!(left(10, 100), 10);
        assert_eq!(left(100, 2_000), 100);
        assert_eq!(left(0, 0), 400);
    }

    #[tokio::test]
    async fn who_has_no_patience_left_does_not_ask_and_it_is_told_at_once() {
        let vector = || Embedding::new([1.0], [1.0]);
        let encoder = Encoder::with(move |_| vector(), 1, 64).unwrap();
        let vectors = Vectors::new(encoder, Duration::from_secs(600));
        let mut patience = Patience::new();
        assert_eq!(vectors.of("hei", &mut patience).await, Some(vector()));
        patience.left = Duration::ZERO;
        assert_eq!(vectors.of("hei", &mut patience).await, None);
        let missed = vectors.0.missed.lock().unwrap();
        assert!(missed.told.is_some() && missed.behind == 0);
    }
}

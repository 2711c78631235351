//! How long to wait before trying again: doubling, with jitter, up to a ceiling.

use std::time::Duration;

/// Pauses between attempts. Jitter keeps many listeners from coming back at the same moment.
pub(super) struct Backoff {
    min: Duration,
    max: Duration,
    next: Duration,
}

impl Backoff {
    /// The first pause is at most `min`, the longest at most `max`.
    pub(super) fn new(min: Duration, max: Duration) -> Self {
        let max = max.max(min);
        Self {
            min,
            max,
            next: min,
        }
    }

    /// The pause to make now: between half of the present step and the whole of it.
    pub(super) fn next(&mut self) -> Duration {
        let step = self.next;
        self.next = step.saturating_mul(2).min(self.max);
        step.mul_f64(rand::random_range(0.5..=1.0))
    }

    /// Starts again from the shortest pause.
    pub(super) fn reset(&mut self) {
        self.next = self.min;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_ceiling_and_start_again() {
        let mut pause = Backoff::new(Duration::from_millis(100), Duration::from_millis(350));
        for step in [100, 200, 350, 350] {
            let waited = pause.next().as_millis();
            assert!((step / 2..=step).contains(&waited), "{waited} of {step}");
        }
        pause.reset();
        assert!(pause.next().as_millis() <= 100);
    }
}

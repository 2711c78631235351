//! Short numbers by which people speak of live chats: 1 to 999, counted anew each day.

use crate::offering::day;
use chat::Timestamp;
use jiff::civil::Date;

const HIGHEST: u16 = 999;

/// The newest number, and its day.
#[derive(Debug, Default)]
pub(crate) struct Numbers(Option<(Date, u16)>);

impl Numbers {
    /// Goes on after the newest number, if that is of today.
    pub(crate) fn after(newest: Option<(Timestamp, u16)>) -> Self {
        Self(newest.map(|(at, number)| (day(at), number)))
    }

    /// The next number of the day that no live chat has.
    pub(crate) fn next(&mut self, now: Timestamp, taken: impl Fn(u16) -> bool) -> u16 {
        let today = day(now);
        let mut number = match self.0 {
            Some((day, newest)) if day == today => newest,
            _ => 0,
        };
        for _ in 0..HIGHEST {
            number = number % HIGHEST + 1;
            if !taken(number) {
                break;
            }
        }
        self.0 = Some((today, number));
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_day_counts_from_one_and_no_two_live_chats_have_the_same_number() {
        let now = Timestamp::from_millis(1_760_000_000_000);
        let mut numbers = Numbers::after(Some((now, 41)));
        assert_eq!(numbers.next(now, |_| false), 42);
        assert_eq!(numbers.next(now, |number| number == 43), 44);
        let tomorrow = now.plus(Duration::from_secs(86_400));
        assert_eq!(numbers.next(tomorrow, |number| number == 1), 2);
        let mut full = Numbers::after(Some((now, 998)));
        assert_eq!(full.next(now, |_| false), 999);
        assert_eq!(full.next(now, |_| false), 1);
    }
}

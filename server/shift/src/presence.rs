//! Whether somebody leads the shift: for now, whether somebody who may has the board open.

use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;

/// A board that goes may come back within this time, as when its page is loaded anew.
const GRACE: Duration = Duration::from_secs(10);

/// The boards that are open; cheap to clone.
#[derive(Debug, Clone)]
pub struct Leads(Arc<watch::Sender<usize>>);

impl Default for Leads {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Leads {
    /// Somebody who may lead the shift opens the board: they are there until the seat is dropped.
    pub fn sit_down(&self) -> Seat {
        self.0.send_if_modified(|boards| {
            *boards += 1;
            *boards == 1
        });
        Seat(self.clone())
    }

    /// Whether somebody leads the shift.
    pub fn led(&self) -> bool {
        *self.0.borrow() > 0
    }

    /// Wakes when somebody leads the shift who did not, or nobody does any more.
    pub fn changes(&self) -> watch::Receiver<usize> {
        self.0.subscribe()
    }

    fn stand_up(&self) {
        self.0.send_if_modified(|boards| {
            *boards -= 1;
            *boards == 0
        });
    }
}

/// A board that is open.
#[derive(Debug)]
pub struct Seat(Leads);

impl Drop for Seat {
    fn drop(&mut self) {
        let leads = self.0.clone();
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                tokio::time::sleep(GRACE).await;
                leads.stand_up();
            })),
            Err(_) => leads.stand_up(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_shift_is_led_while_a_board_is_open_and_a_page_loaded_anew_changes_nothing() {
        let leads = Leads::default();
        let mut changes = leads.changes();
        assert!(!leads.led());
        let (first, second) = (leads.sit_down(), leads.sit_down());
        assert!(leads.led() && changes.has_changed().unwrap());
        changes.mark_unchanged();
        drop(first);
        tokio::time::sleep(GRACE * 2).await;
        assert!(leads.led(), "a colleague is still there");
        drop(second);
        let again = leads.sit_down();
        tokio::time::sleep(GRACE * 2).await;
        assert!(leads.led() && !changes.has_changed().unwrap());
        drop(again);
        tokio::time::sleep(GRACE * 2).await;
        assert!(!leads.led() && changes.has_changed().unwrap());
    }
}

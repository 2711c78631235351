//! Who leads the shift now: taken, handed over with a note, and missed while the service is open.

use crate::calendar::Hours;
use crate::kept::{Keeper, Kept};
use crate::refused::text;
use crate::tidings::{Tidings, Topic};
use crate::{Person, Refused};
use chat::{Clock, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const MOST_CHARACTERS: usize = 500;
/// Nobody leads a shift for longer: they have forgotten to leave it.
const LONGEST: Duration = Duration::from_secs(16 * 3600);
/// A note is for the next shift, and gone after a weekend.
const NOTE_LASTS: Duration = Duration::from_secs(72 * 3600);

/// Somebody who took the shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user id.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// Since when, in milliseconds since 1970.
    pub since: i64,
}

/// What whoever led the shift left for the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    text: String,
    at: i64,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    leader: Option<Holder>,
    /// Who took it while somebody had it.
    also: Vec<Holder>,
    offered_to: Option<String>,
    note: Option<Note>,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Who leads.
    pub leader: Option<Holder>,
    /// Whom the shift is offered to, by name.
    pub offered_to: Option<String>,
    /// What was left for the next.
    pub note: Option<String>,
    /// Who took it as well.
    pub also: Vec<Holder>,
    /// Nobody has led it for too long while the service is open.
    pub nobody: bool,
}

/// Who leads the shift; cheap to clone.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    tidings: Tidings,
    nobody_after: Duration,
    state: Kept<State>,
    /// Since when nobody has led it while the service is open, and whether that was told.
    vacant: Mutex<(Option<Timestamp>, bool)>,
}

impl Watch {
    pub(crate) fn new(
        clock: Clock,
        keeper: &Keeper,
        tidings: &Tidings,
        nobody_after: Duration,
    ) -> Self {
        let told = (tidings, Topic::Shift);
        Self(Arc::new(Inner {
            clock,
            tidings: tidings.clone(),
            nobody_after,
            state: Kept::new("watch", keeper, told, State::default),
            vacant: Mutex::default(),
        }))
    }

    /// Somebody takes the shift: they lead it if nobody does or it was offered to them; else both have
    /// taken it, until one of them keeps it.
    ///
    /// # Errors
    /// None but of the room.
    pub async fn take(&self, who: &Person) -> Result<(), Refused> {
        let holder = self.holder(who);
        let change = |state: &mut State| {
            let offered = state.offered_to.as_deref() == Some(&*who.name);
            match &state.leader {
                Some(leader) if leader.id == holder.id => return Ok(()),
                Some(_) if !offered => {
                    if state.also.iter().all(|also| also.id != holder.id) {
                        state.also.push(holder);
                    }
                    return Ok(());
                }
                _ => {}
            }
            state.also.retain(|also| also.id != holder.id);
            state.leader = Some(holder);
            state.offered_to = None;
            Ok(())
        };
        self.0.state.change(change).await
    }

    /// Whoever leads the shift leaves it with a note, to somebody who is to take it, or to nobody: one
    /// that is offered is still led until it is taken. Who took it as well no longer does.
    ///
    /// # Errors
    /// Somebody who has not taken it, a note or a name that is too long.
    pub async fn leave(&self, who: &Person, to: Option<&str>, note: &str) -> Result<(), Refused> {
        let note = text(
            note,
            MOST_CHARACTERS,
            "the note is longer than 500 characters",
        )?;
        let to = to.map(|to| text(to, 80, "the name is longer than 80 characters"));
        let to = to.transpose()?.flatten();
        let at = self.0.clock.now().millis();
        let change = |state: &mut State| {
            let is = |holder: &Holder| holder.id == who.id.as_str();
            if !state.leader.as_ref().is_some_and(is) {
                let before = state.also.len();
                state.also.retain(|also| !is(also));
                let left = state.also.len() < before;
                return left
                    .then_some(())
                    .ok_or(Refused("you do not lead the shift"));
            }
            if let Some(text) = note {
                state.note = Some(Note { text, at });
            }
            state.offered_to = to;
            if state.offered_to.is_none() {
                state.leader = (!state.also.is_empty()).then(|| state.also.remove(0));
            }
            Ok(())
        };
        self.0.state.change(change).await
    }

    /// Of several who have taken the shift one keeps it: the others no longer do.
    ///
    /// # Errors
    /// Somebody who has not taken it.
    pub async fn keep(&self, who: &Person) -> Result<(), Refused> {
        let change = |state: &mut State| {
            let taken = state.leader.iter().chain(&state.also);
            let own = taken.into_iter().find(|one| one.id == who.id.as_str());
            let own = own.cloned().ok_or(Refused("you do not lead the shift"))?;
            state.leader = Some(own);
            state.also.clear();
            state.offered_to = None;
            Ok(())
        };
        self.0.state.change(change).await
    }

    /// How it stands.
    pub fn stand(&self) -> Stand {
        let now = self.0.clock.now();
        let state = self.0.state.now();
        let note_since = now.minus(NOTE_LASTS).millis();
        let note = state.note.as_ref().filter(|note| note.at > note_since);
        Stand {
            leader: state.leader.clone(),
            offered_to: state.offered_to.clone(),
            note: note.map(|note| note.text.clone()),
            also: state.also.clone(),
            nobody: self.vacant().1,
        }
    }

    /// Ends what was forgotten, and looks whether somebody leads while the service is open: somebody who
    /// took it and has the board open.
    pub(crate) async fn look_at_the_clock(
        &self,
        now: Timestamp,
        hours: &Hours,
        has_board: impl Fn(&str) -> bool,
    ) {
        let since = now.minus(LONGEST).millis();
        let forgotten = |holder: &Holder| holder.since <= since;
        let over = {
            let state = self.0.state.now();
            let mut taken = state.leader.iter().chain(&state.also);
            taken.any(forgotten)
        };
        if over {
            let change = |state: &mut State| {
                state.also.retain(|also| !forgotten(also));
                if state.leader.as_ref().is_some_and(forgotten) {
                    state.leader = (!state.also.is_empty()).then(|| state.also.remove(0));
                    state.offered_to = None;
                }
                Ok::<_, Refused>(())
            };
            // It cannot be refused.
            let _ = self.0.state.change(change).await;
        }
        let led = {
            let state = self.0.state.now();
            let mut taken = state.leader.iter().chain(&state.also);
            taken.any(|holder| has_board(&holder.id))
        };
        let mut vacant = self.vacant();
        let before = vacant.1;
        *vacant = match vacant.0 {
            _ if led || !hours.open => (None, false),
            since => {
                let since = since.unwrap_or(now);
                (Some(since), since.plus(self.0.nobody_after) <= now)
            }
        };
        let other = vacant.1 != before;
        drop(vacant);
        if other {
            self.0.tidings.tell(Topic::Shift);
        }
    }

    fn holder(&self, who: &Person) -> Holder {
        Holder {
            id: who.id.as_str().to_owned(),
            name: who.name.to_string(),
            since: self.0.clock.now().millis(),
        }
    }

    fn vacant(&self) -> std::sync::MutexGuard<'_, (Option<Timestamp>, bool)> {
        self.0.vacant.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chat::CounsellorId;

    const START: Timestamp = Timestamp::from_millis(1_700_000_000_000);
    const MINUTE: Duration = Duration::from_secs(60);

    fn person(name: &str) -> Person {
        Person::new(CounsellorId::new(format!("dev:{name}")), name)
    }

    fn watch() -> (Watch, Clock) {
        let clock = Clock::fixed(START);
        let (keeper, tidings) = (Keeper::default(), Tidings::default());
        (
            Watch::new(clock.clone(), &keeper, &tidings, 5 * MINUTE),
            clock,
        )
    }

    fn leader(watch: &Watch) -> Option<String> {
        watch.stand().leader.map(|leader| leader.name)
    }

    fn hours(open: bool) -> Hours {
        Hours {
            open,
            opens: None,
            closes: None,
            season: None,
        }
    }

    #[tokio::test]
    async fn a_shift_is_handed_over_with_a_note_and_led_until_it_is_taken() {
        let ((watch, _), ingrid, per) = (watch(), person("Ingrid"), person("Per"));
        watch.take(&ingrid).await.unwrap();
        assert_eq!(
            watch.leave(&per, None, "").await.unwrap_err().said(),
            "you do not lead the shift"
        );
        watch
            .leave(&ingrid, Some("Per"), "To vil ha debrief.")
            .await
            .unwrap();
        assert_eq!(leader(&watch).as_deref(), Some("Ingrid"));
        watch.take(&per).await.unwrap();
        let stand = watch.stand();
        assert_eq!(leader(&watch).as_deref(), Some("Per"));
        assert_eq!(stand.note.as_deref(), Some("To vil ha debrief."));
        assert!(stand.also.is_empty() && stand.offered_to.is_none());
        watch.leave(&per, None, "").await.unwrap();
        assert_eq!(leader(&watch), None);
    }

    #[tokio::test]
    async fn of_two_who_took_it_both_are_seen_until_one_keeps_it() {
        let ((watch, _), ingrid, per) = (watch(), person("Ingrid"), person("Per"));
        watch.take(&ingrid).await.unwrap();
        watch.take(&per).await.unwrap();
        watch.take(&per).await.unwrap();
        let also: Vec<_> = watch
            .stand()
            .also
            .into_iter()
            .map(|also| also.name)
            .collect();
        assert_eq!(
            (leader(&watch).as_deref(), also),
            (Some("Ingrid"), vec!["Per".to_owned()])
        );
        assert!(watch.keep(&person("Ola")).await.is_err());
        watch.keep(&per).await.unwrap();
        assert_eq!(leader(&watch).as_deref(), Some("Per"));
        assert!(watch.stand().also.is_empty());
    }

    #[tokio::test]
    async fn nobody_is_missed_within_opening_hours_only_and_a_forgotten_shift_ends() {
        let ((watch, clock), ingrid) = (watch(), person("Ingrid"));
        let look = async |minutes: u32, open: bool, there: bool| {
            let now = START.plus(minutes * MINUTE);
            clock.set(now);
            watch.look_at_the_clock(now, &hours(open), |_| there).await;
            watch.stand().nobody
        };
        assert!(!look(0, false, false).await && !look(60, false, false).await);
        assert!(!look(61, true, false).await && !look(65, true, false).await);
        assert!(look(66, true, false).await);
        watch.take(&ingrid).await.unwrap();
        assert!(!look(67, true, true).await);
        assert!(!look(68, true, false).await, "a page may be loaded anew");
        assert!(look(73, true, false).await, "who took it is not there");
        assert!(!look(74, false, false).await);
        look(67 + 16 * 60, false, false).await;
        assert_eq!(leader(&watch), None);
    }
}

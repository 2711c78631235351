//! Who is there: with a panel open, in how many chats, away or on the phone; and who has the board open.

use crate::platform::{OnPlatform, Platform};
use crate::tidings::{Tidings, Topic};
use crate::{Person, Refused};
use chat::{Clock, CounsellorId, Timestamp};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;

/// A page that goes may come back within this time, as when it is loaded anew.
const GRACE: Duration = Duration::from_secs(10);
/// Nobody is away for longer without saying so again.
const LONGEST_AWAY: Duration = Duration::from_secs(12 * 3600);

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Has a chat, or more.
    InChat,
    /// Has none.
    Free,
    /// Is not there.
    Away,
    /// Talks on the phone.
    Phone,
}

impl Doing {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::InChat => "in_chat",
            Self::Free => "free",
            Self::Away => "away",
            Self::Phone => "phone",
        }
    }
}

/// Somebody with a panel open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// The name shown.
    pub name: Arc<str>,
    /// What they do.
    pub doing: Doing,
    /// Their live chats.
    pub chats: usize,
    /// When they mean to be back, if they are away and said so.
    pub away_until: Option<Timestamp>,
    /// Since when they do what they do.
    pub since: Timestamp,
    /// What the chat platform says of them, where it says anything.
    pub platform: Option<OnPlatform>,
}

#[derive(Debug)]
struct Entry {
    name: Arc<str>,
    panels: usize,
    boards: usize,
    away: Option<Timestamp>,
    phone: bool,
    chats: usize,
    doing: Doing,
    since: Timestamp,
}

/// The people on shift; cheap to clone.
#[derive(Debug, Clone)]
pub struct People(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    tidings: Tidings,
    all: Mutex<HashMap<CounsellorId, Entry>>,
    platform: Mutex<Platform>,
}

/// Which page somebody has open.
#[derive(Debug, Clone, Copy)]
enum Page {
    Panel,
    Board,
}

/// A page that is open: its person is there until it is dropped.
#[derive(Debug)]
pub struct OpenPage {
    people: People,
    id: CounsellorId,
    page: Page,
}

impl People {
    pub(crate) fn new(clock: Clock, tidings: Tidings) -> Self {
        Self(Arc::new(Inner {
            clock,
            tidings,
            all: Mutex::default(),
            platform: Mutex::default(),
        }))
    }

    /// A counsellor opens a panel.
    pub fn open_panel(&self, who: &Person) -> OpenPage {
        self.open(who, Page::Panel)
    }

    /// Somebody who may lead the shift opens the board.
    pub fn open_board(&self, who: &Person) -> OpenPage {
        self.open(who, Page::Board)
    }

    /// Away, until a time if one is given with it; or back.
    ///
    /// # Errors
    /// A time that has passed or is too far off, and somebody without a panel.
    pub fn away(&self, who: &CounsellorId, until: Option<Timestamp>) -> Result<(), Refused> {
        let now = self.0.clock.now();
        if until.is_some_and(|until| until <= now || until > now.plus(LONGEST_AWAY)) {
            return Err(Refused("`until` must be within the next twelve hours"));
        }
        self.change(who, |entry| entry.away = until)
    }

    /// On the phone, or no longer.
    ///
    /// # Errors
    /// Somebody without a panel.
    pub fn phone(&self, who: &CounsellorId, on: bool) -> Result<(), Refused> {
        self.change(who, |entry| entry.phone = on)
    }

    /// What the chat platform says of somebody, since when. What they say themselves stands beside it.
    pub fn platform_says(&self, who: CounsellorId, state: OnPlatform, since: Timestamp) {
        if self.platform().says(who, state, since) {
            self.0.tidings.tell(Topic::People);
        }
    }

    /// How many live chats each counsellor has now.
    pub fn chats_are(&self, chats: &HashMap<CounsellorId, usize>) {
        let now = self.0.clock.now();
        let mut changed = false;
        for (id, entry) in self.all().iter_mut() {
            let count = chats.get(id).copied().unwrap_or_default();
            changed |= entry.chats != count;
            entry.chats = count;
            entry.judge(now);
        }
        if changed {
            self.0.tidings.tell(Topic::People);
        }
    }

    /// Who is away no longer than they said.
    pub(crate) fn look_at_the_clock(&self, now: Timestamp) {
        let mut changed = false;
        for entry in self.all().values_mut() {
            if entry.away.is_some_and(|until| until <= now) {
                entry.away = None;
                entry.judge(now);
                changed = true;
            }
        }
        if changed {
            self.0.tidings.tell(Topic::People);
        }
    }

    /// Everybody with a panel open, by name.
    pub fn present(&self) -> Vec<Present> {
        let (all, platform) = (self.all(), self.platform());
        let mut present: Vec<_> = all
            .iter()
            .filter(|(_, entry)| entry.panels > 0)
            .map(|(id, entry)| entry.shown(platform.of(id)))
            .collect();
        present.sort_by(|one, other| one.name.cmp(&other.name));
        present
    }

    /// One of them.
    pub fn one(&self, who: &CounsellorId) -> Option<Present> {
        let all = self.all();
        let entry = all.get(who).filter(|entry| entry.panels > 0);
        entry.map(|entry| entry.shown(self.platform().of(who)))
    }

    /// Whether somebody has the board open.
    pub fn has_board(&self, who: &str) -> bool {
        let all = self.all();
        let boards = |(id, entry): (&CounsellorId, &Entry)| id.as_str() == who && entry.boards > 0;
        all.iter().any(boards)
    }

    /// Whose panel is open under this name: pages know people by name.
    pub fn id_of(&self, name: &str) -> Option<CounsellorId> {
        let all = self.all();
        let named: BTreeMap<_, _> = all
            .iter()
            .filter(|(_, entry)| entry.panels > 0 && &*entry.name == name)
            .collect();
        named.into_keys().next().cloned()
    }

    fn open(&self, who: &Person, page: Page) -> OpenPage {
        let now = self.0.clock.now();
        let mut all = self.all();
        let entry = all.entry(who.id.clone()).or_insert_with(|| Entry {
            name: Arc::clone(&who.name),
            panels: 0,
            boards: 0,
            away: None,
            phone: false,
            chats: 0,
            doing: Doing::Free,
            since: now,
        });
        if entry.panels == 0 && matches!(page, Page::Panel) {
            entry.since = now;
        }
        *entry.pages(page) += 1;
        drop(all);
        self.0.tidings.tell(Topic::People);
        OpenPage {
            people: self.clone(),
            id: who.id.clone(),
            page,
        }
    }

    fn close(&self, id: &CounsellorId, page: Page) {
        let mut all = self.all();
        if let Some(entry) = all.get_mut(id) {
            *entry.pages(page) -= 1;
            if entry.panels == 0 {
                (entry.away, entry.phone) = (None, false);
                if entry.boards == 0 {
                    all.remove(id);
                }
            }
        }
        drop(all);
        self.0.tidings.tell(Topic::People);
    }

    fn change(&self, who: &CounsellorId, work: impl FnOnce(&mut Entry)) -> Result<(), Refused> {
        let now = self.0.clock.now();
        let mut all = self.all();
        let entry = all.get_mut(who).filter(|entry| entry.panels > 0);
        let entry = entry.ok_or(Refused("no panel of yours is open"))?;
        work(entry);
        entry.judge(now);
        drop(all);
        self.0.tidings.tell(Topic::People);
        Ok(())
    }

    /// Locked after [`People::all`], where both are.
    fn platform(&self) -> MutexGuard<'_, Platform> {
        let platform = self.0.platform.lock();
        platform.unwrap_or_else(PoisonError::into_inner)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<CounsellorId, Entry>> {
        self.0.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn pages(&mut self, page: Page) -> &mut usize {
        match page {
            Page::Panel => &mut self.panels,
            Page::Board => &mut self.boards,
        }
    }

    fn judge(&mut self, now: Timestamp) {
        let doing = match (self.phone, self.away, self.chats) {
            (true, ..) => Doing::Phone,
            (_, Some(_), _) => Doing::Away,
            (.., 0) => Doing::Free,
            _ => Doing::InChat,
        };
        if doing != self.doing {
            (self.doing, self.since) = (doing, now);
        }
    }

    fn shown(&self, platform: Option<OnPlatform>) -> Present {
        Present {
            name: Arc::clone(&self.name),
            doing: self.doing,
            chats: self.chats,
            away_until: self.away.filter(|_| self.doing == Doing::Away),
            since: self.since,
            platform,
        }
    }
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        let (people, id, page) = (self.people.clone(), self.id.clone(), self.page);
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                tokio::time::sleep(GRACE).await;
                people.close(&id, page);
            })),
            Err(_) => people.close(&id, page),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_700_000_000_000);
    const MINUTE: Duration = Duration::from_secs(60);

    fn kari() -> Person {
        Person::new(CounsellorId::new("dev:Kari"), "Kari")
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_a_panel_open_is_there_with_what_they_do_and_since_when() {
        let clock = Clock::fixed(START);
        let people = People::new(clock.clone(), Tidings::default());
        assert!(people.away(&kari().id, None).is_err());
        let page = people.open_panel(&kari());
        let doing = || people.one(&kari().id).map(|one| (one.doing, one.since));
        assert_eq!(doing(), Some((Doing::Free, START)));
        let later = START.plus(MINUTE);
        clock.set(later);
        people.chats_are(&HashMap::from([(kari().id, 2)]));
        assert_eq!(doing(), Some((Doing::InChat, later)));
        people.phone(&kari().id, true).unwrap();
        assert_eq!(doing(), Some((Doing::Phone, later)));
        people.phone(&kari().id, false).unwrap();
        assert!(people.away(&kari().id, Some(START)).is_err());
        people.away(&kari().id, Some(later.plus(MINUTE))).unwrap();
        assert_eq!(people.present()[0].away_until, Some(later.plus(MINUTE)));
        let back = later.plus(2 * MINUTE);
        people.look_at_the_clock(back);
        assert_eq!(doing(), Some((Doing::InChat, back)));
        // A page loaded anew changes nothing; one that stays away does.
        drop(page);
        let again = people.open_panel(&kari());
        tokio::time::sleep(GRACE * 2).await;
        assert_eq!(people.present().len(), 1);
        drop(again);
        tokio::time::sleep(GRACE * 2).await;
        assert!(people.present().is_empty() && people.all().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_board_is_no_panel() {
        let people = People::new(Clock::fixed(START), Tidings::default());
        let board = people.open_board(&kari());
        assert!(people.present().is_empty() && people.has_board("dev:Kari"));
        drop(board);
        tokio::time::sleep(GRACE * 2).await;
        assert!(!people.has_board("dev:Kari"));
    }
}

//! One chat on one platform, followed by a sidecar and watched by two pages.

use super::eyes::Eyes;
use super::platform::{Line, Platform};
use chat::{Clock, Speaker};
use harness::TestSidecar;
use journal::Journal;

/// The chat that everything happens in.
pub(super) const CHAT: &str = "a";

pub(super) struct Scene<P> {
    pub(super) platform: P,
    pub(super) sidecar: TestSidecar,
    pub(super) eyes: Eyes,
    pub(super) clock: Clock,
    /// What should show, in order.
    pub(super) said: Vec<Line>,
    /// So many lines were made up.
    count: usize,
}

impl<P: Platform> Scene<P> {
    /// A chat in which a little was said, and is shown. `None` if a partner is left out.
    pub(super) async fn begin() -> Option<Self> {
        Self::with_clock_off(0).await
    }

    /// The same on a platform whose clock is off.
    pub(super) async fn with_clock_off(seconds: i64) -> Option<Self> {
        let mut platform = P::start().await?;
        let clock = platform.clock_is_off(seconds);
        let sidecar = TestSidecar::at(clock.clone(), |settings| platform.settings(settings)).await;
        platform.connect(&sidecar).await;
        let eyes = Eyes::open(&sidecar).await;
        let said = platform.open(CHAT).await;
        let mut scene = Self {
            platform,
            sidecar,
            eyes,
            clock,
            said,
            count: 0,
        };
        scene.talk(3).await;
        scene.eyes.read_along().await;
        scene.all_shows("the chat has begun").await;
        Some(scene)
    }

    /// So many lines that nobody has written yet.
    pub(super) fn lines(&mut self, how_many: usize) -> Vec<Line> {
        let new = (0..how_many).map(|_| {
            self.count += 1;
            let from = match self.count % 2 {
                1 => Speaker::Veisoker,
                _ => Speaker::Veileder,
            };
            let text = format!("dette er nummer {}", self.count);
            Line { from, text }
        });
        new.collect()
    }

    /// So many lines are written, and come.
    pub(super) async fn talk(&mut self, how_many: usize) {
        for line in self.lines(how_many) {
            self.platform.says(CHAT, &line).await;
            self.said.push(line);
        }
    }

    /// So many lines are written, and do not come; gives them back.
    pub(super) async fn talk_in_vain(&mut self, how_many: usize) -> Vec<Line> {
        let lines = self.lines(how_many);
        for line in &lines {
            self.platform.says_in_vain(CHAT, line).await;
        }
        lines
    }

    /// Waits until exactly what was said is shown, and nothing is said to be missing.
    pub(super) async fn all_shows(&mut self, what: &str) {
        let said = self.said.clone();
        let all = |eyes: &Eyes| eyes.shows(&said) && eyes.gaps().is_empty();
        self.eyes.until(all, what).await;
    }

    /// We are there again, after a stop.
    pub(super) async fn start_again(&mut self) {
        self.sidecar.restart().await;
        self.platform.connect(&self.sidecar).await;
        self.eyes = Eyes::open(&self.sidecar).await;
    }

    /// Stops the sidecar, and looks whether everything that was received has been read.
    pub(super) async fn nothing_is_left_unread(mut self) {
        self.sidecar.stop().await;
        let store = self.sidecar.folder().join("store");
        let (journal, remembered, writer) = Journal::open(&store).await.unwrap();
        for open in &remembered.open {
            let unread = open.events.values().filter(|read| !**read).count();
            assert_eq!(unread, 0, "of {} messages", open.events.len());
        }
        drop(journal);
        writer.await.unwrap();
    }
}

//! A chat platform under a test's thumb: what every feed's platform can be made to do, and what may be
//! expected of it.

use app::settings::Settings;
use chat::{Clock, Speaker, Timestamp};
use harness::TestSidecar;

/// The name that the counsellor of every chat logs in with; `dev:Kari` to the settings.
pub(super) const COUNSELLOR: &str = "Kari";

/// What becomes of a message whose delivery is lost, with everything that the platform tries of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// It is had all the same: sent again until it is acknowledged, or asked of what the source keeps.
    Had,
    /// It is gone, and what comes after it tells that something is missing: the panel says so.
    Missed,
    /// It is gone, and nothing that the source sends tells. The documentation of the feed must say so.
    Unnoticed,
}

/// What happens when something is said in a chat that was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AfterEnd {
    /// Nobody sees it: only a veisøker who comes in opens a chat.
    Nothing,
    /// A veisøker who writes opens a new chat, in which that is the first message; what a counsellor writes
    /// opens nothing.
    VeisokerOpens,
}

/// One message, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// By whom; never the system.
    pub(super) from: Speaker,
    /// Plain text without markup.
    pub(super) text: String,
}

/// A chat platform. Chats go by names that the test chooses (`a`, `b`); what the platform calls them, and
/// every id, is its own. Each method returns once the platform has done its part (sent and answered, or
/// given up); whether the panel shows it is the test's to see.
pub(super) trait Platform: Sized {
    /// What becomes of what is lost.
    const LOST: Lost;
    /// Whether what was read before our restart can be had again, so that the panel has the words back.
    const KEEPS: bool;
    /// What becomes of what comes too late.
    const AFTER_END: AfterEnd;
    /// Whether messages can come in another order than they were written.
    const REORDERS: bool;
    /// Whether people can go on writing while the source and we cannot reach each other.
    const WRITES_WHILE_AWAY: bool;
    /// Whether a standing connection tells us that the source is away, so that the panel can say so.
    const SEEN_AWAY: bool;

    /// Starts it; `None` if a partner is left out by `LEDSAGER_WITHOUT`.
    async fn start() -> Option<Self>;

    /// Sets what the sidecar needs to follow it, `dev:Kari` among it where the platform has another name for
    /// her. Pauses that a person waits for without noticing may be short here: a test waits for them often.
    fn settings(&self, settings: &mut Settings);

    /// The source's clock is fast by so many seconds (slow if negative), from now on. Gives the clock that
    /// the sidecar is to run with: the right one, or one that is off the other way where the platform is a
    /// real server whose clock cannot be set. Called before the sidecar is started.
    fn clock_is_off(&mut self, seconds: i64) -> Clock;

    /// The sidecar was started, at an address it did not have before: the platform connects to it or learns
    /// the address, and sends what it sends of itself to somebody who was away.
    async fn connect(&mut self, sidecar: &TestSidecar);

    /// A veisøker and the counsellor are in a chat together. Where the platform tells who is there only by
    /// what they write, each has written something: gives back those lines.
    async fn open(&mut self, chat: &str) -> Vec<Line>;

    /// Somebody writes, and it is delivered: over and over where the platform is told to come again. A refusal
    /// for good is an answer as well; where there is no chat to write in any more, nothing is written.
    async fn says(&mut self, chat: &str, line: &Line);

    /// Somebody writes, and its delivery is lost: on the way, or because one of us is away.
    async fn says_in_vain(&mut self, chat: &str, line: &Line);

    /// These are written in this order and delivered in another. Only called if [`Platform::REORDERS`].
    async fn says_out_of_order(&mut self, chat: &str, lines: &[Line]);

    /// These are written and delivered as quickly as the platform can.
    async fn bursts(&mut self, chat: &str, lines: &[Line]);

    /// Everything that was delivered in this chat since it was opened is delivered again, as it was: same
    /// ids, same order. Where nothing can be, what comes nearest: a new connection over which it is asked for.
    async fn repeats(&mut self, chat: &str);

    /// The chat is over.
    async fn ends(&mut self, chat: &str);

    /// The platform's own schedule of trying again runs to its end, as it would in ten minutes, with fewer
    /// or shorter pauses; a connection that should stand is made anew if it is broken. What that does not
    /// bring, and no archive, is lost for good.
    async fn ten_minutes_pass(&mut self);

    /// The source cannot reach us, nor we the source: open connections are closed, new ones refused.
    async fn goes_away(&mut self);

    /// It is there again. What it does then of itself is done by [`Platform::ten_minutes_pass`].
    async fn comes_back(&mut self);

    /// A second secret is good at our side, in the files that the settings name, beside the first; where the
    /// protocol has room for one only, it is the one that is good from now on. The platform has the first.
    async fn second_secret_is_good(&mut self);

    /// The platform goes over to the second secret.
    async fn takes_second_secret(&mut self);

    /// The first secret is good no more.
    async fn first_secret_is_withdrawn(&mut self);

    /// Somebody comes with the first secret: whether they are refused. Waits, with a deadline, until what was
    /// withdrawn can be known to be.
    async fn first_secret_is_refused(&mut self) -> bool;
}

/// For a platform whose clock is this machine's: ours, as far to the other side.
pub(super) fn our_clock_as_far_off(seconds: i64) -> Clock {
    match seconds {
        0 => Clock::system(),
        off => {
            let ours = Clock::system().now().millis() - off * 1_000;
            Clock::fixed(Timestamp::from_millis(ours))
        }
    }
}

//! Group chats on a real Prosody, with two people on clients nobody here wrote. It is we who connect: what
//! was said meanwhile is in the server's archive.

use super::keeps_its_word;
use super::platform::{AfterEnd, COUNSELLOR, Line, Lost, Platform, our_clock_as_far_off};
use app::settings::Settings;
use chat::{Clock, Speaker};
use feed::xmpp::XmppConfig;
use harness::prosody::Prosody;
use harness::two_people::TwoPeople;
use harness::{DEADLINE, TestSidecar};
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

const LISTENER: &str = "ledsager";
const SECRETS: [&str; 2] = ["hemmelig", "hemmeligere"];
const VEISOKER: &str = "veisøker";
const VEILEDER: &str = "veileder";
/// A room that was destroyed can be opened again, as a platform does that has one for each veisøker.
const NO_TOMBSTONES: &str = "muc_tombstones = false";
/// So often a log is looked at that somebody else writes.
const LOOK: Duration = Duration::from_millis(20);

struct Xmpp {
    prosody: Prosody,
    people: TwoPeople,
    secrets: TempDir,
    /// The rooms that were destroyed.
    over: HashSet<String>,
}

impl Xmpp {
    fn password_file(&self) -> PathBuf {
        self.secrets.path().join("password")
    }

    fn we_log_in_with(&self, secret: &str) {
        std::fs::write(self.password_file(), format!("{secret}\n")).unwrap();
    }

    async fn say(&mut self, line: &Line) {
        self.people.say(who(line), &line.text).await;
    }

    fn refused_logins(&self) -> usize {
        self.prosody.log().matches("<not-authorized").count()
    }
}

fn who(line: &Line) -> &'static str {
    match line.from {
        Speaker::Veisoker => VEISOKER,
        _ => VEILEDER,
    }
}

fn room(chat: &str) -> String {
    format!("veiledning-{chat}@{}", Prosody::ROOMS)
}

impl Platform for Xmpp {
    const LOST: Lost = Lost::Had;
    const KEEPS: bool = true;
    const AFTER_END: AfterEnd = AfterEnd::VeisokerOpens;
    /// One stream, in the room's own order.
    const REORDERS: bool = false;
    const WRITES_WHILE_AWAY: bool = true;
    const SEEN_AWAY: bool = true;

    async fn start() -> Option<Self> {
        let accounts = [(LISTENER, SECRETS[0]), ("gjest", "gjest"), ("kari", "kari")];
        let prosody = Prosody::start(&accounts, NO_TOMBSTONES).await?;
        let people = [
            (VEISOKER, "gjest@localhost", "gjest"),
            (VEILEDER, "kari@localhost", "kari"),
        ];
        let platform = Self {
            people: TwoPeople::log_in(prosody.client_port(), &people).await?,
            prosody,
            secrets: tempfile::tempdir().unwrap(),
            over: HashSet::new(),
        };
        platform.we_log_in_with(SECRETS[0]);
        Some(platform)
    }

    fn settings(&self, settings: &mut Settings) {
        let feed = format!(
            r#"
            name = "xmpp"
            url = "{}"
            jid = "{LISTENER}@localhost"
            password_file = "{}"
            service = "{}"
            discover_every_seconds = 1
            backoff_min_ms = 50
            backoff_max_seconds = 1
            [[rooms]]
            jid = "{}"
            counsellors = ["kari@localhost"]
            "#,
            self.prosody.url(),
            self.password_file().display(),
            Prosody::ROOMS,
            room("*"),
        );
        settings.feed.xmpp = Some(toml::from_str::<XmppConfig>(&feed).unwrap());
        let user = format!("dev:{COUNSELLOR}");
        settings
            .access
            .known_as
            .insert("kari@localhost".to_owned(), user);
    }

    fn clock_is_off(&mut self, seconds: i64) -> Clock {
        our_clock_as_far_off(seconds)
    }

    async fn connect(&mut self, _sidecar: &TestSidecar) {
        self.prosody.mend_line();
    }

    async fn open(&mut self, chat: &str) -> Vec<Line> {
        self.people.join(VEISOKER, &room(chat), "gjest").await;
        self.people.join(VEILEDER, &room(chat), "Kari").await;
        Vec::new()
    }

    async fn says(&mut self, chat: &str, line: &Line) {
        self.prosody.mend_line();
        if self.over.contains(chat) {
            if line.from != Speaker::Veisoker {
                return; // there is no room to say it in
            }
            self.over.remove(chat);
            self.people.join(VEISOKER, &room(chat), "gjest").await;
        }
        self.say(line).await;
    }

    async fn says_in_vain(&mut self, _chat: &str, line: &Line) {
        self.prosody.cut_line();
        self.say(line).await;
    }

    async fn says_out_of_order(&mut self, _chat: &str, _lines: &[Line]) {
        unreachable!("it cannot")
    }

    async fn bursts(&mut self, _chat: &str, lines: &[Line]) {
        // Each waits for the other, not for themselves: else who was first would be chance.
        for run in lines.chunk_by(|one, next| one.from == next.from) {
            let texts: Vec<_> = run.iter().map(|line| line.text.as_str()).collect();
            self.people.say_all(who(&run[0]), &texts).await;
        }
    }

    async fn repeats(&mut self, _chat: &str) {
        // Nothing is sent twice over one stream; over a new one the archive is asked.
        self.prosody.kill_connections();
    }

    async fn ends(&mut self, chat: &str) {
        // Who opened the room is its owner.
        self.people.destroy_room(VEISOKER).await;
        self.over.insert(chat.to_owned());
    }

    async fn ten_minutes_pass(&mut self) {
        self.prosody.mend_line();
    }

    async fn goes_away(&mut self) {
        self.prosody.cut_line();
    }

    async fn comes_back(&mut self) {
        self.prosody.mend_line();
    }

    async fn second_secret_is_good(&mut self) {
        // An account has one password: that of our file holds for the next login.
        self.prosody.set_password(LISTENER, SECRETS[1]);
        self.we_log_in_with(SECRETS[1]);
    }

    async fn takes_second_secret(&mut self) {
        self.prosody.kill_connections();
    }

    async fn first_secret_is_withdrawn(&mut self) {}

    async fn first_secret_is_refused(&mut self) -> bool {
        let before = self.refused_logins();
        self.we_log_in_with(SECRETS[0]);
        self.prosody.kill_connections();
        let end = Instant::now() + DEADLINE;
        while self.refused_logins() == before && Instant::now() < end {
            sleep(LOOK).await;
        }
        let refused = self.refused_logins() > before;
        self.we_log_in_with(SECRETS[1]);
        refused
    }
}

keeps_its_word!(Xmpp);

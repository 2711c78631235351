//! A whole sidecar: built from settings, listening, and stopped in order.

use crate::data::{
    about_tracker, guidance_model, in_the_services_words, own_prompts, services, tracker_model,
    workshop,
};
use crate::digest::digest;
use crate::forgetting::Forgetting;
use crate::hooks;
use crate::judged::judge;
use crate::knowledge::Knowledge;
use crate::outgoing::Outgoing;
use crate::settings::{Login, Settings};
use crate::shift_post;
use crate::tier::LiveTier;
use crate::tokens::{feed_tokens, subscriber_tokens};
use crate::told::{keeping, known_as, session_settings, shift_settings};
use crate::tried::{self, Tried};
use crate::zendesk::zendesk;
use access::{DevelopmentLogin, Logins};
use anyhow::{Context, bail};
use articles::store::Store;
use chat::{Clock, SourceName};
use feed::FeedStatus;
use jiff::Timestamp;
use journal::Journal;
use language::Encoder;
use session::{Sessions, Watchwords};
use shift::{Keeper, Shift};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use suggestions::{Policy, Suggestions};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use web::{
    AfterTheChat, FeedDesk, Flow, Hooks, Moments, Reports, Rooms, Stage, Texts, WithoutHits,
};

/// What only the demo and the tests set.
#[derive(Debug, Default)]
pub struct Options {
    /// Pages opened without a login log their visitor in.
    pub open_login: bool,
    /// Names the login page offers.
    pub names: Vec<String>,
    /// Feeds besides those of the settings: name and token.
    pub feeds: Vec<(String, String)>,
    /// The time.
    pub clock: Clock,
    /// Makes sentence vectors in place of the encoder that the settings lead to.
    pub encoder: Option<Encoder>,
}

/// A running sidecar.
pub struct Sidecar {
    address: SocketAddr,
    stop: CancellationToken,
    sessions: Sessions,
    tier: String,
    /// Ends its writing when it is dropped, after everything that asks it.
    knowledge: Knowledge,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Tasks that run as long as the sidecar does; one that ends early stops it.
    tasks: JoinSet<&'static str>,
    journal: JoinHandle<()>,
}

impl Sidecar {
    /// Reads everything the settings name, opens the journal, and listens.
    ///
    /// # Errors
    /// One sentence on what is missing or wrong; nothing is listening then.
    pub async fn start(settings: &Settings, options: Options) -> anyhow::Result<Self> {
        judge(settings)?;
        let model = Arc::new(guidance_model(&settings.guidance.model)?);
        let services = Arc::new(services(&settings.guidance.services)?);
        let workshop = workshop(&model)?;
        let tracker = tracker_model(settings, &model)?;
        let about = about_tracker(settings, tracker.clone());
        let tier = LiveTier::choose(settings, tracker.as_deref())?;
        // Judged before anything listens: an address that others reach must not open even for a moment.
        let development = match settings.access.login {
            Login::Development => Some(DevelopmentLogin::on(
                settings.web.listen,
                options.open_login,
            )?),
            // Still for this machine alone, and whatever stands before it there.
            Login::Closed => DevelopmentLogin::on(settings.web.listen, false).map(|_| None)?,
        };
        let listener = TcpListener::bind(settings.web.listen)
            .await
            .with_context(|| format!("cannot listen on {}", settings.web.listen))?;
        let address = listener.local_addr()?;
        let tokens = feed_tokens(settings, &options)?;
        let zendesk = zendesk(settings)?;

        let folder = &settings.store.folder;
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let (journal, mut remembered, writer) = Journal::open(folder).await?;
        let keeper = Keeper::new(journal.clone(), std::mem::take(&mut remembered.shift));
        let shift = Shift::new(options.clock.clone(), &shift_settings(settings), &keeper);
        let reports = Reports::new(
            journal.clone(),
            options.clock.clone(),
            keeping(settings),
            shift_post::post(&settings.notices),
        );
        let without_hits = WithoutHits::new(
            journal.clone(),
            options.clock.clone(),
            settings.knowledge_base.keep_words_without_hits,
            settings.knowledge_base.keep_days_without_hits,
        );
        let moments = Moments::new(
            journal.clone(),
            options.clock.clone(),
            settings.knowledge_base.keep_days_without_hits,
        );
        let now = clock(&options.clock);
        let clock_of_all = Box::new(clock(&options.clock));
        let knowledge = Knowledge::open(settings, &model, tier.weights(), now()).await?;
        let suggestions = Suggestions::new(
            knowledge.store.clone(),
            knowledge.index.clone(),
            Arc::new(in_the_services_words(&model, &knowledge.store)),
        );
        let policy = Policy {
            grace_days: settings.knowledge_base.grace_days,
            ..Policy::default()
        };
        let suggestions = Arc::new(suggestions.with_policy(policy));
        let stage = tried::Stage::of(settings, tracker.as_ref(), &suggestions)?;
        let said = tier.to_string();
        tracing::info!("{said}");
        let encoder = match options.encoder {
            Some(encoder) => Some(encoder),
            None => tier.encoder(&settings.tracker)?,
        };
        let after = AfterTheChat::new(
            journal.clone(),
            options.clock.clone(),
            settings.cases.keep_days,
            Stage::new(
                tracker.clone(),
                encoder.clone(),
                Arc::clone(&suggestions),
                settings.suggestions.new_a_minute,
            ),
        );
        let deadline = Duration::from_millis(settings.tracker.vector_deadline_milliseconds);
        let own = own_prompts(knowledge.store.clone());
        let rooms = session::Rooms {
            journal,
            // without vectors nothing is done for the tier that would read them
            model: match &encoder {
                Some(_) => tracker,
                None => tracker.map(|model| Arc::new(model.small_only())),
            },
            vectors: encoder
                .clone()
                .map(|encoder| session::Vectors::new(encoder, deadline)),
            suggestions: Arc::clone(&suggestions),
            own: Arc::clone(&own),
            watchwords: {
                let rules = shift.rules.clone();
                Watchwords::new(move |said| rules.heard_in(&language::normalise(said)))
            },
            clock: options.clock.clone(),
        };
        let sessions = Sessions::start(rooms, session_settings(settings), remembered);
        let forgetting = Forgetting {
            reports: reports.clone(),
            sessions: sessions.clone(),
            without_hits: without_hits.clone(),
            moments: moments.clone(),
            after: after.clone(),
        };
        forgetting.all_that_is_old().await;

        let limits = feed::incoming::Limits {
            max_message_bytes: settings.feed.max_message_bytes,
            max_frame_bytes: settings.feed.max_frame_bytes,
            max_clock_skew: Duration::from_secs(settings.feed.max_clock_skew_seconds),
            hold: Duration::from_millis(settings.feed.hold_milliseconds),
        };
        let epoch = format!(
            "{:x}",
            chat::SessionId::from_random(rand::random()).number()
        );
        let outgoing = Outgoing::open(&settings.events, &epoch)?;
        let subscribers = subscriber_tokens(settings)?;
        let events = outgoing.events(&sessions, &options.clock, &settings.events);
        let desk = FeedDesk::new(sessions.clone(), tokens, limits, &epoch, known_as(settings))
            .with_app(zendesk.clone(), options.clock.clone());
        let hooks = Hooks::new(
            hooks::hooks(settings)?,
            desk.clone(),
            shift.people.clone(),
            hooks::taking(settings),
            options.clock.clone(),
        );
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        if let Some(xmpp) = settings.feed.xmpp.clone() {
            xmpp.check()
                .map_err(|problem| anyhow::anyhow!("[feed.xmpp]: {problem}"))?;
            let (desk, clock, stop, feeds) = (
                desk.clone(),
                options.clock.clone(),
                stop.clone(),
                sessions.clone(),
            );
            let source = SourceName::new(xmpp.name.as_str());
            let status = move |status| feeds.feed_is(&source, status == FeedStatus::Connected);
            tasks.spawn(async move {
                feed::xmpp::run(xmpp, desk, clock, status, stop).await;
                "the XMPP feed"
            });
        }
        let (counted, stopping) = (hooks.clone(), stop.clone());
        tasks.spawn(async move {
            stopping.run_until_cancelled(counted.tell_the_log()).await;
            "the counting of webhooks"
        });
        let work = knowledge.work(now, stop.clone());
        tasks.spawn(async move {
            work.await;
            "the knowledge base"
        });
        let notices = {
            let (kept, now) = (knowledge.store.clone(), clock(&options.clock));
            let make = move || std::future::ready(Some(digest(&kept, now())));
            let (settings, now) = (settings.clone(), clock(&options.clock));
            let stop = stop.clone();
            async move {
                let (folder, until) = (&settings.store.folder, stop.clone());
                notices::run(settings.notices, folder, now, make, until).await;
                // Without anybody to tell it is done at once, and that is no fault.
                stop.cancelled().await;
                "the daily notice"
            }
        };
        tasks.spawn(notices);
        let tried = Tried::default();
        if let Some(stage) = stage {
            let (counts, changed) = (tried.clone(), knowledge.store.changed());
            let playing = tried::keep_playing(stage, counts, changed, options.clock.clone());
            let stopping = stop.clone();
            tasks.spawn(async move {
                stopping.run_until_cancelled(playing).await;
                "the playing of moments"
            });
        }
        let (keeping, stopping) = (shift.clone(), stop.clone());
        tasks.spawn(async move {
            stopping.run_until_cancelled(keeping.keep_time()).await;
            "the shift"
        });
        let flow = Flow::new(sessions.clone(), shift.clone(), desk.clocks.clone());
        let (following, stopping) = (flow.clone(), stop.clone());
        tasks.spawn(async move {
            stopping.run_until_cancelled(following.follow()).await;
            "the board"
        });
        outgoing.spawn(&mut tasks, &events, clock(&options.clock), &stop);
        let router = web::router(Rooms {
            sessions: sessions.clone(),
            own,
            shift,
            flow,
            texts: Texts {
                allowed: settings.shift.read_texts,
                most_minutes: settings.shift.read_minutes_max,
            },
            tried: Arc::new(move |article| tried.of(article)),
            store: knowledge.store.clone(),
            model,
            services,
            workshop: Arc::new(workshop),
            index: knowledge.index.clone(),
            meaning: encoder.filter(|_| settings.knowledge_base.meaning),
            means: settings.knowledge_base.meaning,
            without_hits: without_hits.clone(),
            desk: web::Desk::with_dictionaries(&settings.knowledge_base.dictionaries),
            moments: moments.clone(),
            after: after.clone(),
            reports: reports.clone(),
            suggestions,
            about: Arc::new(about),
            logins: Arc::new(Logins::default()),
            development,
            names: options.names,
            hooks,
            zendesk,
            feed: desk,
            events,
            subscribers: Arc::new(subscribers),
            clock: options.clock,
            stop: stop.clone(),
            origins: settings.web.origins.clone().into(),
        });
        let limits = web::Limits {
            max_connections: settings.web.max_connections,
            head_deadline: Duration::from_secs(settings.web.head_deadline_seconds),
            stop_deadline: Duration::from_secs(settings.web.stop_deadline_seconds),
        };
        let stopping = stop.clone();
        tasks.spawn(async move {
            web::serve(listener, router, limits, stopping).await;
            "the web server"
        });
        let stopping = stop.clone();
        tasks.spawn(async move {
            stopping.run_until_cancelled(forgetting.hourly()).await;
            "the forgetting of what is old"
        });
        tracing::info!(%address, "listening");
        Ok(Self {
            address,
            stop,
            sessions,
            tier: said,
            knowledge,
            clock: clock_of_all,
            tasks,
            journal: writer,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What readings go by, and why, in one line.
    pub fn tier(&self) -> &str {
        &self.tier
    }

    /// The knowledge base.
    pub fn store(&self) -> &Store {
        &self.knowledge.store
    }

    /// The time, by the clock it was started with.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The live chats, for tests.
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// Runs until `asked` resolves, then stops in order: no new connections, chats put down as open,
    /// everything queued is written.
    ///
    /// # Errors
    /// If a part of the sidecar ended by itself, which is a fault.
    pub async fn run_until(mut self, asked: impl Future<Output = ()>) -> anyhow::Result<()> {
        let early = tokio::select! {
            // somebody asked us to stop
            () = asked => None,
            // something that should run for ever has ended
            ended = self.tasks.join_next() => Some(ended.map_or(Ok("everything"), |ended| ended)),
        };
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
        self.sessions.stop().await;
        self.journal.await.context("the journal did not close")?;
        match early {
            None => Ok(()),
            Some(Ok(what)) => bail!("{what} ended by itself"),
            Some(Err(_)) => bail!("a task panicked; the log has the place"),
        }
    }
}

/// The clock, for the knowledge base, which knows no chats and so no clock of theirs.
fn clock(of: &Clock) -> impl Fn() -> Timestamp + Clone + Send + Sync + use<> {
    let of = of.clone();
    move || Timestamp::from_millisecond(of.now().millis()).unwrap_or_default()
}

/// The day today, in UTC.
pub(crate) fn today() -> jiff::civil::Date {
    session::day(Clock::system().now())
}

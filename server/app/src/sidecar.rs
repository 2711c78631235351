//! A whole sidecar: built from settings, listening, and stopped in order.

use crate::digest::digest;
use crate::installed::Installed;
use crate::knowledge::Knowledge;
use crate::settings::{Keep, Login, Settings};
use crate::shift_post;
use crate::tier::LiveTier;
use crate::tried::{self, Tried};
use access::{DevelopmentLogin, FeedTokens, Logins};
use anyhow::{Context, bail, ensure};
use articles::store::Store;
use chat::{Clock, CounsellorId, SourceName};
use feed::FeedStatus;
use jiff::Timestamp;
use journal::Journal;
use language::Encoder;
use session::{Sessions, Watchwords};
use shift::{Keeper, Shift};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use suggestions::{OwnPrompt, Policy, Suggestions};
use taxonomy::{GuidanceModel, Services, Workshop};
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use tracker::Model;
use web::{
    AboutTracker, AfterTheChat, FeedDesk, Flow, Keeping, Moments, Reports, Rooms, Stage, Texts,
    WithoutHits,
};

/// The guidance model that is compiled in.
const GUIDANCE_MODEL: &str = include_str!("../../../config/guidance-model.toml");

/// The kinds of other services that are compiled in.
const SERVICES: &str = include_str!("../../../config/services.toml");
/// What to talk about in a knappeverksted.
const WORKSHOP: &str = include_str!("../../../config/workshop.toml");

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

/// What each counsellor keeps for themselves, from memory.
fn own_prompts(store: Store) -> session::Own {
    Arc::new(move |who: &CounsellorId| {
        OwnPrompt::all(&store.kept_by(who.as_str()), store.now().library())
    })
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
        let model = Arc::new(guidance_model(&settings.guidance.model)?);
        let services = Arc::new(services(&settings.guidance.services)?);
        let workshop = Workshop::parse("config/workshop.toml", WORKSHOP)?.of(&model);
        let tracker = tracker_model(settings, &model)?;
        let about = about_tracker(settings, tracker.clone());
        ensure!(
            settings.corrections.keep_days >= 31,
            "[corrections] keep_days must be at least 31: of the time of a correction only the month is kept"
        );
        ensure!(
            settings.knowledge_base.keep_days_without_hits >= 30,
            "[knowledge_base] keep_days_without_hits must be at least 30: the page tells of so many days"
        );
        ensure!(
            settings.cases.keep_days >= 1,
            "[cases] keep_days must be at least 1: a case is there on the day it is shared"
        );
        if let Err(refused) = settings.shift.calendar.check() {
            bail!("[shift.calendar]: {refused}");
        }
        if let Err(refused) = shift::rules::check(&settings.shift.rules) {
            bail!("[[shift.rules]]: {refused}");
        }
        ensure!(
            settings.retention.aggregates_years >= 1,
            "[retention] aggregates_years must be at least 1: a report tells of half a year"
        );
        if let Err(problem) = settings.notices.check() {
            bail!("{problem}");
        }
        let tier = LiveTier::choose(settings, tracker.as_deref())?;
        // Judged before anything listens: an address that others reach must not open even for a moment.
        let development = match settings.access.login {
            Login::Development => DevelopmentLogin::on(settings.web.listen, options.open_login)?,
        };
        let listener = TcpListener::bind(settings.web.listen)
            .await
            .with_context(|| format!("cannot listen on {}", settings.web.listen))?;
        let address = listener.local_addr()?;
        let tokens = feed_tokens(settings, &options)?;

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
        // Before all that forgets, so that it knows how much was forgotten.
        reports.sweep().await;
        let without_hits = WithoutHits::new(
            journal.clone(),
            options.clock.clone(),
            settings.knowledge_base.keep_words_without_hits,
            settings.knowledge_base.keep_days_without_hits,
        );
        without_hits.forget_old().await;
        let moments = Moments::new(
            journal.clone(),
            options.clock.clone(),
            settings.knowledge_base.keep_days_without_hits,
        );
        moments.forget_old().await;
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
        after.forget_old().await;
        let deadline = Duration::from_millis(settings.tracker.vector_deadline_milliseconds);
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
            own: own_prompts(knowledge.store.clone()),
            watchwords: {
                let rules = shift.rules.clone();
                Watchwords::new(move |said| rules.heard_in(&language::normalise(said)))
            },
            clock: options.clock.clone(),
        };
        let sessions = Sessions::start(rooms, session_settings(settings), remembered);
        sessions.forget_old().await;

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
        let desk = FeedDesk::new(sessions.clone(), tokens, limits, &epoch, known_as(settings));
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
        let router = web::router(Rooms {
            sessions: sessions.clone(),
            own: own_prompts(knowledge.store.clone()),
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
            development: Some(development),
            names: options.names,
            feed: desk,
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
        let (forgetting, stopping) = (sessions.clone(), stop.clone());
        tasks.spawn(async move {
            let hourly = async {
                loop {
                    tokio::time::sleep(Duration::from_secs(3600)).await;
                    reports.sweep().await;
                    forgetting.forget_old().await;
                    without_hits.forget_old().await;
                    moments.forget_old().await;
                    after.forget_old().await;
                }
            };
            stopping.run_until_cancelled(hourly).await;
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
fn clock(of: &Clock) -> impl Fn() -> Timestamp + Send + Sync + use<> {
    let of = of.clone();
    move || Timestamp::from_millisecond(of.now().millis()).unwrap_or_default()
}

/// For how long each kind is kept.
fn keeping(settings: &Settings) -> Keeping {
    Keeping {
        talks: Duration::from_secs(settings.session.remember_hours * 3600),
        corrections: settings.corrections.keep_days,
        editors: settings.knowledge_base.keep_days_without_hits,
        cases: settings.cases.keep_days,
        aggregates: settings.retention.aggregates_years,
    }
}

/// The guidance model with the texts that editors have put in place of its own. Pages show them at once;
/// the reasons of what is offered, from the next start.
fn in_the_services_words(model: &GuidanceModel, store: &Store) -> GuidanceModel {
    let snapshot = store.now();
    let edited = model.with_texts(snapshot.library().model_texts());
    edited.unwrap_or_else(|problem| {
        // They were checked when they were saved; the model's own file has changed under them.
        tracing::warn!(%problem, "the texts that editors wrote for the guidance model are left out");
        model.clone()
    })
}

/// The guidance model of a file, or the one that is compiled in.
pub(crate) fn guidance_model(path: &Path) -> anyhow::Result<GuidanceModel> {
    Ok(if path.as_os_str().is_empty() {
        GuidanceModel::parse("config/guidance-model.toml", GUIDANCE_MODEL)?
    } else {
        GuidanceModel::load(path)?
    })
}

/// The kinds of other services of a file, or those that are compiled in.
pub(crate) fn services(path: &Path) -> anyhow::Result<Services> {
    Ok(if path.as_os_str().is_empty() {
        Services::parse("config/services.toml", SERVICES)?
    } else {
        Services::load(path)?
    })
}

/// The tracker's model that the settings name, if the tracker is on.
pub(crate) fn tracker_model(
    settings: &Settings,
    guidance: &GuidanceModel,
) -> anyhow::Result<Option<Arc<Model>>> {
    if !settings.tracker.enabled {
        return Ok(None);
    }
    let model = Installed::of(settings)?.model()?;
    model.check(guidance)?;
    Ok(Some(model))
}

/// What the staff may read of the tracker in use. Without it the chats are read all the same, so a
/// card or proof that cannot be read is told to the log.
fn about_tracker(settings: &Settings, model: Option<Arc<Model>>) -> AboutTracker {
    let known = Installed::of(settings).and_then(|store| Ok((store.card()?, store.proof()?)));
    let (card, proof) = known.unwrap_or_else(|problem| {
        tracing::warn!(problem = %format!("{problem:#}"), "the model card is incomplete");
        (None, None)
    });
    let (card, fits) = card.unzip();
    AboutTracker {
        model,
        card,
        fits: fits.unwrap_or(false),
        proof,
    }
}

fn feed_tokens(settings: &Settings, options: &Options) -> anyhow::Result<FeedTokens> {
    let mut tokens = FeedTokens::default();
    for incoming in &settings.feed.incoming {
        let path = &incoming.token_file;
        let text = std::fs::read_to_string(path).with_context(|| {
            format!(
                "the token of feed `{}`: cannot read {}",
                incoming.name,
                path.display()
            )
        })?;
        let token = text.lines().next().unwrap_or_default().trim();
        if token.len() < 16 {
            bail!(
                "the token of feed `{}` in {} is shorter than 16 characters",
                incoming.name,
                path.display()
            );
        }
        tokens.add(incoming.name.as_str(), token);
    }
    for (name, token) in &options.feeds {
        tokens.add(name.as_str(), token.as_str());
    }
    Ok(tokens)
}

fn known_as(settings: &Settings) -> impl Iterator<Item = (CounsellorId, CounsellorId)> {
    let names = settings.access.known_as.iter();
    names.map(|(name, user)| {
        (
            CounsellorId::new(name.as_str()),
            CounsellorId::new(user.as_str()),
        )
    })
}

fn session_settings(settings: &Settings) -> session::Settings {
    let of = &settings.session;
    session::Settings {
        max_live: of.max_live,
        inbox: of.inbox,
        deadline: Duration::from_secs(of.deadline_seconds),
        idle: Duration::from_secs(of.idle_minutes * 60),
        grace: Duration::from_secs(of.grace_seconds),
        remember: Duration::from_secs(of.remember_hours * 3600),
        shadow: settings.tracker.shadow,
        new_a_minute: settings.suggestions.new_a_minute,
        keep: match settings.corrections.keep {
            Keep::Nothing => session::Keep::Nothing,
            Keep::Features => session::Keep::Features,
            Keep::Text => session::Keep::Text,
        },
        keep_corrections: Duration::from_secs(u64::from(settings.corrections.keep_days) * 86_400),
    }
}

fn shift_settings(settings: &Settings) -> shift::Settings {
    let of = &settings.shift;
    shift::Settings {
        escalate: Duration::from_secs(of.escalate_minutes.saturating_mul(60)),
        keep: Duration::from_secs(of.keep_hours.saturating_mul(3600)),
        nobody_after: Duration::from_secs(of.nobody_alarm_minutes.saturating_mul(60)),
        calendar: of.calendar.clone(),
        rules: of.rules.clone(),
    }
}

/// The day today, in UTC.
pub(crate) fn today() -> jiff::civil::Date {
    session::day(Clock::system().now())
}

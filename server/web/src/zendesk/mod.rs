//! The app inside Zendesk: its sign-in, its two pages, and the doors that only they knock at.

mod doors;
mod pages;

use access::{Gate, NotAKey, NotSigned, Pass, Passes, Role, User};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::routing::{get, post};
use chat::{CounsellorId, SourceName, Timestamp};
use std::collections::{BTreeSet, HashMap};

use crate::pages::not_found;
use crate::rooms::Rooms;

/// The longest form that Zendesk sends, in bytes: a token and its name.
const MAX_FORM: usize = 16 * 1024;
/// The one other host whose script runs here, and only on these pages: Zendesk's own SDK.
const SDK: &str = "https://static.zdassets.com";

pub(crate) fn routes() -> Router<Rooms> {
    let signed = DefaultBodyLimit::max(MAX_FORM);
    Router::new()
        .route(
            "/zendesk/panel",
            post(pages::panel).layer(signed).fallback(not_found),
        )
        .route(
            "/zendesk/board",
            post(pages::board).layer(signed).fallback(not_found),
        )
        .route("/api/zendesk/renew", post(doors::renew))
        .route("/api/zendesk/chat", get(doors::chat))
}

/// An agent who may use the app.
#[derive(Debug, Clone)]
pub struct Agent {
    /// Their id in Zendesk.
    pub id: String,
    /// The name that colleagues see.
    pub name: String,
    /// What they are here.
    pub roles: BTreeSet<Role>,
}

/// An installation of the app, as the settings name it.
#[derive(Debug, Clone)]
pub struct Installation {
    /// `SUBDOMAIN.zendesk.com` is where it is installed.
    pub subdomain: String,
    /// The audience of what Zendesk signs for it.
    pub audience: String,
    /// Its public key, in PEM.
    pub public_key: String,
    /// The feed as which the app's pages send what is said, and the webhook too.
    pub source: String,
    /// Whether the pages send what is said.
    pub forward: bool,
    /// Who may use it.
    pub agents: Vec<Agent>,
}

/// Settings of an installation that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInstalled {
    /// It goes into headers, so nothing but a host's own name will do.
    #[error(
        "`subdomain` must be the first part of the host's name alone: letters, digits, hyphens"
    )]
    Subdomain,
    /// It must be of that subdomain.
    #[error("`audience` must be https://SUBDOMAIN.zendesk.com/api/v2/apps/installations/ID.json")]
    Audience,
    /// No public key.
    #[error("`public_key_file`: {0}")]
    Key(#[from] NotAKey),
    /// An agent's id is not Zendesk's.
    #[error("`agents`: each needs an id of digits, once, a name, and roles")]
    Agent,
}

/// What stands behind the app's doors.
#[derive(Debug)]
pub struct Zendesk {
    gate: Gate,
    pub(crate) passes: Passes,
    pub(crate) source: SourceName,
    forward: bool,
    users: HashMap<String, User>,
    /// The policy of the two pages.
    policy: HeaderValue,
    /// Where the form of the first request comes from.
    origin: String,
}

impl Zendesk {
    /// Makes the desk. `known_as` leads from what feeds call a counsellor, here the id of an agent, to the
    /// user id; others are called `zendesk:ID`.
    ///
    /// # Errors
    /// What of the settings cannot work.
    pub fn new(
        installation: Installation,
        known_as: impl IntoIterator<Item = (CounsellorId, CounsellorId)>,
    ) -> Result<Self, NotInstalled> {
        let Installation {
            subdomain,
            audience,
            public_key,
            source,
            forward,
            agents,
        } = installation;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if subdomain.is_empty() || subdomain.len() > 63 || !subdomain.chars().all(plain) {
            return Err(NotInstalled::Subdomain);
        }
        let origin = format!("https://{subdomain}.zendesk.com");
        let apps = format!("{origin}/api/v2/apps/installations/");
        if !audience.starts_with(&apps) {
            return Err(NotInstalled::Audience);
        }
        let known_as: HashMap<_, _> = known_as.into_iter().collect();
        let mut users = HashMap::new();
        for Agent { id, name, roles } in agents {
            let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
            if !is_id || name.trim().is_empty() || roles.is_empty() {
                return Err(NotInstalled::Agent);
            }
            let user = User {
                id: known_as
                    .get(&CounsellorId::new(id.as_str()))
                    .cloned()
                    .unwrap_or_else(|| called(&id)),
                name,
                roles,
            };
            if users.insert(id, user).is_some() {
                return Err(NotInstalled::Agent);
            }
        }
        let policy = format!(
            "default-src 'self'; script-src 'self' {SDK}; base-uri 'none'; form-action 'self'; frame-ancestors {origin}; object-src 'none'"
        );
        Ok(Self {
            gate: Gate::new(&public_key, &subdomain, &audience)?,
            passes: Passes::default(),
            source: SourceName::new(source),
            forward,
            users,
            policy: HeaderValue::from_str(&policy).expect("a subdomain is plain"),
            origin,
        })
    }

    /// The user for whom Zendesk signs; `None` for an agent whom the settings do not name.
    fn enter(&self, token: &str, now: Timestamp) -> Result<Option<&User>, NotSigned> {
        let agent = self.gate.enter(token, now)?;
        Ok(self.users.get(&agent))
    }

    /// Whose pass this is, if it may speak for chats here.
    pub(crate) fn speaker(&self, source: &str, pass: &str, now: Timestamp) -> Option<User> {
        if !self.forward || source != self.source.as_str() {
            return None;
        }
        let user = self.passes.who(&Pass::shown(pass), now)?;
        user.may_counsel().then_some(user)
    }

    /// Whether the app's pages tell of the chats of this source.
    pub(crate) fn tells_of(&self, source: &SourceName) -> bool {
        self.source == *source
    }

    /// The user whom a page of the app calls by this name: the id of an agent.
    pub(crate) fn called(&self, name: &CounsellorId) -> CounsellorId {
        let known = self.users.get(name.as_str());
        known.map_or_else(|| called(name.as_str()), |user| user.id.clone())
    }
}

fn called(agent: &str) -> CounsellorId {
    CounsellorId::new(format!("zendesk:{agent}"))
}

/// A page that may stand in a frame: its own policy, in place of that of all other pages.
#[derive(Clone)]
pub(crate) struct Framed(pub(crate) HeaderValue);

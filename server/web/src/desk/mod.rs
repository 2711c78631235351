//! The editors' desk: every door under `/api/ik`, and their description.
//!
//! Invariants
//! - Every refusal is `application/problem+json` with a code; none quotes more of what was sent than the
//!   name of a field and what was found in its place.
//! - A door that is not described is not open: both are made of the same line.
//! - Lists are told from the snapshot in memory; who has an article open is never written down.

mod areas;
mod articles;
pub(crate) mod asking;
mod checks;
mod coverage;
mod cursor;
mod documents;
mod drafts;
mod files;
mod history;
mod list;
mod openapi;
mod owners;
mod presence;
pub(crate) mod problem;
mod prompts;
mod proposals;
mod receipts;
mod reports;
mod rows;
mod spelling;
mod steps;
mod summary;
mod used;
mod uses;
mod wire;

use crate::rooms::Rooms;
use access::Ticket;
use axum::Router;
use presence::Presence;
use problem::Refusal;
use spelling::Spellers;
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use uses::Uses;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
pub(crate) use wire::shown;

/// Logins that are remembered to have been met; when they are so many, all are met anew.
const MOST_MET: usize = 2_000;

/// What the desk remembers while the sidecar runs; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Desk(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    met: Mutex<HashSet<Ticket>>,
    presence: Presence,
    uses: Uses,
    spellers: Spellers,
}

impl Desk {
    /// A desk that checks spelling by the hunspell dictionaries in a folder, where there are any.
    pub fn with_dictionaries(folder: &Path) -> Self {
        Self(Arc::new(Inner {
            spellers: Spellers::load(folder),
            ..Inner::default()
        }))
    }

    /// Whether this login comes to the desk for the first time.
    fn is_new(&self, ticket: Ticket) -> bool {
        let mut met = self.0.met.lock().unwrap_or_else(PoisonError::into_inner);
        if met.len() >= MOST_MET && !met.contains(&ticket) {
            met.clear();
        }
        met.insert(ticket)
    }
}

/// The doors, below `/api/ik`.
pub(crate) fn routes() -> Router<Rooms> {
    let (router, _) = described().split_for_parts();
    let no_door = async || Refusal::not_found("such door");
    router
        .fallback(no_door)
        .method_not_allowed_fallback(async || Refusal::wrong_method())
}

/// The doors and what is said of them.
fn described() -> OpenApiRouter<Rooms> {
    OpenApiRouter::with_openapi(openapi::About::openapi())
        .routes(routes!(list::list, articles::begin))
        .routes(routes!(articles::read, articles::save))
        .routes(routes!(drafts::keep, drafts::drop))
        .routes(routes!(presence::come, presence::go))
        .routes(routes!(steps::step))
        .routes(routes!(steps::confirm))
        .routes(routes!(steps::promote, steps::end_promotion))
        .routes(routes!(receipts::seen))
        .routes(routes!(receipts::told))
        .routes(routes!(history::versions))
        .routes(routes!(history::version))
        .routes(routes!(history::events))
        .routes(routes!(history::diff))
        .routes(routes!(history::restore))
        .routes(routes!(used::used))
        .routes(routes!(checks::check))
        .routes(routes!(checks::preview))
        .routes(routes!(checks::markdown))
        .routes(routes!(summary::summary))
        .routes(routes!(areas::list))
        .routes(routes!(areas::save))
        .routes(routes!(owners::list))
        .routes(routes!(owners::set_members))
        .routes(routes!(owners::hand_over))
        .routes(routes!(documents::list))
        .routes(routes!(documents::versions))
        .routes(routes!(documents::diff))
        .routes(routes!(documents::restore))
        .routes(routes!(prompts::list, prompts::add))
        .routes(routes!(prompts::save, prompts::remove))
        .routes(routes!(proposals::list, proposals::propose))
        .routes(routes!(proposals::decide))
        .routes(routes!(proposals::favourites, proposals::keep))
        .routes(routes!(proposals::let_go))
        .routes(routes!(reports::list, reports::report))
        .routes(routes!(reports::mend))
        .routes(routes!(coverage::coverage))
        .routes(routes!(files::export))
        .routes(routes!(files::import))
        .routes(routes!(openapi::openapi))
        .merge(documents::by_name())
}

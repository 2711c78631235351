//! What colleagues propose to the prompt bank, and what they keep for themselves.

use super::asking::{Asked, At, Created, Editor, Sent, Staff};
use super::problem::{Answer, Changing, Refusal, Telling};
use super::reports::{named, number};
use super::wire::{Favourite, Proposal, Proposals};
use articles::store::{Decision, Wording};
use articles::{PromptId, ProposalState};
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use taxonomy::ElementId;
use utoipa::ToSchema;

/// Which proposals.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// `ny`, `tatt_inn` or `avvist`; all without it.
    #[param(pattern = "^(ny|tatt_inn|avvist)$")]
    state: Option<String>,
}

/// A sentence for the prompt bank. One standard is enough.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proposed {
    /// In bokmål.
    nb: Option<String>,
    /// In nynorsk.
    nn: Option<String>,
    /// The phase.
    #[schema(example = "kontakt")]
    phase: Option<String>,
    /// The knapp.
    #[schema(example = "valg_og_tilfeldigheter")]
    knapp: Option<String>,
    /// What it is for.
    #[schema(pattern = "^(samtalestarter|hjelpespørsmål|metafrase|oppsummering)$")]
    kind: Option<String>,
    /// Whether they keep it for themselves too.
    #[serde(default)]
    favourite: bool,
}

/// What an editor makes of a proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decided {
    /// Whether it comes into the bank.
    accept: bool,
    /// What its author is told.
    #[serde(default)]
    #[schema(max_length = 2000)]
    answer: String,
    /// The sentence in bokmål, where it is not as proposed.
    nb: Option<String>,
    /// The sentence in nynorsk, where it is not as proposed.
    nn: Option<String>,
    /// What it is for.
    #[schema(pattern = "^(samtalestarter|hjelpespørsmål|metafrase|oppsummering)$")]
    kind: Option<String>,
    /// How much it challenges.
    #[schema(pattern = "^(mild|utfordrende)$")]
    depth: Option<String>,
    /// Whether it could hurt in a moment of distress; taken to, where nothing is said.
    hard: Option<bool>,
}

/// A wording to keep.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    /// The id of the prompt of the bank that it is, or says in other words.
    prompt: Option<String>,
    /// In bokmål.
    nb: Option<String>,
    /// In nynorsk.
    nn: Option<String>,
    /// The phase.
    #[schema(example = "kontakt")]
    phase: Option<String>,
    /// The knapp.
    #[schema(example = "valg_og_tilfeldigheter")]
    knapp: Option<String>,
}

fn wording(kept: Kept) -> Wording {
    Wording {
        nb: kept.nb,
        nn: kept.nn,
        phase: kept.phase.map(ElementId::new),
        knapp: kept.knapp.map(ElementId::new),
    }
}

/// Proposals, newest first.
#[utoipa::path(get, path = "/proposals", tag = "prompts", params(Listing),
    responses((status = 200, body = Proposals, description = "the proposals"), Telling))]
pub(crate) async fn list(staff: Staff, Asked(asked): Asked<Listing>) -> Answer<Json<Proposals>> {
    let state = match asked.state.as_deref() {
        Some("avvist") => Some(ProposalState::Avslaatt),
        word => named("state", word)?,
    };
    let proposals = staff.rooms.store.proposals(state).await?;
    let items = proposals.into_iter().map(Proposal::from).collect();
    Ok(Json(Proposals { items }))
}

/// Proposes a sentence.
#[utoipa::path(post, path = "/proposals", tag = "prompts", request_body = Proposed,
    responses((status = 201, body = Proposal, description = "the proposal", headers(("location" = String))), Changing))]
pub(crate) async fn propose(
    Editor(staff): Editor,
    Sent(proposed): Sent<Proposed>,
) -> Answer<Created<Json<Proposal>>> {
    let kind = named("kind", proposed.kind.as_deref())?;
    let wording = wording(Kept {
        prompt: None,
        nb: proposed.nb,
        nn: proposed.nn,
        phase: proposed.phase,
        knapp: proposed.knapp,
    });
    let store = &staff.rooms.store;
    let id = store.propose(&wording, kind, staff.by()).await?;
    if proposed.favourite {
        store.add_favourite(&wording, staff.by()).await?;
    }
    let all = store.proposals(None).await?;
    let proposal = all.into_iter().find(|proposal| proposal.id == id);
    let proposal = proposal.ok_or_else(|| Refusal::not_found("such proposal"))?;
    let place = format!("/api/ik/proposals/{id}");
    Ok(Created(place, Json(proposal.into())))
}

/// Decides a proposal. One that is accepted stands in the bank at once.
#[utoipa::path(post, path = "/proposals/{id}/decide", tag = "prompts",
    params(("id" = String, Path, description = "the proposal")), request_body = Decided,
    responses((status = 200, body = Proposal, description = "the proposal"), Changing))]
pub(crate) async fn decide(
    Editor(staff): Editor,
    At(id): At<String>,
    Sent(decided): Sent<Decided>,
) -> Answer<Json<Proposal>> {
    let decision = Decision {
        accept: decided.accept,
        answer: decided.answer,
        nb: decided.nb,
        nn: decided.nn,
        kind: named("kind", decided.kind.as_deref())?,
        depth: named("depth", decided.depth.as_deref())?,
        hard: decided.hard,
    };
    let id = number(&id, "such proposal")?;
    let proposal = staff.rooms.store.decide(id, &decision, staff.by()).await?;
    Ok(Json(proposal.into()))
}

/// What whoever asks keeps for themselves; nobody else is told of it.
#[utoipa::path(get, path = "/favourites", tag = "prompts",
    responses((status = 200, body = Vec<Favourite>, description = "mine alone"), Telling))]
pub(crate) async fn favourites(Editor(staff): Editor) -> Answer<Json<Vec<Favourite>>> {
    let kept = staff.rooms.store.favourites(staff.who()).await?;
    Ok(Json(kept.into_iter().map(Favourite::from).collect()))
}

/// Keeps a wording.
#[utoipa::path(post, path = "/favourites", tag = "prompts", request_body = Kept,
    responses((status = 201, body = Favourite, description = "what is kept", headers(("location" = String))), Changing))]
pub(crate) async fn keep(
    Editor(staff): Editor,
    Sent(kept): Sent<Kept>,
) -> Answer<Created<Json<Favourite>>> {
    let store = &staff.rooms.store;
    let prompt = kept.prompt.clone().map(PromptId::new);
    let wording = wording(kept);
    let id = match prompt {
        Some(prompt) => store.add_own_wording(&prompt, &wording, staff.by()).await?,
        None => store.add_favourite(&wording, staff.by()).await?,
    };
    let mine = store.favourites(staff.who()).await?;
    let favourite = mine.into_iter().find(|favourite| favourite.id == id);
    let favourite = favourite.ok_or_else(|| Refusal::not_found("such favourite"))?;
    let place = format!("/api/ik/favourites/{id}");
    Ok(Created(place, Json(favourite.into())))
}

/// Keeps it no more.
#[utoipa::path(delete, path = "/favourites/{id}", tag = "prompts",
    params(("id" = String, Path, description = "which")),
    responses((status = 204, description = "it is gone"), Changing))]
pub(crate) async fn let_go(Editor(staff): Editor, At(id): At<String>) -> Answer<StatusCode> {
    let id = number(&id, "such favourite")?;
    staff.rooms.store.delete_favourite(id, staff.who()).await?;
    Ok(StatusCode::NO_CONTENT)
}

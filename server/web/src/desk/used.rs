//! Where an article is used.

use super::asking::{At, Staff};
use super::problem::{Answer, Refusal, Telling};
use super::wire::{Linked, LinkedTo, PromptText, Used};
use articles::store::Entry;
use articles::{ArticleId, Library};
use axum::Json;
use std::collections::BTreeSet;
use taxonomy::{ElementId, Ring};

/// So many prompts are named at most.
const MOST_PROMPTS: usize = 50;

/// Prompts that may stand beside an article in the panel.
fn beside(entry: &Entry, library: &Library) -> Vec<PromptText> {
    let named = |ids: &[String], id: Option<&ElementId>| {
        id.is_some_and(|id| ids.iter().any(|known| known == id.as_str()))
    };
    let fitting = library.prompts().filter(|prompt| {
        named(&entry.facts.phases, prompt.phase.as_ref())
            && named(&entry.facts.knapper, prompt.knapp.as_ref())
    });
    let told = fitting.take(MOST_PROMPTS).map(|prompt| PromptText {
        id: prompt.id.to_string(),
        nb: prompt.text.nb.clone(),
    });
    told.collect()
}

/// Where an article is used: in the guidance model, by other articles, in chats.
#[utoipa::path(get, path = "/articles/{id}/used", tag = "articles",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 200, body = Used, description = "where it is used"), Telling))]
pub(crate) async fn used(staff: Staff, At(id): At<String>) -> Answer<Json<Used>> {
    let id = ArticleId::new(id);
    let uses = staff.uses().await;
    let store = &staff.rooms.store;
    let snapshot = store.now();
    let entry = snapshot.entry(&id);
    let entry = entry.ok_or_else(|| Refusal::not_found("such article"))?;
    let model = store.model();
    let elements = Ring::ALL.into_iter().flat_map(|ring| model.ring(ring));
    let named = elements.filter(|element| element.article == id.as_str());
    let library = snapshot.library();
    // Only a text that holds the address at all is read as Markdown.
    let address = format!("ik:{id}");
    let links_here = |body: &str| {
        body.contains(&address) && articles::links_of(body).iter().any(|(to, _)| *to == id)
    };
    let others = library.articles().filter(|other| other.id != id);
    let linked_from = others.filter(|other| links_here(&other.body));
    let body = match library.article(&id) {
        Some(article) => article.body.clone(),
        None => {
            store
                .whole(&id, staff.who(), staff.today())
                .await?
                .manuscript
                .body
        }
    };
    let links: BTreeSet<ArticleId> = articles::links_of(&body)
        .into_iter()
        .map(|(to, _)| to)
        .collect();
    let linked_to = |to: ArticleId| LinkedTo {
        title: snapshot
            .entry(&to)
            .map_or_else(|| to.to_string(), |entry| entry.facts.title.clone()),
        missing: library.article(&to).is_none(),
        id: to.to_string(),
    };
    Ok(Json(Used {
        phases: entry.facts.phases.clone(),
        knapper: entry.facts.knapper.clone(),
        model: named.map(|element| element.id.to_string()).collect(),
        linked_from: linked_from
            .map(|other| Linked {
                id: other.id.to_string(),
                title: other.title.clone(),
            })
            .collect(),
        links_to: links
            .into_iter()
            .filter(|to| *to != id)
            .map(linked_to)
            .collect(),
        prompts: beside(entry, library),
        moments: (staff.rooms.tried)(&id).and_then(|moments| u64::try_from(moments).ok()),
        shown_30: uses.shown(id.as_str()),
    }))
}

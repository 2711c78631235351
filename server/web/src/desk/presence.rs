//! Who has an article open now: known in memory for half a minute, and nowhere else.

use super::asking::{At, Editor, Sent};
use super::problem::{Answer, Changing, Refusal};
use super::wire::{Other, Others};
use articles::ArticleId;
use axum::Json;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use utoipa::ToSchema;

/// So long somebody is there after they last said so.
const THERE: SignedDuration = SignedDuration::from_secs(30);
/// Articles that are open at once, and people in one; more are not told of.
const MOST_ARTICLES: usize = 1_000;
const MOST_PEOPLE: usize = 20;
/// The longest name of a field, in bytes.
const LONGEST_FIELD: usize = 60;

/// Who is where.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<HashMap<ArticleId, HashMap<String, Here>>>);

#[derive(Debug, Clone)]
struct Here {
    name: String,
    field: Option<String>,
    at: Timestamp,
}

impl Presence {
    /// Somebody is in an article; tells who else is.
    fn come(
        &self,
        article: &ArticleId,
        (who, name): (&str, &str),
        field: Option<String>,
        now: Timestamp,
    ) -> Vec<Other> {
        let there = |here: &Here| now.duration_since(here.at) < THERE;
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST_ARTICLES && !open.contains_key(article) {
            open.retain(|_, people| people.values().any(there));
            if open.len() >= MOST_ARTICLES {
                return Vec::new();
            }
        }
        let people = open.entry(article.clone()).or_default();
        people.retain(|_, here| there(here));
        let others = people.iter().filter(|(other, _)| *other != who);
        let mut others: Vec<Other> = others
            .map(|(_, here)| Other {
                name: here.name.clone(),
                field: here.field.clone(),
                seen: here.at.to_string(),
            })
            .collect();
        others.sort_by(|a, b| a.name.cmp(&b.name));
        if people.len() < MOST_PEOPLE || people.contains_key(who) {
            let here = Here {
                name: name.to_owned(),
                field,
                at: now,
            };
            people.insert(who.to_owned(), here);
        }
        others
    }

    /// Somebody has closed it.
    fn go(&self, article: &ArticleId, who: &str) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = open.get_mut(article) {
            people.remove(who);
            if people.is_empty() {
                open.remove(article);
            }
        }
    }
}

/// Where somebody is in an article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    /// The field they are in; null: in none.
    #[schema(max_length = 60)]
    field: Option<String>,
}

/// Says that somebody has an article open; every ten seconds.
#[utoipa::path(put, path = "/articles/{id}/presence", tag = "presence",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")), request_body = Place,
    responses((status = 200, body = Others, description = "who else has it open"), Changing))]
pub(crate) async fn come(
    Editor(staff): Editor,
    At(id): At<String>,
    Sent(place): Sent<Place>,
) -> Answer<Json<Others>> {
    let id = ArticleId::new(id);
    if staff.rooms.store.now().entry(&id).is_none() {
        return Err(Refusal::not_found("such article"));
    }
    if place
        .field
        .as_ref()
        .is_some_and(|field| field.len() > LONGEST_FIELD)
    {
        return Err(Refusal::bad_field("field", "`field` names a field"));
    }
    let presence = &staff.rooms.desk.0.presence;
    let me = (staff.who(), staff.user.name.as_str());
    let others = presence.come(&id, me, place.field, staff.now);
    Ok(Json(Others { others }))
}

/// Says that they have closed it.
#[utoipa::path(delete, path = "/articles/{id}/presence", tag = "presence",
    params(("id" = String, Path, description = "the article", example = "fagbrev-som-voksen")),
    responses((status = 204, description = "they are not told of any more"), Changing))]
pub(crate) async fn go(Editor(staff): Editor, At(id): At<String>) -> StatusCode {
    let presence = &staff.rooms.desk.0.presence;
    presence.go(&ArticleId::new(id), staff.who());
    StatusCode::NO_CONTENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    #[test]
    fn others_are_told_of_for_half_a_minute_and_until_they_go() {
        let presence = Presence::default();
        let id = ArticleId::new("fagbrev");
        let come = |who: &str, second| {
            let others = presence.come(&id, (who, who), Some("body".to_owned()), at(second));
            others
                .into_iter()
                .map(|other| other.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(come("kari", 0), Vec::<String>::new());
        assert_eq!(come("ola", 10), ["kari"]);
        assert_eq!(come("kari", 29), ["ola"]);
        assert_eq!(
            come("kari", 40),
            Vec::<String>::new(),
            "ola has said nothing for 30 s"
        );
        assert_eq!(come("ola", 41), ["kari"]);
        presence.go(&id, "ola");
        assert_eq!(come("kari", 42), Vec::<String>::new());
    }

    #[test]
    fn however_many_come_what_is_kept_is_bounded() {
        let presence = Presence::default();
        for article in 0..2 * MOST_ARTICLES {
            for person in 0..2 {
                let who = format!("p{person}");
                presence.come(
                    &ArticleId::new(article.to_string()),
                    (&who, &who),
                    None,
                    at(0),
                );
            }
        }
        let id = ArticleId::new("0");
        for person in 0..100 {
            let who = format!("q{person}");
            presence.come(&id, (&who, &who), None, at(1));
        }
        let kept = |presence: &Presence| {
            let open = presence.0.lock().expect("nobody panicked");
            (open.len(), open.values().map(HashMap::len).max())
        };
        assert_eq!(kept(&presence), (MOST_ARTICLES, Some(MOST_PEOPLE)));
        presence.come(&ArticleId::new("ny"), ("p", "p"), None, at(60));
        assert_eq!(kept(&presence), (1, Some(1)), "what is over makes room");
    }
}

//! `/api/shift/rules`: the rules, and how often one would have been set off in the chats to practise on.

use super::{Leader, version};
use crate::asker::{MadeFrom, Private, Versioned};
use crate::practice;
use crate::problem::{Answer, Refusal};
use crate::rooms::Rooms;
use articles::ArticleId;
use axum::Json;
use chat::{Speaker, Timestamp};
use serde::Serialize;
use shift::Rule;
use shift::rules::{Facts, check, would_hear};
use std::sync::Arc;
use std::time::Duration;
use taxonomy::{ElementId, Ring};

/// The largest list of rules that is sent, in bytes.
const MOST: usize = 256 * 1024;
/// The chats to practise on have no times: one message comes so long after another.
const PACE: Duration = Duration::from_secs(60);

/// `GET /api/shift/rules`
pub(super) async fn read(Leader(who): Leader) -> Versioned<Arc<[Rule]>> {
    let (version, rules) = who.rooms.shift.rules.all();
    Versioned(version, rules)
}

/// `PUT /api/shift/rules`
pub(super) async fn keep(
    Leader(who): Leader,
    MadeFrom(instead_of): MadeFrom,
    Private(rules): Private<Vec<Rule>, MOST>,
) -> Answer<Versioned<Vec<Rule>>> {
    check(&rules).map_err(|refused| Refusal::bad(refused.said()))?;
    for rule in &rules {
        known(&who.rooms, rule)?;
    }
    let kept = who
        .rooms
        .shift
        .rules
        .keep(version(instead_of), rules.clone());
    let version = kept.await;
    let version = version.map_err(|there| Refusal::changed_to(Some(there)))?;
    Ok(Versioned(version, rules))
}

/// How often a rule would have been set off: numbers alone.
#[derive(Serialize)]
pub(super) struct DryRun {
    /// In so many chats it was tried.
    chats: usize,
    /// In so many it was set off.
    fired: usize,
    /// How often in each.
    per_chat: Vec<usize>,
    /// The chats have no times: so many seconds were taken to lie between messages.
    pace_seconds: u64,
}

/// `POST /api/shift/rules/dry-run`
pub(super) async fn dry_run(
    Leader(who): Leader,
    Private(rule): Private<Rule, MOST>,
) -> Answer<Json<DryRun>> {
    check(std::slice::from_ref(&rule)).map_err(|refused| Refusal::bad(refused.said()))?;
    known(&who.rooms, &rule)?;
    let rule = Rule { on: true, ..rule };
    let per_chat: Vec<usize> = practice::shipped()
        .iter()
        .map(|chat| set_off(&rule, &chat.turns))
        .collect();
    Ok(Json(DryRun {
        chats: per_chat.len(),
        fired: per_chat.iter().filter(|times| **times > 0).count(),
        per_chat,
        pace_seconds: PACE.as_secs(),
    }))
}

/// A rule speaks of phases and articles that there are.
fn known(rooms: &Rooms, rule: &Rule) -> Answer<()> {
    let phase = rule.when.phase.as_deref().map(ElementId::new);
    if phase.is_some_and(|phase| rooms.model.find(Ring::Phase, &phase).is_none()) {
        return Err(Refusal::bad_field("phase", "no such phase"));
    }
    let article = rule.article.as_deref().map(ArticleId::new);
    if article.is_some_and(|article| rooms.index.now().article(&article).is_none()) {
        return Err(Refusal::bad_field("article", "no such article"));
    }
    Ok(())
}

/// How often a chat sets a rule off: judged before each next message, by its labels and its pace.
fn set_off(rule: &Rule, turns: &[practice::Turn]) -> usize {
    let id: Arc<str> = rule.id.as_str().into();
    let mut heard: Vec<(Arc<str>, Timestamp, usize)> = Vec::new();
    let mut phase: Option<(&str, Timestamp)> = None;
    let (mut waiting_since, mut before, mut times) = (None, None, 0);
    let mut now = Timestamp::from_millis(0);
    for turn in turns {
        match turn.role {
            Speaker::Veisoker => {
                waiting_since.get_or_insert(now);
                if would_hear(rule, &language::normalise(&turn.text)) {
                    match heard.first_mut() {
                        Some(heard) => heard.2 += 1,
                        None => heard.push((Arc::clone(&id), now, 1)),
                    }
                }
            }
            Speaker::Veileder => waiting_since = None,
            Speaker::System => {}
        }
        if let Some(stands) = turn.phase.as_deref()
            && phase.is_none_or(|(was, _)| was != stands)
        {
            phase = Some((stands, now));
        }
        let facts = Facts {
            phase,
            silent_since: now,
            waiting_since,
            heard: &heard,
        };
        now = now.plus(PACE);
        let holds = rule.holds(&facts, now);
        times += match (holds, before) {
            (Some((since, count)), Some((was, counted))) if since == was => count - counted,
            (Some((_, count)), _) => count,
            (None, _) => 0,
        };
        before = holds;
    }
    times
}

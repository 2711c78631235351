//! Which articles are offered unasked.

use crate::care::{self, Care};
use crate::listening::{asked_now, stretches};
use crate::offer::{OfferedArticle, Suggestions};
use crate::question::Question;
use crate::reasons;
use articles::{Article, ArticleId, State};
use index::Index;
use taxonomy::{ElementId, Ring};

/// Articles that the words alone speak for, before phase and knapp choose among them.
const CONSIDERED: usize = 20;

/// An article that may be offered: how much speaks for it, and why.
struct Fitting<'a> {
    article: &'a Article,
    score: f32,
    why: String,
}

/// Those that stand already come first, in the order they stood: what is being read does not move.
pub(crate) fn articles(from: &Suggestions, question: &Question) -> Vec<OfferedArticle> {
    let index = from.index.now();
    let mut fitting = match question.care {
        Care::Now => meeting(&index, question),
        Care::Ordinary | Care::Since => about(from, &index, question),
    };
    let stood = |fit: &Fitting| {
        let place = question
            .standing
            .iter()
            .position(|id| *id == fit.article.id);
        place.unwrap_or(usize::MAX)
    };
    // stable, so that those that are new keep their order
    fitting.sort_by_key(stood);
    fitting.truncate(from.policy.articles);
    fitting
        .into_iter()
        .map(|fit| offered(fit, question))
        .collect()
}

/// Articles that meet what asks for care, in any phase: nobody is to look for them while a phase is
/// guessed at.
fn meeting<'a>(index: &'a Index, question: &Question) -> Vec<Fitting<'a>> {
    care::articles(question.said.iter().map(|heard| heard.words.as_str()))
        .into_iter()
        .filter_map(|id| index.article(&ArticleId::new(id)).map(AsRef::as_ref))
        .filter(|article| article.state(question.today) != State::Expired)
        .map(|article| Fitting {
            article,
            score: 1.0,
            why: reasons::of_care(question.standard).to_owned(),
        })
        .collect()
}

/// Articles that the last messages are about, best first, where the phase offers any.
fn about<'a>(from: &Suggestions, index: &'a Index, question: &Question) -> Vec<Fitting<'a>> {
    let policy = &from.policy;
    let phase = question.phase.as_ref();
    let Some(phase) = phase.filter(|phase| from.model.offers_articles(phase)) else {
        return Vec::new();
    };
    if !looks_for_facts(from, question) {
        return Vec::new();
    }
    let asked = asked_now(question);
    let closing = from.model.closing() == Some(phase);
    let admitted = |article: &Article| {
        let area = &article.area;
        !policy.not_pushed.contains(area)
            && (!closing || policy.at_the_close.contains(area))
            && !question.passed.contains(&article.id)
            && article.state(question.today) != State::Expired
    };
    let boost = |article: &Article| {
        let knapp = question.knapp.as_ref();
        let due = article.state(question.today) == State::ReviewDue;
        [
            (article.phases.contains(phase), policy.for_phase),
            (
                knapp.is_some_and(|id| article.knapper.contains(id)),
                policy.for_knapp,
            ),
            (article.language == question.standard, policy.for_standard),
            (due, -policy.for_review_due),
        ]
        .into_iter()
        .map(|(holds, worth)| if holds { worth } else { 0.0 })
        .sum::<f32>()
    };
    let mut fitting: Vec<Fitting> = index
        .topics(&stretches(question), CONSIDERED)
        .into_iter()
        .filter_map(|topic| {
            let article = index.article(&topic.id)?;
            let stands = question.standing.contains(&article.id);
            let floor = policy.floor * if stands { policy.stays } else { 1.0 };
            let meant_now = stands || asked || topic.now;
            (admitted(article) && meant_now && topic.score >= floor).then(|| Fitting {
                article,
                score: topic.score + boost(article),
                why: reasons::of_article(&topic.words, question.standard),
            })
        })
        .collect();
    fitting.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best = fitting.first().map_or(0.0, |fit| fit.score);
    fitting.retain(|fit| {
        question.standing.contains(&fit.article.id) || fit.score >= policy.beside_best * best
    });
    fitting
}

/// Whether facts are looked for: the matter is one of facts, or something is asked by somebody who
/// turns nothing over. Who tells of what happened, or plans what to try, looks for none.
fn looks_for_facts(from: &Suggestions, question: &Question) -> bool {
    let articles = |ring, id: &Option<ElementId>| {
        let element = id.as_ref().and_then(|id| from.model.find(ring, id));
        element.and_then(|element| element.articles)
    };
    if articles(Ring::Kolb, &question.kolb) == Some(false) {
        return false;
    }
    let asks = question.kolb.is_none() && asked_now(question);
    articles(Ring::Knapp, &question.matter).unwrap_or(asks)
}

fn offered(fit: Fitting<'_>, question: &Question) -> OfferedArticle {
    let article = fit.article;
    OfferedArticle {
        id: article.id.clone(),
        title: article.title.clone(),
        short: article.short.clone(),
        share: article.share.get(question.standard).to_owned(),
        find_it: article.find_it.clone(),
        link: article.sources.first().cloned(),
        owner: article.owner.clone(),
        reviewed: article.reviewed,
        state: article.state(question.today),
        lang: article.language,
        why: fit.why,
    }
}

//! Which articles are offered unasked.

use crate::care::{self, Care};
use crate::listening::{asked_now, consents, meaning, nothing_is_sought, stretches};
use crate::offer::{OfferedArticle, Suggestions};
use crate::question::Question;
use crate::reasons;
use articles::{Article, ArticleId};
use index::{Index, Talk};
use taxonomy::Ring;

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
        Care::Now => meeting(from, &index, question),
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
fn meeting<'a>(from: &Suggestions, index: &'a Index, question: &Question) -> Vec<Fitting<'a>> {
    care::articles(question.said.iter().map(|heard| heard.signs))
        .into_iter()
        .filter_map(|id| index.article(&ArticleId::new(id)).map(AsRef::as_ref))
        .filter(|article| may_be_offered(article, from, question))
        .map(|article| Fitting {
            article,
            score: 1.0,
            why: reasons::of_care(question.standard).to_owned(),
        })
        .collect()
}

/// Articles that the last messages are about, best first, where the phase offers any.
///
/// An article is offered if it is the best of all that there are, or as good: where the best has been
/// shown before, the next best is seldom what is looked for.
fn about<'a>(from: &Suggestions, index: &'a Index, question: &Question) -> Vec<Fitting<'a>> {
    let policy = &from.policy;
    let phase = question.phase.as_ref();
    let Some(phase) = phase.filter(|phase| from.model.offers_articles(phase)) else {
        return Vec::new();
    };
    if consents(question) {
        return standing(from, index, question);
    }
    if nothing_is_sought(question) || tells_or_plans(from, question) {
        return Vec::new();
    }
    let meaning = index.has_cards().then(|| meaning(question)).flatten();
    let floors = match meaning {
        Some(_) => policy.by_meaning,
        None => policy.by_words,
    };
    let floor = if asked_now(question) {
        floors.asked
    } else {
        floors.told
    };
    let boost = |article: &Article| {
        let knapp = question.knapp.as_ref();
        let due = article.out_of_date_from() <= question.today;
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
    let talk = Talk {
        stretches: &stretches(question),
        meaning: meaning.as_ref(),
    };
    let mut rivals: Vec<(Fitting, f32)> = index
        .topics(&talk, CONSIDERED)
        .into_iter()
        .filter_map(|topic| {
            let article = index.article(&topic.id)?.as_ref();
            let fit = Fitting {
                article,
                score: topic.score + boost(article),
                why: reasons::of_article(&topic.words, question.standard),
            };
            (!policy.not_pushed.contains(&article.area)).then_some((fit, topic.score))
        })
        .collect();
    rivals.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
    let best = rivals.first().map_or(0.0, |(fit, _)| fit.score);
    let closing = from.model.closing() == Some(phase);
    rivals.retain(|(fit, score)| {
        let article = fit.article;
        let admitted = (!closing || policy.at_the_close.contains(&article.area))
            && may_be_offered(article, from, question);
        admitted
            && if question.standing.contains(&article.id) {
                *score >= floor && fit.score >= best
            } else {
                *score >= floor
                    && fit.score >= policy.beside_best * best
                    && !question.passed.contains(&article.id)
            }
    });
    rivals.into_iter().map(|(fit, _)| fit).collect()
}

/// Whether editors vouch for an article enough to have it offered unasked: it is not long out of date, and
/// has a phrase to ask leave with in the standard of the talk.
fn may_be_offered(article: &Article, from: &Suggestions, question: &Question) -> bool {
    !article.held_back(question.today, from.policy.grace_days)
        && article.share_missing != Some(question.standard)
}

/// What stands already, whatever it was found by: it was just said yes to.
fn standing<'a>(from: &Suggestions, index: &'a Index, question: &Question) -> Vec<Fitting<'a>> {
    let standing = question.standing.iter();
    standing
        .filter_map(|id| index.article(id).map(AsRef::as_ref))
        .filter(|article| may_be_offered(article, from, question))
        .map(|article| Fitting {
            article,
            score: 0.0,
            why: reasons::of_article(&[], question.standard),
        })
        .collect()
}

/// Whether the guidance model keeps articles out of the stage: who tells of what happened, or plans what
/// to try, looks for none.
fn tells_or_plans(from: &Suggestions, question: &Question) -> bool {
    let stage = question.kolb.as_ref();
    let stage = stage.and_then(|id| from.model.find(Ring::Kolb, id));
    stage.and_then(|stage| stage.articles) == Some(false)
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

//! Which articles are offered unasked.

use crate::offer::{OfferedArticle, Suggestions};
use crate::question::Question;
use crate::reasons;
use articles::{Article, State};
use std::cmp::Ordering;

/// Articles that the words alone speak for, before phase and knapp choose among them.
const CONSIDERED: usize = 20;

pub(crate) fn articles(from: &Suggestions, question: &Question) -> Vec<OfferedArticle> {
    let policy = &from.policy;
    let phase = question.phase.as_ref();
    let Some(phase) = phase.filter(|phase| from.model.offers_articles(phase)) else {
        return Vec::new();
    };
    let boost = |article: &Article| {
        let knapp = question.knapp.as_ref();
        [
            (article.phases.contains(phase), policy.for_phase),
            (
                knapp.is_some_and(|id| article.knapper.contains(id)),
                policy.for_knapp,
            ),
            (article.language == question.standard, policy.for_standard),
            (
                article.state(question.today) == State::ReviewDue,
                -policy.for_review_due,
            ),
        ]
        .into_iter()
        .map(|(holds, worth)| if holds { worth } else { 0.0 })
        .sum::<f32>()
    };
    let index = from.index.now();
    let mut fitting: Vec<_> = index
        .topics(question.words, CONSIDERED)
        .into_iter()
        .filter(|topic| topic.score >= policy.floor)
        .filter_map(|topic| {
            let article = index.article(&topic.id)?;
            if policy.not_pushed.contains(&article.area) {
                return None;
            }
            let state = article.state(question.today);
            (state != State::Expired).then(|| (topic.score + boost(article), topic, article, state))
        })
        .collect();
    fitting.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal));
    fitting.truncate(policy.articles);
    fitting
        .into_iter()
        .map(|(_, topic, article, state)| OfferedArticle {
            id: article.id.clone(),
            title: article.title.clone(),
            short: article.short.clone(),
            share: article.share.get(question.standard).to_owned(),
            find_it: article.find_it.clone(),
            link: article.sources.first().cloned(),
            owner: article.owner.clone(),
            reviewed: article.reviewed,
            state,
            lang: article.language,
            why: reasons::of_article(&topic.words, question.standard),
        })
        .collect()
}

//! From what the rooms know to what the pages are sent.

use crate::wire;
use articles::{Article, State as ArticleState};
use chat::{Clock, GapReason, SourceName, Speaker};
use language::Written;
use session::{Beside, FeedState, Rhythm, State, View};
use std::collections::HashMap;
use suggestions::{Offer, OfferedArticle};
use taxonomy::{ElementId, Pole, Standard};
use tracker::{Sureness, Tier};

pub(crate) type Feeds = HashMap<SourceName, FeedState>;

/// The day today, in UTC.
pub(crate) fn today(clock: &Clock) -> jiff::civil::Date {
    session::day(clock.now())
}

pub(crate) fn session(view: &View, feeds: &Feeds) -> wire::Session {
    let (prompts, articles) = offer(&view.offer);
    wire::Session {
        id: view.id.to_string(),
        opened: view.opened.millis(),
        state: state(view.state),
        followed: followed(view, feeds),
        last_message: view.last_message.map(|at| at.millis()),
        waiting_since: view.waiting_since.map(|at| at.millis()),
        typing: view.typing.iter().copied().map(speaker).collect(),
        standard: match view.standard {
            Written::Nb => "nb",
            Written::Nn => "nn",
            Written::En => "en",
            Written::Unknown => "unknown",
        },
        phase: place(&view.phase),
        knapp: place(&view.knapp),
        kolb: place(&view.kolb),
        reading: view.showing.name(),
        tier: view.tier.map(Tier::name),
        kept: view.kept.iter().map(|ring| ring.name()).collect(),
        why: view
            .why
            .as_ref()
            .filter(|why| !why.quote.as_str().is_empty())
            .map(|why| wire::Why {
                quote: why.quote.as_str().to_owned(),
                from: speaker(why.from),
                earlier: why.earlier,
                ring: why.ring.name(),
            }),
        trail: trail(view),
        prompts,
        articles,
        gaps: view
            .gaps
            .iter()
            .map(|gap| wire::Gap {
                at: gap.at.millis(),
                missing: gap.missing,
                reason: match gap.reason {
                    GapReason::NeverCame => "never_came",
                    GapReason::ArchiveUnavailable => "archive_unavailable",
                    GapReason::Restarted => "restarted",
                },
            })
            .collect(),
        messages: view.messages,
        beside: beside(&view.beside),
        rhythm: rhythm(&view.rhythm),
        read_by: view.read_by.as_ref().map(|read_by| wire::ReadBy {
            by: read_by.by.to_string(),
            reason: read_by.reason,
            until: read_by.until.millis(),
        }),
    }
}

fn beside(beside: &Beside) -> wire::Beside {
    let matters = beside.matters.iter().map(|matter| wire::Matter {
        id: matter.id,
        text: matter.text.as_str().to_owned(),
        done: matter.done,
    });
    let pins = beside.pins.iter().map(|pin| wire::Pin {
        message: pin.message,
        at: pin.at.millis(),
    });
    let referrals = beside.referrals.iter().map(|referral| wire::Referral {
        service: referral.service.clone(),
        at: referral.at.millis(),
    });
    wire::Beside {
        matters: matters.collect(),
        pins: pins.collect(),
        muted: beside.muted,
        bookmarked: beside.bookmarked,
        prank: beside.prank,
        depth: beside.depth.map(articles::Value::name),
        word: beside.word.map(Pole::name),
        copied: beside.copied.iter().map(ToString::to_string).collect(),
        used: beside.used.iter().map(ToString::to_string).collect(),
        referrals: referrals.collect(),
        corrected: beside.corrected,
        confirmed: beside.confirmed,
    }
}

fn rhythm(rhythm: &Rhythm) -> wire::Rhythm {
    let questions = rhythm.questions.iter().map(|question| wire::Question {
        text: question.text.as_str().to_owned(),
        message: question.message,
        at: question.at.millis(),
    });
    wire::Rhythm {
        questions: questions.collect(),
        proposed: rhythm
            .proposed
            .as_ref()
            .map(|words| words.as_str().to_owned()),
        drifted: rhythm.drifted,
        closing_early: rhythm.closing_early,
        other_standard: rhythm.other_standard.map(Standard::name),
        touched: rhythm.touched.map(Pole::name),
    }
}

pub(crate) fn feeds(feeds: &Feeds) -> Vec<wire::Feed> {
    let mut feeds: Vec<_> = feeds
        .iter()
        .map(|(name, state)| feed(name, state))
        .collect();
    feeds.sort_by(|a, b| a.name.cmp(&b.name));
    feeds
}

pub(crate) fn feed(name: &SourceName, state: &FeedState) -> wire::Feed {
    wire::Feed {
        name: name.as_str().to_owned(),
        connected: state.connected,
        since: state.since.millis(),
    }
}

pub(crate) fn offer(offer: &Offer) -> (Vec<wire::Prompt>, Vec<wire::Article>) {
    let prompts = offer.prompts.iter().map(|prompt| wire::Prompt {
        id: prompt.id.to_string(),
        text: prompt.text.clone(),
        kind: prompt.kind.to_string(),
        question_type: prompt.question_type.map(|kind| kind.to_string()),
        depth: prompt.depth.to_string(),
        why: prompt.why.clone(),
    });
    (
        prompts.collect(),
        offer.articles.iter().map(article).collect(),
    )
}

fn article(article: &OfferedArticle) -> wire::Article {
    wire::Article {
        id: article.id.to_string(),
        title: article.title.clone(),
        short: article.short.clone(),
        find_it: article.find_it.clone(),
        share: article.share.clone(),
        owner: article.owner.clone(),
        reviewed: article.reviewed.map(|day| day.to_string()),
        state: article_state(article.state).to_owned(),
        lang: article.lang.name().to_owned(),
        link: article.link.as_ref().map(|link| wire::Link {
            title: link.title.clone(),
            url: link.url.clone(),
            kind: link.kind.to_string(),
        }),
        why: article.why.clone(),
    }
}

pub(crate) fn article_state(state: ArticleState) -> &'static str {
    match state {
        ArticleState::InOrder => "in_order",
        ArticleState::Unchecked => "unchecked",
        ArticleState::ReviewDue => "review_due",
        ArticleState::Expired => "expired",
    }
}

pub(crate) fn trail(view: &View) -> Vec<wire::Step> {
    let id = |id: &ElementId| id.as_str().to_owned();
    let steps = view.trail.iter();
    steps
        .map(|step| wire::Step {
            phase: id(&step.phase),
            knapp: step.knapp.as_ref().map(id),
            at: step.at.millis(),
        })
        .collect()
}

pub(crate) fn place(place: &session::Place) -> wire::Place {
    let id = |id: &ElementId| id.as_str().to_owned();
    wire::Place {
        value: place.value.as_ref().map(id),
        sure: match place.sureness {
            Sureness::Sure => "sure",
            Sureness::FairlySure => "fairly",
            Sureness::Unsure => "unsure",
        },
        silent: place.silent,
        last_sure: place.last_sure.as_ref().map(id),
        maybe: place.maybe.iter().map(id).collect(),
        by_hand: place.by_hand,
        since: place.since.map(|at| at.millis()),
    }
}

pub(crate) fn followed(view: &View, feeds: &Feeds) -> bool {
    view.source
        .as_ref()
        .and_then(|source| feeds.get(source))
        .is_some_and(|feed| feed.connected)
}

pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Live => "live",
        State::Left => "left",
    }
}

pub(crate) fn speaker(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Veisoker => "veisoker",
        Speaker::Veileder => "veileder",
        Speaker::System => "system",
    }
}

/// What the list of articles shows of one.
pub(crate) fn listed(article: &Article, today: jiff::civil::Date) -> serde_json::Value {
    serde_json::json!({
        "id": article.id.to_string(),
        "title": article.title,
        "short": article.short,
        "area": article.area.to_string(),
        "owner": article.owner,
        "reviewed": article.reviewed.map(|day| day.to_string()),
        "state": article_state(article.state(today)),
        "lang": article.language.name(),
        "phases": article.phases.iter().map(ElementId::as_str).collect::<Vec<_>>(),
        "knapper": article.knapper.iter().map(ElementId::as_str).collect::<Vec<_>>(),
    })
}

/// What a search found, for the wire.
pub fn found(query: &str, hits: index::Hits) -> wire::Found {
    let hit = |hit: index::Hit| wire::Hit {
        id: hit.id.to_string(),
        title: hit.title,
        short: hit.short,
        passage_html: hit.passage_html,
        owner: hit.owner,
        reviewed: hit.reviewed.map(|day| day.to_string()),
        state: article_state(hit.state),
        lang: hit.lang.name(),
        score: hit.score,
        why: hit.why,
    };
    wire::Found {
        query: query.to_owned(),
        corrected: hits.corrected,
        expanded: hits.expanded,
        words_alone: false,
        hits: hits.hits.into_iter().map(hit).collect(),
    }
}

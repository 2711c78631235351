//! Which prompts are offered, and in which order.

use crate::care::Care;
use crate::offer::{OfferedPrompt, Suggestions};
use crate::own::OwnPrompt;
use crate::question::Question;
use crate::reasons;
use articles::{Depth, Kind, Prompt, PromptId, QuestionType};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use taxonomy::{Pole, Ring};

/// A prompt that may be offered, with what the counsellor keeps of it.
struct Candidate<'a> {
    prompt: Cow<'a, Prompt>,
    own: Option<&'a OwnPrompt>,
}

pub(crate) fn prompts(from: &Suggestions, question: &Question) -> Vec<OfferedPrompt> {
    let library = from.library();
    let own: HashMap<&PromptId, &OwnPrompt> = question
        .own
        .iter()
        .rev()
        .map(|own| (&own.id, own))
        .collect();
    let bank: Vec<&Prompt> = library
        .prompts()
        .map(AsRef::as_ref)
        .filter(|prompt| fits(prompt, question, from))
        .collect();
    // The bank is a wheel: where the choice begins differs from talk to talk, so that all of it is used.
    let start = question.turn % bank.len().max(1);
    let of_bank = bank[start..].iter().chain(&bank[..start]);
    let of_bank = of_bank.map(|prompt| Candidate {
        own: own.get(&prompt.id).copied(),
        prompt: Cow::Borrowed(*prompt),
    });
    let mut left: Vec<Candidate<'_>> = unlisted(question)
        .chain(of_bank)
        .filter(|one| !question.shown.contains(&one.prompt.id))
        .collect();
    let wanted = match (question.care, &question.phase) {
        (Care::Now, _) | (_, Some(_)) => from.policy.prompts,
        (_, None) => from.policy.prompts_unsure,
    };
    let closing = question.phase.is_some() && from.model.closing() == question.phase.as_ref();
    let bold = question.depth >= from.policy.bold_from && question.care == Care::Ordinary;
    let mut taken: Vec<(Kind, Option<QuestionType>)> = Vec::new();
    let mut offered: Vec<OfferedPrompt> = Vec::new();
    // The last of a set invites to learning, where one is to and none before it did.
    let mut learns = !question.learn;
    while offered.len() < wanted {
        let last = offered.len() + 1 == wanted;
        // One prompt of a set may challenge once the talk has gone deep; the others stay mild.
        let dare = match question
            .wish_depth
            .filter(|_| question.care == Care::Ordinary)
        {
            Some(depth) => depth == Depth::Utfordrende,
            None => bold && offered.len() == 1,
        };
        let best = left.iter().enumerate().min_by_key(|(at, one)| {
            let prompt = &one.prompt;
            let sort = (prompt.kind, prompt.question_type);
            let alike = taken.iter().filter(|taken| **taken == sort).count();
            let other_depth = (prompt.depth == Depth::Mild) == dare;
            (
                last && !learns && !prompt.learns,
                prompt.presumes.is_some(),
                // a talk that is being closed is summed up first
                closing && offered.is_empty() && prompt.kind != Kind::Oppsummering,
                question.wish_depth.is_some() && other_depth,
                besides(prompt, question.wish_word),
                one.own.is_none(),
                (
                    Reverse(prompt.knapp.is_some()),
                    away(prompt, question.touched),
                    other_depth,
                    alike,
                    *at,
                ),
            )
        });
        let Some((at, _)) = best else { break };
        let Candidate { prompt, own } = left.remove(at);
        taken.push((prompt.kind, prompt.question_type));
        learns |= prompt.learns;
        let in_their_words = own.and_then(|own| own.text(question.standard));
        let text = in_their_words.unwrap_or_else(|| prompt.text.get(question.standard));
        offered.push(OfferedPrompt {
            id: prompt.id.clone(),
            text: text.to_owned(),
            kind: prompt.kind,
            question_type: prompt.question_type,
            depth: prompt.depth,
            why: match own {
                Some(own) if own.is_unlisted() => reasons::of_own(question.standard).to_owned(),
                _ => reasons::of_prompt(&prompt, question, &from.model),
            },
        });
    }
    offered
}

/// Sentences of the counsellor's that stand in no bank and belong to this place. Nobody has said whether
/// they could hurt, so none is offered once something asked for care.
fn unlisted<'q>(question: &Question<'q>) -> impl Iterator<Item = Candidate<'q>> {
    let fits = |own: &OwnPrompt, question: &Question<'_>| {
        question.care == Care::Ordinary
            && (own.phase.is_none() || own.phase == question.phase)
            && (own.knapp.is_none() || own.knapp == question.knapp)
    };
    let own = question.own.iter().filter(|own| own.is_unlisted());
    let own: Vec<_> = own.filter(|own| fits(own, question)).collect();
    own.into_iter().filter_map(|own| {
        let text = own.both()?;
        let asks = text.nb.trim_end().ends_with('?');
        let prompt = Prompt {
            id: own.id.clone(),
            place: (String::new(), 0),
            phase: own.phase.clone(),
            knapp: own.knapp.clone(),
            kind: if asks {
                Kind::Hjelpesporsmal
            } else {
                Kind::Metafrase
            },
            question_type: None,
            depth: Depth::Mild,
            towards: None,
            presumes: None,
            safe: false,
            hard: true,
            learns: false,
            text,
        };
        Some(Candidate {
            prompt: Cow::Owned(prompt),
            own: Some(own),
        })
    })
}

/// How far a prompt is from opening towards the word that is wished for.
fn besides(prompt: &Prompt, wish: Option<Pole>) -> u8 {
    match (wish, prompt.towards) {
        (None, _) => 0,
        (Some(wish), Some(towards)) if wish == towards => 0,
        (Some(_), Some(Pole::Both)) => 1,
        (Some(_), None) => 2,
        (Some(_), Some(_)) => 3,
    }
}

/// A prompt fits its own phase, and there its own knapp or none; while the phase is unsure, only a
/// prompt that belongs nowhere fits. While something asks for care only what is safe fits, in any
/// phase; after that, nothing that could hurt. Who has asked for mild ones gets no others.
fn fits(prompt: &Prompt, question: &Question, from: &Suggestions) -> bool {
    let here = prompt.phase == question.phase
        && (prompt.knapp.is_none() || prompt.knapp == question.knapp);
    if question.wish_depth == Some(Depth::Mild) && prompt.depth != Depth::Mild {
        return false;
    }
    match question.care {
        Care::Now => prompt.safe && (prompt.phase.is_none() || here),
        Care::Since => here && !prompt.safe && !prompt.hard && !held_back(prompt, from),
        Care::Ordinary => here && !prompt.safe,
    }
}

fn held_back(prompt: &Prompt, from: &Suggestions) -> bool {
    let knapp = prompt.knapp.as_ref();
    knapp
        .and_then(|id| from.model.find(Ring::Knapp, id))
        .is_some_and(|knapp| knapp.not_after_harm)
}

/// How far a prompt leads away from the word of the pair that has not been touched.
fn away(prompt: &Prompt, touched: Option<Pole>) -> u8 {
    match (touched, prompt.towards) {
        (Some(Pole::First), Some(Pole::First)) | (Some(Pole::Second), Some(Pole::Second)) => 2,
        (Some(Pole::First | Pole::Second), Some(Pole::Both)) => 1,
        _ => 0,
    }
}

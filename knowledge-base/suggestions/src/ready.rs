//! Which prompts are offered, and in which order.

use crate::care::Care;
use crate::offer::{OfferedPrompt, Suggestions};
use crate::question::Question;
use crate::reasons;
use articles::{Depth, Kind, Prompt, QuestionType};
use std::cmp::Reverse;
use taxonomy::{Pole, Ring};

pub(crate) fn prompts(from: &Suggestions, question: &Question) -> Vec<OfferedPrompt> {
    let library = from.library();
    let bank: Vec<&Prompt> = library
        .prompts()
        .map(AsRef::as_ref)
        .filter(|prompt| fits(prompt, question, from))
        .collect();
    // The bank is a wheel: where the choice begins differs from talk to talk, so that all of it is used.
    let start = question.turn % bank.len().max(1);
    let mut left: Vec<&Prompt> = bank[start..]
        .iter()
        .chain(&bank[..start])
        .copied()
        .filter(|prompt| !question.shown.contains(&prompt.id))
        .collect();
    let wanted = match (question.care, &question.phase) {
        (Care::Now, _) | (_, Some(_)) => from.policy.prompts,
        (_, None) => from.policy.prompts_unsure,
    };
    let closing = question.phase.is_some() && from.model.closing() == question.phase.as_ref();
    let bold = question.depth >= from.policy.bold_from && question.care == Care::Ordinary;
    let mut taken: Vec<(Kind, Option<QuestionType>)> = Vec::new();
    let mut offered = Vec::new();
    while offered.len() < wanted {
        // One prompt of a set may challenge once the talk has gone deep; the others stay mild.
        let dare = bold && offered.len() == 1;
        let best = left.iter().enumerate().min_by_key(|(at, prompt)| {
            let sort = (prompt.kind, prompt.question_type);
            let alike = taken.iter().filter(|taken| **taken == sort).count();
            (
                prompt.presumes.is_some(),
                // a talk that is being closed is summed up first
                closing && offered.is_empty() && prompt.kind != Kind::Oppsummering,
                Reverse(prompt.knapp.is_some()),
                away(prompt, question.touched),
                if dare {
                    prompt.depth == Depth::Mild
                } else {
                    prompt.depth != Depth::Mild
                },
                alike,
                *at,
            )
        });
        let Some((at, _)) = best else { break };
        let prompt = left.remove(at);
        taken.push((prompt.kind, prompt.question_type));
        offered.push(OfferedPrompt {
            id: prompt.id.clone(),
            text: prompt.text.get(question.standard).to_owned(),
            kind: prompt.kind,
            question_type: prompt.question_type,
            depth: prompt.depth,
            why: reasons::of_prompt(prompt, question, &from.model),
        });
    }
    offered
}

/// A prompt fits its own phase, and there its own knapp or none; while the phase is unsure, only a
/// prompt that belongs nowhere fits. While something asks for care only what is safe fits, in any
/// phase; after that, nothing that could hurt.
fn fits(prompt: &Prompt, question: &Question, from: &Suggestions) -> bool {
    let here = prompt.phase == question.phase
        && (prompt.knapp.is_none() || prompt.knapp == question.knapp);
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

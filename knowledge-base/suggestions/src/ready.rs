//! Which prompts are offered, and in which order.

use crate::offer::{OfferedPrompt, Suggestions};
use crate::question::Question;
use crate::reasons;
use articles::{Kind, Prompt, QuestionType};
use std::cmp::Reverse;
use taxonomy::Pole;

pub(crate) fn prompts(from: &Suggestions, question: &Question) -> Vec<OfferedPrompt> {
    let mut left: Vec<&Prompt> = from
        .library
        .prompts()
        .map(AsRef::as_ref)
        .filter(|prompt| fits(prompt, question) && !question.shown.contains(&prompt.id))
        .collect();
    let wanted = match question.phase {
        Some(_) => from.policy.prompts,
        None => from.policy.prompts_unsure,
    };
    let mut taken: Vec<(Kind, Option<QuestionType>)> = Vec::new();
    let mut offered = Vec::new();
    while offered.len() < wanted {
        let best = left.iter().enumerate().min_by_key(|(at, prompt)| {
            let sort = (prompt.kind, prompt.question_type);
            let alike = taken.iter().filter(|taken| **taken == sort).count();
            (
                prompt.presumes.is_some(),
                Reverse(prompt.knapp.is_some()),
                away(prompt, question.touched),
                prompt.depth,
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
/// prompt that belongs nowhere fits.
fn fits(prompt: &Prompt, question: &Question) -> bool {
    prompt.phase == question.phase && (prompt.knapp.is_none() || prompt.knapp == question.knapp)
}

/// How far a prompt leads away from the word of the pair that has not been touched.
fn away(prompt: &Prompt, touched: Option<Pole>) -> u8 {
    match (touched, prompt.towards) {
        (Some(Pole::First), Some(Pole::First)) | (Some(Pole::Second), Some(Pole::Second)) => 2,
        (Some(Pole::First | Pole::Second), Some(Pole::Both)) => 1,
        _ => 0,
    }
}

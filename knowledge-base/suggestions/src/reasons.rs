//! The one line that says why something is offered, in bokmål or nynorsk.

use crate::care::Care;
use crate::question::Question;
use articles::Prompt;
use taxonomy::{Both, GuidanceModel, Pole, Ring, Standard};

/// Matched words that are quoted at most.
const QUOTED: usize = 3;

pub(crate) fn of_prompt(prompt: &Prompt, question: &Question, model: &GuidanceModel) -> String {
    let standard = question.standard;
    if question.care == Care::Now && prompt.safe {
        return of_care(standard).to_owned();
    }
    let label = |ring, id| {
        model
            .find(ring, id)
            .map(|element| element.label.get(standard))
    };
    let phase = prompt.phase.as_ref().and_then(|id| label(Ring::Phase, id));
    let knapp = prompt.knapp.as_ref();
    let fits = match standard {
        Standard::Nb => "Passer",
        Standard::Nn => "Passar",
    };
    let Some(phase) = phase else {
        return format!("{fits} når som helst i samtalen");
    };
    let Some(name) = knapp.and_then(|id| label(Ring::Knapp, id)) else {
        return format!("{fits} til {phase}");
    };
    let mut why = format!("{fits} til {phase} og {name}");
    let pair = knapp
        .and_then(|id| model.find(Ring::Knapp, id))
        .and_then(|element| element.pair.as_ref());
    if let Some(pair) = pair {
        let word: Option<&Both> = match (opens_from(question), prompt.towards) {
            (Some(Pole::Second), Some(Pole::First)) => Some(&pair.first),
            (Some(Pole::First), Some(Pole::Second)) => Some(&pair.second),
            _ => None,
        };
        if let Some(word) = word {
            let opens = match standard {
                Standard::Nb => "åpner",
                Standard::Nn => "opnar",
            };
            why.push_str(&format!("; {opens} mot «{}»", word.get(standard)));
        }
    }
    why
}

/// The word that the talk has touched; where the counsellor has chosen one to open towards, the other.
fn opens_from(question: &Question) -> Option<Pole> {
    match question.wish_word {
        Some(Pole::First) => Some(Pole::Second),
        Some(Pole::Second) => Some(Pole::First),
        Some(Pole::Both) => None,
        None => question.touched,
    }
}

/// Why something that the counsellor keeps is offered.
pub(crate) fn of_own(standard: Standard) -> &'static str {
    match standard {
        Standard::Nb => "En av dine egne",
        Standard::Nn => "Ein av dine eigne",
    }
}

/// Why something is offered where care is asked for: modest, for the words may mean something else.
pub(crate) fn of_care(standard: Standard) -> &'static str {
    match standard {
        Standard::Nb => "Det kan være noe vondt i det som ble skrevet; du vurderer",
        Standard::Nn => "Det kan vere noko vondt i det som blei skrive; du vurderer",
    }
}

pub(crate) fn of_article(words: &[String], standard: Standard) -> String {
    if words.is_empty() {
        return match standard {
            Standard::Nb => "Ligger nær det som ble skrevet",
            Standard::Nn => "Ligg nær det som blei skrive",
        }
        .to_owned();
    }
    let because = match standard {
        Standard::Nb => "Fordi det ble skrevet om",
        Standard::Nn => "Fordi det blei skrive om",
    };
    format!("{because} {}", listed(words))
}

/// "a", "a og b", "a, b og c".
fn listed(words: &[String]) -> String {
    let words = &words[..words.len().min(QUOTED)];
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} og {last}", first.join(", ")),
    }
}

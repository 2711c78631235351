//! Streets with their numbers.

use super::pieces::Line;
use super::{Doubt, Hidden};

/// What the names of streets end in. Those of the second list end other words too, so they count
/// only with a capital.
const STREETS: &[&str] = &["gata", "gaten", "gate", "veien", "vegen"];
const STREETS_TOO: &[&str] = &[
    "vei", "veg", "plass", "plassen", "allé", "alle", "svingen", "stien", "terrasse",
];

/// What makes another word of these endings.
const OTHERS: &[&str] = &[
    "arbeids",
    "jobb",
    "karriere",
    "lære",
    "lærling",
    "lærlinge",
    "om",
    "opp",
    "praksis",
    "skole",
    "skule",
    "studie",
    "trainee",
    "ut",
    "utdannings",
    "vidare",
    "videre",
];

pub(super) fn mask(line: &mut Line<'_>, doubt: Doubt) {
    for at in 0..line.pieces.len() {
        let after = if line.low(at, 1) == "nr" {
            at + 2
        } else {
            at + 1
        };
        let numbered = is_house(line.low(after, 0));
        let low = line.low(at, 0).to_owned();
        let stands_alone = STREETS.contains(&low.as_str()) || STREETS_TOO.contains(&low.as_str());
        let first = if stands_alone && numbered {
            // "Karl Johans gate 12"
            let names = (0..at).rev().take(3);
            names.take_while(|at| line.is_capital(*at)).last()
        } else {
            let street = is_compound(&low, STREETS);
            let street_too = line.is_capital(at) && is_compound(&low, STREETS_TOO);
            let told = street && line.is_capital_inside(at) && doubt == Doubt::IsAName;
            ((street || street_too) && numbered || told).then_some(at)
        };
        let Some(first) = first else {
            continue;
        };
        (first..=at).for_each(|at| line.drop(at, Hidden::Address));
        if numbered {
            (at + 1..=after).for_each(|at| line.drop(at, Hidden::Address));
            drop_rest(line, after + 1);
        }
    }
}

/// "5 B", and the four digits before a place.
fn drop_rest(line: &mut Line<'_>, mut at: usize) {
    let low = line.low(at, 0);
    if low.len() == 1 && low.chars().all(|c| c.is_ascii_alphabetic()) && low != "i" {
        line.drop(at, Hidden::Address);
        at += 1;
    }
    if line.low(at, 0).len() == 4 && line.low(at, 0).parse::<u16>().is_ok() {
        line.drop(at, Hidden::Address);
    }
}

fn is_compound(low: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| {
        let begin = low.strip_suffix(ending).unwrap_or_default();
        begin.chars().count() > 1 && !begin.ends_with('-') && !OTHERS.contains(&begin)
    })
}

/// "5", "12b"; not a year or a postal code.
fn is_house(low: &str) -> bool {
    let number = low.trim_end_matches(|c: char| c.is_ascii_lowercase());
    low.len() - number.len() <= 1
        && (1..=3).contains(&number.len())
        && number.parse::<u16>().is_ok()
}

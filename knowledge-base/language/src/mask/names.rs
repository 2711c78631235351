//! Names: those of the list, and what somebody says is one.

use super::list::look;
use super::pieces::{Fate, Line};
use super::said::is_said_to_be;
use super::{Doubt, Hidden};

const SCHOOLS: &[&str] = &[
    "barneskole",
    "barneskule",
    "folkehøgskole",
    "folkehøgskule",
    "folkehøyskole",
    "gymnas",
    "høgskole",
    "høgskule",
    "høyskole",
    "skole",
    "skule",
    "ungdomsskole",
    "ungdomsskule",
    "universitet",
    "vgs",
    "vidaregåande",
    "videregående",
];
const PREPOSITIONS: &[&str] = &[
    "i", "på", "til", "fra", "frå", "ved", "mot", "rundt", "nær", "utenfor",
];

pub(super) fn mask(line: &mut Line<'_>, doubt: Doubt) {
    let mut at = 0;
    while at < line.pieces.len() {
        if !line.is_kept(at) || line.pieces[at].low.is_empty() {
            at += 1;
            continue;
        }
        let said = is_said_to_be(line, at, doubt);
        if !said && (is_school(line, at) || line.low(at, -1) == "st") {
            at += 1; // "Edvard Munch videregående", "St. Olav"
            while line.is_capital_inside(at) {
                at += 1;
            }
            continue;
        }
        if said || is_name(line, at, doubt) {
            line.drop(at, Hidden::Name);
            at += 1;
            at += family_after(line, at, doubt);
            continue;
        }
        parts(line, at);
        at += 1;
    }
}

/// What follows a name and belongs to it; drops it and says how many pieces it was.
fn family_after(line: &mut Line<'_>, from: usize, doubt: Doubt) -> usize {
    let mut at = from;
    while at < from + 3 && line.is_kept(at) && !line.pieces[at - 1].ends_phrase() {
        let known =
            look(line.low(at, 0)).filter(|known| known.family || known.given && !known.word);
        let capital = line.is_capital_inside(at);
        let goes = match doubt {
            Doubt::IsAName => {
                capital || known.is_some_and(|known| !known.word && !line.pieces[at].starts)
            }
            Doubt::IsNone => capital && known.is_some(),
        };
        if !goes {
            break;
        }
        line.drop(at, Hidden::Name);
        at += 1;
    }
    at - from
}

fn is_name(line: &Line<'_>, at: usize, doubt: Doubt) -> bool {
    let Some(known) = look(line.low(at, 0)) else {
        return is_double(line.low(at, 0));
    };
    let before = line.low(at, -1);
    let dated = before.ends_with(|c: char| c.is_ascii_digit());
    if dated && !line.is_capital(at) {
        return false; // "15 jan"
    }
    if !known.word {
        return known.given || doubt == Doubt::IsAName || line.is_capital(at);
    }
    if doubt == Doubt::IsNone || !line.is_capital(at) {
        return false;
    }
    if line.pieces[at].starts {
        // "Stein Hansen ringte", but not "Stein på stein"
        return line.is_capital_inside(at + 1)
            && look(line.low(at, 1)).is_some_and(|known| known.family);
    }
    let month = matches!(
        before,
        "i" | "in" | "til" | "after" | "etter" | "før" | "by"
    );
    let other = dated
        || before == "i"
        || match line.low(at, 0) {
            "august" | "juni" | "mai" => month,
            "finn" => before == "på",
            _ => false,
        };
    !other && (known.given || !PREPOSITIONS.contains(&before))
}

/// "Anne-Marie"
fn is_double(low: &str) -> bool {
    let mut parts = low.split('-');
    low.contains('-') && parts.any(|part| look(part).is_some_and(|known| !known.word))
}

/// "kari/ola", "kari,han": only the names go.
fn parts(line: &mut Line<'_>, at: usize) {
    let is_name =
        |part: &&str| look(&part.to_lowercase()).is_some_and(|known| known.given && !known.word);
    let piece = &mut line.pieces[at];
    let all: Vec<&str> = piece.core.split(['/', ',']).collect();
    if all.len() > 1 && all.iter().any(is_name) && piece.fate == Fate::Kept {
        let rest: Vec<&str> = all.into_iter().filter(|part| !is_name(part)).collect();
        piece.fate = if rest.is_empty() {
            Fate::Dropped(Hidden::Name)
        } else {
            Fate::Cut(rest.join(" "), Hidden::Name)
        };
    }
}

/// "Edvard Munch videregående": a name that a school has.
fn is_school(line: &Line<'_>, at: usize) -> bool {
    let mut next = at + 1;
    while line.is_capital_inside(next) && !SCHOOLS.contains(&line.low(next, 0)) {
        next += 1;
    }
    SCHOOLS.contains(&line.low(next, 0))
}

//! Names: those of the list, and what somebody says is one.

use super::Doubt;
use super::pieces::{Fate, Line};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the list says of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    given: bool,
    family: bool,
    /// It is a word or a place as well.
    word: bool,
}

fn list() -> &'static HashMap<String, Known> {
    static LIST: OnceLock<HashMap<String, Known>> = OnceLock::new();
    LIST.get_or_init(|| read(include_str!("names.txt")))
}

fn read(text: &str) -> HashMap<String, Known> {
    let mut list: HashMap<String, Known> = HashMap::new();
    let mut section = Known::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            section = Known {
                given: name.starts_with("given"),
                family: name.starts_with("family"),
                word: name.contains("also words"),
            };
            continue;
        }
        for name in line.split_whitespace() {
            let known = list.entry(name.to_lowercase()).or_default();
            known.given |= section.given;
            known.family |= section.family;
            known.word |= section.word;
        }
    }
    list
}

/// What is known of a word, or of one with the s of "Karis mor".
fn look(low: &str) -> Option<Known> {
    let list = list();
    let owner = low
        .strip_suffix('s')
        .map(|owner| owner.trim_end_matches(['\'', '’']));
    let owner = owner.filter(|owner| owner.chars().count() > 2);
    let owner = || list.get(owner?).filter(|known| !known.word);
    let known = list.get(low).or_else(owner).copied();
    known.filter(|_| low != "hannes") // "his", in dialects
}

/// What follows "jeg heter" or "jeg er" and is no name there, though some of it is elsewhere.
const NO_NAME: &[&str] = &[
    "aldri",
    "andre",
    "ann",
    "anna",
    "bare",
    "det",
    "då",
    "else",
    "eigentleg",
    "egentlig",
    "ikke",
    "ikkje",
    "inga",
    "jo",
    "live",
    "max",
    "my",
    "no",
    "noe",
    "noko",
    "nå",
    "og",
    "per",
    "så",
    "ville",
];
/// Who speaks, or is spoken of.
const WHO: &[&str] = &[
    "jeg", "eg", "æ", "je", "e", "ho", "hun", "hu", "han", "du", "dei", "de",
];
/// People who have names, and not schools, subjects, jobs.
const PEOPLE: &[&str] = &[
    "barnet",
    "broren",
    "bror",
    "datteren",
    "dattera",
    "dotter",
    "eksen",
    "far",
    "faren",
    "farmor",
    "guten",
    "gutten",
    "jenta",
    "kjæresten",
    "kona",
    "kompisen",
    "kontaktlæreren",
    "kontaktlæraren",
    "læraren",
    "læreren",
    "mamma",
    "mannen",
    "mor",
    "mora",
    "moren",
    "onkel",
    "pappa",
    "rådgivaren",
    "rådgiveren",
    "saksbehandleren",
    "saksbehandlaren",
    "samboeren",
    "sjefen",
    "son",
    "sonen",
    "sønnen",
    "søster",
    "søstera",
    "søsteren",
    "tante",
    "veilederen",
    "rettleiaren",
    "venninna",
    "venninnen",
    "vennen",
];
const IS_CALLED: &[&str] = &["heter", "heiter", "hetar", "hette", "heitte"];
const OWN: &[&str] = &["min", "mi", "mitt", "vår", "hans", "hennes", "hennar"];
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
            line.drop(at);
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
        line.drop(at);
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
            Fate::Dropped
        } else {
            Fate::Cut(rest.join(" "))
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

/// Whether what is said just before makes a name of it, whatever it is.
fn is_said_to_be(line: &Line<'_>, at: usize, doubt: Doubt) -> bool {
    let before = |off: isize| line.low(at, -off);
    let capital = line.is_capital(at);
    let listed = look(line.low(at, 0)).is_some_and(|known| known.given);
    let parted = at > 0 && line.pieces[at - 1].ends_phrase() && !is_greeting(before(1));
    if parted || NO_NAME.contains(&line.low(at, 0)) {
        return false;
    }
    if line.pieces[at].starts && !is_greeting(before(1)) {
        return false;
    }
    match (before(3), before(2), before(1)) {
        // "jeg heter …", "nå heter jeg …"
        (_, who, called) if IS_CALLED.contains(&called) && WHO.contains(&who) => true,
        (_, called, who) if IS_CALLED.contains(&called) && WHO.contains(&who) => listed || capital,
        // "læreren heter …", "broren min heter …"
        (_, one, called) if IS_CALLED.contains(&called) && PEOPLE.contains(&one) => true,
        (one, own, called) if IS_CALLED.contains(&called) && OWN.contains(&own) => {
            PEOPLE.contains(&one)
        }
        // "navnet mitt er …", "my name is …"
        ("navnet" | "namnet", "mitt", "er") | ("my", "name", "is") => true,
        (_, "kall" | "kalla" | "call", "meg" | "me") => listed || capital,
        // "jeg er …" is said of much else
        (_, who, "er") if WHO.contains(&who) => listed || capital && doubt == Doubt::IsAName,
        (_, "i", "am") | (_, _, "i'm") => listed,
        // "Mvh …", "Vennlig hilsen …"
        (_, _, "fra" | "frå") if is_greeting(before(2)) => listed || capital,
        (_, _, greeting) if is_greeting(greeting) => listed || capital || is_last(line, at),
        _ => false,
    }
}

fn is_greeting(low: &str) -> bool {
    matches!(low, "mvh" | "vh" | "hilsen" | "helsing")
}

/// The last piece of its line but for marks.
fn is_last(line: &Line<'_>, at: usize) -> bool {
    line.pieces[at + 1..]
        .iter()
        .all(|piece| piece.core.is_empty())
}

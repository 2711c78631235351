//! What is said to be a name, whatever it is: "jeg heter …", "mvh …".

use super::Doubt;
use super::list::look;
use super::pieces::Line;

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

/// Whether what is said just before makes a name of it, whatever it is.
pub(super) fn is_said_to_be(line: &Line<'_>, at: usize, doubt: Doubt) -> bool {
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

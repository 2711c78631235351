//! Numbers that belong to somebody, mail, and links.

use super::pieces::{Fate, Line, Piece};
use super::{Hidden, national_id};

/// Sites of the public, whose addresses tell what somebody reads about and not who it is.
const PUBLIC: &[&str] = &[
    "utdanning.no",
    "vilbli.no",
    "nav.no",
    "arbeidsplassen.nav.no",
    "samordnaopptak.no",
    "lanekassen.no",
    "helsedirektoratet.no",
    "hkdir.no",
    "udir.no",
    "karriereveiledning.no",
];

pub(super) fn mask(line: &mut Line<'_>) {
    national_ids(line);
    for piece in &mut line.pieces {
        if piece.fate != Fate::Kept {
            continue;
        }
        if let Some(rest) = link(piece.core) {
            if rest != piece.core {
                let rest = piece.text.replacen(piece.core, &rest, 1);
                piece.fate = Fate::Cut(rest, Hidden::Link);
            }
        } else if piece.text.contains('@') {
            piece.fate = Fate::Dropped(Hidden::Mail);
        } else if is_long(piece) {
            piece.fate = Fate::Dropped(kind(piece.text));
        }
    }
    spelt_mail(line);
    let mut at = 0;
    while at < line.pieces.len() {
        let run = run(line, at);
        if is_dialled(line, at, run) {
            let text: Vec<_> = line.pieces[at..at + run].iter().map(|p| p.text).collect();
            let kind = kind(&text.join(" "));
            (at..at + run).for_each(|at| line.drop(at, kind));
        }
        at += run.max(1);
    }
}

/// Numbers of eleven digits whose control digits agree, in one piece or in several.
fn national_ids(line: &mut Line<'_>) {
    for from in 0..line.pieces.len() {
        let mut digits = String::new();
        for at in from..line.pieces.len() {
            let text = line.pieces[at].text;
            // "fnr:010170" may begin it; between its groups stand marks only.
            if at > from && text.chars().any(char::is_alphabetic) {
                break;
            }
            digits.extend(text.chars().filter_map(digit));
            if digits.len() >= national_id::DIGITS {
                if national_id::is_one(&digits) {
                    (from..=at).for_each(|at| line.drop(at, Hidden::NationalId));
                }
                break;
            }
            if digits.is_empty() {
                break;
            }
        }
    }
}

/// "ola (at) eksempel.no", as somebody writes it who knows that addresses are not let through.
fn spelt_mail(line: &mut Line<'_>) {
    for at in 1..line.pieces.len() {
        let sign = line.pieces[at].text.to_lowercase();
        let sign = matches!(sign.as_str(), "(at)" | "[at]" | "krøllalfa" | "alfakrøll");
        if sign && line.low(at, 1).contains('.') {
            (at - 1..=at + 1).for_each(|at| line.drop(at, Hidden::Mail));
        }
    }
}

/// A digit of any script.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        // full width, as some phones write them
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10),
        _ => None,
    }
}

/// Whether what has so many digits is dialled.
fn kind(text: &str) -> Hidden {
    let digits: String = text.chars().filter_map(digit).collect();
    let abroad = text.contains('+') || digits.starts_with("00");
    let dated = text.contains(['.', '/']);
    let home = digits.strip_prefix("0047").unwrap_or(&digits);
    let home = home
        .strip_prefix("47")
        .filter(|rest| rest.len() == 8)
        .unwrap_or(home);
    let dialled = home.len() == 8 && !home.starts_with(['0', '1']) && !dated;
    if dialled || abroad && (8..=15).contains(&digits.len()) {
        Hidden::Phone
    } else {
        Hidden::Number
    }
}

/// Five digits or more, but for two years after each other, "150–300" and "92,000".
fn is_long(piece: &Piece<'_>) -> bool {
    let digits = piece.core.chars().filter_map(digit).count();
    let mut parts = piece.core.split(['/', '-', '–']);
    let years = parts.clone().all(is_year);
    let range = digits <= 6 && parts.all(|part| part.len() <= 3 && part.parse::<u16>().is_ok());
    let grouped = |(_, last): (&str, &str)| last.len() == 3 && digits <= 6;
    let thousands = piece.core.split_once([',', '.']).is_some_and(grouped);
    digits >= 5 && !years && !range && !thousands
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.parse::<u16>().is_ok()
}

/// How many pieces from here on are groups of two to five digits.
fn run(line: &Line<'_>, from: usize) -> usize {
    let groups = line.pieces[from..].iter().map_while(|piece| {
        let digits = piece
            .number()
            .filter(|digits| (2..=5).contains(&digits.len()))?;
        Some((digits, piece.text.ends_with(digits)))
    });
    // A mark after a group ends the run, as in a list of points.
    let mut length = 0;
    for (_, goes_on) in groups {
        length += 1;
        if !goes_on {
            break;
        }
    }
    length
}

/// Whether groups of digits are a number that somebody has: eight digits or more in all, and
/// neither years nor money.
fn is_dialled(line: &Line<'_>, from: usize, run: usize) -> bool {
    let groups = &line.pieces[from..from + run];
    let digits: usize = groups.iter().map(|piece| piece.core.len()).sum();
    let years = groups.iter().all(|piece| is_year(piece.core));
    let unit = line.low(from + run, 0);
    run > 1 && digits >= 8 && !years && !matches!(unit, "kr" | "kroner" | "poeng")
}

/// What may stay of a link: the host, and of a public site the path. `None` if it is no link.
fn link(core: &str) -> Option<String> {
    let (scheme, rest) = match core.find("://") {
        Some(at) => core.split_at(at + 3),
        None => ("", core),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let low = host.to_lowercase();
    let bare = low.strip_prefix("www.").unwrap_or(&low);
    let top = bare.rsplit('.').next().unwrap_or_default();
    let is_host = bare.contains('.')
        && !bare.contains('@')
        && (2..=6).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_alphabetic());
    if !is_host || (scheme.is_empty() && path.is_empty() && bare == low) {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbered = path.chars().filter(char::is_ascii_digit).count() >= 5;
    let path = if PUBLIC.contains(&bare) && !numbered {
        path
    } else {
        ""
    };
    Some(format!("{scheme}{host}{path}"))
}

//! Numbers that belong to somebody, mail, and links.

use super::pieces::{Fate, Line, Piece};

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
    for piece in &mut line.pieces {
        if let Some(rest) = link(piece.core) {
            if rest != piece.core {
                piece.fate = Fate::Cut(piece.text.replacen(piece.core, &rest, 1));
            }
        } else if piece.text.contains('@') || is_long(piece) {
            piece.fate = Fate::Dropped;
        }
    }
    let mut at = 0;
    while at < line.pieces.len() {
        let run = run(line, at);
        if is_dialled(line, at, run) {
            (at..at + run).for_each(|at| line.drop(at));
        }
        at += run.max(1);
    }
}

/// Five digits or more, but for two years after each other, "150–300" and "92,000".
fn is_long(piece: &Piece<'_>) -> bool {
    let digits = piece.core.chars().filter(char::is_ascii_digit).count();
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

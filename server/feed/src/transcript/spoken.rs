//! Marks of speakers in front of what they say: "Veisøker: hei", "[10:32] Rettleiar Kari: hei".

use super::time::{Said, leading};
use chat::Speaker;

/// A line that begins a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark<'l> {
    /// Who speaks.
    pub speaker: Speaker,
    /// When, if the line says so.
    pub at: Option<Said>,
    /// A name beside the speaker, to be masked and forgotten.
    pub name: Option<&'l str>,
    /// What stands behind the mark.
    pub said: &'l str,
}

/// Characters of a mark; what goes on longer before its colon is a sentence.
const LONGEST: usize = 80;

/// The mark that a line begins with, if it has one.
pub fn mark(line: &str) -> Option<Mark<'_>> {
    let (before, rest) = leading(line.trim());
    // The colon behind the speaker, and not that of a time: "Veileder (10:32): hei".
    let colons = rest.match_indices(':').map(|(at, _)| at);
    for colon in colons.take_while(|at| *at <= LONGEST) {
        let said = &rest[colon + 1..];
        let digit = |c: char| c.is_ascii_digit();
        if rest[..colon].ends_with(digit) && said.starts_with(digit) {
            continue;
        }
        let (who, after) = trailing(rest[..colon].trim());
        let (name, speaker) = match named(who) {
            Some(named) => named,
            None => continue,
        };
        return Some(Mark {
            speaker,
            at: before.or(after),
            name,
            said: said.trim(),
        });
    }
    None
}

/// Who a mark names, in either standard.
pub fn speaker(mark: &str) -> Option<Speaker> {
    match mark.trim().to_lowercase().as_str() {
        "veisøker" | "veisoker" | "vegsøkjar" | "vegsøkar" | "visitor" => {
            Some(Speaker::Veisoker)
        }
        "veileder" | "rettleiar" | "vegleiar" | "karriereveileder" | "karriererettleiar"
        | "karrierevegleiar" | "agent" => Some(Speaker::Veileder),
        "system" => Some(Speaker::System),
        _ => None,
    }
}

/// "Veileder", "Veileder Kari Moe", "Kari Moe (veileder)": the name and the speaker.
fn named(who: &str) -> Option<(Option<&str>, Speaker)> {
    if let Some(speaker) = speaker(who) {
        return Some((None, speaker));
    }
    if let Some((name, role)) = who
        .strip_suffix([')', ']'])
        .and_then(|who| who.split_once(['(', '[']))
    {
        return match (speaker(role), speaker(name)) {
            (Some(speaker), _) => Some((Some(name), speaker)),
            (None, Some(speaker)) => Some((Some(role), speaker)),
            (None, None) => None,
        };
    }
    let (role, name) = who.split_once(char::is_whitespace)?;
    let mut words = name.split_whitespace();
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let few = words.clone().count() <= 3;
    (few && words.all(is_name)).then_some((Some(name), speaker(role)?))
}

/// A time behind the speaker: "Veileder (10:32)", "Veileder, 01.03.2026 10:32".
fn trailing(who: &str) -> (&str, Option<Said>) {
    let from = who.find(|c: char| c.is_ascii_digit() || matches!(c, '[' | '('));
    let Some((name, time)) = from.map(|from| who.split_at(from)) else {
        return (who, None);
    };
    match leading(time) {
        (Some(said), "") => (
            name.trim_end_matches([' ', ',', '-', '–', '|', '[', '(']),
            Some(said),
        ),
        _ => (who, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_in_either_standard_with_time_and_name_or_without() {
        use Speaker::{System, Veileder, Veisoker};
        for (line, speaker, at, name, said) in [
            ("Veisøker: hei: du", Veisoker, None, None, "hei: du"),
            ("  RETTLEIAR : Hei!\r", Veileder, None, None, "Hei!"),
            ("vegsøkjar:", Veisoker, None, None, ""),
            ("System: borte", System, None, None, "borte"),
            ("[10:32] Veileder: a", Veileder, Some("10:32:00"), None, "a"),
            (
                "Veileder (10:32:01): a",
                Veileder,
                Some("10:32:01"),
                None,
                "a",
            ),
            (
                "Veileder 10:32: kl. 10:30: a",
                Veileder,
                Some("10:32:00"),
                None,
                "kl. 10:30: a",
            ),
            (
                "(10:32) Veileder Kari Moe: a",
                Veileder,
                Some("10:32:00"),
                Some("Kari Moe"),
                "a",
            ),
            (
                "Kari Moe (rettleiar): a",
                Veileder,
                None,
                Some("Kari Moe "),
                "a",
            ),
            ("Veileder (Kari): a", Veileder, None, Some("Kari"), "a"),
            ("Visitor 8812: a", Veisoker, None, Some("8812"), "a"),
        ] {
            let read = mark(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (read.speaker, read.name, read.said),
                (speaker, name, said),
                "{line}"
            );
            assert_eq!(read.at.map(|at| at.to_string()).as_deref(), at, "{line}");
        }
        for line in [
            "",
            ":",
            "hei",
            "Kari: hei",
            "10:32",
            "Veileder sa nei: og så",
            "slik: Veileder: a",
            "((((",
            "🙂: a",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}

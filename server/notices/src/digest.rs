//! What there is to tell: lines of articles, in sections, each grouped by who owns them.

use jiff::civil::Date;
use std::collections::BTreeMap;

/// Longest title, area or name that is shown, in characters; more is cut with an ellipsis.
const LONGEST_TEXT: usize = 120;
/// Longest address that becomes a link, in bytes.
const LONGEST_LINK: usize = 500;

/// What waits on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The day, in Oslo.
    pub day: Date,
    /// Articles whose review should have been done; `when` is the day it was due.
    pub overdue: Vec<Line>,
    /// Articles whose review is due soon; `when` is that day.
    pub soon: Vec<Line>,
    /// Articles that counsellors reported something about; `when` is the day of the report.
    pub reports: Vec<Line>,
    /// Changes that wait for somebody's review; `when` is the day they were handed in.
    pub review: Vec<Line>,
}

/// One article in a digest. It has no place for anything that was said in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The article's title.
    pub title: String,
    /// The part of the knowledge base it belongs to; may be empty.
    pub area: String,
    /// Whoever keeps it, if somebody does.
    pub owner: Option<String>,
    /// The day that matters in its section.
    pub when: Option<Date>,
    /// Where it is: a path on our own pages, such as `/ik/id`. Empty: no link.
    pub url: String,
}

/// The four kinds of thing, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Reports,
    Overdue,
    Review,
    Soon,
}

/// One section as it is shown.
pub(crate) struct Section<'a> {
    pub(crate) kind: Kind,
    /// How many lines there are in all.
    pub(crate) count: usize,
    /// What is shown, by owner; those of nobody come last.
    pub(crate) owners: Vec<(Option<&'a str>, Vec<&'a Line>)>,
    /// How many are not shown.
    pub(crate) left_out: usize,
}

impl Digest {
    /// A digest of this day that tells nothing yet.
    pub fn new(day: Date) -> Self {
        Self {
            day,
            overdue: Vec::new(),
            soon: Vec::new(),
            reports: Vec::new(),
            review: Vec::new(),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }

    /// The part that this owner is to hear.
    pub fn of(&self, owner: &str) -> Self {
        let theirs = |lines: &[Line]| -> Vec<Line> {
            let own = lines.iter().filter(|l| l.owner.as_deref() == Some(owner));
            own.cloned().collect()
        };
        Self {
            day: self.day,
            overdue: theirs(&self.overdue),
            soon: theirs(&self.soon),
            reports: theirs(&self.reports),
            review: theirs(&self.review),
        }
    }

    /// Puts another part of the same day beside this one.
    pub(crate) fn add(&mut self, other: Self) {
        self.overdue.extend(other.overdue);
        self.soon.extend(other.soon);
        self.reports.extend(other.reports);
        self.review.extend(other.review);
    }

    /// Every line.
    pub(crate) fn all(&self) -> Vec<&Line> {
        let every = [&self.reports, &self.overdue, &self.review, &self.soon];
        every.into_iter().flatten().collect()
    }

    /// The sections that have something in them, each with at most so many lines.
    pub(crate) fn sections(&self, most: usize) -> Vec<Section<'_>> {
        let every = [
            (Kind::Reports, &self.reports),
            (Kind::Overdue, &self.overdue),
            (Kind::Review, &self.review),
            (Kind::Soon, &self.soon),
        ];
        let told = every.into_iter().filter(|(_, lines)| !lines.is_empty());
        told.map(|(kind, lines)| section(kind, lines, most))
            .collect()
    }
}

fn section(kind: Kind, lines: &[Line], most: usize) -> Section<'_> {
    // What is oldest is shown first and cut last, whoever owns it.
    let mut sorted: Vec<&Line> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.when, &line.title));
    sorted.truncate(most);
    let shown = sorted.len();
    let mut owners: BTreeMap<(bool, Option<&str>), Vec<&Line>> = BTreeMap::new();
    for line in sorted {
        let owner = line.owner.as_deref();
        let lines = owners.entry((owner.is_none(), owner)).or_default();
        lines.push(line);
    }
    Section {
        kind,
        count: lines.len(),
        owners: owners
            .into_iter()
            .map(|((_, owner), lines)| (owner, lines))
            .collect(),
        left_out: lines.len() - shown,
    }
}

/// A text as it is shown: on one line, and not endless.
pub(crate) fn short(text: &str) -> String {
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST_TEXT {
        return line;
    }
    let kept: String = line.chars().take(LONGEST_TEXT - 1).collect();
    format!("{}…", kept.trim_end())
}

fn is_gap(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// The whole address of a path on our own pages, if there is one.
pub(crate) fn link(base: &str, path: &str) -> Option<String> {
    if base.is_empty() || path.is_empty() {
        return None;
    }
    let (base, path) = (base.trim_end_matches('/'), path.trim_start_matches('/'));
    let whole = format!("{base}/{path}");
    (whole.len() <= LONGEST_LINK).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(title: &str, owner: Option<&str>, day: i8) -> Line {
        Line {
            title: title.into(),
            area: String::new(),
            owner: owner.map(str::to_owned),
            when: Some(date(2026, 11, day)),
            url: String::new(),
        }
    }

    #[test]
    fn each_owner_finds_their_own_together_and_the_oldest_is_cut_last() {
        let mut digest = Digest::new(date(2026, 11, 3));
        digest.overdue = vec![
            line("C", None, 1),
            line("B", Some("Ola"), 3),
            line("A", Some("Kari"), 2),
            line("D", Some("Kari"), 1),
        ];
        let sections = digest.sections(3);
        let shown: Vec<_> = sections[0]
            .owners
            .iter()
            .map(|(owner, lines)| (*owner, lines.iter().map(|l| l.title.as_str()).collect()))
            .collect();
        let expected: Vec<(_, Vec<&str>)> = vec![(Some("Kari"), vec!["D", "A"]), (None, vec!["C"])];
        assert_eq!(shown, expected);
        assert_eq!((sections.len(), sections[0].left_out), (1, 1));
        assert_eq!(digest.of("Ola").all().len(), 1);
        assert!(digest.of("Per").is_empty());
    }

    #[test]
    fn a_text_stays_on_its_line_and_ends() {
        assert_eq!(short(" to\r\n linjer\t"), "to linjer");
        let long = short(&"å".repeat(500));
        assert!(long.chars().count() == 120 && long.ends_with('…'));
    }

    #[test]
    fn a_link_needs_both_its_parts() {
        let whole = link("https://ik.example.no/", "/ik/a");
        assert_eq!(whole.as_deref(), Some("https://ik.example.no/ik/a"));
        assert_eq!(
            (link("", "/ik/a"), link("https://ik.example.no", "")),
            (None, None)
        );
    }
}

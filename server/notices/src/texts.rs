//! The words of a digest, bokmål or nynorsk, from `texts.toml`.

use crate::digest::{Kind, Line, short};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// The standard that notices are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
}

impl Language {
    /// Its code, as in `lang="nb"`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
        }
    }

    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Self::Nb => &BOTH.nb,
            Self::Nn => &BOTH.nn,
        }
    }
}

static BOTH: LazyLock<Both> = LazyLock::new(|| {
    toml::from_str(include_str!("texts.toml")).expect("a test holds the texts to their shape")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    nb: Texts,
    nn: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    title: String,
    pub(crate) shift: String,
    subject: String,
    reports: String,
    overdue: String,
    review: String,
    soon: String,
    reports_when: String,
    overdue_when: String,
    review_when: String,
    soon_when: String,
    pub(crate) no_owner: String,
    more: String,
    pub(crate) open: String,
    pub(crate) foot: String,
    months: [String; 12],
}

impl Texts {
    pub(crate) fn title(&self, day: Date) -> String {
        self.dated(&self.title, day, day)
    }

    pub(crate) fn subject(&self, day: Date) -> String {
        self.dated(&self.subject, day, day)
    }

    /// A section's name, and how many are in it.
    pub(crate) fn heading(&self, kind: Kind, count: usize) -> String {
        let name = match kind {
            Kind::Reports => &self.reports,
            Kind::Overdue => &self.overdue,
            Kind::Review => &self.review,
            Kind::Soon => &self.soon,
        };
        format!("{name} ({count})")
    }

    /// What stands after a title: its area and the day that matters. May be empty.
    pub(crate) fn about(&self, kind: Kind, line: &Line, today: Date) -> String {
        let when = match kind {
            Kind::Reports => &self.reports_when,
            Kind::Overdue => &self.overdue_when,
            Kind::Review => &self.review_when,
            Kind::Soon => &self.soon_when,
        };
        let mut about = short(&line.area);
        if let Some(day) = line.when {
            let gap = if about.is_empty() { "" } else { " · " };
            about = format!("{about}{gap}{}", self.dated(when, day, today));
        }
        about
    }

    pub(crate) fn more(&self, left_out: usize) -> String {
        self.more.replace("{n}", &left_out.to_string())
    }

    /// The year is said only where it is another than today's.
    fn dated(&self, text: &str, day: Date, today: Date) -> String {
        let place = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
        let month = self.months.get(place).map_or("", String::as_str);
        let mut said = format!("{}. {month}", day.day());
        if day.year() != today.year() {
            said = format!("{said} {}", day.year());
        }
        text.replace("{day}", &said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn both_standards_say_everything() {
        let today = date(2026, 11, 3);
        let nb = Language::Nb.texts();
        let nn = Language::Nn.texts();
        assert_eq!(
            nb.subject(today),
            "Kunnskapsbasen: dette venter 3. november"
        );
        assert_eq!(
            nn.subject(today),
            "Kunnskapsbasen: dette ventar 3. november"
        );
        assert_eq!(nn.more(7), "… og 7 til");
        assert_eq!(nb.heading(Kind::Overdue, 2), "Skulle vært gjennomgått (2)");
    }

    #[test]
    fn a_day_of_another_year_says_its_year() {
        let line = Line {
            title: "Lån og stipend".into(),
            area: "Økonomi".into(),
            owner: None,
            when: Some(date(2025, 12, 31)),
            url: String::new(),
        };
        let said = Language::Nb
            .texts()
            .about(Kind::Overdue, &line, date(2026, 1, 2));
        assert_eq!(said, "Økonomi · frist 31. desember 2025");
    }
}

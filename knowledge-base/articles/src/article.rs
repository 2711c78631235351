//! An article of the internal knowledge base: front matter and body.

use crate::areas::Areas;
use crate::body::{self, Passage};
use crate::fields::{self, Fields, Source as Text};
use crate::ids::{self, ArticleId};
use crate::problem::{Problem, Severity};
use crate::values::{Area, MediaKind, SourceKind};
use jiff::ToSpan;
use jiff::civil::Date;
use taxonomy::{Both, ElementId, GuidanceModel, Ring, Standard};

/// A vetted article; every rule of its file format holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// The file it stands in.
    pub file: String,
    /// The title.
    pub title: String,
    /// The standard it is written in.
    pub language: Standard,
    /// The område it belongs to.
    pub area: Area,
    /// Who owns it: a role or a person.
    pub owner: String,
    /// Whether that is the owner of its område, for lack of one of its own.
    pub owner_inherited: bool,
    /// Months between reviews.
    pub review_months: u8,
    /// Whether that is the interval of its område.
    pub interval_inherited: bool,
    /// Whether everybody should have seen a change of it.
    pub routine: bool,
    /// When it was written.
    pub written: Date,
    /// When an editor last reviewed it; `None` until one has.
    pub reviewed: Option<Date>,
    /// What an editor has yet to check, and where; `None` when nothing is left.
    pub needs_check: Option<String>,
    /// The last day that a fact in it holds, where one expires.
    pub valid_until: Option<Date>,
    /// Shown before its equals for a while, with the reason.
    pub promoted: Option<Promotion>,
    /// The target groups it is for: its own, else those of its område; empty is everybody.
    pub groups: Vec<String>,
    /// The phases it helps in.
    pub phases: Vec<ElementId>,
    /// The knapper its matter often touches.
    pub knapper: Vec<ElementId>,
    /// Words that veisøkere and counsellors use for it.
    pub keywords: Vec<String>,
    /// The short answer: at most three lines.
    pub short: String,
    /// How the veisøker finds it alone.
    pub find_it: String,
    /// A phrase that asks leave before a link is shared; where one standard lacks it, the other's.
    pub share: Both,
    /// The standard that lacks a phrase of its own.
    pub share_missing: Option<Standard>,
    /// Whom it is for, where not for everybody.
    pub for_whom: Option<String>,
    /// The short answer in plain language.
    pub plain: Option<String>,
    /// Films, sound and pages that show it.
    pub media: Vec<Media>,
    /// Where it is known from.
    pub sources: Vec<Source>,
    /// The body in Markdown.
    pub body: String,
    /// The whole file as it was written.
    pub source: String,
    /// The line of the file that the body begins on.
    pub(crate) body_line: usize,
}

/// A time in which editors want an article seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promotion {
    /// The last day.
    pub until: Date,
    /// Why; shown wherever it counts.
    pub reason: String,
}

/// Where something in an article is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is.
    pub kind: SourceKind,
    /// Why it is used although the source policy does not list it.
    pub why: Option<String>,
}

/// Something to see or hear that belongs to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is.
    pub kind: MediaKind,
}

/// Whether an article may be relied on, on some date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Reviewed in time.
    InOrder,
    /// No editor has reviewed it yet, or a fact in it is still to be checked.
    Unchecked,
    /// The next review is due.
    ReviewDue,
    /// A fact in it holds no longer.
    Expired,
}

impl Article {
    /// Reads one article from the text of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line and field.
    pub fn parse(
        file: &str,
        text: &str,
        model: &GuidanceModel,
        areas: &Areas,
    ) -> Result<Self, Vec<Problem>> {
        let (article, problems) = read(file, text, model, areas);
        article.ok_or(problems)
    }

    /// Whether it may be relied on at `today`.
    pub fn state(&self, today: Date) -> State {
        if self.valid_until.is_some_and(|last| last < today) {
            State::Expired
        } else if self.review_due() < today {
            State::ReviewDue
        } else if self.reviewed.is_none() || self.needs_check.is_some() {
            State::Unchecked
        } else {
            State::InOrder
        }
    }

    /// The day from which it is out of date: the one after its facts expire or its review was due.
    pub fn out_of_date_from(&self) -> Date {
        let due = self.review_due();
        let first = self.valid_until.map_or(due, |last| last.min(due));
        first.tomorrow().unwrap_or(Date::MAX)
    }

    /// Whether it is so long out of date that it is offered no more unasked.
    pub fn held_back(&self, today: Date, grace_days: u16) -> bool {
        let grace = i64::from(grace_days).days();
        self.out_of_date_from().saturating_add(grace) <= today
    }

    /// The promotion that holds at `today`.
    pub fn promotion(&self, today: Date) -> Option<&Promotion> {
        self.promoted
            .as_ref()
            .filter(|promoted| today <= promoted.until)
    }

    /// When somebody last went through it: its review, or else its writing.
    pub fn last_seen(&self) -> Date {
        self.reviewed.unwrap_or(self.written)
    }

    /// The day by which it should be reviewed again.
    pub fn review_due(&self) -> Date {
        self.last_seen()
            .saturating_add(i64::from(self.review_months).months())
    }

    /// Whether it is for a target group, or for everybody.
    pub fn is_for(&self, group: &str) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|one| one == group)
    }

    /// The body as HTML that is safe to show; internal links lead to `/ik#id`.
    pub fn body_html(&self) -> String {
        body::to_html(&self.body)
    }

    /// The body in plain paragraphs and list items.
    pub fn passages(&self) -> Vec<Passage> {
        body::passages(&self.body)
    }

    /// The articles that the body links to, each with its line in the file.
    pub fn links(&self) -> Vec<(ArticleId, usize)> {
        let line = |offset: usize| self.body_line + self.body[..offset].matches('\n').count();
        body::links(&self.body)
            .into_iter()
            .map(|(id, offset)| (id, line(offset)))
            .collect()
    }
}

const KEYS: &[&str] = &[
    "id",
    "title",
    "language",
    "area",
    "groups",
    "owner",
    "review_months",
    "written",
    "reviewed",
    "valid_until",
    "needs_check",
    "promoted",
    "routine",
    "phases",
    "knapper",
    "keywords",
    "short",
    "find_it",
    "share",
    "for_whom",
    "plain",
    "media",
    "sources",
];
const SHORT_LINES: usize = 3;
const SHORT_LINE_CHARACTERS: usize = 90;
const FENCE: &str = "+++";

/// Reads one article; with a fault in it the article is `None`.
pub(crate) fn read(
    file: &str,
    text: &str,
    model: &GuidanceModel,
    areas: &Areas,
) -> (Option<Article>, Vec<Problem>) {
    let Some((front, body, body_line)) = parts(text) else {
        let message = format!("the front matter must stand between two lines `{FENCE}`");
        return (None, vec![Problem::error(file, Some(1), "", message)]);
    };
    let source = Text::new(file, front, 2);
    let article = source.root().and_then(|root| {
        let fields = Fields::new(&source, root.get_ref(), "", 0, KEYS);
        article(file, &fields, (text, body, body_line), model, areas)
    });
    let problems = source.into_problems();
    let sound = problems.iter().all(|one| one.severity == Severity::Warning);
    (article.filter(|_| sound), problems)
}

/// Front matter, body, and the line that the body begins on.
pub(crate) fn parts(text: &str) -> Option<(&str, &str, usize)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = 0;
    let mut front_from = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if line.trim_end() == FENCE {
            match front_from {
                None => front_from = Some(at),
                Some(from) => {
                    return Some((&text[from..at - line.len()], &text[at..], number + 2));
                }
            }
        } else if front_from.is_none() {
            return None;
        }
    }
    None
}

fn article(
    file: &str,
    fields: &Fields,
    (text, body, body_line): (&str, &str, usize),
    model: &GuidanceModel,
    areas: &Areas,
) -> Option<Article> {
    let names = |ring| model.ids(ring).map(ElementId::as_str).collect::<Vec<_>>();
    // Everything is read before the first `?`, so that all faults are reported at once.
    let id = fields.text("id");
    if let Some(id) = &id {
        check_id(fields, id, file);
    }
    let title = fields.text("title");
    let language = fields.standard("language");
    let area: Option<Area> = fields.value("area");
    let of_area = area.and_then(|area| areas.of(area));
    let groups = match fields.names_if_any("groups") {
        Some(named) => named_groups(fields, named, areas),
        None => of_area.map(|area| area.groups.clone()).unwrap_or_default(),
    };
    let owner = fields.text_if_any("owner");
    let review_months = fields
        .has("review_months")
        .then(|| fields.months("review_months", 1..25));
    if let (Some(area), None) = (area, of_area)
        && (owner.is_none() || review_months.is_none())
    {
        fields.wrong(
            "area",
            format!("nobody owns `{area}`, so `owner` and `review_months` are needed"),
        );
    }
    let routine = fields.flag("routine");
    let written = fields.date("written");
    let reviewed = fields.date_if_any("reviewed");
    let valid_until = fields.date_if_any("valid_until");
    let needs_check = fields.text_if_any("needs_check");
    let promoted = fields.has("promoted").then(|| {
        let inner = fields.inner("promoted", "promoted.", &["until", "reason"])?;
        let (until, reason) = (inner.date("until"), inner.text("reason"));
        Some(Promotion {
            until: until?,
            reason: reason?,
        })
    });
    let phases = fields.ids("phases", &names(Ring::Phase));
    let knapper = fields.ids("knapper", &names(Ring::Knapp));
    let keywords = fields.texts("keywords");
    let short = fields.text("short");
    if let Some(short) = &short {
        check_short(fields, short);
    }
    let find_it = fields.text("find_it");
    let share = fields.inner("share", "share.", &["nb", "nn"]);
    let share = share.and_then(|share| self::share(&share));
    let for_whom = fields.text_if_any("for_whom");
    let plain = fields.text_if_any("plain");
    let media: Vec<Option<Media>> = fields
        .tables("media", "media.", &["title", "url", "kind"])
        .iter()
        .map(medium)
        .collect();
    let sources: Vec<Option<Source>> = fields
        .tables("sources", "sources.", &["title", "url", "kind", "why"])
        .iter()
        .map(source)
        .collect();
    if body.trim().is_empty() {
        fields.wrong("", "the body is empty");
    }
    let (share, share_missing) = share?;
    Some(Article {
        id: ArticleId::new(id?),
        file: file.to_owned(),
        title: title?,
        language: language?,
        area: area?,
        groups,
        owner_inherited: owner.is_none(),
        owner: owner.or_else(|| Some(of_area?.owner.clone()))?,
        interval_inherited: review_months.is_none(),
        review_months: review_months.unwrap_or_else(|| Some(of_area?.review_months))?,
        routine,
        written: written?,
        reviewed,
        needs_check,
        valid_until,
        promoted: promoted.flatten(),
        phases: phases?,
        knapper: knapper?,
        keywords: keywords?,
        short: short?,
        find_it: find_it?,
        share,
        share_missing,
        for_whom,
        plain,
        media: media.into_iter().collect::<Option<_>>()?,
        sources: sources.into_iter().collect::<Option<_>>()?,
        body: body.to_owned(),
        source: text.to_owned(),
        body_line,
    })
}

/// The target groups that an article names. One that is not there is told; the article is for the others.
fn named_groups(fields: &Fields, named: Vec<String>, areas: &Areas) -> Vec<String> {
    let known: Vec<&str> = areas.groups().iter().map(|one| one.id.as_str()).collect();
    let (there, gone): (Vec<_>, Vec<_>) = named
        .into_iter()
        .partition(|name| known.contains(&name.as_str()));
    for name in gone {
        fields.unwise("groups", fields::not_among(&name, &known));
    }
    there
}

fn check_id(fields: &Fields, id: &str, file: &str) {
    let name = file.rsplit('/').next().unwrap_or(file);
    if !ids::well_formed(id) {
        fields.wrong("id", format!("`{id}` may hold only a–z, 0–9 and -"));
    } else if name.strip_suffix(".md") != Some(id) {
        fields.wrong("id", format!("`{id}` differs from the file name `{name}`"));
    }
}

fn check_short(fields: &Fields, short: &str) {
    let lines = short.lines().count();
    if lines > SHORT_LINES {
        fields.unwise(
            "short",
            format!("has {lines} lines; at most {SHORT_LINES} fit"),
        );
    }
    for line in short.lines() {
        let length = line.trim_end().chars().count();
        if length > SHORT_LINE_CHARACTERS {
            fields.unwise(
                "short",
                format!("has a line of {length} characters; at most {SHORT_LINE_CHARACTERS} fit"),
            );
        }
    }
}

/// What is said where the phrase stands in one standard only.
const LACKING: &str = "is missing; it is not offered to those who write this standard";

/// The phrase in both standards, and the one that lacks its own.
fn share(fields: &Fields) -> Option<(Both, Option<Standard>)> {
    let written = |field| {
        fields
            .has_words(field)
            .then(|| fields.text(field))
            .flatten()
    };
    match (written("nb"), written("nn")) {
        (Some(nb), Some(nn)) => Some((Both { nb, nn }, None)),
        (Some(nb), None) => {
            fields.unwise("nn", LACKING);
            Some((Both { nn: nb.clone(), nb }, Some(Standard::Nn)))
        }
        (None, Some(nn)) => {
            fields.unwise("nb", LACKING);
            Some((Both { nb: nn.clone(), nn }, Some(Standard::Nb)))
        }
        (None, None) => {
            fields.wrong("nb", "is missing");
            None
        }
    }
}

fn source(fields: &Fields) -> Option<Source> {
    let (title, url) = (fields.text("title"), address(fields));
    let kind = fields.value("kind");
    Some(Source {
        title: title?,
        url: url?,
        kind: kind?,
        why: fields.text_if_any("why"),
    })
}

fn medium(fields: &Fields) -> Option<Media> {
    let (title, url) = (fields.text("title"), address(fields));
    let kind = fields.value("kind");
    Some(Media {
        title: title?,
        url: url?,
        kind: kind?,
    })
}

fn address(fields: &Fields) -> Option<String> {
    let url = fields.text("url")?;
    if !is_web(&url) {
        fields.wrong("url", format!("`{url}` is not a web address"));
    }
    Some(url)
}

/// Whether an address is one of the web.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

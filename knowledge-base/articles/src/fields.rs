//! A TOML table read field by field, with the line of everything that is wrong with it.

use crate::problem::Problem;
use crate::values::Value;
use jiff::civil::Date;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use taxonomy::{ElementId, Standard};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of one file and the problems found in it so far.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    text: &'a str,
    first_line: usize,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Source<'a> {
    /// Takes a text whose first line is line `first_line` of the file.
    pub(crate) fn new(file: &'a str, text: &'a str, first_line: usize) -> Self {
        Self {
            file,
            text,
            first_line,
            problems: RefCell::default(),
        }
    }

    /// The root table; a syntax error is a problem and `None`.
    pub(crate) fn root(&self) -> Option<Spanned<DeTable<'a>>> {
        DeTable::parse(self.text)
            .map_err(|error| {
                let at = error.span().map(|span| self.line(span.start));
                self.add(Problem::error(
                    self.file,
                    at,
                    "",
                    error.message().to_owned(),
                ));
            })
            .ok()
    }

    pub(crate) fn line(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        self.first_line + before.iter().filter(|byte| **byte == b'\n').count()
    }

    pub(crate) fn add(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// One table of a [`Source`]. Each getter records what is wrong and then gives `None`.
pub(crate) struct Fields<'s, 'a> {
    source: &'s Source<'a>,
    table: &'s DeTable<'a>,
    prefix: &'static str,
    line: usize,
    faulty: Cell<bool>,
}

impl<'s, 'a> Fields<'s, 'a> {
    pub(crate) fn new(
        source: &'s Source<'a>,
        table: &'s DeTable<'a>,
        prefix: &'static str,
        at: usize,
        known: &[&str],
    ) -> Self {
        let mut faulty = false;
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                faulty = true;
                let near = nearest(name, known)
                    .map(|near| format!("; did you mean `{near}`?"))
                    .unwrap_or_default();
                source.add(Problem::error(
                    source.file,
                    Some(source.line(key.span().start)),
                    &format!("{prefix}{name}"),
                    format!("unknown key{near}"),
                ));
            }
        }
        Self {
            source,
            table,
            prefix,
            line: source.line(at),
            faulty: Cell::new(faulty),
        }
    }

    /// Whether nothing wrong has been found in this table so far.
    pub(crate) fn faultless(&self) -> bool {
        !self.faulty.get()
    }

    pub(crate) fn line_of(&self, field: &str) -> usize {
        self.table
            .get(field)
            .map_or(self.line, |value| self.source.line(value.span().start))
    }

    pub(crate) fn wrong(&self, field: &str, message: impl Into<String>) {
        self.faulty.set(true);
        self.source.add(Problem::error(
            self.source.file,
            Some(self.line_of(field)),
            &format!("{}{field}", self.prefix),
            message.into(),
        ));
    }

    /// Tells of something that does not stop the file from being used.
    pub(crate) fn unwise(&self, field: &str, message: impl Into<String>) {
        self.source.add(Problem::warning(
            self.source.file,
            Some(self.line_of(field)),
            &format!("{}{field}", self.prefix),
            message.into(),
        ));
    }

    fn needed(&self, field: &str) -> Option<&'s Spanned<DeValue<'a>>> {
        let value = self.table.get(field);
        if value.is_none() {
            self.wrong(field, "is missing");
        }
        value
    }

    /// A text that is not empty, trimmed.
    pub(crate) fn text(&self, field: &str) -> Option<String> {
        self.needed(field)?;
        self.text_if_any(field)
    }

    /// `true` or `false`; false where it is left out.
    pub(crate) fn flag(&self, field: &str) -> bool {
        let Some(value) = self.table.get(field) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(field, "must be true or false");
            false
        })
    }

    /// As [`Fields::text`], but may be left out.
    pub(crate) fn text_if_any(&self, field: &str) -> Option<String> {
        let Some(text) = self.table.get(field)?.get_ref().as_str() else {
            self.wrong(field, "must be a text in quotes");
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            self.wrong(field, "is empty");
            return None;
        }
        Some(text.to_owned())
    }

    pub(crate) fn value<V: Value>(&self, field: &str) -> Option<V> {
        self.needed(field)?;
        self.value_if_any(field)
    }

    pub(crate) fn value_if_any<V: Value>(&self, field: &str) -> Option<V> {
        let text = self.text_if_any(field)?;
        let found = V::named(&text);
        if found.is_none() {
            let names: Vec<&str> = V::ALL.iter().map(|value| value.name()).collect();
            self.wrong(field, not_among(&text, &names));
        }
        found
    }

    pub(crate) fn standard(&self, field: &str) -> Option<Standard> {
        let text = self.text(field)?;
        match text.as_str() {
            "nb" => Some(Standard::Nb),
            "nn" => Some(Standard::Nn),
            _ => {
                self.wrong(field, not_among(&text, &["nb", "nn"]));
                None
            }
        }
    }

    pub(crate) fn date(&self, field: &str) -> Option<Date> {
        self.needed(field)?;
        self.date_if_any(field)
    }

    pub(crate) fn date_if_any(&self, field: &str) -> Option<Date> {
        let value = self.table.get(field)?.get_ref();
        let found = match (value.as_datetime(), value.as_str()) {
            (Some(moment), _) => moment.date.and_then(|date| {
                let (month, day) = (i8::try_from(date.month), i8::try_from(date.day));
                Date::new(i16::try_from(date.year).ok()?, month.ok()?, day.ok()?).ok()
            }),
            (None, Some(text)) => text.parse().ok(),
            (None, None) => None,
        };
        if found.is_none() {
            self.wrong(field, "must be a date such as 2026-11-22");
        }
        found
    }

    pub(crate) fn months(&self, field: &str, allowed: Range<u8>) -> Option<u8> {
        let number = self.needed(field)?.get_ref().as_integer();
        let found = number
            .and_then(|number| number.as_str().parse().ok())
            .filter(|months| allowed.contains(months));
        if found.is_none() {
            let last = allowed.end - 1;
            self.wrong(
                field,
                format!("must be a number from {} to {last}", allowed.start),
            );
        }
        found
    }

    /// A list of texts, which may be empty.
    pub(crate) fn texts(&self, field: &str) -> Option<Vec<String>> {
        let list = self.needed(field)?.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|item| item.get_ref().as_str().map(|text| text.trim().to_owned()))
                .collect()
        });
        if list.is_none() {
            self.wrong(field, "must be a list of texts in quotes");
        }
        list
    }

    /// As [`Fields::texts`], but may be left out.
    pub(crate) fn names_if_any(&self, field: &str) -> Option<Vec<String>> {
        self.has(field).then(|| self.texts(field)).flatten()
    }

    /// A list of ids, each of them among `known`.
    pub(crate) fn ids(&self, field: &str, known: &[&str]) -> Option<Vec<ElementId>> {
        let names = self.texts(field)?;
        let ids: Vec<ElementId> = names
            .iter()
            .filter_map(|name| self.known(field, name, known))
            .collect();
        (ids.len() == names.len()).then_some(ids)
    }

    /// One id among `known`, which may be left out.
    pub(crate) fn id_if_any(&self, field: &str, known: &[&str]) -> Option<ElementId> {
        self.text_if_any(field)
            .and_then(|name| self.known(field, &name, known))
    }

    fn known(&self, field: &str, name: &str, known: &[&str]) -> Option<ElementId> {
        if known.contains(&name) {
            return Some(ElementId::new(name));
        }
        self.wrong(field, not_among(name, known));
        None
    }

    /// Whether there is a text that is not blank, or something that is no text at all.
    pub(crate) fn has_words(&self, field: &str) -> bool {
        let value = self.table.get(field).map(Spanned::get_ref);
        value.is_some_and(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()))
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.table.contains_key(field)
    }

    /// A table inside this one.
    pub(crate) fn inner(
        &self,
        field: &str,
        prefix: &'static str,
        known: &[&str],
    ) -> Option<Fields<'s, 'a>> {
        let value = self.needed(field)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(field, "must be a table");
            return None;
        };
        Some(Fields::new(
            self.source,
            table,
            prefix,
            value.span().start,
            known,
        ))
    }

    /// The tables of a list, which may be left out.
    pub(crate) fn tables(
        &self,
        field: &str,
        prefix: &'static str,
        known: &[&str],
    ) -> Vec<Fields<'s, 'a>> {
        let Some(value) = self.table.get(field) else {
            return Vec::new();
        };
        let list: Option<Vec<_>> = value.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|item| {
                    let at = item.span().start;
                    let table = item.get_ref().as_table()?;
                    Some(Fields::new(self.source, table, prefix, at, known))
                })
                .collect()
        });
        list.unwrap_or_else(|| {
            self.wrong(field, format!("must be tables headed [[{field}]]"));
            Vec::new()
        })
    }
}

pub(crate) fn not_among(text: &str, names: &[&str]) -> String {
    match nearest(text, names) {
        Some(near) => format!("`{text}` is not known; did you mean `{near}`?"),
        None => format!("`{text}` is not one of {}", names.join(", ")),
    }
}

/// The name most like `text`, if one is like it at all.
fn nearest<'n>(text: &str, names: &[&'n str]) -> Option<&'n str> {
    names
        .iter()
        .map(|name| (strsim::jaro_winkler(text, name), *name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.75)
        .map(|(_, name)| name)
}

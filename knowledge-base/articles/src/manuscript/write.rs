//! From fields to the text of a file: only what changed is written anew, so that a file which nobody
//! touched stays the same to the byte.

use super::Manuscript;
use crate::article::parts;
use crate::standing::{Standing, date};
use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// What stands around a front matter.
const FENCE: &str = "+++\n";

impl Manuscript {
    /// The text of a file that holds these fields: `base` with what differs written anew.
    pub fn write(&self, id: &str, base: &str) -> String {
        let before = Self::read(base);
        let (mut document, body) = match parts(base) {
            Some((front, body, _)) => match front.parse::<DocumentMut>() {
                Ok(document) => (document, body),
                Err(_) => (DocumentMut::new(), ""),
            },
            None => (DocumentMut::new(), ""),
        };
        let fresh = document.as_table().is_empty();
        let front = document.as_table_mut();
        if front.get("id").and_then(Item::as_str) != Some(id) {
            front.insert("id", value(id));
        }
        let differs = |name: &str| fresh || self.field(name) != before.field(name);
        for (key, text) in [
            ("title", &self.title),
            ("language", &self.language),
            ("area", &self.area),
        ] {
            if differs(key) {
                front.insert(key, value(text.trim()));
            }
        }
        optional(front, "owner", self.owner.as_deref(), differs("owner"));
        if differs("review_months") {
            match self.review_months {
                Some(months) => drop(front.insert("review_months", value(i64::from(months)))),
                None => drop(front.remove("review_months")),
            }
        }
        if self.written != before.written {
            set_date(front, "written", self.written);
        }
        if differs("valid_until") {
            set_date(front, "valid_until", self.valid_until);
        }
        for (key, text) in [
            ("needs_check", &self.needs_check),
            ("for_whom", &self.for_whom),
            ("plain", &self.plain),
        ] {
            optional(front, key, text.as_deref(), differs(key));
        }
        if self.routine != before.routine {
            if self.routine {
                front.insert("routine", value(true));
            } else {
                front.remove("routine");
            }
        }
        for (key, words) in [
            ("phases", &self.phases),
            ("knapper", &self.knapper),
            ("keywords", &self.keywords),
        ] {
            if differs(key) {
                front.insert(key, value(words.iter().collect::<Array>()));
            }
        }
        for (key, text) in [("short", &self.short), ("find_it", &self.find_it)] {
            if differs(key) {
                front.insert(key, value(lines(text)));
            }
        }
        if differs("share.nb") || differs("share.nn") {
            let mut share = Table::new();
            for (key, text) in [("nb", &self.share.nb), ("nn", &self.share.nn)] {
                share.insert(key, value(text.trim()));
            }
            front.insert("share", Item::Table(share));
        }
        if self.media != before.media {
            let tables = self.media.iter().map(|one| {
                table(&[
                    ("title", Some(&one.title)),
                    ("url", Some(&one.url)),
                    ("kind", Some(&one.kind)),
                ])
            });
            set_tables(front, "media", tables.collect());
        }
        if self.sources != before.sources {
            let tables = self.sources.iter().map(|one| {
                table(&[
                    ("title", Some(&one.title)),
                    ("url", Some(&one.url)),
                    ("kind", Some(&one.kind)),
                    ("why", one.why.as_ref()),
                ])
            });
            set_tables(front, "sources", tables.collect());
        }
        let body = if self.body == before.body && !fresh {
            body.to_owned()
        } else {
            format!("{}\n", self.body.trim_end())
        };
        whole(&document, &body)
    }
}

/// The text with a standing written into its front matter; the same text where it stands there already.
pub(crate) fn with_standing(text: &str, standing: &Standing) -> String {
    let Some((front, body, _)) = parts(text) else {
        return text.to_owned();
    };
    let Ok(mut document) = front.parse::<DocumentMut>() else {
        return text.to_owned();
    };
    if Standing::of(document.as_table()) == *standing {
        return text.to_owned();
    }
    let front = document.as_table_mut();
    if date(front, "reviewed") != standing.reviewed {
        set_date(front, "reviewed", standing.reviewed);
    }
    match &standing.promoted {
        Some(promoted) => {
            let mut table = Table::new();
            set_date(&mut table, "until", Some(promoted.until));
            table.insert("reason", value(&promoted.reason));
            front.insert("promoted", Item::Table(table));
        }
        None => drop(front.remove("promoted")),
    }
    whole(&document, body)
}

fn whole(front: &DocumentMut, body: &str) -> String {
    let mut front = front.to_string();
    if !front.ends_with('\n') {
        front.push('\n');
    }
    format!("{FENCE}{front}{FENCE}{body}")
}

fn optional(front: &mut Table, key: &str, text: Option<&str>, differs: bool) {
    if !differs {
        return;
    }
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) if text.contains('\n') => drop(front.insert(key, value(lines(text)))),
        Some(text) => drop(front.insert(key, value(text))),
        None => drop(front.remove(key)),
    }
}

/// Running text ends its last line, so that it stands between its quotes as people write it.
fn lines(text: &str) -> String {
    format!("{}\n", text.trim())
}

fn set_date(front: &mut Table, key: &str, date: Option<Date>) {
    match date.map(|date| date.to_string().parse::<toml_edit::Datetime>()) {
        Some(Ok(date)) => drop(front.insert(key, value(date))),
        _ => drop(front.remove(key)),
    }
}

fn table(pairs: &[(&str, Option<&String>)]) -> Table {
    let mut table = Table::new();
    for (key, text) in pairs {
        if let Some(text) = text {
            table.insert(key, value(text.trim()));
        }
    }
    table
}

fn set_tables(front: &mut Table, key: &str, tables: Vec<Table>) {
    front.remove(key);
    if tables.is_empty() {
        return;
    }
    let mut list = ArrayOfTables::new();
    for table in tables {
        list.push(table);
    }
    front.insert(key, Item::ArrayOfTables(list));
}

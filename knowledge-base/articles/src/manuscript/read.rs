//! From the text of a file to its fields, leniently: what cannot be read is left empty, and nothing of
//! the text is lost by that, since versions keep the text.

use super::{Manuscript, ManuscriptMedia, ManuscriptSource, Share};
use crate::article::parts;
use crate::standing::date;
use toml_edit::{DocumentMut, Item, TableLike};

impl Manuscript {
    /// Reads the text of a file. Without front matter all of it is body.
    pub fn read(text: &str) -> Self {
        let Some((front, body, _)) = parts(text) else {
            return Self {
                body: text.to_owned(),
                ..Self::default()
            };
        };
        let Ok(document) = front.parse::<DocumentMut>() else {
            return Self {
                body: text.to_owned(),
                ..Self::default()
            };
        };
        let table = document.as_table();
        let share = table.get("share").and_then(Item::as_table_like);
        Self {
            title: string(table, "title"),
            language: string(table, "language"),
            area: string(table, "area"),
            owner: filled(table, "owner"),
            review_months: table
                .get("review_months")
                .and_then(Item::as_integer)
                .and_then(|months| u8::try_from(months).ok()),
            written: date(table, "written"),
            valid_until: date(table, "valid_until"),
            needs_check: filled(table, "needs_check"),
            routine: table.get("routine").and_then(Item::as_bool) == Some(true),
            phases: strings(table, "phases"),
            knapper: strings(table, "knapper"),
            keywords: strings(table, "keywords"),
            short: string(table, "short"),
            find_it: string(table, "find_it"),
            share: Share {
                nb: share.map(|share| string(share, "nb")).unwrap_or_default(),
                nn: share.map(|share| string(share, "nn")).unwrap_or_default(),
            },
            for_whom: filled(table, "for_whom"),
            plain: filled(table, "plain"),
            media: tables(table, "media", |one| ManuscriptMedia {
                title: string(one, "title"),
                url: string(one, "url"),
                kind: string(one, "kind"),
            }),
            sources: tables(table, "sources", |one| ManuscriptSource {
                title: string(one, "title"),
                url: string(one, "url"),
                kind: string(one, "kind"),
                why: filled(one, "why"),
            }),
            body: body.to_owned(),
        }
    }
}

fn string(table: &dyn TableLike, key: &str) -> String {
    let text = table.get(key).and_then(Item::as_str).unwrap_or_default();
    text.trim().to_owned()
}

fn filled(table: &dyn TableLike, key: &str) -> Option<String> {
    Some(string(table, key)).filter(|text| !text.is_empty())
}

fn strings(table: &dyn TableLike, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(Item::as_array);
    let words = list.into_iter().flatten().filter_map(|one| one.as_str());
    words.map(|word| word.trim().to_owned()).collect()
}

fn tables<T>(table: &dyn TableLike, key: &str, read: impl Fn(&dyn TableLike) -> T) -> Vec<T> {
    match table.get(key) {
        Some(Item::ArrayOfTables(list)) => list.iter().map(|one| read(one)).collect(),
        Some(item) => {
            let list = item.as_array().into_iter().flatten();
            let inline = list.filter_map(|one| one.as_inline_table());
            inline.map(|one| read(one)).collect()
        }
        None => Vec::new(),
    }
}

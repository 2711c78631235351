//! One message, from the webhook or the archive, and its words whatever kind it is.
//!
//! Kinds: text, image, file, carousel, list, form, formResponse, location, template
//! (docs/Content.md of sunshine-conversations-python). One that is not text is heard as its fallback, else as
//! a mark of its kind. The name of a file (`altText` is one by default), its address, and what was written
//! into a field for an e-mail address have no field here.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A message as it is written down.
#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) id: String,
    #[serde(default)]
    pub(super) received: Option<String>,
    pub(super) author: Author,
    /// Read by itself, so that one that is not as documented does not take the message with it.
    #[serde(default)]
    content: Option<Box<RawValue>>,
    #[serde(default)]
    pub(super) source: Option<Source>,
    /// It stands in the place of one that was deleted.
    #[serde(default, deserialize_with = "or_nothing")]
    pub(super) deleted: bool,
}

/// Who wrote. The id is documented for users only; where one comes for a business it is a counsellor's.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Author {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default, deserialize_with = "or_nothing")]
    pub(super) subtypes: Vec<String>,
    #[serde(default)]
    pub(super) user_id: Option<String>,
}

/// What it was written through.
#[derive(Deserialize)]
pub(super) struct Source {
    #[serde(rename = "type", default)]
    pub(super) kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    html_text: Option<String>,
    #[serde(default)]
    markdown_text: Option<String>,
    #[serde(default)]
    text_fallback: Option<String>,
    #[serde(default, deserialize_with = "or_nothing")]
    items: Vec<Item>,
    #[serde(default, deserialize_with = "or_nothing")]
    actions: Vec<Action>,
    #[serde(default, deserialize_with = "or_nothing")]
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    description: Option<String>,
}

#[derive(Deserialize)]
struct Action {
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Field {
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default, deserialize_with = "or_nothing")]
    select: Vec<Choice>,
    /// That there is one, never which.
    #[serde(default)]
    email: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    label: Option<String>,
}

impl Message {
    /// What it says.
    pub(super) fn words(&self) -> String {
        let content = self.content.as_ref();
        let content = content.and_then(|json| serde_json::from_str::<Content>(json.get()).ok());
        content.map_or_else(|| "[melding]".to_owned(), |content| content.words())
    }
}

impl Content {
    fn words(&self) -> String {
        let said = match self.kind.as_str() {
            "text" => self.plain().or_else(|| self.choices()),
            "carousel" | "list" => self.plain().or_else(|| self.offered()),
            "form" | "formResponse" => self.filled_in().or_else(|| given(&self.text_fallback)),
            // The fallback of these is the address of a file or of a place on a map.
            "image" | "file" | "location" => self.plain().and_then(|text| without_addresses(&text)),
            _ => self.plain().or_else(|| given(&self.text_fallback)),
        };
        said.unwrap_or_else(|| self.mark().to_owned())
    }

    fn plain(&self) -> Option<String> {
        let html = || given(&self.html_text).and_then(|html| from_html(&html));
        given(&self.text)
            .or_else(html)
            .or_else(|| given(&self.markdown_text))
    }

    fn choices(&self) -> Option<String> {
        lines(self.actions.iter().filter_map(|action| given(&action.text)))
    }

    fn offered(&self) -> Option<String> {
        let of_item = |item: &Item| {
            let said = [given(&item.title), given(&item.description)];
            let said: Vec<_> = said.into_iter().flatten().collect();
            (!said.is_empty()).then(|| said.join(": "))
        };
        lines(self.items.iter().filter_map(of_item))
    }

    fn filled_in(&self) -> Option<String> {
        let of_field = |field: &Field| {
            let chosen = field
                .select
                .iter()
                .filter_map(|choice| given(&choice.label));
            let chosen: Vec<_> = chosen.collect();
            let value = match &field.email {
                Some(_) => Some("[e-post]".to_owned()),
                None => given(&field.text).or((!chosen.is_empty()).then(|| chosen.join(", "))),
            };
            match (given(&field.label), value) {
                (Some(label), Some(value)) => Some(format!("{label}: {value}")),
                (label, value) => label.or(value),
            }
        };
        lines(self.fields.iter().filter_map(of_field))
    }

    fn mark(&self) -> &'static str {
        match self.kind.as_str() {
            "image" => "[bilde]",
            "file" => "[fil]",
            "location" => "[sted]",
            "carousel" | "list" => "[liste]",
            "form" | "formResponse" => "[skjema]",
            _ => "[melding]",
        }
    }
}

/// What is `null` is as what is not there.
fn or_nothing<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn given(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.trim().is_empty())
}

fn lines(said: impl Iterator<Item = String>) -> Option<String> {
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| said.join("\n"))
}

fn without_addresses(text: &str) -> Option<String> {
    let said: Vec<_> = text
        .split_whitespace()
        .filter(|word| !word.contains("://"))
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The text of HTML, where a message has no other: tags go, and what ends a line ends one.
fn from_html(html: &str) -> Option<String> {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let Some(end) = tag.find('>') else {
            rest = &rest[start..];
            break;
        };
        let name = tag[..end].trim_matches('/').trim().to_ascii_lowercase();
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        if matches!(
            name,
            Some("br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3")
        ) {
            text.push('\n');
        }
        rest = &tag[end + 1..];
    }
    text.push_str(rest);
    let named = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"), // last, so that what it makes is not read again
    ];
    let text = named
        .iter()
        .fold(text, |text, (name, is)| text.replace(name, is));
    lines(
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned),
    )
}

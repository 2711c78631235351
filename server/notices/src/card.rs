//! The message to a webhook: an Adaptive Card in the envelope that Teams expects.

use crate::Language;
use crate::digest::{Digest, Line, Section, link, short};
use crate::texts::Texts;
use serde_json::{Value, json};

/// The largest message, in bytes. Teams documents 28 KB; others report refusals from 21 KB on.
pub const LIMIT: usize = 20_000;

/// The digest as the body of a POST, never longer than [`LIMIT`]: where it would be, every section is
/// cut to the same number of lines and says how many more there are, so that a long section does not
/// push out a short one.
pub fn card(digest: &Digest, language: Language, base_url: &str) -> String {
    let mut most = digest.all().len();
    loop {
        let body = envelope(digest, language, base_url, most).to_string();
        if body.len() <= LIMIT || most == 0 {
            return body;
        }
        most = (most * 9 / 10).min(most - 1);
    }
}

fn envelope(digest: &Digest, language: Language, base_url: &str, most: usize) -> Value {
    let texts = language.texts();
    let mut body = vec![json!({
        "type": "TextBlock", "text": texts.title(digest.day),
        "size": "Large", "weight": "Bolder", "wrap": true,
    })];
    for section in digest.sections(most) {
        add_section(&mut body, &section, texts, digest, base_url);
    }
    let open = link(base_url, "/ik").map(|url| (texts.open.as_str(), url));
    message(&body, language, open)
}

/// The envelope around the body of a card, with one link to our pages at most.
pub(crate) fn message(body: &[Value], language: Language, open: Option<(&str, String)>) -> Value {
    let mut content = json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard", "version": "1.4", "lang": language.code(),
        "body": body,
        "msteams": { "width": "Full" },
    });
    if let Some((title, url)) = open {
        let open = json!({ "type": "Action.OpenUrl", "title": title, "url": url });
        content["actions"] = json!([open]);
    }
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": content,
        }],
    })
}

fn add_section(
    body: &mut Vec<Value>,
    section: &Section<'_>,
    texts: &Texts,
    digest: &Digest,
    base_url: &str,
) {
    body.push(json!({
        "type": "TextBlock", "text": texts.heading(section.kind, section.count),
        "weight": "Bolder", "spacing": "Large", "separator": true, "wrap": true,
    }));
    for (owner, lines) in &section.owners {
        let name = owner.map_or_else(|| texts.no_owner.clone(), short);
        body.push(runs(
            "Medium",
            &[json!({ "type": "TextRun", "text": name, "isSubtle": true })],
        ));
        for line in lines {
            let about = texts.about(section.kind, line, digest.day);
            body.push(runs("Small", &line_runs(line, &about, base_url)));
        }
    }
    if section.left_out > 0 {
        let more = texts.more(section.left_out);
        body.push(json!({ "type": "TextBlock", "text": more, "isSubtle": true }));
    }
}

fn line_runs(line: &Line, about: &str, base_url: &str) -> Vec<Value> {
    let mut title = json!({ "type": "TextRun", "text": short(&line.title) });
    if let Some(url) = link(base_url, &line.url) {
        title["selectAction"] = json!({ "type": "Action.OpenUrl", "url": url });
    }
    let mut runs = vec![title];
    if !about.is_empty() {
        runs.push(json!({ "type": "TextRun", "text": format!(" · {about}"), "isSubtle": true }));
    }
    runs
}

/// A line of runs and not a `TextBlock`, which would read a title as Markdown.
pub(crate) fn runs(spacing: &str, inlines: &[Value]) -> Value {
    json!({ "type": "RichTextBlock", "spacing": spacing, "inlines": inlines })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(title: impl Into<String>, owner: &str) -> Line {
        Line {
            title: title.into(),
            area: "Økonomi".into(),
            owner: Some(owner.into()),
            when: Some(date(2026, 11, 1)),
            url: "/ik/lan-og-stipend".into(),
        }
    }

    /// Every text of the card, in order.
    fn texts(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("text").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| texts(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
            _ => {}
        }
    }

    fn shown(body: &str) -> (Value, Vec<String>) {
        let message: Value = serde_json::from_str(body).unwrap();
        let mut found = Vec::new();
        texts(&message["attachments"][0]["content"]["body"], &mut found);
        (message, found)
    }

    #[test]
    fn a_channel_sees_what_waits_with_a_link_to_each() {
        let mut digest = Digest::new(date(2026, 11, 3));
        digest.overdue = vec![line("Lån *og* [stipend](x)", "Kari")];
        let body = card(&digest, Language::Nb, "https://ik.example.no");
        let (message, texts) = shown(&body);
        assert_eq!(
            texts,
            [
                "Kunnskapsbasen 3. november",
                "Skulle vært gjennomgått (1)",
                "Kari",
                "Lån *og* [stipend](x)",
                " · Økonomi · frist 1. november",
            ]
        );
        let attachment = &message["attachments"][0];
        assert_eq!(message["type"], "message");
        assert_eq!(
            attachment["contentType"],
            "application/vnd.microsoft.card.adaptive"
        );
        assert_eq!(attachment["content"]["version"], "1.4");
        assert!(body.contains(r#""url":"https://ik.example.no/ik/lan-og-stipend""#));
        assert!(body.contains(r#""url":"https://ik.example.no/ik""#));
    }

    #[test]
    fn without_an_address_of_our_own_there_are_no_links() {
        let mut digest = Digest::new(date(2026, 11, 3));
        digest.soon = vec![line("Lån", "Kari")];
        assert!(!card(&digest, Language::Nn, "").contains("OpenUrl"));
    }

    #[test]
    fn a_long_section_is_cut_to_what_teams_takes_and_a_short_one_stays_whole() {
        let mut digest = Digest::new(date(2026, 11, 3));
        digest.overdue = (0..3000)
            .map(|n| line(format!("Forfalt {n}"), "Kari"))
            .collect();
        digest.soon = vec![line("Snart", "Ola")];
        let body = card(&digest, Language::Nb, "https://ik.example.no");
        let (_, texts) = shown(&body);
        assert!((LIMIT / 2..=LIMIT).contains(&body.len()), "{}", body.len());
        let lines = texts.iter().filter(|t| t.starts_with("Forfalt ")).count();
        assert!(texts.contains(&format!("… og {} til", 3000 - lines)));
        assert!(texts.contains(&"Skulle vært gjennomgått (3000)".to_owned()));
        assert!(texts.contains(&"Snart".to_owned()));
    }

    #[test]
    fn even_endless_titles_and_names_fit() {
        let mut digest = Digest::new(date(2026, 11, 3));
        let long = "\u{1}\"å".repeat(9000);
        digest.reports = (0..200).map(|_| line(long.clone(), &long)).collect();
        assert!(card(&digest, Language::Nb, &long).len() <= LIMIT);
    }
}

//! The same as a letter: plain text and simple HTML, with the same lines.

use crate::Language;
use crate::digest::{Digest, link, short};
use std::fmt::Write;

/// Most lines of one section in a letter; nobody reads more, and no server refuses it as too large.
const MOST: usize = 200;

/// A letter that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The day it tells of, for its id.
    pub day: jiff::civil::Date,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as an HTML page.
    pub html: String,
}

/// Writes the digest as a letter.
pub fn letter(digest: &Digest, language: Language, base_url: &str) -> Letter {
    Letter {
        day: digest.day,
        subject: language.texts().subject(digest.day),
        text: text(digest, language, base_url),
        html: html(digest, language, base_url),
    }
}

fn text(digest: &Digest, language: Language, base_url: &str) -> String {
    let texts = language.texts();
    let mut page = format!("{}\n", texts.title(digest.day));
    for section in digest.sections(MOST) {
        add(
            &mut page,
            format_args!("\n{}\n", texts.heading(section.kind, section.count)),
        );
        for (owner, lines) in &section.owners {
            let name = owner.map_or_else(|| texts.no_owner.clone(), short);
            add(&mut page, format_args!("\n  {name}\n"));
            for line in lines {
                let about = texts.about(section.kind, line, digest.day);
                let gap = if about.is_empty() { "" } else { " · " };
                add(
                    &mut page,
                    format_args!("  - {}{gap}{about}\n", short(&line.title)),
                );
                if let Some(url) = link(base_url, &line.url) {
                    add(&mut page, format_args!("    {url}\n"));
                }
            }
        }
        if section.left_out > 0 {
            add(
                &mut page,
                format_args!("  {}\n", texts.more(section.left_out)),
            );
        }
    }
    if let Some(url) = link(base_url, "/ik") {
        add(&mut page, format_args!("\n{}: {url}\n", texts.open));
    }
    add(&mut page, format_args!("\n-- \n{}\n", texts.foot));
    page
}

fn html(digest: &Digest, language: Language, base_url: &str) -> String {
    let texts = language.texts();
    let title = escaped(&texts.title(digest.day));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><h1>{title}</h1>\n",
        language.code()
    );
    for section in digest.sections(MOST) {
        let heading = escaped(&texts.heading(section.kind, section.count));
        add(&mut page, format_args!("<h2>{heading}</h2>\n"));
        for (owner, lines) in &section.owners {
            let name = owner.map_or_else(|| texts.no_owner.clone(), short);
            add(
                &mut page,
                format_args!("<h3>{}</h3>\n<ul>\n", escaped(&name)),
            );
            for line in lines {
                let about = escaped(&texts.about(section.kind, line, digest.day));
                let gap = if about.is_empty() { "" } else { " · " };
                let title = escaped(&short(&line.title));
                let title = linked(link(base_url, &line.url), &title);
                add(&mut page, format_args!("<li>{title}{gap}{about}</li>\n"));
            }
            page.push_str("</ul>\n");
        }
        if section.left_out > 0 {
            let more = escaped(&texts.more(section.left_out));
            add(&mut page, format_args!("<p>{more}</p>\n"));
        }
    }
    if let Some(url) = link(base_url, "/ik") {
        let open = linked(Some(url), &escaped(&texts.open));
        add(&mut page, format_args!("<p>{open}</p>\n"));
    }
    add(
        &mut page,
        format_args!(
            "<p><small>{}</small></p>\n</body></html>\n",
            escaped(&texts.foot)
        ),
    );
    page
}

fn add(page: &mut String, what: std::fmt::Arguments<'_>) {
    page.write_fmt(what).expect("a string takes everything");
}

fn linked(url: Option<String>, inner: &str) -> String {
    url.map_or_else(
        || inner.to_owned(),
        |url| format!("<a href=\"{}\">{inner}</a>", escaped(&url)),
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Line;
    use jiff::civil::date;

    fn digest() -> Digest {
        let mut digest = Digest::new(date(2026, 11, 3));
        digest.review = vec![Line {
            title: "Opptak <2027> & frister".into(),
            area: String::new(),
            owner: None,
            when: Some(date(2026, 11, 2)),
            url: "/ik/opptak".into(),
        }];
        digest
    }

    #[test]
    fn the_plain_text_says_it_all() {
        let letter = letter(&digest(), Language::Nn, "https://ik.example.no");
        assert_eq!(
            letter.text,
            "Kunnskapsbasen 3. november\n\nVentar på godkjenning (1)\n\n  Utan eigar\n  \
             - Opptak <2027> & frister · sendt inn 2. november\n    https://ik.example.no/ik/opptak\n\n\
             Opne kunnskapsbasen: https://ik.example.no/ik\n\n-- \n\
             Ledsager sender dette på kvardagar når noko ventar.\n"
        );
    }

    #[test]
    fn a_title_is_no_markup() {
        let letter = letter(&digest(), Language::Nb, "https://ik.example.no");
        assert!(letter.html.contains(
            "<li><a href=\"https://ik.example.no/ik/opptak\">Opptak &lt;2027&gt; &amp; frister</a> \
             · sendt inn 2. november</li>"
        ));
        assert!(
            letter
                .html
                .starts_with("<!doctype html>\n<html lang=\"nb\">")
        );
    }

    #[test]
    fn a_letter_has_an_end() {
        let mut digest = digest();
        digest.soon = vec![digest.review[0].clone(); 1000];
        let letter = letter(&digest, Language::Nb, "");
        assert!(letter.text.contains("… og 800 til") && letter.html.contains("… og 800 til"));
    }
}

//! What may not be in any file: secrets, plain http, private addresses, files of other kinds.

use super::{Files, Findings, MANIFEST};

/// File types that Zendesk takes (developer.zendesk.com/apps/docs/developer-guide/styling).
const KINDS: &[&str] = &[
    "css", "eot", "gif", "hbs", "hdbs", "htm", "html", "jpeg", "jpg", "js", "json", "map", "md",
    "otf", "png", "svg", "ttf", "woff", "woff2", "xml",
];
/// What other kinds of files begin with, whatever they are called (`mime.rb`).
const MAGIC: &[&[u8]] = &[
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\x7fELF",
    b"#!/",
];
/// Of framework 1 (`source.rb`): code and templates belong into the pages.
const OLD: &[&str] = &["app.js", "app.css", "templates/", "lib/"];
/// Words that stand before a secret (`secrets.rb`).
const BEFORE_SECRETS: &[&str] = &[
    "api_key", "apikey", "auth_key", "authkey", "passord", "password", "secret", "token",
];
/// So many characters without a space, letters and digits mixed, are no word.
const SECRET_LENGTH: usize = 20;

pub(super) fn check(files: &Files, found: &mut Findings) {
    for file in files.names() {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let bytes = files.get(file).unwrap_or_default();
        if !KINDS.contains(&ending.to_lowercase().as_str())
            || MAGIC.iter().any(|magic| bytes.starts_with(magic))
        {
            found.add(
                "unsupported_mime_type_detected",
                file,
                "",
                "of a kind that Zendesk does not take",
            );
        }
        if OLD
            .iter()
            .any(|old| file == *old || (old.ends_with('/') && file.starts_with(old)))
        {
            found.add(
                "no_code_for_ifo_notemplate",
                file,
                "",
                "of framework 1; the pages are elsewhere",
            );
        }
        if let Some(text) = files.text(file) {
            said(file, text, found);
        }
    }
}

fn said(file: &str, text: &str, found: &mut Findings) {
    for (number, line) in text.lines().enumerate() {
        let key = format!("line {}", number + 1);
        if line.contains("-----BEGIN") && line.contains("PRIVATE KEY") {
            found.add("application_secret", file, &key, "a private key");
        }
        if holds_secret(line) {
            // Not what it is: the finding is read by more people than the file.
            found.add("generic_secrets", file, &key, "looks like a secret");
        }
        for address in line.split("http://").skip(1) {
            // The addresses of a manifest are judged one by one.
            if file != MANIFEST && !address.starts_with("www.w3.org/") {
                found.add("insecure_http_request", file, &key, "use https");
            }
        }
        for (_, address) in line
            .match_indices("://")
            .map(|(at, sign)| (at, &line[at + sign.len()..]))
        {
            let host = address.split(['/', ':', '"', '\'', '?']).next();
            if host.is_some_and(is_private) {
                found.add("blocked_request", file, &key, "an address inside a network");
            }
        }
    }
}

fn holds_secret(line: &str) -> bool {
    let known = |word: &str| {
        (word.starts_with("AKIA") && word.len() >= 16)
            || (word.starts_with("xox") && word.len() > 20)
    };
    let random = |word: &str| {
        word.len() >= SECRET_LENGTH
            && word.chars().any(|c| c.is_ascii_digit())
            && word.chars().any(|c| c.is_ascii_alphabetic())
    };
    let lower = line.to_lowercase();
    let named = BEFORE_SECRETS.iter().any(|word| lower.contains(word));
    line.split(|c: char| !(c.is_ascii_alphanumeric() || "+/_-".contains(c)))
        .any(|word| known(word) || (named && random(word)))
}

fn is_private(host: &str) -> bool {
    match host.parse::<std::net::Ipv4Addr>() {
        Ok(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        Err(_) => host == "localhost",
    }
}

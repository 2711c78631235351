//! What the app is called and says of itself, in every language.

use super::strict::{self, Unreadable};
use super::{Files, Findings};
use serde_json::Value;
use std::collections::BTreeSet;

/// Ours are read by Norwegian counsellors, and by developers.
const OURS: &[&str] = &["en", "nb", "nn"];
/// What a listing needs (`translations.rb`, `get_missing_keys`); a private app needs a name alone. We hold
/// ours to all of them: whoever installs it reads the instructions.
const LISTED: &[&str] = &[
    "name",
    "short_description",
    "long_description",
    "installation_instructions",
];

/// Two letters, then a region of two or three.
pub(super) fn is_locale(name: &str) -> bool {
    let (language, region) = match name.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (name, None),
    };
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    language.len() == 2
        && language.chars().all(|c| c.is_ascii_lowercase())
        && region.is_none_or(|part| (2..=3).contains(&part.len()) && letters(part))
}

pub(super) fn check(manifest: &Value, files: &Files, found: &mut Findings) {
    let mut all = Vec::new();
    let names = files.names().filter_map(|name| {
        let locale = name.strip_prefix("translations/")?.strip_suffix(".json")?;
        Some((name, locale))
    });
    for (file, locale) in names {
        if !is_locale(locale) {
            found.add("translation.invalid_locale", file, "", "no locale");
        }
        match files.text(file).map(strict::read) {
            Some(Ok(said)) if said.is_object() => all.push((file, said)),
            Some(Ok(_)) => found.add("translation.not_json_object", file, "", "not an object"),
            Some(Err(Unreadable::NotJson(place))) => {
                found.add(
                    "translation.not_json",
                    file,
                    "",
                    format!("not JSON, at {place}"),
                );
            }
            Some(Err(Unreadable::Twice(key))) => {
                found.add("own.translation_key_twice", file, key, "stands twice");
            }
            None => found.add("translation.not_json", file, "", "not text"),
        }
    }
    for locale in OURS {
        let file = format!("translations/{locale}.json");
        if files.get(&file).is_none() {
            found.add("own.missing_language", file, "", "there is none");
        }
    }
    let parameters = manifest["parameters"].as_array();
    let parameters: Vec<&str> = parameters
        .into_iter()
        .flatten()
        .filter_map(|one| one["name"].as_str())
        .collect();
    let keys: BTreeSet<String> = all.iter().flat_map(|(_, said)| leaves(said)).collect();
    for (file, said) in &all {
        one(file, said, &parameters, found);
        for key in keys.difference(&leaves(said)) {
            if !asked_of_all(key, &parameters) {
                found.add(
                    "own.languages_differ",
                    *file,
                    key,
                    "another language has it, this one has not",
                );
            }
        }
    }
}

/// Whether another rule tells of this key if it is missing.
fn asked_of_all(key: &str, parameters: &[&str]) -> bool {
    let listed = key
        .strip_prefix("app.")
        .is_some_and(|key| LISTED.contains(&key));
    let labels = parameters
        .iter()
        .any(|name| key == format!("app.parameters.{name}.label"));
    listed || labels
}

fn one(file: &str, said: &Value, parameters: &[&str], found: &mut Findings) {
    let app = &said["app"];
    for key in LISTED {
        let there = app[key].as_str().is_some_and(|text| !text.is_empty());
        let by_its_old_name = *key == "short_description" && app["description"].is_string();
        if !there && !by_its_old_name {
            found.add(
                "translation.missing_required_key",
                file,
                format!("app.{key}"),
                "it is required",
            );
        }
    }
    let described = app["parameters"].as_object();
    let names = described.into_iter().flat_map(|all| all.keys());
    let all: BTreeSet<&str> = names
        .map(String::as_str)
        .chain(parameters.iter().copied())
        .collect();
    for name in all {
        if !app["parameters"][name]["label"].is_string() {
            found.add(
                "translation.missing_required_key_on_leaf",
                file,
                format!("app.parameters.{name}.label"),
                "each parameter needs a label",
            );
        }
    }
    if !app["package"].is_null() {
        found.add(
            "translation.invalid_format",
            file,
            "app.package",
            "only title and value may stand in such a file",
        );
    }
}

/// The paths of all texts.
fn leaves(value: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, into: &mut BTreeSet<String>) {
        match value.as_object() {
            Some(all) => {
                for (key, below) in all {
                    let dot = if path.is_empty() { "" } else { "." };
                    walk(below, &format!("{path}{dot}{key}"), into);
                }
            }
            None => {
                into.insert(path.to_owned());
            }
        }
    }
    let mut all = BTreeSet::new();
    walk(value, "", &mut all);
    all
}

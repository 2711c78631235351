//! Zendesk's rules for a package, applied offline.
//!
//! They are those of Zendesk's own validator, github.com/zendesk/zendesk_apps_support
//! (`lib/zendesk_apps_support/validations`, read at f3de3c7 of 2026-08-05), under its names; what its
//! documentation asks besides (developer.zendesk.com: "Styles and assets", "Create app brand assets") and
//! what we ask ourselves have names that begin with `own.`. What the validator only warns of is refused
//! here too, since nobody would read a warning. Only ordinary apps of framework 2.0 are known.

mod assets;
mod contents;
mod locations;
mod manifest;
mod parameters;
mod strict;
#[cfg(test)]
mod tests;
mod translations;

use super::files::Files;
use serde_json::Value;
use std::fmt;
use strict::Unreadable;

/// Something in a package that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// The file.
    pub(super) file: String,
    /// The place in it; empty for the file as a whole.
    pub(super) key: String,
    /// The rule.
    pub(super) rule: &'static str,
    /// What is wrong.
    pub(super) said: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            key,
            rule,
            said,
        } = self;
        if key.is_empty() {
            write!(f, "{file}: {said} [{rule}]")
        } else {
            write!(f, "{file}, `{key}`: {said} [{rule}]")
        }
    }
}

/// Takes findings down.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(
        &mut self,
        rule: &'static str,
        file: impl Into<String>,
        key: impl Into<String>,
        said: impl Into<String>,
    ) {
        self.0.push(Finding {
            file: file.into(),
            key: key.into(),
            rule,
            said: said.into(),
        });
    }
}

const MANIFEST: &str = "manifest.json";

/// Everything that breaks a rule, in the order of the files.
pub(super) fn findings(files: &Files) -> Vec<Finding> {
    let mut found = Findings::default();
    for link in &files.links {
        found.add("symlink_in_zip", link, "", "links are not allowed");
    }
    if let Some(manifest) = manifest_of(files, &mut found) {
        manifest::check(&manifest, files, &mut found);
        locations::check(&manifest, files, &mut found);
        parameters::check(&manifest, &mut found);
        translations::check(&manifest, files, &mut found);
        assets::check(&manifest, files, &mut found);
    }
    contents::check(files, &mut found);
    found.0
}

fn manifest_of(files: &Files, found: &mut Findings) -> Option<Value> {
    let Some(text) = files.text(MANIFEST) else {
        let nested = files
            .names()
            .find(|name| name.ends_with("/manifest.json") && name.matches('/').count() == 1);
        match nested {
            Some(place) => found.add(
                "nested_manifest",
                place,
                "",
                "the manifest must be in the root of the package",
            ),
            None => found.add("missing_manifest", MANIFEST, "", "there is none"),
        }
        return None;
    };
    match strict::read(text) {
        Ok(manifest) if manifest.is_object() => Some(manifest),
        Ok(_) => {
            found.add("manifest_not_json", MANIFEST, "", "not a JSON object");
            None
        }
        Err(Unreadable::NotJson(place)) => {
            found.add(
                "manifest_not_json",
                MANIFEST,
                "",
                format!("not JSON, at {place}"),
            );
            None
        }
        Err(Unreadable::Twice(key)) => {
            found.add(
                "duplicate_manifest_keys",
                MANIFEST,
                key,
                "this key stands twice",
            );
            None
        }
    }
}

/// What kind of value stands there.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The places of `{{setting.NAME}}` in an address.
fn settings_in(url: &str) -> impl Iterator<Item = &str> {
    url.split("{{setting.")
        .skip(1)
        .filter_map(|rest| rest.split("}}").next())
}

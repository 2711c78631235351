//! The manifest's own keys and their types.

use super::{Files, Findings, MANIFEST, kind};
use serde_json::Value;

/// The keys that the validator reads (`manifest.rb`, `RUBY_TO_JSON`).
const KNOWN: &[&str] = &[
    "author",
    "defaultLocale",
    "domainWhitelist",
    "experiments",
    "frameworkVersion",
    "gaID",
    "location",
    "marketingOnly",
    "name",
    "noTemplate",
    "oauth",
    "parameters",
    "private",
    "remoteInstallationURL",
    "requirementsOnly",
    "signedUrls",
    "singleInstall",
    "termsConditionsURL",
    "version",
];
const REQUIRED: &[&str] = &["author", "defaultLocale", "frameworkVersion", "location"];
const BOOLEANS: &[&str] = &[
    "marketingOnly",
    "private",
    "requirementsOnly",
    "signedUrls",
    "singleInstall",
];
const STRINGS: &[&str] = &[
    "defaultLocale",
    "frameworkVersion",
    "gaID",
    "name",
    "remoteInstallationURL",
    "termsConditionsURL",
    "version",
];

pub(super) fn check(manifest: &Value, files: &Files, found: &mut Findings) {
    for key in REQUIRED {
        if manifest[key].is_null() {
            found.add("manifest_keys.missing", MANIFEST, *key, "it is required");
        }
    }
    for key in manifest.as_object().into_iter().flat_map(|all| all.keys()) {
        if !KNOWN.contains(&key.as_str()) {
            found.add("own.unknown_key", MANIFEST, key, "no key of a manifest");
        }
    }
    types(manifest, found);
    urls(manifest, found);
    oauth(manifest, found);
    for key in ["requirementsOnly", "marketingOnly"] {
        if manifest[key] == true {
            found.add(
                "own.ordinary_app",
                MANIFEST,
                key,
                "a package with pages is no such app",
            );
        }
    }
    if !matches!(&manifest["noTemplate"], Value::Null | Value::Bool(false)) {
        found.add(
            "no_template_deprecated_in_v2",
            MANIFEST,
            "noTemplate",
            "gone since framework 2: set autoLoad or autoHide of each location",
        );
    }
    if let Some(version) = manifest["frameworkVersion"].as_str()
        && version != "2.0"
    {
        found.add(
            "invalid_version",
            MANIFEST,
            "frameworkVersion",
            "only \"2.0\" can be made",
        );
    }
    if let Some(locale) = manifest["defaultLocale"].as_str() {
        if !super::translations::is_locale(locale) {
            found.add(
                "invalid_default_locale",
                MANIFEST,
                "defaultLocale",
                "no locale: two letters, then a region if need be",
            );
        } else if files.get(&format!("translations/{locale}.json")).is_none() {
            found.add(
                "missing_translation_file",
                MANIFEST,
                "defaultLocale",
                format!("there is no translations/{locale}.json"),
            );
        }
    }
}

fn types(manifest: &Value, found: &mut Findings) {
    let mut wrong = |rule, key: &str, value: &Value, wanted: &str| {
        let said = format!("must be {wanted}, but is {}", kind(value));
        found.add(rule, MANIFEST, key, said);
    };
    for key in BOOLEANS {
        let value = &manifest[key];
        if !value.is_null() && !value.is_boolean() {
            wrong("unacceptable_boolean", key, value, "a boolean");
        }
    }
    for key in STRINGS {
        let value = &manifest[key];
        if !value.is_null() && !value.is_string() {
            wrong("unacceptable_string", key, value, "a string");
        }
    }
    for part in ["name", "email", "url"] {
        let value = &manifest["author"][part];
        if !value.is_null() && !value.is_string() {
            wrong(
                "unacceptable_string",
                &format!("author.{part}"),
                value,
                "a string",
            );
        }
    }
    for key in ["experiments", "author", "oauth"] {
        let value = &manifest[key];
        if !value.is_null() && !value.is_object() {
            wrong("unacceptable_hash", key, value, "an object");
        }
    }
    let domains = &manifest["domainWhitelist"];
    let are_strings = |all: &Vec<Value>| all.iter().all(Value::is_string);
    if !domains.is_null() && !domains.as_array().is_some_and(are_strings) {
        wrong(
            "unacceptable_array_of_strings",
            "domainWhitelist",
            domains,
            "an array of strings",
        );
    }
}

fn urls(manifest: &Value, found: &mut Findings) {
    let author = &manifest["author"]["url"];
    let places = [
        ("author.url", author),
        ("termsConditionsURL", &manifest["termsConditionsURL"]),
    ];
    for (key, value) in places {
        let Some(url) = value.as_str() else { continue };
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))
            .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        if !host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace)) {
            found.add("invalid_url", MANIFEST, key, "not the address of a page");
        }
    }
}

fn oauth(manifest: &Value, found: &mut Findings) {
    let Some(oauth) = manifest["oauth"].as_object() else {
        return;
    };
    for key in [
        "client_id",
        "client_secret",
        "authorize_uri",
        "access_token_uri",
    ] {
        let empty = |value: &Value| value.as_str().is_none_or(str::is_empty);
        if oauth.get(key).is_none_or(empty) {
            found.add(
                "oauth_keys.missing",
                MANIFEST,
                format!("oauth.{key}"),
                "it is required",
            );
        }
    }
    let parameters = manifest["parameters"].as_array();
    let asks = parameters.is_some_and(|all| all.iter().any(|one| one["type"] == "oauth"));
    if !asks {
        found.add(
            "oauth_parameter_required",
            MANIFEST,
            "oauth",
            "needs a parameter of type oauth",
        );
    }
}

//! What whoever installs the app fills in.

use super::{Findings, MANIFEST, kind};
use serde_json::Value;
use std::collections::BTreeSet;

/// `manifest/parameter.rb`.
const TYPES: &[&str] = &[
    "checkbox",
    "hidden",
    "mtls",
    "multiline",
    "number",
    "oauth",
    "text",
    "url",
];
const SCOPES: &[&str] = &[
    "basic_auth_password",
    "basic_auth_username",
    "body",
    "header",
    "jwt_claim",
    "jwt_secret_key",
    "url",
];
/// A parameter with such a name holds a secret (`secure_settings.rb`).
const SECRET: &[&str] = &["key", "password", "pwd", "token"];

pub(super) fn check(manifest: &Value, found: &mut Findings) {
    let parameters = &manifest["parameters"];
    if parameters.is_null() {
        return;
    }
    let Some(all) = parameters.as_array() else {
        found.add(
            "parameters_not_an_array",
            MANIFEST,
            "parameters",
            format!("must be an array, but is {}", kind(parameters)),
        );
        return;
    };
    let mut names = BTreeSet::new();
    for (number, one) in all.iter().enumerate() {
        let Some(name) = one["name"].as_str().filter(|name| !name.is_empty()) else {
            let key = format!("parameters[{number}]");
            found.add("own.parameter_without_name", MANIFEST, key, "has no name");
            continue;
        };
        let key = format!("parameters.{name}");
        if !names.insert(name) {
            found.add("duplicate_parameters", MANIFEST, &key, "stands twice");
        }
        if name == "name" {
            found.add("name_as_parameter_name", MANIFEST, &key, "is taken");
        }
        parameter(&key, name, one, found);
    }
    if all.iter().filter(|one| one["type"] == "oauth").count() > 1 {
        found.add(
            "too_many_oauth_parameters",
            MANIFEST,
            "parameters",
            "one of type oauth is allowed",
        );
    }
}

fn parameter(key: &str, name: &str, one: &Value, found: &mut Findings) {
    let kind_of = one["type"].as_str().unwrap_or("text");
    if !TYPES.contains(&kind_of) || !(one["type"].is_null() || one["type"].is_string()) {
        found.add("invalid_type_parameter", MANIFEST, key, "of no known type");
    }
    for flag in ["required", "secure"] {
        let value = &one[flag];
        if !value.is_null() && !value.is_boolean() {
            let said = format!("must be a boolean, but is {}", kind(value));
            found.add(
                "unacceptable_boolean",
                MANIFEST,
                format!("{key}.{flag}"),
                said,
            );
        }
    }
    let secure = one["secure"] == true;
    if kind_of == "hidden" && one["required"] == true {
        found.add(
            "invalid_hidden_parameter",
            MANIFEST,
            key,
            "is hidden, so it cannot be required",
        );
    }
    if kind_of == "oauth" && secure {
        found.add(
            "oauth_parameter_cannot_be_secure",
            MANIFEST,
            key,
            "is kept safe already",
        );
    }
    let lower = name.to_lowercase();
    if kind_of == "text" && !secure && SECRET.iter().any(|word| lower.contains(word)) {
        found.add(
            "insecure_token_parameter_in_manifest",
            MANIFEST,
            key,
            "looks like a secret: set secure",
        );
    }
    if !one["default"].is_null() && (secure || kind_of == "hidden") {
        found.add(
            "default_secure_or_hidden_parameter_in_manifest",
            MANIFEST,
            key,
            "its default is not stored safely",
        );
    }
    let scopes = one["scopes"].as_array();
    if secure && scopes.is_none_or(Vec::is_empty) {
        found.add(
            "secure_parameters_with_no_scopes_in_manifest",
            MANIFEST,
            key,
            "is secure: name the scopes it is used in",
        );
    }
    let unknown = |scope: &&Value| !scope.as_str().is_some_and(|scope| SCOPES.contains(&scope));
    if scopes.into_iter().flatten().any(|scope| unknown(&scope)) {
        found.add("own.unknown_scope", MANIFEST, key, "names no known scope");
    }
}

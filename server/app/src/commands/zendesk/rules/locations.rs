//! Where the app shows, and by what address.

use super::{Files, Findings, MANIFEST, kind, settings_in};
use serde_json::Value;

/// Products and their locations (`location.rb`, `product.rb`).
const LOCATIONS: &[(&str, &[&str])] = &[
    (
        "support",
        &[
            "background",
            "custom_object_record_sidebar",
            "modal",
            "nav_bar",
            "new_ticket_sidebar",
            "organization_sidebar",
            "system_top_bar",
            "ticket_editor",
            "ticket_sidebar",
            "top_bar",
            "user_sidebar",
        ],
    ),
    ("chat", &["background", "chat_sidebar"]),
    ("standalone_chat", &["nav_bar", "system_top_bar"]),
];
/// Options of a location (`manifest/location_options.rb`).
const OPTIONS: &[&str] = &[
    "autoHide",
    "autoLoad",
    "flexible",
    "legacy",
    "objectTypes",
    "signed",
    "size",
    "url",
];
const LEGACY: &str = "_legacy";

pub(super) fn check(manifest: &Value, files: &Files, found: &mut Findings) {
    let location = &manifest["location"];
    let Some(products) = location.as_object() else {
        if !location.is_null() {
            found.add(
                "locations_must_be_urls",
                MANIFEST,
                "location",
                "must name products, locations and their addresses",
            );
        }
        return;
    };
    if products
        .values()
        .all(|all| all.as_object().is_none_or(|all| all.is_empty()))
    {
        found.add(
            "manifest_keys.missing",
            MANIFEST,
            "location",
            "names no location",
        );
    }
    for (product, places) in products {
        let key = format!("location.{product}");
        let Some((_, known)) = LOCATIONS.iter().find(|(name, _)| name == product) else {
            found.add("invalid_host", MANIFEST, key, "no product with apps");
            continue;
        };
        let Some(places) = places.as_object() else {
            found.add(
                "locations_must_be_urls",
                MANIFEST,
                key,
                "must name locations and their addresses",
            );
            continue;
        };
        for (place, options) in places {
            let key = format!("{key}.{place}");
            if !known.contains(&place.as_str()) {
                found.add("invalid_location", MANIFEST, &key, "no location there");
            }
            one(&key, options, manifest, files, found);
        }
    }
}

fn one(key: &str, options: &Value, manifest: &Value, files: &Files, found: &mut Findings) {
    let url = if options.is_object() {
        &options["url"]
    } else {
        options
    };
    for name in options.as_object().into_iter().flat_map(|all| all.keys()) {
        if !OPTIONS.contains(&name.as_str()) {
            let key = format!("{key}.{name}");
            found.add(
                "own.unknown_option",
                MANIFEST,
                key,
                "no option of a location",
            );
        }
    }
    for name in ["autoHide", "autoLoad", "signed"] {
        let value = &options[name];
        if !value.is_null() && !value.is_boolean() {
            let said = format!("must be a boolean, but is {}", kind(value));
            found.add("own.option_type", MANIFEST, format!("{key}.{name}"), said);
        }
    }
    let flexible = &options["flexible"];
    if !flexible.is_null() && !flexible.is_boolean() {
        let said = format!("must be a boolean, but is {}", kind(flexible));
        let key = format!("{key}.flexible");
        found.add("invalid_location_flexible_type", MANIFEST, key, said);
    }
    match url.as_str().filter(|url| !url.is_empty()) {
        Some(LEGACY) => found.add(
            "locations_must_be_urls",
            MANIFEST,
            key,
            "needs the address of a page",
        ),
        Some(url) => address(key, url, manifest, files, found),
        None if options["autoLoad"] != false => {
            found.add("blank_location_uri", MANIFEST, key, "has no address");
        }
        None => {}
    }
}

fn address(key: &str, url: &str, manifest: &Value, files: &Files, found: &mut Findings) {
    let parameters = manifest["parameters"].as_array();
    for name in settings_in(url) {
        let is_there = |one: &Value| one["name"] == name;
        if !parameters.is_some_and(|all| all.iter().any(is_there)) {
            let said = format!("there is no parameter `{name}`");
            found.add("own.setting_of_no_parameter", MANIFEST, key, said);
        }
    }
    // The validator looks no further where a setting stands in the address; we still want it encrypted.
    let good = match url.split_once("://") {
        Some(("https", rest)) => !rest.is_empty() && !rest.starts_with('/'),
        Some((_, rest)) => rest.split([':', '/']).next() == Some("localhost"),
        None if url.starts_with("{{setting.") => true,
        None => {
            let path = url.split(['?', '#']).next().unwrap_or_default();
            path.starts_with("assets/") && files.get(path).is_some()
        }
    };
    if !good || url.contains(char::is_whitespace) {
        found.add(
            "invalid_location_uri",
            MANIFEST,
            key,
            "must be https, or a file under assets/ that is there",
        );
    }
}

//! The pictures: which there must be, and how large.

use super::{Files, Findings};
use serde_json::Value;

/// developer.zendesk.com/apps/docs/developer-guide/styling: both are squares.
const LOGOS: &[(&str, u32)] = &[("assets/logo.png", 320), ("assets/logo-small.png", 128)];
/// Locations with an icon to press.
const WITH_ICON: &[&str] = &["nav_bar", "ticket_editor", "top_bar"];
/// A picture of a few hundred pixels is never larger.
const MOST_BYTES: usize = 500 * 1024;

pub(super) fn check(manifest: &Value, files: &Files, found: &mut Findings) {
    for (file, side) in LOGOS {
        let Some(bytes) = files.get(file) else {
            found.add("own.missing_asset", *file, "", "there is none");
            continue;
        };
        match png_size(bytes) {
            None => found.add("own.not_png", *file, "", "not a PNG"),
            Some((width, height)) if (width, height) != (*side, *side) => {
                let said = format!("is {width} by {height}, must be {side} by {side}");
                found.add("own.image_size", *file, "", said);
            }
            Some(_) => {}
        }
        if bytes.len() > MOST_BYTES {
            let said = format!("larger than {MOST_BYTES} bytes");
            found.add("own.image_bytes", *file, "", said);
        }
    }
    let products = manifest["location"].as_object();
    let places = products
        .into_iter()
        .flatten()
        .filter_map(|(_, all)| all.as_object());
    for place in places.flat_map(|all| all.keys()) {
        let file = format!("assets/icon_{place}.svg");
        if WITH_ICON.contains(&place.as_str()) && files.get(&file).is_none() {
            found.add(
                "own.missing_icon",
                file,
                "",
                format!("{place} needs an icon"),
            );
        }
    }
    for file in files.names().filter(|name| name.ends_with(".svg")) {
        match files.text(file) {
            Some(markup) => svg(file, &markup.to_lowercase(), found),
            None => found.add("dirty_svg", file, "", "not text"),
        }
    }
}

/// Width and height of a PNG: the first chunk after the signature.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
    (rest.get(4..8)? == b"IHDR").then_some((number(8)?, number(12)?))
}

/// Zendesk washes an SVG, or puts another in its place: ours must need neither (`svg.rb`).
fn svg(file: &str, markup: &str, found: &mut Findings) {
    if markup.contains("<image") {
        found.add("bitmap_in_svg", file, "", "holds an embedded bitmap");
    }
    let active = [
        "<script",
        "<foreignobject",
        "<style",
        "<!doctype",
        "<?xml",
        "javascript:",
        " on",
    ];
    let unwanted = |sign: &&&str| match **sign {
        " on" => handlers(markup),
        sign => markup.contains(sign),
    };
    if active.iter().any(|sign| unwanted(&sign)) {
        found.add(
            "dirty_svg",
            file,
            "",
            "holds scripts, styles or declarations",
        );
    }
    if !markup.contains("viewbox=") {
        found.add("own.svg_without_viewbox", file, "", "needs a viewBox");
    }
}

/// Whether an attribute such as `onload=` stands there.
fn handlers(markup: &str) -> bool {
    markup.split_whitespace().any(|word| {
        word.starts_with("on")
            && word
                .split_once('=')
                .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase()))
    })
}

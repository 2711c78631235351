//! The app inside Zendesk puts text into the composer and can do nothing else with it: a human sends.

use crate::tree::root;
use std::path::{Path, PathBuf};

/// What the pages may ask Zendesk to do.
const ALLOWED: &[&str] = &[
    "resize",
    "ticket.comment.appendText",
    "ticket.editor.insert",
];

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(scripts(&path));
        } else if path
            .extension()
            .is_some_and(|kind| kind == "js" || kind == "html")
        {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_page_can_send_what_is_in_the_composer() {
    let files = scripts(&root().join("server/web/ui"));
    assert!(files.len() > 100);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let shown = file.display();
        for word in ["sendMessage", "comment.text", "ticket.submit", "postToChat"] {
            assert!(!text.contains(word), "{shown} names {word}");
        }
        let in_app = file
            .parent()
            .is_some_and(|folder| folder.ends_with("ui/zendesk"));
        assert!(
            in_app || !text.contains(".invoke("),
            "{shown} asks Zendesk to do something"
        );
        // What is done is named as it stands, or is one of the ways that compose.js lists.
        for call in text.split(".invoke(").skip(1) {
            let named = call
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            let allowed = named.map_or(call.starts_with("way, "), |name| ALLOWED.contains(&name));
            assert!(
                allowed,
                "{shown} asks Zendesk for something that is not agreed"
            );
        }
    }
    let ways = std::fs::read_to_string(root().join("server/web/ui/zendesk/compose.js")).unwrap();
    let named = ways
        .split('"')
        .filter(|word| word.starts_with("ticket.") && !word.contains(' '));
    for name in named {
        assert!(ALLOWED.contains(&name), "{name}");
    }
}

//! The arrows between the rooms. A new arrow is a new line here, in a commit of its own.

use crate::tree::{members, read, root, rust_files};
use std::collections::{BTreeMap, BTreeSet};

/// Each room and the rooms it may know. `access` knows `chat` for the id of a counsellor only.
const ARROWS: &[(&str, &[&str])] = &[
    ("taxonomy", &[]),
    ("language", &[]),
    ("articles", &["taxonomy"]),
    ("index", &["articles", "language", "taxonomy"]),
    (
        "suggestions",
        &["articles", "index", "language", "taxonomy"],
    ),
    ("chat", &[]),
    ("feed", &["chat", "language"]),
    ("tracker", &["chat", "language", "taxonomy"]),
    ("journal", &["chat", "taxonomy"]),
    (
        "session",
        &[
            "chat",
            "journal",
            "language",
            "suggestions",
            "taxonomy",
            "tracker",
        ],
    ),
    ("access", &["chat", "journal"]),
    // never `feed` or `session`: what colleagues say to each other has no way to a chat
    ("shift", &["access", "chat", "journal"]),
    ("notices", &[]),
    (
        "web",
        &[
            "access",
            "articles",
            "chat",
            "feed",
            "index",
            "journal",
            "language",
            "session",
            "shift",
            "suggestions",
            "taxonomy",
            "tracker",
        ],
    ),
];

/// What only some rooms may name, and which.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("tantivy", &["index"]),
    ("sqlx", &["journal", "articles"]),
    ("axum", &["web", "app"]),
    ("tokio-tungstenite", &["feed"]),
    // notices posts to a webhook; app fetches what a Help Center holds, once, when told to; feed asks a
    // platform for what did not come
    ("reqwest", &["notices", "app", "feed"]),
    ("lettre", &["notices"]),
];

/// Crates that make a room asynchronous, or let it reach out: the tracker stays pure.
const NEVER_IN_TRACKER: &[&str] = &["tokio", "jiff", "rand", "hyper"];

fn dependencies(member: &str) -> BTreeSet<String> {
    let manifest: toml::Table = read(&format!("{member}/Cargo.toml")).parse().unwrap();
    manifest["dependencies"]
        .as_table()
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let rooms = members()
        .into_iter()
        .filter(|member| !member.starts_with("tests/"));
    rooms
        .map(|member| {
            (
                member.rsplit('/').next().unwrap().to_owned(),
                dependencies(&member),
            )
        })
        .collect()
}

#[test]
fn every_arrow_is_agreed() {
    let rooms = rooms();
    for (room, knows) in &rooms {
        if room == "app" {
            continue; // starts, wires and stops them all
        }
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| name == room)
            .unwrap_or_else(|| panic!("room {room} is new"));
        let own: Vec<_> = knows
            .iter()
            .filter(|name| rooms.contains_key(*name))
            .collect();
        for name in own {
            assert!(
                allowed.contains(&name.as_str()),
                "{room} -> {name} is not an agreed arrow"
            );
        }
    }
}

#[test]
fn what_colleagues_say_to_each_other_has_no_way_to_a_chat() {
    let rooms = rooms();
    let mut reached = BTreeSet::from(["shift".to_owned()]);
    while let Some(further) = reached
        .iter()
        .flat_map(|room| &rooms[room])
        .find(|name| rooms.contains_key(*name) && !reached.contains(*name))
    {
        reached.insert(further.clone());
    }
    for room in ["feed", "session", "tracker", "suggestions", "web"] {
        assert!(!reached.contains(room), "shift reaches {room}");
    }
    // Those that carry a chat hear nothing from it either.
    for (room, knows) in &rooms {
        let may = ["shift", "web", "app"].contains(&room.as_str());
        assert!(may || !knows.contains("shift"), "{room} knows shift");
    }
    // What the room may keep one day is no request: the help desk itself writes to nothing at all.
    let help = root().join("server/shift/src/help");
    let mut files = rust_files(&help);
    files.push(help.with_extension("rs"));
    assert!(files.len() > 3);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in [
            "journal",
            "tracing",
            "std::fs",
            "tokio::fs",
            "print",
            "Serialize",
        ] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn the_knowledge_base_knows_no_server() {
    let server: BTreeSet<String> = members()
        .iter()
        .filter_map(|member| member.strip_prefix("server/"))
        .map(str::to_owned)
        .collect();
    for member in members()
        .iter()
        .filter(|member| member.starts_with("knowledge-base/"))
    {
        let known: Vec<_> = dependencies(member)
            .intersection(&server)
            .cloned()
            .collect();
        assert!(known.is_empty(), "{member} knows {known:?}");
    }
}

#[test]
fn each_outside_tool_is_named_where_it_belongs() {
    for (room, knows) in rooms() {
        for (tool, allowed) in ONLY_IN {
            assert!(
                !knows.contains(*tool) || allowed.contains(&room.as_str()),
                "{room} must not name {tool}"
            );
        }
    }
}

#[test]
fn the_tracker_is_pure() {
    let knows = dependencies("server/tracker");
    assert!(
        NEVER_IN_TRACKER.iter().all(|tool| !knows.contains(*tool)),
        "{knows:?}"
    );
    for file in rust_files(&root().join("server/tracker/src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in ["SystemTime", "Instant::now", "std::net", "async fn"] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn code_names_no_phase() {
    let model: toml::Table = read("config/guidance-model.toml").parse().unwrap();
    let ids: Vec<String> = ["phases", "knapper"]
        .into_iter()
        .flat_map(|ring| model[ring].as_array().unwrap())
        .map(|element| format!("\"{}\"", element["id"].as_str().unwrap()))
        .collect();
    for member in members()
        .iter()
        .filter(|member| !member.starts_with("tests/"))
    {
        for file in rust_files(&root().join(member).join("src")) {
            let text = std::fs::read_to_string(&file).unwrap();
            // A file's own tests may name what they test.
            let code = text.split("#[cfg(test)]").next().unwrap();
            // An example in the description of a door is for its readers, and no rule.
            let mut lines = code
                .lines()
                .filter(|line| !line.contains("#[schema(example"));
            let named = lines.find(|line| ids.iter().any(|id| line.contains(id.as_str())));
            // Below the root, for the tests stand in folders of that name, this file's too.
            let place = file
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let is_test = place.contains("test");
            assert!(
                is_test || named.is_none(),
                "{} names {named:?}",
                file.display()
            );
        }
    }
}

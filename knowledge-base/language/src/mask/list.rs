//! The list of names, and what it knows of a word.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What the list says of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) given: bool,
    pub(super) family: bool,
    /// It is a word or a place as well.
    pub(super) word: bool,
}

fn list() -> &'static HashMap<String, Known> {
    static LIST: OnceLock<HashMap<String, Known>> = OnceLock::new();
    LIST.get_or_init(|| read(include_str!("names.txt")))
}

fn read(text: &str) -> HashMap<String, Known> {
    let mut list: HashMap<String, Known> = HashMap::new();
    let mut section = Known::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            section = Known {
                given: name.starts_with("given"),
                family: name.starts_with("family"),
                word: name.contains("also words"),
            };
            continue;
        }
        for name in line.split_whitespace() {
            let known = list.entry(name.to_lowercase()).or_default();
            known.given |= section.given;
            known.family |= section.family;
            known.word |= section.word;
        }
    }
    list
}

/// What is known of a word, or of one with the s of "Karis mor".
pub(super) fn look(low: &str) -> Option<Known> {
    let list = list();
    let owner = low
        .strip_suffix('s')
        .map(|owner| owner.trim_end_matches(['\'', '’']));
    let owner = owner.filter(|owner| owner.chars().count() > 2);
    let owner = || list.get(owner?).filter(|known| !known.word);
    let known = list.get(low).or_else(owner).copied();
    known.filter(|_| low != "hannes") // "his", in dialects
}

//! Places: they go where a text is shared with colleagues, who may know who lives there.

use super::Hidden;
use super::pieces::Line;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What stands before a place.
const BEFORE: &[&str] = &[
    "i", "på", "til", "fra", "frå", "ved", "rundt", "nær", "utenfor", "utanfor", "in", "from",
];

/// Whether each place of the list is a word as well.
fn list() -> &'static HashMap<&'static str, bool> {
    static LIST: OnceLock<HashMap<&str, bool>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut list = HashMap::new();
        let mut word = false;
        for line in include_str!("places.txt").lines() {
            if line.starts_with('[') {
                word = line.contains("also words");
            } else if !line.starts_with('#') {
                list.extend(line.split_whitespace().map(|place| (place, word)));
            }
        }
        list
    })
}

pub(super) fn mask(line: &mut Line<'_>) {
    for at in 0..line.pieces.len() {
        if line.is_kept(at) && is_place(line, at) {
            line.drop(at, Hidden::Place);
        }
    }
}

fn is_place(line: &Line<'_>, at: usize) -> bool {
    let low = line.low(at, 0);
    // "Tromsø-området", "Bergens"
    let first = low.split('-').next().unwrap_or(low);
    let known = list().get(low).or_else(|| list().get(first));
    let known = known.or_else(|| list().get(low.strip_suffix('s')?));
    known.is_some_and(|word| {
        !word || line.is_capital_inside(at) || BEFORE.contains(&line.low(at, -1))
    })
}

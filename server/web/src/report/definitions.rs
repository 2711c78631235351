//! What each figure of the report means, in both written standards: `definitions.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use taxonomy::Both;

/// A group of figures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// Its name.
    pub(super) name: Both,
    /// What each of its figures means that has no definition of its own.
    #[serde(default)]
    pub(super) each: Option<Both>,
    /// Figures of its own.
    #[serde(default)]
    pub(super) figures: BTreeMap<String, Figure>,
}

/// A figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    /// Its name.
    pub(super) name: Both,
    /// What it means.
    pub(super) definition: Both,
}

static ALL: LazyLock<BTreeMap<String, Group>> = LazyLock::new(|| {
    toml::from_str(include_str!("definitions.toml")).expect("a test holds them to their shape")
});

/// The definitions of a group. The groups are this program's own.
pub(super) fn group(key: &str) -> &'static Group {
    &ALL[key]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_can_be_explained_in_both_standards() {
        for (key, group) in &*ALL {
            let told = |both: &Both| !both.nb.is_empty() && !both.nn.is_empty();
            assert!(told(&group.name), "{key}");
            assert!(group.each.is_some() || !group.figures.is_empty(), "{key}");
            assert!(group.each.as_ref().is_none_or(told), "{key}");
            for (name, figure) in &group.figures {
                assert!(
                    told(&figure.name) && told(&figure.definition),
                    "{key}.{name}"
                );
            }
        }
    }
}

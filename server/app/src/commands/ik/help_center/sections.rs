//! Which område the articles of a section belong to: a small file that whoever fetches them writes.

use anyhow::{Context, bail};
use articles::arriving::Section;
use articles::{Area, Value};
use std::collections::HashMap;
use std::path::Path;

/// The områder by the names of the sections.
pub(super) type Areas = HashMap<String, Area>;

/// Reads lines such as `"Videregående skole" = "videregående"`.
pub(super) fn read(file: Option<&Path>) -> anyhow::Result<Areas> {
    let Some(file) = file else {
        return Ok(Areas::new());
    };
    let place = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {place}"))?;
    let named: HashMap<String, String> =
        toml::from_str(&text).with_context(|| format!("{place} is not a list of sections"))?;
    named
        .into_iter()
        .map(|(section, area)| match Area::named(&area) {
            Some(area) => Ok((section.trim().to_owned(), area)),
            None => bail!(
                "{place}, `{section}`: there is no område `{area}`; there are {}",
                Area::ALL
                    .iter()
                    .map(|area| format!("`{}`", area.name()))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        })
        .collect()
}

/// Those that are named and that the Help Center does not have: misspelt, most likely.
pub(super) fn unknown<'a>(areas: &'a Areas, sections: &[Section]) -> Vec<&'a str> {
    let there = |name: &str| sections.iter().any(|section| section.name.trim() == name);
    let mut unknown: Vec<&str> = areas.keys().map(String::as_str).collect();
    unknown.retain(|name| !there(name));
    unknown.sort_unstable();
    unknown
}

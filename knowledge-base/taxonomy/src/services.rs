//! The kinds of other services that a veisøker may be told of: loaded from data and checked.

use crate::data_error::{Data, DataError, text_of};
use crate::element::Both;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::Path;

/// What the file is, in errors.
const LIST: &str = "services";
/// Services at most: more than fit on a page cannot be chosen from beside a chat.
const MOST: usize = 40;
/// Characters of a name at most, which is a button.
const NAME: usize = 60;
/// Characters of the line that says what a service does, at most.
const WHAT: usize = 160;

/// The kinds of services, in the order to show them; every rule of [`DataError`] holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// The kinds.
    pub services: Vec<Service>,
}

/// A kind of service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The id, which is what is noted of a referral.
    pub id: String,
    /// What it is called.
    pub name: Both,
    /// What it does, in one line.
    pub what: Both,
}

impl Services {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// One sentence naming file, line and rule, if it cannot be read or breaks a rule.
    pub fn load(path: &Path) -> Result<Self, DataError> {
        let (file, text) = text_of(LIST, path)?;
        Self::parse(&file, &text)
    }

    /// Checks a list given as text; `file` is the name to use in errors.
    ///
    /// # Errors
    /// As [`Services::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let what = LIST;
        let data = Data { what, file, text };
        let services: Self = data.read()?;
        if services.services.len() > MOST {
            let problem = format!("holds more than {MOST} services");
            return Err(data.refused(None, problem));
        }
        let mut ids = HashSet::new();
        for service in &services.services {
            let Service { id, .. } = service;
            let problem = if ids.insert(id) {
                broken(service)
            } else {
                Some(format!("`{id}` occurs twice"))
            };
            if let Some(problem) = problem {
                return Err(data.refused(data.line_of(id), problem));
            }
        }
        Ok(services)
    }

    /// Whether there is such a kind.
    pub fn has(&self, id: &str) -> bool {
        self.services.iter().any(|service| service.id == id)
    }
}

/// The rule that a service breaks by itself.
fn broken(Service { id, name, what }: &Service) -> Option<String> {
    let spelt = |b: u8| b.is_ascii_lowercase() || b == b'-';
    if id.is_empty() || id.len() > NAME || !id.bytes().all(spelt) {
        return Some(format!("id `{id}` may hold only a–z and -"));
    }
    for (field, text, longest) in [("name", name, NAME), ("what", what, WHAT)] {
        for text in [&text.nb, &text.nn] {
            if text.trim().is_empty() {
                return Some(format!(
                    "`{field}` of `{id}` must have a text in both nb and nn"
                ));
            }
            if text.chars().count() > longest {
                return Some(format!(
                    "`{field}` of `{id}` is longer than {longest} characters"
                ));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../config/services.toml");

    fn refused(text: &str) -> String {
        let refused = Services::parse("s.toml", text);
        refused.expect_err("it breaks a rule").to_string()
    }

    #[test]
    fn the_shipped_list_holds_and_leaves_a_way_for_everything_else() {
        let services = Services::parse("services.toml", SHIPPED).expect("it ships");
        assert!(services.has("nav") && services.has("annet") && !services.has(""));
    }

    #[test]
    fn a_broken_rule_is_told_with_its_line() {
        let both = |text: &str| format!("{{ nb = \"{text}\", nn = \"{text}\" }}");
        let one = |id: &str, name: &str| {
            let (name, what) = (both(name), both("Hjelper."));
            format!("[[services]]\nid = \"{id}\"\nname = {name}\nwhat = {what}\n")
        };
        let twice = one("nav", "NAV") + &one("nav", "NAV");
        let said = "services s.toml, line 6: `nav` occurs twice";
        assert_eq!(refused(&twice), said);
        assert!(refused(&one("NAV 1", "NAV")).contains("line 2: id `NAV 1` may hold only"));
        assert!(refused(&one("nav", " ")).contains("`name` of `nav` must have a text"));
        assert!(refused(&one("nav", &"n".repeat(61))).contains("longer than 60"));
        assert!(refused("[[services]]\nid = 1").contains("line"));
    }
}

//! Where facts are taken from as a rule, so that another source is noticed and its reason kept.

use crate::fields::{Fields, Source};
use crate::problem::Problem;
use crate::values::SourceKind;

/// The file it stands in, beside `articles/` and `prompts/`.
pub const SOURCE_POLICY: &str = "source-policy.toml";

/// The hosts that facts are taken from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcePolicy(Vec<(String, SourceKind)>);

impl SourcePolicy {
    /// Reads a file; what is faulty in it is left out and told.
    pub fn parse(text: &str) -> (Self, Vec<Problem>) {
        let source = Source::new(SOURCE_POLICY, text, 1);
        let mut hosts = Vec::new();
        if let Some(root) = source.root() {
            let root = Fields::new(&source, root.get_ref(), "", 0, &["source"]);
            for fields in root.tables("source", "source.", &["host", "kind", "note"]) {
                hosts.extend(read(&fields));
            }
        }
        (Self(hosts), source.into_problems())
    }

    /// The kind of source that an address is listed as; `None` if its host is not.
    pub fn lists(&self, url: &str) -> Option<SourceKind> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.to_lowercase();
        let below = |listed: &str| {
            host == listed
                || host
                    .strip_suffix(listed)
                    .is_some_and(|rest| rest.ends_with('.'))
        };
        self.0
            .iter()
            .find(|(listed, _)| below(listed))
            .map(|(_, kind)| *kind)
    }
}

fn read(fields: &Fields) -> Option<(String, SourceKind)> {
    let host = fields.text("host");
    if let Some(host) = host.as_deref().filter(|host| host.contains('/')) {
        fields.wrong(
            "host",
            format!("`{host}` is an address; the host alone is needed"),
        );
    }
    let kind = fields.value("kind");
    let _ = fields.text_if_any("note");
    Some((host?.to_lowercase(), kind?))
}

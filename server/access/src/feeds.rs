//! The tokens by which feeds are admitted.

use std::collections::HashMap;
use std::fmt;
use subtle::ConstantTimeEq;

/// Each feed's name and its token.
#[derive(Clone, Default)]
pub struct FeedTokens(HashMap<String, String>);

impl fmt::Debug for FeedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl FeedTokens {
    /// Adds a feed; a later token for the same name replaces the earlier one.
    pub fn add(&mut self, source: impl Into<String>, token: impl Into<String>) {
        self.0.insert(source.into(), token.into());
    }

    /// Whether this token belongs to this feed. Unknown feeds take as long as known ones.
    pub fn admits(&self, source: &str, token: &str) -> bool {
        let expected = self.0.get(source).map_or("", String::as_str);
        let same: bool = expected.as_bytes().ct_eq(token.as_bytes()).into();
        same && !expected.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_token_of_a_known_feed_is_admitted() {
        let mut tokens = FeedTokens::default();
        tokens.add("zendesk", "hemmelig");
        assert!(tokens.admits("zendesk", "hemmelig"));
        assert!(!tokens.admits("zendesk", "hemmeli") && !tokens.admits("zendesk", ""));
        assert!(!tokens.admits("annen", "") && !tokens.admits("annen", "hemmelig"));
        assert!(!format!("{tokens:?}").contains("hemmelig"));
    }
}

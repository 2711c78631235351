//! The tokens by which feeds are admitted.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use subtle::ConstantTimeEq;

/// Shorter tokens are none.
const LEAST: usize = 16;

/// Each feed's name and its tokens.
#[derive(Clone, Default)]
pub struct FeedTokens(HashMap<String, Vec<Token>>);

#[derive(Clone)]
enum Token {
    Here(String),
    /// Read anew at each hello, of which there are few: what is changed there holds at once.
    In(PathBuf),
}

/// Why a file holds no token.
#[derive(Debug, thiserror::Error)]
pub enum NoToken {
    /// It is not there, or not ours to read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    /// The first line is too short to be one.
    #[error("the token in {} is shorter than {LEAST} characters", .0.display())]
    Short(PathBuf),
}

impl fmt::Debug for FeedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl FeedTokens {
    /// Adds a token of a feed beside those it has.
    pub fn add(&mut self, source: impl Into<String>, token: impl Into<String>) {
        let tokens = self.0.entry(source.into()).or_default();
        tokens.push(Token::Here(token.into()));
    }

    /// Adds the token that is the first line of a file, whatever that is when somebody comes with it.
    ///
    /// # Errors
    /// If there is none now.
    pub fn add_file(&mut self, source: impl Into<String>, file: &Path) -> Result<(), NoToken> {
        token_in(file)?;
        let tokens = self.0.entry(source.into()).or_default();
        tokens.push(Token::In(file.to_owned()));
        Ok(())
    }

    /// Whether this token belongs to this feed. A file that cannot be read admits nobody.
    pub fn admits(&self, source: &str, token: &str) -> bool {
        let expected = self.0.get(source).map_or(&[][..], Vec::as_slice);
        let is_it = |expected: &str| -> bool {
            let same: bool = expected.as_bytes().ct_eq(token.as_bytes()).into();
            same && !expected.is_empty()
        };
        // All are looked at: how long it takes does not tell which was right.
        let right = expected.iter().map(|expected| match expected {
            Token::Here(expected) => is_it(expected),
            Token::In(file) => token_in(file).is_ok_and(|expected| is_it(&expected)),
        });
        right.fold(false, |any, one| any | one)
    }
}

fn token_in(file: &Path) -> Result<String, NoToken> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| NoToken::Unreadable(file.to_owned(), error))?;
    let token = text.lines().next().unwrap_or_default().trim();
    match token.len() {
        LEAST.. => Ok(token.to_owned()),
        _ => Err(NoToken::Short(file.to_owned())),
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

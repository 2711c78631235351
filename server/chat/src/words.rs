//! What somebody wrote, in a type that cannot be logged by mistake.

use std::fmt;
use zeroize::Zeroize;

/// Words of a chat. `Debug` shows only how many characters there are; dropping wipes the memory.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Words(String);

impl Words {
    /// Takes text as it came from the source.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the few rooms that may read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Length in bytes, the unit of the limits in the configuration.
    pub fn bytes(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[words; {} characters]", self.0.chars().count())
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_a_length_and_nothing_else() {
        let shown = format!("{:?}", Words::new("jeg heter Ola"));
        assert_eq!(shown, "[words; 13 characters]");
    }
}

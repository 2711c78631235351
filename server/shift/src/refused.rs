//! Why something about the shift is not done.

/// Why something about the shift is not done; what was there before stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub(crate) &'static str);

impl Refused {
    /// The same in words, without anything that was sent.
    pub fn said(self) -> &'static str {
        self.0
    }
}

/// The text as it is kept: without space around it and without signs that nobody can see.
pub(crate) fn text(
    text: &str,
    most: usize,
    too_long: &'static str,
) -> Result<Option<String>, Refused> {
    let seen = |sign: &char| *sign == '\n' || !sign.is_control();
    let text: String = text.trim().chars().filter(seen).collect();
    match text.chars().count() {
        0 => Ok(None),
        count if count > most => Err(Refused(too_long)),
        _ => Ok(Some(text)),
    }
}

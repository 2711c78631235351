//! Why the help desk does not do as it is asked.

/// Why the help desk does not do as it is asked; what was there before stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.said())]
pub enum Refusal {
    /// No such request is open; or it is somebody else's, which is not told apart.
    Over,
    /// Somebody else has taken it: it can be taken over first.
    Taken,
    /// Nothing is said.
    Empty,
    /// The text is too long.
    Long,
    /// Too much has been said about one request.
    Talked,
    /// Too many requests of one's own are open.
    Own,
    /// Too many requests are open, or too much is said in them.
    Full,
}

impl Refusal {
    /// The same in words, without what was said.
    pub fn said(self) -> &'static str {
        match self {
            Self::Over => "no such request is open",
            Self::Taken => "somebody else has taken the request",
            Self::Empty => "the text is empty",
            Self::Long => "the text is longer than 500 characters",
            Self::Talked => "100 things have been said about this request already",
            Self::Own => "five requests of your own are open already",
            Self::Full => "the help desk is full",
        }
    }
}

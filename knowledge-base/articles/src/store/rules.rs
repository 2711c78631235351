//! What a service decides for itself about its knowledge base.

/// The rules of one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whether a change is approved by somebody before it is published.
    pub review: bool,
    /// Whether that may be its author, who then gives a reason.
    pub own_review: bool,
    /// Days before a review is due from which it is said to be so soon.
    pub soon_days: u16,
    /// Days after which an article that is out of date is no longer offered unasked.
    pub grace_days: u16,
    /// Articles promoted at once, at most.
    pub max_promoted: usize,
    /// Whether images may stand in an article.
    pub images: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            review: true,
            own_review: true,
            soon_days: 14,
            grace_days: 30,
            max_promoted: 5,
            images: false,
        }
    }
}

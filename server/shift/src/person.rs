//! Somebody of the staff, as others on the shift see them.

use chat::CounsellorId;
use std::sync::Arc;

/// Somebody of the staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The user id.
    pub id: CounsellorId,
    /// The name shown.
    pub name: Arc<str>,
}

impl Person {
    /// A person of this id and name.
    pub fn new(id: CounsellorId, name: impl Into<Arc<str>>) -> Self {
        Self {
            id,
            name: name.into(),
        }
    }
}

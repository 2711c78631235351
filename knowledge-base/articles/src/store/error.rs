//! Why the store did not do what was asked.

use super::merging::Clash;
use crate::manuscript::Advice;
use crate::problem::Problem;

/// Why a change was not made, or something could not be read. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("{0}")]
    Database(String, #[source] sqlx::Error),
    /// The database was written by a newer program.
    #[error("{0} is of version {1}; this program knows up to {2}")]
    Newer(String, i64, i64),
    /// A file beside the database could not be read or written.
    #[error("{0}: {1}")]
    File(String, #[source] std::io::Error),
    /// There is no such document, version or person.
    #[error("there is no {0}")]
    NotFound(String),
    /// Somebody has changed it since it was read.
    #[error("somebody changed it meanwhile")]
    Changed(Box<Clash>),
    /// The state it is in does not allow this.
    #[error("{0}")]
    Conflict(&'static str),
    /// As many are promoted as may be at once.
    #[error("as many are promoted as may be at once")]
    PromotionsFull,
    /// Whoever asked may not do this.
    #[error("{0}")]
    NotAllowed(&'static str),
    /// It cannot be published like this.
    #[error("it cannot be published like this")]
    Unfit(Vec<Advice>),
    /// A file has faults.
    #[error("the text has faults")]
    Faulty(Vec<Problem>),
    /// One field of what was asked cannot be taken.
    #[error("`{0}` {1}")]
    Invalid(&'static str, String),
    /// It is larger than the store takes.
    #[error("it is larger than {0} kB")]
    TooLarge(usize),
    /// Too much is waiting to be written.
    #[error("too much is waiting to be written; try again")]
    Busy,
}

impl StoreError {
    pub(crate) fn reading(error: sqlx::Error) -> Self {
        Self::Database("the knowledge base could not be read".to_owned(), error)
    }

    pub(crate) fn writing(error: sqlx::Error) -> Self {
        Self::Database("the knowledge base could not be written".to_owned(), error)
    }
}

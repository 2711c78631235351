//! Why the journal cannot be used.

/// Why the journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The installation key.
    #[error("installation key {0}: {1}")]
    Key(String, String),
    /// The database.
    #[error("journal {0}: {1}")]
    Database(String, sqlx::Error),
    /// The database was made by a newer version.
    #[error("journal {0} has version {1}; this program knows versions up to {2}")]
    Newer(String, i64, i64),
}

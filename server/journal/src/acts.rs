//! What people keep themselves: a log, a case, a chat to practise on. Unlike a record, an act may be
//! refused, and whoever asks is told what came of it once it is durable.

use crate::cases::{self, Case};
use crate::keys::OwnerKey;
use crate::log::{self, Locks, NewEntry};
use crate::practice::{self, PracticeChat};
use sqlx::sqlite::SqliteConnection;

/// Something to change.
#[derive(Debug, Clone)]
pub enum Act {
    /// The locks of a log are replaced by these.
    KeepLocks {
        /// Whose.
        owner: OwnerKey,
        /// What they replace.
        instead_of: InsteadOf,
        /// The locks.
        locks: Locks,
    },
    /// An entry of a log is written.
    KeepEntry {
        /// Whose.
        owner: OwnerKey,
        /// What it replaces.
        instead_of: InsteadOf,
        /// The entry.
        entry: NewEntry,
    },
    /// An entry of a log goes.
    DropEntry {
        /// Whose.
        owner: OwnerKey,
        /// Its id.
        id: [u8; 16],
    },
    /// A log goes with all its entries and locks.
    DropLog {
        /// Whose.
        owner: OwnerKey,
    },
    /// A case is shared.
    ShareCase(Case),
    /// A case goes.
    DropCase {
        /// Whose.
        owner: OwnerKey,
        /// Its number.
        id: u64,
    },
    /// A chat to practise on is added.
    AddPracticeChat(PracticeChat),
    /// A chat to practise on goes.
    DropPracticeChat {
        /// Whose.
        owner: OwnerKey,
        /// Its number.
        id: u64,
    },
}

/// What a change was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsteadOf {
    /// There was nothing.
    Nothing,
    /// There was this version.
    Version(u32),
}

/// Why an act was not done; nothing is changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// It was made from another version than the one that is there, if any.
    Changed(Option<u32>),
    /// There is none of that owner.
    NotThere,
    /// The log has no locks, so nobody could read the entry.
    NoLocks,
    /// No more of them are kept.
    Full,
    /// It could not be written.
    NotWritten,
}

/// The version that something has after an act; 0 where it has none.
pub(crate) type Done = Result<u32, Denied>;

impl Act {
    /// Whether something is overwritten or disappears.
    pub(crate) fn deletes(&self) -> bool {
        match self {
            Self::KeepLocks { instead_of, .. } | Self::KeepEntry { instead_of, .. } => {
                *instead_of != InsteadOf::Nothing
            }
            Self::ShareCase(_) | Self::AddPracticeChat(_) => false,
            Self::DropEntry { .. }
            | Self::DropLog { .. }
            | Self::DropCase { .. }
            | Self::DropPracticeChat { .. } => true,
        }
    }
}

/// Does an act, or finds why not; an error is of the database alone.
pub(crate) async fn act(connection: &mut SqliteConnection, act: &Act) -> Result<Done, sqlx::Error> {
    match act {
        Act::KeepLocks {
            owner,
            instead_of,
            locks,
        } => log::keep_locks(connection, *owner, *instead_of, locks).await,
        Act::KeepEntry {
            owner,
            instead_of,
            entry,
        } => log::keep_entry(connection, *owner, *instead_of, entry).await,
        Act::DropEntry { owner, id } => {
            let gone = sqlx::query("DELETE FROM log_entries WHERE owner = $1 AND id = $2")
                .bind(owner.0.to_vec())
                .bind(id.to_vec());
            Ok(there(gone.execute(connection).await?.rows_affected()))
        }
        Act::DropLog { owner } => log::drop_all(connection, *owner).await,
        Act::ShareCase(case) => cases::share(connection, case).await,
        Act::DropCase { owner, id } => {
            let gone = sqlx::query("DELETE FROM cases WHERE owner = $1 AND id = $2")
                .bind(owner.0.to_vec())
                .bind(id.cast_signed());
            Ok(there(gone.execute(connection).await?.rows_affected()))
        }
        Act::AddPracticeChat(chat) => practice::add(connection, chat).await,
        Act::DropPracticeChat { owner, id } => {
            let gone = sqlx::query("DELETE FROM practice_chats WHERE owner = $1 AND id = $2")
                .bind(owner.0.to_vec())
                .bind(id.cast_signed());
            Ok(there(gone.execute(connection).await?.rows_affected()))
        }
    }
}

fn there(rows: u64) -> Done {
    if rows > 0 {
        Ok(0)
    } else {
        Err(Denied::NotThere)
    }
}

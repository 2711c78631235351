//! How every file of the tracker begins and ends: a mark, a version, facts as JSON; then, after
//! whatever tables it holds, a checksum over all of it.

use super::bytes::{Reader, checksum, put_number};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// Raised whenever features, layers or layout change: an older file would read wrongly.
pub(crate) const VERSION: usize = 2;
/// No part of a model is larger; a damaged size is refused before memory is asked for.
const LARGEST: usize = 1 << 22;

/// Why a model file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelFileError {
    /// It cannot be read.
    #[error("{path} cannot be read: {problem}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        problem: String,
    },
    /// It does not begin as a model file does.
    #[error("the file is no tracker model")]
    NotAModel,
    /// It was written for another version of this program.
    #[error(
        "the tracker model has version {found}, this program reads version {wanted}: train it again"
    )]
    OtherVersion {
        /// The version in the file.
        found: usize,
        /// The version that can be read.
        wanted: usize,
    },
    /// It ends too early.
    #[error("the tracker model is cut short")]
    CutShort,
    /// Its content does not match its checksum.
    #[error("the tracker model is damaged: its checksum does not match")]
    Damaged,
    /// It holds something that cannot be.
    #[error("the tracker model holds {0}")]
    Unsound(&'static str),
    /// The large tier stands on another small tier than the one beside it.
    #[error("the large tier belongs to {wanted}, but beside it lies {found}")]
    OtherModel {
        /// The small tier it was trained with.
        wanted: String,
        /// The small tier given.
        found: String,
    },
}

impl ModelFileError {
    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable {
            path: path.display().to_string(),
            problem: error.to_string(),
        }
    }
}

/// Begins a file.
pub(crate) fn begun(mark: &[u8; 4], facts: &impl Serialize) -> Vec<u8> {
    let facts = serde_json::to_vec(facts).expect("plain numbers and names");
    let mut out = mark.to_vec();
    put_number(&mut out, VERSION);
    put_number(&mut out, facts.len());
    out.extend(facts);
    out
}

/// Ends a file.
pub(crate) fn sealed(mut content: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&content);
    content.extend(sum.to_le_bytes());
    content
}

/// Reads mark, version and facts.
pub(crate) fn opened<'a, F: DeserializeOwned>(
    bytes: &'a [u8],
    mark: &[u8; 4],
) -> Result<(F, Reader<'a>), ModelFileError> {
    let mut reader = Reader(bytes);
    if reader.take(4).map_err(|_| ModelFileError::NotAModel)? != mark {
        return Err(ModelFileError::NotAModel);
    }
    let found = reader.number()?;
    if found != VERSION {
        return Err(ModelFileError::OtherVersion {
            found,
            wanted: VERSION,
        });
    }
    let size = limited(reader.number()?)?;
    match serde_json::from_slice(reader.take(size)?) {
        Ok(facts) => Ok((facts, reader)),
        Err(_) if sum_matches(bytes) => Err(ModelFileError::Unsound("facts that cannot be read")),
        Err(_) => Err(ModelFileError::Damaged),
    }
}

/// Sees that nothing but a right checksum is left, and gives it.
pub(crate) fn closed(reader: &Reader<'_>, bytes: &[u8]) -> Result<u64, ModelFileError> {
    let end = <[u8; 8]>::try_from(reader.0).map_err(|_| ModelFileError::CutShort)?;
    if sum_matches(bytes) {
        Ok(u64::from_le_bytes(end))
    } else {
        Err(ModelFileError::Damaged)
    }
}

fn sum_matches(bytes: &[u8]) -> bool {
    bytes
        .split_last_chunk::<8>()
        .is_some_and(|(content, sum)| checksum(content) == u64::from_le_bytes(*sum))
}

/// A size that may be believed.
pub(super) fn limited(size: usize) -> Result<usize, ModelFileError> {
    if size <= LARGEST {
        Ok(size)
    } else {
        Err(ModelFileError::CutShort)
    }
}

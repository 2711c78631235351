//! Ids of the chat platform, kept only as keyed hashes.

use crate::error::JournalError;
use chat::{ConversationId, CounsellorId, SourceId, SourceName};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::Path;

/// An id of a source under the installation key: equal ids give equal keys, nothing else shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKey(pub(crate) [u8; 32]);

impl std::fmt::Debug for EventKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EventKey")
    }
}

/// Whose something is, under the installation key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OwnerKey(pub(crate) [u8; 32]);

impl std::fmt::Debug for OwnerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnerKey")
    }
}

/// What people own here. Each has owner keys of its own, so that what one person keeps cannot be put
/// together by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owned {
    /// A reflection log.
    Log,
    /// A case shared for kollegaveiledning.
    Case,
    /// A chat to practise on.
    PracticeChat,
}

/// Turns ids into keys.
#[derive(Clone)]
pub struct Keys(Hmac<Sha256>);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys([secret])")
    }
}

impl Keys {
    /// Reads the installation key from `folder/installation.key`, or draws one and keeps it there,
    /// readable by the owner only.
    ///
    /// # Errors
    /// If the file cannot be read or written, or does not hold 32 bytes.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let path = folder.join("installation.key");
        let failed = |error: std::io::Error| {
            JournalError::Key(path.display().to_string(), error.to_string())
        };
        let secret = match std::fs::read(&path) {
            Ok(secret) if secret.len() == 32 => secret,
            Ok(_) => {
                return Err(JournalError::Key(
                    path.display().to_string(),
                    "does not hold 32 bytes".into(),
                ));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let secret: [u8; 32] = rand::random();
                write_private(&path, &secret).map_err(failed)?;
                secret.to_vec()
            }
            Err(error) => return Err(failed(error)),
        };
        Ok(Self(
            Hmac::new_from_slice(&secret).expect("HMAC takes a key of any length"),
        ))
    }

    /// The key of a conversation.
    pub fn conversation(&self, source: &SourceName, id: &ConversationId) -> EventKey {
        self.key("conversation", source, id.as_str())
    }

    /// The key of an event.
    pub fn event(&self, source: &SourceName, id: &SourceId) -> EventKey {
        self.key("event", source, id.as_str())
    }

    /// The key of somebody as the owner of such things.
    pub fn owner(&self, of: Owned, who: &CounsellorId) -> OwnerKey {
        let what = match of {
            Owned::Log => "log",
            Owned::Case => "case",
            Owned::PracticeChat => "practice chat",
        };
        OwnerKey(self.digest(["owner", what, who.as_str()]))
    }

    fn key(&self, what: &str, source: &SourceName, id: &str) -> EventKey {
        EventKey(self.digest([what, source.as_str(), id]))
    }

    fn digest(&self, parts: [&str; 3]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in parts {
            // The length before each part keeps ("ab","c") and ("a","bc") apart.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

fn write_private(path: &Path, secret: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(secret)?;
    file.sync_all()
}

//! Ids of the chat platform, kept only as keyed hashes.

use crate::error::JournalError;
use chat::{ConversationId, SourceId, SourceName};
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

    fn key(&self, what: &str, source: &SourceName, id: &str) -> EventKey {
        let mut mac = self.0.clone();
        for part in [what, source.as_str(), id] {
            // The length before each part keeps ("ab","c") and ("a","bc") apart.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        EventKey(mac.finalize().into_bytes().into())
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

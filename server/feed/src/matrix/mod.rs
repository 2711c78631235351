//! Listens to rooms of a Matrix homeserver as an application service: it sends us what happens there
//! (<https://spec.matrix.org/v1.15/application-service-api/>); we cannot write to it.
//!
//! Invariants
//! - The only request that we make is the reading of a room's history, with `GET`.
//! - An event is known by its `event_id`; the numbers of transactions begin anew when Synapse does.
//! - Which rooms we hear of is for the homeserver, which keeps to our [`registration`].
//! - Encrypted words are not for us: such a room shows a gap.

mod archive;
mod config;
mod edits;
mod incoming;
mod reading;
mod registration;
mod tokens;
mod typing;

#[cfg(test)]
mod tests;

pub use config::{ArchiveConfig, MatrixConfig};
pub use registration::registration;

use crate::Archive;
use crate::secret::Secrets;
use crate::webhook::{Accepted, Unaccepted, Webhook};
use archive::RoomHistory;
use chat::{SourceName, Timestamp};
use http::HeaderMap;
use incoming::Transaction;
use reading::Reading;
use std::sync::Arc;

/// The name of this source in events, logs and metrics: a sidecar listens to one homeserver.
pub const NAME: &str = "matrix";

/// Judges what the homeserver sends.
pub struct Matrix {
    name: SourceName,
    hs_tokens: Secrets,
    reading: Arc<Reading>,
    archive: Option<Arc<dyn Archive>>,
}

impl Matrix {
    /// Reads what the configuration names.
    ///
    /// # Errors
    /// One sentence on the setting that cannot work.
    pub fn open(config: MatrixConfig, max_message_bytes: usize) -> Result<Self, String> {
        config.check()?;
        let hs_tokens = Secrets::open("hs_token_files", &config.hs_token_files)?;
        let name = SourceName::new(NAME);
        let reading = Reading::new(config.clone(), name.clone(), max_message_bytes);
        let reading = Arc::new(reading);
        let archive: Option<Arc<dyn Archive>> = match config.archive {
            Some(archive) => Some(Arc::new(RoomHistory::open(archive, Arc::clone(&reading))?)),
            None => None,
        };
        Ok(Self {
            name,
            hs_tokens,
            reading,
            archive,
        })
    }
}

impl Webhook for Matrix {
    fn name(&self) -> &SourceName {
        &self.name
    }

    fn accept(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted> {
        tokens::admit(headers, &self.hs_tokens)?;
        let malformed = Unaccepted::Malformed("it is no transaction");
        if !body.trim_ascii_start().starts_with(b"{") {
            return Err(malformed); // a list would do for an empty one
        }
        let transaction: Transaction<'_> = serde_json::from_slice(body).map_err(|_| malformed)?;
        let mut accepted = Accepted::default();
        for event in transaction.events {
            match self.reading.event(event) {
                Ok(events) => accepted.events.extend(events),
                Err(why) => accepted.ignored.push(why),
            }
        }
        for event in transaction.ephemeral {
            self.reading.ephemeral(event, now, &mut accepted);
        }
        Ok(accepted)
    }

    fn archive(&self) -> Option<Arc<dyn Archive>> {
        self.archive.clone()
    }
}

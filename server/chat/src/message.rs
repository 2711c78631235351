//! One message and who wrote it.

use crate::{SourceId, Timestamp, Words};
use serde::{Deserialize, Serialize};

/// Who speaks. The names are those of the codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The anonymous person who seeks guidance.
    Veisoker,
    /// The counsellor.
    Veileder,
    /// A notice of the chat platform, or a bot: heard, but nobody's words.
    System,
}

/// One message as the tracker hears it.
#[derive(Debug, Clone)]
pub struct Message {
    /// What the source calls it.
    pub id: SourceId,
    /// Who wrote it.
    pub speaker: Speaker,
    /// What it says.
    pub words: Words,
    /// When it was written, by the source's clock unless that clock is far off.
    pub at: Timestamp,
}

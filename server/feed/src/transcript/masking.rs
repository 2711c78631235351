//! What was found is masked, message by message, and told.

use super::{Found, Transcript, Turn};
use chat::Words;
use language::{Hidden, mask, mask_telling};

/// What was masked in one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The message, from 1, as it stands in the chat that comes out.
    pub message: usize,
    /// The kinds, as often as each was met.
    pub kinds: Vec<Hidden>,
}

/// A message of which nothing is left stays a message.
const NOTHING_LEFT: &str = "…";
/// The longest id that is taken over.
const LONGEST_ID: usize = 40;

pub(super) fn mask_all(found: Found, number: u64) -> (Transcript, Vec<Masked>) {
    let (mut turns, mut told) = (Vec::new(), Vec::new());
    let Found { names, .. } = &found;
    for (role, words, at) in &found.turns {
        // Control characters, and marks that turn the direction of writing, hide what they stand in.
        let shown = Words::new(words.as_str().replace(is_unseen, ""));
        let (text, kinds) = mask_telling(shown.as_str(), names);
        let text = match text.trim() {
            "" => NOTHING_LEFT.to_owned(),
            _ => text,
        };
        turns.push(Turn {
            role: *role,
            text: Words::new(text),
            at: at.clone(),
        });
        if !kinds.is_empty() {
            let message = turns.len();
            told.push(Masked { message, kinds });
        }
    }
    let known = |value: &Option<String>, all: &[&str]| {
        let value = value.as_deref();
        all.iter()
            .find(|one| value == Some(one))
            .map(|one| (*one).to_owned())
    };
    let transcript = Transcript {
        id: found
            .id
            .as_deref()
            .and_then(harmless)
            .unwrap_or_else(|| format!("import-{number}")),
        language: known(&found.language, &["nb", "nn", "en", "mixed"]),
        end: known(&found.end, &["avsluttet", "forlatt", "tull"]),
        turns,
    };
    (transcript, told)
}

/// An id that tells of nobody, as ours do.
fn harmless(id: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let short = (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(plain);
    let spoken = id.replace(['-', '_'], " ");
    let few = id.chars().filter(char::is_ascii_digit).count() < 8;
    (short && few && mask(id) == id && mask(&spoken) == spoken).then(|| id.to_owned())
}

/// What nobody sees: it stays out, but for what parts lines and words and joins emoji.
fn is_unseen(c: char) -> bool {
    let space = matches!(c, '\n' | '\t');
    let hidden = matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    hidden || c.is_control() && !space
}

/// Whether a message says anything.
pub(super) fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

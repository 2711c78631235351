//! The words of one chat, in memory, in order, while the chat lives.

use chat::{Message, SourceId, Speaker, Words};
use journal::Said;
use language::Embedding;
use std::sync::Arc;
use suggestions::Signs;

/// So many messages are kept to be heard again after a correction; older ones are wiped.
const KEPT: usize = 2_000;

/// The messages of a chat.
#[derive(Debug, Default)]
pub(crate) struct Transcript(Vec<Line>);

#[derive(Debug)]
struct Line {
    order: Option<u64>,
    message: Message,
    vector: Option<Embedding>,
    /// As it may be searched with: masked once, and gone with the message.
    masked: Words,
    signs: Signs,
    judged: Option<Judged>,
}

/// What is offered goes by so much of a message.
pub(crate) struct Spoken<'t> {
    pub(crate) message: &'t Message,
    pub(crate) masked: &'t str,
    pub(crate) signs: Signs,
    pub(crate) vector: Option<&'t Embedding>,
}

/// What the tracker said once it had heard a message, and which model said it.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) said: [Said; 3],
    pub(crate) model: Arc<str>,
}

/// A message, and its sentence vector if it came in time.
pub(crate) type Heard<'t> = (&'t Message, Option<&'t Embedding>);

/// A message and those just before it.
pub(crate) struct Window<'t> {
    /// At least one, the message itself last.
    pub(crate) messages: Vec<Heard<'t>>,
    /// So many came before them.
    pub(crate) before: usize,
    /// What the tracker said once it had heard the last.
    pub(crate) judged: Option<&'t Judged>,
}

impl Transcript {
    /// Puts a message where the source's count says. Returns whether it came last, as it should.
    pub(crate) fn insert(
        &mut self,
        order: Option<u64>,
        message: Message,
        vector: Option<Embedding>,
    ) -> bool {
        let after = |line: &Line| matches!((line.order, order), (Some(theirs), Some(ours)) if theirs > ours);
        let place = self
            .0
            .iter()
            .rposition(|line| !after(line))
            .map_or(0, |before| before + 1);
        // Lines without a count stay where they came, so only a run of counted lines is passed.
        let last = place == self.0.len();
        let words = message.words.as_str();
        let line = Line {
            masked: Words::new(language::mask_for_search(words)),
            signs: Signs::of(words),
            order,
            message,
            vector,
            judged: None,
        };
        self.0.insert(place, line);
        if self.0.len() > KEPT {
            self.0.remove(0);
        }
        last
    }

    /// Wipes one message and its vector; false if it is not here.
    pub(crate) fn redact(&mut self, id: &SourceId) -> bool {
        let before = self.0.len();
        self.0.retain(|line| &line.message.id != id);
        self.0.len() < before
    }

    /// Notes what the tracker said of the newest message.
    pub(crate) fn note(&mut self, judged: Option<Judged>) {
        if let Some(line) = self.0.last_mut() {
            line.judged = judged;
        }
    }

    /// Notes what it said of every message, after all were heard again.
    pub(crate) fn note_all(&mut self, judged: Vec<Option<Judged>>) {
        for (line, judged) in self.0.iter_mut().zip(judged) {
            line.judged = judged;
        }
    }

    /// What the tracker said of one message.
    pub(crate) fn said(&self, id: &SourceId) -> Option<&[Said; 3]> {
        let line = self.0.iter().find(|line| &line.message.id == id)?;
        Some(&line.judged.as_ref()?.said)
    }

    /// The message of this number, the first being 1, with up to `length` in all.
    pub(crate) fn window(&self, number: usize, length: usize) -> Option<Window<'_>> {
        let last = self.0.get(number.checked_sub(1)?)?;
        let before = number.saturating_sub(length);
        let lines = self.0[before..number].iter();
        Some(Window {
            messages: lines.map(Line::heard).collect(),
            before,
            judged: last.judged.as_ref(),
        })
    }

    pub(crate) fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.0.iter().map(|line| &line.message)
    }

    /// The messages with their vectors.
    pub(crate) fn heard(&self) -> impl DoubleEndedIterator<Item = Heard<'_>> {
        self.0.iter().map(Line::heard)
    }

    /// What the two have written, newest first.
    pub(crate) fn spoken(&self) -> impl Iterator<Item = Spoken<'_>> {
        let lines = self.0.iter().rev();
        lines
            .filter(|line| line.message.speaker != Speaker::System)
            .map(|line| Spoken {
                message: &line.message,
                masked: line.masked.as_str(),
                signs: line.signs,
                vector: line.vector.as_ref(),
            })
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Line {
    fn heard(&self) -> Heard<'_> {
        (&self.message, self.vector.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chat::Timestamp;
    use suggestions::{Care, care};

    fn message(id: &str) -> Message {
        Message {
            id: SourceId::new(id),
            speaker: Speaker::Veisoker,
            words: Words::new(id),
            at: Timestamp::default(),
        }
    }

    #[test]
    fn a_late_message_is_put_where_it_belongs() {
        let mut transcript = Transcript::default();
        assert!(transcript.insert(Some(0), message("a"), None));
        assert!(transcript.insert(Some(3), message("d"), None));
        assert!(!transcript.insert(Some(1), message("b"), None));
        assert!(!transcript.insert(Some(2), message("c"), None));
        let ids: Vec<_> = transcript
            .messages()
            .map(|m| m.id.as_str().to_owned())
            .collect();
        assert_eq!(ids, ["a", "b", "c", "d"]);
        assert!(transcript.redact(&SourceId::new("b")) && !transcript.redact(&SourceId::new("b")));
    }

    #[test]
    fn what_a_message_asked_for_goes_with_it() {
        let mut transcript = Transcript::default();
        let hurt = Message {
            words: Words::new("de mobber meg, ring 912 34 567"),
            ..message("hurt")
        };
        transcript.insert(None, hurt, None);
        transcript.insert(None, message("after"), None);
        let asks = |transcript: &Transcript| care(transcript.spoken().map(|spoken| spoken.signs));
        assert_eq!(asks(&transcript), Care::Now);
        let masked: Vec<&str> = transcript.spoken().map(|spoken| spoken.masked).collect();
        assert!(!masked[1].contains("912"), "{masked:?}");
        assert!(!format!("{transcript:?}").contains("mobber"));
        assert!(transcript.redact(&SourceId::new("hurt")));
        assert_eq!(asks(&transcript), Care::Ordinary);
        assert_eq!(transcript.spoken().count(), 1);
    }
}

//! The words of one chat, in memory, in order, while the chat lives.

use chat::{Message, SourceId};
use journal::Said;

/// So many messages are kept to be heard again after a correction; older ones are wiped.
const KEPT: usize = 2_000;

/// The messages of a chat.
#[derive(Debug, Default)]
pub(crate) struct Transcript(Vec<Line>);

#[derive(Debug)]
struct Line {
    order: Option<u64>,
    message: Message,
    /// What the tracker said once it had heard it.
    said: Option<[Said; 3]>,
}

/// A message and those just before it.
pub(crate) struct Window<'t> {
    /// At least one, the message itself last.
    pub(crate) messages: Vec<&'t Message>,
    /// So many came before them.
    pub(crate) before: usize,
    /// What the tracker said once it had heard the last.
    pub(crate) said: Option<&'t [Said; 3]>,
}

impl Transcript {
    /// Puts a message where the source's count says. Returns whether it came last, as it should.
    pub(crate) fn insert(&mut self, order: Option<u64>, message: Message) -> bool {
        let after = |line: &Line| matches!((line.order, order), (Some(theirs), Some(ours)) if theirs > ours);
        let place = self
            .0
            .iter()
            .rposition(|line| !after(line))
            .map_or(0, |before| before + 1);
        // Lines without a count stay where they came, so only a run of counted lines is passed.
        let last = place == self.0.len();
        let said = None;
        let line = Line {
            order,
            message,
            said,
        };
        self.0.insert(place, line);
        if self.0.len() > KEPT {
            self.0.remove(0);
        }
        last
    }

    /// Wipes one message; false if it is not here.
    pub(crate) fn redact(&mut self, id: &SourceId) -> bool {
        let before = self.0.len();
        self.0.retain(|line| &line.message.id != id);
        self.0.len() < before
    }

    /// Notes what the tracker said of the newest message.
    pub(crate) fn note(&mut self, said: Option<[Said; 3]>) {
        if let Some(line) = self.0.last_mut() {
            line.said = said;
        }
    }

    /// Notes what it said of every message, after all were heard again.
    pub(crate) fn note_all(&mut self, said: Vec<Option<[Said; 3]>>) {
        for (line, said) in self.0.iter_mut().zip(said) {
            line.said = said;
        }
    }

    /// What the tracker said of one message.
    pub(crate) fn said(&self, id: &SourceId) -> Option<&[Said; 3]> {
        let line = self.0.iter().find(|line| &line.message.id == id)?;
        line.said.as_ref()
    }

    /// The message of this number, the first being 1, with up to `length` in all.
    pub(crate) fn window(&self, number: usize, length: usize) -> Option<Window<'_>> {
        let last = self.0.get(number.checked_sub(1)?)?;
        let before = number.saturating_sub(length);
        let lines = self.0[before..number].iter();
        Some(Window {
            messages: lines.map(|line| &line.message).collect(),
            before,
            said: last.said.as_ref(),
        })
    }

    pub(crate) fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.0.iter().map(|line| &line.message)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chat::{Speaker, Timestamp, Words};

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
        assert!(transcript.insert(Some(0), message("a")));
        assert!(transcript.insert(Some(3), message("d")));
        assert!(!transcript.insert(Some(1), message("b")));
        assert!(!transcript.insert(Some(2), message("c")));
        let ids: Vec<_> = transcript
            .messages()
            .map(|m| m.id.as_str().to_owned())
            .collect();
        assert_eq!(ids, ["a", "b", "c", "d"]);
        assert!(transcript.redact(&SourceId::new("b")) && !transcript.redact(&SourceId::new("b")));
    }
}

//! How long the veisøker waited for the first answer: known of a chat that was heard from its beginning.

use super::Task;
use chat::Speaker;
use journal::Record;

impl Task {
    /// To be asked when somebody has written: the record of the first answer, if this was it. Where
    /// messages are missing nobody knows which was the first, and nothing is said.
    pub(super) fn first_answer(&self, speaker: Speaker) -> Option<Record> {
        if speaker != Speaker::Veileder || !self.gaps.is_empty() {
            return None;
        }
        let asked = self
            .transcript
            .messages()
            .find(|said| said.speaker == Speaker::Veisoker)?;
        let mut answers = self.transcript.messages().filter(|said| {
            said.speaker == Speaker::Veileder && said.at.millis() >= asked.at.millis()
        });
        let (first, more) = (answers.next()?, answers.next());
        let after_millis = first.at.millis() - asked.at.millis();
        more.is_none().then_some(Record::Answered {
            session: self.id,
            after_millis,
        })
    }
}

//! What the newest messages ask of the counsellor, kept up to date.

use super::Task;

impl Task {
    /// Makes it anew of what was heard and put beside the chat.
    pub(super) fn keep_pace(&mut self) {
        let suggestions = &self.rooms.suggestions;
        self.pace
            .follow(suggestions, &self.course, &self.transcript, &self.beside);
    }
}

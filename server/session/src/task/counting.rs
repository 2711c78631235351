//! What editors learn of a chat: where it stood and what it was offered, as counts of a day.

use super::Task;
use crate::offering::day;
use crate::view::{Place, Showing};
use journal::{Record, Trace};
use taxonomy::{ElementId, Ring};

impl Task {
    /// Counts where the talk stands as the counsellor sees it, and whether there was nothing to offer
    /// for that place. To be called once for each message of the veisøker, when it is read.
    ///
    /// In shadow mode nothing is counted, nor with the tracker off: what shows then is where the
    /// counsellor put the ring, and counts of that would be of their hand and not of the talks. Nor while
    /// the chat is muted: that nothing is offered then says nothing of what there is.
    pub(super) fn count_place(&self) {
        if !self.tracker_shows() || self.beside.muted {
            return;
        }
        let phase = shown(self.course.place(Ring::Phase));
        let knapp = shown(self.course.place(Ring::Knapp));
        let (place, offer) = ((phase.as_ref(), knapp.as_ref()), &self.offering.offer);
        let fitting = |prompt| self.rooms.suggestions.written_for(prompt, place);
        let silent = offer.articles.is_empty() && !offer.prompts.iter().any(|one| fitting(&one.id));
        self.count(Record::Stood {
            day: day(self.rooms.clock.now()),
            phase,
            knapp,
            silent,
        });
    }

    /// Counts the articles that have come before the counsellor and had not in this chat, and leaves a
    /// trace of them and of prompts. What a history told again after a restart brings was counted when
    /// it came (`again`).
    pub(super) fn count_offers(&mut self, again: bool) {
        let new = self.offering.newly_offered();
        if again || !self.tracker_shows() {
            return;
        }
        let day = day(self.rooms.clock.now());
        for article in new.articles {
            let article = article.to_string();
            self.count(self.trace(Trace::ArticleOffered(article.clone())));
            self.count(Record::Shown { day, article });
        }
        for prompt in new.prompts {
            self.count(self.trace(Trace::PromptOffered(prompt.to_string())));
        }
    }

    fn tracker_shows(&self) -> bool {
        Showing::of(&self.rooms, &self.settings) == Showing::Shown
    }

    /// The chat does not wait for it: with the journal's queue full the count is lost.
    fn count(&self, record: Record) {
        if !self.rooms.journal.write_if_room(record) {
            tracing::warn!("a moment of a chat is not counted: the journal is busy");
        }
    }
}

/// What a ring shows; `None` while it is unsure.
fn shown(place: Place) -> Option<ElementId> {
    place.value.filter(|_| !place.silent)
}

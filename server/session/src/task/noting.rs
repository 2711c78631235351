//! What the counsellor puts beside the chat: held in memory, and what is no word of it leaves a trace.

use super::Task;
use crate::asking::Wish;
use crate::beside::{Beside, Note, Referral};
use crate::offering::{New, day};
use crate::quoting::quotes;
use chat::SourceId;
use journal::{EventKey, Record, Trace, Traced};
use suggestions::{ArticleId, PromptId};

impl Task {
    /// Does as the counsellor says, as far as the rules allow; gives back what is to be written down.
    pub(super) fn note(&mut self, note: Note) -> Option<Record> {
        if self
            .beside_now()
            .takes(&note, self.transcript.len())
            .is_err()
        {
            // The page was told before; what it saw has changed since.
            return None;
        }
        match note {
            Note::Matter { id, text, done } => self.beside.matter(id, text, done),
            Note::Pin { message, on: true } => return self.pin(message),
            Note::Pin { message, on: false } => return self.unpin(message),
            Note::Mute(on) => self.mute(on),
            Note::Bookmark(on) if on != self.beside.bookmarked => {
                self.beside.bookmarked = on;
                return Some(match on {
                    true => self.trace(Trace::Bookmarked),
                    false => self.untrace(Trace::Bookmarked),
                });
            }
            Note::Prank(on) if on != self.beside.prank => {
                self.beside.prank = on;
                return Some(match on {
                    true => self.trace(Trace::Prank),
                    false => self.untrace(Trace::Prank),
                });
            }
            Note::Bookmark(_) | Note::Prank(_) => {}
            Note::Depth(depth) => {
                let word = self.offering.wish().word;
                self.wish(Wish { depth, word });
            }
            Note::Word(word) => {
                let depth = self.offering.wish().depth;
                self.wish(Wish { depth, word });
            }
            Note::Copied(prompt) => {
                return once(&mut self.beside.copied, prompt)
                    .filter(|prompt| !suggestions::is_own(prompt))
                    .map(|prompt| self.trace(Trace::PromptCopied(prompt.to_string())));
            }
            Note::Used(article) => {
                return once(&mut self.beside.used, article)
                    .map(|article| self.trace(Trace::ArticleUsed(article.to_string())));
            }
            Note::Referred { service, on: true } => {
                let at = self.rooms.clock.now();
                let referral = Referral { service, at };
                self.beside.referrals.push(referral.clone());
                return Some(self.trace(Trace::Referral(referral.service)));
            }
            Note::Referred { service, on: false } => {
                let told = &mut self.beside.referrals;
                let newest = told.iter().rposition(|told| told.service == service)?;
                told.remove(newest);
                return Some(self.untrace(Trace::Referral(service)));
            }
        }
        None
    }

    /// All of it as it stands now.
    pub(super) fn beside_now(&self) -> Beside {
        let Wish { depth, word } = self.offering.wish();
        Beside {
            pins: self.pins.shown(&self.transcript),
            depth,
            word,
            ..self.beside.clone()
        }
    }

    /// A message is taken back: its pin goes, and so does each matter that holds words of it.
    pub(super) fn forget_beside(&mut self, message: &SourceId, event: EventKey) {
        self.pins.withdraw(event);
        let mut said = self.transcript.messages();
        if let Some(gone) = said.find(|said| &said.id == message) {
            let matters = &mut self.beside.matters;
            matters.retain(|matter| !quotes(&matter.text, &gone.words));
        }
    }

    /// Another counsellor has the chat: what the two agreed on and its pins go with it; how the first one
    /// wanted to be helped, and how often they corrected the ring, is nobody else's.
    pub(super) fn hand_over(&mut self) {
        (self.beside.corrected, self.beside.confirmed) = (0, 0);
        self.wish(Wish::default());
        if self.beside.muted {
            self.mute(false);
        }
    }

    /// After a restart: what can be known of it again from the traces it left.
    pub(super) fn remember(&mut self, traces: Vec<Traced>) {
        let mut offered = New::default();
        let beside = &mut self.beside;
        for Traced { at, trace } in traces {
            match trace {
                Trace::PromptOffered(id) => offered.prompts.push(PromptId::new(id)),
                Trace::ArticleOffered(id) => offered.articles.push(ArticleId::new(id)),
                Trace::PromptCopied(id) => beside.copied.push(PromptId::new(id)),
                Trace::ArticleUsed(id) => beside.used.push(ArticleId::new(id)),
                Trace::Referral(service) => beside.referrals.push(Referral { service, at }),
                Trace::Pinned { message, event } => self.pins.remember(event, message, at),
                Trace::Bookmarked => beside.bookmarked = true,
                Trace::Prank => beside.prank = true,
            }
        }
        self.offering.was_offered(offered);
    }

    /// The record of something that was done now.
    pub(super) fn trace(&self, trace: Trace) -> Record {
        let at = self.rooms.clock.now();
        Record::Left {
            session: self.id,
            day: day(at),
            traced: Traced { at, trace },
        }
    }

    fn untrace(&self, trace: Trace) -> Record {
        let session = self.id;
        Record::Unleft { session, trace }
    }

    fn pin(&mut self, number: usize) -> Option<Record> {
        if self.beside_now().is_pinned(number) {
            return None;
        }
        let message = self.transcript.messages().nth(number.checked_sub(1)?)?;
        let (id, at) = (message.id.clone(), message.at);
        let event = self.rooms.journal.keys().event(self.source.as_ref()?, &id);
        self.pins.put(event, id, number, at);
        let message = number;
        Some(Record::Left {
            session: self.id,
            day: day(self.rooms.clock.now()),
            traced: Traced {
                at,
                trace: Trace::Pinned { message, event },
            },
        })
    }

    fn unpin(&mut self, message: usize) -> Option<Record> {
        let event = self.pins.take_away(message, &self.transcript)?;
        Some(self.untrace(Trace::Pinned { message, event }))
    }

    fn mute(&mut self, on: bool) {
        self.beside.muted = on;
        self.offering.stand_still(on);
        let today = day(self.rooms.clock.now());
        self.offering.follow(&self.course, &self.transcript, today);
    }

    fn wish(&mut self, wish: Wish) {
        let today = day(self.rooms.clock.now());
        self.offering
            .follow_wish(wish, &self.course, &self.transcript, today);
    }
}

/// Adds what is not there yet, and gives it back if it was not.
fn once<I: Clone + PartialEq>(all: &mut Vec<I>, one: I) -> Option<I> {
    let new = !all.contains(&one);
    new.then(|| {
        all.push(one.clone());
        one
    })
}

//! When a chat asks the knowledge base, and with what.

use crate::course::Course;
use crate::transcript::Transcript;
use chat::{Speaker, Timestamp};
use language::Written;
use std::sync::Arc;
use suggestions::{Offer, PromptId, Question, Suggestions};
use taxonomy::{ElementId, Ring, Standard};

/// So many of the veisøker's last messages say what is needed now.
const LISTENS_BACK: usize = 3;

/// The offer of one chat, and what it has offered before.
pub(crate) struct Offering {
    suggestions: Arc<Suggestions>,
    shown: Vec<PromptId>,
    need: Option<Need>,
    pub(crate) offer: Arc<Offer>,
}

/// What an offer was made for: while it stays the same, nothing the counsellor reads is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Need {
    phase: Option<ElementId>,
    knapp: Option<ElementId>,
    standard: Standard,
}

impl Offering {
    pub(crate) fn new(suggestions: Arc<Suggestions>) -> Self {
        Self {
            suggestions,
            shown: Vec::new(),
            need: None,
            offer: Arc::new(Offer::default()),
        }
    }

    /// Renews prompts when the need changed, and articles when the veisøker said something.
    pub(crate) fn follow(
        &mut self,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        let need = self.need_of(course);
        let changed = self.need.as_ref() != Some(&need);
        let asked = transcript
            .messages()
            .next_back()
            .is_some_and(|m| m.speaker == Speaker::Veisoker);
        if changed {
            self.renew(need, course, transcript, today);
        } else if asked {
            let mut offer = self.ask(&need, course, transcript, today);
            offer.prompts.clone_from(&self.offer.prompts);
            self.offer = Arc::new(offer);
        }
    }

    /// Other prompts for the same need; when all have been shown, they begin again.
    pub(crate) fn more(
        &mut self,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        let need = self.need_of(course);
        self.renew(need, course, transcript, today);
    }

    fn renew(
        &mut self,
        need: Need,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) {
        let mut offer = self.ask(&need, course, transcript, today);
        if offer.prompts.is_empty() {
            self.shown.clear();
            offer = self.ask(&need, course, transcript, today);
        }
        self.need = Some(need);
        self.show(offer);
    }

    /// What is needed now. While the knapp is unsure the one before goes on counting, so that prompts
    /// do not come and go with every doubt; a new phase begins afresh.
    fn need_of(&self, course: &Course) -> Need {
        let (phase, knapp) = (course.place(Ring::Phase), course.place(Ring::Knapp));
        let phase = phase.value.filter(|_| !phase.silent);
        let before = self.need.as_ref().filter(|need| need.phase == phase);
        let nynorsk = course.standard() == Written::Nn;
        Need {
            knapp: if knapp.silent {
                before.and_then(|need| need.knapp.clone())
            } else {
                knapp.value
            },
            phase,
            standard: if nynorsk { Standard::Nn } else { Standard::Nb },
        }
    }

    fn show(&mut self, offer: Offer) {
        for prompt in &offer.prompts {
            if !self.shown.contains(&prompt.id) {
                self.shown.push(prompt.id.clone());
            }
        }
        self.offer = Arc::new(offer);
    }

    /// Forgets an offer that was made of words that are gone.
    pub(crate) fn forget(&mut self) {
        self.need = None;
        self.offer = Arc::new(Offer::default());
    }

    fn ask(
        &self,
        need: &Need,
        course: &Course,
        transcript: &Transcript,
        today: jiff::civil::Date,
    ) -> Offer {
        let kolb = course.place(Ring::Kolb);
        let recent: Vec<&str> = transcript
            .messages()
            .rev()
            .filter(|message| message.speaker == Speaker::Veisoker)
            .take(LISTENS_BACK)
            .map(|message| message.words.as_str())
            .collect();
        let words = language::mask_for_search(&recent.join(" \n "));
        self.suggestions.ask(&Question {
            phase: need.phase.clone(),
            knapp: need.knapp.clone(),
            kolb: kolb.value.filter(|_| !kolb.silent),
            standard: need.standard,
            words: &words,
            shown: &self.shown,
            touched: None,
            today,
        })
    }
}

/// The day of a moment, in UTC: what is due or expired is counted in days.
pub fn day(at: Timestamp) -> jiff::civil::Date {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

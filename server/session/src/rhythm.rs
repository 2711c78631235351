//! What a chat's newest messages ask of the counsellor, besides an answer: questions that are open, a
//! farewell that comes early, a talk that has left what was agreed. Each may be silent, and mostly is.
//!
//! Everything follows from the transcript, the course and what the counsellor put beside the chat, and
//! is made anew whenever one of them changes. Only when the contract was last touched is remembered.

mod drifting;
mod leaving;
#[cfg(test)]
mod measured;
mod phrases;
mod proposing;
mod wondering;
mod writing;

use crate::beside::{Beside, Matter};
use crate::course::Course;
use crate::transcript::Transcript;
use chat::{Message, Speaker, Timestamp, Words};
use suggestions::{Heard, Suggestions, Voice};
use taxonomy::{GuidanceModel, Pole, Ring, Standard};

/// What stands of this after the newest message.
#[derive(Debug, Clone, Default)]
pub struct Rhythm {
    /// What the veisøker asked and nobody has answered yet, oldest first.
    pub questions: Vec<Question>,
    /// What the talk seems to be about, in the veisøker's words; a proposal while nothing is agreed.
    pub proposed: Option<Words>,
    /// The talk seems to have left what was agreed.
    pub drifted: bool,
    /// A farewell has begun, and the talk has not been in the phase that closes it.
    pub closing_early: bool,
    /// The counsellor's newest message is in this standard, and the veisøker writes the other one.
    pub other_standard: Option<Standard>,
    /// The word of the knapp's pair that has been touched.
    pub touched: Option<Pole>,
}

/// Something the veisøker asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// The sentence, as it was written.
    pub text: Words,
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: Timestamp,
}

/// A message with its number in the chat, the first being 1; notices are left out.
pub(crate) type Numbered<'t> = (usize, &'t Message);

/// What the two have written.
pub(crate) fn spoken(transcript: &Transcript) -> Vec<Numbered<'_>> {
    let messages = (1..).zip(transcript.messages());
    messages
        .filter(|(_, message)| message.speaker != Speaker::System)
        .collect()
}

/// Whether a farewell has begun in a talk that has not been in the phase that closes it.
pub(crate) fn closing_early(
    model: &GuidanceModel,
    course: &Course,
    transcript: &Transcript,
) -> bool {
    leaving::closing_early(model, course, &spoken(transcript))
}

/// Keeps the rhythm of one chat.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    pub(crate) now: Rhythm,
    /// What was agreed when this was last looked at, and how long the talk was when that changed.
    agreed: Vec<(u32, bool, Words)>,
    touched: usize,
}

impl Pace {
    /// Takes in what has changed.
    pub(crate) fn follow(
        &mut self,
        suggestions: &Suggestions,
        course: &Course,
        transcript: &Transcript,
        beside: &Beside,
    ) {
        let as_kept = |matter: &Matter| (matter.id, matter.done, matter.text.clone());
        let agreed: Vec<_> = beside.matters.iter().map(as_kept).collect();
        if agreed != self.agreed {
            self.touched = transcript.len();
            self.agreed = agreed;
        }
        let model = suggestions.model();
        let spoken = spoken(transcript);
        let open = beside.matters.iter().any(|matter| !matter.done);
        self.now = Rhythm {
            questions: wondering::open(&spoken),
            proposed: if beside.matters.is_empty() {
                proposing::proposed(model, course, &spoken)
            } else {
                None
            },
            drifted: open && drifting::drifted(model, course, transcript, self.touched),
            closing_early: leaving::closing_early(model, course, &spoken),
            other_standard: writing::other_standard(course.standard(), &spoken),
            touched: touched(suggestions, course, transcript),
        };
    }
}

/// The word touched of the knapp that stands.
fn touched(suggestions: &Suggestions, course: &Course, transcript: &Transcript) -> Option<Pole> {
    let knapp = course.place(Ring::Knapp);
    let knapp = knapp.value.filter(|_| !knapp.silent)?;
    let said: Vec<Heard<'_>> = transcript
        .spoken()
        .take(LISTENS_BACK)
        .map(|spoken| Heard {
            voice: match spoken.message.speaker {
                Speaker::Veisoker => Voice::Veisoker,
                Speaker::Veileder | Speaker::System => Voice::Veileder,
            },
            words: spoken.masked,
            signs: spoken.signs,
            meaning: None,
        })
        .collect();
    suggestions.touched(&knapp, &said)
}

/// So many messages are enough to find the last six of the veisøker's.
const LISTENS_BACK: usize = 24;

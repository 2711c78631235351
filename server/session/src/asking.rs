//! The question that a moment of a chat asks the knowledge base: one way for live chats and for
//! measuring.

use crate::course::Course;
use crate::rhythm::closing_early;
use crate::transcript::{Spoken, Transcript};
use chat::Speaker;
use language::Written;
use suggestions::{
    ArticleId, Care, Depth, Heard, Offer, OwnPrompt, PromptId, Question, Suggestions, Voice,
};
use taxonomy::{ElementId, GuidanceModel, Pole, Ring, Standard};

/// So many of the last messages are heard for what is needed now.
const LISTENS_BACK: usize = 24;

/// What an offer is made for: while it stays the same, nothing the counsellor reads is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) phase: Option<ElementId>,
    pub(crate) knapp: Option<ElementId>,
    pub(crate) standard: Standard,
    pub(crate) care: Care,
    pub(crate) wish: Wish,
    /// One of the prompts is to invite to learning.
    pub(crate) learn: bool,
}

/// What the counsellor wants prompts to be like, whatever the talk asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) depth: Option<Depth>,
    pub(crate) word: Option<Pole>,
}

/// What has been before the counsellor in this chat.
#[derive(Default)]
pub(crate) struct Asked<'a> {
    pub(crate) shown: &'a [PromptId],
    pub(crate) standing: &'a [ArticleId],
    pub(crate) passed: &'a [ArticleId],
    /// What the counsellor keeps for themselves.
    pub(crate) own: &'a [OwnPrompt],
}

impl Need {
    /// What is needed now. While the knapp is unsure the one before goes on counting, so that prompts
    /// do not come and go with every doubt; a new phase begins afresh.
    pub(crate) fn of(
        course: &Course,
        transcript: &Transcript,
        before: Option<&Self>,
        wish: Wish,
        model: &GuidanceModel,
    ) -> Self {
        let (phase, knapp) = (course.place(Ring::Phase), course.place(Ring::Knapp));
        let phase = phase.value.filter(|_| !phase.silent);
        let before = before.filter(|need| need.phase == phase);
        Self {
            learn: nothing_is_learnt(model, phase.as_ref(), course, transcript),
            knapp: if knapp.silent {
                before.and_then(|need| need.knapp.clone())
            } else {
                knapp.value
            },
            phase,
            standard: match course.standard() {
                Written::Nn => Standard::Nn,
                // Who writes in another language is met by prompts in bokmål: the counsellor says them
                // in the language of the talk.
                _ => Standard::Nb,
            },
            care: suggestions::care(transcript.spoken().map(|spoken| spoken.signs)),
            wish,
        }
    }
}

/// Messages up to which a talk is short: a quick answer, and no læringsepisode.
const SHORT: usize = 20;

/// Whether a short talk is being closed, or left, and no stage of the læringsepisode was ever seen.
fn nothing_is_learnt(
    model: &GuidanceModel,
    phase: Option<&ElementId>,
    course: &Course,
    transcript: &Transcript,
) -> bool {
    transcript.spoken().count() <= SHORT
        && course.place(Ring::Kolb).last_sure.is_none()
        && (phase.is_some() && model.closing() == phase || closing_early(model, course, transcript))
}

/// Asks for what fits a need, from the reading and the last messages, masked: names and numbers that
/// identify are dropped before anything is searched.
pub(crate) fn ask(
    suggestions: &Suggestions,
    need: &Need,
    course: &Course,
    transcript: &Transcript,
    asked: &Asked<'_>,
    today: jiff::civil::Date,
) -> Offer {
    let kolb = course.place(Ring::Kolb);
    let veisoker = |spoken: &&Spoken<'_>| spoken.message.speaker == Speaker::Veisoker;
    let newest: Vec<Spoken<'_>> = transcript.spoken().take(LISTENS_BACK).collect();
    let said: Vec<Heard<'_>> = newest.iter().map(heard).collect();
    let since = course.place(Ring::Phase).since;
    let depth = newest
        .iter()
        .take_while(|spoken| since.is_none_or(|since| spoken.message.at >= since))
        .filter(veisoker)
        .count();
    let written = newest.iter().filter(veisoker);
    suggestions.ask(&Question {
        phase: need.phase.clone(),
        knapp: need.knapp.clone(),
        kolb: kolb.value,
        standard: need.standard,
        touched: need
            .knapp
            .as_ref()
            .and_then(|knapp| suggestions.touched(knapp, &said)),
        said: &said,
        shown: asked.shown,
        standing: asked.standing,
        passed: asked.passed,
        care: need.care,
        wish_depth: need.wish.depth,
        wish_word: need.wish.word,
        own: asked.own,
        learn: need.learn,
        depth,
        turn: written.map(|spoken| spoken.message.words.bytes()).sum(),
        today,
    })
}

fn heard<'t>(spoken: &Spoken<'t>) -> Heard<'t> {
    Heard {
        voice: match spoken.message.speaker {
            Speaker::Veisoker => Voice::Veisoker,
            Speaker::Veileder | Speaker::System => Voice::Veileder,
        },
        words: spoken.masked,
        signs: spoken.signs,
        meaning: spoken.vector,
    }
}

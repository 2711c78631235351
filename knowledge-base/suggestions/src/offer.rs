//! The door: a question in, an offer out.

use crate::policy::Policy;
use crate::question::{Heard, Question};
use crate::{pushed, ready, tension};
use articles::{ArticleId, Depth, Kind, Library, PromptId, QuestionType, Shelf, Source, State};
use index::Reader;
use jiff::civil::Date;
use std::sync::Arc;
use taxonomy::{ElementId, GuidanceModel, Pole, Standard};

/// A prompt, ready to be put into a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedPrompt {
    /// Its id.
    pub id: PromptId,
    /// Its text in the standard asked for.
    pub text: String,
    /// What it is for.
    pub kind: Kind,
    /// What kind of question it is, if it is one.
    pub question_type: Option<QuestionType>,
    /// How much it challenges.
    pub depth: Depth,
    /// Why it is offered, in one line of the standard asked for.
    pub why: String,
}

/// An article worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedArticle {
    /// Its id.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its short answer.
    pub short: String,
    /// The phrase that asks leave to share it, in the standard asked for.
    pub share: String,
    /// How the one who asks finds it alone.
    pub find_it: String,
    /// The first of its sources: the link to share once leave is given.
    pub link: Option<Source>,
    /// The group that owns it.
    pub owner: String,
    /// When it was last reviewed, if ever.
    pub reviewed: Option<Date>,
    /// Whether it may be relied on.
    pub state: State,
    /// The standard it is written in.
    pub lang: Standard,
    /// Why it is offered, in one line of the standard asked for.
    pub why: String,
}

/// What fits a question, best first. Both lists are often empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// Prompts.
    pub prompts: Vec<OfferedPrompt>,
    /// Articles.
    pub articles: Vec<OfferedArticle>,
}

/// Answers questions from the knowledge base as it is at the moment.
#[derive(Clone)]
pub struct Suggestions {
    pub(crate) shelf: Shelf,
    pub(crate) index: Reader,
    pub(crate) model: Arc<GuidanceModel>,
    pub(crate) policy: Policy,
}

impl Suggestions {
    /// Takes a library or the store it is kept in, its index and the guidance model.
    pub fn new(library: impl Into<Shelf>, index: Reader, model: Arc<GuidanceModel>) -> Self {
        Self {
            shelf: library.into(),
            index,
            model,
            policy: Policy::default(),
        }
    }

    /// The same with other numbers.
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The guidance model that it goes by.
    pub fn model(&self) -> &GuidanceModel {
        &self.model
    }

    /// The word of the knapp's pair that the last messages touch; newest first.
    pub fn touched(&self, knapp: &ElementId, said: &[Heard<'_>]) -> Option<Pole> {
        tension::touched(&self.model, knapp, said)
    }

    /// The articles and prompts that it answers from.
    pub fn library(&self) -> Library {
        self.shelf.now()
    }

    /// Whether a prompt is written for a place: its phase, and its knapp where the place has one. In a
    /// phase whose knapp is unsure every prompt of the phase is.
    pub fn written_for(
        &self,
        prompt: &PromptId,
        (phase, knapp): (Option<&ElementId>, Option<&ElementId>),
    ) -> bool {
        self.library().prompt(prompt).is_some_and(|prompt| {
            prompt.phase.as_ref() == phase && (knapp.is_none() || prompt.knapp.as_ref() == knapp)
        })
    }

    /// What fits a question.
    pub fn ask(&self, question: &Question) -> Offer {
        Offer {
            prompts: ready::prompts(self, question),
            articles: pushed::articles(self, question),
        }
    }
}

//! What a counsellor keeps for themselves: prompts of the bank that they like, said in their own words, and
//! sentences that stand in no bank. Only they are offered them.

use articles::store::Favourite;
use articles::{Library, Prompt, PromptId};
use taxonomy::{Both, ElementId, Standard};

/// What ids of sentences begin with that stand in no bank.
const OWN: &str = "egen-";

/// One sentence that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPrompt {
    /// The id of the prompt of the bank that it is; else one of its own.
    pub id: PromptId,
    /// The phase it belongs to; `None` fits in any.
    pub phase: Option<ElementId>,
    /// The knapp it belongs to; `None` where it belongs to no knapp.
    pub knapp: Option<ElementId>,
    /// In bokmål, where they keep it so.
    pub nb: Option<String>,
    /// In nynorsk, where they keep it so.
    pub nn: Option<String>,
}

impl OwnPrompt {
    /// What somebody keeps, the newest first. One whose text is a prompt's of the bank is that prompt,
    /// also where nobody has said so.
    pub fn all(kept: &[Favourite], library: &Library) -> Vec<Self> {
        let same = |favourite: &Favourite, prompt: &Prompt| {
            let wording = &favourite.wording;
            wording.nb.as_ref() == Some(&prompt.text.nb)
                || wording.nn.as_ref() == Some(&prompt.text.nn)
        };
        let of_bank = |favourite: &Favourite| match &favourite.prompt {
            Some(prompt) => library.prompt(prompt).map(|prompt| prompt.id.clone()),
            None => {
                let mut prompts = library.prompts();
                let prompt = prompts.find(|prompt| same(favourite, prompt));
                prompt.map(|prompt| prompt.id.clone())
            }
        };
        kept.iter()
            .map(|favourite| Self {
                id: of_bank(favourite)
                    .unwrap_or_else(|| PromptId::new(format!("{OWN}{}", favourite.id))),
                phase: favourite.wording.phase.clone(),
                knapp: favourite.wording.knapp.clone(),
                nb: favourite.wording.nb.clone(),
                nn: favourite.wording.nn.clone(),
            })
            .collect()
    }

    /// Whether it stands in no bank.
    pub fn is_unlisted(&self) -> bool {
        is_own(&self.id)
    }

    /// In a standard, where they keep it so.
    pub(crate) fn text(&self, standard: Standard) -> Option<&str> {
        match standard {
            Standard::Nb => self.nb.as_deref(),
            Standard::Nn => self.nn.as_deref(),
        }
    }

    /// In both standards, if they keep it in one: their words come before the right form.
    pub(crate) fn both(&self) -> Option<Both> {
        let nb = self.nb.clone().or_else(|| self.nn.clone())?;
        let nn = self.nn.clone().or_else(|| self.nb.clone())?;
        Some(Both { nb, nn })
    }
}

/// Whether an id is of a sentence that somebody keeps for themselves and no bank has: it is not written
/// down anywhere that it was offered or copied.
pub fn is_own(id: &PromptId) -> bool {
    id.as_str().starts_with(OWN)
}

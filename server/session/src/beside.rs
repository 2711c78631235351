//! What the counsellor puts beside one chat: what the two agreed on, what to come back to, how much is
//! to be offered. In memory only, and gone with the chat.

use chat::{Timestamp, Words};
use std::fmt;
use suggestions::{ArticleId, PromptId};
use taxonomy::Pole;

/// How bold prompts may be, where the counsellor has chosen.
pub use suggestions::Depth;

/// Characters of a matter at most: it stands on one or two lines.
const LONGEST: usize = 200;
/// Matters of a chat at most.
const MATTERS: usize = 12;
/// Pins of a chat at most.
const PINS: usize = 50;
/// Services that a veisøker is told of at most, the same one twice counted twice.
const REFERRALS: usize = 30;

/// Something that the counsellor puts beside a chat, or takes away.
#[derive(Debug, Clone)]
pub enum Note {
    /// A matter of the contract is added (`id` is `None`), changed, ticked, or removed (by an empty text).
    Matter {
        /// Which matter; `None` for a new one.
        id: Option<u32>,
        /// What it says; `None` leaves it as it is.
        text: Option<Words>,
        /// Whether it is talked through; `None` leaves it as it is.
        done: Option<bool>,
    },
    /// A message to come back to, or no longer.
    Pin {
        /// The number of the message, the first being 1.
        message: usize,
        /// Put there, or taken away.
        on: bool,
    },
    /// Nothing new is to be offered, or it is again.
    Mute(bool),
    /// To be taken along to kollegaveiledning, or not.
    Bookmark(bool),
    /// Not meant seriously, or meant so after all.
    Prank(bool),
    /// How bold prompts may be; `None` as the talk goes.
    Depth(Option<Depth>),
    /// The word of the knapp's pair that prompts are to open towards; `None` as the talk goes. It goes
    /// when another knapp comes.
    Word(Option<Pole>),
    /// A prompt was copied. The caller knows that there is such a prompt, as below.
    Copied(PromptId),
    /// An article was opened, or something of it copied.
    Used(ArticleId),
    /// The veisøker was told of a service; or the newest note of it is taken back.
    Referred {
        /// The id of the service.
        service: String,
        /// Noted, or taken back.
        on: bool,
    },
}

/// Why something cannot be put beside a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotNoted(&'static str);

impl NotNoted {
    /// The reason, for the developer's console.
    pub fn reason(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for NotNoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotNoted {}

/// Everything the counsellor has put beside a chat.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// What the two agreed to talk about, in the order it was noted.
    pub matters: Vec<Matter>,
    /// Messages to come back to.
    pub pins: Vec<Pin>,
    /// Nothing new is to be offered.
    pub muted: bool,
    /// To be taken along to kollegaveiledning.
    pub bookmarked: bool,
    /// Marked as not meant seriously.
    pub prank: bool,
    /// How bold prompts may be; `None` as the talk goes.
    pub depth: Option<Depth>,
    /// The word of the knapp's pair that prompts are to open towards; `None` as the talk goes.
    pub word: Option<Pole>,
    /// The prompts that were copied, each once.
    pub copied: Vec<PromptId>,
    /// The articles of which something was used, each once.
    pub used: Vec<ArticleId>,
    /// Other services that the veisøker was told of.
    pub referrals: Vec<Referral>,
    /// How often the counsellor said that a ring stands elsewhere.
    pub corrected: usize,
    /// How often the counsellor said that it stands right.
    pub confirmed: usize,
    /// So many matters have been noted, those removed among them.
    pub(crate) noted: u32,
}

impl Beside {
    /// Whether a note can be put beside a chat of so many messages. What is taken away twice is no fault.
    ///
    /// # Errors
    /// With the rule that it breaks.
    pub fn takes(&self, note: &Note, messages: usize) -> Result<(), NotNoted> {
        let refused = |reason| Err(NotNoted(reason));
        match note {
            Note::Matter { id, text, .. } => {
                let text = text.as_ref().map(one_line);
                let length = text.as_ref().map(|text| text.as_str().chars().count());
                if length > Some(LONGEST) {
                    return refused("`text` of a matter is longer than 200 characters");
                }
                match id {
                    Some(id) if !self.matters.iter().any(|matter| matter.id == *id) => {
                        refused("no such matter")
                    }
                    None if length.unwrap_or_default() == 0 => {
                        refused("a new matter needs a `text`")
                    }
                    None if self.matters.len() >= MATTERS => {
                        refused("a chat has no more than 12 matters")
                    }
                    _ => Ok(()),
                }
            }
            Note::Pin { message, on: true } => {
                if *message == 0 || *message > messages {
                    refused("the chat has no such message")
                } else if self.pins.len() >= PINS && !self.is_pinned(*message) {
                    refused("a chat has no more than 50 pins")
                } else {
                    Ok(())
                }
            }
            Note::Referred { on: true, .. } if self.referrals.len() >= REFERRALS => {
                refused("a chat has no more than 30 referrals")
            }
            _ => Ok(()),
        }
    }

    /// Adds, changes, ticks or removes a matter that it takes.
    pub(crate) fn matter(&mut self, id: Option<u32>, text: Option<Words>, done: Option<bool>) {
        let text = text.as_ref().map(one_line);
        let Some(id) = id else {
            self.noted += 1;
            self.matters.push(Matter {
                id: self.noted,
                text: text.unwrap_or_else(|| Words::new("")),
                done: done.unwrap_or_default(),
            });
            return;
        };
        if text.as_ref().is_some_and(|text| text.as_str().is_empty()) {
            self.matters.retain(|matter| matter.id != id);
        } else if let Some(matter) = self.matters.iter_mut().find(|matter| matter.id == id) {
            matter.text = text.unwrap_or_else(|| matter.text.clone());
            matter.done = done.unwrap_or(matter.done);
        }
    }

    pub(crate) fn is_pinned(&self, message: usize) -> bool {
        self.pins.iter().any(|pin| pin.message == message)
    }

    /// The count of corrections that confirm what the ring showed, or of the others.
    pub(crate) fn tally(&mut self, confirmed: bool) -> &mut usize {
        match confirmed {
            true => &mut self.confirmed,
            false => &mut self.corrected,
        }
    }
}

/// Without line breaks, and without white space around it.
fn one_line(text: &Words) -> Words {
    Words::new(language::normalise(text.as_str()))
}

/// A matter of the contract.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its number within the chat, from 1; never used twice.
    pub id: u32,
    /// What it says.
    pub text: Words,
    /// Talked through.
    pub done: bool,
}

/// A message to come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    /// The number of the message, the first being 1.
    pub message: usize,
    /// When it was written.
    pub at: Timestamp,
}

/// A service that the veisøker was told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The kind of service: an id of the list in the configuration.
    pub service: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(id: Option<u32>, text: &str) -> Note {
        let text = Some(Words::new(text));
        let done = None;
        Note::Matter { id, text, done }
    }

    fn add(beside: &mut Beside, text: &str) {
        beside.takes(&matter(None, text), 0).expect("it is taken");
        beside.matter(None, Some(Words::new(text)), None);
    }

    fn noted(beside: &Beside) -> Vec<(u32, &str, bool)> {
        let matters = beside.matters.iter();
        matters
            .map(|matter| (matter.id, matter.text.as_str(), matter.done))
            .collect()
    }

    #[test]
    fn a_matter_is_changed_ticked_and_removed_and_its_number_does_not_come_again() {
        let mut beside = Beside::default();
        for text in ["  Søke\n lærlingplass ", "Lån", "Bo hjemme?"] {
            add(&mut beside, text);
        }
        beside.matter(Some(1), None, Some(true));
        beside.matter(Some(2), Some(Words::new("Lån og stipend")), None);
        beside.matter(Some(3), Some(Words::new(" ")), None);
        add(&mut beside, "Flytte");
        let expected = [
            (1, "Søke lærlingplass", true),
            (2, "Lån og stipend", false),
            (4, "Flytte", false),
        ];
        assert_eq!(noted(&beside), expected);
        assert!(!format!("{beside:?}").contains("stipend"));
    }

    #[test]
    fn what_breaks_a_rule_is_not_taken() {
        let mut beside = Beside::default();
        let too_long = "å".repeat(LONGEST + 1);
        for wrong in [
            matter(None, ""),
            matter(None, " \n"),
            matter(Some(1), "Lån"),
            matter(None, &too_long),
            Note::Matter {
                id: None,
                text: None,
                done: Some(true),
            },
            Note::Pin {
                message: 0,
                on: true,
            },
            Note::Pin {
                message: 4,
                on: true,
            },
        ] {
            assert!(beside.takes(&wrong, 3).is_err(), "{wrong:?}");
        }
        for _ in 0..MATTERS {
            add(&mut beside, &too_long[..2 * LONGEST]);
        }
        assert!(beside.takes(&matter(None, "én til"), 0).is_err());
        assert!(beside.takes(&matter(Some(12), ""), 0).is_ok());
    }

    #[test]
    fn pins_and_referrals_are_bounded() {
        let mut beside = Beside::default();
        let at = Timestamp::default();
        beside.pins = (1..=PINS).map(|message| Pin { message, at }).collect();
        let pin = |message, on| Note::Pin { message, on };
        assert!(beside.takes(&pin(PINS, true), 100).is_ok(), "it is there");
        assert!(beside.takes(&pin(PINS + 1, true), 100).is_err());
        assert!(beside.takes(&pin(PINS + 1, false), 100).is_ok());
        let service = || "nav".to_owned();
        let told = || Referral {
            service: service(),
            at,
        };
        beside.referrals = std::iter::repeat_with(told).take(REFERRALS).collect();
        let referred = |on| Note::Referred {
            service: service(),
            on,
        };
        assert!(beside.takes(&referred(true), 0).is_err());
        assert!(beside.takes(&referred(false), 0).is_ok());
    }
}

//! One element of the model: a phase, a knapp or a stage of the læringsepisode.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The id of an element, as the model file and the codebook spell it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ElementId(Arc<str>);

impl ElementId {
    /// Takes an id.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One of the three rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ring {
    /// Outer ring: where the conversation is (4K).
    Phase,
    /// Inner ring: the tension that the matter touches; there may be none.
    Knapp,
    /// Middle ring: the læringsepisode, after Kolb; there may be none.
    Kolb,
}

impl Ring {
    /// The three rings, outermost first.
    pub const ALL: [Self; 3] = [Self::Phase, Self::Knapp, Self::Kolb];

    /// The name used in the codebook and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phase => "phase",
            Self::Knapp => "knapp",
            Self::Kolb => "kolb",
        }
    }

    /// Its place in [`Ring::ALL`], and so in arrays that hold one thing a ring.
    pub fn place(self) -> usize {
        match self {
            Self::Phase => 0,
            Self::Knapp => 1,
            Self::Kolb => 2,
        }
    }

    /// Whether "none" is an answer in this ring. A chat is always in some phase.
    pub fn may_be_none(self) -> bool {
        self != Self::Phase
    }
}

/// A written standard of Norwegian that texts are kept in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Standard {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
}

impl Standard {
    /// The word for it, in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
        }
    }
}

/// A text in both written standards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Bokmål.
    pub nb: String,
    /// Nynorsk.
    pub nn: String,
}

impl Both {
    /// The text in one standard.
    pub fn get(&self, standard: Standard) -> &str {
        match standard {
            Standard::Nb => &self.nb,
            Standard::Nn => &self.nn,
        }
    }
}

/// A colour for each colour scheme, as `#rrggbb`. Never the only carrier: see [`Element::shape`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colour {
    /// On a light page.
    pub light: String,
    /// On a dark page.
    pub dark: String,
}

/// The two words of a knapp, which pull against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The first word.
    pub first: Both,
    /// The second word.
    pub second: Both,
}

/// How each word of a pair shows in what is written: words in lower case, a `*` at the end of one for
/// any ending. For the program alone; pages do not get them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// Signs of the first word.
    pub first: Vec<String>,
    /// Signs of the second word.
    pub second: Vec<String>,
}

/// One side of a pair, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pole {
    /// The first word.
    First,
    /// The second word.
    Second,
    /// Both words at once.
    Both,
}

impl Pole {
    /// The word for it, in files and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Both => "both",
        }
    }

    /// What a word stands for.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::First, Self::Second, Self::Both];
        all.into_iter().find(|pole| pole.name() == name)
    }
}

/// A phase, a knapp or a stage, with everything a screen shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// The id in codebook, tracker and articles.
    pub id: ElementId,
    /// The name.
    pub label: Both,
    /// One plain sentence.
    pub short: Both,
    /// Two or three plain sentences.
    pub explanation: Both,
    /// How it may sound in a chat.
    pub example: Both,
    /// The theory, shown only when asked for.
    pub theory: Both,
    /// Its colour.
    pub colour: Colour,
    /// The name of its icon; no two elements of a ring share one.
    pub shape: String,
    /// The id of the article about it.
    pub article: String,
    /// The one word that fits a petal of the ring (knapper only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub petal: Option<Both>,
    /// The two words (knapper only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<Pair>,
    /// Whether articles may be offered unasked here (phases and stages).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub articles: Option<bool>,
    /// Whether this is where the two agree what the talk is about (one phase at most).
    #[serde(default, skip_serializing)]
    pub agrees: bool,
    /// The signs of the two words (knapper only); without them neither counts as touched.
    #[serde(default, skip_serializing)]
    pub signs: Option<Signs>,
    /// Whether its prompts are held back for the rest of a talk in which something was written that
    /// asks for care (knapper only).
    #[serde(default, skip_serializing)]
    pub not_after_harm: bool,
}

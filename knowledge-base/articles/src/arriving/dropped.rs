//! What was in a text and did not come along.

/// One thing that was left out, told so that an editor can look after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// A picture, with the words that stand for it.
    Image {
        /// The words; empty where it had none.
        alt: String,
    },
    /// A video or a sound: its address may become a link to media.
    Media {
        /// A web address.
        address: String,
    },
    /// A link that leads neither to the web nor to an article; its words stay.
    Link {
        /// Where it led.
        address: String,
    },
    /// Words that were struck out.
    Struck {
        /// The words.
        text: String,
    },
    /// Words that were not to be seen, or a remark in the margin.
    Hidden {
        /// The words.
        text: String,
    },
    /// Fields and buttons of a form.
    Form,
    /// A frame or an embedded object without a web address.
    Frame,
    /// A program.
    Script,
    /// Rules for how it looked.
    Style,
}

/// What is told, each once and not without end.
#[derive(Debug, Default)]
pub(super) struct Told(pub(super) Vec<Dropped>);

/// Things told of at most; nobody reads more.
const TOLD: usize = 200;
/// Characters of what was dropped that are told.
const QUOTED: usize = 300;

impl Told {
    pub(super) fn tell(&mut self, dropped: Dropped) {
        if self.0.len() < TOLD && !self.0.contains(&dropped) {
            self.0.push(dropped);
        }
    }
}

/// The beginning of a text, with single blanks.
pub(super) fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(QUOTED).collect()
}

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

impl Dropped {
    /// The word for it on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Image { .. } => "image",
            Self::Media { .. } => "media",
            Self::Link { .. } => "link",
            Self::Struck { .. } => "struck",
            Self::Hidden { .. } => "hidden",
            Self::Form => "form",
            Self::Frame => "frame",
            Self::Script => "script",
            Self::Style => "style",
        }
    }

    /// Its words or its address; empty where it had none.
    pub fn text(&self) -> &str {
        match self {
            Self::Image { alt } => alt,
            Self::Media { address } | Self::Link { address } => address,
            Self::Struck { text } | Self::Hidden { text } => text,
            Self::Form | Self::Frame | Self::Script | Self::Style => "",
        }
    }
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

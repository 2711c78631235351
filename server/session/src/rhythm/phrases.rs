//! Phrases of a data file, looked for in the sentences that somebody writes.

use chat::Speaker;

/// Words that may stand before what begins a sentence.
const BEFORE: &[&str] = &[
    "ok", "okei", "oki", "okay", "ja", "jo", "da", "så", "då", "men", "nei", "takk", "tusen", "og",
    "å", "hei", "fint", "greit", "den", "bra", "supert", "flott", "thanks", "thank", "you", "thx",
    "yes", "and", "but", "hehe", "haha", "alright",
];

/// What a file holds.
pub(super) struct Phrases(Vec<Section>);

struct Section {
    speaker: Speaker,
    /// Longer sentences are passed over.
    longest: usize,
    phrases: Vec<Phrase>,
}

struct Phrase {
    begins: bool,
    words: Vec<&'static str>,
}

impl Phrases {
    /// Reads a file that is compiled in; lines before the first section are remarks.
    pub(super) fn read(text: &'static str) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix("= ") {
                let (who, longest) = head.split_once(' ').unwrap_or((head, ""));
                sections.push(Section {
                    speaker: if who == "veileder" {
                        Speaker::Veileder
                    } else {
                        Speaker::Veisoker
                    },
                    longest: longest.parse().unwrap_or(usize::MAX),
                    phrases: Vec::new(),
                });
            } else if let Some(section) = sections.last_mut() {
                let bare = line.strip_prefix("^ ");
                section.phrases.push(Phrase {
                    begins: bare.is_some(),
                    words: bare.unwrap_or(line).split_whitespace().collect(),
                });
            }
        }
        Self(sections)
    }

    /// Whether somebody says one of them in a sentence of this message; not in `asked` ones where they
    /// are not wanted.
    pub(super) fn are_said(&self, speaker: Speaker, message: &str, asked: bool) -> bool {
        let folded = language::fold(message).replace('’', "'");
        let sections = self.0.iter().filter(|section| section.speaker == speaker);
        let phrases: Vec<_> = sections.collect();
        let mut sentences = language::sentences(&folded).into_iter();
        sentences.any(|sentence| {
            let sentence = &folded[sentence];
            let words: Vec<&str> = language::words(sentence)
                .map(|word| &sentence[word])
                .collect();
            (asked || !sentence.contains('?'))
                && phrases
                    .iter()
                    .filter(|section| words.len() <= section.longest)
                    .flat_map(|section| &section.phrases)
                    .any(|phrase| phrase.is_in(&words))
        })
    }
}

impl Phrase {
    fn is_in(&self, words: &[&str]) -> bool {
        let windows = words.windows(self.words.len().max(1)).enumerate();
        windows
            .filter(|(_, window)| *window == self.words)
            .any(|(at, _)| !self.begins || words[..at].iter().all(|word| BEFORE.contains(word)))
    }
}

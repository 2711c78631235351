//! The words of an article that no dictionary knows, by the dictionaries that hunspell reads.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use spellbook::Dictionary;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use taxonomy::Standard;

/// The dictionary of one standard, and the words that are accepted beside it.
#[derive(Debug)]
pub struct Speller {
    dictionary: Dictionary,
    accepted: HashSet<String>,
}

impl Speller {
    /// Reads `nb_NO.aff` and `nb_NO.dic`, or those of nynorsk, from a folder such as
    /// `/usr/share/hunspell`. `None` if they are not there or cannot be understood: then whoever
    /// shows a text leaves its spelling to the browser.
    pub fn load(folder: &Path, standard: Standard) -> Option<Self> {
        let name = match standard {
            Standard::Nb => "nb_NO",
            Standard::Nn => "nn_NO",
        };
        let rules = std::fs::read(folder.join(format!("{name}.aff"))).ok()?;
        let words = std::fs::read(folder.join(format!("{name}.dic"))).ok()?;
        let dictionary = Dictionary::new(&decoded(rules), &decoded(words)).ok()?;
        Some(Self {
            dictionary,
            accepted: HashSet::new(),
        })
    }

    /// Takes words that are right although the dictionary lacks them. One in small letters may also
    /// begin with a capital letter.
    #[must_use]
    pub fn accepting(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.accepted.extend(words);
        self
    }

    /// Whether a word is known.
    pub fn knows(&self, word: &str) -> bool {
        self.accepted.contains(word)
            || self.accepted.contains(&word.to_lowercase())
            || self.dictionary.check(word)
    }

    /// The words of a text in Markdown that are not known, each with the byte it begins at. Code,
    /// links, addresses, numbers, abbreviations in capitals and what seems to be a name are passed over.
    pub fn unknown_words(&self, markdown: &str) -> Vec<(String, usize)> {
        let stretches = stretches(markdown);
        let words: Vec<Word> = stretches
            .iter()
            .flat_map(|(range, begins)| words(&markdown[range.clone()], range.start, *begins))
            .collect();
        // What has a capital letter within a sentence is a name, also where it begins one.
        let names: HashSet<&str> = words
            .iter()
            .filter(|word| !word.first && word.text.starts_with(char::is_uppercase))
            .map(|word| word.text)
            .collect();
        let unknown = words
            .iter()
            .filter(|word| !names.contains(word.text) && !self.knows(word.text));
        unknown
            .map(|word| (word.text.to_owned(), word.at))
            .collect()
    }
}

/// The Norwegian dictionaries of Debian are written in ISO 8859-1, whose bytes are the first characters
/// of Unicode; others in UTF-8.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

/// A word, where it begins, and whether it begins a sentence.
struct Word<'t> {
    text: &'t str,
    at: usize,
    first: bool,
}

/// Where running text stands, and whether it begins a paragraph, heading, item or cell.
fn stretches(markdown: &str) -> Vec<(Range<usize>, bool)> {
    let mut stretches: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut passed_over, mut begins) = (0_usize, true);
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => {
                passed_over += 1;
                begins = false;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => {
                passed_over = passed_over.saturating_sub(1);
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                begins = true
            }
            Event::Text(_) if passed_over == 0 => {
                // Text may come in pieces; a word is not to be cut by that.
                match stretches.last_mut() {
                    Some((last, _)) if last.end == range.start && !begins => last.end = range.end,
                    _ => stretches.push((range, begins)),
                }
                begins = false;
            }
            Event::Code(_) => begins = false,
            _ => {}
        }
    }
    stretches
}

/// The words of a stretch.
fn words(text: &str, start: usize, begins: bool) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut first = begins;
    for token in text.split_whitespace() {
        let at = token.as_ptr().addr() - text.as_ptr().addr();
        if !is_address(token) {
            let mut place = at;
            for piece in token.split_inclusive(|sign: char| !letter(sign)) {
                let word = piece.trim_end_matches(|sign: char| !letter(sign));
                let sign = &piece[word.len()..];
                if is_word(token, word, sign) {
                    words.push(Word {
                        text: word,
                        at: start + place,
                        first,
                    });
                }
                first &= word.is_empty();
                first |= sign.contains('«') || sign.contains('“');
                place += piece.len();
            }
        }
        let end = token.trim_end_matches(['»', '"', ')', '*', '_']);
        first |= end.ends_with(['.', '!', '?', ':']) && end.len() > 1;
    }
    words
}

fn letter(sign: char) -> bool {
    sign.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&sign)
}

/// Whether a run of letters is one to look up: not a number or a name of one (`vg1`), not an
/// abbreviation in capitals, not the half of a word whose other half stands further on (`skole- og`).
fn is_word(token: &str, word: &str, sign: &str) -> bool {
    let numbers = token.chars().any(char::is_numeric);
    let capitals = word.chars().all(char::is_uppercase);
    let half = sign == "-" && token.ends_with('-');
    word.chars().nth(1).is_some() && !numbers && !capitals && !half
}

/// Whether a token is an address, or letters around dots, such as `f.eks.`
fn is_address(token: &str) -> bool {
    let inside = token.trim_matches(|sign: char| !sign.is_alphanumeric());
    inside.contains("://")
        || inside.contains('@')
        || inside
            .split('.')
            .skip(1)
            .any(|after| after.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_up_is_what_a_reader_reads_as_words() {
        let text = "## Søk no\nSjå [Nav](ik:nav) og **IT-fag** på vg1-en, f.eks. `kode` i nav.no. Skole- og fag: «Æsj» æ\\-å 15.\n";
        let found: Vec<(&str, usize, bool)> = stretches(text)
            .iter()
            .flat_map(|(range, begins)| words(&text[range.clone()], range.start, *begins))
            .map(|word| (word.text, word.at, word.first))
            .collect();
        for (word, at, _) in &found {
            assert!(text[*at..].starts_with(word));
        }
        let shown: Vec<(&str, bool)> = found
            .iter()
            .map(|(word, _, first)| (*word, *first))
            .collect();
        assert_eq!(
            shown,
            [
                ("Søk", true),
                ("no", false),
                ("Sjå", true),
                ("og", false),
                ("fag", false),
                ("på", false),
                ("og", false),
                ("fag", false),
                ("Æsj", true),
            ]
        );
    }

    #[test]
    fn without_dictionaries_there_is_no_speller() {
        assert!(Speller::load(Path::new("/finnes/ikke"), Standard::Nb).is_none());
    }
}

//! Norwegian text as search terms: words, without stop words, stemmed, folded to a–z.

use crate::stop::is_stop;
use crate::variants::one_of_twins;
use std::ops::Range;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// A word of a text: where it stands, in lower case, and whether it is only part of the one before
/// ("regelen" of "23/5-regelen").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    pub(crate) part: bool,
}

impl Word {
    pub(crate) fn is_stop(&self) -> bool {
        is_stop(&self.text)
    }
}

/// The words of a normalised text. A word with marks in it is given whole, without its hyphens,
/// and after that in its parts.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> {
    language::words(text).flat_map(move |range| {
        let whole = text[range.clone()].to_lowercase();
        let mut out = Vec::with_capacity(1);
        let marked = whole.contains(is_mark);
        out.push(Word {
            text: if marked {
                whole.replace(is_dropped, "")
            } else {
                whole
            },
            range: range.clone(),
            part: false,
        });
        if marked {
            let mut at = range.start;
            for part in text[range].split(is_mark) {
                let end = at + part.len();
                if !part.is_empty() {
                    out.push(Word {
                        range: at..end,
                        text: part.to_lowercase(),
                        part: true,
                    });
                }
                at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            }
        }
        out
    })
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

fn is_dropped(c: char) -> bool {
    matches!(c, '-' | '\'' | '’')
}

/// Makes stems. Cloning tantivy's analyser costs an allocation, so that sharing needs no lock.
#[derive(Clone)]
pub(crate) struct Analyser {
    stemmer: TextAnalyzer,
}

impl Analyser {
    pub(crate) fn new() -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(Language::Norwegian))
            .build();
        Self { stemmer }
    }

    /// The stem of a word in lower case; one for both written standards.
    pub(crate) fn stem(&self, word: &str) -> String {
        one_of_twins(&self.own_stem(word)).to_owned()
    }

    /// The stem of a word as it is written.
    pub(crate) fn own_stem(&self, word: &str) -> String {
        let mut stemmer = self.stemmer.clone();
        let mut stream = stemmer.token_stream(word);
        let stem = stream.next().map_or(word, |token| token.text.as_str());
        without_agent(to_ascii(stem))
    }
}

/// The stemmer leaves "dommeren", "dommerne" and nynorsk "dommaren", "dommarane" apart from "dommer",
/// and the one who does something from what is done.
pub(crate) fn without_agent(mut stem: String) -> String {
    const SHORTEST: usize = 4;
    let bare = ["arn", "ern", "ar", "er"]
        .iter()
        .find_map(|ending| stem.strip_suffix(ending))
        .map_or(0, str::len);
    if bare >= SHORTEST {
        stem.truncate(bare);
    }
    stem
}

/// Letters that a keyboard or a habit may lack, as the letters people write for them.
fn to_ascii(stem: &str) -> String {
    let mut out = String::with_capacity(stem.len());
    for c in stem.chars() {
        match c {
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push('o'),
            'å' | 'à' | 'á' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'ò' | 'ó' | 'ô' => out.push('o'),
            'ü' | 'ú' | 'ù' => out.push('u'),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_word_is_given_whole_and_in_parts() {
        let text = "Om e-post og 23/5-regelen, S1+S2!";
        let got: Vec<(String, &str)> = words(text)
            .map(|word| (word.text.clone(), &text[word.range.clone()]))
            .collect();
        let texts: Vec<&str> = got.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "om",
                "epost",
                "e",
                "post",
                "og",
                "23/5regelen",
                "23",
                "5",
                "regelen",
                "s1+s2",
                "s1",
                "s2"
            ]
        );
        assert_eq!(got[8].1, "regelen");
    }
}

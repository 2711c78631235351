//! What a search answers.

use crate::ranking::Explanation;
use articles::{ArticleId, State};
use jiff::civil::Date;
use taxonomy::Standard;

/// The words of an article that matched in one field of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMatch {
    /// The field, in Norwegian.
    pub field: &'static str,
    /// The words, as the article spells them.
    pub words: Vec<String>,
}

/// One article in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its id.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its short answer.
    pub short: String,
    /// The passage that fits best, safe as HTML, with matched words in `<mark>`.
    pub passage_html: String,
    /// The group that owns it.
    pub owner: String,
    /// When it was last reviewed, if ever.
    pub reviewed: Option<Date>,
    /// Whether it may be relied on today.
    pub state: State,
    /// The standard it is written in.
    pub lang: Standard,
    /// Its score; comparable within one answer only.
    pub score: f32,
    /// Why it was found, in one short sentence in bokmål.
    pub why: String,
    /// Where it matched, the weightiest field first.
    pub matches: Vec<FieldMatch>,
    /// What its score is made of, if that was asked for.
    pub explanation: Option<Explanation>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The articles, best first.
    pub hits: Vec<Hit>,
    /// The query with misspelt words put right, if any were.
    pub corrected: Option<String>,
    /// Words searched for beside those of the query.
    pub expanded: Vec<String>,
    /// Whether the meaning of the query took part beside its words.
    pub by_meaning: bool,
}

/// One sentence: the weightiest field that matched, and the next if it adds a word.
pub(crate) fn why(matches: &[FieldMatch]) -> String {
    const WORDS: usize = 4;
    let listed = |words: &[&String]| {
        let words: Vec<&str> = words.iter().take(WORDS).map(|word| word.as_str()).collect();
        words.join(", ")
    };
    let Some(first) = matches.first() else {
        return String::new();
    };
    let mut sentence = format!(
        "Treff i {}: {}",
        first.field,
        listed(&first.words.iter().collect::<Vec<_>>())
    );
    for further in &matches[1..] {
        let new: Vec<&String> = further
            .words
            .iter()
            // Another ending of a word already named adds nothing.
            .filter(|word| {
                let same =
                    |named: &String| word.starts_with(named) || named.starts_with(word.as_str());
                !first.words.iter().any(same)
            })
            .collect();
        if !new.is_empty() {
            sentence.push_str(&format!("; i {}: {}", further.field, listed(&new)));
            break;
        }
    }
    sentence
}

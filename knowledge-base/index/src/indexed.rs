//! One article as the index holds it: read once, ready to be shown in an answer.

use crate::document::{Document, Incoming};
use crate::hits::FieldMatch;
use crate::lexicon::Lexicon;
use crate::passages::{Piece, Wanted};
use crate::vocabulary::StemId;
use articles::Article;
use std::sync::Arc;

/// An article and what was read of it.
pub(crate) struct Indexed {
    pub(crate) article: Arc<Article>,
    pub(crate) document: Arc<Document>,
    pub(crate) title: Piece,
    pub(crate) keywords: Vec<Piece>,
    pub(crate) short: Piece,
    find_it: Piece,
    pub(crate) passages: Vec<Piece>,
}

impl Indexed {
    pub(crate) fn read(article: &Arc<Article>, lexicon: &mut Lexicon) -> Self {
        let [title, keywords, short, rest] = texts(article);
        let incoming = Incoming {
            title: &title,
            keywords: &keywords,
            short: &short,
            rest: &rest,
        };
        let document = Arc::new(Document::read(&incoming, lexicon));
        let mut piece = |text: &str| Piece::new(text, lexicon);
        Self {
            title: piece(&article.title),
            keywords: article.keywords.iter().map(|word| piece(word)).collect(),
            short: piece(&article.short),
            find_it: piece(&article.find_it),
            passages: article
                .passages()
                .iter()
                .map(|passage| piece(&passage.text))
                .collect(),
            article: Arc::clone(article),
            document,
        }
    }

    /// All stems of the article but those of title and keywords.
    pub(crate) fn stems(&self) -> impl Iterator<Item = StemId> {
        let pieces = [&self.short, &self.find_it].into_iter();
        pieces.chain(&self.passages).flat_map(Piece::stems)
    }

    /// Where the wanted stems stand, the weightiest field first.
    pub(crate) fn matches(&self, wanted: &Wanted) -> Vec<FieldMatch> {
        let of = |pieces: &[Piece]| {
            let mut words: Vec<String> = Vec::new();
            for word in pieces.iter().flat_map(|piece| piece.matched(wanted)) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            words
        };
        let one = |piece: &Piece| piece.matched(wanted);
        let fields = [
            ("tittel", one(&self.title)),
            ("stikkord", of(&self.keywords)),
            ("kort svar", one(&self.short)),
            ("slik finner du det", one(&self.find_it)),
            ("teksten", of(&self.passages)),
        ];
        fields
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(field, words)| FieldMatch { field, words })
            .collect()
    }
}

fn texts(article: &Article) -> [String; 4] {
    let mut rest = article.find_it.clone();
    for passage in article.passages() {
        for text in [passage.heading, Some(passage.text)].into_iter().flatten() {
            rest.push('\n');
            rest.push_str(&text);
        }
    }
    let keywords = article.keywords.join(" . ");
    [&article.title, &keywords, &article.short, &rest].map(|text| language::normalise(text))
}

//! The door for searching articles.

use crate::engine::{DocId, Engine, Group, Weights};
use crate::everyday::EVERYDAY;
use crate::hits::{FieldMatch, Hit, Hits};
use crate::indexed::Indexed;
use crate::lexicon::Lexicon;
use crate::passages::{Piece, Wanted};
use crate::titles::{Title, Titles};
use crate::vocabulary::StemId;
use articles::{Article, ArticleId, Library};
use jiff::civil::Date;
use std::collections::HashSet;
use std::sync::Arc;

/// A question to the index. Whatever its words hold, they are only words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<'q> {
    /// What was written.
    pub words: &'q str,
    /// Whether the last word may be unfinished.
    pub typing: bool,
    /// How many articles are wanted at most.
    pub limit: usize,
    /// The date by which states are judged.
    pub today: Date,
}

impl<'q> Query<'q> {
    /// A query on its way: the last word may be unfinished.
    pub fn typing(words: &'q str, today: Date) -> Self {
        Self {
            words,
            typing: true,
            limit: 10,
            today,
        }
    }

    /// A query that is written to its end.
    pub fn finished(words: &'q str, today: Date) -> Self {
        Self {
            typing: false,
            ..Self::typing(words, today)
        }
    }
}

/// All articles of one library, searchable. Kept in memory.
pub struct Index {
    pub(crate) engine: Engine,
    pub(crate) indexed: Vec<Arc<Indexed>>,
    titles: Titles,
    /// Stems that tell nothing of what a talk is about.
    pub(crate) everyday: HashSet<StemId>,
}

/// Counsellors type one or two words, and editors choose titles and keywords with care.
const WEIGHTS: Weights = [1.0, 1.0, 0.9, 0.4];
/// So near a title must be when no word was found at all.
const NEAR_TITLE: f64 = 0.6;

impl Index {
    /// Indexes the articles of a library, in memory and once and for all.
    pub fn build(library: &Library) -> Self {
        let mut lexicon = Lexicon::new();
        let indexed: Vec<Arc<Indexed>> = library
            .articles()
            .map(|article| Arc::new(Indexed::read(article, &mut lexicon)))
            .collect();
        let documents = indexed.iter().map(|one| Arc::clone(&one.document));
        let engine = Engine::in_memory(documents.collect(), &lexicon);
        Self::of(engine, indexed)
    }

    /// The snapshot of an engine, with the articles in the order of its documents.
    pub(crate) fn of(engine: Engine, indexed: Vec<Arc<Indexed>>) -> Self {
        let titles = indexed.iter().map(|indexed| Title {
            id: indexed.article.id.to_string(),
            text: indexed.article.title.clone(),
            searches: 0,
        });
        let everyday = EVERYDAY
            .iter()
            .filter_map(|word| engine.vocabulary.known(word));
        Self {
            everyday: everyday.collect(),
            titles: Titles::new(titles.collect()),
            indexed,
            engine,
        }
    }

    /// Every article in the index.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Arc<Article>> {
        self.indexed.iter().map(|one| &one.article)
    }

    /// The article with an id, if it is in the index.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        let found = self.indexed.iter().find(|one| one.article.id == *id);
        found.map(|one| &one.article)
    }

    /// The articles that fit a query, best first. Never fails: what is not understood finds nothing.
    pub fn search(&self, query: &Query) -> Hits {
        let understood = self.engine.understand(query.words, query.typing);
        let wanted = Wanted::of(understood.groups.iter().flat_map(Group::stems));
        let ranked = self.engine.rank(&understood.groups, &WEIGHTS, query.limit);
        if ranked.is_empty() {
            return self.near_titles(query);
        }
        Hits {
            hits: ranked
                .into_iter()
                .map(|(doc, score)| self.hit(doc, score, &wanted, query.today))
                .collect(),
            corrected: understood.corrected,
            expanded: understood.expanded,
        }
    }

    /// tantivy's plain BM25 query over the same stems in one field: the reference for measuring.
    pub fn bare(&self, words: &str, limit: usize) -> Vec<(ArticleId, f32)> {
        self.engine
            .bare(&language::normalise(words), limit)
            .into_iter()
            .map(|(doc, score)| (self.indexed[doc as usize].article.id.clone(), score))
            .collect()
    }

    /// The number of articles.
    pub fn len(&self) -> usize {
        self.indexed.len()
    }

    /// Whether there are no articles.
    pub fn is_empty(&self) -> bool {
        self.indexed.is_empty()
    }

    fn hit(&self, doc: DocId, score: f32, wanted: &Wanted, today: Date) -> Hit {
        let indexed = &self.indexed[doc as usize];
        let matches = indexed.matches(wanted);
        let weigh = |piece: &Piece| piece.weight(wanted, |stem| self.engine.rarity(stem));
        let best = indexed
            .passages
            .iter()
            .map(|piece| (piece, weigh(piece)))
            // Of equals the first: an article says the main thing first.
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let article = &indexed.article;
        Hit {
            id: article.id.clone(),
            title: article.title.clone(),
            short: article.short.clone(),
            passage_html: best.map_or_else(String::new, |(piece, _)| piece.html(wanted)),
            owner: article.owner.clone(),
            reviewed: article.reviewed,
            state: article.state(today),
            lang: article.language,
            score,
            why: why(&matches),
            matches,
        }
    }

    /// When no word was found: titles whose letters are near, spaces and hyphens aside.
    fn near_titles(&self, query: &Query) -> Hits {
        // As soon as something longer than a title has been written, it is no title.
        const LONGEST: usize = 100;
        let mut answer = Hits::default();
        if query.words.len() > LONGEST {
            return answer;
        }
        let near = self.titles.nearest(query.words, query.limit.min(3));
        for near in near.iter().filter(|near| near.score >= NEAR_TITLE) {
            let doc = self
                .indexed
                .iter()
                .position(|indexed| indexed.article.id.as_str() == near.id);
            let Some(doc) = doc.and_then(|doc| DocId::try_from(doc).ok()) else {
                continue;
            };
            #[expect(clippy::cast_possible_truncation, reason = "a score needs few digits")]
            let score = near.score as f32;
            answer.corrected.get_or_insert_with(|| near.text.to_owned());
            answer.hits.push(Hit {
                why: format!("Tittelen ligner: {}", near.text),
                ..self.hit(doc, score, &Wanted::default(), query.today)
            });
        }
        answer
    }
}

/// One sentence: the weightiest field that matched, and the next if it adds a word.
fn why(matches: &[FieldMatch]) -> String {
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

//! The door for searching articles.

use crate::cards::{self, Cards};
use crate::engine::{DocId, Engine, Group};
use crate::everyday::EVERYDAY;
use crate::hits::{Hit, Hits, why};
use crate::indexed::Indexed;
use crate::lexicon::Lexicon;
use crate::meaning::{Meaning, fused};
use crate::passages::{Piece, Wanted, spaced};
use crate::ranking::{Explanation, MEANING, TAIL, WEIGHTS, boosts, factor, shares};
use crate::synonyms::Synonyms;
use crate::titles::{Title, Titles};
use crate::vocabulary::StemId;
use articles::{Article, ArticleId, Library};
use jiff::civil::Date;
use language::Embedding;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A question to the index. Whatever its words hold, they are only words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Query<'q> {
    /// What was written.
    pub words: &'q str,
    /// Its vector, where there is one.
    pub meaning: Option<&'q Embedding>,
    /// Whether the last word may be unfinished.
    pub typing: bool,
    /// The target group whose articles are wanted, and those for everybody; `None` wants all.
    pub group: Option<&'q str>,
    /// How many articles are wanted at most.
    pub limit: usize,
    /// The date by which states are judged.
    pub today: Date,
    /// Whether hits say what their scores are made of.
    pub explain: bool,
}

impl<'q> Query<'q> {
    /// A query on its way: the last word may be unfinished.
    pub fn typing(words: &'q str, today: Date) -> Self {
        Self {
            words,
            meaning: None,
            typing: true,
            group: None,
            limit: 10,
            today,
            explain: false,
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
    by_id: HashMap<ArticleId, DocId>,
    titles: Titles,
    pub(crate) meaning: Meaning,
    pub(crate) cards: Cards,
    /// Stems that tell nothing of what a talk is about.
    pub(crate) everyday: HashSet<StemId>,
}

/// Places that an article can be lifted by boosts.
const LIFTED: usize = 40;
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
        let mut engine = Engine::in_memory(documents.collect(), &lexicon);
        engine.synonyms = Arc::new(Synonyms::read(library.synonyms()));
        Self::of(engine, indexed, &[])
    }

    /// The snapshot of an engine, with the articles in the order of its documents and the vectors of
    /// each, that of its card first; an article may have none.
    pub(crate) fn of(engine: Engine, indexed: Vec<Arc<Indexed>>, vectors: &[&[Embedding]]) -> Self {
        let titles = indexed.iter().map(|indexed| Title {
            id: indexed.article.id.to_string(),
            text: indexed.article.title.clone(),
            searches: 0,
        });
        let everyday = EVERYDAY
            .iter()
            .filter_map(|word| engine.vocabulary.known(word));
        let ids = indexed.iter().map(|one| one.article.id.clone());
        Self {
            everyday: everyday.collect(),
            by_id: ids.zip(0..).collect(),
            titles: Titles::new(titles.collect()),
            indexed,
            meaning: Meaning::of(vectors.iter().map(|all| all.get(1..).unwrap_or_default())),
            cards: Cards::of(vectors.iter().map(|all| all.first())),
            engine,
        }
    }

    /// The text of each article's card, of which a talk's meaning is compared with the vector.
    pub fn cards(&self) -> impl Iterator<Item = String> {
        self.articles().map(|article| cards::text(article))
    }

    /// Takes the vectors of [`Index::cards`], in their order.
    pub fn with_cards(self, vectors: &[Embedding]) -> Self {
        let cards = Cards::of(vectors.iter().map(Some));
        Self { cards, ..self }
    }

    /// Whether most articles have cards with vectors, so that the meaning of a talk can take part.
    pub fn has_cards(&self) -> bool {
        self.cards.are_there()
    }

    /// Whether some articles have vectors, so that the meaning of a query can take part.
    pub fn has_meaning(&self) -> bool {
        self.meaning.is_there()
    }

    /// Every article in the index.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Arc<Article>> {
        self.indexed.iter().map(|one| &one.article)
    }

    /// The article with an id, if it is in the index.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        let doc = self.by_id.get(id)?;
        Some(&self.indexed[*doc as usize].article)
    }

    /// The articles that fit a query, best first. Never fails: what is not understood finds nothing.
    pub fn search(&self, query: &Query) -> Hits {
        let understood = self.engine.understand(query.words, query.typing);
        let groups = &understood.groups;
        let wanted = Wanted::of(groups.iter().flat_map(Group::stems));
        let nearness = query
            .meaning
            .filter(|_| self.meaning.is_there())
            .map(|meaning| self.meaning.nearness(meaning));
        // Meaning may lift any article; boosts lift one by a few places.
        let all = match nearness {
            Some(_) => self.len(),
            None => query.limit + LIFTED,
        };
        let wanting = query.group.map(|group| self.are_for(group));
        let is_wanted = |doc: DocId| wanting.as_ref().is_none_or(|are| are[doc as usize]);
        let by_words = self.engine.rank(groups, &WEIGHTS, all, wanting.as_deref());
        let Some((_, best)) = by_words.first().copied() else {
            return self.without_words(query, &is_wanted);
        };
        let mut ranked = match &nearness {
            Some(nearness) => fused(&by_words, nearness, MEANING, all),
            None => by_words,
        };
        ranked.retain(|(doc, _)| is_wanted(*doc));
        for (doc, score) in &mut ranked {
            let article = &self.indexed[*doc as usize].article;
            *score *= factor(&boosts(article, query.today));
        }
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked.truncate(query.limit);
        let least = ranked.first().map_or(0.0, |(_, score)| TAIL * score);
        let hits = ranked.into_iter().filter(|(_, score)| *score >= least);
        let hits = hits.map(|(doc, score)| {
            let mut hit = self.hit(doc, score, &wanted, query.today);
            hit.explanation = query.explain.then(|| {
                let close = self.engine.close(groups, doc);
                Explanation {
                    words: shares(&self.engine, groups, doc),
                    together: close.together,
                    in_order: close.in_order,
                    meaning: nearness
                        .as_ref()
                        .map(|near| near[doc as usize] * MEANING * best),
                    boosts: boosts(&self.indexed[doc as usize].article, query.today),
                }
            });
            hit
        });
        Hits {
            hits: hits.collect(),
            corrected: understood.corrected,
            expanded: understood.expanded,
            by_meaning: nearness.is_some(),
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
            explanation: None,
        }
    }

    /// When no word was found that tells anything: keywords that are written just so ("hva skal jeg
    /// bli" is nothing but stop words), else titles that are spelt nearly so. Meaning alone finds
    /// something for everything, so it is not asked.
    fn without_words(&self, query: &Query, is_wanted: &dyn Fn(DocId) -> bool) -> Hits {
        let spaced = spaced(&language::normalise(query.words));
        let written_so = |one: &Indexed| one.keywords.iter().any(|keyword| keyword.is(&spaced));
        let keywords = (0..).zip(&self.indexed).filter(|(_, one)| written_so(one));
        let keywords = keywords.filter(|(doc, _)| is_wanted(*doc));
        let keywords: Vec<(DocId, f32)> = keywords.map(|(doc, _)| (doc, 1.0)).collect();
        if !keywords.is_empty() {
            return self.told(keywords, query, "Stikkord: det som er skrevet");
        }
        self.near_titles(query, is_wanted)
    }

    /// For each document whether its article is for a group.
    fn are_for(&self, group: &str) -> Vec<bool> {
        let indexed = self.indexed.iter();
        indexed.map(|one| one.article.is_for(group)).collect()
    }

    fn told(&self, found: Vec<(DocId, f32)>, query: &Query, why: &str) -> Hits {
        let found = found.into_iter().take(query.limit);
        let hits = found.map(|(doc, score)| Hit {
            why: why.to_owned(),
            ..self.hit(doc, score, &Wanted::default(), query.today)
        });
        Hits {
            hits: hits.collect(),
            ..Hits::default()
        }
    }

    /// Titles whose letters are near, spaces and hyphens aside.
    fn near_titles(&self, query: &Query, is_wanted: &dyn Fn(DocId) -> bool) -> Hits {
        // As soon as something longer than a title has been written, it is no title.
        const LONGEST: usize = 100;
        let mut answer = Hits::default();
        if query.words.len() > LONGEST {
            return answer;
        }
        let near = self.titles.nearest(query.words, query.limit.min(3));
        for near in near.iter().filter(|near| near.score >= NEAR_TITLE) {
            let Some(doc) = self.by_id.get(&ArticleId::new(near.id)).copied() else {
                continue;
            };
            if !is_wanted(doc) {
                continue;
            }
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

//! Postings and BM25: documents of four fields in tantivy, scored one word at a time.
//!
//! tantivy's own fuzzy query scores every match the same, and its prefix query too. Here each
//! candidate keeps its own BM25, and of the candidates for one query word only the best counts.

use crate::analysis::{Word, words};
use crate::closeness::{Asked, LOOKED_AT, again};
use crate::scoring::{Candidates, Posted, each_score, top};
use crate::vocabulary::{Gathering, StemId, Vocabulary};
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field as TantivyField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{IndexBuilder, Searcher, SingleSegmentIndexWriter, TantivyDocument, Term};

/// The number of a document, in the order of building.
pub(crate) type DocId = u32;

/// The fields; `Text` holds all that is in the others too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Text,
    Title,
    Keywords,
    Short,
}

pub(crate) const FIELDS: [(Field, &str); 4] = [
    (Field::Text, "text"),
    (Field::Title, "title"),
    (Field::Keywords, "keywords"),
    (Field::Short, "short"),
];

/// How much a match in each field counts, in the order of [`FIELDS`].
pub(crate) type Weights = [f32; FIELDS.len()];

/// A document on its way in, every text normalised.
#[derive(Default)]
pub(crate) struct Incoming<'t> {
    pub(crate) title: &'t str,
    pub(crate) keywords: &'t str,
    pub(crate) short: &'t str,
    /// What is in no other field.
    pub(crate) rest: &'t str,
}

/// What one query word may stand for: stems, each with a weight. Only the best counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Group(pub(crate) Vec<(StemId, f32)>);

impl Group {
    pub(crate) fn stems(&self) -> impl Iterator<Item = StemId> {
        self.0.iter().map(|(stem, _)| *stem)
    }
}

pub(crate) struct Engine {
    pub(crate) vocabulary: Vocabulary,
    documents: usize,
    posted: Option<[Posted; FIELDS.len()]>,
    searcher: Searcher,
    text: TantivyField,
    /// The stems of every document in the order they stand.
    texts: Vec<Box<[StemId]>>,
}

const MEMORY: usize = 50_000_000;
pub(crate) const IN_MEMORY: &str = "an index in memory is written and read without a fault";

impl Engine {
    pub(crate) fn build<'t>(documents: impl Iterator<Item = Incoming<'t>>) -> Self {
        let options = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs),
        );
        let mut schema = Schema::builder();
        let fields = FIELDS.map(|(_, name)| schema.add_text_field(name, options.clone()));
        let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
            .schema(schema.build())
            .single_segment_index_writer(RamDirectory::create(), MEMORY)
            .expect(IN_MEMORY);
        let mut gathering = Gathering::new();
        let mut count = 0;
        let mut texts = Vec::new();
        for document in documents {
            let parts = [document.title, document.keywords, document.short];
            let [title, keywords, short] = parts.map(|text| tokens(text, &mut gathering));
            let rest = tokens(document.rest, &mut gathering);
            let text = [&title, &keywords, &short, &rest].into_iter().flatten();
            let mut added = TantivyDocument::default();
            let all: Vec<Token> = text.cloned().collect();
            texts.push(
                all.iter()
                    .map(|token| gathering.stem_named(&token.text))
                    .collect(),
            );
            for (field, tokens) in fields.iter().zip([all, title, keywords, short]) {
                let text = String::new();
                added.add_pre_tokenized_text(*field, PreTokenizedString { text, tokens });
            }
            writer.add_document(added).expect(IN_MEMORY);
            count += 1;
        }
        let index = writer.finalize().expect(IN_MEMORY);
        let searcher = index.reader().expect(IN_MEMORY).searcher();
        let vocabulary = gathering.close();
        let posted =
            (count > 0).then(|| fields.map(|field| Posted::of(&searcher, field, &vocabulary)));
        Self {
            vocabulary,
            documents: count,
            posted,
            searcher,
            text: fields[0],
            texts,
        }
    }

    /// How rare a stem is in the whole texts; 0 where it is not found.
    pub(crate) fn rarity(&self, stem: StemId) -> f32 {
        self.rarity_in(Field::Text, stem)
    }

    /// How rare a stem is in one field; 0 where it is not found.
    pub(crate) fn rarity_in(&self, field: Field, stem: StemId) -> f32 {
        self.posted
            .as_ref()
            .and_then(|posted| posted[field as usize].terms.get(stem as usize)?.as_ref())
            .map_or(0.0, |(_, rarity)| *rarity)
    }

    /// The best documents for the groups, best first; ties go to the earlier document.
    pub(crate) fn rank(
        &self,
        groups: &[Group],
        weights: &Weights,
        limit: usize,
    ) -> Vec<(DocId, f32)> {
        let Some(posted) = &self.posted else {
            return Vec::new();
        };
        let mut total = vec![0.0_f32; self.documents];
        let mut candidates = Candidates::new(self.documents);
        for group in groups {
            if let [(stem, weight)] = group.0[..] {
                each_score(posted, stem, weight, weights, |doc, score| {
                    total[doc] += score
                });
            } else {
                candidates.add_best(posted, group, weights, &mut total);
            }
        }
        let asked = Asked::of(groups, |stem| self.rarity(stem));
        let ranked = top(&total, limit.max(LOOKED_AT));
        again(ranked, &self.texts, &asked, limit)
    }

    /// The plain reference: tantivy's own BM25 query over the stems of the words, one field.
    pub(crate) fn bare(&self, text: &str, limit: usize) -> Vec<(DocId, f32)> {
        let stems = words(text)
            .filter(|word| !word.part && !word.is_stop())
            .filter_map(|word| self.vocabulary.known(&word.text));
        let clauses: Vec<(Occur, Box<dyn Query>)> = stems
            .map(|stem| {
                let name = &self.vocabulary.names()[stem as usize];
                let term = Term::from_field_text(self.text, name);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
            .collect();
        let found = self.searcher.search(
            &BooleanQuery::new(clauses),
            &TopDocs::with_limit(limit.max(1)).order_by_score(),
        );
        found
            .unwrap_or_default()
            .into_iter()
            .map(|(score, address)| (address.doc_id, score))
            .collect()
    }
}

fn tokens(text: &str, gathering: &mut Gathering) -> Vec<Token> {
    words(text)
        .filter(|word| !word.is_stop())
        .map(|word: Word| {
            let stem = gathering.add(&word.text);
            gathering.spell(&word.text, &text[word.range.clone()].to_lowercase());
            Token {
                text: gathering.name(stem).to_owned(),
                offset_from: word.range.start,
                offset_to: word.range.end,
                position: 0,
                position_length: 1,
            }
        })
        .collect()
}

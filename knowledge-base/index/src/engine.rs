//! Postings and BM25: documents of five fields in tantivy, scored one word at a time.
//!
//! tantivy's own fuzzy query scores every match the same, and its prefix query too. Here each
//! candidate keeps its own BM25, and of the candidates for one query word only the best counts.

use crate::analysis::words;
use crate::closeness::{Asked, Close, LOOKED_AT, again};
use crate::document::{Document, FIELDS, Field};
use crate::lexicon::Lexicon;
use crate::schema::Schema;
use crate::scoring::{Candidates, Posted, each_score, top};
use crate::synonyms::Synonyms;
use crate::vocabulary::{StemId, Vocabulary};
use std::sync::Arc;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{IndexBuilder, Searcher, SingleSegmentIndexWriter, Term};

/// The number of a document in one snapshot, in the order of its segment.
pub(crate) type DocId = u32;

/// How much a match in each field counts, in the order of [`FIELDS`].
pub(crate) type Weights = [f32; FIELDS.len()];

/// A compound's part counts so much of a word of its own: 0.5 to 0.7 measured best.
pub(crate) const PARTS: f32 = 0.6;

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
    /// Words that editors say belong together.
    pub(crate) synonyms: Arc<Synonyms>,
    documents: Vec<Arc<Document>>,
    posted: Option<[Posted; FIELDS.len()]>,
    searcher: Searcher,
    text: TantivyField,
}

const MEMORY: usize = 50_000_000;
pub(crate) const IN_MEMORY: &str = "an index in memory is written and read without a fault";

impl Engine {
    /// Documents indexed in memory, once and for all.
    pub(crate) fn in_memory(documents: Vec<Arc<Document>>, lexicon: &Lexicon) -> Self {
        let schema = Schema::new();
        let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
            .schema(schema.schema.clone())
            .single_segment_index_writer(RamDirectory::create(), MEMORY)
            .expect(IN_MEMORY);
        for document in &documents {
            let added = schema.document(document, lexicon);
            writer.add_document(added).expect(IN_MEMORY);
        }
        let index = writer.finalize().expect(IN_MEMORY);
        let searcher = index.reader().expect(IN_MEMORY).searcher();
        Self::over(searcher, &schema, documents, lexicon).expect(IN_MEMORY)
    }

    /// A searcher of one segment at most, and its documents in the order of that segment.
    pub(crate) fn over(
        searcher: Searcher,
        schema: &Schema,
        documents: Vec<Arc<Document>>,
        lexicon: &Lexicon,
    ) -> tantivy::Result<Self> {
        let vocabulary = lexicon.vocabulary(documents.iter().map(AsRef::as_ref));
        let posted = if documents.is_empty() {
            None
        } else {
            let [text, title, keywords, short, parts] = schema.searched;
            let of = |field| Posted::of(&searcher, field, &vocabulary);
            Some([of(text)?, of(title)?, of(keywords)?, of(short)?, of(parts)?])
        };
        Ok(Self {
            vocabulary,
            synonyms: Arc::default(),
            documents,
            posted,
            searcher,
            text: schema.searched[Field::Text as usize],
        })
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

    /// The best documents for the groups, best first; ties go to the earlier document. Where not all are
    /// wanted, the others are no candidates.
    pub(crate) fn rank(
        &self,
        groups: &[Group],
        weights: &Weights,
        limit: usize,
        wanted: Option<&[bool]>,
    ) -> Vec<(DocId, f32)> {
        let ranked = self.by_words(groups, weights, limit.max(LOOKED_AT), wanted);
        let mut ranked = again(ranked, &self.documents, &self.asked(groups));
        ranked.truncate(limit);
        ranked
    }

    fn asked(&self, groups: &[Group]) -> Asked {
        Asked::of(groups, |stem| self.rarity(stem))
    }

    /// What closeness brings to one document.
    pub(crate) fn close(&self, groups: &[Group], doc: DocId) -> Close {
        self.asked(groups)
            .close(self.documents[doc as usize].stems())
    }

    /// What one stem brings to one document, field by field.
    pub(crate) fn shares(
        &self,
        stem: StemId,
        weight: f32,
        weights: &Weights,
        doc: DocId,
    ) -> [f32; FIELDS.len()] {
        let mut shares = [0.0; FIELDS.len()];
        if let Some(posted) = &self.posted {
            for field in 0..FIELDS.len() {
                let mut alone = [0.0; FIELDS.len()];
                alone[field] = weights[field];
                each_score(posted, stem, weight, &alone, |found, score| {
                    if found == doc as usize {
                        shares[field] = score;
                    }
                });
            }
        }
        // A word of its own and one inside a compound: only the better counts.
        const PARTS: usize = Field::Parts as usize;
        if shares[..PARTS].iter().sum::<f32>() < shares[PARTS] {
            shares[..PARTS].fill(0.0);
        } else {
            shares[PARTS] = 0.0;
        }
        shares
    }

    /// The best documents by BM25 alone.
    pub(crate) fn by_words(
        &self,
        groups: &[Group],
        weights: &Weights,
        limit: usize,
        wanted: Option<&[bool]>,
    ) -> Vec<(DocId, f32)> {
        let Some(posted) = &self.posted else {
            return Vec::new();
        };
        let mut total = vec![0.0_f32; self.documents.len()];
        let mut candidates = Candidates::new(self.documents.len());
        for group in groups {
            candidates.add_best(posted, group, weights, &mut total);
        }
        for (score, wanted) in total.iter_mut().zip(wanted.into_iter().flatten()) {
            if !wanted {
                *score = 0.0;
            }
        }
        top(&total, limit)
    }

    /// Every document that holds any of the stems, with the sum of their BM25; each group is one stem.
    /// For words that were not chosen to stand together, as a query's are.
    pub(crate) fn spread(&self, groups: &[Group], weights: &Weights) -> Vec<(DocId, f32)> {
        let Some(posted) = &self.posted else {
            return Vec::new();
        };
        let mut total = vec![0.0_f32; self.documents.len()];
        for (stem, weight) in groups.iter().flat_map(|group| &group.0) {
            each_score(posted, *stem, *weight, weights, |doc, score| {
                total[doc] += score;
            });
        }
        top(&total, self.documents.len())
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

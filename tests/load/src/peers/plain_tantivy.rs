//! tantivy as it comes: BM25 over one field, any of the words.

use super::{DEPTH, Peer, whole};
use anyhow::Result;
use index::Document;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
    TokenizerManager,
};
use tantivy::{IndexBuilder, Searcher, SingleSegmentIndexWriter, TantivyDocument, Term};

/// What is made of a text before it is indexed or asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Analysis {
    /// tantivy's default: words in small letters.
    Words,
    /// Without Norwegian stop words.
    Stopped,
    /// Norwegian stems, without stop words: the bare query that others are measured against.
    Stems,
}

impl Analysis {
    pub(super) fn analyzer(self) -> TextAnalyzer {
        /// Bytes, as in tantivy's default.
        const LONGEST: usize = 40;
        let words = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST))
            .filter(LowerCaser);
        let stop = StopWordFilter::new(Language::Norwegian).expect("tantivy has Norwegian words");
        match self {
            Self::Words => words.build(),
            Self::Stopped => words.filter(stop).build(),
            Self::Stems => words
                .filter(stop)
                .filter(Stemmer::new(Language::Norwegian))
                .build(),
        }
    }
}

/// tantivy with one analysis.
pub struct PlainTantivy {
    name: &'static str,
    analyzer: TextAnalyzer,
    searcher: Searcher,
    text: Field,
    ids: Vec<String>,
}

impl PlainTantivy {
    /// Indexes documents in memory.
    ///
    /// # Errors
    /// If tantivy fails.
    pub fn of(documents: &[Document], analysis: Analysis) -> Result<Self> {
        const MEMORY: usize = 50_000_000;
        const ANALYSIS: &str = "analysis";
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(ANALYSIS)
            .set_index_option(IndexRecordOption::WithFreqs);
        let mut schema = Schema::builder();
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options);
        let tokenizers = TokenizerManager::new();
        tokenizers.register(ANALYSIS, analysis.analyzer());
        let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
        for document in documents {
            let mut added = TantivyDocument::default();
            added.add_text(text, whole(document));
            writer.add_document(added)?;
        }
        Ok(Self {
            name: match analysis {
                Analysis::Words => "tantivy, as it comes",
                Analysis::Stopped => "tantivy, stop words",
                Analysis::Stems => "tantivy, Norwegian stems (bare)",
            },
            analyzer: analysis.analyzer(),
            searcher: writer.finalize()?.reader()?.searcher(),
            text,
            ids: documents.iter().map(|one| one.id.clone()).collect(),
        })
    }
}

impl Peer for PlainTantivy {
    fn name(&self) -> &'static str {
        self.name
    }

    fn answer(&mut self, query: &str) -> Vec<String> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let text = self.text;
        self.analyzer.token_stream(query).process(&mut |token| {
            let term = Term::from_field_text(text, &token.text);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            clauses.push((Occur::Should, Box::new(query)));
        });
        let best = TopDocs::with_limit(DEPTH).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &best);
        found
            .expect("an index in memory is read without a fault")
            .into_iter()
            .map(|(_, address)| self.ids[address.doc_id as usize].clone())
            .collect()
    }
}

//! The shape of the index in tantivy: what is searched, and what is kept beside it so that an index
//! can be opened again without anything else.

use crate::document::{Document, FIELDS};
use crate::lexicon::Lexicon;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{TantivyDocument, Term};

/// Raised whenever an index written before could be read wrongly.
pub(crate) const VERSION: &str = "3";

/// The fields by name.
pub(crate) struct Schema {
    pub(crate) schema: tantivy::schema::Schema,
    /// The searched fields, in the order of [`FIELDS`].
    pub(crate) searched: [Field; FIELDS.len()],
    /// The id of the article, to replace it by.
    pub(crate) id: Field,
    /// The number that the document was given when it was written.
    pub(crate) number: Field,
    /// The file the article is known by.
    pub(crate) file: Field,
    /// The article as it was written.
    pub(crate) source: Field,
    /// The vectors of its card and its passages.
    pub(crate) vectors: Field,
}

impl Schema {
    pub(crate) fn new() -> Self {
        let stems = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs),
        );
        let mut schema = tantivy::schema::Schema::builder();
        Self {
            searched: FIELDS.map(|(_, name)| schema.add_text_field(name, stems.clone())),
            id: schema.add_text_field("id", STRING),
            number: schema.add_u64_field("number", FAST),
            file: schema.add_text_field("file", STORED),
            source: schema.add_text_field("source", STORED),
            vectors: schema.add_bytes_field("vectors", STORED),
            schema: schema.build(),
        }
    }

    /// A document with its searched fields.
    pub(crate) fn document(&self, document: &Document, lexicon: &Lexicon) -> TantivyDocument {
        let mut added = TantivyDocument::default();
        for (field, reading) in self.searched.iter().zip(&document.fields) {
            let tokens = reading.stems.iter().map(|stem| Token {
                text: lexicon.name(*stem).to_owned(),
                position: 0,
                position_length: 1,
                ..Token::default()
            });
            let tokens = PreTokenizedString {
                text: String::new(),
                tokens: tokens.collect(),
            };
            added.add_pre_tokenized_text(*field, tokens);
        }
        added
    }

    /// What a document is replaced by.
    pub(crate) fn term(&self, id: &str) -> Term {
        Term::from_field_text(self.id, id)
    }
}

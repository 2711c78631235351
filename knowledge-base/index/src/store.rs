//! The index on disk: a tantivy folder that holds every article as it was written, so that an index
//! can be opened again without anything else. Whatever is committed survives a killed process.

use crate::engine::Engine;
use crate::indexed::Indexed;
use crate::lexicon::Lexicon;
use crate::schema::{Schema, VERSION};
use crate::search::Index;
use crate::synonyms::Synonyms;
use crate::vectors;
use articles::{Article, ArticleId, Library};
use language::Embedding;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Value;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument};
use taxonomy::GuidanceModel;

/// Room for words on their way in. An article is a few kilobytes.
const MEMORY: usize = 30_000_000;

/// An index that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder cannot be read or written, or another process has it.
    #[error("the search index in {folder} cannot be used: {reason}")]
    Unusable {
        /// The folder.
        folder: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It was written by a program of another version. It can be removed: it is made anew from the
    /// articles.
    #[error(
        "the search index in {folder} is of version {version}, and this program reads {VERSION}"
    )]
    OtherVersion {
        /// The folder.
        folder: String,
        /// The version found.
        version: String,
    },
    /// A change could not be written; what was there before is there still.
    #[error("the search index could not be written: {0}")]
    NotWritten(String),
}

/// One change to what the index holds.
pub(crate) enum Change {
    Put(Arc<Article>),
    Remove(ArticleId),
    /// What editors say belongs together; not kept on disk.
    Expand(Arc<Synonyms>),
    /// The vectors of an article, if it is still the one of that number.
    Learn(Wanting, Vec<Embedding>),
}

/// An article without vectors: its id and number.
pub(crate) type Wanting = (ArticleId, u64);

/// What is known of an article that the index holds.
struct Held {
    number: u64,
    indexed: Arc<Indexed>,
    vectors: Option<Arc<[Embedding]>>,
}

/// The open index and everything read of it. One thread owns it.
pub(crate) struct Store {
    schema: Schema,
    index: tantivy::Index,
    writer: IndexWriter,
    reader: IndexReader,
    lexicon: Lexicon,
    synonyms: Arc<Synonyms>,
    held: BTreeMap<ArticleId, Held>,
    next: u64,
}

impl Store {
    /// Opens the index in a folder, or an empty one in memory. Articles that the guidance model no
    /// longer fits are left out.
    pub(crate) fn open(folder: Option<&Path>, model: &GuidanceModel) -> Result<Self, StoreError> {
        let schema = Schema::new();
        let unusable = |error: tantivy::TantivyError| StoreError::Unusable {
            folder: folder.map_or_else(String::new, |folder| folder.display().to_string()),
            reason: error.to_string(),
        };
        let index = match folder {
            Some(folder) => on_disk(folder, &schema)?,
            None => tantivy::Index::create(
                RamDirectory::create(),
                schema.schema.clone(),
                IndexSettings::default(),
            )
            .map_err(unusable)?,
        };
        Self::over(schema, index, model).map_err(unusable)
    }

    fn over(schema: Schema, index: tantivy::Index, model: &GuidanceModel) -> tantivy::Result<Self> {
        let writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        // A process killed between two files of a commit leaves one that the next commit would trip
        // over, for ever.
        writer.garbage_collect_files().wait()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let mut store = Self {
            schema,
            index,
            writer,
            reader,
            lexicon: Lexicon::new(),
            synonyms: Arc::new(Synonyms::read(Library::default().synonyms())),
            held: BTreeMap::new(),
            next: 0,
        };
        store.read_all(model)?;
        store.one_segment()?;
        Ok(store)
    }

    /// Reads every article that the index holds.
    fn read_all(&mut self, model: &GuidanceModel) -> tantivy::Result<()> {
        let searcher = self.reader.searcher();
        // Owners that have changed since are put right when the index is brought level with a library.
        let areas = articles::Areas::starter();
        for segment in searcher.segment_readers() {
            let numbers = segment.fast_fields().u64("number")?;
            let kept = segment.get_store_reader(1)?;
            for doc in segment.doc_ids_alive() {
                let document: TantivyDocument = kept.get(doc)?;
                let text = |field| document.get_first(field).and_then(|value| value.as_str());
                let (file, source) = (text(self.schema.file), text(self.schema.source));
                let vectors = document.get_first(self.schema.vectors);
                let vectors = vectors.and_then(|value| vectors::from_bytes(value.as_bytes()?));
                let number = numbers.first(doc).unwrap_or_default();
                self.next = self.next.max(number + 1);
                if let (Some(file), Some(source)) = (file, source)
                    && let Ok(article) = Article::parse(file, source, model, &areas)
                {
                    let indexed = Arc::new(Indexed::read(&Arc::new(article), &mut self.lexicon));
                    let id = indexed.article.id.clone();
                    let held = Held {
                        number,
                        indexed,
                        vectors: vectors.map(Arc::from),
                    };
                    self.held.insert(id, held);
                }
            }
        }
        Ok(())
    }

    /// Makes changes, all or none, and gives the snapshot that has them.
    pub(crate) fn change(&mut self, changes: &[Change]) -> Result<Index, StoreError> {
        self.write(changes).map_err(|error| {
            // What was written in part must not come with the next commit.
            let undone = self.writer.rollback();
            StoreError::NotWritten(match undone {
                Ok(_) => error.to_string(),
                Err(again) => format!("{error}; {again}"),
            })
        })?;
        self.snapshot()
            .map_err(|error| StoreError::NotWritten(error.to_string()))
    }

    fn write(&mut self, changes: &[Change]) -> tantivy::Result<()> {
        let mut after: BTreeMap<ArticleId, Option<Held>> = BTreeMap::new();
        for change in changes {
            match change {
                Change::Put(article) => {
                    let held = Held {
                        number: self.next,
                        indexed: Arc::new(Indexed::read(article, &mut self.lexicon)),
                        vectors: None,
                    };
                    self.next += 1;
                    self.replace(&held)?;
                    after.insert(article.id.clone(), Some(held));
                }
                Change::Learn((id, number), vectors) => {
                    let now = after
                        .get(id)
                        .map_or_else(|| self.held.get(id), Option::as_ref);
                    let Some(now) = now.filter(|held| held.number == *number) else {
                        continue;
                    };
                    let held = Held {
                        number: *number,
                        indexed: Arc::clone(&now.indexed),
                        vectors: Some(vectors.as_slice().into()),
                    };
                    self.replace(&held)?;
                    after.insert(id.clone(), Some(held));
                }
                Change::Expand(synonyms) => self.synonyms = Arc::clone(synonyms),
                Change::Remove(id) => {
                    self.writer.delete_term(self.schema.term(id.as_str()));
                    after.insert(id.clone(), None);
                }
            }
        }
        self.writer.commit()?;
        for (id, held) in after {
            match held {
                Some(held) => self.held.insert(id, held),
                None => self.held.remove(&id),
            };
        }
        self.one_segment()
    }

    fn replace(&self, held: &Held) -> tantivy::Result<()> {
        let id = held.indexed.article.id.as_str();
        self.writer.delete_term(self.schema.term(id));
        self.writer.add_document(self.document(held))?;
        Ok(())
    }

    fn document(&self, held: &Held) -> TantivyDocument {
        let article = &held.indexed.article;
        let mut document = self.schema.document(&held.indexed.document, &self.lexicon);
        document.add_text(self.schema.id, article.id.as_str());
        document.add_u64(self.schema.number, held.number);
        document.add_text(self.schema.file, &article.file);
        document.add_text(self.schema.source, &article.source);
        if let Some(vectors) = &held.vectors {
            document.add_bytes(self.schema.vectors, &vectors::to_bytes(vectors));
        }
        document
    }

    /// Brings everything into one segment without what was deleted: counts of words, and with them
    /// the order of hits, are then the same as in an index made afresh.
    fn one_segment(&mut self) -> tantivy::Result<()> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let segments = searcher.segment_readers();
        if segments.len() > 1 || segments.iter().any(|segment| segment.has_deletes()) {
            let ids = self.index.searchable_segment_ids()?;
            self.writer.merge(&ids).wait()?;
            self.reader.reload()?;
        }
        Ok(())
    }

    /// An article whose vectors are still to be made, and the texts that want one.
    pub(crate) fn wanting(&self, not: &[Wanting]) -> Option<(Wanting, Vec<String>)> {
        let of =
            |(id, held): (&ArticleId, &Held)| ((id.clone(), held.number), held.vectors.is_none());
        let found = self.held.iter().map(of);
        let (wanting, _) = found
            .into_iter()
            .find(|(one, none)| *none && !not.contains(one))?;
        let passages = vectors::wanted(&self.held.get(&wanting.0)?.indexed);
        Some((wanting, passages))
    }

    /// What can be searched now.
    pub(crate) fn snapshot(&self) -> tantivy::Result<Index> {
        let searcher = self.reader.searcher();
        let by_number: HashMap<u64, &Held> =
            self.held.values().map(|held| (held.number, held)).collect();
        let (mut indexed, mut vectors) = (Vec::new(), Vec::new());
        if let Some(segment) = searcher.segment_readers().first() {
            let numbers = segment.fast_fields().u64("number")?;
            for doc in segment.doc_ids_alive() {
                let held = numbers.first(doc).and_then(|number| by_number.get(&number));
                let Some(held) = held else { continue };
                indexed.push(Arc::clone(&held.indexed));
                vectors.push(held.vectors.as_deref().unwrap_or_default());
            }
        }
        let documents = indexed.iter().map(|one| Arc::clone(&one.document));
        let mut engine = Engine::over(searcher, &self.schema, documents.collect(), &self.lexicon)?;
        engine.synonyms = Arc::clone(&self.synonyms);
        Ok(Index::of(engine, indexed, &vectors))
    }
}

/// The index of a folder, made if there is none. One of another version is refused.
fn on_disk(folder: &Path, schema: &Schema) -> Result<tantivy::Index, StoreError> {
    let unusable = |error: &dyn std::fmt::Display| StoreError::Unusable {
        folder: folder.display().to_string(),
        reason: error.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(|error| unusable(&error))?;
    let mark = folder.join("version");
    match std::fs::read_to_string(&mark) {
        Ok(version) if version.trim() == VERSION => {}
        Ok(version) => {
            return Err(StoreError::OtherVersion {
                folder: folder.display().to_string(),
                version: version.trim().to_owned(),
            });
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::write(&mark, VERSION).map_err(|error| unusable(&error))?;
        }
        Err(error) => return Err(unusable(&error)),
    }
    let directory = MmapDirectory::open(folder).map_err(|error| unusable(&error))?;
    tantivy::Index::open_or_create(directory, schema.schema.clone())
        .map_err(|error| unusable(&error))
}

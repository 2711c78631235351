//! The files that a knowledge base consists of.

use crate::areas::AREAS;
use crate::ids::ArticleId;
use crate::source_policy::SOURCE_POLICY;
use std::fmt;

/// The file of words that search takes for each other.
pub const SYNONYMS: &str = "synonyms.toml";
/// The file of texts that stand in place of the guidance model's.
pub const MODEL_TEXTS: &str = "model-texts.toml";

/// What a file of the knowledge base holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// One article.
    Article,
    /// Prompts.
    Prompts,
    /// Words that search takes for each other.
    Synonyms,
    /// The områder.
    Areas,
    /// Where facts are taken from.
    SourcePolicy,
    /// Texts of the guidance model.
    ModelTexts,
}

impl DocumentKind {
    /// What a file of this name holds; `None` if it belongs to no knowledge base.
    pub fn of(name: &str) -> Option<Self> {
        let stem = |folder: &str, ending: &str| {
            let stem = name.strip_prefix(folder)?.strip_suffix(ending)?;
            (!stem.is_empty() && !stem.contains(['/', '\\'])).then_some(())
        };
        match name {
            SYNONYMS => Some(Self::Synonyms),
            AREAS => Some(Self::Areas),
            SOURCE_POLICY => Some(Self::SourcePolicy),
            MODEL_TEXTS => Some(Self::ModelTexts),
            _ if stem("articles/", ".md").is_some() => Some(Self::Article),
            _ if stem("prompts/", ".toml").is_some() => Some(Self::Prompts),
            _ => None,
        }
    }

    /// The word for it in the store and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Prompts => "prompts",
            Self::Synonyms => "synonyms",
            Self::Areas => "areas",
            Self::SourcePolicy => "source_policy",
            Self::ModelTexts => "model_texts",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The file that an article stands in.
pub fn file_of(id: &ArticleId) -> String {
    format!("articles/{id}.md")
}

/// The article that stands in a file.
pub(crate) fn article_in(name: &str) -> Option<ArticleId> {
    let id = name.strip_prefix("articles/")?.strip_suffix(".md")?;
    Some(ArticleId::new(id))
}

//! All articles and prompts at one moment: an immutable snapshot, shared behind an `Arc`.

use crate::alike;
use crate::areas::{AREAS, Areas};
use crate::article::{self, Article, State};
use crate::coverage::Coverage;
use crate::document::{DocumentKind, MODEL_TEXTS, SYNONYMS};
use crate::folder;
use crate::ids::{ArticleId, PromptId};
use crate::problem::Problem;
use crate::prompt::{self, Prompt};
use crate::source_policy::{SOURCE_POLICY, SourcePolicy};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// The files of the starter IK: path below `starter/`, and text.
const STARTER: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// A snapshot of the knowledge base. Cloning it copies no text.
#[derive(Debug, Clone, Default)]
pub struct Library {
    articles: Arc<[Arc<Article>]>,
    prompts: Arc<[Arc<Prompt>]>,
    article_at: Arc<HashMap<ArticleId, usize>>,
    prompt_at: Arc<HashMap<PromptId, usize>>,
    beside: Arc<Beside>,
}

/// The files that stand beside `articles/` and `prompts/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The files as they are spelt.
    texts: [(&'static str, String); BESIDE.len()],
    /// The områder.
    pub(crate) areas: Areas,
    /// Where facts are taken from.
    policy: SourcePolicy,
}

const BESIDE: [&str; 4] = [SYNONYMS, AREAS, SOURCE_POLICY, MODEL_TEXTS];

impl Beside {
    /// Takes those there are; for each that is missing, the one that ships.
    pub(crate) fn read<'f>(given: impl Fn(&str) -> Option<&'f str>) -> (Self, Vec<Problem>) {
        let text = |name| {
            given(name)
                .or_else(|| starter_text(name))
                .unwrap_or_default()
        };
        let (areas, mut problems) = Areas::parse(text(AREAS));
        let (policy, found) = SourcePolicy::parse(text(SOURCE_POLICY));
        problems.extend(found);
        let beside = Self {
            texts: BESIDE.map(|name| (name, text(name).to_owned())),
            areas,
            policy,
        };
        (beside, problems)
    }

    /// One of the files.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        texts
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.as_str())
    }
}

/// The files of the IK that is compiled in, as name and text.
pub fn starter_files() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    STARTER.iter().copied()
}

fn starter_text(name: &str) -> Option<&'static str> {
    starter_files()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| text)
}

impl Library {
    /// The IK that is compiled in.
    pub fn starter(model: &GuidanceModel) -> (Self, Vec<Problem>) {
        Self::read(starter_files(), model)
    }

    /// The IK in a folder with `articles/*.md` and `prompts/*.toml`. What cannot be read is a
    /// problem like any other.
    pub fn load(dir: &Path, model: &GuidanceModel) -> (Self, Vec<Problem>) {
        let (texts, mut problems) = folder::read(dir);
        let files = texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let (library, found) = Self::read(files, model);
        problems.extend(found);
        (library, problems)
    }

    /// The IK in files given as name (`articles/x.md`, `prompts/y.toml`, `areas.toml` …) and text.
    pub fn read<'f>(
        files: impl Iterator<Item = (&'f str, &'f str)> + Clone,
        model: &GuidanceModel,
    ) -> (Self, Vec<Problem>) {
        let named = |wanted: &str| {
            let mut files = files.clone();
            files
                .find(|(name, _)| *name == wanted)
                .map(|(_, text)| text)
        };
        let (beside, mut problems) = Beside::read(named);
        let (mut articles, mut prompts) = (Vec::new(), Vec::new());
        for (name, text) in files.clone() {
            match DocumentKind::of(name) {
                Some(DocumentKind::Article) => {
                    let (article, found) = article::read(name, text, model, &beside.areas);
                    articles.extend(article.map(Arc::new));
                    problems.extend(found);
                }
                Some(DocumentKind::Prompts) => {
                    let (read, found) = prompt::read(name, text, model);
                    prompts.extend(read.into_iter().map(Arc::new));
                    problems.extend(found);
                }
                _ => {}
            }
        }
        let library = Self::of(articles, prompts, Arc::new(beside), &mut problems);
        library.dead_links(&mut problems);
        problems.extend(alike::near_doubles(library.prompts().map(AsRef::as_ref)));
        (library, problems)
    }

    /// The articles and prompts that are left when doubles are taken out.
    pub(crate) fn of(
        articles: Vec<Arc<Article>>,
        prompts: Vec<Arc<Prompt>>,
        beside: Arc<Beside>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut article_at = HashMap::new();
        let mut kept: Vec<Arc<Article>> = Vec::new();
        for article in articles {
            if let Some(first) = article_at.get(&article.id) {
                let first: &usize = first;
                let message = format!("`{}` is also in {}", article.id, kept[*first].file);
                problems.push(Problem::error(&article.file, None, "id", message));
                continue;
            }
            article_at.insert(article.id.clone(), kept.len());
            kept.push(article);
        }
        let mut prompt_at = HashMap::new();
        let mut texts: HashMap<String, PromptId> = HashMap::new();
        let mut kept_prompts: Vec<Arc<Prompt>> = Vec::new();
        for prompt in prompts {
            let (file, line) = (&prompt.place.0, Some(prompt.place.1));
            if prompt_at.contains_key(&prompt.id) {
                let message = format!("`{}` occurs twice", prompt.id);
                problems.push(Problem::error(file, line, "prompt.id", message));
                continue;
            }
            // A text that is the same in both standards is not a double of itself.
            let both: HashSet<String> = [&prompt.text.nb, &prompt.text.nn]
                .into_iter()
                .map(|text| text.to_lowercase())
                .collect();
            for text in both {
                if let Some(other) = texts.insert(text, prompt.id.clone()) {
                    let message = format!("`{}` has the same text as `{other}`", prompt.id);
                    problems.push(Problem::error(file, line, "prompt.nb", message));
                }
            }
            prompt_at.insert(prompt.id.clone(), kept_prompts.len());
            kept_prompts.push(prompt);
        }
        Self {
            articles: kept.into(),
            prompts: kept_prompts.into(),
            article_at: Arc::new(article_at),
            prompt_at: Arc::new(prompt_at),
            beside,
        }
    }

    fn dead_links(&self, problems: &mut Vec<Problem>) {
        for article in self.articles() {
            for (id, line) in article.links() {
                if self.article(&id).is_none() {
                    let message = format!("links to `ik:{id}`, which there is no article for");
                    problems.push(Problem::error(&article.file, Some(line), "", message));
                }
            }
        }
    }

    /// The text of the file of words that search takes for each other.
    pub fn synonyms(&self) -> &str {
        self.beside.text(SYNONYMS).unwrap_or_default()
    }

    pub(crate) fn beside(&self) -> &Arc<Beside> {
        &self.beside
    }

    /// The områder.
    pub fn areas(&self) -> &Areas {
        &self.beside.areas
    }

    /// Where facts are taken from.
    pub fn policy(&self) -> &SourcePolicy {
        &self.beside.policy
    }

    /// Texts that stand in place of the guidance model's, as their file spells them.
    pub fn model_texts(&self) -> &str {
        self.beside.text(MODEL_TEXTS).unwrap_or_default()
    }

    /// Every article, in the order of the files.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Arc<Article>> + Clone {
        self.articles.iter()
    }

    /// Every prompt, in the order of the files.
    pub fn prompts(&self) -> impl ExactSizeIterator<Item = &Arc<Prompt>> + Clone {
        self.prompts.iter()
    }

    /// One article.
    pub fn article(&self, id: &ArticleId) -> Option<&Arc<Article>> {
        self.article_at.get(id).map(|at| &self.articles[*at])
    }

    /// One prompt.
    pub fn prompt(&self, id: &PromptId) -> Option<&Arc<Prompt>> {
        self.prompt_at.get(id).map(|at| &self.prompts[*at])
    }

    /// What is out of date at `today`: warnings, for the articles stay in use in searches.
    pub fn out_of_date(&self, today: Date) -> Vec<Problem> {
        let stale = self
            .articles()
            .filter_map(|article| match article.state(today) {
                State::InOrder | State::Unchecked => None,
                State::ReviewDue => Some((
                    article,
                    "reviewed",
                    format!("review was due {}", article.review_due()),
                )),
                State::Expired => {
                    let last = article.valid_until?;
                    Some((article, "valid_until", format!("expired {last}")))
                }
            });
        stale
            .map(|(article, field, message)| Problem::warning(&article.file, None, field, message))
            .collect()
    }

    /// How many prompts there are in each field of the model.
    pub fn coverage(&self, model: &GuidanceModel) -> Coverage {
        Coverage::of(self.prompts().map(AsRef::as_ref), model)
    }
}

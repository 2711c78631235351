//! All articles and prompts at one moment: an immutable snapshot, shared behind an `Arc`.

use crate::alike;
use crate::article::{self, Article, State};
use crate::coverage::Coverage;
use crate::ids::{ArticleId, PromptId};
use crate::problem::Problem;
use crate::prompt::{self, Prompt};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// The files of the starter IK: path below `starter/`, and text.
const STARTER: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// The file of words that search takes for each other, beside `articles/` and `prompts/`.
const SYNONYMS: &str = "synonyms.toml";
const STARTER_SYNONYMS: &str = include_str!("../starter/synonyms.toml");

/// A snapshot of the knowledge base. Cloning it copies no text.
#[derive(Debug, Clone, Default)]
pub struct Library {
    articles: Arc<[Arc<Article>]>,
    prompts: Arc<[Arc<Prompt>]>,
    article_at: Arc<HashMap<ArticleId, usize>>,
    prompt_at: Arc<HashMap<PromptId, usize>>,
    synonyms: Option<Arc<str>>,
}

impl Library {
    /// The IK that is compiled in.
    pub fn starter(model: &GuidanceModel) -> (Self, Vec<Problem>) {
        let files = STARTER.iter().map(|(name, text)| (*name, *text));
        Self::read(files, model)
    }

    /// The IK in a folder with `articles/*.md` and `prompts/*.toml`. What cannot be read is a
    /// problem like any other.
    pub fn load(dir: &Path, model: &GuidanceModel) -> (Self, Vec<Problem>) {
        let mut texts = Vec::new();
        let mut problems = Vec::new();
        for (folder, ending) in [("articles", "md"), ("prompts", "toml")] {
            match files(&dir.join(folder), ending) {
                Ok(names) => {
                    for name in names {
                        let path = dir.join(folder).join(&name);
                        let shown = format!("{folder}/{name}");
                        match std::fs::read_to_string(&path) {
                            Ok(text) => texts.push((shown, text)),
                            Err(error) => problems.push(unreadable(&shown, &error)),
                        }
                    }
                }
                Err(error) => problems.push(unreadable(folder, &error)),
            }
        }
        let synonyms = match std::fs::read_to_string(dir.join(SYNONYMS)) {
            Ok(text) => Some(text.into()),
            // A folder without the file gets the one that ships.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                problems.push(unreadable(SYNONYMS, &error));
                None
            }
        };
        let (mut library, found) = Self::read(
            texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
            model,
        );
        problems.extend(found);
        library.synonyms = synonyms;
        (library, problems)
    }

    /// The IK in files given as name (`articles/x.md`, `prompts/y.toml`) and text.
    pub fn read<'f>(
        files: impl Iterator<Item = (&'f str, &'f str)>,
        model: &GuidanceModel,
    ) -> (Self, Vec<Problem>) {
        let (mut articles, mut prompts, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for (name, text) in files {
            if name.ends_with(".md") {
                let (article, found) = article::read(name, text, model);
                articles.extend(article);
                problems.extend(found);
            } else {
                let (read, found) = prompt::read(name, text, model);
                prompts.extend(read);
                problems.extend(found);
            }
        }
        let library = Self::of(articles, prompts, &mut problems);
        library.dead_links(&mut problems);
        problems.extend(alike::near_doubles(library.prompts().map(AsRef::as_ref)));
        (library, problems)
    }

    /// The articles and prompts that are left when doubles are taken out.
    fn of(articles: Vec<Article>, prompts: Vec<Prompt>, problems: &mut Vec<Problem>) -> Self {
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
            kept.push(Arc::new(article));
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
            kept_prompts.push(Arc::new(prompt));
        }
        Self {
            articles: kept.into(),
            prompts: kept_prompts.into(),
            article_at: Arc::new(article_at),
            prompt_at: Arc::new(prompt_at),
            synonyms: None,
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

    /// The text of the file of words that search takes for each other; the one that ships where the
    /// folder has none.
    pub fn synonyms(&self) -> &str {
        self.synonyms.as_deref().unwrap_or(STARTER_SYNONYMS)
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

fn files(folder: &Path, ending: &str) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name
            .strip_suffix(ending)
            .is_some_and(|stem| stem.ends_with('.'))
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::error(name, None, "", format!("cannot be read: {error}"))
}

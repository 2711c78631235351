//! `ledsager ik help-center`: what a Zendesk Help Center holds, taken in as drafts.

mod client;
mod report;
mod sections;

use super::{IfNone, Place, import, now};
use crate::commands::serve::runtime;
use crate::sidecar::today;
use anyhow::{Context, ensure};
use articles::arriving::{Arriving, HelpCenterArticle, Section, fetched_from, from_help_center};
use articles::store::{self, Imported, Store};
use articles::{ArticleId, Manuscript, file_of};
use clap::Args;
use jiff::civil::Date;
use sections::Areas;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Take in what a Zendesk Help Center holds. Every article becomes a draft for an editor to go through,
/// and what has no place here is told. An article that was fetched before is left alone, also where it
/// was edited here or has another title by now.
#[derive(Debug, Args)]
pub(in crate::commands) struct HelpCenter {
    /// Where it is, such as https://name.zendesk.com
    #[arg(long, value_name = "URL")]
    address: String,
    /// The file with the mail address of a user who may read it
    #[arg(long, value_name = "FILE")]
    email_file: PathBuf,
    /// The file with an API token
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
    /// A file with the område of each section, in lines such as "Videregående skole" = "videregående"
    #[arg(long, value_name = "FILE")]
    areas: Option<PathBuf>,
    /// Only articles in this language, as the Help Center calls it, such as no
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    /// Say what would happen, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Who takes them in, for the history
    #[arg(long, value_name = "NAME", default_value = "import")]
    by: String,
    #[command(flatten)]
    place: Place,
}

/// An article that was fetched at another time.
struct Known {
    id: ArticleId,
    /// When it had last been changed there.
    changed_there: Date,
}

/// What became of it all.
struct Told {
    lines: Vec<String>,
    /// Something could not be read.
    faulty: bool,
    imported: Imported,
}

/// What was fetched.
struct Fetched {
    sections: Vec<Section>,
    articles: Vec<HelpCenterArticle>,
    faulty: Vec<String>,
}

impl HelpCenter {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let areas = sections::read(self.areas.as_deref())?;
        let client = client::HelpCenter::new(
            &self.address,
            secret("--email-file", &self.email_file)?,
            secret("--token-file", &self.token_file)?,
        )?;
        let told = runtime()?.block_on(self.work(&client, &areas))?;
        for line in &told.lines {
            say(line);
        }
        import::tell(&told.imported, self.dry_run);
        Ok(if told.imported.refused.is_empty() && !told.faulty {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }

    async fn work(&self, client: &client::HelpCenter, areas: &Areas) -> anyhow::Result<Told> {
        // First, so that a wrong folder is told before anything is fetched.
        let open = self.place.open(IfNone::of_import(self.dry_run)).await?;
        let fetched = self.fetch(client).await.context(self.address.clone())?;
        for name in sections::unknown(areas, &fetched.sections) {
            eprintln!("the Help Center has no section «{name}»");
        }
        let known = known(&open.store).await?;
        let (mut lines, mut new) = (Vec::new(), Vec::new());
        for article in fetched.articles {
            match known.get(article.page()) {
                Some(known) => lines.push(report::left_alone(&article, known)),
                None => new.push(article),
            }
        }
        let here = open.store.now();
        let taken = here.entries().map(|entry| entry.id.to_string()).collect();
        let arrived = from_help_center(&new, &fetched.sections, areas, &taken, today());
        lines.extend(report::taken(&new, &arrived));
        lines.extend(fetched.faulty.iter().map(|why| format!("left out  {why}")));
        Ok(Told {
            lines,
            faulty: !fetched.faulty.is_empty(),
            imported: self.take(&open.store, &arrived).await?,
        })
    }

    /// Everything there is, each article once.
    async fn fetch(&self, client: &client::HelpCenter) -> anyhow::Result<Fetched> {
        let locale = self.locale.as_deref();
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
        ensure!(
            locale.is_none_or(|locale| !locale.is_empty() && locale.chars().all(letter)),
            "--locale is no language, such as no or nn"
        );
        let sections = client.all("sections", locale).await?;
        let articles = client.all::<HelpCenterArticle>("articles", locale).await?;
        let mut faulty = sections.faulty;
        faulty.extend(articles.faulty);
        let mut seen = HashSet::new();
        let mut articles = articles.things;
        // Where something is changed between two pages, it may come twice.
        articles.retain(|article| seen.insert((article.id, article.locale.clone())));
        Ok(Fetched {
            sections: sections.things,
            articles,
            faulty,
        })
    }

    async fn take(&self, store: &Store, arrived: &[Arriving]) -> anyhow::Result<Imported> {
        let files: Vec<(String, String)> = arrived
            .iter()
            .map(|arrived| (arrived.name.clone(), arrived.text.clone()))
            .collect();
        let how = store::Import {
            dry_run: self.dry_run,
            as_drafts: true,
        };
        let mut told = store.import(&files, how, (&self.by, now())).await?;
        // What a draft lacks is no fault of the import.
        told.problems.clear();
        Ok(told)
    }
}

/// What was fetched before, by its page: its first version tells, which nobody can edit.
async fn known(store: &Store) -> anyhow::Result<HashMap<String, Known>> {
    let mut known = HashMap::new();
    let snapshot = store.now();
    for entry in snapshot.entries() {
        let first = store.version(&file_of(&entry.id), 1).await?;
        let first = Manuscript::read(&first.text);
        if let Some(page) = fetched_from(&first) {
            let article = Known {
                id: entry.id.clone(),
                changed_there: first.written.unwrap_or(Date::MIN),
            };
            known.insert(page.to_owned(), article);
        }
    }
    Ok(known)
}

/// The first line of a file that holds a secret.
fn secret(option: &str, file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{option} cannot be read"))?;
    let line = text.lines().next().unwrap_or_default().trim();
    ensure!(!line.is_empty(), "{option} has nothing on its first line");
    Ok(line.to_owned())
}

#[expect(clippy::print_stdout, reason = "this is what the command is for")]
fn say(line: &str) {
    println!("{line}");
}

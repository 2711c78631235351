//! `ledsager evaluate suggestions`: whether what is offered helps at the moment, and whether it is
//! silent otherwise.

use super::evaluate::tell;
use super::moments::{self, Moment, Moments};
use super::suggestion_figures::{Answer, Figures, Report};
use super::track;
use super::vectors;
use crate::data::guidance_model;
use crate::knowledge::library;
use crate::settings::{Settings, TierWish};
use anyhow::Result;
use articles::{ArticleId, Library, PromptId};
use chat::{Speaker, Timestamp};
use index::{Index, Reader};
use jiff::civil::Date;
use language::Weights;
use session::Rehearsal;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use suggestions::{Offer, Suggestions};
use taxonomy::{ElementId, GuidanceModel};
use tracker::{Model, codebook::PlainChat};

/// Measure what is offered unasked on moments of chats that people have labelled: how much of it
/// helps, how often it comes when something helps, how often it is silent when nothing does, and
/// simpler ways beside it
#[derive(Debug, clap::Args)]
pub struct EvaluateSuggestions {
    /// Labelled moments, one JSON line each
    #[arg(
        long,
        value_name = "FILE",
        default_value = "tests/fixtures/moments.jsonl"
    )]
    moments: PathBuf,
    /// The chats that the moments are of
    #[arg(long, value_name = "DIR", default_value = "tests/fixtures/chats")]
    chats: PathBuf,
    /// A knowledge base; without it the starter collection that is compiled in
    #[arg(long, value_name = "DIR")]
    articles: Option<PathBuf>,
    /// The half to measure: changes are tried on `tuning`, and `reporting` is what is told
    #[arg(long, value_enum, default_value_t = Half::Tuning)]
    half: Half,
    /// How much the tracker goes by
    #[arg(long, value_enum, default_value_t = TierWish::Auto)]
    tier: TierWish,
    /// The day by which articles are judged
    #[arg(long, default_value = "2026-12-01")]
    today: Date,
    /// Print a line for every moment too: what was offered, and what helps
    #[arg(long)]
    each: bool,
    /// Print one JSON object in place of a table
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Half {
    Tuning,
    Reporting,
    All,
}

/// What is needed to play a chat.
struct Stage {
    model: Arc<Model>,
    guidance: Arc<GuidanceModel>,
    weights: Option<Weights>,
    library: Library,
    index: Arc<Index>,
    suggestions: Arc<Suggestions>,
    budget: usize,
    at: Timestamp,
}

impl EvaluateSuggestions {
    /// Plays every chat up to its moments, and prints the figures.
    ///
    /// # Errors
    /// A file cannot be read or is not of the form wanted, the tier is not there, or stdout fails.
    pub fn run(self) -> Result<ExitCode> {
        let moments = Moments::read(&self.moments, &self.chats)?;
        let moments = moments.of_half(match self.half {
            Half::Tuning => Some("tuning"),
            Half::Reporting => Some("reporting"),
            Half::All => None,
        });
        let stage = self.stage()?;
        eprintln!(
            "{} moments, {} articles, tier {}",
            moments.len(),
            stage.index.len(),
            if stage.weights.is_some() {
                "large"
            } else {
                "small"
            }
        );
        let mut figures = Figures::default();
        let mut out = std::io::stdout().lock();
        for (moment, chat) in &moments {
            let mut answers = stage.answers(moment, chat)?;
            for answer in &mut answers {
                answer.admits_articles = stage.admits_articles(moment);
            }
            if self.each {
                writeln!(out, "{}", moment.told(&answers))?;
            }
            figures.add(moment, &answers);
        }
        let report = Report::of(&figures, moments.iter().map(|(moment, _)| *moment));
        tell(&mut out, &report, self.json)?;
        Ok(ExitCode::SUCCESS)
    }

    fn stage(&self) -> Result<Stage> {
        let guidance = Arc::new(guidance_model(Path::new(""))?);
        let library = library(self.articles.as_deref().unwrap_or(Path::new("")), &guidance)?;
        let model = track::model(None)?;
        let weights = track::fitting(&model, self.tier)?;
        let index = Index::build(&library);
        let offered = match &weights {
            None => Index::build(&library),
            Some(weights) => {
                let cards: Vec<String> = index.cards().collect();
                let cards: Vec<&str> = cards.iter().map(String::as_str).collect();
                Index::build(&library).with_cards(&vectors::of_passages(weights, &cards))
            }
        };
        let at = self.today.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp();
        Ok(Stage {
            model: if weights.is_some() {
                model
            } else {
                Arc::new(model.small_only())
            },
            weights,
            suggestions: Arc::new(Suggestions::new(
                library.clone(),
                Reader::of(offered),
                Arc::clone(&guidance),
            )),
            guidance,
            library,
            index: Arc::new(index),
            budget: Settings::defaults().suggestions.new_a_minute,
            at: Timestamp::from_millis(at.as_millisecond()),
        })
    }
}

impl Stage {
    /// What each way of offering says at a moment.
    fn answers(&self, moment: &Moment, chat: &PlainChat) -> Result<Vec<Answer>> {
        let turns = moment.turns(chat)?;
        let vectors = self.weights.as_ref().map(|weights| {
            let said = turns.iter().filter(|(who, _)| *who != Speaker::System);
            vectors::of_few(weights, said.map(|(_, words)| words.as_str()))
        });
        let rehearsal = Rehearsal::new(
            &self.model,
            Arc::clone(&self.suggestions),
            self.budget,
            self.at,
        );
        let vector = |words: &str| vectors.as_ref()?.get(words).cloned();
        let rehearsal = moments::play(turns, rehearsal, self.at, vector);
        let labelled = ElementId::new(moment.phase.as_str());
        let newest = turns.last().map_or("", |(_, words)| words.as_str());
        let masked = language::mask_for_search(newest);
        Ok(vec![
            self.answer("this", &rehearsal.asked_afresh(None)),
            self.answer("  labelled phase", &rehearsal.asked_afresh(Some(&labelled))),
            self.answer("  in the panel", rehearsal.standing()),
            Answer::of_articles("always silent", Vec::new()),
            Answer::of_articles("keywords said", self.keywords(&masked)),
            Answer::of_articles("BM25, no floor", self.bm25(&masked)),
        ])
    }

    /// Whether the guidance model admits articles in the phase of a moment.
    fn admits_articles(&self, moment: &Moment) -> bool {
        let phase = ElementId::new(moment.phase.as_str());
        self.guidance.offers_articles(&phase)
    }

    fn answer(&self, way: &'static str, offer: &Offer) -> Answer {
        let prompts = offer.prompts.iter();
        Answer {
            admits_articles: false,
            way,
            articles: offer.articles.iter().map(|a| a.id.to_string()).collect(),
            why: offer.articles.iter().map(|a| a.why.clone()).collect(),
            prompts: prompts
                .filter_map(|prompt| self.prompt(&prompt.id))
                .collect(),
        }
    }

    /// The field of a prompt, empty where it belongs nowhere, and whether it is safe.
    fn prompt(&self, id: &PromptId) -> Option<(String, bool)> {
        let prompt = self.library.prompt(id)?;
        let phase = prompt.phase.as_ref().map(ToString::to_string);
        let knapp = prompt.knapp.as_ref().map(|knapp| format!("/{knapp}"));
        let field = phase.unwrap_or_default() + &knapp.unwrap_or_default();
        Some((field, prompt.safe))
    }

    /// The three best of tantivy's plain BM25 for the newest message.
    fn bm25(&self, words: &str) -> Vec<String> {
        let ranked = self.index.bare(words, 3).into_iter();
        ranked
            .map(|(id, _): (ArticleId, _)| id.to_string())
            .collect()
    }

    /// The three articles of which most keywords stand in the newest message, letter by letter.
    fn keywords(&self, words: &str) -> Vec<String> {
        let said = spaced(words);
        let mut found: Vec<(usize, String)> = self
            .library
            .articles()
            .filter_map(|article| {
                let keywords = article.keywords.iter();
                let said = keywords.filter(|word| said.contains(&spaced(word))).count();
                (said > 0).then(|| (said, article.id.to_string()))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.into_iter().take(3).map(|(_, id)| id).collect()
    }
}

/// The words of a text in lower case with a space round each.
fn spaced(text: &str) -> String {
    let folded = language::fold(text);
    let mut out = String::from(" ");
    for word in language::words(&folded) {
        out.push_str(&folded[word]);
        out.push(' ');
    }
    out
}

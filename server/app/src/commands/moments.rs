//! Labelled moments of chats: what would help right after a message.

use super::retrieval;
use super::suggestion_figures::Answer;
use anyhow::{Context, Result, bail};
use chat::{Message, SourceId, Speaker, Timestamp, Words};
use language::Embedding;
use serde::Deserialize;
use session::Rehearsal;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use tracker::codebook::{self, PlainChat};

/// What helps, with its grade: 1 could help, 2 helps.
pub(super) type Grades = BTreeMap<String, u8>;

/// One moment, as its line in the file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moment {
    pub(super) id: String,
    half: String,
    file: String,
    chat: String,
    /// The place of the message it is right after.
    pub(super) turn: usize,
    pub(super) language: String,
    pub(super) phase: String,
    /// What helps, as two annotators together say.
    pub(super) articles: Grades,
    /// Phases, and phases with a knapp, whose prompts fit.
    pub(super) fields: Vec<String>,
    /// Whether only safe prompts may come.
    pub(super) safe: bool,
    pub(super) first: Grades,
    pub(super) second: Grades,
}

impl Moment {
    /// One line for people who look at single moments.
    pub(super) fn told(&self, answers: &[Answer]) -> String {
        let helps: Vec<String> = self
            .articles
            .iter()
            .map(|(id, g)| format!("{id}:{g}"))
            .collect();
        let mut line = format!(
            "{} {} {} helps [{}]",
            self.id,
            self.language,
            self.phase,
            helps.join(" ")
        );
        for answer in answers.iter().filter(|answer| !answer.why.is_empty()) {
            let offered: Vec<String> = answer
                .articles
                .iter()
                .zip(&answer.why)
                .map(|(id, why)| format!("{id} ({why})"))
                .collect();
            line.push_str(&format!(
                "\n    {}: {}",
                answer.way.trim(),
                offered.join("; ")
            ));
        }
        line
    }
}

/// All moments, and the chats they are of.
pub(crate) struct Moments {
    moments: Vec<Moment>,
    chats: HashMap<(String, String), PlainChat>,
}

impl Moments {
    /// Reads the moments, and of `chats` the files they name.
    ///
    /// # Errors
    /// A file cannot be read, a line is not of the form wanted, or a chat is missing.
    pub(crate) fn read(moments: &Path, chats: &Path) -> Result<Self> {
        let moments: Vec<Moment> = retrieval::json_lines(moments)?;
        let mut read = HashMap::new();
        let mut files: Vec<&str> = moments.iter().map(|moment| moment.file.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        for file in files {
            let path = chats.join(format!("{file}.jsonl"));
            let name = path.display();
            let text =
                std::fs::read_to_string(&path).with_context(|| format!("{name} cannot be read"))?;
            for (at, line) in text
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.is_empty())
            {
                let chat = codebook::plain(line)
                    .map_err(|problem| anyhow::anyhow!("{name}, line {}: {problem}", at + 1))?;
                let id = chat.id.as_str().unwrap_or_default().to_owned();
                read.insert((file.to_owned(), id), chat);
            }
        }
        if let Some(lost) = moments
            .iter()
            .find(|moment| !read.contains_key(&moment.place()))
        {
            bail!(
                "moment {}: {} holds no chat {}",
                lost.id,
                lost.file,
                lost.chat
            );
        }
        Ok(Self {
            moments,
            chats: read,
        })
    }

    /// The moments of one half with their chats; `None` for both.
    pub(crate) fn of_half(&self, half: Option<&str>) -> Vec<(&Moment, &PlainChat)> {
        let wanted = |moment: &&Moment| half.is_none_or(|half| moment.half == half);
        self.moments
            .iter()
            .filter(wanted)
            .filter_map(|moment| Some((moment, self.chats.get(&moment.place())?)))
            .collect()
    }
}

impl Moment {
    /// What had been written at the moment, oldest first.
    ///
    /// # Errors
    /// The chat ends before it.
    pub(crate) fn turns<'c>(&self, chat: &'c PlainChat) -> Result<&'c [(Speaker, Words)]> {
        let turns = chat.turns.get(..=self.turn);
        turns.with_context(|| format!("moment {}: the chat has no such turn", self.id))
    }

    fn place(&self) -> (String, String) {
        (self.file.clone(), self.chat.clone())
    }
}

/// The chats have no times: so long after one message comes the next.
const BETWEEN_MILLIS: i64 = 20_000;

/// Plays what was written, as a live chat is heard.
pub(crate) fn play(
    turns: &[(Speaker, Words)],
    mut rehearsal: Rehearsal,
    from: Timestamp,
    vector: impl Fn(&str) -> Option<Embedding>,
) -> Rehearsal {
    for (n, (speaker, words)) in (0_i64..).zip(turns) {
        let message = Message {
            id: SourceId::new(n.to_string()),
            speaker: *speaker,
            words: words.clone(),
            at: Timestamp::from_millis(from.millis() + n * BETWEEN_MILLIS),
        };
        rehearsal.hear(message, vector(words.as_str()));
    }
    rehearsal
}

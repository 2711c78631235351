//! Prompts edited one by one: a new version of the file they stand in, otherwise unchanged.

use super::Store;
use super::change::Change;
use super::documents::{LARGEST, head, put};
use super::error::StoreError;
use super::merging::Clash;
use super::prompt_file;
use super::saving::text_of;
use crate::document::DocumentKind;
use crate::ids::PromptId;
use crate::library::Library;
use crate::problem::Severity;
use crate::prompt::Prompt;
use crate::values::{Depth, Kind, QuestionType};
use jiff::Timestamp;
use std::collections::BTreeMap;
use taxonomy::{Both, ElementId, Pole};

/// Everything a prompt is but its id and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptFields {
    /// The phase it belongs to; `None` fits anywhere.
    pub phase: Option<ElementId>,
    /// The knapp it belongs to.
    pub knapp: Option<ElementId>,
    /// What it is for.
    pub kind: Kind,
    /// The type of question, where it is one.
    pub question_type: Option<QuestionType>,
    /// How much it challenges.
    pub depth: Depth,
    /// The word of the pair that it opens towards.
    pub towards: Option<Pole>,
    /// What it takes for granted.
    pub presumes: Option<String>,
    /// Whether it is for moments of distress, and only those.
    pub safe: bool,
    /// Whether it could hurt in such a moment.
    pub hard: bool,
    /// Whether it invites to learning.
    pub learns: bool,
    /// The sentence.
    pub text: Both,
}

impl From<&Prompt> for PromptFields {
    fn from(prompt: &Prompt) -> Self {
        Self {
            phase: prompt.phase.clone(),
            knapp: prompt.knapp.clone(),
            kind: prompt.kind,
            question_type: prompt.question_type,
            depth: prompt.depth,
            towards: prompt.towards,
            presumes: prompt.presumes.clone(),
            safe: prompt.safe,
            hard: prompt.hard,
            learns: prompt.learns,
            text: prompt.text.clone(),
        }
    }
}

impl Store {
    /// Gives a prompt other fields, in place of version `base` of its file. Says which version the file
    /// has now: the same if nothing is new.
    ///
    /// # Errors
    /// If there is no such prompt, it would have a fault or say what another says, or somebody changed
    /// its file meanwhile.
    pub async fn put_prompt(
        &self,
        id: &PromptId,
        fields: &PromptFields,
        base: u32,
        who_and_when: (&str, Timestamp),
    ) -> Result<u32, StoreError> {
        let mut change = self.begin().await?;
        let (file, text) = standing(&mut change, id, base).await?;
        let new = prompt_file::changed(&text, id, fields).ok_or(EDIT_WHOLE)?;
        if new == text {
            return Ok(base);
        }
        self.save_prompts(&mut change, &file, &new, id, who_and_when)
            .await?;
        change.commit().await?;
        Ok(base + 1)
    }

    /// Adds a prompt to a file, or to the one that holds those of its phase. Its id is made from where
    /// it belongs.
    ///
    /// # Errors
    /// If there is no such file, it would have a fault, or it says what another says.
    pub async fn add_prompt(
        &self,
        file: Option<&str>,
        fields: &PromptFields,
        who_and_when: (&str, Timestamp),
    ) -> Result<PromptId, StoreError> {
        let mut change = self.begin().await?;
        if let Some(name) = file {
            let prompts = DocumentKind::of(name) == Some(DocumentKind::Prompts);
            if !prompts || head(&mut change, name).await? == 0 {
                return Err(StoreError::NotFound(format!("file `{name}`")));
            }
        }
        let id = self
            .add_prompt_in(&mut change, file, fields, who_and_when)
            .await?;
        change.commit().await?;
        Ok(id)
    }

    /// Takes a prompt out of version `base` of its file. Says which version the file has now.
    ///
    /// # Errors
    /// If there is no such prompt, or somebody changed its file meanwhile.
    pub async fn remove_prompt(
        &self,
        id: &PromptId,
        base: u32,
        who_and_when: (&str, Timestamp),
    ) -> Result<u32, StoreError> {
        let mut change = self.begin().await?;
        let (file, text) = standing(&mut change, id, base).await?;
        let new = prompt_file::without(&text, id).ok_or(EDIT_WHOLE)?;
        self.save_prompts(&mut change, &file, &new, id, who_and_when)
            .await?;
        change.commit().await?;
        Ok(base + 1)
    }

    /// Adds a prompt as a part of a change.
    pub(crate) async fn add_prompt_in(
        &self,
        change: &mut Change<'_>,
        file: Option<&str>,
        fields: &PromptFields,
        who_and_when: (&str, Timestamp),
    ) -> Result<PromptId, StoreError> {
        let before = change.before();
        let id = free_id(before.library(), fields);
        let file = file.map_or_else(|| file_for(before.library(), fields), str::to_owned);
        let text = match head(change, &file).await? {
            0 => String::new(),
            _ => text_of(change.connection(), &file, None).await?.1,
        };
        let new = prompt_file::with(&text, &id, fields);
        self.save_prompts(change, &file, &new, &id, who_and_when)
            .await?;
        Ok(id)
    }

    /// Puts a file of prompts in force if it is faultless; the message of the version is the prompt.
    async fn save_prompts(
        &self,
        change: &mut Change<'_>,
        file: &str,
        text: &str,
        id: &PromptId,
        who_and_when: (&str, Timestamp),
    ) -> Result<(), StoreError> {
        if text.len() > LARGEST {
            return Err(StoreError::TooLarge(LARGEST / 1000));
        }
        let faults = self.faults_of_prompts(file, text);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return Err(StoreError::Faulty(faults));
        }
        let number = head(change, file).await? + 1;
        put(change, file, number, text, id.as_str(), who_and_when).await
    }
}

const EDIT_WHOLE: StoreError =
    StoreError::Conflict("its file is not written prompt by prompt; edit the file");

/// The file that a prompt stands in and its text, if that is version `base`.
async fn standing(
    change: &mut Change<'_>,
    id: &PromptId,
    base: u32,
) -> Result<(String, String), StoreError> {
    let before = change.before();
    let prompt = before.library().prompt(id);
    let prompt = prompt.ok_or_else(|| StoreError::NotFound(format!("prompt `{id}`")))?;
    let file = prompt.place.0.clone();
    let (author, text) = text_of(change.connection(), &file, None).await?;
    let head = head(change, &file).await?;
    if head != base {
        return Err(StoreError::Changed(Box::new(Clash::of_step(head, author))));
    }
    Ok((file, text))
}

/// The file where most prompts are like this one: of its phase, or all for moments of distress.
fn file_for(library: &Library, fields: &PromptFields) -> String {
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    let like =
        |other: &Prompt| other.safe == fields.safe && (fields.safe || other.phase == fields.phase);
    for prompt in library.prompts().filter(|prompt| like(prompt)) {
        *files.entry(&prompt.place.0).or_default() += 1;
    }
    let most = files.into_iter().max_by_key(|(_, count)| *count);
    let new = || format!("prompts/{}.toml", place_name(fields));
    most.map_or_else(new, |(file, _)| file.to_owned())
}

fn place_name(fields: &PromptFields) -> String {
    match &fields.phase {
        _ if fields.safe => "trygg".to_owned(),
        Some(phase) => as_id(phase.as_str()),
        None => "uten-fase".to_owned(),
    }
}

/// `<place>-<knapp>-NN`, the number after the last of its kind.
fn free_id(library: &Library, fields: &PromptFields) -> PromptId {
    let place = place_name(fields);
    let stem = match &fields.knapp {
        Some(knapp) => {
            let first = knapp.as_str().split('_').next().unwrap_or_default();
            format!("{place}-{}-", as_id(first))
        }
        None if fields.safe || fields.phase.is_none() => format!("{place}-"),
        None => format!("{place}-fase-"),
    };
    let numbers = library.prompts().filter_map(|prompt| {
        let number = prompt.id.as_str().strip_prefix(&stem)?;
        number.parse::<u32>().ok()
    });
    let last = numbers.max().unwrap_or(0);
    PromptId::new(format!("{stem}{:02}", last.saturating_add(1)))
}

fn as_id(name: &str) -> String {
    name.replace('_', "-")
}

//! What a model's like said of chats held apart, kept beside it: so that a later model can be
//! compared with it on the same chats without training it again.

use crate::evaluation::{Answer, Answers, HeldApart};
use crate::material::Material;
use crate::model::{ModelFileError, Reader, begun, closed, opened, put_number, sealed};
use serde::{Deserialize, Serialize};
use std::path::Path;

const MARK: &[u8; 4] = b"LAPT";
const FILE: &str = "apart.bin";

/// For every chat and message the class said in each ring, by each tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Which chats, in which order.
    ids: Vec<String>,
    pub(crate) small: Said,
    pub(crate) large: Option<Said>,
}

pub(crate) type Said = Vec<Vec<[u8; 3]>>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    ids: Vec<String>,
    large: bool,
}

impl Apart {
    pub(crate) fn new(material: &Material, apart: &HeldApart) -> Self {
        let original = material.originals().count();
        let said = |answers: &Answers| -> Said {
            let chat = |chat: &Vec<Answer>| {
                let answers = chat.iter();
                answers
                    .map(|answer| answer.value.map(|value| value as u8))
                    .collect()
            };
            answers.iter().take(original).map(chat).collect()
        };
        Self {
            ids: material.originals().map(|chat| chat.id.clone()).collect(),
            small: said(&apart.small),
            large: apart.large.as_ref().map(said),
        }
    }

    /// Whether it is about the chats of a material.
    pub(crate) fn fits(&self, material: &Material) -> bool {
        let same = |said: &Said| {
            let chats = material.originals().zip(said);
            chats
                .into_iter()
                .all(|(chat, said)| said.is_empty() || chat.heard.len() == said.len())
        };
        material.originals().map(|chat| &chat.id).eq(&self.ids)
            && same(&self.small)
            && self.large.as_ref().is_none_or(same)
    }

    /// As a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let facts = Facts {
            ids: self.ids.clone(),
            large: self.large.is_some(),
        };
        let mut out = begun(MARK, &facts);
        for said in [Some(&self.small), self.large.as_ref()]
            .into_iter()
            .flatten()
        {
            for chat in said {
                put_number(&mut out, chat.len());
                out.extend(chat.iter().flatten());
            }
        }
        sealed(out)
    }

    /// Reads the file.
    ///
    /// # Errors
    /// It is cut short, damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelFileError> {
        let (facts, mut reader): (Facts, Reader<'_>) = opened(bytes, MARK)?;
        let mut said = || -> Result<Said, ModelFileError> {
            let mut chats = Vec::new();
            for _ in &facts.ids {
                let size = reader.number()?;
                let bytes = reader.take(size.checked_mul(3).ok_or(ModelFileError::CutShort)?)?;
                chats.push(bytes.as_chunks::<3>().0.to_vec());
            }
            Ok(chats)
        };
        let small = said()?;
        let large = if facts.large { Some(said()?) } else { None };
        closed(&reader, bytes)?;
        Ok(Self {
            ids: facts.ids,
            small,
            large,
        })
    }

    /// Writes it into a model directory, which must be there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, dir: &Path) -> std::io::Result<()> {
        std::fs::write(dir.join(FILE), self.to_bytes())
    }

    /// Reads it from a model directory.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], or the file cannot be read.
    pub fn load(dir: &Path) -> Result<Self, ModelFileError> {
        let path = dir.join(FILE);
        let bytes = std::fs::read(&path);
        Self::from_bytes(&bytes.map_err(|error| ModelFileError::unreadable(&path, &error))?)
    }

    /// That of the model compiled in.
    ///
    /// # Panics
    /// Never in a built program: a test reads the same bytes.
    pub fn builtin() -> Self {
        Self::from_bytes(include_bytes!("../../model/apart.bin"))
            .expect("what is compiled in is sound")
    }
}

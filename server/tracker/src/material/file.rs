//! `material.bin`: a mark, a version, facts as JSON, the vocabulary, the chats, a checksum.

use super::{Chat, Heard, Material};
use crate::classes::Classes;
use crate::features::Shape;
use crate::model::{
    ModelFileError, Reader, begun, closed, opened, put_number, put_vocabulary, sealed, vocabulary,
};
use crate::vector::{Vector, WIDTH};
use crate::vocabulary::{Known, Vocabulary};
use chat::Speaker;
use serde::{Deserialize, Serialize};

const MARK: &[u8; 4] = b"LMAT";

/// A label that nobody has given.
const UNSAID: u8 = 255;

/// Why a material file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MaterialError {
    /// The file itself is not right.
    #[error("material: {0}")]
    File(#[from] ModelFileError),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    classes: Classes,
    encoder: Option<String>,
    files: usize,
    chats: usize,
}

impl Material {
    /// The material as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let facts = Facts {
            classes: self.classes.clone(),
            encoder: self.encoder.clone(),
            files: self.files,
            chats: self.chats.len(),
        };
        let mut out = begun(MARK, &facts);
        put_vocabulary(&mut out, &self.vocabulary);
        self.chats.iter().for_each(|chat| put_chat(&mut out, chat));
        sealed(out)
    }

    /// Reads a material file.
    ///
    /// # Errors
    /// It is cut short, damaged, of another version, or holds what cannot be.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MaterialError> {
        Ok(Self::read(bytes)?)
    }

    fn read(bytes: &[u8]) -> Result<Self, ModelFileError> {
        let (facts, mut reader): (Facts, _) = opened(bytes, MARK)?;
        let vocabulary = vocabulary(&mut reader)?;
        let mut chats = Vec::new();
        for _ in 0..facts.chats {
            let chat = read_chat(&mut reader, &vocabulary, &facts.classes)?;
            if chat.file >= facts.files {
                return Err(ModelFileError::Unsound("a chat of a file it does not know"));
            }
            chats.push(chat);
        }
        closed(&reader, bytes)?;
        Ok(Self {
            classes: facts.classes,
            vocabulary,
            encoder: facts.encoder,
            chats,
            files: facts.files,
        })
    }
}

/// Writes one chat; lessons are kept in the same form.
pub(crate) fn put_chat(out: &mut Vec<u8>, chat: &Chat) {
    put_number(out, chat.id.len());
    out.extend(chat.id.as_bytes());
    put_number(out, chat.file);
    out.extend(chat.before.to_le_bytes());
    put_number(out, chat.heard.len());
    for heard in &chat.heard {
        put_heard(out, heard);
    }
}

fn put_heard(out: &mut Vec<u8>, heard: &Heard) {
    let shape = &heard.known.shape;
    let speaker = match heard.speaker {
        Speaker::Veisoker => 0,
        Speaker::Veileder => 1,
        Speaker::System => 2_u8,
    };
    let flag = |is: bool, bit: u8| u8::from(is) << bit;
    out.push(
        speaker
            | flag(shape.asks, 2)
            | flag(shape.ends_asking, 3)
            | flag(shape.links, 4)
            | flag(heard.known.vector.is_some(), 5),
    );
    put_small(out, shape.characters as u32);
    put_small(out, shape.words as u32);
    put_small(out, heard.known.counts.len() as u32);
    let mut last = 0;
    for (place, count) in &heard.known.counts {
        // most features occur once: that is the lowest bit
        put_small(out, (place - last) << 1 | u32::from(*count > 1));
        if *count > 1 {
            put_small(out, u32::from(*count));
        }
        last = *place;
    }
    if let Some(vector) = &heard.known.vector {
        out.extend(vector.scale.to_le_bytes());
        out.extend(vector.values.iter().map(|value| value.cast_unsigned()));
    }
    let label = |label: Option<usize>| label.map_or(UNSAID, |label| label as u8);
    out.extend(heard.labels.map(label));
    out.push(label(heard.second));
}

/// Reads one chat.
pub(crate) fn read_chat(
    reader: &mut Reader<'_>,
    vocabulary: &Vocabulary,
    classes: &Classes,
) -> Result<Chat, ModelFileError> {
    let size = reader.number()?;
    let id = reader.take(size)?;
    let id =
        std::str::from_utf8(id).map_err(|_| ModelFileError::Unsound("an id that is no text"))?;
    let id = id.to_owned();
    let file = reader.number()?;
    let before = reader.number()? as u32;
    let count = reader.number()?;
    let mut heard = Vec::new();
    for _ in 0..count {
        heard.push(one(reader, vocabulary, classes)?);
    }
    Ok(Chat {
        id,
        file,
        before,
        heard,
    })
}

fn one(
    reader: &mut Reader<'_>,
    vocabulary: &Vocabulary,
    classes: &Classes,
) -> Result<Heard, ModelFileError> {
    let flags = reader.take(1)?[0];
    let speaker = match flags & 3 {
        0 => Speaker::Veisoker,
        1 => Speaker::Veileder,
        2 => Speaker::System,
        _ => return Err(ModelFileError::Unsound("a speaker that cannot be")),
    };
    let has = |bit: u8| flags >> bit & 1 == 1;
    let shape = Shape {
        characters: small(reader)? as usize,
        words: small(reader)? as usize,
        asks: has(2),
        ends_asking: has(3),
        links: has(4),
    };
    let mut counts = Vec::new();
    let mut last = 0_u32;
    for _ in 0..small(reader)? {
        let step = small(reader)?;
        last = last.saturating_add(step >> 1);
        if last as usize >= vocabulary.len() {
            return Err(ModelFileError::Unsound("a feature outside its vocabulary"));
        }
        let count = if step & 1 == 1 { small(reader)? } else { 1 };
        counts.push((last, count.clamp(1, 65_535) as u16));
    }
    let vector = if has(5) { Some(vector(reader)?) } else { None };
    let labels = reader.take(3)?;
    let mut given = [None; 3];
    for ((ring, label), given) in taxonomy::Ring::ALL.into_iter().zip(labels).zip(&mut given) {
        *given = known(*label, classes.ring(ring).len())?;
    }
    let second = reader.take(1)?[0];
    let second = known(second, classes.ring(taxonomy::Ring::Knapp).len())?;
    Ok(Heard {
        speaker,
        known: Known {
            shape,
            counts,
            vector,
        },
        labels: given,
        second,
    })
}

fn known(label: u8, classes: usize) -> Result<Option<usize>, ModelFileError> {
    match label {
        UNSAID => Ok(None),
        label if usize::from(label) < classes => Ok(Some(label.into())),
        _ => Err(ModelFileError::Unsound("a label that is no class")),
    }
}

fn vector(reader: &mut Reader<'_>) -> Result<Vector, ModelFileError> {
    let scale = reader.floats(1)?[0];
    let values = reader.weights(WIDTH)?;
    let values: Box<[i8; WIDTH]> = values.try_into().map_err(|_| ModelFileError::CutShort)?;
    Ok(Vector { scale, values })
}

/// A number in as few bytes as it needs, seven bits each.
fn put_small(out: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn small(reader: &mut Reader<'_>) -> Result<u32, ModelFileError> {
    let mut number = 0;
    for shift in (0..35).step_by(7) {
        let byte = reader.take(1)?[0];
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return u32::try_from(number).map_err(|_| UNREADABLE);
        }
    }
    Err(UNREADABLE)
}

const UNREADABLE: ModelFileError = ModelFileError::Unsound("a number that is too large");

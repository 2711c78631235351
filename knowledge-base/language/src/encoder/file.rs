//! The format E5S1: one little-endian file with the shape, the pieces, the normaliser table and the
//! tensors. Everything is checked against the bytes that are there before anything is allocated.

use std::collections::HashMap;

/// What is wrong with a weights file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The file ends before the part that is named.
    #[error("the weights end in the middle of {0}")]
    Truncated(&'static str),
    /// It does not begin as an E5S1 file of version 1.
    #[error("these are not E5S1 weights of version 1")]
    OtherFormat,
    /// The header states a size that no model of this kind has.
    #[error("the weights state an impossible {0}")]
    Impossible(&'static str),
    /// A tensor of the model is not in the file.
    #[error("the weights lack the tensor `{0}`")]
    NoTensor(String),
    /// A tensor has another type or size than the header asks for.
    #[error("the tensor `{0}` has the wrong type or size")]
    WrongTensor(String),
    /// A tensor holds a number that is infinite or none.
    #[error("the tensor `{0}` holds what is not a number")]
    NotFinite(String),
}

/// The sizes of a model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) width: usize,
    pub(super) layers: usize,
    pub(super) feed: usize,
    pub(super) vocabulary: usize,
    pub(super) positions: usize,
    pub(super) types: usize,
    pub(super) epsilon: f32,
}

/// One head of attention looks at so many values; `layers` relies on it.
pub(super) const HEAD: usize = 32;
/// So many weights share a scale in Q4_0.
pub(super) const BLOCK: usize = 32;
/// Bytes of a Q4_0 block: a 16-bit float and 32 nibbles.
pub(super) const BLOCK_BYTES: usize = 18;

/// The pieces text is cut into, as they lie in the file.
pub(super) struct PieceTable<'a> {
    pub(super) begin: u32,
    pub(super) end: u32,
    pub(super) unknown: u32,
    /// Where each piece begins in `text`, and one more.
    pub(super) starts: Vec<u32>,
    pub(super) scores: Vec<f32>,
    pub(super) text: &'a [u8],
    /// Characters, rising, and what each is replaced by.
    pub(super) replaced: Vec<(char, Box<str>)>,
}

/// A whole file.
pub(super) struct Contents<'a> {
    pub(super) shape: Shape,
    pub(super) pieces: PieceTable<'a>,
    tensors: HashMap<&'a str, Tensor<'a>>,
}

struct Tensor<'a> {
    quantised: bool,
    elements: usize,
    bytes: &'a [u8],
}

impl<'a> Contents<'a> {
    pub(super) fn read(file: &'a [u8]) -> Result<Self, Malformed> {
        let mut bytes = Bytes(file);
        if bytes.take(4, "the header")? != b"E5S1" || bytes.u32("the header")? != 1 {
            return Err(Malformed::OtherFormat);
        }
        let shape = shape(&mut bytes)?;
        let pieces = piece_table(&mut bytes, shape.vocabulary)?;
        let count = bytes.size("number of tensors", 4096)?;
        let mut tensors = HashMap::with_capacity(count);
        for _ in 0..count {
            let (name, tensor) = tensor(&mut bytes, file)?;
            tensors.insert(name, tensor);
        }
        Ok(Self {
            shape,
            pieces,
            tensors,
        })
    }

    /// A tensor of 32-bit floats with so many elements.
    pub(super) fn floats(&self, name: &str, elements: usize) -> Result<Vec<f32>, Malformed> {
        let bytes = self.bytes(name, false, elements, elements.checked_mul(4))?;
        let values: Vec<f32> = bytes
            .as_chunks()
            .0
            .iter()
            .copied()
            .map(f32::from_le_bytes)
            .collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(Malformed::NotFinite(name.to_owned()))
        }
    }

    /// The Q4_0 blocks of a matrix, row by row.
    pub(super) fn blocks(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<&'a [[u8; BLOCK_BYTES]], Malformed> {
        let elements = rows * columns;
        let size = (elements / BLOCK).checked_mul(BLOCK_BYTES);
        let blocks = self.bytes(name, true, elements, size)?.as_chunks().0;
        // An exponent of all ones is an infinity or no number.
        if blocks.iter().all(|block| block[1] & 0x7c != 0x7c) {
            Ok(blocks)
        } else {
            Err(Malformed::NotFinite(name.to_owned()))
        }
    }

    fn bytes(
        &self,
        name: &str,
        quantised: bool,
        elements: usize,
        size: Option<usize>,
    ) -> Result<&'a [u8], Malformed> {
        let tensor = self
            .tensors
            .get(name)
            .ok_or_else(|| Malformed::NoTensor(name.to_owned()))?;
        let fits = tensor.quantised == quantised
            && tensor.elements == elements
            && Some(tensor.bytes.len()) == size;
        if fits {
            Ok(tensor.bytes)
        } else {
            Err(Malformed::WrongTensor(name.to_owned()))
        }
    }
}

fn shape(bytes: &mut Bytes<'_>) -> Result<Shape, Malformed> {
    let width = bytes.size("width", 8192)?;
    let layers = bytes.size("number of layers", 128)?;
    let heads = bytes.size("number of heads", 256)?;
    let feed = bytes.size("feed-forward width", 32_768)?;
    let vocabulary = bytes.size("vocabulary", 2_000_000)?;
    let positions = bytes.size("number of positions", 65_536)?;
    let types = bytes.size("number of token types", 16)?;
    let epsilon = bytes.f32("the header")?;
    let impossible = [
        (width == 0 || width != heads * HEAD, "width"),
        (feed == 0 || feed % BLOCK != 0, "feed-forward width"),
        (positions < 3, "number of positions"),
        (types == 0, "number of token types"),
        (!(0.0..1.0).contains(&epsilon), "epsilon"),
        (bytes.u32("the header")? != 32, "block size"),
    ];
    match impossible.into_iter().find(|(is, _)| *is) {
        Some((_, what)) => Err(Malformed::Impossible(what)),
        None => Ok(Shape {
            width,
            layers,
            feed,
            vocabulary,
            positions,
            types,
            epsilon,
        }),
    }
}

fn piece_table<'a>(bytes: &mut Bytes<'a>, vocabulary: usize) -> Result<PieceTable<'a>, Malformed> {
    let count = bytes.size("number of pieces", vocabulary)?;
    let [begin, end, _padding, unknown] = [(); 4].map(|()| bytes.u32("the pieces"));
    let (begin, end, unknown) = (begin?, end?, unknown?);
    if [begin, end, unknown].iter().any(|id| *id as usize >= count) {
        return Err(Malformed::Impossible("special piece"));
    }
    let length = bytes.u64("the pieces")?;
    let starts = bytes.take(4 * (count + 1), "the pieces")?;
    let starts: Vec<u32> = starts
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(u32::from_le_bytes)
        .collect();
    let scores = bytes.take(4 * count, "the pieces")?;
    let scores: Vec<f32> = scores
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(f32::from_le_bytes)
        .collect();
    let length = usize::try_from(length).map_err(|_| Malformed::Truncated("the pieces"))?;
    let text = bytes.take(length, "the pieces")?;
    if !starts.is_sorted() || starts.last().is_none_or(|last| *last as usize > length) {
        return Err(Malformed::Impossible("piece"));
    }
    if !scores.iter().all(|score| score.is_finite()) {
        return Err(Malformed::Impossible("score"));
    }
    Ok(PieceTable {
        begin,
        end,
        unknown,
        starts,
        scores,
        text,
        replaced: replaced(bytes)?,
    })
}

fn replaced(bytes: &mut Bytes<'_>) -> Result<Vec<(char, Box<str>)>, Malformed> {
    const WHAT: &str = "the normaliser table";
    let count = bytes.size("number of replaced characters", 0x11_0000)?;
    let length = bytes.u32(WHAT)? as usize;
    let mut table = Bytes(bytes.take(length, WHAT)?);
    let character = |code| char::from_u32(code).ok_or(Malformed::Impossible("character"));
    let mut replaced = Vec::with_capacity(count.min(length / 5));
    for _ in 0..count {
        let from = character(table.u32(WHAT)?)?;
        let to = (0..table.u8(WHAT)?)
            .map(|_| table.u32(WHAT).and_then(character))
            .collect::<Result<String, _>>()?;
        replaced.push((from, to.into_boxed_str()));
    }
    if replaced.is_sorted_by(|a, b| a.0 < b.0) {
        Ok(replaced)
    } else {
        Err(Malformed::Impossible("order of replaced characters"))
    }
}

fn tensor<'a>(bytes: &mut Bytes<'a>, file: &'a [u8]) -> Result<(&'a str, Tensor<'a>), Malformed> {
    const WHAT: &str = "the list of tensors";
    let length = bytes.u16(WHAT)?;
    let name = bytes.take(usize::from(length), WHAT)?;
    let name = std::str::from_utf8(name).map_err(|_| Malformed::Impossible("name of a tensor"))?;
    let quantised = match bytes.u8(WHAT)? {
        0 => false,
        1 => true,
        _ => return Err(Malformed::Impossible("type of a tensor")),
    };
    let elements = bytes.u32(WHAT)? as usize;
    let (start, length) = (bytes.u64(WHAT)?, bytes.u64(WHAT)?);
    let place = usize::try_from(start)
        .ok()
        .zip(
            start
                .checked_add(length)
                .and_then(|end| usize::try_from(end).ok()),
        )
        .and_then(|(start, end)| file.get(start..end))
        .ok_or(Malformed::Truncated("a tensor"))?;
    let tensor = Tensor {
        quantised,
        elements,
        bytes: place,
    };
    Ok((name, tensor))
}

/// What is still unread; every step says what it was reading.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(Malformed::Truncated(what))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self
            .0
            .split_first_chunk()
            .ok_or(Malformed::Truncated(what))?;
        self.0 = rest;
        Ok(*taken)
    }

    fn u8(&mut self, what: &'static str) -> Result<u8, Malformed> {
        self.array(what).map(u8::from_le_bytes)
    }

    fn u16(&mut self, what: &'static str) -> Result<u16, Malformed> {
        self.array(what).map(u16::from_le_bytes)
    }

    fn u32(&mut self, what: &'static str) -> Result<u32, Malformed> {
        self.array(what).map(u32::from_le_bytes)
    }

    fn u64(&mut self, what: &'static str) -> Result<u64, Malformed> {
        self.array(what).map(u64::from_le_bytes)
    }

    fn f32(&mut self, what: &'static str) -> Result<f32, Malformed> {
        self.array(what).map(f32::from_le_bytes)
    }

    /// A count that must not be above `most`.
    fn size(&mut self, what: &'static str, most: usize) -> Result<usize, Malformed> {
        let size = self.u32(what)? as usize;
        if size <= most {
            Ok(size)
        } else {
            Err(Malformed::Impossible(what))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::encoder::Weights;
    use crate::encoder::miniature::miniature;

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        let file = miniature();
        for length in (0..file.len()).step_by(7) {
            let read = Weights::read(&file[..length]);
            assert!(read.is_err(), "{length} of {} bytes", file.len());
        }
        assert!(Weights::read(&file).is_ok());
    }

    #[test]
    fn a_garbled_byte_is_refused_or_harmless() {
        let file = miniature();
        for at in (0..file.len()).filter(|at| *at < 2_000 || at % 97 == 0) {
            for value in [0x00, 0x7f, 0xff] {
                let mut garbled = file.clone();
                garbled[at] = value;
                if let Ok(weights) = Weights::read(&garbled) {
                    weights.embed("jeg vet ikke 👩‍💻");
                }
            }
        }
    }

    #[test]
    fn the_fault_is_named() {
        let (mut file, other) = (miniature(), b"GGUF\x03\0\0\0".as_slice());
        let fault = |file: &[u8]| Weights::read(file).err().map(|fault| fault.to_string());
        let told = |text: &str| Some(text.to_owned());
        assert_eq!(
            fault(other),
            told("these are not E5S1 weights of version 1")
        );
        assert_eq!(
            fault(b"E5"),
            told("the weights end in the middle of the header")
        );
        file[8..12].copy_from_slice(&(-1_i32).to_le_bytes());
        assert_eq!(fault(&file), told("the weights state an impossible width"));
    }
}

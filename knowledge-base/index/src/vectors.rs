//! The vectors of an article as they are kept beside it: that of its card, then those of its passages.

use crate::cards;
use crate::indexed::Indexed;
use crate::meaning::passages;
use language::Embedding;
use language::encoder::ENCODER;

/// Numbers in one vector.
const WIDTH: usize = 384;

/// The texts of an article that want a vector: its card first, then its passages.
pub(crate) fn wanted(indexed: &Indexed) -> Vec<String> {
    let article = &indexed.article;
    let mut text = article.short.clone();
    for passage in article.passages() {
        text.push('\n');
        text.push_str(&passage.text);
    }
    let mut texts = vec![cards::text(article)];
    texts.extend(passages(&language::normalise(&article.title), &text));
    texts
}

/// Which encoder made them, then the numbers one after the other.
pub(crate) fn to_bytes(vectors: &[Embedding]) -> Vec<u8> {
    let mut bytes = ENCODER.as_bytes().to_vec();
    bytes.push(b'\n');
    for vector in vectors {
        bytes.extend(
            vector
                .values()
                .iter()
                .flat_map(|number| number.to_le_bytes()),
        );
    }
    bytes
}

/// The vectors, if it was this program's encoder that made them.
pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Vec<Embedding>> {
    let numbers = bytes
        .strip_prefix(ENCODER.as_bytes())?
        .strip_prefix(b"\n")?;
    let (numbers, rest) = numbers.as_chunks::<4>();
    if !rest.is_empty() || numbers.is_empty() || numbers.len() % WIDTH != 0 {
        return None;
    }
    let numbers: Vec<f32> = numbers
        .iter()
        .map(|four| f32::from_le_bytes(*four))
        .collect();
    let vectors = numbers.chunks_exact(WIDTH);
    Some(vectors.map(|values| Embedding::new(values, [])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_come_back_as_they_were_and_those_of_another_encoder_do_not() {
        let vectors = [1.0_f32, -0.5].map(|value| Embedding::new(vec![value; WIDTH], []));
        let bytes = to_bytes(&vectors);
        assert_eq!(from_bytes(&bytes), Some(vectors.to_vec()));
        assert_eq!(from_bytes(&bytes[1..]), None);
        assert_eq!(from_bytes(&bytes[..bytes.len() - 3]), None);
        assert_eq!(from_bytes(b""), None);
    }
}

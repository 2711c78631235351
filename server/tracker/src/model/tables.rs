//! The tables of a model as bytes, and back.

use super::bytes::{Reader, put_floats, put_number, times};
use super::seal::{ModelFileError, limited};
use crate::linear::{Linear, PAST};
use crate::quantised::Matrix;
use crate::recurrent::{Net, Sizes};
use crate::vocabulary::Vocabulary;

pub(crate) fn put_vocabulary(out: &mut Vec<u8>, vocabulary: &Vocabulary) {
    put_number(out, vocabulary.len());
    for hash in vocabulary.hashes() {
        out.extend(hash.to_le_bytes());
    }
    out.extend(vocabulary.rarity());
}

pub(crate) fn vocabulary(reader: &mut Reader<'_>) -> Result<Vocabulary, ModelFileError> {
    let size = limited(reader.number()?)?;
    let hashes = reader.hashes(size)?;
    let rarity = reader.take(size)?.to_vec();
    if hashes.is_sorted_by(|a, b| a < b) {
        Ok(Vocabulary::new(hashes, rarity))
    } else {
        Err(ModelFileError::Unsound("a vocabulary out of order"))
    }
}

pub(super) fn put_linear(out: &mut Vec<u8>, linear: &Linear) {
    for matrix in linear.current.iter().chain(&linear.past) {
        put_floats(out, &matrix.scale);
        out.extend(matrix.weights.iter().map(|weight| weight.cast_unsigned()));
    }
    for bias in &linear.bias {
        put_floats(out, bias);
    }
}

pub(super) fn linear(
    reader: &mut Reader<'_>,
    (own, lasting): (usize, usize),
    width: usize,
) -> Result<Linear, ModelFileError> {
    let mut matrix = |rows: usize| -> Result<Matrix, ModelFileError> {
        Ok(Matrix {
            scale: reader.floats(width)?,
            weights: reader.weights(times(rows, width)?)?,
        })
    };
    let current = [matrix(own)?, matrix(own)?];
    let past = (0..PAST).map(|_| matrix(lasting));
    let past: Vec<Matrix> = past.collect::<Result<_, _>>()?;
    let past = past.try_into().map_err(|_| ModelFileError::CutShort)?;
    let bias = [
        reader.floats(width)?,
        reader.floats(width)?,
        reader.floats(width)?,
    ];
    Ok(Linear {
        current,
        past,
        bias,
    })
}

pub(super) fn put_nets(out: &mut Vec<u8>, nets: &[Net]) {
    put_number(out, nets.len());
    for net in nets {
        put_number(out, net.sizes.hidden);
        put_floats(out, &net.weights);
    }
}

pub(super) fn nets(
    reader: &mut Reader<'_>,
    inputs: usize,
    outputs: usize,
) -> Result<Vec<Net>, ModelFileError> {
    let count = limited(reader.number()?)?;
    if !(1..=64).contains(&count) {
        return Err(ModelFileError::Unsound("no nets, or too many"));
    }
    let mut nets = Vec::new();
    for _ in 0..count {
        let hidden = reader.number()?;
        if !(1..=1024).contains(&hidden) {
            return Err(ModelFileError::Unsound("a net of no size"));
        }
        let sizes = Sizes {
            inputs,
            hidden,
            outputs,
        };
        let weights = reader.floats(sizes.starts()[6])?;
        nets.push(Net { sizes, weights });
    }
    Ok(nets)
}

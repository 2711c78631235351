//! Numbers to bytes and back, little end first, with an end that cannot be overrun.

use super::ModelFileError;

/// Takes pieces off the front of a file.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], ModelFileError> {
        let (head, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(ModelFileError::CutShort)?;
        self.0 = rest;
        Ok(head)
    }

    pub fn number(&mut self) -> Result<usize, ModelFileError> {
        let bytes = self.take(4)?;
        let number = bytes
            .iter()
            .rev()
            .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        usize::try_from(number).map_err(|_| ModelFileError::CutShort)
    }

    pub fn hashes(&mut self, count: usize) -> Result<Vec<u32>, ModelFileError> {
        let (quads, _) = self.take(times(count, 4)?)?.as_chunks::<4>();
        Ok(quads.iter().map(|quad| u32::from_le_bytes(*quad)).collect())
    }

    pub fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelFileError> {
        let (quads, _) = self.take(times(count, 4)?)?.as_chunks::<4>();
        let floats: Vec<f32> = quads.iter().map(|quad| f32::from_le_bytes(*quad)).collect();
        if floats.iter().all(|value| value.is_finite()) {
            Ok(floats)
        } else {
            Err(ModelFileError::Unsound("a weight that is not a number"))
        }
    }

    pub fn weights(&mut self, count: usize) -> Result<Vec<i8>, ModelFileError> {
        let bytes = self.take(count)?;
        Ok(bytes.iter().map(|byte| byte.cast_signed()).collect())
    }
}

pub(crate) fn times(a: usize, b: usize) -> Result<usize, ModelFileError> {
    a.checked_mul(b).ok_or(ModelFileError::CutShort)
}

pub(crate) fn put_number(out: &mut Vec<u8>, number: usize) {
    let number = u32::try_from(number).expect("a model file has no part of 4 GB");
    out.extend(number.to_le_bytes());
}

pub(crate) fn put_floats(out: &mut Vec<u8>, floats: &[f32]) {
    out.extend(floats.iter().flat_map(|value| value.to_le_bytes()));
}

/// FNV-1a over the whole content: finds a damaged file, and names a model.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

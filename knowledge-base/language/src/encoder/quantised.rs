//! Numbers in few bits: weights in 4, with a scale for 32 of them (ggml's Q4_0), activations in 8.
//!
//! Weights lie in panels of 16 rows, so that one instruction works on 16 outputs and nothing has to
//! be added up across a register. Within a block of 32 columns the bytes of the file are only put
//! in another order: nothing is rounded again.

use super::file::{BLOCK, BLOCK_BYTES};
use super::maths::{LANES, ROUNDER, folded, greater};

/// So many rows lie together.
pub(super) const PANEL: usize = 16;

/// 16 rows by 32 columns of weights.
#[derive(Clone)]
#[repr(C, align(64))]
pub(super) struct Block {
    /// Byte `4 · row + i` of quarter `q` holds, plus 8, the weight of column `4q + i` in its low half
    /// and that of column `16 + 4q + i` in its high half.
    pub(super) quarters: [[u8; 64]; 4],
    /// What the weights of each row are to be multiplied by.
    pub(super) scales: [f32; PANEL],
}

/// A matrix of weights: each row gives one output.
pub(super) struct Matrix {
    blocks: Vec<Block>,
    columns: usize,
    rows: usize,
}

impl Matrix {
    /// Matrices of equally many columns, one below the other.
    pub(super) fn stack(parts: &[&[[u8; BLOCK_BYTES]]], columns: usize) -> Self {
        let across = columns / BLOCK;
        let rows: Vec<&[[u8; BLOCK_BYTES]]> = parts
            .iter()
            .flat_map(|part| part.chunks_exact(across))
            .collect();
        let blocks = rows
            .chunks_exact(PANEL)
            .flat_map(|panel| (0..across).map(move |at| block(panel, at)))
            .collect();
        Self {
            blocks,
            columns,
            rows: rows.len(),
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The panels from the first row to the last, each as its blocks from left to right.
    #[inline(always)]
    pub(super) fn panels(&self) -> impl Iterator<Item = &[Block]> {
        self.blocks.chunks_exact(self.columns / BLOCK)
    }
}

fn block(rows: &[&[[u8; BLOCK_BYTES]]], at: usize) -> Block {
    let mut block = Block {
        quarters: [[0; 64]; 4],
        scales: [0.0; PANEL],
    };
    for (row, blocks) in rows.iter().enumerate() {
        let (scale, nibbles) = scale_and_nibbles(&blocks[at]);
        block.scales[row] = scale;
        for (column, byte) in nibbles.iter().enumerate() {
            block.quarters[column / 4][4 * row + column % 4] = *byte;
        }
    }
    block
}

/// Adds a row of weights to `sum`.
pub(super) fn add_row(row: &[[u8; BLOCK_BYTES]], sum: &mut [f32]) {
    for (block, sum) in row.iter().zip(sum.as_chunks_mut::<BLOCK>().0) {
        let (scale, nibbles) = scale_and_nibbles(block);
        let (low, high) = sum.split_at_mut(BLOCK / 2);
        for ((low, high), byte) in low.iter_mut().zip(high).zip(nibbles) {
            *low += f32::from(i16::from(byte & 0x0f) - 8) * scale;
            *high += f32::from(i16::from(byte >> 4) - 8) * scale;
        }
    }
}

fn scale_and_nibbles(block: &[u8; BLOCK_BYTES]) -> (f32, &[u8]) {
    let [low, high, nibbles @ ..] = block;
    (half(u16::from_le_bytes([*low, *high])), nibbles)
}

/// The value of a 16-bit float that is finite.
fn half(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    // The exponent's bias is 15 there and 127 here; multiplying also takes care of subnormals.
    let magnitude = f32::from_bits(u32::from(bits & 0x7fff) << 13) * f32::from_bits(0x7780_0000);
    f32::from_bits(magnitude.to_bits() | sign)
}

/// 32 activations of one token.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Four signed bytes each, the first the lowest.
    pub(super) quads: [i32; 8],
    /// What the bytes are to be multiplied by.
    pub(super) scale: f32,
    /// −8 times the sum of the bytes: takes away what weights are stored above their value.
    pub(super) offset: i32,
}

/// What is multiplied by a matrix: the parts of every token.
pub(super) struct Activations {
    parts: Vec<Part>,
    /// So many parts to a token.
    across: usize,
}

impl Activations {
    /// Values in 8 bits; `width` of them to a token.
    #[inline(always)]
    pub(super) fn quantise(values: &[f32], width: usize) -> Self {
        let mut parts = Vec::with_capacity(values.len() / BLOCK);
        // Not an iterator's closure: that would be compiled for the plainest instructions.
        for values in values.as_chunks().0 {
            parts.push(part(values));
        }
        let across = width / BLOCK;
        Self { parts, across }
    }

    pub(super) fn tokens(&self) -> usize {
        self.parts.len() / self.across
    }

    /// The parts of one token.
    #[inline(always)]
    pub(super) fn of(&self, token: usize) -> &[Part] {
        &self.parts[token * self.across..][..self.across]
    }
}

#[inline(always)]
fn part(values: &[f32; BLOCK]) -> Part {
    let mut most = [0.0_f32; LANES];
    for half in values.as_chunks::<LANES>().0 {
        for (most, value) in most.iter_mut().zip(half) {
            *most = greater(*most, value.abs());
        }
    }
    let most = folded(most, greater);
    let inverse = if most > 0.0 { 127.0 / most } else { 0.0 };
    let mut rounded = [0_i32; BLOCK];
    for (rounded, value) in rounded.iter_mut().zip(values) {
        // The lowest byte of the sum is the rounded value, in two's complement.
        *rounded = i32::from((value * inverse + ROUNDER).to_bits() as i8);
    }
    let mut quads = [0; 8];
    for (quad, four) in quads.iter_mut().zip(rounded.as_chunks::<4>().0) {
        *quad = i32::from_le_bytes(four.map(|value| value as u8));
    }
    Part {
        quads,
        scale: most / 127.0,
        offset: -8 * rounded.iter().sum::<i32>(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_read_as_written() {
        for (bits, value) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65_504.0),
            (0x0001, 5.960_464_5e-8),
            (0x8000, -0.0),
        ] {
            assert_eq!(half(bits), value, "{bits:#x}");
        }
    }

    #[test]
    fn activations_keep_their_value_within_half_a_step() {
        let values: Vec<f32> = (0..64)
            .map(|n| ((n * 37 % 64) as f32 - 30.0) * 0.1)
            .collect();
        let activations = Activations::quantise(&values, 32);
        assert_eq!(activations.tokens(), 2);
        for (token, values) in values.chunks(32).enumerate() {
            let part = activations.of(token)[0];
            let bytes: Vec<i8> = part
                .quads
                .iter()
                .flat_map(|quad| quad.to_le_bytes().map(|byte| byte as i8))
                .collect();
            let sum: i32 = bytes.iter().map(|byte| i32::from(*byte)).sum();
            assert_eq!(part.offset, -8 * sum);
            for (byte, value) in bytes.iter().zip(values) {
                let error = f32::from(*byte) * part.scale - value;
                assert!(error.abs() <= part.scale * 0.501);
            }
        }
    }
}

//! Products in plain Rust, for any CPU. Whole numbers this small are exact as floats too, and of a sum
//! of floats the compiler makes vector code everywhere; of short integers it does not.

use super::Kernel;
use crate::encoder::file::BLOCK;
use crate::encoder::quantised::{Activations, Block, Matrix, PANEL, Part};

#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

impl Kernel for Portable {
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
        let rows = matrix.rows();
        let biases = bias.as_chunks::<PANEL>().0;
        let values: Vec<Vec<[f32; BLOCK]>> = (0..activations.tokens())
            .map(|token| activations.of(token).iter().map(values).collect())
            .collect();
        for (panel, (blocks, bias)) in matrix.panels().zip(biases).enumerate() {
            for out in out.chunks_exact_mut(rows) {
                out[panel * PANEL..][..PANEL].copy_from_slice(bias);
            }
            for (at, block) in blocks.iter().enumerate() {
                let weights = unpacked(block);
                for ((token, out), values) in out.chunks_exact_mut(rows).enumerate().zip(&values) {
                    let products = products(&weights, &values[at]);
                    let scale = activations.of(token)[at].scale;
                    let out = &mut out[panel * PANEL..][..PANEL];
                    for ((out, product), weight) in out.iter_mut().zip(products).zip(block.scales) {
                        *out += product * (weight * scale);
                    }
                }
            }
        }
    }
}

/// The weights, column by column.
fn unpacked(block: &Block) -> [[f32; PANEL]; BLOCK] {
    let mut weights = [[0.0; PANEL]; BLOCK];
    for (quarter, bytes) in block.quarters.iter().enumerate() {
        for (row, bytes) in bytes.as_chunks::<4>().0.iter().enumerate() {
            for (column, byte) in bytes.iter().enumerate() {
                let weight = |nibble: u8| f32::from(nibble) - 8.0;
                weights[4 * quarter + column][row] = weight(byte & 0x0f);
                weights[BLOCK / 2 + 4 * quarter + column][row] = weight(byte >> 4);
            }
        }
    }
    weights
}

fn values(part: &Part) -> [f32; BLOCK] {
    let mut values = [0.0; BLOCK];
    for (values, quad) in values.as_chunks_mut::<4>().0.iter_mut().zip(part.quads) {
        *values = quad.to_le_bytes().map(|byte| f32::from(byte as i8));
    }
    values
}

/// The sum of 32 products for each row: below 2²⁴, so nothing is rounded.
#[inline(never)]
fn products(weights: &[[f32; PANEL]; BLOCK], values: &[f32; BLOCK]) -> [f32; PANEL] {
    let mut sums = [0.0; PANEL];
    for (weights, value) in weights.iter().zip(values) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += weight * value;
        }
    }
    sums
}

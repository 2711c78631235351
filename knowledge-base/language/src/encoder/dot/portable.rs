//! Products in plain Rust, for any CPU. Sixteen products fit a 16-bit sum (15 · 127 · 16 = 30 480), and
//! the compiler makes vector code of what is available everywhere.

use super::Kernel;
use crate::encoder::file::BLOCK;
use crate::encoder::quantised::{Activations, Block, Matrix, PANEL, Part};

#[derive(Debug, Clone, Copy)]
pub(super) struct Portable;

impl Kernel for Portable {
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
        let rows = matrix.rows();
        let biases = bias.as_chunks::<PANEL>().0;
        for (panel, (blocks, bias)) in matrix.panels().zip(biases).enumerate() {
            for out in out.chunks_exact_mut(rows) {
                out[panel * PANEL..][..PANEL].copy_from_slice(bias);
            }
            for (at, block) in blocks.iter().enumerate() {
                let weights = unpacked(block);
                for (token, out) in out.chunks_exact_mut(rows).enumerate() {
                    let part = &activations.of(token)[at];
                    let products = products(&weights, part);
                    let out = &mut out[panel * PANEL..][..PANEL];
                    for ((out, product), scale) in out.iter_mut().zip(products).zip(block.scales) {
                        *out += (product + part.offset) as f32 * (scale * part.scale);
                    }
                }
            }
        }
    }
}

/// The weights plus 8, column by column.
fn unpacked(block: &Block) -> [[i16; PANEL]; BLOCK] {
    let mut weights = [[0; PANEL]; BLOCK];
    for (quarter, bytes) in block.quarters.iter().enumerate() {
        for (row, bytes) in bytes.as_chunks::<4>().0.iter().enumerate() {
            for (column, byte) in bytes.iter().enumerate() {
                weights[4 * quarter + column][row] = i16::from(byte & 0x0f);
                weights[BLOCK / 2 + 4 * quarter + column][row] = i16::from(byte >> 4);
            }
        }
    }
    weights
}

fn products(weights: &[[i16; PANEL]; BLOCK], part: &Part) -> [i32; PANEL] {
    let mut sums = [0_i32; PANEL];
    for (weights, quads) in weights
        .as_chunks::<{ BLOCK / 2 }>()
        .0
        .iter()
        .zip(part.quads.as_chunks::<4>().0)
    {
        let mut short = [0_i16; PANEL];
        for (weights, quad) in weights.as_chunks::<4>().0.iter().zip(quads) {
            for (weights, byte) in weights.iter().zip(quad.to_le_bytes()) {
                let value = i16::from(byte as i8);
                for (short, weight) in short.iter_mut().zip(weights) {
                    *short = short.wrapping_add(weight.wrapping_mul(value));
                }
            }
        }
        for (sum, short) in sums.iter_mut().zip(short) {
            *sum += i32::from(short);
        }
    }
    sums
}

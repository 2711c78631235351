//! Products on AVX2: pairs of products in 16 bits, of which sixteen fit a sum (15 · 127 · 16 = 30 480).
#![expect(
    unsafe_code,
    reason = "vector loads and stores, and calling what needs these instructions, are unsafe in std::arch"
)]

use super::Kernel;
use crate::encoder::layers::{Means, Network};
use crate::encoder::quantised::{Activations, Block, Matrix, PANEL};
use std::arch::x86_64::*;

/// So many tokens share one unpacking of weights; their sums stay in registers.
const TILE: usize = 4;
/// So many rows fit a register.
const HALF: usize = PANEL / 2;

/// Proof that this CPU has AVX2: [`Avx2::detect`] is the only way to one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Self(()))
    }

    pub(super) fn forward(self, network: &Network, ids: &[u32]) -> Means {
        // SAFETY: `self` proves that the CPU has the instructions.
        unsafe { forward(self, network, ids) }
    }
}

impl Kernel for Avx2 {
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
        // SAFETY: `self` proves that the CPU has the instructions.
        unsafe { multiply(matrix, bias, activations, out) }
    }
}

/// The whole pass, compiled for these instructions.
#[target_feature(enable = "avx2")]
fn forward(kernel: Avx2, network: &Network, ids: &[u32]) -> Means {
    network.forward(kernel, ids)
}

#[target_feature(enable = "avx2")]
fn multiply(matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
    let (rows, tokens) = (matrix.rows(), activations.tokens());
    let biases = bias.as_chunks::<HALF>().0.as_chunks::<2>().0;
    for (panel, (blocks, biases)) in matrix.panels().zip(biases).enumerate() {
        for (half, bias) in biases.iter().enumerate() {
            let mut first = 0;
            while first < tokens {
                let out = &mut out[first * rows + panel * PANEL + half * HALF..];
                first += match tokens - first {
                    TILE.. => tile::<TILE>(blocks, half, bias, activations, first, out, rows),
                    2.. => tile::<2>(blocks, half, bias, activations, first, out, rows),
                    _ => tile::<1>(blocks, half, bias, activations, first, out, rows),
                };
            }
        }
    }
}

/// Half a panel for `N` tokens from `first` on; gives back `N`.
#[target_feature(enable = "avx2")]
fn tile<const N: usize>(
    blocks: &[Block],
    half: usize,
    bias: &[f32; HALF],
    activations: &Activations,
    first: usize,
    out: &mut [f32],
    rows: usize,
) -> usize {
    let ones = _mm256_set1_epi16(1);
    let parts: [_; N] = std::array::from_fn(|token| &activations.of(first + token)[..blocks.len()]);
    let mut sums = [load(bias); N];
    for (at, block) in blocks.iter().enumerate() {
        let weights = unpacked(block, half);
        let scales = load(&block.scales.as_chunks().0[half]);
        for (sum, parts) in sums.iter_mut().zip(&parts) {
            let part = &parts[at];
            let mut pairs = _mm256_setzero_si256();
            for (weights, quad) in weights.iter().zip(part.quads) {
                let products = _mm256_maddubs_epi16(*weights, _mm256_set1_epi32(quad));
                pairs = _mm256_add_epi16(pairs, products);
            }
            let products = _mm256_madd_epi16(pairs, ones);
            let products = _mm256_add_epi32(products, _mm256_set1_epi32(part.offset));
            let scales = _mm256_mul_ps(scales, _mm256_set1_ps(part.scale));
            let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(products), scales);
            *sum = _mm256_add_ps(*sum, scaled);
        }
    }
    for (token, sum) in sums.into_iter().enumerate() {
        if let Some((out, _)) = out[token * rows..].split_first_chunk_mut() {
            store(out, sum);
        }
    }
    N
}

/// The weights plus 8 of eight rows, in bytes, four columns to a register.
#[target_feature(enable = "avx2")]
fn unpacked(block: &Block, half: usize) -> [__m256i; 8] {
    let low = _mm256_set1_epi8(0x0f);
    let mut weights = [low; 8];
    for (quarter, bytes) in block.quarters.iter().enumerate() {
        let bytes: &[u8; 32] = &bytes.as_chunks().0[half];
        // SAFETY: 32 bytes are behind the reference; the load needs no alignment.
        let bytes = unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
        weights[quarter] = _mm256_and_si256(bytes, low);
        weights[quarter + 4] = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), low);
    }
    weights
}

#[target_feature(enable = "avx2")]
fn load(values: &[f32; HALF]) -> __m256 {
    // SAFETY: 8 floats are behind the reference; the load needs no alignment.
    unsafe { _mm256_loadu_ps(values.as_ptr()) }
}

#[target_feature(enable = "avx2")]
fn store(out: &mut [f32; HALF], values: __m256) {
    // SAFETY: 8 floats are behind the reference; the store needs no alignment.
    unsafe { _mm256_storeu_ps(out.as_mut_ptr(), values) }
}

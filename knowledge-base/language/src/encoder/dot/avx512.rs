//! Products on AVX-512 VNNI: one instruction adds four products to each of 16 rows.
#![expect(
    unsafe_code,
    reason = "vector loads and stores, and calling what needs these instructions, are unsafe in std::arch"
)]

use super::Kernel;
use crate::encoder::layers::{Means, Network};
use crate::encoder::quantised::{Activations, Block, Matrix, PANEL};
use std::arch::x86_64::*;

/// So many tokens share one unpacking of weights; their sums stay in registers.
const TILE: usize = 10;

/// Proof that this CPU has AVX-512 F, BW, VL and VNNI: [`Avx512::detect`] is the only way to one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx512(());

impl Avx512 {
    pub(super) fn detect() -> Option<Self> {
        let all = is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni");
        all.then_some(Self(()))
    }

    pub(super) fn forward(self, network: &Network, ids: &[u32]) -> Means {
        // SAFETY: `self` proves that the CPU has the instructions.
        unsafe { forward(self, network, ids) }
    }
}

impl Kernel for Avx512 {
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
        // SAFETY: `self` proves that the CPU has the instructions.
        unsafe { multiply(matrix, bias, activations, out) }
    }
}

/// The whole pass, compiled for these instructions.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn forward(kernel: Avx512, network: &Network, ids: &[u32]) -> Means {
    network.forward(kernel, ids)
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn multiply(matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
    let (rows, tokens) = (matrix.rows(), activations.tokens());
    let biases = bias.as_chunks::<PANEL>().0;
    for (panel, (blocks, bias)) in matrix.panels().zip(biases).enumerate() {
        let mut first = 0;
        while first < tokens {
            let out = &mut out[first * rows + panel * PANEL..];
            let left = tokens - first;
            first += match left {
                TILE.. => tile::<TILE>(blocks, bias, activations, first, out, rows),
                5.. => tile::<5>(blocks, bias, activations, first, out, rows),
                2.. => tile::<2>(blocks, bias, activations, first, out, rows),
                _ => tile::<1>(blocks, bias, activations, first, out, rows),
            };
        }
    }
}

/// One panel for `N` tokens from `first` on; gives back `N`.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn tile<const N: usize>(
    blocks: &[Block],
    bias: &[f32; PANEL],
    activations: &Activations,
    first: usize,
    out: &mut [f32],
    rows: usize,
) -> usize {
    let parts: [_; N] = std::array::from_fn(|token| &activations.of(first + token)[..blocks.len()]);
    let mut sums = [load(bias); N];
    for (at, block) in blocks.iter().enumerate() {
        let weights = unpacked(block);
        let scales = load(&block.scales);
        for (sum, parts) in sums.iter_mut().zip(&parts) {
            let part = &parts[at];
            let mut products = _mm512_set1_epi32(part.offset);
            for (weights, quad) in weights.iter().zip(part.quads) {
                products = _mm512_dpbusd_epi32(products, *weights, _mm512_set1_epi32(quad));
            }
            let scales = _mm512_mul_ps(scales, _mm512_set1_ps(part.scale));
            let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(products), scales);
            *sum = _mm512_add_ps(*sum, scaled);
        }
    }
    for (token, sum) in sums.into_iter().enumerate() {
        if let Some((out, _)) = out[token * rows..].split_first_chunk_mut() {
            store(out, sum);
        }
    }
    N
}

/// The weights plus 8, in bytes, four columns to a register.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn unpacked(block: &Block) -> [__m512i; 8] {
    let low = _mm512_set1_epi8(0x0f);
    let mut weights = [low; 8];
    for (quarter, bytes) in block.quarters.iter().enumerate() {
        // SAFETY: 64 bytes are behind the reference; the load needs no alignment.
        let bytes = unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) };
        weights[quarter] = _mm512_and_si512(bytes, low);
        weights[quarter + 4] = _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), low);
    }
    weights
}

#[target_feature(enable = "avx512f")]
fn load(values: &[f32; PANEL]) -> __m512 {
    // SAFETY: 16 floats are behind the reference; the load needs no alignment.
    unsafe { _mm512_loadu_ps(values.as_ptr()) }
}

#[target_feature(enable = "avx512f")]
fn store(out: &mut [f32; PANEL], values: __m512) {
    // SAFETY: 16 floats are behind the reference; the store needs no alignment.
    unsafe { _mm512_storeu_ps(out.as_mut_ptr(), values) }
}

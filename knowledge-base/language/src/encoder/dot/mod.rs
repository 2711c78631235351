//! The product of activations and weights, on the widest instructions of this CPU. All paths give the
//! same bits: sums of 32 products are whole numbers, and these are scaled and added from left to
//! right, each product rounded before it is added.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use super::layers::{Means, Network};
use super::quantised::{Activations, Matrix};

/// Multiplies on one instruction set.
pub(super) trait Kernel: Copy {
    /// For every token and row: the row's bias plus the product of its weights and the activations.
    /// `out` holds one value a row, token by token.
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]);
}

/// The instructions that vectors are worked out with; they differ in speed only.
#[derive(Debug, Clone, Copy)]
pub struct Path(Set);

#[derive(Debug, Clone, Copy)]
enum Set {
    #[cfg(target_arch = "x86_64")]
    Avx512(avx512::Avx512),
    #[cfg(target_arch = "x86_64")]
    Avx2(avx2::Avx2),
    Portable(portable::Portable),
}

impl Path {
    /// All that this CPU can do, the fastest first.
    pub fn available() -> Vec<Self> {
        let mut paths = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            paths.extend(avx512::Avx512::detect().map(Set::Avx512));
            paths.extend(avx2::Avx2::detect().map(Set::Avx2));
        }
        paths.push(Set::Portable(portable::Portable));
        paths.into_iter().map(Self).collect()
    }

    /// The fastest of this CPU.
    pub fn best() -> Self {
        Self::available()[0]
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512(_) => "AVX-512 VNNI",
            #[cfg(target_arch = "x86_64")]
            Set::Avx2(_) => "AVX2",
            Set::Portable(_) => "portable",
        }
    }

    /// The mean of the last layer's vectors.
    pub(super) fn forward(self, network: &Network, ids: &[u32]) -> Means {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512(kernel) => kernel.forward(network, ids),
            #[cfg(target_arch = "x86_64")]
            Set::Avx2(kernel) => kernel.forward(network, ids),
            Set::Portable(kernel) => network.forward(kernel, ids),
        }
    }

    #[cfg(test)]
    fn multiply(self, matrix: &Matrix, bias: &[f32], activations: &Activations, out: &mut [f32]) {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Set::Avx512(kernel) => kernel.multiply(matrix, bias, activations, out),
            #[cfg(target_arch = "x86_64")]
            Set::Avx2(kernel) => kernel.multiply(matrix, bias, activations, out),
            Set::Portable(kernel) => kernel.multiply(matrix, bias, activations, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::file::{BLOCK, BLOCK_BYTES};
    use crate::encoder::miniature::Noise;
    use crate::encoder::quantised::add_row;

    /// Tells which paths were left out, as a test that passes without them must.
    fn paths() -> Vec<Path> {
        let paths = Path::available();
        let names: Vec<_> = paths.iter().map(|path| path.name()).collect();
        for name in ["AVX-512 VNNI", "AVX2"] {
            if !names.contains(&name) {
                println!("skipped: this CPU has no {name}");
            }
        }
        paths
    }

    fn random_blocks(noise: &mut Noise, rows: usize, columns: usize) -> Vec<[u8; BLOCK_BYTES]> {
        (0..rows * columns / BLOCK).map(|_| noise.block()).collect()
    }

    #[test]
    fn every_path_gives_the_same_bits_near_the_exact_product() {
        let mut noise = Noise::new(7);
        for (rows, columns, tokens) in [(16, 32, 1), (64, 64, 3), (48, 384, 9), (32, 1536, 21)] {
            let blocks = random_blocks(&mut noise, rows, columns);
            let matrix = Matrix::stack(&[&blocks], columns);
            let bias: Vec<f32> = (0..rows).map(|_| noise.value()).collect();
            let values: Vec<f32> = (0..tokens * columns).map(|_| noise.value()).collect();
            let activations = Activations::quantise(&values, columns);
            let outs: Vec<Vec<f32>> = paths()
                .into_iter()
                .map(|path| {
                    let mut out = vec![f32::NAN; tokens * rows];
                    path.multiply(&matrix, &bias, &activations, &mut out);
                    out
                })
                .collect();
            assert!(outs.iter().all(|out| *out == outs[0]));
            for (token, values) in values.chunks(columns).enumerate() {
                for (row, blocks) in blocks.chunks(columns / BLOCK).enumerate() {
                    let mut weights = vec![0.0; columns];
                    add_row(blocks, &mut weights);
                    let exact: f32 = weights.iter().zip(values).map(|(w, v)| w * v).sum();
                    let error = outs[0][token * rows + row] - bias[row] - exact;
                    assert!(
                        error.abs() < 0.02 * (columns as f32).sqrt(),
                        "off by {error}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_greatest_values_do_not_overflow() {
        for nibbles in [0x00, 0xff] {
            let mut block = [nibbles; BLOCK_BYTES];
            block[..2].copy_from_slice(&[0x00, 0x3c]);
            let blocks = vec![block; 16];
            let matrix = Matrix::stack(&[&blocks], BLOCK);
            for value in [-1.0, 1.0] {
                let activations = Activations::quantise(&[value; BLOCK], BLOCK);
                let weight = if nibbles == 0 { -8.0 } else { 7.0 };
                for path in paths() {
                    let mut out = vec![0.0; 16];
                    path.multiply(&matrix, &[0.0; 16], &activations, &mut out);
                    let error = out[0] - weight * value * 32.0;
                    assert!(error.abs() < 1e-4, "{}: off by {error}", path.name());
                }
            }
        }
    }
}

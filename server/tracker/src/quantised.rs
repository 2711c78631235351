//! A table of weights at eight bits each, with one scale a column.

/// Rows are features, columns are classes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Matrix {
    pub scale: Vec<f32>,
    pub weights: Vec<i8>,
}

impl Matrix {
    /// Rounds a table of `width` columns.
    pub fn from_rows(rows: &[f32], width: usize) -> Self {
        let mut scale = vec![f32::MIN_POSITIVE; width];
        for row in rows.chunks_exact(width) {
            for (scale, weight) in scale.iter_mut().zip(row) {
                *scale = scale.max(weight.abs() / 127.0);
            }
        }
        let weights = rows
            .chunks_exact(width)
            .flat_map(|row| row.iter().zip(&scale))
            .map(|(weight, scale)| (weight / scale).round() as i8)
            .collect();
        Self { scale, weights }
    }

    /// Adds the sum of the rows of a sparse vector, each times its value.
    pub fn add_product(&self, vector: &[(u32, f32)], to: &mut [f32]) {
        let width = self.scale.len();
        let mut sum = vec![0.0_f32; width];
        for (place, value) in vector {
            let row = &self.weights[*place as usize * width..][..width];
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += value * f32::from(*weight);
            }
        }
        for ((to, sum), scale) in to.iter_mut().zip(&sum).zip(&self.scale) {
            *to += sum * scale;
        }
    }
}

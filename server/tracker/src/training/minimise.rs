//! Finds the lowest point of a smooth function: L-BFGS with a backtracking step.

/// How long to look and when to stop.
pub(crate) struct Settings {
    pub rounds: usize,
    /// Stops once a round lowers the value by less than this share.
    pub enough: f64,
    /// Steps remembered.
    pub memory: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 40,
            enough: 1e-4,
            memory: 5,
        }
    }
}

/// Moves `x` to where `f` is lowest; `f` writes the slope and gives the value.
pub(crate) fn minimise(
    x: &mut Vec<f32>,
    settings: &Settings,
    mut f: impl FnMut(&[f32], &mut [f32]) -> f64,
) {
    let mut slope = vec![0.0_f32; x.len()];
    let mut value = f(x, &mut slope);
    let mut pairs: Vec<(Vec<f32>, Vec<f32>, f64)> = Vec::new();
    for _ in 0..settings.rounds {
        let direction = direction(&slope, &pairs);
        let descent = dot(&direction, &slope);
        if descent >= 0.0 {
            break;
        }
        let mut step = if pairs.is_empty() {
            (1.0 / dot(&slope, &slope).sqrt()).min(1.0)
        } else {
            1.0
        };
        let mut next = vec![0.0; x.len()];
        let mut next_slope = vec![0.0; x.len()];
        let mut next_value = f64::INFINITY;
        for _ in 0..20 {
            for ((next, x), d) in next.iter_mut().zip(x.iter()).zip(&direction) {
                *next = x + step as f32 * d;
            }
            next_value = f(&next, &mut next_slope);
            if next_value <= value + 1e-4 * step * descent {
                break;
            }
            step *= 0.5;
        }
        if next_value >= value {
            break;
        }
        let moved: Vec<f32> = next.iter().zip(x.iter()).map(|(a, b)| a - b).collect();
        let bent: Vec<f32> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &bent);
        if curve > 1e-10 {
            if pairs.len() == settings.memory {
                pairs.remove(0);
            }
            pairs.push((moved, bent, curve));
        }
        let gain = (value - next_value) / value.abs().max(1.0);
        *x = next;
        slope = next_slope;
        value = next_value;
        if gain < settings.enough {
            break;
        }
    }
}

fn direction(slope: &[f32], pairs: &[(Vec<f32>, Vec<f32>, f64)]) -> Vec<f32> {
    let mut out: Vec<f32> = slope.iter().map(|value| -value).collect();
    let mut shares = vec![0.0; pairs.len()];
    for (share, (moved, bent, curve)) in shares.iter_mut().zip(pairs).rev() {
        *share = dot(moved, &out) / curve;
        let times = *share as f32;
        out.iter_mut()
            .zip(bent)
            .for_each(|(out, bent)| *out -= times * bent);
    }
    if let Some((_, bent, curve)) = pairs.last() {
        let scale = (curve / dot(bent, bent)) as f32;
        out.iter_mut().for_each(|value| *value *= scale);
    }
    for (share, (moved, bent, curve)) in shares.iter().zip(pairs) {
        let times = (share - dot(bent, &out) / curve) as f32;
        out.iter_mut()
            .zip(moved)
            .for_each(|(out, moved)| *out += times * moved);
    }
    out
}

/// Sums in blocks: quick, and the same on every run.
fn dot(a: &[f32], b: &[f32]) -> f64 {
    let mut sum = 0.0;
    for (a, b) in a.chunks(4096).zip(b.chunks(4096)) {
        let mut lanes = [0.0_f32; 16];
        for (a, b) in a.chunks(16).zip(b.chunks(16)) {
            for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
                *lane += a * b;
            }
        }
        sum += lanes.iter().map(|lane| f64::from(*lane)).sum::<f64>();
    }
    sum
}

//! Exponential and error function in plain arithmetic: the same bits on every machine, and loops
//! over them become vector code.

/// So many values are summed beside each other; the order of additions is fixed by it.
pub(super) const LANES: usize = 16;

/// Adding and taking away 1.5 · 2²³ rounds to the nearest whole number, halves to even.
pub(super) const ROUNDER: f32 = 12_582_912.0;

/// The sum of the values, in a fixed order.
#[inline(always)]
pub(super) fn sum(values: &[f32]) -> f32 {
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    rest.iter()
        .fold(folded(lanes, |a, b| a + b), |sum, value| sum + value)
}

/// The greatest of the values; the least float if there are none.
#[inline(always)]
pub(super) fn greatest(values: &[f32]) -> f32 {
    let (whole, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::MIN; LANES];
    for chunk in whole {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane = greater(*lane, *value);
        }
    }
    let rest = rest.iter().copied();
    rest.fold(folded(lanes, greater), greater)
}

/// The greater of two; the first if one is not a number.
#[inline(always)]
pub(super) fn greater(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// Halves the lanes until one is left.
#[inline(always)]
pub(super) fn folded(mut lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = join(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// e to the power of x, for x of at most 88; below −87 it stays at e to the −87. Relative error under
/// 2·10⁻⁷ (the polynomial of Cephes' `expf`).
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let power = shifted - ROUNDER;
    let rest = x - power * 0.693_359_4 + power * 2.121_944_4e-4;
    let mut series = 1.987_569_1e-4;
    for term in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        series = series * rest + term;
    }
    let mantissa = series * rest * rest + rest + 1.0;
    // The low bits of `shifted` are the power of two, in two's complement.
    let exponent = shifted.to_bits().wrapping_add(127) << 23;
    mantissa * f32::from_bits(exponent)
}

/// x · Φ(x), by a rational approximation of erf (that of Eigen); error under 4·10⁻⁷ · max(1, |x|).
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let z = x * std::f32::consts::FRAC_1_SQRT_2;
    let z = if z > 4.0 { 4.0 } else { z };
    let z = if z < -4.0 { -4.0 } else { z };
    let square = z * z;
    let mut above = -2.726_142_3e-10;
    for term in [
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506e-5,
        -7.349_906_5e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ] {
        above = above * square + term;
    }
    let mut below = -1.456_607_2e-5;
    for term in [
        -2.133_740_6e-4,
        -1.682_827e-3,
        -7.373_329_3e-3,
        -1.426_473_9e-2,
    ] {
        below = below * square + term;
    }
    0.5 * x * (1.0 + z * above / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near_that_of_the_library() {
        for step in 0..=8_700 {
            let x = -0.01 * step as f32;
            let (ours, exact) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours / exact - 1.0).abs() < 2e-7, "{x}: {ours} for {exact}");
        }
        assert!(exp(f32::MIN) < 1e-37);
    }

    #[test]
    fn gelu_is_near_the_integral() {
        // The integral of the normal density from 0, by Simpson's rule.
        let density = |t: f64| (-t * t / 2.0).exp() / std::f64::consts::TAU.sqrt();
        for step in -600..=600 {
            let x = 0.01 * f64::from(step);
            let h = x / 1_000.0;
            let inner = (1..1_000).map(|k| (2 + 2 * (k % 2)) as f64 * density(h * f64::from(k)));
            let below = 0.5 + h / 3.0 * (density(0.0) + density(x) + inner.sum::<f64>());
            let error = f64::from(gelu(x as f32)) - x * below;
            assert!(error.abs() < 4e-7 * x.abs().max(1.0), "{x}: off by {error}");
        }
        assert!((gelu(50.0) - 50.0).abs() < 1e-5 && gelu(-50.0).abs() < 1e-5);
    }

    #[test]
    fn a_sum_does_not_depend_on_how_long_the_rest_is() {
        for length in [0, 1, 15, 16, 17, 384] {
            let values: Vec<f32> = (0..length).map(|n| n as f32).collect();
            assert_eq!(sum(&values), (length * (length - 1).max(0) / 2) as f32);
        }
    }
}

//! The network: word, place and type become a vector for each piece, and every layer lets the pieces
//! look at each other (attention) and then works on each alone (feed-forward).

use super::dot::Kernel;
use super::file::{BLOCK, BLOCK_BYTES, Contents, HEAD, Malformed};
use super::maths::{LANES, exp, gelu, greatest, sum};
use super::quantised::{Activations, Matrix, add_row};

/// All weights, ready to be used.
pub(super) struct Network {
    width: usize,
    epsilon: f32,
    /// A row for each piece, left in 4 bits as in the file.
    words: Vec<[u8; BLOCK_BYTES]>,
    /// A row for each place in the text, the token type added.
    places: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    /// Query, key and value, one below the other.
    look: Linear,
    attended: Linear,
    attention_norm: Norm,
    up: Linear,
    down: Linear,
    norm: Norm,
}

struct Linear {
    weights: Matrix,
    bias: Vec<f32>,
}

struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

/// The means of all pieces' vectors.
pub(super) struct Means {
    /// After the last layer.
    pub last: Vec<f32>,
    /// After two thirds of the layers: measured, the tracker reads best from there.
    pub middle: Vec<f32>,
}

impl Network {
    pub(super) fn read(contents: &Contents<'_>) -> Result<Self, Malformed> {
        let shape = contents.shape;
        let (width, feed) = (shape.width, shape.feed);
        let norm = |name: &str| -> Result<Norm, Malformed> {
            Ok(Norm {
                scale: contents.floats(&format!("{name}.w"), width)?,
                shift: contents.floats(&format!("{name}.b"), width)?,
            })
        };
        let linear = |layer: usize, names: &[&str], rows: usize, columns: usize| {
            let (mut parts, mut bias) = (Vec::new(), Vec::new());
            for name in names {
                parts.push(contents.blocks(&format!("l{layer}.{name}.w"), rows, columns)?);
                bias.extend(contents.floats(&format!("l{layer}.{name}.b"), rows)?);
            }
            let weights = Matrix::stack(&parts, columns);
            Ok::<_, Malformed>(Linear { weights, bias })
        };
        let mut places = contents.floats("emb.pos", shape.positions * width)?;
        let types = contents.floats("emb.type", shape.types * width)?;
        for place in places.chunks_exact_mut(width) {
            add(place, &types);
        }
        let layers = (0..shape.layers)
            .map(|layer| {
                Ok(Layer {
                    look: linear(layer, &["q", "k", "v"], width, width)?,
                    attended: linear(layer, &["ao"], width, width)?,
                    attention_norm: norm(&format!("l{layer}.aln"))?,
                    up: linear(layer, &["fi"], feed, width)?,
                    down: linear(layer, &["fo"], width, feed)?,
                    norm: norm(&format!("l{layer}.oln"))?,
                })
            })
            .collect::<Result<_, Malformed>>()?;
        Ok(Self {
            width,
            epsilon: shape.epsilon,
            words: contents
                .blocks("emb.word", shape.vocabulary, width)?
                .to_vec(),
            places,
            norm: norm("emb.ln")?,
            layers,
        })
    }

    /// The longest text, in pieces.
    pub(super) fn longest(&self) -> usize {
        self.places.len() / self.width
    }

    /// The means of the pieces' vectors. There is at least one piece, at most [`Self::longest`],
    /// and each is in the vocabulary. Always inlined, so that each instruction set has its own.
    #[inline(always)]
    pub(super) fn forward(&self, kernel: impl Kernel, ids: &[u32]) -> Means {
        let width = self.width;
        let mut state = self.places[..ids.len() * width].to_vec();
        let across = width / BLOCK;
        for (state, id) in state.chunks_exact_mut(width).zip(ids) {
            add_row(&self.words[*id as usize * across..][..across], state);
        }
        self.norm.apply(&mut state, self.epsilon);
        let mut middle = Vec::new();
        for (below, layer) in self.layers.iter().enumerate() {
            if below == self.layers.len() * 2 / 3 {
                middle = mean(&state, width);
            }
            let looks = layer.look.apply(kernel, &state, width);
            let seen = attend(&looks, width);
            add(&mut state, &layer.attended.apply(kernel, &seen, width));
            layer.attention_norm.apply(&mut state, self.epsilon);

            let mut inner = layer.up.apply(kernel, &state, width);
            inner.iter_mut().for_each(|value| *value = gelu(*value));
            let feed = inner.len() / ids.len();
            add(&mut state, &layer.down.apply(kernel, &inner, feed));
            layer.norm.apply(&mut state, self.epsilon);
        }
        Means {
            last: mean(&state, width),
            middle,
        }
    }
}

#[inline(always)]
fn mean(state: &[f32], width: usize) -> Vec<f32> {
    let mut mean = vec![0.0; width];
    for token in state.chunks_exact(width) {
        add(&mut mean, token);
    }
    let share = width as f32 / state.len() as f32;
    mean.iter_mut().for_each(|value| *value *= share);
    mean
}

impl Linear {
    #[inline(always)]
    fn apply(&self, kernel: impl Kernel, values: &[f32], width: usize) -> Vec<f32> {
        let activations = Activations::quantise(values, width);
        let mut out = vec![0.0; activations.tokens() * self.weights.rows()];
        kernel.multiply(&self.weights, &self.bias, &activations, &mut out);
        out
    }
}

impl Norm {
    /// Every token's values to mean 0 and variance 1, then scaled and shifted.
    #[inline(always)]
    fn apply(&self, state: &mut [f32], epsilon: f32) {
        let width = self.scale.len();
        let mut squares = vec![0.0; width];
        for token in state.chunks_exact_mut(width) {
            let mean = sum(token) / width as f32;
            for (square, value) in squares.iter_mut().zip(token.iter_mut()) {
                *value -= mean;
                *square = *value * *value;
            }
            let inverse = 1.0 / (sum(&squares) / width as f32 + epsilon).sqrt();
            for ((value, scale), shift) in token.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = *value * inverse * scale + shift;
            }
        }
    }
}

/// Keys of one head, turned so that 16 tokens lie beside each other.
type Keys = [[f32; LANES]; HEAD];

/// What each token sees in all tokens, head by head. `looks` holds query, key and value of each token.
#[inline(always)]
fn attend(looks: &[f32], width: usize) -> Vec<f32> {
    let tokens = looks.len() / (3 * width);
    let mut seen = vec![0.0; tokens * width];
    let mut keys: Vec<Keys> = vec![[[0.0; LANES]; HEAD]; tokens.div_ceil(LANES)];
    let mut values = vec![[0.0; HEAD]; tokens];
    let mut shares = vec![0.0; keys.len() * LANES];
    let scale = 1.0 / (HEAD as f32).sqrt();
    for head in (0..width).step_by(HEAD) {
        let look = |token: usize, which: usize| -> &[f32; HEAD] {
            &looks[(3 * token + which) * width + head..].as_chunks().0[0]
        };
        for token in 0..tokens {
            let lanes = &mut keys[token / LANES];
            for (lanes, value) in lanes.iter_mut().zip(look(token, 1)) {
                lanes[token % LANES] = *value;
            }
            values[token] = *look(token, 2);
        }
        for token in 0..tokens {
            let query = look(token, 0).map(|value| value * scale);
            for (shares, keys) in shares.as_chunks_mut().0.iter_mut().zip(&keys) {
                *shares = products(&query, keys);
            }
            let total = soften(&mut shares, tokens);
            let mut sight = [0.0; HEAD];
            for (share, values) in shares.iter().zip(&values) {
                for (sight, value) in sight.iter_mut().zip(values) {
                    *sight += share * value;
                }
            }
            let sight = sight.map(|value| value / total);
            seen[token * width + head..][..HEAD].copy_from_slice(&sight);
        }
    }
    seen
}

#[inline(always)]
fn products(query: &[f32; HEAD], keys: &Keys) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (query, keys) in query.iter().zip(keys) {
        for (sum, key) in sums.iter_mut().zip(keys) {
            *sum += query * key;
        }
    }
    sums
}

/// Each value becomes e to its power, the greatest first taken away; gives the sum of the first `count`.
#[inline(always)]
fn soften(values: &mut [f32], count: usize) -> f32 {
    let most = greatest(&values[..count]);
    for value in values.iter_mut() {
        *value = exp(*value - most);
    }
    sum(&values[..count])
}

#[inline(always)]
fn add(to: &mut [f32], what: &[f32]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += what;
    }
}

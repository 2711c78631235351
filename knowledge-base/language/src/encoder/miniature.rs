//! A tiny weights file made on the spot, so that tests need no download.

use super::file::BLOCK_BYTES;

/// Its pieces with their scores; control marks have the score 0.
pub(super) const PIECES: &[(&str, f32)] = &[
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("▁", -2.0),
    ("▁query", -5.0),
    ("▁passage", -5.0),
    (":", -3.0),
    ("▁jeg", -4.0),
    ("▁vet", -5.0),
    ("▁ikke", -4.0),
    ("▁i", -6.0),
    ("kke", -6.0),
    ("å", -6.0),
    ("f", -6.0),
    ("i", -6.0),
    ("<", -8.0),
    (">", -8.0),
    ("/", -8.0),
    ("s", -8.0),
    ("<mask>", 0.0),
];

const WIDTH: usize = 64;
const FEED: usize = 128;
const LAYERS: usize = 2;
const POSITIONS: usize = 64;

/// Numbers that look random and are the same every time.
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 ^ (self.0 >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32
    }

    /// Between −1 and 1.
    pub(super) fn value(&mut self) -> f32 {
        self.next() as f32 / u32::MAX as f32 * 2.0 - 1.0
    }

    /// A block of weights up to about 0.4.
    pub(super) fn block(&mut self) -> [u8; BLOCK_BYTES] {
        let mut block: [u8; BLOCK_BYTES] = std::array::from_fn(|_| self.next() as u8);
        block[1] = 0x28 + (block[1] & 3);
        block
    }
}

/// A whole file: 2 layers, 64 wide, texts of up to 64 pieces.
pub(super) fn miniature() -> Vec<u8> {
    let mut file = b"E5S1\x01\0\0\0".to_vec();
    let mut number = |file: &mut Vec<u8>, n: usize| file.extend((n as u32).to_le_bytes());
    let number = &mut number;
    for n in [
        WIDTH,
        LAYERS,
        WIDTH / 32,
        FEED,
        PIECES.len() + 3,
        POSITIONS,
        2,
    ] {
        number(&mut file, n);
    }
    file.extend(1e-12_f32.to_le_bytes());
    for n in [32, PIECES.len(), 0, 2, 1, 3] {
        number(&mut file, n);
    }
    let text: String = PIECES.iter().map(|(piece, _)| *piece).collect();
    file.extend((text.len() as u64).to_le_bytes());
    let mut start = 0;
    for length in [0]
        .into_iter()
        .chain(PIECES.iter().map(|(piece, _)| piece.len()))
    {
        start += length;
        number(&mut file, start);
    }
    PIECES
        .iter()
        .for_each(|(_, score)| file.extend(score.to_le_bytes()));
    file.extend(text.as_bytes());
    number(&mut file, 1);
    number(&mut file, 13);
    number(&mut file, 'ﬁ' as usize);
    file.push(2);
    number(&mut file, 'f' as usize);
    number(&mut file, 'i' as usize);
    tensors(&mut file);
    file
}

fn tensors(file: &mut Vec<u8>) {
    let mut noise = Noise::new(1);
    let mut all: Vec<(String, bool, usize, Vec<u8>)> = Vec::new();
    let mut enter = |name: String, quantised: bool, elements: usize| {
        let bytes = if quantised {
            (0..elements / 32).flat_map(|_| noise.block()).collect()
        } else {
            let one = f32::from(u8::from(name.ends_with("ln.w")));
            (0..elements)
                .flat_map(|_| (one + 0.1 * noise.value()).to_le_bytes())
                .collect()
        };
        all.push((name, quantised, elements, bytes));
    };
    enter("emb.word".to_owned(), true, (PIECES.len() + 3) * WIDTH);
    for (name, elements) in [
        ("pos", POSITIONS * WIDTH),
        ("type", 2 * WIDTH),
        ("ln.w", WIDTH),
        ("ln.b", WIDTH),
    ] {
        enter(format!("emb.{name}"), false, elements);
    }
    for layer in 0..LAYERS {
        for (name, rows, columns) in [
            ("q", WIDTH, WIDTH),
            ("k", WIDTH, WIDTH),
            ("v", WIDTH, WIDTH),
            ("ao", WIDTH, WIDTH),
            ("fi", FEED, WIDTH),
            ("fo", WIDTH, FEED),
        ] {
            enter(format!("l{layer}.{name}.w"), true, rows * columns);
            enter(format!("l{layer}.{name}.b"), false, rows);
        }
        for name in ["aln.w", "aln.b", "oln.w", "oln.b"] {
            enter(format!("l{layer}.{name}"), false, WIDTH);
        }
    }
    let list: usize = all
        .iter()
        .map(|(name, ..)| 2 + name.len() + 1 + 4 + 8 + 8)
        .sum();
    let mut offset = (file.len() + 4 + list) as u64;
    file.extend((all.len() as u32).to_le_bytes());
    for (name, quantised, elements, bytes) in &all {
        file.extend((name.len() as u16).to_le_bytes());
        file.extend(name.as_bytes());
        file.push(u8::from(*quantised));
        file.extend((*elements as u32).to_le_bytes());
        file.extend(offset.to_le_bytes());
        file.extend((bytes.len() as u64).to_le_bytes());
        offset += bytes.len() as u64;
    }
    all.iter().for_each(|(.., bytes)| file.extend(bytes));
}

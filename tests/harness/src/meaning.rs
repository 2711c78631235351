//! Sentence vectors for a test, made of the text alone, by an encoder that the test can hold up.

use language::{Embedding, Encoder};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Half of a vector: the tracker reads 384 numbers of each of two layers.
const HALF: usize = 384;

/// A vector that follows from the text, with no meaning at all.
pub fn vector(text: &str) -> Embedding {
    let mut state = text.bytes().fold(1_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut number = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut half = || (0..HALF).map(|_| number()).collect::<Vec<f32>>();
    let last = half();
    Embedding::new(last, half())
}

/// The vector of a text as a lesson keeps it: eight bits a number.
pub fn as_kept(text: &str) -> Vec<u8> {
    let vector = vector(text);
    let numbers = || vector.middle().iter().chain(vector.values());
    let largest = numbers().fold(0.0_f32, |top, number| top.max(number.abs()));
    let scale = largest / 127.0;
    let kept = numbers().map(|number| ((number / scale).round() as i8).cast_unsigned());
    kept.collect()
}

/// What was asked of the encoders of a test, and the gate that holds them up.
#[derive(Clone)]
pub struct Meaning {
    asked: Arc<Mutex<Vec<String>>>,
    gate: Arc<Mutex<Option<Receiver<()>>>>,
}

impl Meaning {
    /// Encoders that answer at once.
    pub fn open() -> Self {
        Self {
            asked: Arc::default(),
            gate: Arc::default(),
        }
    }

    /// Encoders that give no vector until they are let on: one for each `send`, and all once the
    /// sender is dropped.
    pub fn held() -> (Self, Sender<()>) {
        let (open, gate) = channel();
        let gate = Arc::new(Mutex::new(Some(gate)));
        let asked = Arc::default();
        (Self { asked, gate }, open)
    }

    /// Every text that an encoder has begun with, in order.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.clone()
    }

    /// An encoder with one thread.
    ///
    /// # Panics
    /// The system gives no thread.
    pub fn encoder(&self, queue: usize) -> Encoder {
        let Self { asked, gate } = self.clone();
        let embed = move |text: &str| {
            let begun = || asked.lock().unwrap_or_else(PoisonError::into_inner);
            begun().push(text.to_owned());
            let gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(gate) = &*gate {
                let _ = gate.recv(); // an error means that the gate stays open
            }
            vector(text)
        };
        Encoder::with(embed, 1, queue).expect("a thread")
    }
}

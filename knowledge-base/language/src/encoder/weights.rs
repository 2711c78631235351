//! The weights: where they lie, whether they are the right ones, and what they make of a text.

use super::dot::Path;
use super::embedding::Embedding;
use super::file::{Contents, Malformed};
use super::layers::{Means, Network};
use super::maths::sum;
use super::pieces::Pieces;
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::io;
use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The name of the weights file.
pub const FILE_NAME: &str = "e5-small-q4.bin";
/// Its length in bytes.
pub const SIZE: u64 = 71_622_400;
/// Its SHA-256 in hexadecimal.
pub const SHA256: &str = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f";

/// The mean of the vectors of all chat messages in `tests/fixtures/chats/train-*.jsonl`, as
/// little-endian floats; `cargo run --release -p language --example centre` writes it.
const MEAN: &[u8] = include_bytes!("mean.bin");

/// Why there are no weights.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// No variable says where weights are kept.
    #[error("failed to find a place for weights: set LEDSAGER_MODELS or HOME")]
    NoPlace,
    /// There is no such file.
    #[error("there are no weights at {}", .0.display())]
    Missing(PathBuf),
    /// The file is there and cannot be read.
    #[error("failed to read {}", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// The file is not the one whose sum is known.
    #[error("{} is damaged or another file: its length or SHA-256 is not that of {FILE_NAME}", .0.display())]
    WrongSum(PathBuf),
    /// The file breaks its format.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// Where the weights are looked for: `$LEDSAGER_MODELS`, else `$XDG_DATA_HOME/ledsager/models`, else
/// `~/.local/share/ledsager/models`; then [`FILE_NAME`].
///
/// # Errors
/// [`WeightsError::NoPlace`] if none of these is set.
pub fn place() -> Result<PathBuf, WeightsError> {
    place_by(|name| env::var_os(name).map(PathBuf::from))
}

fn place_by(variable: impl Fn(&str) -> Option<PathBuf>) -> Result<PathBuf, WeightsError> {
    let set = |name| variable(name).filter(|path| !path.as_os_str().is_empty());
    let data = || set("XDG_DATA_HOME").filter(|path| path.is_absolute());
    let home = || set("HOME").map(|home| home.join(".local/share"));
    set("LEDSAGER_MODELS")
        .or_else(|| Some(data().or_else(home)?.join("ledsager/models")))
        .map(|folder| folder.join(FILE_NAME))
        .ok_or(WeightsError::NoPlace)
}

/// The bytes of a weights file, its sum checked.
///
/// # Errors
/// The file is missing, unreadable, or another one.
pub fn verified(path: &FilePath) -> Result<Vec<u8>, WeightsError> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => WeightsError::Missing(path.to_owned()),
        _ => WeightsError::Unreadable(path.to_owned(), error),
    };
    // The length first: nothing of another size is read.
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length != SIZE {
        return Err(WeightsError::WrongSum(path.to_owned()));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let sum = Sha256::digest(&bytes);
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    if sum == SHA256 {
        Ok(bytes)
    } else {
        Err(WeightsError::WrongSum(path.to_owned()))
    }
}

/// What a text is to others; the model was taught to tell these apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// What somebody says or asks, and whatever is compared with its like.
    #[default]
    Query,
    /// What is to be found by a query.
    Passage,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Query => "query: ",
            Self::Passage => "passage: ",
        }
    }
}

/// Names the weights, the layers that vectors are taken from, and the means taken away: whoever has
/// learned from vectors can read only those of the same name.
pub const ENCODER: &str = "e5-small-q4-1571fc98-layers-8-12-mean-1";

/// The encoder's weights in memory, about 75 MB; share them by `Arc`.
pub struct Weights {
    pieces: Pieces,
    network: Network,
    /// Of the last layer, then of the middle.
    mean: Vec<f32>,
    path: Path,
}

impl Weights {
    /// The weights of this machine; see [`place`].
    ///
    /// # Errors
    /// They are missing, unreadable, or not the ones known.
    pub fn find() -> Result<Self, WeightsError> {
        Self::load(&place()?)
    }

    /// The weights of a file whose sum is [`SHA256`]; vectors are centred.
    ///
    /// # Errors
    /// The file is missing, unreadable, or another one.
    pub fn load(path: &FilePath) -> Result<Self, WeightsError> {
        let mut weights = Self::read(&verified(path)?)?;
        let mean = MEAN.as_chunks().0.iter().copied().map(f32::from_le_bytes);
        weights.mean = mean.collect();
        Ok(weights)
    }

    /// Any weights of the format E5S1; their vectors are not centred, as no mean is known.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn read(file: &[u8]) -> Result<Self, Malformed> {
        let contents = Contents::read(file)?;
        Ok(Self {
            network: Network::read(&contents)?,
            pieces: Pieces::new(contents.pieces),
            mean: Vec::new(),
            path: Path::best(),
        })
    }

    /// The same weights, worked with on other instructions.
    #[must_use]
    pub fn on(self, path: Path) -> Self {
        Self { path, ..self }
    }

    /// The same weights without the mean: vectors as the model gives them, all near each other.
    #[must_use]
    pub fn uncentred(self) -> Self {
        let mean = Vec::new();
        Self { mean, ..self }
    }

    /// The instructions in use.
    pub fn path(&self) -> Path {
        self.path
    }

    /// The number of pieces that are read of a text, its marks and prefix included; at most 512. Of a
    /// longer text the beginning and the end are read.
    pub fn pieces(&self, text: &str) -> usize {
        self.ids(Kind::Query, text).len()
    }

    fn ids(&self, kind: Kind, text: &str) -> Vec<u32> {
        self.pieces.of(kind.prefix(), text, self.network.longest())
    }

    /// The vector of a message: 384 values, and as many of the middle. Blocks for as long as it takes.
    pub fn embed(&self, text: &str) -> Embedding {
        self.embed_as(Kind::Query, text)
    }

    /// The vector of a text of a kind. Blocks for as long as it takes.
    pub fn embed_as(&self, kind: Kind, text: &str) -> Embedding {
        let Means { last, middle } = self.path.forward(&self.network, &self.ids(kind, text));
        let width = last.len().min(self.mean.len());
        let (of_last, of_middle) = self.mean.split_at(width);
        Embedding::new(centred(last, of_last), centred(middle, of_middle))
    }

    /// The vectors of many messages, in their order, worked out on all cores. `progress` hears after
    /// each how many are done, on any thread.
    pub fn embed_all(&self, texts: &[&str], progress: &(dyn Fn(usize) + Sync)) -> Vec<Embedding> {
        self.embed_all_as(Kind::Query, texts, progress)
    }

    /// [`Weights::embed_all`] for texts of a kind.
    pub fn embed_all_as(
        &self,
        kind: Kind,
        texts: &[&str],
        progress: &(dyn Fn(usize) + Sync),
    ) -> Vec<Embedding> {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let some = || {
            let mut vectors = Vec::new();
            while let at = next.fetch_add(1, Ordering::Relaxed)
                && let Some(text) = texts.get(at)
            {
                vectors.push((at, self.embed_as(kind, text)));
                progress(1 + done.fetch_add(1, Ordering::Relaxed));
            }
            vectors
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut vectors: Vec<(usize, Embedding)> = thread::scope(|scope| {
            let others: Vec<_> = (1..cores).map(|_| scope.spawn(some)).collect();
            let own = some();
            let joined = others.into_iter().flat_map(|other| match other.join() {
                Ok(vectors) => vectors,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            own.into_iter().chain(joined).collect()
        });
        vectors.sort_unstable_by_key(|(at, _)| *at);
        vectors.into_iter().map(|(_, vector)| vector).collect()
    }
}

impl std::fmt::Debug for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[weights; on {}]", self.path.name())
    }
}

fn centred(mut values: Vec<f32>, mean: &[f32]) -> Vec<f32> {
    to_unit_length(&mut values);
    if !mean.is_empty() {
        for (value, mean) in values.iter_mut().zip(mean) {
            *value -= mean;
        }
        to_unit_length(&mut values);
    }
    values
}

fn to_unit_length(values: &mut [f32]) {
    let squares: Vec<f32> = values.iter().map(|value| value * value).collect();
    let length = sum(&squares).sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|value| *value /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::miniature::miniature;

    fn weights() -> Weights {
        Weights::read(&miniature()).unwrap()
    }

    #[test]
    fn every_path_gives_the_same_vector() {
        let text = "jeg vet ikke å i fi ".repeat(3);
        let all = Path::available()
            .into_iter()
            .map(|path| weights().on(path).embed(&text));
        let all: Vec<Embedding> = all.collect();
        println!("compared {:?}", Path::available());
        assert!(all.iter().all(|one| *one == all[0]));
        assert!((all[0].cosine(&all[0]) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn no_text_is_too_strange() {
        let weights = weights();
        let long = "x".repeat(20_000);
        let ligatures = "\u{fdfa}".repeat(20_000);
        let marks = format!("a{}", "\u{301}".repeat(20_000));
        for text in [
            "",
            "å",
            " \n\t ",
            "👩‍💻🏳️‍🌈",
            "\0\u{feff}",
            "Привет 你好 مرحبا hei",
            &long,
            &ligatures,
            &marks,
        ] {
            let vector = weights.embed(text);
            assert_eq!(vector.values().len(), 64);
            assert!(vector.values().iter().all(|value| value.is_finite()));
            assert!(weights.pieces(text) <= 64);
        }
    }

    #[test]
    fn both_normal_forms_are_the_same_vector_and_a_passage_is_another() {
        let weights = weights();
        assert_eq!(weights.embed("a\u{30a} jeg"), weights.embed("å jeg"));
        assert_ne!(weights.embed_as(Kind::Passage, "jeg"), weights.embed("jeg"));
    }

    #[test]
    fn many_come_back_in_their_order() {
        let weights = weights();
        let texts: Vec<String> = (0..40).map(|n| "jeg vet ikke ".repeat(n % 5)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let most = AtomicUsize::new(0);
        let progress = |done| {
            most.fetch_max(done, Ordering::Relaxed);
        };
        let vectors = weights.embed_all(&texts, &progress);
        assert_eq!(most.into_inner(), 40);
        for (text, vector) in texts.iter().zip(vectors) {
            assert_eq!(vector, weights.embed(text));
        }
    }

    #[test]
    fn the_place_is_told_by_the_first_variable_that_is_set() {
        let place = |set: &[(&str, &str)]| {
            place_by(|name| {
                let found = set.iter().find(|(one, _)| *one == name);
                found.map(|(_, value)| PathBuf::from(value))
            })
            .ok()
            .map(|path| path.display().to_string())
        };
        let told = |path: &str| Some(format!("{path}/{FILE_NAME}"));
        let (home, data) = (("HOME", "/h"), ("XDG_DATA_HOME", "/d"));
        assert_eq!(place(&[home, data, ("LEDSAGER_MODELS", "/m")]), told("/m"));
        assert_eq!(
            place(&[home, data, ("LEDSAGER_MODELS", "")]),
            told("/d/ledsager/models")
        );
        assert_eq!(
            place(&[home, ("XDG_DATA_HOME", "d")]),
            told("/h/.local/share/ledsager/models")
        );
        assert_eq!(place(&[]), None);
    }

    #[test]
    fn another_file_is_not_taken_for_the_weights() {
        let here = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(matches!(
            Weights::load(&here),
            Err(WeightsError::WrongSum(_))
        ));
        let missing = here.join("finnes/ikke");
        assert!(Weights::load(&missing).is_err());
        let missing = here.with_file_name("finnes-ikke");
        assert!(matches!(
            Weights::load(&missing),
            Err(WeightsError::Missing(_))
        ));
    }
}

//! Sentence vectors for commands that read chats from files: made on all cores, with progress, and
//! for training kept between runs.

use crate::settings::TierWish;
use anyhow::{Context, Result};
use language::encoder::{ENCODER, Kind, WeightsError};
use language::{Embedding, Weights};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use tracker::Vectors;

/// The weights, if the tier wished for needs them and they are here.
///
/// # Errors
/// The large tier is wished for and the weights are missing or wrong.
pub(crate) fn weights(wish: TierWish) -> Result<Option<Weights>> {
    match wish {
        TierWish::Small => Ok(None),
        TierWish::Large => Ok(Some(Weights::find().context(
            "the large tier needs the weights of the encoder: `ledsager model fetch` gets them",
        )?)),
        TierWish::Auto => match Weights::find() {
            Ok(weights) => Ok(Some(weights)),
            Err(WeightsError::Missing(_)) => Ok(None),
            Err(error) => {
                eprintln!("the large tier cannot be used: {error}");
                Ok(None)
            }
        },
    }
}

/// The vectors of these texts, each made once; those that training has kept are not made again.
pub(crate) fn of<'a>(weights: &Weights, texts: impl Iterator<Item = &'a str>) -> Vectors {
    with_cache(
        weights,
        texts,
        &mut read_cache(MESSAGES).unwrap_or_default(),
    )
}

/// The vectors of the few texts of one chat, without a word about it.
pub(crate) fn of_few<'a>(weights: &Weights, texts: impl Iterator<Item = &'a str>) -> Vectors {
    let texts: Vec<&str> = texts.collect();
    let mut vectors = Vectors::of(ENCODER);
    for (text, vector) in texts.iter().zip(weights.embed_all(&texts, &|_| ())) {
        vectors.insert(text, vector);
    }
    vectors
}

/// The same for training, where the same chats come again and again: kept by the sum of a text in
/// the user's cache folder. A cache that cannot be read or written is gone without.
pub(crate) fn kept<'a>(weights: &Weights, texts: impl Iterator<Item = &'a str>) -> Vectors {
    let mut cache = read_cache(MESSAGES).unwrap_or_default();
    let before = cache.len();
    let vectors = with_cache(weights, texts, &mut cache);
    keep(MESSAGES, &cache, before);
    vectors
}

/// The vectors of passages that questions are to find, kept like those of training.
pub(crate) fn of_passages(weights: &Weights, texts: &[&str]) -> Vec<Embedding> {
    let mut cache = read_cache(PASSAGES).unwrap_or_default();
    let before = cache.len();
    complete(&mut cache, weights, Kind::Passage, texts.iter().copied());
    keep(PASSAGES, &cache, before);
    texts.iter().map(|text| cache[&sum(text)].clone()).collect()
}

/// The vectors of questions, with progress, not kept.
pub(crate) fn of_questions(weights: &Weights, texts: &[&str]) -> Vec<Embedding> {
    weights.embed_all(texts, &progress(texts.len()))
}

/// Tells of every tenth on the way.
fn progress(all: usize) -> impl Fn(usize) + Sync {
    let shown = AtomicUsize::new(0);
    move |done| {
        let step = done * 10 / all.max(1);
        if shown.fetch_max(step, Ordering::Relaxed) < step {
            eprintln!("sentence vectors: {done} of {all}");
        }
    }
}

/// The two caches, by what their vectors are of.
const MESSAGES: &str = "vectors";
const PASSAGES: &str = "passages";

type Sum = [u8; 32];
type Cache = HashMap<Sum, Embedding>;

fn with_cache<'a>(
    weights: &Weights,
    texts: impl Iterator<Item = &'a str>,
    cache: &mut Cache,
) -> Vectors {
    let texts: BTreeSet<String> = texts.map(language::normalise).collect();
    complete(
        cache,
        weights,
        Kind::Query,
        texts.iter().map(String::as_str),
    );
    let mut vectors = Vectors::of(ENCODER);
    for text in &texts {
        if let Some(vector) = cache.get(&sum(text)) {
            vectors.insert(text, vector.clone());
        }
    }
    vectors
}

/// Makes the vectors that a cache lacks, each once, with progress.
fn complete<'a>(
    cache: &mut Cache,
    weights: &Weights,
    kind: Kind,
    texts: impl Iterator<Item = &'a str>,
) {
    let missing: BTreeSet<&str> = texts
        .filter(|text| !cache.contains_key(&sum(text)))
        .collect();
    if !missing.is_empty() {
        let missing: Vec<&str> = missing.into_iter().collect();
        let made = weights.embed_all_as(kind, &missing, &progress(missing.len()));
        cache.extend(missing.iter().map(|text| sum(text)).zip(made));
    }
}

/// Writes a cache that has grown.
fn keep(kind: &str, cache: &Cache, before: usize) {
    if cache.len() > before
        && let Err(error) = write_cache(kind, cache)
    {
        eprintln!("the vectors are not kept for the next run: {error:#}");
    }
}

fn sum(text: &str) -> Sum {
    Sha256::digest(text).into()
}

fn cache_path(kind: &str) -> Result<PathBuf> {
    let folder = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let folder = folder.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    let folder = folder.context("no home folder")?;
    Ok(folder.join("ledsager").join(format!("{ENCODER}.{kind}")))
}

/// Sum, then the numbers of last layer and middle, again and again.
fn read_cache(kind: &str) -> Result<Cache> {
    let bytes = std::fs::read(cache_path(kind)?)?;
    let (records, rest) = bytes.as_chunks::<RECORD>();
    anyhow::ensure!(rest.is_empty(), "cut short");
    let mut cache = Cache::new();
    for record in records {
        let (sum, numbers) = record.split_at(32);
        let floats = numbers.as_chunks::<4>().0;
        let floats: Vec<f32> = floats
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect();
        let (values, middle) = floats.split_at(WIDTH);
        cache.insert(sum.try_into()?, Embedding::new(values, middle));
    }
    Ok(cache)
}

const WIDTH: usize = 384;
const RECORD: usize = 32 + 2 * 4 * WIDTH;

fn write_cache(kind: &str, cache: &Cache) -> Result<()> {
    let path = cache_path(kind)?;
    let folder = path.parent().context("no folder")?;
    std::fs::create_dir_all(folder)?;
    let mut bytes = Vec::with_capacity(cache.len() * RECORD);
    for (sum, vector) in cache {
        bytes.extend(sum);
        let numbers = vector.values().iter().chain(vector.middle());
        bytes.extend(numbers.flat_map(|number| number.to_le_bytes()));
    }
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, &bytes)?;
    file.persist(path)?;
    Ok(())
}

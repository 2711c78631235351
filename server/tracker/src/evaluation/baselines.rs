//! Simpler readers to measure against: if the tracker does not beat them clearly, it is worth nothing.

use super::{Answer, Answers, Test};
use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::features::{Features, extract, letters};
use crate::linear::{Evidence, speaker_place};
use crate::material::{Chat, Material};
use crate::model::Calibration;
use crate::training;
use crate::training::linear;
use crate::training::lines::Lines;
use crate::training::parallel::parallel;
use std::collections::BTreeMap;
use taxonomy::Ring;

/// A simpler reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Baseline {
    /// Always the commonest class.
    Majority,
    /// The commonest class at this place in a chat, for this speaker.
    Position,
    /// The first layer on letter runs of the message in hand alone.
    Letters,
    /// The first layer on all that is counted in the message in hand alone.
    WordsAlone,
    /// The first layer on the sentence vector of the message in hand alone.
    VectorAlone,
    /// The first layer on words and fading memories, without the nets.
    FirstLayer,
}

const ALL: [(Baseline, &str); 6] = [
    (Baseline::Majority, "majority"),
    (Baseline::Position, "position only"),
    (Baseline::Letters, "letter n-grams alone"),
    (Baseline::VectorAlone, "encoder alone"),
    (Baseline::WordsAlone, "linear, no context"),
    (Baseline::FirstLayer, "linear, fading context"),
];

/// Trains the simpler readers on files and lets them read the chats of a test.
pub(crate) fn beside(
    classes: &Classes,
    files: &[Vec<LabelledChat>],
    test: &Test<'_>,
    readers: &mut Vec<(&str, Answers)>,
) {
    let mut seen = Vec::new();
    for look in [extract as fn(&str) -> Features, letters] {
        let known = Material::seen(classes, files, test.vectors, look, None);
        let chats = [test.chats.to_vec()];
        let vocabulary = Some(&known.vocabulary);
        let unknown = Material::seen(classes, &chats, test.vectors, look, vocabulary);
        seen.push((known, unknown));
    }
    for (baseline, name) in ALL {
        if baseline == Baseline::VectorAlone && test.vectors.is_none() {
            continue;
        }
        let (known, unknown) = &seen[usize::from(baseline == Baseline::Letters)];
        let said = read(baseline, (known, &known.all()), (unknown, &unknown.all()));
        readers.push((name, said));
    }
}

/// Trains the simpler readers on folds of `words`, which was made of these files, and lets them read
/// what is held apart.
pub(crate) fn on_folds(
    words: &Material,
    files: &[Vec<LabelledChat>],
    readers: &mut Vec<(&str, Answers)>,
    progress: &mut dyn FnMut(&str),
) {
    let letters = Material::seen(&words.classes, files, None, letters, None);
    for (baseline, name) in ALL {
        if baseline == Baseline::VectorAlone && words.encoder.is_none() {
            continue;
        }
        progress(&format!("for comparison: {name}"));
        let material = if baseline == Baseline::Letters {
            &letters
        } else {
            words
        };
        let folds = parallel(material.folds(), |fold| {
            let inside = material.inside(fold);
            let known = (material, &material.outside(fold)[..]);
            let said = read(baseline, known, (material, &inside));
            inside.into_iter().zip(said).collect::<Vec<_>>()
        });
        let mut answers = vec![Vec::new(); material.chats.len()];
        for (at, said) in folds.into_iter().flatten() {
            answers[at] = said;
        }
        readers.push((name, answers));
    }
}

/// Chats of a material, by their places.
type Chats<'a> = (&'a Material, &'a [usize]);

fn read(baseline: Baseline, known: Chats<'_>, unknown: Chats<'_>) -> Answers {
    match baseline {
        Baseline::Majority => by_key(known, unknown, |_, _| 0),
        Baseline::Position => by_key(known, unknown, |chat, at| {
            let place = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30];
            let place = place.iter().filter(|start| at >= **start).count();
            3 * place + speaker_place(chat.heard[at].speaker).unwrap_or(2)
        }),
        Baseline::Letters | Baseline::WordsAlone => {
            linear(|chats| Lines::of_words(chats).alone(), known, unknown)
        }
        Baseline::VectorAlone => linear(|chats| Lines::of_vectors(chats).alone(), known, unknown),
        Baseline::FirstLayer => linear(Lines::of_words, known, unknown),
    }
}

fn by_key(
    (material, known): Chats<'_>,
    (test, unknown): Chats<'_>,
    key: impl Fn(&Chat, usize) -> usize,
) -> Answers {
    let classes = &material.classes;
    let mut counts: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
    for chat in known.iter().map(|at| &material.chats[*at]) {
        for (at, heard) in chat.heard.iter().enumerate() {
            let row = counts.entry(key(chat, at));
            let row = row.or_insert_with(|| vec![0.1; classes.width()]);
            for (ring, label) in Ring::ALL.into_iter().zip(heard.labels) {
                if let Some(label) = label {
                    row[classes.columns(ring).start + label] += 1.0;
                }
            }
        }
    }
    let unseen = vec![0.0; classes.width()];
    let read = |chat: &Chat| {
        let answers = (0..chat.heard.len()).map(|at| {
            let row = counts.get(&key(chat, at)).unwrap_or(&unseen);
            let scores: Vec<f32> = row.iter().map(|count| count.max(0.1).ln()).collect();
            Answer::of_scores(classes, &scores, &PLAIN)
        });
        answers.collect()
    };
    unknown.iter().map(|at| read(&test.chats[*at])).collect()
}

/// A first layer by itself.
fn linear(
    lines: fn(&Material) -> Lines,
    (material, known): Chats<'_>,
    (test, unknown): Chats<'_>,
) -> Answers {
    let pull = &training::SETTINGS.words;
    let layer = linear::train(material, &lines(material), known, pull);
    let lines = lines(test);
    let scores = |said: &Evidence| -> Vec<f32> {
        said.own
            .iter()
            .zip(&said.past)
            .map(|(a, b)| a + b)
            .collect()
    };
    let read = |at: &usize| {
        let said = linear::hear(&layer, test, &lines, *at);
        let answers = said.iter();
        answers
            .map(|said| Answer::of_scores(&material.classes, &scores(said), &PLAIN))
            .collect()
    };
    unknown.iter().map(read).collect()
}

const PLAIN: [Calibration; 3] = [Calibration {
    temperature: 1.0,
    shown_from: 0.0,
    sure_from: 1.0,
    second_from: 1.0,
}; 3];

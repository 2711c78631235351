//! Simpler readers to measure against: if the tracker does not beat them clearly, it is worth nothing.

use super::{Answer, answer_of};
use crate::linear::speaker_place;
use crate::model::Calibration;
use crate::training;
use crate::training::corpus::{Chat, Corpus};
use std::collections::BTreeMap;
use taxonomy::Ring;

/// Trains on the chats of a corpus at some places, and reads others.
type Read = fn(&Corpus, &[usize], &[&Chat]) -> Vec<Vec<Answer>>;

/// A simpler reader.
pub(crate) struct Baseline {
    pub name: &'static str,
    /// Whether it sees letter runs in place of all features.
    pub letters: bool,
    pub read: Read,
}

pub(crate) const ALL: [Baseline; 3] = [
    Baseline {
        name: "majority",
        letters: false,
        read: majority,
    },
    Baseline {
        name: "position only",
        letters: false,
        read: position,
    },
    Baseline {
        name: "letter n-grams, no context",
        letters: true,
        read: ngrams,
    },
];

/// Always the commonest class.
fn majority(corpus: &Corpus, known: &[usize], unknown: &[&Chat]) -> Vec<Vec<Answer>> {
    by_key(corpus, known, unknown, |_, _| 0)
}

/// The commonest class at this place in a chat, for this speaker.
fn position(corpus: &Corpus, known: &[usize], unknown: &[&Chat]) -> Vec<Vec<Answer>> {
    by_key(corpus, known, unknown, |chat, at| {
        let place = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30];
        let place = place.iter().filter(|start| at >= **start).count();
        let who = speaker_place(chat.heard()[at].speaker).unwrap_or(2);
        3 * place + who
    })
}

fn by_key(
    corpus: &Corpus,
    known: &[usize],
    unknown: &[&Chat],
    key: impl Fn(&Chat, usize) -> usize,
) -> Vec<Vec<Answer>> {
    let width = corpus.classes.width();
    let mut counts: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
    for chat in known.iter().map(|at| &corpus.chats[*at]) {
        for (at, heard) in chat.heard().iter().enumerate() {
            let row = counts.entry(key(chat, at));
            let row = row.or_insert_with(|| vec![0.1; width]);
            for (ring, label) in Ring::ALL.into_iter().zip(heard.labels) {
                row[corpus.classes.columns(ring).start + label] += 1.0;
            }
        }
    }
    let unseen = vec![0.0; width];
    let read = |chat: &&Chat| {
        let answers = (0..chat.heard().len()).map(|at| {
            let row = counts.get(&key(chat, at)).unwrap_or(&unseen);
            let scores: Vec<f32> = row.iter().map(|count| count.max(0.1).ln()).collect();
            answer_of(&corpus.classes, &scores, &PLAIN)
        });
        answers.collect()
    };
    unknown.iter().map(read).collect()
}

/// The tracker's own first layer on letter runs of the message in hand alone.
fn ngrams(corpus: &Corpus, known: &[usize], unknown: &[&Chat]) -> Vec<Vec<Answer>> {
    let layer = training::linear::train(corpus, known, &training::SETTINGS.pull);
    let read = |chat: &&Chat| {
        let said = training::linear::hear(&layer, chat.heard(), corpus.classes.width());
        let answers = said
            .iter()
            .map(|said| answer_of(&corpus.classes, &said.own, &PLAIN));
        answers.collect()
    };
    unknown.iter().map(read).collect()
}

const PLAIN: [Calibration; 3] = [Calibration {
    temperature: 1.0,
    shown_from: 0.0,
    sure_from: 1.0,
}; 3];

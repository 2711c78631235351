//! A second layer trained on everything, and what layers like it say of chats held apart.

use super::first::First;
use super::parallel::parallel;
use super::recurrent::{self, Sequence};
use super::{Scores, Voters};
use crate::linear::Evidence;
use crate::material::Material;
use crate::memory::{still, vote};
use crate::recurrent::{Course, Net, inputs};

pub(crate) struct Second {
    pub scale: Vec<f32>,
    pub nets: Vec<Net>,
    pub held_apart: Scores,
}

impl Second {
    /// Trains on what first layers said of chats held apart.
    pub fn train(
        material: &Material,
        firsts: &[&First],
        voters: &Voters,
        usable: impl Fn(usize) -> bool + Sync,
    ) -> Self {
        let scale: Vec<f32> = firsts.iter().flat_map(|first| scale(first)).collect();
        let sequences: Vec<Sequence> = (0..material.chats.len())
            .map(|at| {
                if usable(at) {
                    sequence(material, firsts, at, &scale)
                } else {
                    Sequence::default()
                }
            })
            .collect();
        let (folds, wanted) = (material.folds(), voters.nets);
        let jobs = parallel((folds + 1) * wanted, |job| {
            let (fold, seed) = (job / wanted, job % wanted);
            let places = if fold < folds {
                material.outside(fold)
            } else {
                material.all()
            };
            let chats = places.iter().map(|at| &sequences[*at]);
            let chats: Vec<&Sequence> = chats.filter(|chat| !chat.labels.is_empty()).collect();
            recurrent::train(&material.classes, &chats, &voters.recipe, 1 + seed as u64)
        });
        let mut jobs = jobs.into_iter();
        let mut by_fold: Vec<Vec<Net>> = Vec::new();
        for _ in 0..=folds {
            by_fold.push(jobs.by_ref().take(wanted).collect());
        }
        let held_apart = sequences.iter().enumerate();
        let held_apart = held_apart.map(|(at, chat)| scores(&by_fold[material.fold(at)], chat));
        Self {
            held_apart: held_apart.collect(),
            scale,
            nets: by_fold.pop().unwrap_or_default(),
        }
    }
}

/// What brings each number of the evidence to about the same size.
fn scale(first: &First) -> Vec<f32> {
    let rows: Vec<Vec<f32>> = first
        .evidence
        .iter()
        .flatten()
        .map(|said| said.own.iter().chain(&said.past).copied().collect())
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    (0..width)
        .map(|at| {
            let squares: f64 = rows.iter().map(|row| f64::from(row[at] * row[at])).sum();
            (1.0 / (squares / rows.len() as f64).sqrt().max(0.05)) as f32
        })
        .collect()
}

fn sequence(material: &Material, firsts: &[&First], at: usize, scale: &[f32]) -> Sequence {
    let chat = &material.chats[at];
    let mut course = Course::after(chat.before);
    let rows = chat.heard.iter().enumerate().map(|(message, heard)| {
        let shape = course.hear(heard.speaker, &heard.known.shape);
        let said = firsts.iter().map(|first| &first.evidence[at][message]);
        inputs(&said.collect::<Vec<&Evidence>>(), &shape, scale)
    });
    Sequence {
        inputs: rows.collect(),
        labels: chat.heard.iter().map(|heard| heard.labels).collect(),
    }
}

fn scores(nets: &[Net], sequence: &Sequence) -> Vec<Vec<f32>> {
    let mut hidden = still(nets);
    let rows = sequence.inputs.iter();
    rows.map(|row| vote(nets, row, &mut hidden)).collect()
}

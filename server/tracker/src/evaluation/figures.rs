//! The figures of one reader on one set of chats.

use super::Answer;
use super::boundaries::boundaries;
use super::certainty::{calibration_error, interval};
use super::confusion::Confusion;
use crate::classes::Classes;
use serde::Serialize;
use taxonomy::{ElementId, Ring};

/// How one reader did. All shares and scores are from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Which reader.
    pub name: String,
    /// Chats read.
    pub chats: usize,
    /// Messages read.
    pub messages: usize,
    /// Phase, knapp, kolb.
    pub rings: Vec<RingFigures>,
    /// How changes of phase were seen.
    pub boundaries: Boundaries,
}

/// How one ring was read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RingFigures {
    /// The ring.
    pub ring: Ring,
    /// Share of right answers.
    pub accuracy: f64,
    /// Mean F1 of the classes that occur.
    pub macro_f1: f64,
    /// Cohen's kappa against the labels.
    pub kappa: f64,
    /// 95 % interval of kappa, by drawing chats.
    pub kappa_interval: [f64; 2],
    /// Share of messages on which the ring keeps silent.
    pub silent: f64,
    /// Kappa over the other messages.
    pub kappa_speaking: f64,
    /// Expected calibration error: top answer, ten bins of equal mass.
    pub calibration_error: f64,
    /// Class by class, "none" last.
    pub classes: Vec<ClassFigures>,
}

/// How one class was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassFigures {
    /// The class; `None` is "none".
    pub id: Option<ElementId>,
    /// Messages with this label.
    pub messages: usize,
    /// Share of the answers that are right.
    pub precision: f64,
    /// Share of the messages that are found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// How changes of phase were seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundaries {
    /// Labelled changes.
    pub changes: usize,
    /// Changes not seen before the next one.
    pub missed: usize,
    /// Messages until a change was seen, in the middle; those missed are left out.
    pub median_delay: Option<usize>,
    /// The same on average.
    pub mean_delay: f64,
    /// Changes of the phase shown, for each labelled change.
    pub flips_per_change: f64,
}

impl Figures {
    pub(crate) fn new(
        name: &str,
        classes: &Classes,
        labels: &[Vec<[usize; 3]>],
        answers: &[Vec<Answer>],
    ) -> Self {
        let rings = Ring::ALL.into_iter().enumerate();
        let rings = rings.map(|(at, ring)| ring_figures(classes, ring, at, labels, answers));
        let column = |chat: &[[usize; 3]]| chat.iter().map(|row| row[0]).collect::<Vec<usize>>();
        let phases: Vec<(Vec<usize>, Vec<usize>)> = labels
            .iter()
            .zip(answers)
            .map(|(labels, answers)| {
                let said = answers.iter().map(|answer| answer.value[0]);
                (column(labels), said.collect())
            })
            .collect();
        Self {
            name: name.to_owned(),
            chats: labels.len(),
            messages: labels.iter().map(Vec::len).sum(),
            rings: rings.collect(),
            boundaries: boundaries(phases.iter().map(|(a, b)| (&a[..], &b[..]))),
        }
    }

    /// The figures of one ring.
    pub fn ring(&self, ring: Ring) -> &RingFigures {
        &self.rings[crate::classes::ring_place(ring)]
    }
}

fn ring_figures(
    classes: &Classes,
    ring: Ring,
    at: usize,
    labels: &[Vec<[usize; 3]>],
    answers: &[Vec<Answer>],
) -> RingFigures {
    let size = classes.ring(ring).len();
    let mut all = Confusion::new(size);
    let mut speaking = Confusion::new(size);
    let mut chats = Vec::new();
    let mut answered = Vec::new();
    for (labels, answers) in labels.iter().zip(answers) {
        let mut chat = Vec::new();
        for (label, answer) in labels.iter().zip(answers) {
            let (right, value) = (label[at], answer.value[at]);
            all.count(right, value);
            if !answer.silent[at] {
                speaking.count(right, value);
            }
            answered.push((answer.p[at], right == value));
            chat.push((right, value));
        }
        chats.push(chat);
    }
    let kappa_interval = interval(chats.len(), |drawn| {
        let mut confusion = Confusion::new(size);
        for (right, value) in drawn.iter().flat_map(|at| &chats[*at]) {
            confusion.count(*right, *value);
        }
        confusion.kappa()
    });
    let class = |(place, id): (usize, &Option<ElementId>)| ClassFigures {
        id: id.clone(),
        messages: all.right(place) as usize,
        precision: all.precision(place),
        recall: all.recall(place),
        f1: all.f1(place),
    };
    RingFigures {
        ring,
        accuracy: all.accuracy(),
        macro_f1: all.macro_f1(),
        kappa: all.kappa(),
        kappa_interval,
        silent: 1.0 - speaking.total() / all.total().max(1.0),
        kappa_speaking: speaking.kappa(),
        calibration_error: calibration_error(answered),
        classes: classes.ring(ring).iter().enumerate().map(class).collect(),
    }
}

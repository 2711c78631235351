//! The figures of one reader on one set of chats.

use super::boundaries::boundaries;
use super::certainty::{Bin, Given, Spoken, abstention, calibration_error, interval, reliability};
use super::confusion::Confusion;
use super::groups::GroupFigures;
use super::{Answer, Right};
use crate::classes::Classes;
use serde::{Deserialize, Serialize};
use taxonomy::{ElementId, Ring};

/// How one reader did. All shares and scores are from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// How second themes were found.
    pub second: SecondTheme,
    /// The same chats apart by the way people write; the simpler readers have none.
    pub groups: Vec<GroupFigures>,
}

/// How second themes were found: right only where both themes together are the two labelled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SecondTheme {
    /// Messages with a second theme labelled.
    pub messages: usize,
    /// Share of those named that are right.
    pub precision: f64,
    /// Share of those labelled that are found.
    pub recall: f64,
}

/// How one ring was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Share of right answers over the other messages.
    pub accuracy_speaking: f64,
    /// Kappa over the other messages.
    pub kappa_speaking: f64,
    /// Expected calibration error: top answer, ten bins of equal mass.
    pub calibration_error: f64,
    /// How often answers as sure as each other were right; the surest last.
    pub reliability: Vec<Bin>,
    /// How good the answers are if only the surest are given.
    pub abstention: Vec<Spoken>,
    /// Class by class, "none" last.
    pub classes: Vec<ClassFigures>,
}

/// How one class was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
        labels: &[Vec<Right>],
        answers: &[Vec<Answer>],
    ) -> Self {
        let rings = Ring::ALL.map(|ring| ring_figures(classes, ring, labels, answers));
        let phases: Vec<(Vec<usize>, Vec<usize>)> = labels
            .iter()
            .zip(answers)
            .map(|(labels, answers)| {
                let both = labels.iter().zip(answers);
                both.filter_map(|(right, answer)| Some((right.labels[0]?, answer.value[0])))
                    .unzip()
            })
            .collect();
        Self {
            name: name.to_owned(),
            chats: labels.len(),
            messages: labels.iter().map(Vec::len).sum(),
            second: second(labels, answers),
            rings: rings.into(),
            boundaries: boundaries(phases.iter().map(|(a, b)| (&a[..], &b[..]))),
            groups: Vec::new(),
        }
    }

    /// The figures of one ring.
    pub fn ring(&self, ring: Ring) -> &RingFigures {
        &self.rings[ring.place()]
    }
}

fn ring_figures(
    classes: &Classes,
    ring: Ring,
    labels: &[Vec<Right>],
    answers: &[Vec<Answer>],
) -> RingFigures {
    let (at, size) = (ring.place(), classes.ring(ring).len());
    let mut speaking = Confusion::new(size);
    let mut chats: Vec<Vec<Given>> = Vec::new();
    for (labels, answers) in labels.iter().zip(answers) {
        let mut chat = Vec::new();
        for (right, answer) in labels.iter().zip(answers) {
            let Some(right) = right.labels[at] else {
                continue;
            };
            let (value, p) = (answer.value[at], answer.p[at]);
            if !answer.silent[at] {
                speaking.count(right, value);
            }
            chat.push(Given { p, right, value });
        }
        chats.push(chat);
    }
    let confusion = |places: &mut dyn Iterator<Item = usize>| {
        let mut confusion = Confusion::new(size);
        for given in places.flat_map(|at| &chats[at]) {
            confusion.count(given.right, given.value);
        }
        confusion
    };
    let all = confusion(&mut (0..chats.len()));
    let kappa_interval = interval(chats.len(), |drawn| {
        confusion(&mut drawn.iter().copied()).kappa()
    });
    let class = |(place, id): (usize, &Option<ElementId>)| ClassFigures {
        id: id.clone(),
        messages: all.right(place) as usize,
        precision: all.precision(place),
        recall: all.recall(place),
        f1: all.f1(place),
    };
    let given = chats.concat();
    let reliability = reliability(&given);
    RingFigures {
        ring,
        accuracy: all.accuracy(),
        macro_f1: all.macro_f1(),
        kappa: all.kappa(),
        kappa_interval,
        silent: 1.0 - speaking.total() / all.total().max(1.0),
        accuracy_speaking: speaking.accuracy(),
        kappa_speaking: speaking.kappa(),
        calibration_error: calibration_error(&reliability),
        reliability,
        abstention: abstention(&given, size),
        classes: classes.ring(ring).iter().enumerate().map(class).collect(),
    }
}

fn second(labels: &[Vec<Right>], answers: &[Vec<Answer>]) -> SecondTheme {
    let knapp = Ring::Knapp.place();
    let (mut labelled, mut named, mut found) = (0_usize, 0_usize, 0_usize);
    for (right, answer) in labels.iter().flatten().zip(answers.iter().flatten()) {
        labelled += usize::from(right.second.is_some());
        named += usize::from(answer.second.is_some());
        if let (Some(first), Some(second), Some(other)) =
            (right.labels[knapp], right.second, answer.second)
        {
            let said = [answer.value[knapp], other];
            found += usize::from(said.contains(&first) && said.contains(&second));
        }
    }
    SecondTheme {
        messages: labelled,
        precision: found as f64 / named.max(1) as f64,
        recall: found as f64 / labelled.max(1) as f64,
    }
}

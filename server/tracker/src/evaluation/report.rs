//! Figures side by side, to be read by people or by programs.

use super::figures::{Boundaries, Figures, RingFigures};
use super::groups::{self, GroupFigures};
use super::{Answers, Right, is_tracker};
use crate::classes::Classes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use taxonomy::Ring;

/// The tracker's figures and those of simpler readers on the same chats. `Display` is a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The model measured, or "on folds".
    pub model: String,
    /// The tracker first, its better tier before the other.
    pub readers: Vec<Figures>,
}

impl Report {
    pub(crate) fn new(
        model: &str,
        classes: &Classes,
        labels: &[Vec<Right>],
        readers: Vec<(&str, Answers)>,
        chats: &BTreeMap<String, Vec<usize>>,
    ) -> Self {
        let figures = |(name, answers): &(&str, Answers)| {
            let mut figures = Figures::new(name, classes, labels, answers);
            if is_tracker(name) {
                figures.groups = groups::figures(classes, chats, labels, answers);
            }
            figures
        };
        Self {
            model: model.to_owned(),
            readers: readers.iter().map(figures).collect(),
        }
    }

    /// The tracker's own figures, of its better tier.
    pub fn tracker(&self) -> &Figures {
        &self.readers[0]
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tracker = self.tracker();
        writeln!(
            f,
            "model {}: {} chats, {} messages",
            self.model, tracker.chats, tracker.messages
        )?;
        for ring in Ring::ALL {
            writeln!(f)?;
            writeln!(
                f,
                "{:<28}{:>7}{:>9}{:>7}{:>16}{:>8}{:>10}{:>7}",
                ring.name(),
                "acc",
                "macro-F1",
                "kappa",
                "95 %",
                "silent",
                "speaking",
                "ECE"
            )?;
            for reader in &self.readers {
                row(f, &reader.name, reader.ring(ring))?;
            }
        }
        writeln!(f)?;
        writeln!(
            f,
            "{:<28}{:>8}{:>8}{:>14}{:>12}{:>14}",
            "changes of phase", "changes", "missed", "median delay", "mean delay", "flips/change"
        )?;
        for reader in &self.readers {
            changes(f, &reader.name, &reader.boundaries)?;
        }
        for ring in Ring::ALL {
            classes(f, tracker.ring(ring))?;
        }
        for ring in Ring::ALL {
            certainty(f, tracker.ring(ring))?;
        }
        second(f, tracker)?;
        by_group(f, &tracker.groups)
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, ring: &RingFigures) -> fmt::Result {
    let [low, high] = ring.kappa_interval;
    writeln!(
        f,
        "  {:<26}{:>7.3}{:>9.3}{:>7.3}{:>16}{:>8.3}{:>10.3}{:>7.3}",
        name,
        ring.accuracy,
        ring.macro_f1,
        ring.kappa,
        format!("{low:.3}–{high:.3}"),
        ring.silent,
        ring.kappa_speaking,
        ring.calibration_error
    )
}

fn changes(f: &mut fmt::Formatter<'_>, name: &str, found: &Boundaries) -> fmt::Result {
    let median = found.median_delay.map_or("–".to_owned(), |n| n.to_string());
    writeln!(
        f,
        "  {:<26}{:>8}{:>8}{:>14}{:>12.2}{:>14.2}",
        name, found.changes, found.missed, median, found.mean_delay, found.flips_per_change
    )
}

fn classes(f: &mut fmt::Formatter<'_>, ring: &RingFigures) -> fmt::Result {
    writeln!(f)?;
    writeln!(
        f,
        "{:<32}{:>8}{:>11}{:>8}{:>8}",
        format!("tracker, {}", ring.ring.name()),
        "labels",
        "precision",
        "recall",
        "F1"
    )?;
    for class in &ring.classes {
        let id = class.id.as_ref().map_or("none", |id| id.as_str());
        writeln!(
            f,
            "  {:<30}{:>8}{:>11.3}{:>8.3}{:>8.3}",
            id, class.messages, class.precision, class.recall, class.f1
        )?;
    }
    Ok(())
}

/// How sure beside how right, and what is left of the answers if only the surest are given.
fn certainty(f: &mut fmt::Formatter<'_>, ring: &RingFigures) -> fmt::Result {
    let line = |name: &str, values: &mut dyn Iterator<Item = f64>| {
        let values: String = values.map(|value| format!("{value:>7.2}")).collect();
        format!("  {name:<26}{values}")
    };
    writeln!(f)?;
    writeln!(
        f,
        "how sure, {}, a tenth of the messages each",
        ring.ring.name()
    )?;
    let bins = &ring.reliability;
    writeln!(f, "{}", line("said", &mut bins.iter().map(|bin| bin.said)))?;
    writeln!(
        f,
        "{}",
        line("right", &mut bins.iter().map(|bin| bin.right))
    )?;
    let points = &ring.abstention;
    writeln!(
        f,
        "{}",
        line(
            "share answered",
            &mut points.iter().map(|point| point.share)
        )
    )?;
    writeln!(
        f,
        "{}",
        line("accuracy", &mut points.iter().map(|point| point.accuracy))
    )?;
    writeln!(
        f,
        "{}",
        line("kappa", &mut points.iter().map(|point| point.kappa))
    )
}

fn second(f: &mut fmt::Formatter<'_>, tracker: &Figures) -> fmt::Result {
    let found = &tracker.second;
    writeln!(f)?;
    writeln!(
        f,
        "second theme: {} labelled, precision {:.3}, recall {:.3}",
        found.messages, found.precision, found.recall
    )
}

fn by_group(f: &mut fmt::Formatter<'_>, groups: &[GroupFigures]) -> fmt::Result {
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(f)?;
    writeln!(
        f,
        "{:<28}{:>6}{:>9}{:>20}{:>20}{:>20}",
        "kappa by group", "chats", "messages", "phase", "knapp", "kolb"
    )?;
    for group in groups {
        write!(
            f,
            "  {:<26}{:>6}{:>9}",
            group.name, group.chats, group.messages
        )?;
        for (kappa, [low, high]) in group.kappa.iter().zip(group.interval) {
            write!(f, "{:>20}", format!("{kappa:.3} ({low:.2}–{high:.2})"))?;
        }
        writeln!(f)?;
    }
    Ok(())
}

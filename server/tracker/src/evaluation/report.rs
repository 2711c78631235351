//! Figures side by side, to be read by people or by programs.

use super::figures::{Boundaries, Figures, RingFigures};
use serde::Serialize;
use std::fmt;
use taxonomy::Ring;

/// The tracker's figures and those of simpler readers on the same chats. `Display` is a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The model measured, or "on folds".
    pub model: String,
    /// The tracker first.
    pub readers: Vec<Figures>,
}

impl Report {
    pub(crate) fn new(model: &str, readers: Vec<Figures>) -> Self {
        Self {
            model: model.to_owned(),
            readers,
        }
    }

    /// The tracker's own figures.
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
        Ok(())
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

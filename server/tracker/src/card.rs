//! The card of a model: what it learned from and how well it reads, for those who go by it. It is
//! written by the evaluation, never by hand, and lies beside the model.

use crate::evaluation::{Figures, Report};
use crate::material::Material;
use crate::model::Model;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;
use taxonomy::{ElementId, Ring};

const FILE: &str = "card.json";

/// A group is behind if its kappa lies further below that of all chats.
const BEHIND: f64 = 0.10;

/// A class is weak if its F1 lies below.
const WEAK: f64 = 0.60;

/// What is known of a model. Shares and scores are rounded to four places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The day of the evaluation, `YYYY-MM-DD`.
    pub date: String,
    /// The model's small tier.
    pub small: String,
    /// Its large tier, if it has one.
    pub large: Option<String>,
    /// What it was trained on.
    pub learned_from: LearnedFrom,
    /// On chats of a file that it was never trained on.
    pub apart: Sheet,
    /// On the chats that it was trained on, each read by a like of it that had not seen the file.
    pub folds: Option<Sheet>,
}

/// How much a model was trained on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedFrom {
    /// Files, each by another writer.
    pub files: usize,
    /// Chats.
    pub chats: usize,
    /// Messages.
    pub messages: usize,
}

/// A report, and what it says must not be passed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// All figures; of simpler readers those that compare them with the tracker.
    pub report: Report,
    /// Groups read clearly worse than all chats together: more than 0.10 kappa below.
    pub behind: Vec<Behind>,
    /// Classes that are seldom found, or often wrong: F1 below 0.60.
    pub weak: Vec<Weak>,
}

/// A group that is read clearly worse than all chats together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Behind {
    /// The tier, by the name of its figures.
    pub reader: String,
    /// The ring.
    pub ring: Ring,
    /// The group, by the name of its figures.
    pub group: String,
    /// Chats in it.
    pub chats: usize,
    /// Its kappa.
    pub kappa: f64,
    /// That of all chats.
    pub whole: f64,
}

/// A class that is seldom found, or often wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weak {
    /// The tier, by the name of its figures.
    pub reader: String,
    /// The ring.
    pub ring: Ring,
    /// The class; `None` is "none".
    pub id: Option<ElementId>,
    /// F1.
    pub f1: f64,
}

/// Why there is no card.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// A chat measured on is one that the model was trained on.
    #[error("chat {0} was trained on: a card must be measured on other chats")]
    TrainedOn(String),
    /// The report on folds is of other chats than the model was trained on.
    #[error("the report on folds is of {given} chats, the model was trained on {trained}")]
    OtherFolds {
        /// Chats of the report.
        given: usize,
        /// Chats of the material.
        trained: usize,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The file is no card.
    #[error("not a card: {0}")]
    Unsound(#[from] serde_json::Error),
}

impl Card {
    /// The card of a model trained on `material`, measured on the chats named by `ids`.
    ///
    /// # Errors
    /// The model was trained on one of them, or `folds` is of other chats than `material`.
    pub fn new<'a>(
        date: &str,
        model: &Model,
        material: &Material,
        ids: impl IntoIterator<Item = &'a str>,
        report: Report,
        folds: Option<Report>,
    ) -> Result<Self, CardError> {
        for id in ids {
            if material.originals().any(|chat| chat.id == id) {
                return Err(CardError::TrainedOn(id.to_owned()));
            }
        }
        let trained = material.originals().count();
        if let Some(folds) = &folds
            && folds.tracker().chats != trained
        {
            let given = folds.tracker().chats;
            return Err(CardError::OtherFolds { given, trained });
        }
        let messages = material.originals().map(|chat| chat.heard.len()).sum();
        let card = Self {
            date: date.to_owned(),
            small: model.id().to_string(),
            large: model.large_id().map(ToString::to_string),
            learned_from: LearnedFrom {
                files: material.files,
                chats: trained,
                messages,
            },
            apart: Sheet::of(report),
            folds: folds.map(Sheet::of),
        };
        Ok(serde_json::from_value(rounded(serde_json::to_value(
            card,
        )?))?)
    }

    /// Whether it is about this model.
    pub fn is_of(&self, model: &Model) -> bool {
        *self.small == **model.id() && self.large.as_deref() == model.large_id().map(|id| &**id)
    }

    /// That of the model compiled in.
    ///
    /// # Panics
    /// Never in a built program: a test reads the same bytes.
    pub fn builtin() -> Self {
        let text = include_str!("../model/card.json");
        serde_json::from_str(text).expect("the card compiled in is sound")
    }

    /// Reads it from a model directory, if there is one.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn load(dir: &Path) -> Result<Option<Self>, CardError> {
        match std::fs::read_to_string(dir.join(FILE)) {
            Ok(text) => Ok(Some(serde_json::from_str(&text)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes it into a model directory, which must be there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, dir: &Path) -> Result<(), CardError> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(std::fs::write(dir.join(FILE), text)?)
    }
}

impl Sheet {
    fn of(mut report: Report) -> Self {
        let (mut behind, mut weak) = (Vec::new(), Vec::new());
        // Of simpler readers only the figures to compare with are told.
        let tells_little = |reader: &&mut Figures| !crate::evaluation::is_tracker(&reader.name);
        let simpler = report.readers.iter_mut().filter(tells_little);
        for ring in simpler.flat_map(|reader| &mut reader.rings) {
            ring.reliability.clear();
            ring.abstention.clear();
            ring.classes.clear();
        }
        let tiers = report.readers.iter();
        for figures in tiers.filter(|figures| crate::evaluation::is_tracker(&figures.name)) {
            behind.extend(groups_behind(figures));
            weak.extend(weak_classes(figures));
        }
        Self {
            report,
            behind,
            weak,
        }
    }
}

fn groups_behind(figures: &Figures) -> impl Iterator<Item = Behind> {
    Ring::ALL.into_iter().flat_map(move |ring| {
        let (at, whole) = (ring.place(), figures.ring(ring).kappa);
        let groups = figures.groups.iter();
        let groups = groups.filter(move |group| whole - group.kappa[at] > BEHIND);
        groups.map(move |group| Behind {
            reader: figures.name.clone(),
            ring,
            group: group.name.clone(),
            chats: group.chats,
            kappa: group.kappa[at],
            whole,
        })
    })
}

fn weak_classes(figures: &Figures) -> impl Iterator<Item = Weak> {
    figures.rings.iter().flat_map(move |ring| {
        let classes = ring.classes.iter();
        let classes = classes.filter(|class| class.messages > 0 && class.f1 < WEAK);
        classes.map(move |class| Weak {
            reader: figures.name.clone(),
            ring: ring.ring,
            id: class.id.clone(),
            f1: class.f1,
        })
    })
}

/// The same with every fraction rounded to four places.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap_or_default();
            Value::from((number * 1e4).round() / 1e4)
        }
        Value::Array(values) => values.into_iter().map(rounded).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields.map(|(name, value)| (name, rounded(value))).collect()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::LabelledChat;
    use crate::evaluation::{Groups, Test, evaluate};

    #[test]
    fn the_card_compiled_in_is_of_the_model_compiled_in() {
        let (card, model) = (Card::builtin(), Model::builtin());
        assert!(
            card.is_of(&model),
            "the card is of {} and {:?}, the model is {} and {:?}: \
             write it anew with the command in the README, \"Model card\"",
            card.small,
            card.large,
            model.id(),
            model.large_id()
        );
    }

    #[test]
    fn every_group_that_falls_behind_is_named_and_no_other() {
        let card = Card::builtin();
        for sheet in [Some(&card.apart), card.folds.as_ref()]
            .into_iter()
            .flatten()
        {
            let tiers = sheet.report.readers.iter();
            for figures in tiers.filter(|figures| !figures.groups.is_empty()) {
                for (at, ring) in Ring::ALL.into_iter().enumerate() {
                    for group in &figures.groups {
                        let named = sheet.behind.iter().any(|behind| {
                            (&behind.reader, behind.ring, &behind.group)
                                == (&figures.name, ring, &group.name)
                        });
                        let below = figures.ring(ring).kappa - group.kappa[at];
                        // figures this near the limit may have been rounded over it
                        let near = (below - BEHIND).abs() < 2e-4;
                        assert!(near || named == (below > BEHIND), "{group:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_card_is_refused_on_chats_that_were_trained_on() {
        let material = Material::builtin();
        let model = Model::builtin();
        let test = Test {
            chats: &[] as &[LabelledChat],
            training: None,
            vectors: None,
            groups: &Groups::default(),
        };
        let report = evaluate(&model, &test);
        let card = |id: &str, folds: Option<Report>| {
            Card::new("2026-01-01", &model, &material, [id], report.clone(), folds)
        };
        let known = material.chats[0].id.as_str();
        assert!(matches!(card(known, None), Err(CardError::TrainedOn(id)) if id == known));
        assert!(card("nowhere", None).is_ok());
        let folds = card("nowhere", Some(report.clone()));
        assert!(matches!(folds, Err(CardError::OtherFolds { given: 0, .. })));
    }
}

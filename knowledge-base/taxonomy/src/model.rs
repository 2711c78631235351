//! The whole model: three rings of elements.

use crate::check;
use crate::data_error::{Data, DataError, text_of};
use crate::element::{Both, Element, ElementId, Ring};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the file is, in errors.
const WHAT: &str = "guidance model";

pub(crate) fn model_file<'t>(file: &'t str, text: &'t str) -> Data<'t> {
    Data {
        what: WHAT,
        file,
        text,
    }
}

/// The guidance model as loaded from its file; every rule of [`DataError`] holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidanceModel {
    /// The version named in the file.
    pub version: String,
    /// What the model is called.
    pub name: Both,
    /// The outer ring, clockwise from upper left.
    pub phases: Vec<Element>,
    /// The inner ring, clockwise from the top.
    pub knapper: Vec<Element>,
    /// The middle ring.
    pub stages: Vec<Element>,
}

impl GuidanceModel {
    /// Reads and checks a model file.
    ///
    /// # Errors
    /// One sentence naming file, line and rule, if it cannot be read or breaks a rule.
    pub fn load(path: &Path) -> Result<Self, DataError> {
        let (file, text) = text_of(WHAT, path)?;
        Self::parse(&file, &text)
    }

    /// Checks a model given as text; `file` is the name to use in errors.
    ///
    /// # Errors
    /// As [`GuidanceModel::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let data = model_file(file, text);
        let model = data.read()?;
        check::check(data, &model)?;
        Ok(model)
    }

    /// The elements of one ring, in order.
    pub fn ring(&self, ring: Ring) -> &[Element] {
        match ring {
            Ring::Phase => &self.phases,
            Ring::Knapp => &self.knapper,
            Ring::Kolb => &self.stages,
        }
    }

    /// The ids of one ring, in order.
    pub fn ids(&self, ring: Ring) -> impl Iterator<Item = &ElementId> {
        self.ring(ring).iter().map(|element| &element.id)
    }

    /// One element, if the ring has it.
    pub fn find(&self, ring: Ring, id: &ElementId) -> Option<&Element> {
        self.ring(ring).iter().find(|element| &element.id == id)
    }

    /// The phase in which a talk is closed: the last of the ring.
    pub fn closing(&self) -> Option<&ElementId> {
        self.ids(Ring::Phase).last()
    }

    /// The phase in which the two agree what the talk is about, where the model names one.
    pub fn agreeing(&self) -> Option<&ElementId> {
        let mut phases = self.phases.iter();
        phases.find(|phase| phase.agrees).map(|phase| &phase.id)
    }

    /// Whether a phase comes after another in the ring.
    pub fn comes_after(&self, phase: &ElementId, other: &ElementId) -> bool {
        let place = |wanted| self.ids(Ring::Phase).position(|id| id == wanted);
        place(phase) > place(other)
    }

    /// Whether articles may be offered unasked in this phase.
    pub fn offers_articles(&self, phase: &ElementId) -> bool {
        self.find(Ring::Phase, phase)
            .and_then(|element| element.articles)
            .unwrap_or(false)
    }
}

//! What counsellors talk about in a knappeverksted, one knapp at a time: loaded from data and checked.

use crate::data_error::{Data, DataError};
use crate::element::{Both, ElementId, Ring};
use crate::model::GuidanceModel;
use serde::{Deserialize, Serialize};

/// The sheets; a knapp without one shows its card alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// One a knapp.
    pub knapper: Vec<Sheet>,
}

/// The sheet of one knapp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The knapp.
    pub id: ElementId,
    /// What to talk about.
    pub questions: Vec<Both>,
    /// Constructed situations; no real person stands behind any of them.
    pub situations: Vec<Both>,
}

impl Workshop {
    /// Checks sheets given as text; `file` is the name to use in errors.
    ///
    /// # Errors
    /// If the text cannot be read, holds a text that is empty in one standard, or two sheets of a knapp.
    pub fn parse(file: &str, text: &str) -> Result<Self, DataError> {
        let what = "workshop";
        let data = Data { what, file, text };
        let workshop: Self = data.read()?;
        for (at, sheet) in workshop.knapper.iter().enumerate() {
            let id = &sheet.id;
            let refused = |problem: String| Err(data.refused(data.line_of(id), problem));
            if workshop.knapper[..at].iter().any(|before| before.id == *id) {
                return refused(format!("`{id}` occurs twice"));
            }
            let mut texts = sheet.questions.iter().chain(&sheet.situations);
            if texts.any(|text| text.nb.trim().is_empty() || text.nn.trim().is_empty()) {
                return refused(format!("every text of `{id}` is needed in both nb and nn"));
            }
        }
        Ok(workshop)
    }

    /// The sheets of knapper that the model has, in its order.
    #[must_use]
    pub fn of(&self, model: &GuidanceModel) -> Self {
        let sheet = |id: &ElementId| self.knapper.iter().find(|sheet| sheet.id == *id).cloned();
        Self {
            knapper: model.ids(Ring::Knapp).filter_map(sheet).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knapp_that_ships_has_a_sheet() {
        let model = include_str!("../../../config/guidance-model.toml");
        let model = GuidanceModel::parse("guidance-model.toml", model).expect("it ships");
        let sheets = include_str!("../../../config/workshop.toml");
        let workshop = Workshop::parse("workshop.toml", sheets).expect("it ships");
        assert_eq!(workshop.of(&model), workshop);
        assert_eq!(workshop.knapper.len(), model.ids(Ring::Knapp).count());
        for sheet in &workshop.knapper {
            assert!(sheet.questions.len() >= 4 && sheet.situations.len() >= 3);
        }
    }

    #[test]
    fn a_text_that_is_lacking_is_told_with_its_line() {
        let text =
            "[[knapper]]\nid = \"x\"\nquestions = [{ nb = \"a\", nn = \" \" }]\nsituations = []\n";
        let refused = Workshop::parse("w.toml", text).expect_err("nynorsk is lacking");
        assert_eq!(
            refused.to_string(),
            "workshop w.toml, line 2: every text of `x` is needed in both nb and nn"
        );
    }
}

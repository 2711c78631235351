//! What counsellors talk about in a knappeverksted, one knapp at a time: loaded from data and checked.

use crate::check::line_at;
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

/// Why sheets were refused: file, line where known, and the rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("workshop {file}{}: {problem}", .line.map(|l| format!(", line {l}")).unwrap_or_default())]
pub struct WorkshopError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
}

impl Workshop {
    /// Checks sheets given as text; `file` is the name to use in errors.
    ///
    /// # Errors
    /// If the text cannot be read, holds a text that is empty in one standard, or two sheets of a knapp.
    pub fn parse(file: &str, text: &str) -> Result<Self, WorkshopError> {
        let error = |line, problem: String| WorkshopError {
            file: file.to_owned(),
            line,
            problem,
        };
        let workshop: Self = toml::from_str(text).map_err(|wrong| {
            let line = wrong.span().map(|span| line_at(text, span.start));
            error(line, wrong.message().to_owned())
        })?;
        for (at, sheet) in workshop.knapper.iter().enumerate() {
            let place = text.rfind(&format!("id = \"{}\"", sheet.id));
            let line = place.map(|offset| line_at(text, offset));
            let id = &sheet.id;
            if workshop.knapper[..at].iter().any(|before| before.id == *id) {
                return Err(error(line, format!("`{id}` occurs twice")));
            }
            let mut texts = sheet.questions.iter().chain(&sheet.situations);
            if texts.any(|text| text.nb.trim().is_empty() || text.nn.trim().is_empty()) {
                let problem = format!("every text of `{id}` is needed in both nb and nn");
                return Err(error(line, problem));
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

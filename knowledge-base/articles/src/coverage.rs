//! How many prompts there are for each phase and knapp.

use crate::prompt::Prompt;
use taxonomy::{ElementId, GuidanceModel, Ring};

/// A field with fewer prompts than this leaves a counsellor without a choice.
const ENOUGH_WITH_KNAPP: usize = 6;
/// As above, for a phase alone; this is what is shown while the knapp is unsure.
const ENOUGH_ALONE: usize = 8;

/// One field: a phase, with a knapp or alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageField {
    /// The phase.
    pub phase: ElementId,
    /// The knapp, or `None` for the phase alone.
    pub knapp: Option<ElementId>,
    /// The number of prompts.
    pub prompts: usize,
}

impl CoverageField {
    /// How many prompts the field should have at least.
    pub fn wanted(&self) -> usize {
        match self.knapp {
            Some(_) => ENOUGH_WITH_KNAPP,
            None => ENOUGH_ALONE,
        }
    }
}

/// The fields of the whole model, phase by phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The fields; each phase alone comes before its knapper.
    pub fields: Vec<CoverageField>,
}

impl Coverage {
    pub(crate) fn of<'p>(
        prompts: impl Iterator<Item = &'p Prompt> + Clone,
        model: &GuidanceModel,
    ) -> Self {
        let mut fields = Vec::new();
        for phase in model.ids(Ring::Phase) {
            let knapper = model.ids(Ring::Knapp).cloned().map(Some);
            for knapp in std::iter::once(None).chain(knapper) {
                let here = |prompt: &&Prompt| {
                    prompt.phase.as_ref() == Some(phase) && prompt.knapp == knapp
                };
                fields.push(CoverageField {
                    phase: phase.clone(),
                    prompts: prompts.clone().filter(here).count(),
                    knapp,
                });
            }
        }
        Self { fields }
    }

    /// The fields with too few prompts.
    pub fn thin(&self) -> impl Iterator<Item = &CoverageField> {
        self.fields
            .iter()
            .filter(|field| field.prompts < field.wanted())
    }
}

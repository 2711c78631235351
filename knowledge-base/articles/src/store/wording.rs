//! A sentence that somebody would say in a talk, and where in the model it belongs.

use super::Store;
use super::error::StoreError;
use taxonomy::{ElementId, Ring};

/// Letters in a sentence, at most.
const LONGEST: usize = 500;

/// A sentence in one written standard or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// In bokmål.
    pub nb: Option<String>,
    /// In nynorsk.
    pub nn: Option<String>,
    /// The phase it belongs to.
    pub phase: Option<ElementId>,
    /// The knapp it belongs to.
    pub knapp: Option<ElementId>,
}

impl Store {
    /// The wording as it is kept: trimmed, and of elements that the model has.
    pub(crate) fn checked(&self, wording: &Wording) -> Result<Wording, StoreError> {
        let nb = bounded("nb", wording.nb.as_deref(), LONGEST)?;
        let nn = bounded("nn", wording.nn.as_deref(), LONGEST)?;
        if nb.is_none() && nn.is_none() {
            return Err(StoreError::Invalid("nb", "is empty".to_owned()));
        }
        self.known(Ring::Phase, "phase", wording.phase.as_ref())?;
        self.known(Ring::Knapp, "knapp", wording.knapp.as_ref())?;
        let (phase, knapp) = (wording.phase.clone(), wording.knapp.clone());
        Ok(Wording {
            nb,
            nn,
            phase,
            knapp,
        })
    }

    /// Refuses an element that the model does not have.
    pub(crate) fn known(
        &self,
        ring: Ring,
        field: &'static str,
        id: Option<&ElementId>,
    ) -> Result<(), StoreError> {
        match id {
            Some(id) if self.model().find(ring, id).is_none() => {
                Err(StoreError::Invalid(field, "is not in the model".to_owned()))
            }
            _ => Ok(()),
        }
    }
}

/// A text without the space around it, if there is anything else; refused if it is too long.
pub(crate) fn bounded(
    field: &'static str,
    text: Option<&str>,
    longest: usize,
) -> Result<Option<String>, StoreError> {
    let text = text.unwrap_or_default().trim();
    if text.chars().count() > longest {
        let wrong = format!("is longer than {longest} characters");
        return Err(StoreError::Invalid(field, wrong));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

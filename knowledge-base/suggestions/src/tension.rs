//! Which word of a knapp's pair has been touched.

use crate::phrase::{Phrase, words};
use crate::question::{Heard, of_veisoker};
use taxonomy::{ElementId, GuidanceModel, Pole, Ring, Signs};

/// Messages that are looked at: what was touched longer ago may be opened again.
const LOOKED_AT: usize = 6;

/// The word of the pair that the last messages touch, newest first; `None` where neither is, or the
/// model has no signs.
pub(crate) fn touched(
    model: &GuidanceModel,
    knapp: &ElementId,
    said: &[Heard<'_>],
) -> Option<Pole> {
    let Signs { first, second } = model.find(Ring::Knapp, knapp)?.signs.as_ref()?;
    let folded: Vec<String> = of_veisoker(said)
        .take(LOOKED_AT)
        .map(language::fold)
        .collect();
    let messages: Vec<Vec<&str>> = folded.iter().map(|message| words(message)).collect();
    let shows = |signs: &[String]| {
        let mut signs = signs.iter().map(|sign| Phrase::new(sign));
        signs.any(|sign| messages.iter().any(|message| sign.is_in(message)))
    };
    match (shows(first), shows(second)) {
        (true, true) => Some(Pole::Both),
        (true, false) => Some(Pole::First),
        (false, true) => Some(Pole::Second),
        (false, false) => None,
    }
}

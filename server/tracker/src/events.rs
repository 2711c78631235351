//! What happens to a chat besides where it stands: it is renewed, or the veisøker is gone.

use crate::model::Model;
use crate::reading::{Event, Judgement};
use chat::Speaker;
use taxonomy::Ring;

/// Word beginnings by which platforms tell, in a notice, that somebody is gone.
const GONE: [&str; 6] = [
    "forlat",
    "forlét",
    "forlot",
    "left",
    "gått ut",
    "disconnected",
];

/// Follows the phases that were shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Events {
    /// The place of the phase last shown, and of the furthest one.
    shown: Option<usize>,
    furthest: usize,
}

impl Events {
    /// Takes in one message with the phase read in it. A reading too unsure to be shown moves
    /// nothing.
    pub fn follow(
        &mut self,
        model: &Model,
        speaker: Speaker,
        text: &str,
        phase: &Judgement,
    ) -> Vec<Event> {
        let mut out = Vec::new();
        let phases = model.classes().ring(Ring::Phase);
        let place = phases.iter().position(|id| *id == phase.value);
        if let (Some(place), Some(id), false) = (place, &phase.value, phase.silent) {
            if self.shown.is_some_and(|shown| place < shown) {
                out.push(Event::Renewed { phase: id.clone() });
            }
            self.shown = Some(place);
            self.furthest = self.furthest.max(place);
        }
        if speaker == Speaker::System {
            let text = text.to_lowercase();
            if GONE.iter().any(|word| text.contains(word)) {
                let suddenly = self.furthest + 1 < phases.len();
                out.push(Event::Left { suddenly });
            }
        }
        out
    }
}

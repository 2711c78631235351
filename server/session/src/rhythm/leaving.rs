//! A farewell that begins before the talk has been where it is closed.

use super::Numbered;
use super::phrases::Phrases;
use crate::course::Course;
use chat::Message;
use std::sync::LazyLock;
use taxonomy::{GuidanceModel, Ring};

static FAREWELLS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_str!("farewells.txt")));

/// A shorter exchange has nothing to close.
const EXCHANGED: usize = 6;
/// The farewell is told of as long as it is among so many newest messages.
const FRESH: usize = 3;

/// Whether a message takes leave.
pub(super) fn takes_leave(message: &Message) -> bool {
    FAREWELLS.are_said(message.speaker, message.words.as_str(), false)
}

/// Whether one of the newest messages takes leave, and the talk came to something before but not to
/// its close. Silent while nothing is known of where it has been.
pub(super) fn closing_early(
    model: &GuidanceModel,
    course: &Course,
    spoken: &[Numbered<'_>],
) -> bool {
    let Some(closing) = model.closing() else {
        return false;
    };
    let place = course.place(Ring::Phase);
    // The counsellor has said where the talk is, and needs no telling.
    if place.by_hand && place.value.as_ref() == Some(closing) {
        return false;
    }
    let first = spoken.len().saturating_sub(FRESH).max(EXCHANGED - 1);
    spoken.iter().skip(first).any(|(_, message)| {
        let before = course.trail.iter().filter(|step| step.at < message.at);
        let (mut closed, mut begun) = (false, false);
        for step in before {
            closed |= step.phase == *closing;
            begun |= model.offers_articles(&step.phase) || model.agreeing() == Some(&step.phase);
        }
        begun && !closed && takes_leave(message)
    })
}

//! What is new in a text and what is gone, word by word.

use super::{pieces, steps};
use similar::DiffTag;

/// How a piece of two texts stands to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is in both.
    Same,
    /// Only the later has it.
    New,
    /// Only the earlier has it.
    Gone,
}

/// One piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which of them has it.
    pub kind: Kind,
    /// The piece, with its blanks and line breaks.
    pub text: String,
}

/// What leads from `earlier` to `later`. The parts that are not new give the earlier text, those
/// that are not gone the later; what is gone comes before what stands there now.
pub fn words(earlier: &str, later: &str) -> Vec<Part> {
    let (old, new) = (pieces::lines(earlier), pieces::lines(later));
    let mut parts = Parts::default();
    for step in steps(&old, &new) {
        let (gone, came) = (
            old[step.old_range()].concat(),
            new[step.new_range()].concat(),
        );
        if step.tag() == DiffTag::Replace {
            // Only where lines differ are words looked at, so that long texts stay fast.
            within(&gone, &came, &mut parts);
        } else {
            parts.step(step.tag(), &gone, &came);
        }
    }
    parts.done()
}

fn within(earlier: &str, later: &str, parts: &mut Parts) {
    let (old, new) = (pieces::words(earlier), pieces::words(later));
    let steps = steps(&old, &new);
    for (at, step) in steps.iter().enumerate() {
        let (gone, came) = (
            old[step.old_range()].concat(),
            new[step.new_range()].concat(),
        );
        let between = at > 0 && at + 1 < steps.len();
        let nothing = step.tag() == DiffTag::Equal && !separates(&gone);
        // A blank that happens to be the same between two changes is no help to a reader.
        let tag = if between && nothing {
            DiffTag::Replace
        } else {
            step.tag()
        };
        parts.step(tag, &gone, &came);
    }
}

/// Whether changes on its two sides are two changes.
pub(super) fn separates(text: &str) -> bool {
    pieces::can_be_read(text) || text.contains('\n')
}

/// Parts as they grow: neighbours of a kind are one.
#[derive(Default)]
struct Parts {
    done: Vec<Part>,
    gone: String,
    new: String,
}

impl Parts {
    fn step(&mut self, tag: DiffTag, gone: &str, came: &str) {
        if tag == DiffTag::Equal {
            self.close();
            match self.done.last_mut() {
                Some(last) if last.kind == Kind::Same => last.text.push_str(gone),
                _ => self.push(Kind::Same, gone.to_owned()),
            }
        } else {
            self.gone.push_str(gone);
            self.new.push_str(came);
        }
    }

    fn close(&mut self) {
        let (gone, new) = (
            std::mem::take(&mut self.gone),
            std::mem::take(&mut self.new),
        );
        self.push(Kind::Gone, gone);
        self.push(Kind::New, new);
    }

    fn push(&mut self, kind: Kind, text: String) {
        if !text.is_empty() {
            self.done.push(Part { kind, text });
        }
    }

    fn done(mut self) -> Vec<Part> {
        self.close();
        self.done
    }
}

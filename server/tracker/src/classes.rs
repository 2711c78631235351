//! What can be answered in each ring: its elements in the order of the guidance model, then "none".

use serde::{Deserialize, Serialize};
use std::ops::Range;
use taxonomy::{ElementId, GuidanceModel, Ring};

/// The answers of the three rings. The classes of all rings lie in one row of *columns*, ring
/// after ring, so that one pass over a text serves all three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classes {
    phase: Vec<Option<ElementId>>,
    knapp: Vec<Option<ElementId>>,
    kolb: Vec<Option<ElementId>>,
}

impl Classes {
    /// The classes of a guidance model.
    pub fn of(model: &GuidanceModel) -> Self {
        let ring = |ring: Ring| {
            let none = ring.may_be_none().then_some(None);
            model.ids(ring).cloned().map(Some).chain(none).collect()
        };
        Self {
            phase: ring(Ring::Phase),
            knapp: ring(Ring::Knapp),
            kolb: ring(Ring::Kolb),
        }
    }

    /// The classes of one ring; `None` is the class "none".
    pub fn ring(&self, ring: Ring) -> &[Option<ElementId>] {
        match ring {
            Ring::Phase => &self.phase,
            Ring::Knapp => &self.knapp,
            Ring::Kolb => &self.kolb,
        }
    }

    /// The place of a class in its ring, if the ring has it.
    pub fn place(&self, ring: Ring, id: Option<&str>) -> Option<usize> {
        self.ring(ring)
            .iter()
            .position(|class| class.as_ref().map(ElementId::as_str) == id)
    }

    /// The columns of one ring.
    pub(crate) fn columns(&self, ring: Ring) -> Range<usize> {
        let before: usize = Ring::ALL
            .iter()
            .take_while(|other| **other != ring)
            .map(|other| self.ring(*other).len())
            .sum();
        before..before + self.ring(ring).len()
    }

    /// How many columns there are in all.
    pub(crate) fn width(&self) -> usize {
        Ring::ALL.iter().map(|ring| self.ring(*ring).len()).sum()
    }
}

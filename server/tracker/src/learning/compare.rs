//! Before and after on the same cases, and how far the difference may be off by chance.

use crate::classes::Classes;
use crate::evaluation::{Confusion, interval};
use serde::{Deserialize, Serialize};
use taxonomy::{ElementId, Ring};

/// A figure before and after, and the 95 % interval of the difference by drawing cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
    /// Where the difference lies.
    pub interval: [f64; 2],
}

impl Difference {
    /// How much more after than before.
    pub fn gain(&self) -> f64 {
        self.after - self.before
    }
}

/// How the reading of one ring changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RingChange {
    /// The ring.
    pub ring: Ring,
    /// Kappa on the original chats, held apart.
    pub kappa: Difference,
    /// F1 class by class.
    pub classes: Vec<ClassChange>,
}

/// How well one class is found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassChange {
    /// The class; `None` is "none".
    pub id: Option<ElementId>,
    /// F1.
    pub f1: Difference,
}

/// One message: what is right, what was said before, what is said after.
pub(super) type Case = [usize; 3];

/// Compares over chats.
pub(super) fn ring(classes: &Classes, ring: Ring, chats: &[Vec<Case>]) -> RingChange {
    let size = classes.ring(ring).len();
    let difference = |figure: &dyn Fn(&Confusion) -> f64| {
        let both = |places: &mut dyn Iterator<Item = usize>| {
            let (mut before, mut after) = (Confusion::new(size), Confusion::new(size));
            for [right, was, is] in places.flat_map(|at| &chats[at]) {
                before.count(*right, *was);
                after.count(*right, *is);
            }
            (figure(&before), figure(&after))
        };
        let (before, after) = both(&mut (0..chats.len()));
        let interval = interval(chats.len(), |drawn| {
            let (before, after) = both(&mut drawn.iter().copied());
            after - before
        });
        Difference {
            before,
            after,
            interval,
        }
    };
    let class = |(place, id): (usize, &Option<ElementId>)| ClassChange {
        id: id.clone(),
        f1: difference(&|confusion| confusion.f1(place)),
    };
    RingChange {
        ring,
        kappa: difference(&Confusion::kappa),
        classes: classes.ring(ring).iter().enumerate().map(class).collect(),
    }
}

/// Compares how often it was right.
pub(super) fn right(cases: &[Case]) -> Difference {
    let shares = |places: &mut dyn Iterator<Item = usize>| {
        let (mut before, mut after, mut all) = (0_u32, 0_u32, 0_u32);
        for [right, was, is] in places.map(|at| cases[at]) {
            before += u32::from(right == was);
            after += u32::from(right == is);
            all += 1;
        }
        let share = |count: u32| f64::from(count) / f64::from(all.max(1));
        (share(before), share(after))
    };
    let (before, after) = shares(&mut (0..cases.len()));
    let interval = interval(cases.len(), |drawn| {
        let (before, after) = shares(&mut drawn.iter().copied());
        after - before
    });
    Difference {
        before,
        after,
        interval,
    }
}

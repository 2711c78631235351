//! A first layer trained on everything, and what layers like it say of chats held apart.

use super::linear::{self, Pull};
use super::lines::Lines;
use super::parallel::parallel;
use crate::linear::{Evidence, Linear};
use crate::material::Material;

pub(crate) struct First {
    pub layer: Linear,
    /// Of every chat, by a layer trained without its fold; nothing for a chat passed over.
    pub evidence: Vec<Vec<Evidence>>,
}

impl First {
    /// Trains on the chats that `usable` lets through, once a fold and once on all.
    pub fn train(
        material: &Material,
        lines: &Lines,
        pull: &Pull,
        usable: impl Fn(usize) -> bool + Sync,
    ) -> Self {
        let folds = material.folds();
        let usable = |mut places: Vec<usize>| {
            places.retain(|at| usable(*at));
            places
        };
        let jobs = parallel(folds + 1, |fold| {
            if fold == folds {
                let layer = linear::train(material, lines, &usable(material.all()), pull);
                return (Some(layer), Vec::new());
            }
            let layer = linear::train(material, lines, &usable(material.outside(fold)), pull);
            let inside = usable(material.inside(fold)).into_iter();
            let heard = inside.map(|at| (at, linear::hear(&layer, material, lines, at)));
            (None, heard.collect())
        });
        let mut evidence: Vec<Vec<Evidence>> = vec![Vec::new(); material.chats.len()];
        let mut whole = None;
        for (layer, heard) in jobs {
            whole = whole.or(layer);
            for (at, said) in heard {
                evidence[at] = said;
            }
        }
        Self {
            layer: whole.expect("the last job trains on everything"),
            evidence,
        }
    }
}

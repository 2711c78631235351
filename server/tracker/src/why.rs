//! Which words tipped a reading. Found by leaving them out and reading again, so it is what the
//! model did, not a guess about it.
//!
//! For the words that last tipped a ring, a second memory goes on as if they had never been said;
//! its readings tell what those words are still worth many messages later.
//!
//! In the large tier a quote that is the whole message takes its sentence vector with it; of a part
//! the vector stays as it is, for the tracker cannot encode what is left.

use crate::features::extract;
use crate::memory::{Memory, Scores};
use crate::model::Model;
use crate::pieces::pieces;
use crate::reading::{Tier, Why};
use crate::softmax::two_highest;
use crate::vocabulary::Known;
use chat::{Speaker, Words};
use taxonomy::Ring;

/// The words that last tipped each ring.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tips([Option<Tip>; 3]);

#[derive(Debug, Clone)]
struct Tip {
    quote: Words,
    from: Speaker,
    /// The class that the words spoke for.
    value: usize,
    /// The chat as it would be had they not been said.
    without: Memory,
    /// What they are worth now.
    worth: f32,
    earlier: bool,
}

impl Tips {
    /// Finds the words that speak most for what has just been read. `before` is the memory before
    /// the message.
    pub fn weigh(
        &mut self,
        model: &Model,
        before: &Memory,
        (speaker, text, known): (Speaker, &str, &Known),
        (tier, scores): (Tier, &Scores),
    ) -> Why {
        let views = Ring::ALL.map(|ring| View::new(model, ring, tier, scores));
        self.go_on(model, speaker, known, &views);
        let mut changed = [false; 3];
        for (changed, (tip, view)) in changed.iter_mut().zip(self.0.iter_mut().zip(&views)) {
            if tip.as_ref().is_none_or(|tip| tip.value != view.best) {
                *changed = true;
                *tip = None;
            }
        }
        for piece in pieces(text) {
            let mut without = before.clone();
            let left = [&text[..piece.start], &text[piece.end..]].concat();
            let left = language::normalise(&left);
            let vector = known.vector.clone().filter(|_| !left.is_empty());
            let left = model.vocabulary.known(&extract(&left), vector);
            let other = without.hear(model, speaker, &left);
            for (tip, view) in self.0.iter_mut().zip(&views) {
                let worth = view.lost(&other);
                if worth > tip.as_ref().map_or(0.0, |tip| tip.worth.max(0.0)) {
                    *tip = Some(Tip {
                        quote: Words::new(&text[piece.clone()]),
                        from: speaker,
                        value: view.best,
                        without: without.clone(),
                        worth,
                        earlier: false,
                    });
                }
            }
        }
        self.choose(speaker, changed)
    }

    /// Lets the second memories hear the message too.
    fn go_on(&mut self, model: &Model, speaker: Speaker, known: &Known, views: &[View; 3]) {
        for (tip, view) in self.0.iter_mut().zip(views) {
            if let Some(tip) = tip {
                let other = tip.without.hear(model, speaker, known);
                tip.worth = view.lost(&other);
                tip.earlier = true;
            }
        }
    }

    /// Of the three rings, one that has just changed; else the one whose words weigh most.
    fn choose(&self, speaker: Speaker, changed: [bool; 3]) -> Why {
        let mut chosen: Option<(bool, f32, Ring, &Tip)> = None;
        for ((ring, tip), changed) in Ring::ALL.into_iter().zip(&self.0).zip(changed) {
            let Some(tip) = tip.as_ref().filter(|tip| tip.worth > 0.0) else {
                continue;
            };
            if chosen.is_none_or(|(other, worth, ..)| (changed, tip.worth) > (other, worth)) {
                chosen = Some((changed, tip.worth, ring, tip));
            }
        }
        match chosen {
            Some((_, _, ring, tip)) => Why {
                quote: tip.quote.clone(),
                from: tip.from,
                earlier: tip.earlier,
                ring,
            },
            None => Why {
                quote: Words::default(),
                from: speaker,
                earlier: false,
                ring: Ring::Phase,
            },
        }
    }
}

/// The reading of one ring: value and runner-up, as columns.
struct View {
    tier: Tier,
    best: usize,
    second: usize,
    lead: f32,
}

impl View {
    fn new(model: &Model, ring: Ring, tier: Tier, scores: &Scores) -> Self {
        let columns = model.classes().columns(ring);
        let scores = scores.of(tier);
        let (best, second) = two_highest(&scores[columns.clone()]);
        let (best, second) = (columns.start + best, columns.start + second);
        Self {
            tier,
            best,
            second,
            lead: scores[best] - scores[second],
        }
    }

    /// How much of the lead is gone in other scores.
    fn lost(&self, other: &Scores) -> f32 {
        let other = other.of(self.tier);
        self.lead - (other[self.best] - other[self.second])
    }
}

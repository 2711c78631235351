//! Whether a candidate is better, by a rule that is written down here and nowhere else.

use super::apart::Said;
use super::compare::{self, Case, Difference, RingChange};
use crate::evaluation::Answer;
use crate::material::{Chat, Material};
use crate::reading::Tier;
use serde::{Deserialize, Serialize};
use std::fmt;
use taxonomy::Ring;

/// On the original chats no ring may lose more kappa than this.
const TOLERATED: f64 = 0.01;

/// Before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    /// The model installed.
    pub before: String,
    /// The candidate.
    pub after: String,
    /// Corrections learned from.
    pub lessons: usize,
    /// Corrections made with another tracker, which could not be used.
    pub foreign: usize,
    /// Tier by tier, the large one first.
    pub tiers: Vec<TierProof>,
}

/// Before and after in one tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TierProof {
    /// The tier.
    pub tier: String,
    /// On the original chats, held apart.
    pub chats: Vec<RingChange>,
    /// Corrections compared, each held apart from the candidate that is asked about it.
    pub corrections: usize,
    /// Share of them read as the counsellor has it.
    pub right: Difference,
}

impl Proof {
    /// Why the candidate must not be installed; nothing if it may.
    ///
    /// The rule: in every tier with corrections to compare it must read those kept apart better than
    /// the installed one, by more than chance (the 95 % interval of the difference lies above
    /// nought); and in no tier and ring may it lose more than 0.01 kappa on the original chats.
    pub fn objections(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut compared = false;
        for tier in &self.tiers {
            for change in &tier.chats {
                if change.kappa.gain() < -TOLERATED {
                    let (ring, loss) = (change.ring.name(), -change.kappa.gain());
                    out.push(format!("{}: {ring} loses {loss:.3} kappa", tier.tier));
                }
            }
            if tier.corrections > 0 {
                compared = true;
                if tier.right.interval[0] <= 0.0 {
                    out.push(format!(
                        "{}: corrections kept apart are not read better by more than chance",
                        tier.tier
                    ));
                }
            }
        }
        if !compared {
            out.push("there are no corrections to compare".to_owned());
        }
        out
    }
}

/// Compares one tier; `installed` says what the model installed makes of a lesson.
pub(super) fn of_tier(
    material: &Material,
    tier: Tier,
    before: &Said,
    after: &[Vec<Answer>],
    installed: impl Fn(&Chat) -> Option<[usize; 3]>,
) -> TierProof {
    let chats = Ring::ALL.map(|ring| {
        let at = ring.place();
        let cases = material.originals().zip(before).zip(after);
        let cases = cases.map(|((chat, before), after)| {
            let heard = chat.heard.iter().zip(before).zip(after);
            let case = |((heard, was), is): ((&crate::material::Heard, &[u8; 3]), &Answer)| {
                Some([heard.labels[at]?, was[at].into(), is.value[at]])
            };
            heard.filter_map(case).collect::<Vec<Case>>()
        });
        let cases: Vec<Vec<Case>> = cases.collect();
        compare::ring(&material.classes, ring, &cases)
    });
    let mut corrected: Vec<Case> = Vec::new();
    for (chat, after) in material.chats.iter().zip(after) {
        let (Some(last), Some(after)) = (chat.heard.last(), after.last()) else {
            continue;
        };
        if chat.is_lesson()
            && let Some(was) = installed(chat)
        {
            let labels = last.labels.iter().zip(was).zip(after.value);
            corrected.extend(labels.filter_map(|((right, was), is)| Some([(*right)?, was, is])));
        }
    }
    TierProof {
        tier: tier.name().to_owned(),
        chats: chats.to_vec(),
        corrections: corrected.len(),
        right: compare::right(&corrected),
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} before, {} after, {} corrections",
            self.before, self.after, self.lessons
        )?;
        for tier in &self.tiers {
            writeln!(f)?;
            writeln!(
                f,
                "{:<40}{:>8}{:>8}{:>8}{:>18}",
                tier.tier, "before", "after", "gain", "95 %"
            )?;
            let name = format!("corrections kept apart ({})", tier.corrections);
            row(f, &name, &tier.right)?;
            for change in &tier.chats {
                row(f, &format!("{}, kappa", change.ring.name()), &change.kappa)?;
                for class in &change.classes {
                    let id = class.id.as_ref().map_or("none", |id| id.as_str());
                    row(f, &format!("  {id}, F1"), &class.f1)?;
                }
            }
        }
        Ok(())
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, change: &Difference) -> fmt::Result {
    let [low, high] = change.interval;
    writeln!(
        f,
        "  {name:<38}{:>8.3}{:>8.3}{:>+8.3}{:>18}",
        change.before,
        change.after,
        change.gain(),
        format!("{low:+.3} {high:+.3}")
    )
}

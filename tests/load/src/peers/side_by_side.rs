//! Several peers asked the same, and what came of it.

use super::Peer;
use crate::spread;
use app::commands::retrieval::{Averages, Measures};
use std::collections::HashMap;
use std::time::Instant;

/// A query and the documents that answer it.
pub struct Asked {
    /// What was typed.
    pub text: String,
    /// Documents, each with its grade.
    pub wanted: HashMap<String, u32>,
}

/// How one peer did.
pub struct Figures {
    /// What the peer is called.
    pub name: &'static str,
    /// How good its answers were.
    pub quality: Averages,
    /// Median time of a query in milliseconds, from asking to the last id.
    pub milliseconds: f64,
}

/// Queries that one peer answers before the next has its turn: so many that its own data is warm, so
/// few that other work on the machine falls on all alike.
const TURN: usize = 100;

/// Asks every peer every query, one at a time.
pub fn compare(peers: &mut [Box<dyn Peer>], queries: &[Asked]) -> Vec<Figures> {
    let mut all: Vec<(Measures, Vec<f64>)> = peers.iter().map(|_| Default::default()).collect();
    for turn in queries.chunks(TURN) {
        for (peer, (measures, times)) in peers.iter_mut().zip(&mut all) {
            for asked in turn {
                let started = Instant::now();
                let answer = peer.answer(&asked.text);
                times.push(started.elapsed().as_secs_f64() * 1e3);
                measures.add(answer.iter().map(String::as_str), &asked.wanted);
            }
        }
    }
    let figures = peers.iter().zip(all);
    figures
        .map(|(peer, (measures, times))| Figures {
            name: peer.name(),
            quality: measures.mean(),
            milliseconds: spread(times).1,
        })
        .collect()
}

//! A chat played through the same tracker, question and offer as a live one.

use super::chat::Turn;
use crate::problem::{Answer, Refusal};
use chat::{Message, SourceId, Speaker, Timestamp, Words};
use journal::Said;
use language::{Embedding, Encoder};
use serde::Serialize;
use session::Rehearsal;
use std::sync::Arc;
use std::time::{Duration, Instant};
use suggestions::Suggestions;
use taxonomy::ElementId;
use tokio::sync::Semaphore;
use tracker::{Model, Tier};

/// So many chats are played at once; live chats need the machine more.
const AT_ONCE: usize = 2;
/// So long a chat may take.
const DEADLINE: Duration = Duration::from_secs(20);
/// So long all its sentence vectors may take together.
const FOR_VECTORS: Duration = Duration::from_secs(8);
/// The chats have no times: so long after one message comes the next.
const BETWEEN_MILLIS: i64 = 20_000;

/// What is needed to play a chat; cheap to clone.
#[derive(Clone)]
pub struct Stage {
    model: Option<Arc<Model>>,
    encoder: Option<Encoder>,
    suggestions: Arc<Suggestions>,
    budget: usize,
    seats: Arc<Semaphore>,
}

/// How a chat is to be played.
pub(crate) struct Setting {
    pub(crate) tier: Tier,
    pub(crate) shown_from: Option<f32>,
    pub(crate) at: Timestamp,
}

/// What would have stood before the counsellor after a message.
#[derive(Serialize)]
pub(crate) struct PlayedTurn {
    phase: Read,
    knapp: Read,
    kolb: Read,
    prompts: Vec<Prompt>,
    articles: Vec<Article>,
}

/// What is said of one ring.
#[derive(Serialize)]
struct Read {
    value: Option<String>,
    p: f32,
    shown: bool,
}

#[derive(Serialize)]
struct Prompt {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Article {
    id: String,
    title: String,
}

impl From<Said> for Read {
    fn from(said: Said) -> Self {
        Self {
            value: said.value.as_ref().map(ElementId::to_string),
            p: said.p,
            shown: !said.silent,
        }
    }
}

impl Stage {
    /// Plays with the tracker, encoder, knowledge base and `budget` (`[suggestions] new_a_minute`) of live
    /// chats; without a tracker nothing can be played, without an encoder the small tier is.
    pub fn new(
        model: Option<Arc<Model>>,
        encoder: Option<Encoder>,
        suggestions: Arc<Suggestions>,
        budget: usize,
    ) -> Self {
        Self {
            model,
            encoder,
            suggestions,
            budget,
            seats: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Plays a chat; gives the tier it was read by, and what would have stood there after each message.
    pub(crate) async fn play(
        &self,
        turns: Vec<Turn>,
        setting: Setting,
    ) -> Answer<(Tier, Vec<PlayedTurn>)> {
        let busy = || Refusal::busy("other chats are being played; try again");
        let model = self.model.clone();
        let model = model.ok_or_else(|| Refusal::conflict("the tracker is off"))?;
        let seat = Arc::clone(&self.seats)
            .try_acquire_owned()
            .map_err(|_| busy())?;
        let until = Instant::now() + DEADLINE;
        let vectors = match setting.tier {
            Tier::Large => self.vectors(&model, &turns).await,
            Tier::Small => None,
        };
        let tier = match vectors {
            Some(_) => Tier::Large,
            None => Tier::Small,
        };
        let rehearsal = Rehearsal::new(
            &model,
            Arc::clone(&self.suggestions),
            self.budget,
            setting.at,
        );
        let rehearsal = match setting.shown_from {
            Some(p) => rehearsal.shown_from(p),
            None => rehearsal,
        };
        let playing = tokio::task::spawn_blocking(move || {
            let played = played(rehearsal, turns, vectors, setting.at, until);
            // Given back only now, also if nobody waits any more.
            drop(seat);
            played
        });
        let played = tokio::time::timeout(DEADLINE, playing).await;
        let played = played.ok().and_then(Result::ok).flatten();
        played.map(|played| (tier, played)).ok_or_else(busy)
    }

    /// The vector of every message; `None` if the tier that would read them is not there, or one of them
    /// did not come: a chat read half by each tier would tell of neither.
    async fn vectors(&self, model: &Model, turns: &[Turn]) -> Option<Vec<Option<Embedding>>> {
        let encoder = self.encoder.as_ref()?;
        model.large_id()?;
        let all = async {
            let mut vectors = Vec::with_capacity(turns.len());
            for turn in turns {
                // One after the other, so that live chats find the encoder's queue as good as empty.
                vectors.push(match turn.role {
                    Speaker::System => None,
                    _ => Some(encoder.encode(&turn.text, FOR_VECTORS).await.ok()?),
                });
            }
            Some(vectors)
        };
        tokio::time::timeout(FOR_VECTORS, all).await.ok().flatten()
    }
}

/// `None` if it was not done by then.
fn played(
    mut rehearsal: Rehearsal,
    turns: Vec<Turn>,
    vectors: Option<Vec<Option<Embedding>>>,
    at: Timestamp,
    until: Instant,
) -> Option<Vec<PlayedTurn>> {
    let mut vectors = vectors.into_iter().flatten();
    let mut played = Vec::with_capacity(turns.len());
    for (n, turn) in (0_i64..).zip(turns) {
        if Instant::now() >= until {
            return None;
        }
        let message = Message {
            id: SourceId::new(n.to_string()),
            speaker: turn.role,
            words: Words::new(turn.text),
            at: Timestamp::from_millis(at.millis() + n * BETWEEN_MILLIS),
        };
        let [phase, knapp, kolb] = rehearsal.hear(message, vectors.next().flatten())?;
        let offer = rehearsal.standing();
        let prompts = offer.prompts.iter().map(|prompt| Prompt {
            id: prompt.id.to_string(),
            text: prompt.text.clone(),
        });
        let articles = offer.articles.iter().map(|article| Article {
            id: article.id.to_string(),
            title: article.title.clone(),
        });
        played.push(PlayedTurn {
            phase: phase.into(),
            knapp: knapp.into(),
            kolb: kolb.into(),
            prompts: prompts.collect(),
            articles: articles.collect(),
        });
    }
    Some(played)
}

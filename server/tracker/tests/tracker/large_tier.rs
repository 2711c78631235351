//! The large tier reads where there is a vector, and only there; nothing a caller hands in breaks it.

use super::chats::{labelled, message, said};
use chat::Speaker;
use language::Embedding;
use std::sync::Arc;
use taxonomy::Ring;
use tracker::{Model, Reading, Tier, Tracker};

/// Vectors that look like vectors: the promises here hold whatever they say.
fn vector(seed: usize) -> Embedding {
    let half = |shift: usize| -> Vec<f32> {
        let wave = (0..384).map(|at| ((at * 7 + seed * 13 + shift) as f32).sin() * 0.07);
        wave.collect()
    };
    Embedding::new(half(0), half(1))
}

fn read(model: &Arc<Model>, chat: &[(Speaker, String)], late: &[usize]) -> Vec<Reading> {
    let mut tracker = Tracker::new(Arc::clone(model));
    let turns = chat.iter().enumerate();
    turns
        .map(|(at, (speaker, text))| {
            let known = *speaker != Speaker::System && !late.contains(&at);
            let vector = known.then(|| vector(at));
            tracker.hear(&message(at, *speaker, text), vector.as_ref())
        })
        .collect()
}

#[test]
fn each_reading_names_the_tier_and_the_model_that_made_it() {
    let model = Model::builtin();
    let chat = said(&labelled("validation-1.jsonl")[0]);
    for (at, reading) in read(&model, &chat, &[3]).iter().enumerate() {
        let tier = if at == 3 { Tier::Small } else { Tier::Large };
        assert_eq!(reading.tier, tier, "message {at}");
        let id = if at == 3 {
            model.id()
        } else {
            model.large_id().unwrap()
        };
        assert_eq!(&reading.model, id);
    }
}

#[test]
fn where_vectors_are_late_the_reading_is_the_small_tiers_own() {
    let model = Model::builtin();
    let chat = said(&labelled("validation-1.jsonl")[1]);
    let mixed = read(&model, &chat, &[2, 4]);
    let small = super::chats::read(&model, &chat);
    for at in [2, 4] {
        for ring in Ring::ALL {
            let (mixed, small) = (mixed[at].judgement(ring), small[at].judgement(ring));
            assert_eq!((&mixed.value, mixed.p), (&small.value, small.p));
        }
    }
}

#[test]
fn what_comes_later_changes_nothing() {
    let model = Model::builtin();
    let chat = said(&labelled("validation-1.jsonl")[2]);
    let whole = read(&model, &chat, &[]);
    for end in 1..chat.len() {
        assert_eq!(read(&model, &chat[..end], &[])[..], whole[..end]);
    }
}

#[test]
fn without_the_quote_the_value_leads_by_less() {
    let model = Model::builtin();
    let mut quoted = 0;
    for chat in labelled("validation-1.jsonl").iter().step_by(8) {
        let said = said(chat);
        for (at, reading) in read(&model, &said, &[]).iter().enumerate() {
            let quote = reading.why.quote.as_str();
            // a message that is left empty has no vector, and would be read by the small tier
            if quote.is_empty() || said[at].1 == quote {
                continue;
            }
            quoted += 1;
            let again = |other: &super::chats::Said, changed: usize| {
                // of a message without words there is no vector
                let none = other[changed].1.trim().is_empty();
                read(
                    &model,
                    other,
                    if none {
                        std::slice::from_ref(&changed)
                    } else {
                        &[]
                    },
                )
            };
            assert!(
                super::reasons::holds(&said, at, reading, again),
                "message {at}"
            );
        }
    }
    assert!(quoted > 30, "{quoted} readings with a reason");
}

#[test]
fn a_vector_that_is_none_is_not_used() {
    let model = Model::builtin();
    let bad = [
        Embedding::new(vec![0.1; 384], vec![]),
        Embedding::new(vec![], vec![]),
        Embedding::new(vec![0.0; 384], vec![0.0; 384]),
        Embedding::new(vec![f32::NAN; 384], vec![0.1; 384]),
        Embedding::new(vec![f32::INFINITY; 384], vec![0.1; 384]),
    ];
    for vector in bad {
        let mut tracker = Tracker::new(Arc::clone(&model));
        let heard = message(0, Speaker::Veisoker, "hei, jeg vet ikke hva jeg skal velge");
        assert_eq!(tracker.hear(&heard, Some(&vector)).tier, Tier::Small);
    }
}

#[test]
fn a_model_without_a_large_tier_has_no_use_for_vectors() {
    let model = Arc::new(Model::builtin().small_only());
    let chat = said(&labelled("validation-1.jsonl")[0]);
    let with = read(&model, &chat, &[]);
    assert_eq!(with, super::chats::read(&model, &chat));
}

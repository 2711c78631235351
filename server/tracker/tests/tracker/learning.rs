//! Learning from corrections: what fits is used, what does not is named, and the proof is honest.

use super::chats::{classes, labelled, message, said};
use std::sync::Arc;
use taxonomy::Ring;
use tracker::learning::{self, LearningError};
use tracker::training::Trained;
use tracker::{Lesson, Material, Model, Tracker};

/// A little material, so that training takes seconds.
fn little() -> (Material, Trained) {
    let files = [1, 5, 9].map(|n| labelled(&format!("train-{n}.jsonl"))[..14].to_vec());
    let material = Material::new(&classes(), &files, None);
    let trained = tracker::training::train(&material, &mut |_| ());
    (material, trained.expect("enough chats"))
}

/// What counsellors would correct: the messages of other chats where a model is wrong.
fn lessons(model: &Arc<Model>, file: &str, ring: Ring) -> Vec<Lesson> {
    let mut out = Vec::new();
    for chat in labelled(file) {
        let messages: Vec<_> = said(&chat)
            .into_iter()
            .enumerate()
            .map(|(at, (speaker, text))| message(at, speaker, &text))
            .collect();
        let mut tracker = Tracker::new(Arc::clone(model));
        for (at, (heard, turn)) in messages.iter().zip(&chat.turns).enumerate() {
            let reading = tracker.hear(heard, None);
            let right = &model.classes().ring(ring)[turn.labels[ring.place()]];
            if reading.judgement(ring).value != *right {
                let window: Vec<_> = messages[(at + 1).saturating_sub(12)..=at]
                    .iter()
                    .map(|message| (message, None))
                    .collect();
                let before = at + 1 - window.len();
                out.extend(Lesson::take(model, &window, before, ring, right.as_ref()));
            }
        }
    }
    out
}

#[test]
fn corrections_are_learned_and_proven_on_corrections_kept_apart() {
    let (material, trained) = little();
    let model = Arc::new(trained.model);
    let mut lessons = lessons(&model, "own-6.jsonl", Ring::Knapp);
    lessons.truncate(150);
    assert_eq!(lessons.len(), 150);
    let learn =
        || learning::learn(&material, &lessons, &model, &trained.apart, &mut |_| ()).unwrap();
    let learned = learn();
    let tier = &learned.proof.tiers[0];
    assert_eq!(
        (learned.proof.lessons, tier.corrections),
        (lessons.len(), lessons.len())
    );
    // it was wrong on every one of them, or nearly: a lesson tells the last messages only
    assert!(tier.right.before < 0.1, "{:.2} right", tier.right.before);
    assert!(tier.right.after > 0.2, "{:.2} right", tier.right.after);
    assert!(tier.right.interval[0] > 0.0 && tier.right.interval[1] < 1.0);
    // what is said of the original chats is what was said before, where nothing was learned
    let kappa = tier.chats[1].kappa;
    assert!(kappa.before > 0.1 && kappa.interval[0] < kappa.interval[1]);
    assert_eq!(tier.chats.len(), 3);
    assert_eq!(
        tier.chats[1].classes.len(),
        classes().ring(Ring::Knapp).len()
    );
    // the same corrections give the same tracker
    assert_eq!(learn().model.id(), learned.model.id());
    assert_ne!(learned.model.id(), model.id());
}

#[test]
fn what_does_not_fit_is_named() {
    let (material, trained) = little();
    let model = Arc::new(trained.model);
    let learn = |lessons: &[Lesson]| {
        learning::learn(&material, lessons, &model, &trained.apart, &mut |_| ()).unwrap_err()
    };
    assert!(matches!(learn(&[]), LearningError::NoLessons));

    let foreign = &lessons(&Model::builtin(), "train-2.jsonl", Ring::Phase)[..3];
    let error = learn(foreign);
    assert!(matches!(error, LearningError::Foreign(3)), "{error}");

    let good = lessons(&model, "train-2.jsonl", Ring::Phase).remove(0);
    let mut bytes = good.as_bytes().to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    let error = learn(&[good, Lesson::from_bytes(bytes)]);
    assert!(matches!(error, LearningError::Damaged(2, _)), "{error}");

    let other = learning::learn(
        &material,
        &lessons(&model, "train-2.jsonl", Ring::Phase)[..3],
        &model,
        &learning::Apart::builtin(),
        &mut |_| (),
    );
    assert!(matches!(other.unwrap_err(), LearningError::OtherMaterial));
}

#[test]
fn a_lesson_holds_no_words_and_no_feature_outside_the_vocabulary() {
    let model = Model::builtin();
    let heard = message(
        0,
        chat::Speaker::Veisoker,
        "xyzzyplugh kvakkelidur jeg vet ikke",
    );
    let bare = message(0, chat::Speaker::Veisoker, "jeg vet ikke");
    let lesson = |message: &chat::Message| {
        let taken = Lesson::take(&model, &[(message, None)], 0, Ring::Knapp, None);
        taken.unwrap().as_bytes().to_vec()
    };
    let (with, without) = (lesson(&heard), lesson(&bare));
    let text = String::from_utf8_lossy(&with).into_owned();
    assert!(!text.contains("xyzzy") && !text.contains("vet"));
    // a few of its letter runs are known, the word is not
    assert!(
        with.len() < without.len() + 80,
        "{} {}",
        with.len(),
        without.len()
    );
    assert!(Lesson::take(&model, &[(&bare, None)], 0, Ring::Phase, None).is_none());
}

//! The model shipped is the one its training gives, and reads as well as the README says.

use super::chats::{classes, labelled, training};
use taxonomy::Ring;
use tracker::{Model, evaluation};

#[test]
fn training_gives_the_bytes_shipped() {
    let model = tracker::training::train(&classes(), &training(), &mut |_| ()).unwrap();
    assert_eq!(model.id(), Model::builtin().id());
    assert!(model.to_bytes() == Model::builtin().to_bytes());
}

#[test]
fn it_is_as_good_as_when_it_was_released() {
    let chats = labelled("validation-1.jsonl");
    let report = evaluation::evaluate(&Model::builtin(), &chats, None);
    // a little under what was measured
    for (ring, floor) in [(Ring::Phase, 0.82), (Ring::Knapp, 0.57), (Ring::Kolb, 0.54)] {
        let kappa = report.tracker().ring(ring).kappa;
        assert!(kappa >= floor, "{ring:?}: kappa {kappa:.3}, floor {floor}");
    }
}

#[test]
fn too_few_chats_are_refused() {
    let few = [labelled("train-1.jsonl")[..9].to_vec()];
    let error = tracker::training::train(&classes(), &few, &mut |_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at least 10 chats with messages are needed, there are 9"
    );
}

#[test]
fn the_model_shipped_is_small() {
    assert!(Model::builtin().to_bytes().len() <= 4_000_000);
}

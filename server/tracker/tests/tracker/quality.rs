//! The model shipped is the one its training gives, and reads as well as the README says.

use super::chats::{classes, labelled, training};
use taxonomy::Ring;
use tracker::learning::Apart;
use tracker::{Material, Model, evaluation};

/// The longest of all tests: it trains both tiers, with all their folds.
#[test]
fn training_gives_the_bytes_shipped_and_reads_as_well_on_folds() {
    let material = Material::builtin();
    let trained = tracker::training::train(&material, &mut |_| ()).unwrap();
    let shipped = Model::builtin();
    assert_eq!(trained.model.id(), shipped.id());
    assert!(trained.model.small_bytes() == shipped.small_bytes());
    assert_eq!(trained.model.large_id(), shipped.large_id());
    assert!(trained.model.large_bytes() == shipped.large_bytes());
    assert!(trained.apart == Apart::builtin());
    // a little under what was measured
    let floors = [[0.75, 0.49, 0.59], [0.72, 0.46, 0.53]];
    for (figures, floors) in trained.figures.iter().zip(floors) {
        for (ring, floor) in Ring::ALL.into_iter().zip(floors) {
            let kappa = figures.ring(ring).kappa;
            let name = &figures.name;
            assert!(
                kappa >= floor,
                "{name}, {ring:?}: kappa {kappa:.3}, floor {floor}"
            );
        }
    }
}

#[test]
fn the_material_shipped_is_made_of_the_chats_shipped() {
    let from_files = Material::new(&classes(), &training(), None);
    assert!(from_files == Material::builtin().without_vectors());
}

#[test]
fn it_is_as_good_as_when_it_was_released() {
    let chats = labelled("validation-1.jsonl");
    let test = evaluation::Test {
        chats: &chats,
        training: None,
        vectors: None,
        groups: &evaluation::Groups::default(),
    };
    let report = evaluation::evaluate(&Model::builtin(), &test);
    // a little under what was measured
    for (ring, floor) in [(Ring::Phase, 0.82), (Ring::Knapp, 0.57), (Ring::Kolb, 0.54)] {
        let kappa = report.tracker().ring(ring).kappa;
        assert!(kappa >= floor, "{ring:?}: kappa {kappa:.3}, floor {floor}");
    }
}

#[test]
fn too_few_chats_are_refused() {
    let few = [labelled("train-1.jsonl")[..9].to_vec()];
    let few = Material::new(&classes(), &few, None);
    let error = tracker::training::train(&few, &mut |_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at least 10 chats with messages are needed, there are 9"
    );
}

#[test]
fn the_model_shipped_is_small() {
    assert!(Model::builtin().small_bytes().len() <= 4_000_000);
}

//! A model file that is not right is refused with the reason, never with a panic.

use super::chats::guidance;
use tracker::learning::Apart;
use tracker::{Material, Model, ModelFileError};

#[test]
fn a_file_is_refused_wherever_it_is_cut() {
    let bytes = Model::builtin().small_bytes();
    let steps = (0..300).chain((300..bytes.len()).step_by(4_999));
    for end in steps.chain(bytes.len() - 20..bytes.len()) {
        let error = Model::from_bytes(&bytes[..end], None).unwrap_err();
        let wanted = match end {
            0..4 => ModelFileError::NotAModel,
            _ => ModelFileError::CutShort,
        };
        let facts_cut = error == ModelFileError::Damaged;
        assert!(error == wanted || facts_cut, "cut at {end}: {error}");
    }
}

#[test]
fn a_changed_byte_is_found() {
    let good = Model::builtin().small_bytes();
    for at in (0..good.len()).step_by(good.len() / 120) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        assert!(Model::from_bytes(&bytes, None).is_err(), "byte {at}");
    }
}

#[test]
fn something_else_is_no_model() {
    assert_eq!(
        Model::from_bytes(b"", None).unwrap_err(),
        ModelFileError::NotAModel
    );
    let error = Model::from_bytes(b"{\"model\":\"no\"}", None).unwrap_err();
    assert_eq!(error, ModelFileError::NotAModel);
    let mut other = Model::builtin().small_bytes();
    other[4] = 99;
    let error = Model::from_bytes(&other, None).unwrap_err();
    assert!(matches!(
        error,
        ModelFileError::OtherVersion { found: 99, .. }
    ));
    let missing = Model::load("no/such/place".as_ref()).unwrap_err();
    assert!(
        missing
            .to_string()
            .starts_with("no/such/place/small.bin cannot be read")
    );
}

#[test]
fn a_large_tier_is_refused_wherever_it_is_cut_and_beside_another_small_one() {
    let model = Model::builtin();
    let (small, large) = (model.small_bytes(), model.large_bytes().unwrap());
    for end in (0..large.len()).step_by(999) {
        assert!(
            Model::from_bytes(&small, Some(&large[..end])).is_err(),
            "cut at {end}"
        );
    }
    for at in (0..large.len()).step_by(large.len() / 60) {
        let mut bytes = large.clone();
        bytes[at] ^= 0x55;
        assert!(
            Model::from_bytes(&small, Some(&bytes)).is_err(),
            "byte {at}"
        );
    }
    assert_eq!(
        Model::from_bytes(&small, Some(&small)).unwrap_err(),
        ModelFileError::NotAModel
    );
}

#[test]
fn material_and_what_was_said_of_it_are_refused_wherever_they_are_cut() {
    let material = Material::builtin().to_bytes();
    for end in (0..material.len()).step_by(material.len() / 40) {
        assert!(
            Material::from_bytes(&material[..end]).is_err(),
            "cut at {end}"
        );
    }
    let apart = Apart::builtin().to_bytes();
    for end in (0..apart.len()).step_by(apart.len() / 40) {
        assert!(Apart::from_bytes(&apart[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn it_says_which_ids_differ() {
    let mut guidance = guidance();
    guidance.phases[1].id = taxonomy::ElementId::new("avtale");
    guidance.knapper.swap(0, 1);
    guidance.stages.truncate(3);
    let said = Model::builtin().check(&guidance).unwrap_err().to_string();
    for wanted in [
        "phase: it knows kontrakt in place of avtale",
        "knapp: the order of muligheter_og_begrensninger, meg_i_kontekst",
        "kolb: it also knows utproving",
    ] {
        assert!(said.contains(wanted), "{said}");
    }
}

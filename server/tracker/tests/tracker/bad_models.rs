//! A model file that is not right is refused with the reason, never with a panic.

use super::chats::guidance;
use tracker::{Model, ModelFileError};

#[test]
fn a_file_is_refused_wherever_it_is_cut() {
    let bytes = Model::builtin().to_bytes();
    let steps = (0..300).chain((300..bytes.len()).step_by(4_999));
    for end in steps.chain(bytes.len() - 20..bytes.len()) {
        let error = Model::from_bytes(&bytes[..end]).unwrap_err();
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
    let good = Model::builtin().to_bytes();
    for at in (0..good.len()).step_by(good.len() / 120) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x55;
        assert!(Model::from_bytes(&bytes).is_err(), "byte {at}");
    }
}

#[test]
fn something_else_is_no_model() {
    assert_eq!(
        Model::from_bytes(b"").unwrap_err(),
        ModelFileError::NotAModel
    );
    let error = Model::from_bytes(b"{\"model\":\"no\"}").unwrap_err();
    assert_eq!(error, ModelFileError::NotAModel);
    let mut other = Model::builtin().to_bytes();
    other[4] = 99;
    let error = Model::from_bytes(&other).unwrap_err();
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

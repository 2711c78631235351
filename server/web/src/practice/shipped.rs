//! The chats that ship: constructed, labelled by the codebook, and never those that the tracker is
//! measured on. They are part of what it learns from, so it reads them better than a new one.

use super::chat::{PracticeChat, Turn};
use serde::Deserialize;
use std::sync::LazyLock;
use taxonomy::Both;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../practice/", $name, ".json")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "pabygg-etter-fagbrev",
    "vet-ikke-hva-som-passer",
    "to-tilbud-for-fredag",
    "tilbake-i-jobb",
    "kurs-i-tegnsprak",
    "laereren-som-vil-bort",
    "pa-skolebenken-igjen",
    "sjark-eller-ingenior",
    "renhold-eller-barn",
    "sceneskrekk",
    "influenser-for-hamstere",
    "laerer-eller-sykepleier",
    "laerling-pa-verkstad",
    "ett-ord-om-gangen",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Both,
    language: String,
    end: String,
    turns: Vec<Turn>,
}

static ALL: LazyLock<Vec<PracticeChat>> = LazyLock::new(|| {
    let chats = FILES.iter().map(|(id, text)| {
        let file: File = serde_json::from_str(text).expect("a test reads every file");
        PracticeChat {
            id: (*id).to_owned(),
            title: file.title,
            lang: file.language,
            end: Some(file.end),
            turns: file.turns,
            own: false,
        }
    });
    chats.collect()
});

/// The chats, in the order in which they are best taken.
pub(crate) fn all() -> &'static [PracticeChat] {
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use taxonomy::{GuidanceModel, Ring};

    #[test]
    fn the_shipped_chats_are_labelled_by_the_model_and_touch_every_phase_and_knapp() {
        let text = include_str!("../../../../config/guidance-model.toml");
        let model = GuidanceModel::parse("guidance-model.toml", text).unwrap();
        let mut touched: HashSet<&str> = HashSet::new();
        for chat in all() {
            for turn in &chat.turns {
                for (ring, label) in [
                    (Ring::Phase, &turn.phase),
                    (Ring::Knapp, &turn.knapp),
                    (Ring::Knapp, &turn.knapp2),
                    (Ring::Kolb, &turn.kolb),
                ] {
                    let known = |id: &String| model.ids(ring).any(|one| one.as_str() == id);
                    assert!(label.as_ref().is_none_or(known), "{}", chat.id);
                    touched.extend(label.iter().map(String::as_str));
                }
                assert!(turn.phase.is_some() && !turn.text.is_empty(), "{}", chat.id);
            }
            assert!(!chat.title.nb.is_empty() && !chat.title.nn.is_empty());
        }
        for ring in [Ring::Phase, Ring::Knapp, Ring::Kolb] {
            for id in model.ids(ring) {
                assert!(touched.contains(id.as_str()), "{id} is practised nowhere");
            }
        }
        let ends: HashSet<_> = all()
            .iter()
            .filter_map(|chat| chat.end.as_deref())
            .collect();
        assert!(ends.contains("avsluttet") && ends.contains("forlatt"));
        let languages: HashSet<_> = all().iter().map(|chat| chat.lang.as_str()).collect();
        assert!(languages.contains("nb") && languages.contains("nn"));
    }

    #[test]
    fn no_shipped_chat_is_one_that_the_tracker_is_measured_on() {
        let apart = [
            include_str!("../../../../tests/fixtures/chats/validation-1.jsonl"),
            include_str!("../../../../tests/fixtures/chats/apart-1.jsonl"),
        ];
        for chat in all() {
            let longest = chat
                .turns
                .iter()
                .max_by_key(|turn| turn.text.len())
                .unwrap();
            let quoted = serde_json::to_string(&longest.text).unwrap();
            assert!(
                apart.iter().all(|file| !file.contains(&quoted)),
                "{}",
                chat.id
            );
        }
    }
}

//! Whether a note of the counsellor's holds what somebody wrote.

use chat::Words;

/// So many words on end are somebody's; of a text that is shorter, all of it.
const RUN: usize = 4;

/// Whether the note holds a run of words of the message, however they are written.
pub(crate) fn quotes(note: &Words, said: &Words) -> bool {
    let (note, said) = (folded(note), folded(said));
    let (note, said) = (words(&note), words(&said));
    let run = RUN.min(note.len()).min(said.len());
    run > 0
        && note
            .windows(run)
            .any(|some| said.windows(run).any(|other| some == other))
}

fn folded(text: &Words) -> Words {
    Words::new(language::fold(text.as_str()))
}

fn words(text: &Words) -> Vec<&str> {
    let text = text.as_str();
    language::words(text).map(|range| &text[range]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(note: &str, said: &str) -> bool {
        quotes(&Words::new(note), &Words::new(said))
    }

    #[test]
    fn a_note_in_the_veisokers_words_is_known_however_it_is_written() {
        let said = "hei! jeg lurer på om jeg skal slutte på  Fjellbakken, vg1";
        assert!(quoted("Slutte på Fjellbakken", said), "all of the note");
        assert!(quoted("Avklare: «jeg skal slutte på fjellbakken»?", said));
        assert!(
            quoted("ringe Ola Nordmann i morgen", "Ola Nordmann"),
            "all of the message"
        );
        assert!(quoted(
            "SLUTTE PÅ FJELLBAKKEN",
            "slutte pa\u{30a} fjell\u{ad}bakken"
        ));
    }

    #[test]
    fn words_of_the_counsellors_own_stay() {
        let said = "jeg lurer på om jeg skal slutte på skolen";
        for own in [
            "Finne ut hva som er mulig",
            "slutte med idretten på skolen",
            "slut",
        ] {
            assert!(!quoted(own, said), "{own}");
        }
        assert!(!quoted("", said) && !quoted("lån", "😀 …"));
    }
}

//! An error in a codebook names file, line and field, and never a word of the chat.

use super::chats::classes;
use tracker::codebook::{self, CodebookError};

const GOOD: &str = r#"{"id":"a","turns":[{"role":"veisoker","text":"hemmelig","phase":"kontakt","knapp":null,"kolb":null}]}"#;

fn refused(line: &str) -> String {
    let text = format!("{GOOD}\n\n{line}\n");
    let error = codebook::parse("chats.jsonl", &text, &classes());
    let error = error.expect_err("line 3 is bad");
    let said = error.to_string();
    assert!(!said.contains("hemmelig"), "{said}");
    assert!(matches!(error, CodebookError::Line { line: 3, .. }));
    said
}

#[test]
fn each_fault_is_named() {
    let cases = [
        (
            "kontakt",
            "kontrast",
            "turns[0].phase: `kontrast` is none of kontakt, ",
        ),
        ("\"kontakt\"", "null", "turns[0].phase: `null` is none of"),
        ("\"kontakt\"", "3", "turns[0].phase: is neither"),
        ("\"phase\":\"kontakt\",", "", "turns[0].phase: is missing"),
        (
            "\"knapp\":null",
            "\"knapp\":\"lykke\"",
            "turns[0].knapp: `lykke`",
        ),
        (
            "\"kolb\":null",
            "\"kolb\":\"lykke\"",
            "turns[0].kolb: `lykke`",
        ),
        (
            "veisoker",
            "kunde",
            "turns[0].role: `kunde` is none of veisoker, veileder, system",
        ),
        ("\"text\":\"hemmelig\",", "", "turns[0].text: is missing"),
        ("\"id\":\"a\",", "", "id: is missing"),
        ("turns", "tur", "turns: is missing"),
        ("]}", "]", "line: no JSON"),
    ];
    for (from, to, wanted) in cases {
        let said = refused(&GOOD.replacen(from, to, 1));
        assert!(said.starts_with("chats.jsonl, line 3, "), "{said}");
        assert!(said.contains(wanted), "{said} should hold {wanted}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = codebook::read("no/such.jsonl".as_ref(), &classes()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no/such.jsonl cannot be read")
    );
}

#[test]
fn labels_are_not_needed_to_track() {
    let chat = codebook::plain(r#"{"id":7,"turns":[{"role":"system","text":""}]}"#).unwrap();
    assert_eq!(chat.turns.len(), 1);
    let error = codebook::plain(r#"{"id":7,"turns":[{"role":"x","text":""}]}"#).unwrap_err();
    assert!(error.starts_with("turns[0].role: `x` is none of"));
}

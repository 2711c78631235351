//! `ledsager search` answers whatever is asked of it.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use std::process::{Command, Output};

fn search(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledsager"));
    command.arg("search").args(arguments).output().unwrap()
}

#[test]
fn any_query_is_answered_and_none_is_an_error() {
    let long = "x".repeat(10_000);
    // What is asked, and whether articles are expected: `None` where either would do.
    let cases: &[(&str, Option<bool>)] = &[
        ("", Some(false)),
        (" \t\n ", Some(false)),
        (&long, Some(false)),
        ("!?.,;:()[]{}/\\|@#%&=+_", Some(false)),
        ("title:fagbrev AND (", Some(true)),
        ("\"", Some(false)),
        ("*", Some(false)),
        ("~", Some(false)),
        ("^2", Some(true)),
        ("-fagbrev", Some(true)),
        ("--fagbrev", Some(true)),
        ("-", Some(false)),
        ("\u{1}fagbrev\u{7}\u{1b}[31m", Some(true)),
        ("\u{202e}🙂", Some(false)),
        ("شهادة", Some(false)),
        ("'; DROP TABLE articles;--", None),
        ("<script>alert(1)</script>", None),
    ];
    for (query, hits) in cases {
        let shown: String = query.chars().take(40).collect();
        let answer = search(&[query]);
        let said = String::from_utf8(answer.stdout).unwrap();
        let failed = String::from_utf8_lossy(&answer.stderr).into_owned();
        assert!(answer.status.success(), "{shown:?}: {failed}");
        assert!(failed.is_empty(), "{shown:?}: {failed}");
        let nothing = said == "Ingen treff.\n";
        assert!(nothing || said.contains("\n   "), "{shown:?}: {said}");
        if let Some(hits) = hits {
            assert_eq!(!nothing, *hits, "{shown:?}: {said}");
        }
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(control), "{shown:?} reaches the terminal");
    }
}

#[test]
fn options_stay_options_beside_any_query() {
    let answer = search(&["--json", "--limit", "0", "-fagbrev"]);
    assert!(answer.status.success());
    let found: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(found["query"], "-fagbrev");
    let answer = search(&["<b>fagbrev</b>", "--json", "--explain"]);
    let found: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    for hit in found["hits"].as_array().unwrap() {
        let html = hit["passage_html"].as_str().unwrap();
        let rest = html.replace("<mark>", "").replace("</mark>", "");
        assert!(!rest.contains(['<', '>']), "{html}");
    }
}

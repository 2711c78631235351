//! `ledsager import`: what somebody exported or pasted becomes chats that tell of nobody.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const EXPORT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../feed/tests/transcripts/zendesk.json"
);

fn ledsager(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledsager"));
    let command = command
        .args(arguments)
        .env("LEDSAGER_MODELS", "/nonexistent");
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Whether all of it is read is the command's matter.
    let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn an_export_is_imported_and_the_tracker_reads_it() {
    let imported = ledsager(&["import", EXPORT], b"");
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let report = text(&imported.stderr);
    assert!(report.contains("read as zendesk\n"), "{report}");
    assert!(
        report.contains("chat 1, message 6: identity numbers 1, addresses 1\n"),
        "{report}"
    );
    assert!(report.contains("offline messages 1,"), "{report}");
    let chats: Vec<Value> = text(&imported.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(chats.len(), 2);

    let tracked = ledsager(&["track", "--tier", "small"], &imported.stdout);
    assert!(tracked.status.success(), "{}", text(&tracked.stderr));
    let tracked = text(&tracked.stdout);
    let readings = tracked
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    for (chat, read) in chats.iter().zip(readings) {
        assert_eq!(chat["id"], read["id"]);
        let messages = |value: &Value| value.as_array().map(Vec::len);
        assert_eq!(messages(&chat["turns"]), messages(&read["readings"]));
    }
}

#[test]
fn nobody_is_recognised_wherever_the_command_writes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("chats.jsonl");
    // the same export, and the same torn in every tenth place
    let export = std::fs::read(EXPORT).unwrap();
    let torn = (0..export.len()).step_by(export.len() / 10);
    for end in torn.chain([export.len()]) {
        let arguments = [
            "import",
            "-",
            "--as",
            "zendesk",
            "--out",
            out.to_str().unwrap(),
        ];
        let done = ledsager(&arguments, &export[..end]);
        let mut all = text(&done.stdout) + &text(&done.stderr);
        all += &std::fs::read_to_string(&out).unwrap_or_default();
        let all = all.to_lowercase();
        for canary in [
            "zyxvana",
            "kvistrup",
            "912 34",
            "91234567",
            "01810112332",
            "kanari",
            "10.99.88",
            "torgunnhild",
            "brekkmoen",
            "bydal",
            "solbakkgata",
        ] {
            assert!(!all.contains(canary), "{canary} came through at {end}");
        }
    }
    let written = std::fs::read_to_string(&out).unwrap();
    assert_eq!(written.lines().count(), 2);
    assert_eq!(entries(folder.path()), 1, "nothing is left beside it");
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("chats.jsonl");
    let out = out.to_str().unwrap();
    let tried = ledsager(&["import", EXPORT, "--dry-run", "--out", out], b"");
    assert!(tried.status.success());
    assert_eq!(entries(folder.path()), 0);
    let done = ledsager(&["import", EXPORT, "--out", out], b"");
    assert_eq!(text(&tried.stdout), text(&done.stdout));
    assert!(text(&tried.stdout).contains("masked: names 3, phone numbers 1, identity numbers 1,"));
    let plain = ledsager(&["import", EXPORT, "--dry-run"], b"");
    assert_eq!(text(&plain.stdout), text(&tried.stdout));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_comes_through() {
    let lines = "{\"turns\":[{\"role\":\"veisoker\",\"text\":\"hei\"}]}\nhemmelig\n\
        {\"turns\":[{\"role\":\"veileder\",\"text\":\"hei\"}]}\n";
    let done = ledsager(&["import", "-"], lines.as_bytes());
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    assert!(
        told.contains("chat 2, line 2: is no JSON\n") && !told.contains("hemmelig"),
        "{told}"
    );
    assert_eq!(text(&done.stdout).lines().count(), 2);
    for (input, what) in [("", "holds no chat"), ("\u{fffe}", "")] {
        let done = ledsager(&["import", "-"], input.as_bytes());
        assert_eq!(done.status.code(), Some(1), "{input:?}");
        assert!(text(&done.stderr).contains(what));
    }
    assert!(
        !ledsager(&["import", "/nonexistent/chats"], b"")
            .status
            .success()
    );
}

#[test]
fn pasted_text_becomes_a_chat_that_the_demo_could_play() {
    let pasted =
        "10:32 Rettleiar Kari: Hei! Kari her.\nKva lurer du på?\n10:33 Vegsøkjar: om læreplass\n";
    let done = ledsager(&["import", "-"], pasted.as_bytes());
    assert!(done.status.success());
    let chat: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(chat["turns"][0]["text"], "Hei! her.\nKva lurer du på?");
    assert_eq!(chat["turns"][1]["role"], "veisoker");
    assert_eq!(chat["turns"][1]["at"], "10:33:00");
}

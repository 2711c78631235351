//! The tier that the settings ask for, on a machine without the encoder's weights.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use std::path::Path;
use std::process::{Command, Output};

/// Runs a command with these settings where no weights are.
fn run(command: &str, folder: &Path, settings: &str) -> Output {
    let config = folder.join("settings.toml");
    let store = folder.join("store");
    let text = format!(
        "[web]\nlisten = \"127.0.0.1:0\"\n[store]\nfolder = {store:?}\n[tracker]\n{settings}\n"
    );
    std::fs::write(&config, text).unwrap();
    let mut ledsager = Command::new(env!("CARGO_BIN_EXE_ledsager"));
    ledsager.args([command, "--config"]).arg(config);
    ledsager.env("LEDSAGER_MODELS", folder).output().unwrap()
}

#[test]
fn check_says_which_tier_it_will_be_and_why() {
    let folder = tempfile::tempdir().unwrap();
    for (settings, expected) in [
        ("", "there are no weights at"),
        ("tier = \"small\"", "the settings say so"),
        ("enabled = false", "the tracker is off"),
    ] {
        let checked = run("check", folder.path(), settings);
        let said = String::from_utf8(checked.stdout).unwrap();
        let line = said.lines().next().unwrap();
        assert!(line.contains(expected), "{said}");
        assert!(checked.status.success() && said.contains("0 errors"));
    }
}

#[test]
fn the_large_tier_without_weights_stops_the_start_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["serve", "check"] {
        let ended = run(command, folder.path(), "tier = \"large\"");
        assert!(!ended.status.success());
        let said = [ended.stdout, ended.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        let line = said.lines().find(|line| line.contains("tier")).unwrap();
        assert!(line.contains("ledsager model fetch"), "{said}");
        assert!(!folder.path().join("store").exists());
    }
}

#[test]
fn an_encoder_that_could_never_answer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ended = run("serve", folder.path(), "encoder_threads = 0");
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("must be at least 1"), "{said}");
}

//! `ledsager pilot` on a journal that somebody has corrected in.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod kept;

use journal::Correction;
use kept::{correction, keep};
use std::path::Path;
use std::process::{Command, Output};
use taxonomy::{ElementId, Ring};

/// Six corrections of the phase in shadow, two of them of another mind than the tracker, and one shown.
async fn fill(store: &Path) {
    let value = |id: &str| Some(ElementId::new(id));
    let one = |number: u64| Correction {
        shadow: number < 6,
        ..correction(
            Ring::Phase,
            value(if number < 2 { "b" } else { "a" }),
            value("a"),
        )
    };
    keep(store, (0..7).map(one)).await;
}

fn pilot(config: &Path, json: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledsager"));
    command.args(["pilot", "--config"]).arg(config);
    if json {
        command.arg("--json");
    }
    command.output().unwrap()
}

#[tokio::test]
async fn it_compares_ring_by_ring_and_tells_no_small_number() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("my.toml");
    let store = folder.path().join("store");
    let text = format!("[store]\nfolder = {:?}\n", store.display().to_string());
    std::fs::write(&config, text).unwrap();
    let nothing = pilot(&config, true);
    assert!(!nothing.status.success());
    let said = String::from_utf8(nothing.stderr).unwrap();
    assert!(said.contains("nothing to compare in"), "{said}");

    std::fs::create_dir(&store).unwrap();
    fill(&store).await;
    let answer = pilot(&config, true);
    assert!(answer.status.success());
    let report: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    let phase = &report["rings"][0];
    assert_eq!(phase["ring"], "phase");
    assert_eq!(phase["shadow"]["compared"], 6);
    assert_eq!(phase["shadow"]["agreement"], 4.0 / 6.0);
    assert_eq!(phase["shadow"]["kappa"], 0.0);
    assert!(phase["shadow"]["silent_share"].is_null());
    assert!(phase["shown"]["compared"].is_null() && phase["shown"]["agreement"].is_null());

    let table = String::from_utf8(pilot(&config, false).stdout).unwrap();
    assert!(
        table.contains("færre enn 5") && table.contains("0.67"),
        "{table}"
    );
}

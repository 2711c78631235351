//! The README's test command reaches every member, and the top level is what was agreed.

use crate::tree::{members, read, root};

#[test]
fn the_readme_names_the_two_commands_and_ci_runs_the_second() {
    let readme = read("README.md");
    assert!(readme.contains("cargo run --release -- demo"));
    assert!(readme.contains("cargo test --workspace"));
    assert!(read(".ci/run").contains("cargo test --workspace"));
}

#[test]
fn every_crate_in_the_tree_is_a_member() {
    for area in ["server", "knowledge-base", "tests"] {
        for entry in std::fs::read_dir(root().join(area)).unwrap().flatten() {
            if entry.path().join("Cargo.toml").exists() {
                let member = format!("{area}/{}", entry.file_name().to_string_lossy());
                assert!(
                    members().contains(&member),
                    "{member} is not in the workspace"
                );
            }
        }
    }
}

#[test]
fn the_top_level_is_as_agreed() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "server",
        "knowledge-base",
        "tests",
        "config",
    ];
    for entry in std::fs::read_dir(root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            name.starts_with('.') || agreed.contains(&name.as_str()),
            "{name} is not of the agreed top level"
        );
    }
}

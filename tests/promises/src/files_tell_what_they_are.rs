//! Every source file opens with a sentence that says what it is.

use crate::tree::{members, root, rust_files};

#[test]
fn every_rust_file_opens_with_a_sentence() {
    for member in members() {
        for file in rust_files(&root().join(&member)) {
            let text = std::fs::read_to_string(&file).unwrap();
            let first = text.lines().next().unwrap_or_default();
            assert!(
                first.starts_with("//! "),
                "{} does not say what it is",
                file.display()
            );
        }
    }
}

//! Embeds every file of `starter/`, so that the program needs no files beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let starter = root.join("starter");
    println!("cargo::rerun-if-changed={}", starter.display());
    let mut list = String::from("&[\n");
    for (folder, ending) in [("", "toml"), ("articles", "md"), ("prompts", "toml")] {
        let folder = starter.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder, ending) {
            let name = file.strip_prefix(&starter).expect("found beneath it");
            // The path is written with `/` on every system: it is what a problem report shows.
            let name = name.to_string_lossy().replace('\\', "/");
            let path = file.to_string_lossy().into_owned();
            writeln!(list, "    ({name:?}, include_str!({path:?})),").expect("a string grows");
        }
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("starter.rs");
    fs::write(out, list).expect("the build directory can be written");
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

//! Lists every file under `ui/`, plain and packed, so that the binary carries its pages and needs no files.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("ui");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut files: Vec<(String, PathBuf)> = files
        .into_iter()
        .map(|file| (name(&root, &file), file))
        .collect();
    // By the whole name, as it is looked for: as paths, `read/x` would come before `read.js`.
    files.sort();
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let mut table = String::from("pub(crate) static FILES: &[File] = &[\n");
    for (number, (name, file)) in files.iter().enumerate() {
        println!("cargo:rerun-if-changed={}", file.display());
        let packed = out.join(format!("{number}.gz"));
        std::fs::write(&packed, pack(file)).expect("the build folder can be written");
        writeln!(
            table,
            "    File {{ name: {name:?}, plain: include_bytes!({:?}), packed: include_bytes!({:?}) }},",
            file.display(),
            packed.display()
        )
        .expect("a string takes all");
    }
    table.push_str("];\n");
    std::fs::write(out.join("files.rs"), table).expect("the build folder can be written");
}

fn pack(file: &Path) -> Vec<u8> {
    let plain = std::fs::read(file).expect("a file of ui/ can be read");
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&plain).expect("a vector takes all");
    packer.finish().expect("a vector takes all")
}

/// What a page asks for to get this file.
fn name(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root).expect("below the root");
    below.to_string_lossy().replace('\\', "/")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("ui/ can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if !path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        {
            files.push(path);
        }
    }
}

//! A knowledge base as a folder of files: read whole, written file by file.

use crate::document::DocumentKind;
use crate::problem::Problem;
use std::path::Path;

/// The largest file that is read, in bytes: more is no article, and would fill the memory.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Reads every file that belongs to a knowledge base, as name and text, in the order of the names.
/// What cannot be read is a problem; other files are left alone.
pub fn read(dir: &Path) -> (Vec<(String, String)>, Vec<Problem>) {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    if let Err(error) = std::fs::read_dir(dir) {
        return (texts, vec![unreadable(".", &error)]);
    }
    for folder in ["", "articles", "prompts"] {
        let names = match names(&dir.join(folder)) {
            Ok(names) => names,
            Err(error) => {
                problems.push(unreadable(folder, &error));
                continue;
            }
        };
        for name in names {
            let shown = match folder {
                "" => name,
                folder => format!("{folder}/{name}"),
            };
            if DocumentKind::of(&shown).is_none() {
                continue;
            }
            match text(&dir.join(&shown)) {
                Ok(text) => texts.push((shown, text)),
                Err(error) => problems.push(unreadable(&shown, &error)),
            }
        }
    }
    (texts, problems)
}

fn names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn text(path: &Path) -> std::io::Result<String> {
    if std::fs::metadata(path)?.len() > LARGEST {
        return Err(std::io::Error::other("it is larger than 4 MiB"));
    }
    std::fs::read_to_string(path)
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::error(name, None, "", format!("cannot be read: {error}"))
}

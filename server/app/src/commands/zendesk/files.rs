//! The files of a package: those that come with this program, of a folder, or of a zip.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A package of ours has ten files of a few kilobytes; what is far from that is not read.
const MOST_FILES: usize = 500;
const MOST_BYTES: u64 = 10 * 1024 * 1024;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../../web/zendesk-app/", $name)))),*]
    };
}

const SHIPPED: &[(&str, &[u8])] = shipped![
    "assets/icon_nav_bar.svg",
    "assets/logo-small.png",
    "assets/logo.png",
    "assets/logo.svg",
    "manifest.json",
    "translations/en.json",
    "translations/nb.json",
    "translations/nn.json",
];

/// Each file's path in the package, and what it holds; in order, so that the same files make the same zip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Files {
    files: BTreeMap<String, Vec<u8>>,
    /// Entries that are links, which Zendesk refuses.
    pub(super) links: Vec<String>,
}

impl Files {
    /// The app that comes with this program.
    pub(super) fn shipped() -> Self {
        let files = SHIPPED.iter();
        Self {
            files: files
                .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
                .collect(),
            links: Vec::new(),
        }
    }

    /// A folder, or a zip.
    ///
    /// # Errors
    /// If it cannot be read, or is far larger than a package is.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = || format!("cannot read {}", path.display());
        if path.is_dir() {
            let mut files = Self::default();
            files.add_folder(path, path).with_context(shown)?;
            return Ok(files);
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).with_context(shown)?;
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .with_context(shown)?;
        Self::from_zip(&bytes).with_context(shown)
    }

    fn add_folder(&mut self, root: &Path, folder: &Path) -> anyhow::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            let below = path.strip_prefix(root).unwrap_or(&path);
            let name = below.to_string_lossy().replace('\\', "/");
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                self.links.push(name);
            } else if kind.is_dir() {
                self.add_folder(root, &path)?;
            } else {
                if entry.metadata()?.len() > MOST_BYTES {
                    bail!("{name} is larger than {MOST_BYTES} bytes");
                }
                self.put(&name, std::fs::read(&path)?);
            }
            if self.files.len() > MOST_FILES {
                bail!("it has more than {MOST_FILES} files");
            }
        }
        Ok(())
    }

    /// The files of a zip, in memory; nothing is written anywhere.
    pub(super) fn from_zip(bytes: &[u8]) -> anyhow::Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).context("it is no zip")?;
        if archive.len() > MOST_FILES {
            bail!("it has more than {MOST_FILES} files");
        }
        let mut files = Self::default();
        let mut left = MOST_BYTES;
        for number in 0..archive.len() {
            let file = archive.by_index(number)?;
            let name = file.name()?.into_owned();
            if file.is_symlink() {
                files.links.push(name);
            } else if file.is_file() {
                let mut content = Vec::new();
                file.take(left + 1).read_to_end(&mut content)?;
                left = left
                    .checked_sub(content.len() as u64)
                    .with_context(|| format!("it unpacks to more than {MOST_BYTES} bytes"))?;
                files.put(&name, content);
            }
        }
        Ok(files)
    }

    /// The zip: entries in order, all of one date, packed by the one way.
    pub(super) fn zip(&self) -> anyhow::Result<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.files {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(content)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// What a file says, if it is text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.get(name)?).ok()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    pub(super) fn put(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        self.files.insert(name.to_owned(), content.into());
    }

    #[cfg(test)]
    pub(super) fn remove(&mut self, name: &str) {
        self.files.remove(name);
    }
}

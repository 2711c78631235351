//! Secrets in files, read anew at each use, so that they are changed without a restart.

use std::path::{Path, PathBuf};
use subtle::{Choice, ConstantTimeEq};

/// The shortest secret that is taken, in characters.
const SHORTEST: usize = 16;

/// Some files with a secret each: what stands there now counts, and one that cannot be read admits nobody.
pub(super) struct Keys(Vec<PathBuf>);

impl Keys {
    /// Reads them all once, to see that they can be.
    pub(super) fn open(setting: &str, files: &[PathBuf]) -> Result<Self, String> {
        if files.is_empty() {
            return Err(format!("{setting} is empty: nothing could be believed"));
        }
        for file in files {
            read(file).map_err(|why| format!("{setting}: {} {why}", file.display()))?;
        }
        Ok(Self(files.to_vec()))
    }

    /// Whether this is one of them. All are looked at: how long it takes does not tell which was right.
    pub(super) fn admit(&self, given: &[u8]) -> bool {
        let same = self.0.iter().fold(Choice::from(0), |found, file| {
            let key = read(file).unwrap_or_default();
            let any = Choice::from(u8::from(!key.is_empty()));
            found | (any & key.as_bytes().ct_eq(given))
        });
        same.into()
    }

    /// The first of them; empty if it cannot be read.
    pub(super) fn first(&self) -> String {
        let key = self.0.first().map(|file| read(file));
        key.and_then(Result::ok).unwrap_or_default()
    }
}

fn read(file: &Path) -> Result<String, &'static str> {
    let text = std::fs::read_to_string(file).map_err(|_| "cannot be read")?;
    let secret = text.lines().next().unwrap_or_default().trim();
    if secret.chars().count() < SHORTEST {
        return Err("holds a secret shorter than 16 characters");
    }
    Ok(secret.to_owned())
}

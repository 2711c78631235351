//! Secrets in files, the first line of each, read anew at each use: one is exchanged without a restart.

use std::path::{Path, PathBuf};
use subtle::Choice;

/// Shorter ones can be guessed; in characters.
const SHORTEST: usize = 16;

/// The secret in a file.
///
/// # Errors
/// A sentence that names the file; never what is in it.
pub(crate) fn secret(file: &Path) -> Result<String, String> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {shown}: {}", error.kind()))?;
    let secret = text.lines().next().unwrap_or_default().trim();
    if secret.chars().count() < SHORTEST {
        return Err(format!(
            "the secret in {shown} is shorter than {SHORTEST} characters"
        ));
    }
    Ok(secret.to_owned())
}

/// Some files with a secret each, all of them good: what stands there now counts, and a file that is gone, or
/// holds no secret any more, is one withdrawn.
pub(crate) struct Secrets {
    setting: &'static str,
    files: Vec<PathBuf>,
}

impl Secrets {
    /// Reads them all once, to see that they can be. `setting` names them in what is said of them.
    ///
    /// # Errors
    /// One sentence on the file, or that there is none.
    pub(crate) fn open(setting: &'static str, files: &[PathBuf]) -> Result<Self, String> {
        if files.is_empty() {
            return Err(format!("{setting} is empty: nothing could be believed"));
        }
        for file in files {
            secret(file).map_err(|problem| format!("{setting}: {problem}"))?;
        }
        let files = files.to_vec();
        Ok(Self { setting, files })
    }

    /// Whether one of them is as wanted. All are looked at: how long it takes does not tell which it was.
    pub(crate) fn any(&self, is_it: impl Fn(&str) -> Choice) -> bool {
        let mut found = Choice::from(0);
        for file in &self.files {
            match secret(file) {
                Ok(secret) => found |= is_it(&secret),
                Err(problem) => tracing::warn!("{}: {problem}", self.setting),
            }
        }
        found.into()
    }
}

//! What is wrong with a settings file, in one sentence that names the place.

use std::path::{Path, PathBuf};

/// Why a settings file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {problem}", .file.display(), .line.map(|l| format!(", line {l}")).unwrap_or_default())]
pub struct SettingsError {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1, where known.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: String,
}

impl SettingsError {
    pub(super) fn new(file: &Path, line: Option<usize>, problem: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            problem: problem.into(),
        }
    }
}

/// A file that is not TOML.
pub(super) fn in_toml(path: &Path, text: &str, error: &toml::de::Error) -> SettingsError {
    let line = error.span().map(|span| {
        text.get(..span.start)
            .unwrap_or_default()
            .matches('\n')
            .count()
            + 1
    });
    SettingsError::new(path, line, error.message().trim())
}

/// A key or a value that does not fit. The error comes from the merged settings, so the line is
/// looked for by the name of the key.
pub(super) fn in_value(path: &Path, text: &str, error: &toml::de::Error) -> SettingsError {
    let message = error.message().trim();
    let mut named = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let unknown = named.next().unwrap_or_default().to_owned();
        let nearest = named
            .map(|known| (strsim::jaro_winkler(&unknown, known), known))
            .filter(|(likeness, _)| *likeness > 0.7)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = nearest
            .map(|(_, known)| format!("; did you mean `{known}`?"))
            .unwrap_or_default();
        return SettingsError::new(
            path,
            line_of(text, &unknown),
            format!("unknown key `{unknown}`{hint}"),
        );
    }
    // The error's text ends with the path of the key: "… in `web.max_connections`".
    let whole = error.to_string();
    let key = whole
        .rsplit("in `")
        .next()
        .and_then(|rest| rest.split('`').next())
        .unwrap_or_default();
    let line = line_of(text, key.rsplit('.').next().unwrap_or_default());
    let place = if key.is_empty() || key.contains(' ') {
        String::new()
    } else {
        format!(" in `{key}`")
    };
    SettingsError::new(path, line, format!("{message}{place}"))
}

fn line_of(text: &str, key: &str) -> Option<usize> {
    let names = |line: &str| {
        let line = line.trim_start().trim_start_matches('[');
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
            || line.contains(&format!(".{key}]"))
    };
    text.lines()
        .position(names)
        .filter(|_| !key.is_empty())
        .map(|index| index + 1)
}

//! The tokens by which the homeserver and we know each other, read from their files each time.

use crate::Unaccepted;
use http::{HeaderMap, header};
use std::path::{Path, PathBuf};
use subtle::ConstantTimeEq;

/// Shorter ones can be guessed.
const SHORTEST: usize = 16;

/// The first line of a file.
///
/// # Errors
/// A sentence that names the file; never what is in it.
pub(super) fn token(file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {}: {}", file.display(), error.kind()))?;
    let token = text.lines().next().unwrap_or_default().trim();
    if token.len() < SHORTEST {
        let file = file.display();
        return Err(format!(
            "the token in {file} is shorter than {SHORTEST} characters"
        ));
    }
    Ok(token.to_owned())
}

/// Whether a request carries one of the tokens in these files, as `Authorization: Bearer …`. The older
/// way, `?access_token=` in the address, ends up in logs and is not looked at
/// (<https://spec.matrix.org/v1.15/application-service-api/#authorization>).
pub(super) fn admit(headers: &HeaderMap, files: &[PathBuf]) -> Result<(), Unaccepted> {
    let given = headers
        .get(header::AUTHORIZATION)
        .ok_or(Unaccepted::Unsigned)?;
    let given = given.as_bytes();
    let given = match given.split_at_checked(7) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case(b"Bearer ") => token,
        _ => return Err(Unaccepted::Unsigned),
    };
    let mut admitted = subtle::Choice::from(0);
    for file in files {
        match token(file) {
            Ok(token) => admitted |= given.ct_eq(token.as_bytes()),
            Err(problem) => tracing::error!("a token of [feed.matrix] does not count: {problem}"),
        }
    }
    match bool::from(admitted) {
        true => Ok(()),
        false => Err(Unaccepted::WrongSignature),
    }
}

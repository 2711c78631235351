//! Where a list goes on: the last entry that was shown, so that changes between two pages neither
//! repeat nor skip what did not change.

use super::problem::{Answer, Refusal};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Entries on a page when nobody says how many, and at most.
const USUAL: usize = 50;
const MOST: usize = 200;

/// How many entries a page shall have.
pub(crate) fn limit(asked: Option<usize>) -> Answer<usize> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        _ => Err(Refusal::bad_field("limit", "`limit` is from 1 to 200")),
    }
}

/// The cursor behind an entry.
pub(crate) fn write<T: Serialize>(last: &T) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(last).unwrap_or_default())
}

/// Cuts a page out of what was found in order, and gives the cursor behind its last entry if there is more.
pub(crate) fn cut<T, C: Serialize>(
    found: &mut Vec<T>,
    limit: usize,
    place: impl Fn(&T) -> C,
) -> Option<String> {
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more)?;
    Some(write(&place(last)))
}

/// The entry that a cursor stands behind; `None` without a cursor.
pub(crate) fn read<T: DeserializeOwned>(cursor: Option<&str>) -> Answer<Option<T>> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    let broken = || Refusal::bad_field("cursor", "`cursor` is none that was given out");
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| broken())?;
    let last = serde_json::from_slice(&bytes).map_err(|_| broken())?;
    Ok(Some(last))
}

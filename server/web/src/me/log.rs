//! The entries of a log: written, read and deleted as ciphers.

use super::bytes;
use crate::asker::{Counsellor, MadeFrom, Private, Versioned};
use crate::problem::{Answer, At, Refusal};
use axum::Json;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use journal::{Act, NewEntry, Owned};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The longest cipher, in bytes.
const LONGEST: usize = 64 * 1024;
/// The largest body: the cipher as base64, and what stands round it.
const MOST: usize = LONGEST / 3 * 4 + 1024;

/// An entry as it is sent. No other key is taken: what is written here is for its owner alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    nonce: String,
    cipher: String,
}

/// An entry as it is told.
#[derive(Serialize)]
pub(crate) struct Told {
    id: String,
    made: String,
    version: u32,
    nonce: String,
    cipher: String,
}

/// `GET /api/me/log`
pub(crate) async fn read(Counsellor(who): Counsellor) -> Answer<Json<Value>> {
    let after = &who.rooms.after;
    let owner = after.owner(Owned::Log, &who.user.id);
    let entries = after.journal.log_entries(owner).await?.into_iter();
    let told = entries.map(|kept| Told {
        id: kept
            .entry
            .id
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        made: kept.entry.day.to_string(),
        version: kept.version,
        nonce: STANDARD.encode(kept.entry.nonce),
        cipher: STANDARD.encode(kept.entry.cipher),
    });
    Ok(Json(json!({ "entries": told.collect::<Vec<_>>() })))
}

/// `PUT /api/me/log/{id}`
pub(crate) async fn keep(
    Counsellor(who): Counsellor,
    At(id): At<String>,
    MadeFrom(instead_of): MadeFrom,
    Private(written): Private<Written, MOST>,
) -> Answer<Versioned<Value>> {
    let nonce = bytes("nonce", &written.nonce, 12..=12)?;
    let after = &who.rooms.after;
    let entry = NewEntry {
        id: id_of(&id)?,
        day: after.today(),
        nonce: nonce
            .try_into()
            .map_err(|_| Refusal::bad("the nonce has 12 bytes"))?,
        // Not shorter than the tag of AES-GCM: what is shorter is no cipher.
        cipher: bytes("cipher", &written.cipher, 16..=LONGEST)?,
    };
    let owner = after.owner(Owned::Log, &who.user.id);
    let act = Act::KeepEntry {
        owner,
        instead_of,
        entry,
    };
    let version = after.act(act).await?;
    Ok(Versioned(version, json!({ "version": version })))
}

/// `DELETE /api/me/log/{id}`
pub(crate) async fn drop_one(
    Counsellor(who): Counsellor,
    At(id): At<String>,
) -> Answer<StatusCode> {
    let after = &who.rooms.after;
    let owner = after.owner(Owned::Log, &who.user.id);
    let id = id_of(&id)?;
    after.act(Act::DropEntry { owner, id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/me/log`: entries and locks.
pub(crate) async fn drop_all(Counsellor(who): Counsellor) -> Answer<StatusCode> {
    let after = &who.rooms.after;
    let owner = after.owner(Owned::Log, &who.user.id);
    after.act(Act::DropLog { owner }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An id is told as it was sent, letter by letter, since ciphers are bound to it.
fn id_of(text: &str) -> Answer<[u8; 16]> {
    let small = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let plain = text.len() == 32 && text.bytes().all(small);
    let number = u128::from_str_radix(text, 16).ok().filter(|_| plain);
    number
        .map(u128::to_be_bytes)
        .ok_or_else(|| Refusal::bad_field("id", "an id has 32 small hex digits"))
}

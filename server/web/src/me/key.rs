//! The locks of a log: each wraps the log's key under a key that only its owner can make.

use super::bytes;
use crate::asker::{Counsellor, MadeFrom, Private, Versioned};
use crate::problem::{Answer, Refusal};
use journal::{Act, Locks, Owned};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashSet;

/// So many bytes the list of locks may have.
const MOST: usize = 32 * 1024;
/// So many locks a log may have.
const MOST_LOCKS: usize = 6;
/// A wrapped key: 256 bits and the tag of AES-GCM.
const WRAPPED: usize = 32 + 16;
/// A passphrase is stretched at least so far: the least that is commonly advised for Argon2id. Who gets
/// hold of the database must not get far by guessing.
const LEAST_MEMORY_KIB: u32 = 19_456;
const LEAST_PASSES: u32 = 2;

/// The list of locks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    locks: Vec<Lock>,
}

/// What opens a log.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Lock {
    Passphrase {
        id: String,
        salt: String,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
        nonce: String,
        wrapped: String,
    },
    Passkey {
        id: String,
        credential: String,
        salt: String,
        nonce: String,
        wrapped: String,
    },
}

impl Lock {
    /// Its id, if all of it is as it must be.
    fn check(&self) -> Answer<&str> {
        let (id, salt, nonce, wrapped) = match self {
            Self::Passphrase {
                id,
                salt,
                nonce,
                wrapped,
                memory_kib,
                passes,
                lanes,
            } => {
                within("memory_kib", *memory_kib, LEAST_MEMORY_KIB, 1_048_576)?;
                within("passes", *passes, LEAST_PASSES, 64)?;
                within("lanes", *lanes, 1, 16)?;
                (id, salt, nonce, wrapped)
            }
            Self::Passkey {
                id,
                credential,
                salt,
                nonce,
                wrapped,
            } => {
                bytes("credential", credential, 1..=1_023)?;
                (id, salt, nonce, wrapped)
            }
        };
        bytes("salt", salt, 16..=64)?;
        bytes("nonce", nonce, 12..=12)?;
        bytes("wrapped", wrapped, WRAPPED..=WRAPPED)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if (1..=64).contains(&id.len()) && id.bytes().all(plain) {
            Ok(id)
        } else {
            Err(Refusal::bad_field(
                "id",
                "`id` takes 1 to 64 letters, digits, `-` and `_`",
            ))
        }
    }
}

fn within(field: &str, value: u32, least: u32, most: u32) -> Answer<()> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let detail = format!("`{field}` must be from {least} to {most}");
    Err(Refusal::bad_field(field, detail))
}

/// `GET /api/me/log/key`
pub(crate) async fn read(Counsellor(who): Counsellor) -> Answer<Versioned<Value>> {
    let after = &who.rooms.after;
    let owner = after.owner(Owned::Log, &who.user.id);
    let found = after.journal.log_locks(owner).await?;
    let (version, locks) = found.ok_or_else(|| Refusal::not_found("log of yours"))?;
    let locks: Value = serde_json::from_str(&locks.0).unwrap_or_default();
    Ok(Versioned(
        version,
        json!({ "version": version, "locks": locks }),
    ))
}

/// `PUT /api/me/log/key`
pub(crate) async fn keep(
    Counsellor(who): Counsellor,
    MadeFrom(instead_of): MadeFrom,
    Private(list): Private<List, MOST>,
) -> Answer<Versioned<Value>> {
    if !(1..=MOST_LOCKS).contains(&list.locks.len()) {
        let detail = format!("a log has 1 to {MOST_LOCKS} locks");
        return Err(Refusal::bad_field("locks", detail));
    }
    let mut ids = HashSet::new();
    for lock in &list.locks {
        if !ids.insert(lock.check()?) {
            return Err(Refusal::bad_field("id", "two locks have the same `id`"));
        }
    }
    let locks = serde_json::to_string(&list.locks)
        .map_err(|_| Refusal::bad("the locks cannot be written down"))?;
    let after = &who.rooms.after;
    let act = Act::KeepLocks {
        owner: after.owner(Owned::Log, &who.user.id),
        instead_of,
        locks: Locks(locks),
    };
    let version = after.act(act).await?;
    Ok(Versioned(version, json!({ "version": version })))
}

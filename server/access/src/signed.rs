//! What Zendesk signs when it opens our app: a token in the first request, good once.
//!
//! With `signedUrls` the first request of the app's frame is a `POST` with the form field `token`, a JSON
//! Web Token signed RS256 with the app's key, its audience the installation
//! (developer.zendesk.com/documentation/apps/build-an-app/building-a-server-side-app/part-5-secure-the-app).
//! Its claims are `iss` (`{subdomain}.zendesk.com`), `aud`
//! (`https://{subdomain}.zendesk.com/api/v2/apps/installations/{id}.json`), `iat`, `nbf`, `exp`, and `sub`,
//! the agent, as an address that ends in `/users/{id}.json` or as the id alone.
//!
//! The one algorithm is fixed here, so that no header can choose another.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chat::Timestamp;
use ring::digest::{SHA256, digest};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How far Zendesk's clock and ours may differ, in seconds.
const LEEWAY: i64 = 30;
/// The longest token that is looked at, in bytes; Zendesk's have about a thousand.
const MAX_TOKEN: usize = 8 * 1024;
/// A token that would live longer than this could not be remembered for its whole life.
const MAX_LIFE: i64 = 24 * 3600;
/// So many used tokens are remembered; each counsellor uses one for each ticket that they open.
const MAX_USED: usize = 20_000;

/// Why a token lets nobody in. Never quotes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// Not three parts, not base64, not JSON, or too long.
    #[error("the token is not of the form of a JSON Web Token")]
    Malformed,
    /// Another algorithm than RS256.
    #[error("the token is not signed with RS256")]
    Algorithm,
    /// The key of the installation did not make this signature.
    #[error("the signature is not made with the installation's key")]
    Signature,
    /// Made for another installation, or by another subdomain.
    #[error("the token is made for another installation")]
    Audience,
    /// Its time is over.
    #[error("the token's time is over")]
    Expired,
    /// Its time has not begun, by our clock.
    #[error("the token's time has not begun; compare the clocks")]
    TooEarly,
    /// It has been used before.
    #[error("the token has been used before")]
    Used,
    /// It names no agent.
    #[error("the token names no agent")]
    Nobody,
    /// Too many tokens are in use.
    #[error("too many tokens are in use; try again later")]
    Full,
}

impl NotSigned {
    /// The word for it in a log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Algorithm => "algorithm",
            Self::Signature => "signature",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::TooEarly => "too_early",
            Self::Used => "used",
            Self::Nobody => "nobody",
            Self::Full => "full",
        }
    }
}

/// The public key of an installation cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the public key of an RSA pair in PEM (BEGIN PUBLIC KEY)")]
pub struct NotAKey;

/// Checks what Zendesk signs; remembers what was used, in memory.
pub struct Gate {
    key: Vec<u8>,
    subdomain: String,
    audience: String,
    used: Mutex<HashMap<[u8; 32], i64>>,
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gate")
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    aud: OneOrMore,
    exp: i64,
    nbf: Option<i64>,
    iat: i64,
    sub: Option<Id>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Gate {
    /// A gate for one installation: its key in PEM, the subdomain, and the audience.
    ///
    /// # Errors
    /// If that is no public key of an RSA pair.
    pub fn new(pem: &str, subdomain: &str, audience: &str) -> Result<Self, NotAKey> {
        Ok(Self {
            key: public_key(pem).ok_or(NotAKey)?,
            subdomain: subdomain.to_owned(),
            audience: audience.to_owned(),
            used: Mutex::default(),
        })
    }

    /// The agent whom a token lets in: their id in Zendesk. The token is used up by it.
    ///
    /// # Errors
    /// Why it lets nobody in.
    pub fn enter(&self, token: &str, now: Timestamp) -> Result<String, NotSigned> {
        let claims = self.signed(token)?;
        let now = now.millis() / 1000;
        let here = match &claims.aud {
            OneOrMore::One(audience) => *audience == self.audience,
            OneOrMore::More(all) => all.contains(&self.audience),
        };
        let host = format!("{}.zendesk.com", self.subdomain);
        let issuer = claims.iss.as_deref();
        let issuer = issuer.map(|issuer| issuer.trim_start_matches("https://"));
        if !here || issuer.is_some_and(|issuer| issuer.trim_end_matches('/') != host) {
            return Err(NotSigned::Audience);
        }
        if claims.exp.saturating_add(LEEWAY) <= now {
            return Err(NotSigned::Expired);
        }
        let begins = claims.nbf.unwrap_or(claims.iat).max(claims.iat);
        if begins > now + LEEWAY || claims.exp > now + MAX_LIFE {
            return Err(NotSigned::TooEarly);
        }
        let agent = claims.sub.and_then(agent).ok_or(NotSigned::Nobody)?;
        self.use_up(token, claims.exp.saturating_add(LEEWAY), now)?;
        Ok(agent)
    }

    fn signed(&self, token: &str) -> Result<Claims, NotSigned> {
        if token.len() > MAX_TOKEN {
            return Err(NotSigned::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(NotSigned::Malformed)?;
        let (header, claims) = signed.split_once('.').ok_or(NotSigned::Malformed)?;
        let header: Header = read(header)?;
        if header.alg != "RS256" {
            return Err(NotSigned::Algorithm);
        }
        let signature = URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|_| NotSigned::Malformed)?;
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.key)
            .verify(signed.as_bytes(), &signature)
            .map_err(|_| NotSigned::Signature)?;
        read(claims)
    }

    /// Remembers what was signed, not the token: another way to write the signature is the same token.
    fn use_up(&self, token: &str, until: i64, now: i64) -> Result<(), NotSigned> {
        let signed = token.rsplit_once('.').map_or(token, |(signed, _)| signed);
        let mut key = [0; 32];
        key.copy_from_slice(digest(&SHA256, signed.as_bytes()).as_ref());
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MAX_USED {
            used.retain(|_, until| *until > now);
        }
        if used.contains_key(&key) {
            return Err(NotSigned::Used);
        }
        if used.len() >= MAX_USED {
            return Err(NotSigned::Full);
        }
        used.insert(key, until);
        Ok(())
    }
}

fn read<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, NotSigned> {
    let bytes = URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| NotSigned::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| NotSigned::Malformed)
}

/// The id of an agent: digits, alone or at the end of an address of the API.
fn agent(id: Id) -> Option<String> {
    let id = match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => match text.rsplit_once("/users/") {
            Some((_, last)) => last.trim_end_matches(".json").to_owned(),
            None => text,
        },
    };
    let is_id = (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(id)
}

/// The key out of its PEM: ring wants what stands inside `SubjectPublicKeyInfo` (RFC 5280, 4.1), which is
/// two headers and the algorithm's name away.
fn public_key(pem: &str) -> Option<Vec<u8>> {
    const RSA: &[u8] = &[
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let inside = pem
        .split_once("-----BEGIN PUBLIC KEY-----")?
        .1
        .split_once("-----END PUBLIC KEY-----")?
        .0;
    let packed: String = inside.split_whitespace().collect();
    let der = base64::engine::general_purpose::STANDARD
        .decode(packed)
        .ok()?;
    let body = der_of(0x30, &der)?;
    let bits = der_of(0x03, body.strip_prefix(RSA)?)?;
    let key = bits.strip_prefix(&[0])?;
    // Below 2048 bits ring refuses every signature: say so at the start instead.
    (key.len() >= 256).then(|| key.to_vec())
}

/// What stands in a DER value of this tag, if nothing follows it.
fn der_of(tag: u8, der: &[u8]) -> Option<&[u8]> {
    let (&[first, length], rest) = der.split_first_chunk::<2>()?;
    let (length, rest) = match length {
        0x82 => {
            let (bytes, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*bytes)), rest)
        }
        0x81 => (usize::from(*rest.first()?), &rest[1..]),
        short if short < 0x80 => (usize::from(short), rest),
        _ => return None,
    };
    (first == tag && rest.len() == length).then_some(rest)
}

#[cfg(test)]
mod tests;

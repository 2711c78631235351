//! Whether a request is Zendesk's: its signature over time and body, and when it was signed.

use super::moment;
use crate::Unaccepted;
use crate::secret::Secrets;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chat::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use std::path::PathBuf;
use std::time::Duration;
use subtle::ConstantTimeEq;

const SIGNATURE: &str = "x-zendesk-webhook-signature";
const SIGNED_AT: &str = "x-zendesk-webhook-signature-timestamp";

/// The secrets, each in its file, and how long a signature is good.
pub(super) struct Signatures {
    secrets: Secrets,
    window: Duration,
}

impl Signatures {
    /// Reads all secrets once, to see that they are there.
    pub(super) fn open(files: &[PathBuf], window: Duration) -> Result<Self, String> {
        let secrets = Secrets::open("secret_files", files)?;
        Ok(Self { secrets, window })
    }

    /// Judges a request by all secrets that are good now.
    pub(super) fn judge(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), Unaccepted> {
        let (Some(signature), Some(signed_at)) = (headers.get(SIGNATURE), headers.get(SIGNED_AT))
        else {
            return Err(Unaccepted::Unsigned);
        };
        let given = STANDARD
            .decode(signature.as_bytes())
            .map_err(|_| Unaccepted::WrongSignature)?;
        let signed = |secret: &str| sign(secret, signed_at.as_bytes(), body).ct_eq(&given);
        if !self.secrets.any(signed) {
            return Err(Unaccepted::WrongSignature);
        }
        let signed_at = signed_at.to_str().ok().and_then(moment);
        match signed_at.is_some_and(|signed_at| signed_at.distance(now) <= self.window) {
            true => Ok(()),
            false => Err(Unaccepted::Stale),
        }
    }
}

/// HMAC-SHA256 of the time and the body as they came, with nothing between. The secret is the text that
/// Zendesk shows, although it looks like base64.
pub(super) fn sign(secret: &str, signed_at: &[u8], body: &[u8]) -> [u8; 32] {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(signed_at);
    mac.update(body);
    mac.finalize().into_bytes().into()
}

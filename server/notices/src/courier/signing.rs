//! The signature of Standard Webhooks: HMAC-SHA256 over id, time and body, by each secret in the file.

use crate::Failure;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::Path;

const SETTING: &str = "events.webhook.secret_file";
/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// The standard asks for no fewer bytes, and no more.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// While a secret is exchanged there are two.
const MOST: usize = 2;

/// What bodies are signed by.
pub(super) struct Secrets(Vec<Vec<u8>>);

impl Secrets {
    /// Reads them from a file, one a line.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let wrong = |what: String| Failure::Settings(format!("{SETTING} {what}"));
        let text = std::fs::read_to_string(file)
            .map_err(|error| wrong(format!("cannot be read: {}", error.kind())))?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let secrets: Option<Vec<_>> = lines.map(secret).collect();
        match secrets {
            Some(secrets) if (1..=MOST).contains(&secrets.len()) => Ok(Self(secrets)),
            _ => Err(wrong(format!(
                "must hold one secret, or two while it is exchanged: {PREFIX} and {} to {} bytes in base64",
                BYTES.start(),
                BYTES.end()
            ))),
        }
    }
}

fn secret(line: &str) -> Option<Vec<u8>> {
    let bytes = BASE64_STANDARD.decode(line.strip_prefix(PREFIX)?).ok()?;
    BYTES.contains(&bytes.len()).then_some(bytes)
}

/// The header's value: a signature by each secret.
pub(super) fn signed(secrets: &Secrets, id: &str, seconds: i64, body: &str) -> String {
    let by_each = secrets.0.iter().map(|secret| {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
    });
    by_each.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Secrets, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, text).unwrap();
        Secrets::read(&file)
    }

    #[test]
    fn a_known_message_has_the_signature_that_others_give_it() {
        // Computed by Python's hmac and base64 over the same three parts.
        let secrets = read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n").unwrap();
        let value = signed(
            &secrets,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(value, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn while_a_secret_is_exchanged_both_sign() {
        let two = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n\nwhsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
        let value = signed(&read(two).unwrap(), "msg_1", 1, "{}");
        assert_eq!(
            value
                .split(' ')
                .filter(|one| one.starts_with("v1,"))
                .count(),
            2
        );
    }

    #[test]
    fn what_is_no_secret_is_refused_and_not_quoted() {
        for bad in [
            "",
            "hemmelig",
            "whsec_hemmelig",
            "whsec_AAAA",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ] {
            let refused = read(bad).err().unwrap().to_string();
            assert!(refused.starts_with(SETTING), "{refused}");
            assert!(bad.is_empty() || !refused.contains(bad), "{refused}");
        }
    }
}

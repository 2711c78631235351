//! The token by which the homeserver shows who it is.

use crate::Unaccepted;
use crate::secret::Secrets;
use http::{HeaderMap, header};
use subtle::ConstantTimeEq;

/// Whether a request carries one of these tokens, as `Authorization: Bearer …`. The older
/// way, `?access_token=` in the address, ends up in logs and is not looked at
/// (<https://spec.matrix.org/v1.15/application-service-api/#authorization>).
pub(super) fn admit(headers: &HeaderMap, tokens: &Secrets) -> Result<(), Unaccepted> {
    let given = headers
        .get(header::AUTHORIZATION)
        .ok_or(Unaccepted::Unsigned)?;
    let given = given.as_bytes();
    let given = match given.split_at_checked(7) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case(b"Bearer ") => token,
        _ => return Err(Unaccepted::Unsigned),
    };
    match tokens.any(|token| given.ct_eq(token.as_bytes())) {
        true => Ok(()),
        false => Err(Unaccepted::WrongSignature),
    }
}

//! Why a notice was not sent: the host and the kind, never an address's path, a password or an answer's text.

use std::error::Error;

/// Why a notice could not be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// A setting or a file it names cannot be used; the sentence names it.
    #[error("{0}")]
    Settings(String),
    /// No connection, or it broke.
    #[error("{0} cannot be reached")]
    Unreachable(String),
    /// No answer within the deadline.
    #[error("{0} did not answer in time")]
    Late(String),
    /// The encrypted connection failed, mostly for a certificate that nobody here vouches for.
    #[error("{0} is not trusted: its certificate, or its encryption")]
    Untrusted(String),
    /// A mail server that lacks what we need.
    #[error("{0} offers no encryption, or no login that we know")]
    Lacking(String),
    /// An answer that sends us elsewhere.
    #[error("{host} answered {status}: a redirect, which is not followed")]
    Redirected {
        /// Who.
        host: String,
        /// The status of HTTP.
        status: u16,
    },
    /// An answer that refuses it.
    #[error("{host} answered {status}")]
    Refused {
        /// Who.
        host: String,
        /// The status of HTTP or SMTP.
        status: u16,
    },
    /// It wants us to wait longer than we do.
    #[error("{host} asks to be left alone for {seconds} s")]
    Busy {
        /// Who.
        host: String,
        /// So many seconds.
        seconds: u64,
    },
}

impl Failure {
    /// Whether it is about this one letter, so that the next may still arrive.
    pub(crate) fn concerns_one_letter(&self) -> bool {
        // 421: the server goes away; 53x: the login, and trying it on would lock the account.
        matches!(self, Self::Refused { status, .. } if *status != 421 && status / 10 != 53)
    }
}

/// Whether what lies behind this error is a certificate or the handshake.
pub(crate) fn is_about_trust(error: &(dyn Error + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    // An io::Error hides what it carries from `source`.
    let carried = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    carried.is_some_and(|inner| is_about_trust(inner)) || error.source().is_some_and(is_about_trust)
}

//! Letters over SMTP: encrypted unless to this machine, each within a deadline.

use crate::settings::{Smtp, is_this_machine, secret};
use crate::{Failure, Letter};
use jiff::Timestamp;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::error::Error;
use std::fmt;
use std::time::Duration;
use tokio::time::timeout;

/// So long may one letter take, from the connection to the server's yes.
const DEADLINE: Duration = Duration::from_secs(30);
/// The port on which the connection is encrypted from the start.
const ENCRYPTED_FROM_THE_START: u16 = 465;

/// A mail server and whom we write as.
pub struct Mail {
    host: String,
    from: Mailbox,
    server: AsyncSmtpTransport<Tokio1Executor>,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mail").field(&self.host).finish()
    }
}

impl Mail {
    /// Reads what the settings name; connects to nobody yet.
    ///
    /// # Errors
    /// If a setting, or a file it names, cannot be used.
    pub fn open(settings: &Smtp) -> Result<Self, Failure> {
        if settings.host.trim().is_empty() {
            return Err(wrong("host is empty"));
        }
        let from = mailbox(&settings.from).ok_or_else(|| wrong("from is no mail address"))?;
        let domain = from.email.domain().to_owned();
        let mut server =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
                .port(settings.port)
                .tls(encryption(settings)?)
                .hello_name(ClientId::Domain(domain))
                .timeout(Some(DEADLINE));
        match (&settings.user, &settings.password_file) {
            (Some(user), Some(file)) => {
                let password =
                    secret("notices.smtp.password_file", file).map_err(Failure::Settings)?;
                server = server.credentials(Credentials::new(user.clone(), password));
            }
            (None, None) => {}
            _ => return Err(wrong("user and password_file belong together")),
        }
        Ok(Self {
            host: settings.host.clone(),
            from,
            server: server.build(),
        })
    }

    /// Whether a letter could go to this address.
    ///
    /// # Errors
    /// If it is no mail address.
    pub fn recipient(&self, address: &str) -> Result<(), Failure> {
        let known = mailbox(address).map(drop);
        known.ok_or_else(|| wrong("to and to_owner must hold mail addresses only"))
    }

    /// Sends a letter to one address. The same letter to the same address keeps its id, so that a
    /// mailbox can tell if it came twice.
    ///
    /// # Errors
    /// Naming the server, and its status where it gave one.
    pub async fn send(&self, to: &str, letter: &Letter, now: Timestamp) -> Result<(), Failure> {
        let unfit = || wrong("to and to_owner must hold mail addresses only");
        let to = mailbox(to).ok_or_else(unfit)?;
        let id = format!(
            "<ledsager.{}.{}.{}@{}>",
            letter.day,
            to.email.user(),
            to.email.domain(),
            self.from.email.domain()
        );
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .date(now.into())
            .message_id(Some(id))
            .subject(letter.subject.clone())
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(
                letter.text.clone(),
                letter.html.clone(),
            ))
            .map_err(|_| unfit())?;
        let sent = timeout(DEADLINE, self.server.send(message)).await;
        let answer = sent.map_err(|_| Failure::Late(self.host.clone()))?;
        answer.map(drop).map_err(|error| self.failure(&error))
    }

    fn failure(&self, error: &lettre::transport::smtp::Error) -> Failure {
        let host = self.host.clone();
        if let Some(code) = error.status() {
            let status = u16::from(code);
            return Failure::Refused { host, status };
        }
        let trust = error.source().is_some_and(crate::failure::is_about_trust);
        if error.is_timeout() {
            Failure::Late(host)
        } else if error.is_tls() || trust {
            Failure::Untrusted(host)
        } else if error.is_client() {
            Failure::Lacking(host)
        } else {
            Failure::Unreachable(host)
        }
    }
}

/// Encryption is left out only on this machine, and only if no certificate was named for it.
fn encryption(settings: &Smtp) -> Result<Tls, Failure> {
    if is_this_machine(&settings.host) && settings.ca_file.is_none() {
        return Ok(Tls::None);
    }
    let mut trusted = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.ca_file {
        let pem = std::fs::read(file)
            .map_err(|error| wrong(&format!("ca_file cannot be read: {}", error.kind())))?;
        let ca = Certificate::from_pem(&pem).map_err(|_| wrong("ca_file holds no certificate"))?;
        trusted = trusted.add_root_certificate(ca);
    }
    let trusted = trusted
        .build()
        .map_err(|_| wrong("host or ca_file cannot be used for an encrypted connection"))?;
    Ok(match settings.port {
        ENCRYPTED_FROM_THE_START => Tls::Wrapper(trusted),
        _ => Tls::Required(trusted),
    })
}

fn mailbox(address: &str) -> Option<Mailbox> {
    address.trim().parse().ok()
}

fn wrong(what: &str) -> Failure {
    Failure::Settings(format!("notices.smtp.{what}"))
}

/// `Auto-Submitted: auto-generated` (RFC 3834), so that nobody's holiday answers us.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

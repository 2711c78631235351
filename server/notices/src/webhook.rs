//! A message to a webhook: one POST with a deadline, tried again a few times, never sent elsewhere.

use crate::Failure;
use crate::failure::is_about_trust;
use crate::settings::{ShiftWebhook, WebhookFile, is_this_machine, secret};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, Response, Url, redirect};
use std::fmt;
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// How long and how often a webhook is asked to take a message.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// So long may one answer take.
    pub deadline: Duration,
    /// So often is it asked.
    pub attempts: u32,
    /// The pause after the first attempt; it doubles from there.
    pub first_pause: Duration,
    /// A webhook that asks for a longer pause than this is left alone until the next quarter.
    pub longest_pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(10),
            attempts: 4,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
        }
    }
}

/// A way to post to an address. Shows its host only: who knows the rest of it can post there.
#[derive(Clone)]
pub(crate) struct Line {
    url: Url,
    pub(crate) host: String,
    client: Client,
}

impl Line {
    /// The way to an address that is either `https://` or on this machine; redirects are not followed.
    pub(crate) fn to(setting: &str, address: &str) -> Result<Self, Failure> {
        let wrong = |what: &str| Failure::Settings(format!("{setting} {what}"));
        let url = Url::parse(address).map_err(|_| wrong("holds no address"))?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let local = is_this_machine(&host);
        if url.scheme() != "https" && !(url.scheme() == "http" && local) {
            return Err(wrong("must hold an address that begins with https://"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("must hold an address without a login in it"));
        }
        // The crypto provider of the whole program; that it is named already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder().redirect(redirect::Policy::none());
        if local {
            client = client.no_proxy(); // what is on this machine is not reached through another
        }
        Ok(Self {
            client: (client.build()).map_err(|_| wrong("cannot be used: no HTTP client"))?,
            url,
            host,
        })
    }

    /// A post that may take so long.
    pub(crate) fn post(&self, deadline: Duration) -> RequestBuilder {
        self.client.post(self.url.clone()).timeout(deadline)
    }

    /// Why nothing was answered.
    pub(crate) fn failed(&self, error: &reqwest::Error) -> Failure {
        let host = self.host.clone();
        if error.is_timeout() {
            Failure::Late(host)
        } else if is_about_trust(error) {
            Failure::Untrusted(host)
        } else {
            Failure::Unreachable(host)
        }
    }

    /// What an answer says that is no yes.
    pub(crate) fn refusal(&self, response: &Response) -> Failure {
        let (host, status) = (self.host.clone(), response.status());
        if status.is_redirection() {
            let status = status.as_u16();
            return Failure::Redirected { host, status };
        }
        let status = status.as_u16();
        Failure::Refused { host, status }
    }
}

/// Somewhere to post to.
pub struct Webhook {
    line: Line,
    patience: Patience,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Webhook").field(&self.line.host).finish()
    }
}

impl Webhook {
    /// Reads the address from its file.
    ///
    /// # Errors
    /// If it cannot be read, or is neither `https://` nor on this machine.
    pub fn open(settings: &WebhookFile) -> Result<Self, Failure> {
        Self::of("notices.webhook.url_file", &settings.url_file)
    }

    /// Reads the address of the shift's channel from its file. Who posts there waits for the answer, and
    /// says themselves whether to try again: it is asked once.
    ///
    /// # Errors
    /// As [`Webhook::open`].
    pub fn of_the_shift(settings: &ShiftWebhook) -> Result<Self, Failure> {
        let webhook = Self::of("notices.shift_webhook.url_file", &settings.url_file)?;
        Ok(webhook.with_patience(Patience {
            deadline: Duration::from_secs(settings.deadline_seconds),
            attempts: 1,
            ..Patience::default()
        }))
    }

    fn of(setting: &str, url_file: &Path) -> Result<Self, Failure> {
        let address = secret(setting, url_file).map_err(Failure::Settings)?;
        Ok(Self {
            line: Line::to(setting, &address)?,
            patience: Patience::default(),
        })
    }

    /// The same with other patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// Posts a JSON body. Tried again where another attempt may help: no connection, no answer in time,
    /// 429 and 5xx. An answer that came too late may have been a yes, and the message comes twice.
    ///
    /// # Errors
    /// The last failure; it names the host.
    pub async fn post(&self, body: &str) -> Result<(), Failure> {
        let mut pause = self.patience.first_pause;
        let mut attempt = 1;
        loop {
            let (failure, asked_for) = match self.once(body).await {
                Ok(response) if response.status().is_success() => return Ok(()),
                Ok(response) => (self.line.refusal(&response), asked_pause(&response)),
                Err(failure) => (failure, None),
            };
            if !may_pass(&failure) || attempt >= self.patience.attempts {
                return Err(failure);
            }
            let wait = asked_for.unwrap_or(pause).max(pause);
            if wait > self.patience.longest_pause {
                return Err(Failure::Busy {
                    host: self.line.host.clone(),
                    seconds: wait.as_secs(),
                });
            }
            sleep(wait).await;
            pause = pause.saturating_mul(2);
            attempt += 1;
        }
    }

    async fn once(&self, body: &str) -> Result<Response, Failure> {
        let request = self.line.post(self.patience.deadline);
        let request = request
            .header(CONTENT_TYPE, "application/json; charset=utf-8")
            .body(body.to_owned());
        let sent = request.send().await;
        sent.map_err(|error| self.line.failed(&error))
    }
}

/// Whether another attempt may help.
fn may_pass(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable(_) | Failure::Late(_) => true,
        Failure::Refused { status, .. } => *status == 429 || *status >= 500,
        _ => false,
    }
}

/// The pause it asks for, in seconds; a date there is not read, and our own pause holds.
pub(crate) fn asked_pause(response: &Response) -> Option<Duration> {
    let asked = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    asked.trim().parse().ok().map(Duration::from_secs)
}

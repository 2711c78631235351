//! A Zendesk Help Center, read page by page: each answer has a deadline and a largest size, and the
//! login goes nowhere but to the address that was given.

use anyhow::{Context, bail, ensure};
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::sleep;

/// So long may one page take.
const DEADLINE: Duration = Duration::from_secs(30);
/// So often is one page asked for.
const ATTEMPTS: u32 = 5;
/// The pause after the first attempt, where none is asked for; it doubles from there.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Whoever asks for a longer pause than this is to be asked another time.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// Things on one page: as many as are given at most.
const ON_A_PAGE: &str = "100";
/// Pages of one kind at most: 100 000 articles.
const PAGES: usize = 1_000;
/// Bytes of one page at most.
const LARGEST: usize = 64_000_000;

/// One Help Center.
pub(super) struct HelpCenter {
    client: Client,
    address: Url,
    email: String,
    token: String,
}

/// Things of one kind that were read, and what was wrong with others.
pub(super) struct Read<T> {
    pub(super) things: Vec<T>,
    pub(super) faulty: Vec<String>,
}

#[derive(Deserialize)]
struct Page {
    #[serde(alias = "articles", alias = "sections")]
    things: Vec<Value>,
    meta: Meta,
    #[serde(default)]
    links: Links,
}

#[derive(Deserialize)]
struct Meta {
    has_more: bool,
}

#[derive(Default, Deserialize)]
struct Links {
    #[serde(default)]
    next: Option<String>,
}

impl HelpCenter {
    /// Checks the address; nothing is asked for yet.
    pub(super) fn new(address: &str, email: String, token: String) -> anyhow::Result<Self> {
        let url = Url::parse(address).ok().filter(Url::has_host);
        let url = url.context("--address is no address, such as https://name.zendesk.com")?;
        let local = is_this_machine(&url);
        ensure!(
            url.scheme() == "https" || (url.scheme() == "http" && local),
            "--address must begin with https://"
        );
        ensure!(
            url.path() == "/" && url.query().is_none() && url.fragment().is_none(),
            "--address must end after the name, as in https://name.zendesk.com"
        );
        ensure!(
            url.username().is_empty() && url.password().is_none(),
            "--address must be without a login in it; that stands in --email-file and --token-file"
        );
        // The crypto provider of the whole program; that it is named already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(DEADLINE);
        if local {
            client = client.no_proxy(); // what is on this machine is not reached through another
        }
        Ok(Self {
            client: client.build().context("there is no HTTP client")?,
            address: url,
            email,
            token,
        })
    }

    /// Everything of one kind, `articles` or `sections`, in the order it is given. Something that is
    /// not as expected is told and left out.
    pub(super) async fn all<T: DeserializeOwned>(
        &self,
        kind: &str,
        locale: Option<&str>,
    ) -> anyhow::Result<Read<T>> {
        let locale = locale.map(|locale| format!("{locale}/"));
        let path = format!("api/v2/help_center/{}{kind}", locale.unwrap_or_default());
        let mut url = self.address.join(&path)?;
        url.query_pairs_mut().append_pair("page[size]", ON_A_PAGE);
        let mut read = Read {
            things: Vec::new(),
            faulty: Vec::new(),
        };
        for number in 1..=PAGES {
            let text = self.text(&url).await?;
            let page: Page = serde_json::from_slice(&text)
                .with_context(|| format!("page {number} of the {kind} is not as expected"))?;
            for thing in page.things {
                let id = thing["id"].to_string();
                match serde_json::from_value(thing) {
                    Ok(thing) => read.things.push(thing),
                    Err(error) => read.faulty.push(format!("{kind} {id}: {error}")),
                }
            }
            if !page.meta.has_more {
                return Ok(read);
            }
            let next = self.next(page.links.next.as_deref());
            url = next
                .filter(|next| *next != url)
                .with_context(|| format!("page {number} of the {kind} names no page after it"))?;
        }
        bail!("there are more than {PAGES} pages of {kind}")
    }

    /// The next page, if it is of this Help Center.
    fn next(&self, link: Option<&str>) -> Option<Url> {
        let next = self.address.join(link?).ok()?;
        (next.origin() == self.address.origin()).then_some(next)
    }

    /// One answer. Asked for again where that may help: no connection, no answer in time, 429 and 5xx.
    async fn text(&self, url: &Url) -> anyhow::Result<Vec<u8>> {
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        loop {
            let (problem, asked_for) = match self.once(url).await {
                Ok(response) if response.status().is_success() => match whole(response).await {
                    Ok(text) => return Ok(text),
                    Err(problem) => (problem, None),
                },
                Ok(response) if may_pass(response.status()) => {
                    (refusal(response.status()), asked_pause(&response))
                }
                Ok(response) => return Err(refusal(response.status())),
                Err(error) => (self.unreachable(&error), None),
            };
            if attempt >= ATTEMPTS {
                return Err(problem);
            }
            let wait = asked_for.unwrap_or(pause);
            if wait > LONGEST_PAUSE {
                let seconds = wait.as_secs();
                return Err(problem.context(format!(
                    "it asks for a pause of {seconds} seconds; try again after that"
                )));
            }
            sleep(wait).await;
            pause = pause.saturating_mul(2);
            attempt += 1;
        }
    }

    async fn once(&self, url: &Url) -> reqwest::Result<Response> {
        let request = self.client.get(url.clone());
        let user = format!("{}/token", self.email);
        request.basic_auth(user, Some(&self.token)).send().await
    }

    fn unreachable(&self, error: &reqwest::Error) -> anyhow::Error {
        let host = self.address.host_str().unwrap_or_default();
        if error.is_timeout() {
            anyhow::anyhow!("{host} did not answer in time")
        } else {
            anyhow::anyhow!("{host} cannot be reached")
        }
    }
}

/// A whole answer, unless it is larger than any page.
async fn whole(mut response: Response) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    while let Some(piece) = response
        .chunk()
        .await
        .map_err(|_| anyhow::anyhow!("an answer broke off"))?
    {
        ensure!(
            text.len() + piece.len() <= LARGEST,
            "an answer has more than {LARGEST} bytes"
        );
        text.extend_from_slice(&piece);
    }
    Ok(text)
}

fn may_pass(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

fn refusal(status: StatusCode) -> anyhow::Error {
    let why = match status.as_u16() {
        401 => "the login is refused; look at --email-file and --token-file",
        403 => "this user may not read the Help Center",
        404 => "there is no Help Center at --address, or none in this --locale",
        429 => "it was asked too often",
        300..=399 => "it leads elsewhere, where the login is not sent",
        500.. => "it cannot answer now",
        _ => "it does not answer this",
    };
    anyhow::anyhow!("{why} ({})", status.as_u16())
}

/// The pause it asks for, in seconds; a date there is not read, and our own pause holds.
fn asked_pause(response: &Response) -> Option<Duration> {
    let asked = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    asked.trim().parse().ok().map(Duration::from_secs)
}

fn is_this_machine(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

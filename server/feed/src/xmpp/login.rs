//! Gets us in: stream, SASL PLAIN, an address of our own.

use super::XmppConfig;
use super::connection::Connection;
use super::element::Element;
use super::outgoing::Outgoing;
use crate::LostReason;

const FRAMING: &str = "urn:ietf:params:xml:ns:xmpp-framing";
const STREAMS: &str = "http://etherx.jabber.org/streams";
const SASL: &str = "urn:ietf:params:xml:ns:xmpp-sasl";
const BIND: &str = "urn:ietf:params:xml:ns:xmpp-bind";
const CLIENT: &str = "jabber:client";

/// Connects and logs in.
pub(super) async fn log_in(config: &XmppConfig) -> Result<Connection, LostReason> {
    let (name, domain) = config.account().ok_or(LostReason::Misconfigured)?;
    let password = config.password()?;
    let mut connection = Connection::open(config).await?;

    let features = open_stream(&mut connection, domain).await?;
    let offered = features.child("mechanisms", SASL);
    if !offered.is_some_and(|all| all.children.iter().any(|one| one.text.trim() == "PLAIN")) {
        tracing::error!(
            source = config.name.as_str(),
            "the server does not offer SASL PLAIN on this connection"
        );
        return Err(LostReason::Refused);
    }
    connection
        .send(Outgoing::Login {
            name,
            password: &password,
        })
        .await?;
    drop(password);
    let answer = connection.next_soon().await?;
    if answer.is("failure", SASL) {
        return Err(match answer.child("temporary-auth-failure", SASL) {
            Some(_) => LostReason::Refused,
            None => LostReason::WrongPassword,
        });
    }
    expect(&answer, "success", SASL)?;

    open_stream(&mut connection, domain).await?;
    connection.send(Outgoing::Bind { id: "bind" }).await?;
    let answer = connection.next_soon().await?;
    expect(&answer, "iq", CLIENT)?;
    match answer.attribute("type") {
        Some("result") if answer.child("bind", BIND).is_some() => Ok(connection),
        Some("error") => Err(LostReason::Refused),
        _ => Err(LostReason::Nonsense),
    }
}

/// Opens the stream and returns what the server offers on it.
async fn open_stream(connection: &mut Connection, domain: &str) -> Result<Element, LostReason> {
    connection.send(Outgoing::Open { domain }).await?;
    let open = connection.next_soon().await?;
    expect(&open, "open", FRAMING)?;
    let features = connection.next_soon().await?;
    expect(&features, "features", STREAMS)?;
    Ok(features)
}

/// The element that must come now; a stream error or a farewell says why it does not.
fn expect(element: &Element, name: &str, ns: &str) -> Result<(), LostReason> {
    if element.is(name, ns) {
        return Ok(());
    }
    Err(why_over(element).unwrap_or(LostReason::Nonsense))
}

/// Why the stream is over, if this element ends it.
pub(super) fn why_over(element: &Element) -> Option<LostReason> {
    if element.is("close", FRAMING) {
        return Some(LostReason::Closed);
    }
    if !element.is("error", STREAMS) {
        return None;
    }
    let condition = element.children.first().map(|child| &*child.name);
    Some(match condition {
        Some("host-unknown") => LostReason::Misconfigured,
        Some("not-authorized") => LostReason::WrongPassword,
        Some("policy-violation") => LostReason::Refused,
        _ => LostReason::Closed,
    })
}

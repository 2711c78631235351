//! Where a link leads: to the web or to an article, and without what only counts visitors.

use crate::ids::well_formed;

/// Bytes of an address at most.
const LONGEST: usize = 2_000;
/// Parameters that tell a site where a visitor came from, besides those that begin with `utm_`.
const TRACKING: &[&str] = &["fbclid", "gclid", "msclkid", "mc_cid", "mc_eid"];
/// Pages that only send on, and the parameter that says where to.
const SENDS_ON: &[(&str, &str)] = &[
    ("google.com/url", "q"),
    ("safelinks.protection.outlook.com/", "url"),
];

/// The address as Markdown may hold it between round brackets; `None` if it leads elsewhere.
pub(super) fn kept(href: &str) -> Option<String> {
    let plain: String = href
        .trim()
        .chars()
        .filter(|sign| !sign.is_control())
        .collect();
    let article = ["/ik#", "ik:"]
        .iter()
        .find_map(|start| plain.strip_prefix(start));
    if let Some(id) = article {
        return well_formed(id).then(|| format!("ik:{id}"));
    }
    let address = web(&plain)?;
    let address = match target(&address).as_deref().and_then(web) {
        Some(target) => target,
        None => address,
    };
    let clean = without_tracking(&address);
    let mut written = String::with_capacity(clean.len());
    for byte in clean.bytes() {
        // What a page would write so itself, and what means something in Markdown.
        if byte.is_ascii_alphanumeric() || b"-_.+!'%#@?=:/,$~&".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    (written.len() <= LONGEST).then_some(written)
}

/// The address with its scheme in small letters, if it is of the web and names a host.
fn web(address: &str) -> Option<String> {
    let (scheme, rest) = match address.strip_prefix("//") {
        Some(rest) => ("https".to_owned(), rest),
        None => {
            let (scheme, rest) = address.split_once("://")?;
            (scheme.to_ascii_lowercase(), rest)
        }
    };
    let host = rest.starts_with(char::is_alphanumeric);
    (host && ["http", "https"].contains(&scheme.as_str())).then(|| format!("{scheme}://{rest}"))
}

/// Where an address that only sends on sends on to.
fn target(address: &str) -> Option<String> {
    let (page, query) = address.split_once('?')?;
    let (_, parameter) = SENDS_ON.iter().find(|(end, _)| page.ends_with(end))?;
    let query = query.split('#').next()?;
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == *parameter).then(|| decoded(value))?
    })
}

fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let (digits, after) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

fn without_tracking(address: &str) -> String {
    let (before, anchor) = match address.split_once('#') {
        Some((before, anchor)) => (before, Some(anchor)),
        None => (address, None),
    };
    let Some((page, query)) = before.split_once('?') else {
        return address.to_owned();
    };
    let tracks = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        name.starts_with("utm_") || TRACKING.contains(&name.as_str())
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !tracks(pair)).collect();
    let mut clean = page.to_owned();
    if !kept.is_empty() {
        clean = format!("{clean}?{}", kept.join("&"));
    }
    match anchor {
        Some(anchor) => format!("{clean}#{anchor}"),
        None => clean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_articles_are_led_to() {
        for (href, wanted) in [
            (
                "https://www.nav.no/a?utm_source=x&b=1&UTM_medium=y#del",
                Some("https://www.nav.no/a?b=1#del"),
            ),
            ("HTTPS://nav.no/?fbclid=1", Some("https://nav.no/")),
            (" https://x.no/a b(c) ", Some("https://x.no/a%20b%28c%29")),
            ("//utdanning.no/x", Some("https://utdanning.no/x")),
            ("/ik#fagbrev", Some("ik:fagbrev")),
            ("ik:fagbrev", Some("ik:fagbrev")),
            ("ik:../x", None),
            ("java\nscript:alert(1)", None),
            ("https:///x", None),
            ("mailto:a@b.no", None),
            ("/hc/no/articles/1", None),
            ("#del", None),
            (
                "https://www.google.com/url?q=https://lanekassen.no/soke%3Fa%3D1&sa=D",
                Some("https://lanekassen.no/soke?a=1"),
            ),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnav.no%2F%3Futm_source%3Dx&data=1",
                Some("https://nav.no/"),
            ),
            (
                "https://www.google.com/url?q=javascript:alert%281%29",
                Some("https://www.google.com/url?q=javascript:alert%281%29"),
            ),
        ] {
            assert_eq!(kept(href).as_deref(), wanted, "{href}");
        }
    }
}

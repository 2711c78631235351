//! The file by which a homeserver knows us.

use super::MatrixConfig;
use crate::secret::secret;

/// The registration (<https://spec.matrix.org/v1.15/application-service-api/#registration>) that fits
/// this configuration, for a homeserver that reaches us at `url`. It holds both tokens.
///
/// # Errors
/// A sentence on the setting or the token that is lacking.
pub fn registration(config: &MatrixConfig, url: &str) -> Result<String, String> {
    config.check()?;
    let hs_token = secret(
        config
            .hs_token_files
            .last()
            .ok_or("hs_token_files is empty")?,
    )?;
    let as_token = match &config.archive {
        Some(archive) => secret(&archive.as_token_file)?,
        // Nobody asks with it, and nobody knows it.
        None => format!(
            "{:032x}{:032x}",
            rand::random::<u128>(),
            rand::random::<u128>()
        ),
    };
    let user = config.user.trim_start_matches('@');
    let sender = user.split(':').next().unwrap_or(user);
    let aliases: String = (config.aliases.iter())
        .map(|alias| {
            format!(
                "    - {{exclusive: false, regex: {}}}\n",
                quoted(&regex(alias))
            )
        })
        .collect();
    let (url, as_token) = (quoted(url.trim_end_matches('/')), quoted(&as_token));
    let (hs_token, sender) = (quoted(&hs_token), quoted(sender));
    Ok(format!(
        "id: ledsager\nurl: {url}\nas_token: {as_token}\nhs_token: {hs_token}\n\
         sender_localpart: {sender}\nrate_limited: false\nreceive_ephemeral: true\n\
         namespaces:\n  users: []\n  rooms: []\n  aliases:\n{aliases}"
    ))
}

/// A YAML scalar in single quotes, in which only those are special.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The pattern as a regular expression from end to end.
fn regex(pattern: &str) -> String {
    let mut regex = String::from("^");
    for c in pattern.chars() {
        match c {
            '*' => regex.push_str(".*"),
            c if c.is_alphanumeric() || "#:-_".contains(c) => regex.push(c),
            c => regex.extend(['\\', c]),
        }
    }
    regex + "$"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_for_nothing_else() {
        assert_eq!(regex("#veiledning-*:c.no"), r"^#veiledning-.*:c\.no$");
        assert_eq!(quoted("it's"), "'it''s'");
    }
}

//! The tokens by which feeds and subscribers are let in, from the files that the settings name.

use crate::settings::Settings;
use crate::sidecar::Options;
use access::FeedTokens;
use anyhow::{Context, bail};
use std::path::PathBuf;

/// Of the feeds that connect to us.
///
/// # Errors
/// One sentence on the token that is lacking.
pub(crate) fn feed_tokens(settings: &Settings, options: &Options) -> anyhow::Result<FeedTokens> {
    let mut tokens = FeedTokens::default();
    for feed in &settings.feed.incoming {
        let files = feed.token_file.iter().chain(&feed.token_files);
        add(&mut tokens, "feed", &feed.name, files)?;
    }
    for (name, token) in &options.feeds {
        tokens.add(name.as_str(), token.as_str());
    }
    Ok(tokens)
}

/// Of the programs that hear where chats stand.
///
/// # Errors
/// As [`feed_tokens`].
pub(crate) fn subscriber_tokens(settings: &Settings) -> anyhow::Result<FeedTokens> {
    let mut tokens = FeedTokens::default();
    for subscriber in &settings.events.subscriber {
        add(
            &mut tokens,
            "subscriber",
            &subscriber.name,
            [&subscriber.token_file],
        )?;
    }
    Ok(tokens)
}

fn add<'f>(
    tokens: &mut FeedTokens,
    kind: &str,
    name: &str,
    files: impl IntoIterator<Item = &'f PathBuf>,
) -> anyhow::Result<()> {
    let mut none = true;
    for file in files {
        let added = tokens.add_file(name, file);
        added.with_context(|| format!("the token of {kind} `{name}`"))?;
        none = false;
    }
    if none {
        bail!("{kind} `{name}` has no token: set token_file or token_files");
    }
    Ok(())
}

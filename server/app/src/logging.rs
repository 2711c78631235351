//! How the program logs. What was said in a chat cannot get here: see `chat::Words`.

use crate::settings::{Log, LogFormat};
use tracing_subscriber::EnvFilter;

/// Starts logging to stderr; a second call changes nothing. `LEDSAGER_LOG` overrides the level.
pub fn start(log: &Log) {
    let level = std::env::var("LEDSAGER_LOG").unwrap_or_else(|_| log.level.name().to_owned());
    // Libraries say what they do at debug and trace, and that could be a frame: they stay at warn.
    let ours = [
        "app",
        "access",
        "articles",
        "feed",
        "index",
        "journal",
        "session",
        "suggestions",
        "tracker",
        "web",
    ];
    let filter = ours.iter().fold(EnvFilter::new("warn"), |filter, room| {
        match format!("{room}={level}").parse() {
            Ok(directive) => filter.add_directive(directive),
            Err(_) => filter,
        }
    });
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start means that a test has started logging already.
    let _ = match log.format {
        LogFormat::Text => subscriber.with_target(false).try_init(),
        LogFormat::Json => subscriber.json().try_init(),
    };
    // A panic's payload may quote anything, so only the place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a task panicked");
    }));
}

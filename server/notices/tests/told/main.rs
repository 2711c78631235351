//! What the editors are promised, shown with a web server, and with a mail server that others made.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

#[path = "../../../../tests/harness/src/venv.rs"]
mod venv;

mod receiver;

mod smtp_server;

mod a_webhook_gets_its_message;

mod a_mailbox_gets_its_letter;

mod a_day_is_told_once;

mod events_reach_a_webhook;

//! A whole sidecar for one test, and the people round it: a chat platform, a counsellor, a
//! vaktleder. They wait for events, with a deadline, and never sleep for luck.

pub mod any_request;
mod chat_platform;
pub mod meaning;
mod page;
pub mod prosody;
mod road;
mod sidecar;
pub mod subscriber;
pub mod sunshine;
pub mod synapse;
pub mod two_people;
pub mod venv;
pub mod zendesk;
pub mod zendesk_app;

pub use chat_platform::{ChatPlatform, client, counsellor, event};
pub use page::{
    CounsellorSocket, Page, ShiftLeadSocket, closes, connect, exchange, log_in, request,
    request_with, send_text_that_is_not_utf8,
};
pub use sidecar::{TOKEN, TestSidecar};

use std::time::Duration;

/// Whatever a test waits for has come by then, also on a busy machine; or it will not come.
pub const DEADLINE: Duration = Duration::from_secs(15);

//! Editors hear once a day what waits for them in the knowledge base: what is overdue, what is due
//! soon, what counsellors have reported, what waits for review. To a webhook (such as a channel in
//! Teams), by mail, or both; off unless one of them is set. Besides, the vaktleder's own message, when
//! they post it: to the channel of the shift. And other programs hear of events, of which this room knows
//! nothing but that they are JSON.
//!
//! Promises: of what this room makes itself, titles of articles and the vaktleder's own message only, so
//! nothing that was said in a chat is ever sent. A day is told once, also across a restart. A webhook's address and a mail account's password are read from files
//! when they are needed, and are in no log line and no error.

mod card;
mod courier;
mod daily;
mod digest;
mod failure;
mod letter;
mod mail;
mod record;
mod schedule;
mod settings;
mod shift_card;
mod texts;
mod webhook;

pub use card::{LIMIT, card};
pub use courier::{Courier, Pace};
pub use daily::run;
pub use digest::{Digest, Line};
pub use failure::Failure;
pub use letter::{Letter, letter};
pub use mail::Mail;
pub use settings::{EventsWebhook, Settings, ShiftWebhook, Smtp, WebhookFile};
pub use shift_card::shift_card;
pub use texts::Language;
pub use webhook::{Patience, Webhook};

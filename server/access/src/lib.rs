//! Who may see what: users, roles, logins, and the tokens of feeds. Fails closed.
//!
//! Invariants
//! - A counsellor sees the words of their own chats only; the vaktleder's overview has no words.
//! - The development login exists on loopback only, and its user ids carry `dev:`.
//! - A token that Zendesk signed is good once; what it is exchanged for is good for a quarter of an hour.
//! - Tokens are compared in constant time and never shown by `Debug`.

mod drawn;
mod feeds;
mod logins;
mod passes;
mod signed;
mod user;

pub use feeds::{FeedTokens, NoToken};
pub use logins::{DevelopmentLogin, LoginError, Logins, NotLoopback, Ticket};
pub use passes::{Pass, Passes};
pub use signed::{Gate, NotAKey, NotSigned};
pub use user::{Role, User};

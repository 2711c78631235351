//! What an XMPP feed promises, shown with a real chat server, with real clients, and with a bad one.

#[expect(dead_code, reason = "the rest is for the journeys")]
#[path = "../../../../tests/harness/src/prosody.rs"]
mod prosody;
#[expect(dead_code, reason = "the rest is for the journeys")]
#[path = "../../../../tests/harness/src/two_people.rs"]
mod two_people;
#[path = "../../../../tests/harness/src/venv.rs"]
mod venv;

mod recorder;

mod fake_server;

mod a_chat_is_heard;

mod nothing_is_lost;

mod a_bad_server;

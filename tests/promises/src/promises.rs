//! One binary for all promises.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod articles_are_spelt;
mod dependency_direction;
mod every_config_starts;
mod every_member_is_tested;
mod files_tell_what_they_are;
mod nothing_said_is_logged;
mod others_are_told_no_word;
mod the_app_never_sends;
mod the_schema_is_published;
mod tree;

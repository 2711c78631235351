//! What a homeserver sends, as far as it is read. Names, avatars and presence are not.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// A transaction (<https://spec.matrix.org/v1.15/application-service-api/#pushing-events>). Its events are
/// read one by one, so that one that is not understood does not hold up the others.
#[derive(Deserialize)]
pub(super) struct Transaction<'a> {
    #[serde(default, borrow)]
    pub(super) events: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) ephemeral: Vec<&'a RawValue>,
}

/// Something that happened in a room. Ids are taken as they are: since room version 12 a room's has no
/// server in it.
#[derive(Deserialize)]
pub(super) struct Event<'a> {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) event_id: String,
    pub(super) room_id: String,
    pub(super) sender: String,
    pub(super) origin_server_ts: i64,
    pub(super) state_key: Option<String>,
    /// Whom a redaction is about, until room version 10; later it stands in the content.
    pub(super) redacts: Option<String>,
    #[serde(borrow)]
    pub(super) content: &'a RawValue,
    #[serde(default)]
    pub(super) unsigned: Unsigned,
}

#[derive(Default, Deserialize)]
pub(super) struct Unsigned {
    pub(super) prev_content: Option<Membership>,
}

/// Something that is of the moment.
#[derive(Deserialize)]
pub(super) struct Ephemeral<'a> {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) room_id: String,
    #[serde(borrow)]
    pub(super) content: &'a RawValue,
}

#[derive(Deserialize)]
pub(super) struct Typing {
    pub(super) user_ids: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Membership {
    #[serde(default)]
    pub(super) membership: String,
}

#[derive(Deserialize)]
pub(super) struct Redaction {
    pub(super) redacts: Option<String>,
}

/// The content of a message (<https://spec.matrix.org/v1.15/client-server-api/#mroommessage-msgtypes>);
/// without any of it, the message was taken back.
#[derive(Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    pub(super) msgtype: String,
    pub(super) body: Option<String>,
    /// Where there is one, `body` is what somebody wrote beside the file.
    pub(super) filename: Option<String>,
    #[serde(rename = "m.new_content")]
    pub(super) new_content: Option<Box<Said>>,
    #[serde(default, rename = "m.relates_to")]
    pub(super) relates_to: Relation,
}

#[derive(Default, Deserialize)]
pub(super) struct Relation {
    pub(super) rel_type: Option<String>,
    pub(super) event_id: Option<String>,
    #[serde(rename = "m.in_reply_to")]
    pub(super) in_reply_to: Option<IgnoredAny>,
}

impl Said {
    /// What this corrects, and what stands there now.
    pub(super) fn correction(&mut self) -> Option<(String, Said)> {
        if self.relates_to.rel_type.as_deref() != Some("m.replace") {
            return None;
        }
        let of = self.relates_to.event_id.take()?;
        let mut now = *self.new_content.take()?;
        now.relates_to.in_reply_to = now.relates_to.in_reply_to.or(self.relates_to.in_reply_to);
        Some((of, now))
    }

    /// The words, or a mark where there are none: never the name of a file or an address.
    pub(super) fn text(self) -> Option<String> {
        let body = self.body?;
        let mark = match self.msgtype.as_str() {
            "" => return None,
            "m.image" => "[bilde]",
            "m.file" => "[fil]",
            "m.audio" => "[lyd]",
            "m.video" => "[video]",
            "m.location" => "[sted]",
            // Text, notice, emote, and what is yet to come: the body is its fallback.
            _ if self.relates_to.in_reply_to.is_some() => return Some(without_quote(&body)),
            _ => return Some(body),
        };
        let words = self.filename.filter(|name| *name != body).map(|_| body);
        Some(match words {
            Some(words) => format!("{mark} {words}"),
            None => mark.to_owned(),
        })
    }
}

/// Answers used to begin with what they answer, as `> <@user:server> …` and an empty line
/// (<https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies>): another's words.
fn without_quote(body: &str) -> String {
    match body.split_once("\n\n") {
        Some((quote, words)) if quote.lines().all(|line| line.starts_with('>')) => words.to_owned(),
        _ => body.to_owned(),
    }
}

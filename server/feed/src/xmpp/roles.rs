//! Who is who in a room, by the rules of the configuration.

use super::RoomRule;
use chat::{CounsellorId, Speaker};

/// What somebody in a room is to us. Two of them are equal if nobody could tell a difference.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) speaker: Speaker,
    /// Which counsellor, if it is one.
    pub(super) counsellor: Option<CounsellorId>,
}

impl RoomRule {
    /// Whether this rule is for the room with this address.
    pub(super) fn is_for(&self, room: &str) -> bool {
        matches(&self.jid.to_lowercase(), &room.to_lowercase())
    }

    /// The address of the one room that this rule is for, if it is for one.
    pub(super) fn only_room(&self) -> Option<String> {
        (!self.jid.contains('*')).then(|| self.jid.to_lowercase())
    }

    /// Who has this nick and, where the room shows it, this address (with or without resource).
    /// A known address counts before the nick, because nicks can be chosen.
    pub(super) fn who(&self, nick: &str, address: Option<&str>) -> Who {
        let bare = address.map(|address| bare(address).to_lowercase());
        let listed = bare.as_deref().is_some_and(|bare| {
            self.counsellors
                .iter()
                .any(|one| one.to_lowercase() == bare)
        });
        let by_nick =
            || (self.counsellor_nicks.as_deref()).is_some_and(|pattern| matches(pattern, nick));
        if listed || by_nick() {
            let id = bare.unwrap_or_else(|| nick.to_owned());
            return Who {
                speaker: Speaker::Veileder,
                counsellor: Some(CounsellorId::new(id)),
            };
        }
        Who {
            speaker: Speaker::Veisoker,
            counsellor: None,
        }
    }
}

/// An address without its resource.
pub(super) fn bare(address: &str) -> &str {
    address.split('/').next().unwrap_or(address)
}

/// Whether `text` fits `pattern`, in which each `*` stands for any number of characters.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, fits) in [
            ("chat-*@chat.no", "chat-1@chat.no", true),
            ("chat-*@chat.no", "chat-@chat.no", true),
            ("chat-*@chat.no", "chat-1@chat.no.evil", false),
            ("chat-*@chat.no", "xchat-1@chat.no", false),
            ("*", "", true),
            ("*", "hva som helst", true),
            ("", "", true),
            ("", "x", false),
            ("a*b*c", "abc", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
            ("veileder", "veileder", true),
            ("veileder", "veileder 2", false),
            ("*ø*", "veisøker", true),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }

    fn rule() -> RoomRule {
        RoomRule {
            jid: "chat-*@chat.example.no".into(),
            counsellors: vec!["Kari@example.no".into()],
            counsellor_nicks: Some("Veileder*".into()),
        }
    }

    #[test]
    fn a_counsellor_is_known_by_address_or_by_nick() {
        for (nick, address, counsellor) in [
            (
                "Kari",
                Some("kari@example.no/telefon"),
                Some("kari@example.no"),
            ),
            ("Veileder 1", None, Some("Veileder 1")),
            ("Veileder 1", Some("ola@example.no"), Some("ola@example.no")),
            ("Kari", None, None),
            ("Kari", Some("kari@annet.no"), None),
            ("veileder 1", None, None),
            ("gjest", Some("gjest@example.no/x"), None),
        ] {
            let who = rule().who(nick, address);
            assert_eq!(
                who.counsellor.as_ref().map(CounsellorId::as_str),
                counsellor
            );
            let expected = match counsellor {
                Some(_) => Speaker::Veileder,
                None => Speaker::Veisoker,
            };
            assert_eq!(who.speaker, expected);
        }
    }

    #[test]
    fn rooms_are_compared_without_regard_to_case() {
        assert!(rule().is_for("Chat-7@chat.example.no"));
        assert!(!rule().is_for("lunsj@chat.example.no"));
    }
}

//! Requests for help as the pages are sent them.

use crate::rooms::Rooms;
use crate::wire;
use access::User;
use chat::CounsellorId;
use shift::{Doing, Person, Request};

/// The user as a person on the shift.
pub(crate) fn person(user: &User) -> Person {
    Person::new(user.id.clone(), user.name.as_str())
}

/// A counsellor's own requests, oldest first.
pub(crate) fn own(rooms: &Rooms, user: &User) -> Vec<wire::HelpRequest> {
    let own = rooms.shift.help.of(&user.id);
    own.iter()
        .map(|request| wire::HelpRequest {
            said: said(request),
            ..head(request, None)
        })
        .collect()
}

/// What colleagues have asked and nobody has taken for too long, for a counsellor who is free.
pub(crate) fn wanted(rooms: &Rooms, user: &User) -> Vec<wire::WantedHelp> {
    let own = rooms.shift.people.one(&user.id);
    if own.is_none_or(|own| own.doing != Doing::Free) {
        return Vec::new();
    }
    let wanted = rooms.shift.help.wanted();
    let others = wanted.iter().filter(|request| request.from.id != user.id);
    others
        .map(|request| wire::WantedHelp {
            request: request.id,
            from: request.from.name.to_string(),
            since: request.at.millis(),
        })
        .collect()
}

/// What a counsellor has taken of others, with what is said.
pub(crate) fn helping(rooms: &Rooms, user: &User) -> Vec<wire::HelpRequest> {
    let taken = rooms.shift.help.taken_by(&user.id);
    taken
        .iter()
        .map(|request| wire::HelpRequest {
            said: said(request),
            ..head(request, Some(&user.id))
        })
        .collect()
}

/// All requests, for somebody who may lead the shift. What is said in one that somebody else has taken
/// is theirs and the asker's.
pub(crate) fn queue(rooms: &Rooms, user: &User) -> Vec<wire::HelpRequest> {
    let all = rooms.shift.help.all();
    all.iter()
        .map(|request| {
            let head = head(request, Some(&user.id));
            let open = head.yours || request.taken().is_none();
            wire::HelpRequest {
                said: if open { said(request) } else { Vec::new() },
                ..head
            }
        })
        .collect()
}

fn head(request: &Request, leader: Option<&CounsellorId>) -> wire::HelpRequest {
    let taken = request.taken();
    wire::HelpRequest {
        id: request.id,
        kind: request.kind.name(),
        from: request.from.name.to_string(),
        session: request.about.map(|id| id.to_string()),
        at: request.at.millis(),
        taken_by: taken.map(|taken| taken.by.name.to_string()),
        taken_at: taken.map(|taken| taken.at.millis()),
        yours: taken.is_some_and(|taken| Some(&taken.by.id) == leader),
        escalated: request.escalated,
        said: Vec::new(),
    }
}

fn said(request: &Request) -> Vec<wire::HelpWord> {
    let said = request.said.iter();
    said.map(|said| wire::HelpWord {
        by: said.by.name.to_string(),
        own: said.asker,
        at: said.at.millis(),
        text: said.words.as_str().to_owned(),
    })
    .collect()
}

//! What the vaktleder's page may ask for, and the one sentence it is told when that cannot be.

use super::Board;
use super::texts::session_id;
use crate::help;
use crate::line::Gone;
use crate::wire::{FromShiftLead, ToShiftLead};
use chat::{SessionId, Timestamp};
use shift::{Person, Refusal, Refused};
use taxonomy::{ElementId, Ring};

impl Board {
    pub(super) async fn obey(&mut self, text: &str) -> Result<(), Gone> {
        let done = match serde_json::from_str(text) {
            Ok(FromShiftLead::CloseText { session }) => return self.close_text(&session).await,
            Ok(frame) => self.follow(frame).await,
            Err(_) => Err("the frame cannot be read"),
        };
        match done {
            Ok(()) => Ok(()),
            Err(reason) => {
                let reason = reason.to_owned();
                self.line.send(&ToShiftLead::Problem { reason }).await
            }
        }
    }

    async fn follow(&mut self, frame: FromShiftLead) -> Result<(), &'static str> {
        let (shift, who) = (self.rooms.shift.clone(), help::person(&self.user));
        let desk = &shift.help;
        let helped = |done: Result<(), Refusal>| done.map_err(Refusal::said);
        let done = match frame {
            FromShiftLead::TakeHelp { request } => return helped(desk.take(&who, request)),
            FromShiftLead::GiveBackHelp { request } => {
                return helped(desk.give_back(&who.id, request));
            }
            FromShiftLead::SayHelp { request, text } => {
                return helped(desk.answer(&who, request, &text));
            }
            FromShiftLead::EndHelp { request } => return helped(desk.end(&who.id, request)),
            FromShiftLead::OpenText {
                session,
                reason,
                words,
                minutes,
            } => return self.open_text(&session, &reason, &words, minutes).await,
            // followed before
            FromShiftLead::CloseText { .. } => Ok(()),
            FromShiftLead::TakeShift => shift.watch.take(&who).await,
            FromShiftLead::LeaveShift { to, note } => {
                shift.watch.leave(&who, to.as_deref(), &note).await
            }
            FromShiftLead::KeepShift => shift.watch.keep(&who).await,
            FromShiftLead::Whisper {
                session,
                name,
                text,
            } => {
                let (to, about) = self.counsellor_of(session.as_deref(), name.as_deref())?;
                let begun = desk.whisper(&who, &to, about, &text);
                return helped(begun.map(drop));
            }
            FromShiftLead::MuteRule { rule, minutes } => shift.rules.mute(&rule, minutes),
            FromShiftLead::Bulletin { level, text, until } => {
                let until = Timestamp::from_millis(until);
                let put = shift.bulletins.put(&who, level, &text, until).await;
                put.map(drop)
            }
            FromShiftLead::EndBulletin { id } => shift.bulletins.end(id).await,
            FromShiftLead::KnappOfDay { knapp, until } => {
                let knapp = knapp.map(ElementId::new);
                let known = |id: &ElementId| self.rooms.model.find(Ring::Knapp, id).is_some();
                if !knapp.as_ref().is_none_or(known) {
                    return Err("no such knapp");
                }
                let until = Timestamp::from_millis(until.unwrap_or_default());
                let knapp = knapp.as_ref().map(ElementId::as_str);
                shift.knapp_of_day.pin(knapp, until).await
            }
        };
        done.map_err(Refused::said)
    }
    /// Whom something is said to, and about which chat.
    fn counsellor_of(
        &self,
        session: Option<&str>,
        name: Option<&str>,
    ) -> Result<(Person, Option<SessionId>), &'static str> {
        let people = &self.rooms.shift.people;
        match (session, name) {
            (Some(session), None) => {
                let id = session_id(session)?;
                let view = self.rooms.sessions.view(id).ok_or("no such chat")?;
                let nobody = "the chat has no counsellor with a panel open";
                let counsellor = view.counsellor.clone().ok_or(nobody)?;
                let present = people.one(&counsellor).ok_or(nobody)?;
                Ok((Person::new(counsellor, present.name), Some(id)))
            }
            (None, Some(name)) => {
                let id = people.id_of(name);
                let id = id.ok_or("nobody of this name has a panel open")?;
                Ok((Person::new(id, name), None))
            }
            _ => Err("it is said to the counsellor of a `session`, or to a `name`"),
        }
    }
}

//! What the vaktleder's page may ask for, and the one sentence it is told when that cannot be.

use super::Board;
use crate::help;
use crate::line::Gone;
use crate::wire::{FromShiftLead, ToShiftLead};
use shift::Refusal;

impl Board {
    pub(super) async fn obey(&mut self, text: &str) -> Result<(), Gone> {
        let (desk, who) = (&self.rooms.shift.help, help::person(&self.user));
        let done = match serde_json::from_str(text) {
            Ok(FromShiftLead::TakeHelp { request }) => desk.take(&who, request),
            Ok(FromShiftLead::GiveBackHelp { request }) => desk.give_back(&who.id, request),
            Ok(FromShiftLead::SayHelp { request, text }) => desk.answer(&who, request, &text),
            Ok(FromShiftLead::EndHelp { request }) => desk.end(&who.id, request),
            Err(_) => return self.refuse("the frame cannot be read").await,
        };
        match done.map_err(Refusal::said) {
            Ok(()) => Ok(()),
            Err(reason) => self.refuse(reason).await,
        }
    }

    async fn refuse(&mut self, reason: &'static str) -> Result<(), Gone> {
        let reason = reason.to_owned();
        self.line.send(&ToShiftLead::Problem { reason }).await
    }
}

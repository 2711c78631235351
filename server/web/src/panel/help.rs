//! A counsellor asks for help, and is shown their own requests.

use super::Panel;
use crate::help;
use crate::line::Gone;
use crate::wire::ToCounsellor;
use shift::{Kind, Refusal};

impl Panel {
    /// Sends all requests of this counsellor.
    pub(super) async fn help(&mut self) -> Result<(), Gone> {
        let frame = ToCounsellor::Help {
            requests: help::own(&self.rooms, &self.user),
            shift_led: self.rooms.shift.leads.led(),
        };
        self.line.send(&frame).await
    }

    /// A chat that is not on the page is left out: it may have ended this moment, and who asks for help
    /// is to be heard all the same.
    pub(super) fn ask_help(
        &self,
        session: Option<&str>,
        kind: &str,
        text: &str,
    ) -> Result<(), &'static str> {
        let kind = Kind::of_name(kind).ok_or("help is of no such kind")?;
        let about = session.and_then(|session| self.on_page(session).ok());
        let who = help::person(&self.user);
        let asked = self.rooms.shift.help.ask(&who, kind, about, text);
        asked.map(drop).map_err(Refusal::said)
    }

    /// Sends what colleagues wait for, and what this counsellor helps with: where that is other than it
    /// was, or something has happened to a request.
    pub(super) async fn help_wanted(&mut self, happened: bool) -> Result<(), Gone> {
        let wanted = help::wanted(&self.rooms, &self.user);
        let helping = help::helping(&self.rooms, &self.user);
        let seen = (wanted.clone(), helping.iter().map(|one| one.id).collect());
        let other = self.wanted != seen;
        if other || (happened && !helping.is_empty()) {
            self.wanted = seen;
            let frame = ToCounsellor::HelpWanted { wanted, helping };
            return self.line.send(&frame).await;
        }
        Ok(())
    }

    pub(super) fn offer_help(&self, request: u64) -> Result<(), &'static str> {
        let who = help::person(&self.user);
        let taken = self.rooms.shift.help.offer(&who, request);
        taken.map_err(Refusal::said)
    }

    pub(super) fn withdraw_offer(&self, request: u64) -> Result<(), &'static str> {
        let desk = &self.rooms.shift.help;
        self.helps(request)?;
        desk.give_back(&self.user.id, request)
            .map_err(Refusal::said)
    }

    pub(super) fn say_help(&self, request: u64, text: &str) -> Result<(), &'static str> {
        let (desk, who) = (&self.rooms.shift.help, help::person(&self.user));
        let said = match self.helps(request) {
            Ok(()) => desk.answer(&who, request, text),
            Err(_) => desk.say(&who, request, text),
        };
        said.map_err(Refusal::said)
    }

    pub(super) fn end_help(&self, request: u64) -> Result<(), &'static str> {
        let (desk, who) = (&self.rooms.shift.help, &self.user.id);
        let ended = match self.helps(request) {
            Ok(()) => desk.end(who, request),
            Err(_) => desk.withdraw(who, request),
        };
        ended.map_err(Refusal::said)
    }

    /// Whether this counsellor has taken the request of a colleague.
    fn helps(&self, request: u64) -> Result<(), &'static str> {
        let taken = self.rooms.shift.help.taken_by(&self.user.id);
        let helps = taken.iter().any(|one| one.id == request);
        helps.then_some(()).ok_or(Refusal::Over.said())
    }
}

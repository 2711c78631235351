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

    pub(super) fn say_help(&self, request: u64, text: &str) -> Result<(), &'static str> {
        let who = help::person(&self.user);
        let said = self.rooms.shift.help.say(&who, request, text);
        said.map_err(Refusal::said)
    }

    pub(super) fn end_help(&self, request: u64) -> Result<(), &'static str> {
        let ended = self.rooms.shift.help.withdraw(&self.user.id, request);
        ended.map_err(Refusal::said)
    }
}

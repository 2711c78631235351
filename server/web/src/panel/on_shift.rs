//! What a panel is sent of the shift, and how a counsellor says that they are away or on the phone.

use super::Panel;
use crate::line::Gone;
use crate::standing;
use crate::wire::ToCounsellor;
use chat::Timestamp;
use shift::{Refused, Topic, Versions};

impl Panel {
    /// Sends everything about the shift.
    pub(super) async fn all_of_shift(&mut self) -> Result<(), Gone> {
        // Read first, so that what changes meanwhile is sent again.
        self.shown = *self.rooms.shift.tidings.changes().borrow();
        (self.presence, self.alerts) = (None, None);
        self.shift().await?;
        self.bulletins().await?;
        self.presence().await?;
        self.alerts().await?;
        self.help_wanted(true).await
    }

    /// Sends what has changed since it was sent last.
    pub(super) async fn tell_shift(&mut self, versions: Versions) -> Result<(), Gone> {
        let shown = std::mem::replace(&mut self.shown, versions);
        if versions.differ(&shown, Topic::Shift) {
            self.shift().await?;
        }
        if versions.differ(&shown, Topic::Bulletins) {
            self.bulletins().await?;
        }
        if versions.differ(&shown, Topic::People) {
            self.presence().await?;
            self.help_wanted(false).await?;
        }
        if versions.differ(&shown, Topic::Alerts) {
            self.alerts().await?;
        }
        Ok(())
    }

    async fn shift(&mut self) -> Result<(), Gone> {
        let leader = self.rooms.shift.watch.stand().leader;
        let frame = ToCounsellor::Shift {
            leader: leader.map(|leader| leader.name),
            knapp_of_day: standing::knapp_of_day(&self.rooms),
        };
        self.line.send(&frame).await
    }

    async fn bulletins(&mut self) -> Result<(), Gone> {
        let bulletins = standing::bulletins(&self.rooms);
        self.line.send(&ToCounsellor::Bulletins { bulletins }).await
    }

    async fn presence(&mut self) -> Result<(), Gone> {
        let Some(own) = self.rooms.shift.people.one(&self.user.id) else {
            return Ok(());
        };
        let seen = (own.doing.name(), own.away_until.map(|until| until.millis()));
        if self.presence.replace(seen) == Some(seen) {
            return Ok(()); // it was a colleague
        }
        let (state, away_until) = seen;
        self.line
            .send(&ToCounsellor::Presence { state, away_until })
            .await
    }

    pub(super) async fn alerts(&mut self) -> Result<(), Gone> {
        let found = self.rooms.flow.alerts(self.sent.keys().copied());
        let alerts = standing::panel_alerts(&found);
        if self.alerts.replace(alerts.clone()) == Some(alerts.clone()) {
            return Ok(()); // it was in somebody else's chat
        }
        self.line.send(&ToCounsellor::Alerts { alerts }).await
    }

    pub(super) fn away(&self, until: Option<i64>) -> Result<(), &'static str> {
        let until = until.map(Timestamp::from_millis);
        let people = &self.rooms.shift.people;
        people.away(&self.user.id, until).map_err(Refused::said)
    }

    pub(super) fn phone(&self, on: bool) -> Result<(), &'static str> {
        let people = &self.rooms.shift.people;
        people.phone(&self.user.id, on).map_err(Refused::said)
    }
}

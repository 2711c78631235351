//! What a counsellor's page may ask for, and the one sentence it is told when that cannot be.

use super::Panel;
use crate::by_hand::Place;
use crate::line::Gone;
use crate::present;
use crate::wire::{FromCounsellor, ToCounsellor};
use chat::SessionId;
use session::Steering;
use taxonomy::{ElementId, Ring};

impl Panel {
    pub(super) async fn obey(&mut self, text: &str) -> Result<(), Gone> {
        let done = match serde_json::from_str(text) {
            Ok(FromCounsellor::Place {
                session,
                ring,
                value,
            }) => match self.chosen(ring, value.as_deref()) {
                Ok(value) => self.steer(&session, Steering::Place { ring, value }).await,
                Err(refused) => Err(refused),
            },
            Ok(FromCounsellor::Correct {
                session,
                message,
                ring,
                value,
            }) => match self.chosen(ring, value.as_deref()) {
                Ok(value) => self.correct(&session, message, ring, value).await,
                Err(refused) => Err(refused),
            },
            Ok(FromCounsellor::Release { session, ring }) => {
                self.steer(&session, Steering::Release { ring }).await
            }
            Ok(FromCounsellor::More { session }) => self.steer(&session, Steering::More).await,
            Ok(FromCounsellor::Ask {
                ask,
                phase,
                knapp,
                standard,
            }) => {
                let place = (
                    self.known(Ring::Phase, phase.as_deref()),
                    self.known(Ring::Knapp, knapp.as_deref()),
                );
                match place {
                    (Some(phase), Some(knapp)) => {
                        let place = Place {
                            phase,
                            knapp,
                            standard,
                        };
                        let today = present::today(&self.rooms.clock);
                        let own = (self.rooms.own)(&self.user.id);
                        let offer = self
                            .by_hand
                            .offer(&self.rooms.suggestions, place, &own, today);
                        let (prompts, articles) = present::offer(&offer);
                        return self
                            .line
                            .send(&ToCounsellor::Offer {
                                ask,
                                prompts,
                                articles,
                            })
                            .await;
                    }
                    _ => Err("the ring has no such element"),
                }
            }
            Ok(FromCounsellor::AskHelp {
                session,
                kind,
                text,
            }) => self.ask_help(session.as_deref(), &kind, &text),
            Ok(FromCounsellor::OfferHelp { request }) => self.offer_help(request),
            Ok(FromCounsellor::WithdrawOffer { request }) => self.withdraw_offer(request),
            Ok(FromCounsellor::SayHelp { request, text }) => self.say_help(request, &text),
            Ok(FromCounsellor::EndHelp { request }) => self.end_help(request),
            Ok(FromCounsellor::Away { until }) => self.away(until),
            Ok(FromCounsellor::Phone { on }) => self.phone(on),
            Ok(frame) => self.put_beside(frame).await,
            Err(_) => Err("the frame cannot be read"),
        };
        match done {
            Ok(()) => Ok(()),
            Err(reason) => {
                self.line
                    .send(&ToCounsellor::Problem {
                        reason: reason.to_owned(),
                    })
                    .await
            }
        }
    }

    async fn correct(
        &mut self,
        session: &str,
        message: usize,
        ring: Ring,
        value: Option<ElementId>,
    ) -> Result<(), &'static str> {
        let shown = self.sent.get(&self.on_page(session)?);
        if message == 0 || shown.is_none_or(|view| message > view.messages) {
            return Err("the chat has no such message");
        }
        let correct = Steering::Correct {
            message,
            ring,
            value,
        };
        self.steer(session, correct).await
    }

    async fn steer(&mut self, session: &str, steering: Steering) -> Result<(), &'static str> {
        let id = self.on_page(session)?;
        if self.rooms.sessions.steer(id, steering).await {
            Ok(())
        } else {
            Err("the chat is over")
        }
    }

    /// Only what is on the page, which is only this counsellor's own, can be steered.
    pub(super) fn on_page(&self, session: &str) -> Result<SessionId, &'static str> {
        let id = u64::from_str_radix(session, 16).map(SessionId::from_number);
        id.ok()
            .filter(|id| self.sent.contains_key(id))
            .ok_or("no such chat")
    }

    /// What a ring may be set to; none only where none is an answer.
    fn chosen(&self, ring: Ring, value: Option<&str>) -> Result<Option<ElementId>, &'static str> {
        match self.known(ring, value) {
            Some(None) if !ring.may_be_none() => Err("the ring cannot be none"),
            known => known.ok_or("the ring has no such element"),
        }
    }

    /// The element, if the ring has it; `Some(None)` for "none" where that is an answer.
    #[expect(
        clippy::option_option,
        reason = "none is a value of the ring, and unknown is a third thing"
    )]
    fn known(&self, ring: Ring, value: Option<&str>) -> Option<Option<ElementId>> {
        let Some(value) = value else {
            return Some(None);
        };
        let id = ElementId::new(value);
        self.rooms
            .model
            .find(ring, &id)
            .map(|element| Some(element.id.clone()))
    }
}

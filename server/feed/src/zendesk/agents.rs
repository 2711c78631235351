//! Who answers in which ticket: Zendesk does not tell that an agent comes, so that is told with what they
//! write.

use chat::{ChatEvent, ConversationId, CounsellorId, EventKind, SourceId, Speaker, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many tickets are remembered. Of one that was forgotten it is told again, which changes nothing.
pub(super) const MOST: usize = 4_096;

#[derive(Default)]
pub(super) struct Agents(Mutex<HashMap<ConversationId, Here>>);

struct Here {
    agent: CounsellorId,
    /// When they wrote last.
    wrote: Timestamp,
    /// The message that they came with when it was told last, and when that was.
    with: SourceId,
    told: Timestamp,
    /// The veisøker has written since, which may have opened a chat that was over, and has nobody: it is told
    /// again. So it is, too, when the first telling was not received.
    asked: bool,
}

impl Agents {
    /// The veisøker writes.
    pub(super) fn veisoker_writes(&self, conversation: &ConversationId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = all.get_mut(conversation) {
            here.asked = true;
        }
    }

    /// What is told before a message of this agent, if anything is.
    pub(super) fn comes(
        &self,
        message: &ChatEvent,
        agent: CounsellorId,
        now: Timestamp,
    ) -> Option<ChatEvent> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = all.get(&message.conversation);
        let another = before.is_some_and(|here| here.agent != agent);
        if let Some(here) = before {
            if another && message.at < here.wrote {
                return None; // it comes late: somebody else has answered since
            }
            if !another && !here.asked && here.with != message.id {
                return None;
            }
        }
        let wrote = before.map_or(message.at, |here| here.wrote.max(message.at));
        if before.is_none() && all.len() >= MOST {
            forget_a_quarter(&mut all);
        }
        let here = Here {
            agent: agent.clone(),
            wrote,
            with: message.id.clone(),
            told: now,
            asked: false,
        };
        all.insert(message.conversation.clone(), here);
        Some(ChatEvent {
            // Known again when the message is sent again.
            id: SourceId::new(format!("agent-{}", message.id.as_str())),
            kind: match another {
                true => EventKind::Transfer { counsellor: agent },
                false => EventKind::Join {
                    speaker: Speaker::Veileder,
                    counsellor: Some(agent),
                },
            },
            ..message.clone()
        })
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Those of whom it was told longest ago.
fn forget_a_quarter(all: &mut HashMap<ConversationId, Here>) {
    let mut told: Vec<_> = all.values().map(|here| here.told).collect();
    let (_, edge, _) = told.select_nth_unstable(MOST / 4);
    let edge = *edge;
    let mut most = MOST / 4;
    all.retain(|_, here| {
        let goes = here.told <= edge && most > 0;
        most -= usize::from(goes);
        !goes
    });
}

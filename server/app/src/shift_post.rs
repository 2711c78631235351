//! The vaktleder's message on its way to the channel of the shift.

use notices::{Failure, Language, Settings, Webhook, shift_card};
use std::sync::Arc;
use taxonomy::Standard;
use web::{NotPosted, Post, ShiftMessage};

/// Posts to the channel that the settings name, if they do. Its address is read from its file each time.
pub(crate) fn post(settings: &Settings) -> Option<Post> {
    let channel = settings.shift_webhook.clone()?;
    let language = settings.language;
    Some(Arc::new(move |message: ShiftMessage| {
        let channel = channel.clone();
        Box::pin(async move {
            let standard = match language {
                Language::Nb => Standard::Nb,
                Language::Nn => Standard::Nn,
            };
            let knapp = message.knapp.as_ref().map(|knapp| knapp.get(standard));
            let card = shift_card(&message.text, knapp, language);
            let posted = match Webhook::of_the_shift(&channel) {
                Ok(webhook) => webhook.post(&card).await,
                Err(failure) => Err(failure),
            };
            posted.map_err(|failure| NotPosted {
                why: failure.to_string(),
                may_have_arrived: matches!(failure, Failure::Late(_)),
            })
        })
    }))
}

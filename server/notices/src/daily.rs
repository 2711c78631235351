//! The day's round: made, sent to all who are to hear it, tried again where it failed.

use crate::record::{Record, Told};
use crate::schedule::{in_oslo, next};
use crate::{Digest, Failure, Mail, Settings, Webhook, card, letter};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, Zoned};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

/// So long may it take to make a digest.
const MAKING: Duration = Duration::from_secs(60);
/// The clock is looked at this often, since it can be set, and a machine can sleep.
const LOOK_AGAIN: Duration = Duration::from_secs(300);
/// So long a stop waits for what is being told: a yes that is not recorded is told twice.
const TO_FINISH: Duration = Duration::from_secs(3);
/// The webhook's name in the record.
const WEBHOOK: &str = "webhook";

/// Tells each weekday's digest, until stopped; returns at once if nobody is to be told.
///
/// `folder` holds the record of who was told. `make` gives the digest; `None` says that it cannot be
/// made now, and it is asked again at the next quarter of an hour. An empty digest is not sent, and the
/// day is done. A process that is killed between a yes and its record tells that one again.
pub async fn run(
    settings: Settings,
    folder: &Path,
    now: impl Fn() -> Timestamp,
    make: impl AsyncFn() -> Option<Digest>,
    stop: CancellationToken,
) {
    if !settings.is_on() {
        return;
    }
    let mut record = Record::read(folder);
    let mut tried = None;
    loop {
        let waiting = due(settings.at, &now, &record, &mut tried);
        let Some(moment) = stop.run_until_cancelled(waiting).await else {
            return;
        };
        let telling = async {
            if round(&settings, &moment, &make, &mut record).await {
                record.finish(moment.date()).await;
            }
        };
        tokio::select! {
            // everybody has been told, or is to be tried again
            () = telling => {}
            // we are to stop, and what was told has had time to be recorded
            () = after(&stop) => return,
        }
    }
}

async fn after(stop: &CancellationToken) {
    stop.cancelled().await;
    sleep(TO_FINISH).await;
}

/// Returns when it is time to tell, with that time, and notes that it is tried now.
async fn due(
    at: Time,
    now: &impl Fn() -> Timestamp,
    record: &Record,
    tried: &mut Option<Timestamp>,
) -> Zoned {
    loop {
        let moment = now();
        let here = in_oslo(moment);
        let next = next(at, &here, |day| record.told().all_on(day), *tried);
        if next <= moment {
            *tried = Some(moment);
            return here;
        }
        let wait = Duration::try_from(next.duration_since(moment)).unwrap_or(LOOK_AGAIN);
        sleep(wait.min(LOOK_AGAIN)).await;
    }
}

/// One attempt to tell all who were not told yet.
async fn round(
    settings: &Settings,
    moment: &Zoned,
    make: &impl AsyncFn() -> Option<Digest>,
    record: &mut Record,
) -> bool {
    let Ok(Some(digest)) = timeout(MAKING, make()).await else {
        tracing::warn!("today's notice cannot be made; it is tried again");
        return false;
    };
    if digest.is_empty() {
        tracing::info!("nothing waits for the editors today");
        return true;
    }
    let posted = post(settings, moment.date(), &digest, record).await;
    let written = write(settings, moment, &digest, record).await;
    posted && written
}

async fn post(settings: &Settings, day: Date, digest: &Digest, record: &mut Record) -> bool {
    let Some(file) = &settings.webhook else {
        return true;
    };
    if record.told().whom(WEBHOOK, day) {
        return true;
    }
    let body = card(digest, settings.language, &settings.base_url);
    let sent = match Webhook::open(file) {
        Ok(webhook) => webhook.post(&body).await,
        Err(failure) => Err(failure),
    };
    match sent {
        Ok(()) => {
            record.tell(WEBHOOK, day).await;
            tracing::info!(bytes = body.len(), "the webhook has today's notice");
            true
        }
        Err(failure) => {
            warn(&failure, "the webhook did not get today's notice");
            false
        }
    }
}

async fn write(settings: &Settings, moment: &Zoned, digest: &Digest, record: &mut Record) -> bool {
    let Some(smtp) = &settings.smtp else {
        return true;
    };
    let day = moment.date();
    let letters = letters(smtp, digest, record.told(), day);
    if letters.is_empty() {
        return true;
    }
    let mail = match Mail::open(smtp) {
        Ok(mail) => mail,
        Err(failure) => {
            warn(&failure, "no letter was sent");
            return false;
        }
    };
    let mut failed = 0;
    let mut sent = 0;
    for (address, part) in &letters {
        let letter = letter(part, settings.language, &settings.base_url);
        match mail.send(address, &letter, moment.timestamp()).await {
            Ok(()) => {
                record.tell(address, day).await;
                sent += 1;
            }
            Err(failure) => {
                warn(&failure, "a letter was not sent");
                failed += 1;
                if !failure.concerns_one_letter() {
                    break; // the others would only wait for the same
                }
            }
        }
    }
    tracing::info!(sent, "letters of today's notice");
    failed == 0
}

/// What each address is still to get: everything, or what its owners own.
fn letters(
    smtp: &crate::Smtp,
    digest: &Digest,
    told: &Told,
    day: Date,
) -> BTreeMap<String, Digest> {
    let mut letters: BTreeMap<String, Digest> = BTreeMap::new();
    for (owner, address) in &smtp.to_owner {
        let theirs = digest.of(owner);
        match letters.get_mut(address) {
            None => drop(letters.insert(address.clone(), theirs)),
            Some(more) => more.add(theirs), // one mailbox for several owners
        }
    }
    for address in &smtp.to {
        letters.insert(address.clone(), digest.clone());
    }
    letters.retain(|address, part| !part.is_empty() && !told.whom(address, day));
    let heard = |owner: Option<&str>| owner.is_some_and(|o| smtp.to_owner.contains_key(o));
    let unheard = digest
        .all()
        .iter()
        .filter(|l| !heard(l.owner.as_deref()))
        .count();
    if smtp.to.is_empty() && unheard > 0 {
        tracing::warn!(
            lines = unheard,
            "no letter tells of what nobody in to_owner owns"
        );
    }
    letters
}

fn warn(failure: &Failure, what: &str) {
    tracing::warn!(%failure, "{what}; it is tried again until noon");
}

#[cfg(test)]
#[path = "daily/tests.rs"]
mod tests;

//! The way of a change: utkast, to be gone through, ready, published; and out of use.

use super::Store;
use super::change::Change;
use super::entry::{Entry, Stage, State};
use super::error::StoreError;
use super::saving::{NewVersion, Tag, day, found, insert_version, text_of, unchanged};
use crate::document::file_of;
use crate::ids::ArticleId;
use crate::manuscript::{Manuscript, Weight};
use jiff::Timestamp;
use sqlx::Row;

/// What can be done with an article besides writing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Asks somebody to go through it.
    SendToReview,
    /// Goes on writing after all.
    TakeBack,
    /// Says that it may be published; the reason is needed if it is the author who says so.
    Approve(Option<String>),
    /// Sends it back to its author.
    Return(String),
    /// Makes it what everybody reads.
    Publish,
    /// Has it published at a time.
    Schedule(Timestamp),
    /// Does not, after all.
    Unschedule,
    /// Takes it out of use.
    Archive(Option<String>),
    /// Puts it back in use.
    Unarchive,
    /// Goes back to what is published; the versions on top stay in the history.
    Discard,
}

impl Step {
    /// The word for it in the history and on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SendToReview => "send_to_review",
            Self::TakeBack => "take_back",
            Self::Approve(_) => "approve",
            Self::Return(_) => "return",
            Self::Publish => "publish",
            Self::Schedule(_) => "schedule",
            Self::Unschedule => "unschedule",
            Self::Archive(_) => "archive",
            Self::Unarchive => "unarchive",
            Self::Discard => "discard",
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Approve(reason) | Self::Archive(reason) => reason.clone().unwrap_or_default(),
            Self::Return(reason) => reason.clone(),
            Self::Schedule(at) => at.to_string(),
            _ => String::new(),
        }
    }
}

impl Store {
    /// Takes a step.
    ///
    /// # Errors
    /// If the article was changed since `tag`, its state does not allow the step, whoever asks may not
    /// take it, or it is not fit to be published.
    pub async fn step(
        &self,
        id: &ArticleId,
        tag: Tag,
        step: &Step,
        (who, now): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        let name = file_of(id);
        let mut change = self.begin().await?;
        let entry = unchanged(&change, id, tag)?;
        let stage = entry.stage;
        match step {
            Step::SendToReview if stage == Stage::Utkast => {
                self.fit(&mut change, &entry, now).await?;
                set(&mut change, &name, "stage = 'til_gjennomgang'").await?;
            }
            Step::TakeBack if matches!(stage, Stage::TilGjennomgang | Stage::Klar) => {
                set(&mut change, &name, "stage = 'utkast', publish_at = NULL").await?;
            }
            Step::Return(reason) if stage == Stage::TilGjennomgang => {
                if reason.trim().is_empty() {
                    return Err(StoreError::NotAllowed(
                        "say what is missing when you send it back",
                    ));
                }
                set(&mut change, &name, "stage = 'utkast'").await?;
            }
            Step::Approve(reason) if stage == Stage::TilGjennomgang => {
                self.may_approve(&mut change, &entry, who, reason.as_deref())
                    .await?;
                set(&mut change, &name, "stage = 'klar'").await?;
            }
            Step::Publish if self.may_publish(stage) => {
                self.fit(&mut change, &entry, now).await?;
                publish(&mut change, &entry, stage == Stage::Klar, now).await?;
            }
            Step::Schedule(at) if self.may_publish(stage) => {
                if *at <= now {
                    return Err(StoreError::Conflict("the time to publish at has passed"));
                }
                self.fit(&mut change, &entry, now).await?;
                let at = format!("stage = 'klar', publish_at = {}", at.as_millisecond());
                set(&mut change, &name, &at).await?;
            }
            Step::Unschedule if entry.publish_at.is_some() => {
                set(&mut change, &name, "publish_at = NULL").await?;
            }
            Step::Archive(_) if entry.state() != State::Arkivert => {
                set(&mut change, &name, "archived = 1, publish_at = NULL").await?;
            }
            Step::Unarchive if entry.state() == State::Arkivert => {
                set(&mut change, &name, "archived = 0").await?;
            }
            Step::Discard if stage != Stage::None => {
                discard(&mut change, &entry, (who, now)).await?;
            }
            _ => return Err(StoreError::Conflict("its state does not allow this step")),
        }
        changed_by(&mut change, &name, (who, now)).await?;
        let version = Some(entry.head);
        change
            .happened(&name, step.name(), version, &step.reason(), (who, now))
            .await?;
        change.commit().await
    }

    /// Publishes what was to be published by now. Says which were, and which could not be.
    ///
    /// # Errors
    /// If the store cannot be written.
    pub async fn publish_scheduled(&self, now: Timestamp) -> Result<Vec<ArticleId>, StoreError> {
        let snapshot = self.now();
        let due = snapshot
            .entries()
            .filter(|entry| !entry.archived && entry.publish_at.is_some_and(|at| at <= now));
        let mut published = Vec::new();
        for entry in due {
            let name = file_of(&entry.id);
            let mut change = self.begin().await?;
            let entry = found(&change, &entry.id)?;
            if entry.publish_at.is_none_or(|at| at > now) {
                continue;
            }
            let who = entry.changed.1.clone();
            match self.fit(&mut change, &entry, now).await {
                Ok(()) => {
                    publish(&mut change, &entry, true, now).await?;
                    changed_by(&mut change, &name, (&who, now)).await?;
                    let version = Some(entry.head);
                    change
                        .happened(&name, "publish", version, "scheduled", (&who, now))
                        .await?;
                    change.commit().await?;
                    published.push(entry.id.clone());
                }
                Err(StoreError::Unfit(_)) => {
                    // Something it rests on has changed since: an editor must look, so it is no
                    // longer scheduled, and the history says why.
                    set(&mut change, &name, "publish_at = NULL").await?;
                    let version = Some(entry.head);
                    change
                        .happened(&name, "not_published", version, "unfit", (&who, now))
                        .await?;
                    change.commit().await?;
                }
                Err(other) => return Err(other),
            }
        }
        Ok(published)
    }

    fn may_publish(&self, stage: Stage) -> bool {
        stage == Stage::Klar || !self.rules().review && stage != Stage::None
    }

    /// Whether `who` may approve; an author may if the service allows it, and says why.
    async fn may_approve(
        &self,
        change: &mut Change<'_>,
        entry: &Entry,
        who: &str,
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        let own: bool = sqlx::query(
            "SELECT count(*) FROM versions WHERE document = $1 AND number > $2 AND author = $3",
        )
        .bind(file_of(&entry.id))
        .bind(entry.published.unwrap_or(0))
        .bind(who)
        .fetch_one(change.connection())
        .await
        .map_err(StoreError::reading)?
        .get::<i64, _>(0)
            > 0;
        if !own {
            Ok(())
        } else if !self.rules().own_review {
            Err(StoreError::NotAllowed("somebody else must go through it"))
        } else if reason.is_none_or(|reason| reason.trim().is_empty()) {
            Err(StoreError::NotAllowed(
                "say why you approve your own change",
            ))
        } else {
            Ok(())
        }
    }

    /// Refuses what cannot be published as it is.
    async fn fit(
        &self,
        change: &mut Change<'_>,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let name = file_of(&entry.id);
        let (_, text) = text_of(change.connection(), &name, Some(entry.head)).await?;
        let advice = self.advice(&entry.id, &Manuscript::read(&text), day(now));
        if advice.iter().any(|one| one.weight == Weight::Stops) {
            return Err(StoreError::Unfit(advice));
        }
        Ok(())
    }
}

/// Makes the newest version the one that is read. Who has gone through it has reviewed it.
async fn publish(
    change: &mut Change<'_>,
    entry: &Entry,
    gone_through: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let name = file_of(&entry.id);
    let reviewed = day(now);
    let reviewed = match gone_through {
        true => format!(", reviewed = '{reviewed}'"),
        false => String::new(),
    };
    let sets =
        format!("published = head, stage = 'none', publish_at = NULL, archived = 0{reviewed}");
    set(change, &name, &sets).await?;
    if gone_through {
        forget_confirmations(change, &name).await?;
    }
    Ok(())
}

async fn discard(
    change: &mut Change<'_>,
    entry: &Entry,
    who_and_when: (&str, Timestamp),
) -> Result<(), StoreError> {
    let Some(published) = entry.published else {
        return Err(StoreError::Conflict(
            "nothing of it is published; archive it instead",
        ));
    };
    let name = file_of(&entry.id);
    let (_, text) = text_of(change.connection(), &name, Some(published)).await?;
    let version = NewVersion {
        document: &name,
        number: entry.head + 1,
        text: &text,
        message: "",
        origin: "discarded",
    };
    insert_version(change.connection(), version, who_and_when).await?;
    set(
        change,
        &name,
        "head = head + 1, published = head + 1, stage = 'none', publish_at = NULL",
    )
    .await
}

pub(crate) async fn forget_confirmations(
    change: &mut Change<'_>,
    name: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM confirmations WHERE document = $1")
        .bind(name)
        .execute(change.connection())
        .await
        .map(drop)
        .map_err(StoreError::writing)
}

/// Changes the row of a document; `sets` is written by this program alone.
pub(crate) async fn set(change: &mut Change<'_>, name: &str, sets: &str) -> Result<(), StoreError> {
    let sql = format!("UPDATE documents SET {sets}, revision = revision + 1 WHERE name = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(name)
        .execute(change.connection())
        .await
        .map_err(StoreError::writing)?;
    change.touches(name);
    Ok(())
}

async fn changed_by(
    change: &mut Change<'_>,
    name: &str,
    (who, now): (&str, Timestamp),
) -> Result<(), StoreError> {
    sqlx::query("UPDATE documents SET changed_at = $2, changed_by = $3 WHERE name = $1")
        .bind(name)
        .bind(now.as_millisecond())
        .bind(who)
        .execute(change.connection())
        .await
        .map(drop)
        .map_err(StoreError::writing)
}

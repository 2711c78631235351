//! What the demo's editors have been at: so that the desk shows what it is for.

use anyhow::Context;
use articles::store::{As, NewReport, Step, Store, Wording, day};
use articles::{ArticleId, ReportReason};
use jiff::{Timestamp, ToSpan};
use taxonomy::ElementId;

/// The visitor of the demo, and two colleagues.
const ME: &str = "dev:veileder 1";
const OTHER: &str = "dev:veileder 2";
const THIRD: &str = "dev:veileder 3";

/// Puts people in roles, lets reviews be due, and leaves a draft, a report and a proposal to be looked at.
pub(super) async fn fill(store: &Store, now: Timestamp) -> anyhow::Result<()> {
    for who in [ME, OTHER, THIRD] {
        store.meet(who, now).await?;
    }
    for (role, who) in [
        ("Områdegruppe yrkesfag", ME),
        ("Områdegruppe høyere utdanning", ME),
        ("Områdegruppe voksne", OTHER),
        ("Områdegruppe metode", THIRD),
    ] {
        store.set_members(role, &[who.to_owned()]).await?;
    }
    for (id, days_left) in [
        ("fagbrev-pa-jobb", -9),
        ("laereplass", -5),
        ("valg-av-vg2-yrkesfag", 4),
        ("y-veien", 11),
        ("generell-studiekompetanse", 160),
        ("fagproven", 170),
    ] {
        review(store, id, days_left, now).await?;
    }
    for who in [OTHER, THIRD] {
        let used = ArticleId::new("fagbrev-pa-jobb");
        store.confirm(&used, As::User, (who, now)).await?;
    }
    let staged = ArticleId::new("realkompetanse");
    let whole = store.whole(&staged, OTHER, day(now)).await?;
    let mut manuscript = whole.manuscript;
    manuscript
        .keywords
        .push("praksis i stedet for eksamen".to_owned());
    let base = whole.entry.head;
    store
        .save(
            &staged,
            base,
            &manuscript,
            "Et ord som mange bruker",
            (OTHER, now),
        )
        .await?;
    let tag = store.whole(&staged, OTHER, day(now)).await?.tag();
    store
        .step(&staged, tag, &Step::SendToReview, (OTHER, now))
        .await?;

    let reported = NewReport {
        article: ArticleId::new("soknadsfrist-samordna-opptak"),
        version: None,
        reason: ReportReason::Utdatert,
        comment: "Gjelder fristen fortsatt for dem som søker tidlig opptak?".to_owned(),
        phase: None,
    };
    store.report(&reported, (THIRD, now)).await?;
    let promoted = ArticleId::new("kollegaveiledning");
    let until = day(now).saturating_add(14.days());
    store
        .promote(&promoted, until, "Tema på neste fagdag", (THIRD, now))
        .await?;
    let model = store.model();
    let place = |ring, at: usize| -> Option<ElementId> { model.ids(ring).nth(at).cloned() };
    let proposed = Wording {
        nb: Some("Hva hadde du valgt hvis ingen andre fikk vite om det?".to_owned()),
        nn: Some("Kva hadde du valt om ingen andre fekk vite om det?".to_owned()),
        phase: place(taxonomy::Ring::Phase, 2),
        knapp: place(taxonomy::Ring::Knapp, 2),
    };
    store.propose(&proposed, None, (OTHER, now)).await?;
    Ok(())
}

/// An article whose review was made so long ago that it is due in so many days.
async fn review(store: &Store, id: &str, days_left: i64, now: Timestamp) -> anyhow::Result<()> {
    let id = ArticleId::new(id);
    let snapshot = store.now();
    let entry = snapshot
        .entry(&id)
        .with_context(|| format!("`{id}` does not ship"))?;
    let months = i64::from(entry.facts.review_months.0);
    let last = day(now)
        .saturating_sub(months.months())
        .saturating_add(days_left.days());
    let at = last.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp();
    let owner = if snapshot.owns(ME, &entry.facts.owner.0) {
        ME
    } else {
        OTHER
    };
    Ok(store.confirm(&id, As::Owner, (owner, at)).await?)
}

//! Something is wrong with an article: it is told, counted, answered, and stays in the history.

use crate::desk::{Desk, at, shipped};
use articles::store::{NewReport, ReportChange, ReportFilter, Step, StoreError};
use articles::{ArticleId, Importance, ReportReason, ReportState};
use taxonomy::ElementId;

fn about(article: ArticleId, reason: ReportReason) -> NewReport {
    NewReport {
        article,
        version: None,
        reason,
        comment: "Lenka er død.".to_owned(),
        phase: None,
    }
}

impl Desk {
    async fn report(&self, who: &str) -> i64 {
        let new = about(shipped(), ReportReason::Utdatert);
        let id = self.store.report(&new, (who, at(1))).await;
        id.expect("there is room")
    }

    async fn mend(&self, id: i64, change: ReportChange) -> articles::store::Report {
        let mended = self.store.mend_report(id, &change, ("kari", at(9))).await;
        mended.expect("it is there")
    }

    fn open_reports(&self) -> u32 {
        let snapshot = self.store.now();
        snapshot.entry(&shipped()).expect("it ships").open_reports
    }
}

fn state(state: ReportState) -> ReportChange {
    ReportChange {
        state: Some(state),
        ..ReportChange::default()
    }
}

#[tokio::test]
async fn a_report_is_counted_on_its_article_until_it_is_closed() {
    let desk = Desk::new().await;
    let tag = desk.whole(&shipped()).await.tag();
    let (one, other) = (desk.report("per").await, desk.report("ola").await);
    assert_eq!(desk.open_reports(), 2);
    desk.mend(one, state(ReportState::UnderArbeid)).await;
    assert_eq!(desk.open_reports(), 2, "somebody is at it");
    desk.mend(one, state(ReportState::Lost)).await;
    desk.mend(other, state(ReportState::Avvist)).await;
    assert_eq!(desk.open_reports(), 0);
    assert_eq!(
        desk.whole(&shipped()).await.tag(),
        tag,
        "whoever edits it meanwhile is not stopped"
    );
    desk.mend(other, state(ReportState::Ny)).await;
    let desk = desk.again().await;
    assert_eq!(desk.open_reports(), 1);
    let name = "articles/aktiv-lesing.md";
    let history = desk
        .store
        .happened(name, None, 10)
        .await
        .expect("it is kept");
    let told: Vec<(&str, &str)> = history
        .iter()
        .map(|one| (one.what.as_str(), one.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("report_reopened", "ny"),
            ("report_closed", "avvist"),
            ("report_closed", "lost"),
            ("reported", "utdatert"),
            ("reported", "utdatert"),
        ]
    );
}

#[tokio::test]
async fn whoever_reported_it_sees_what_came_of_it_and_when() {
    let desk = Desk::new().await;
    let new = NewReport {
        phase: Some(ElementId::new("kontakt")),
        comment: "  Gjelder ikke fra i høst.\n".to_owned(),
        ..about(shipped(), ReportReason::FeilIKilde)
    };
    let id = desk.store.report(&new, ("per", at(1))).await;
    let id = id.expect("it is kept");
    let taken = ReportChange {
        assignee: Some("kari".to_owned()),
        importance: Some(Importance::Viktig),
        source_contact: Some("Redaksjonen".to_owned()),
        ..state(ReportState::UnderArbeid)
    };
    let report = desk.mend(id, taken).await;
    assert_eq!(report.answered_at, None, "nothing is answered yet");
    let answer = ReportChange {
        answer: Some("Takk, vi har spurt.".to_owned()),
        source_outcome: Some("De retter det.".to_owned()),
        assignee: Some(String::new()),
        ..ReportChange::default()
    };
    let answered = desk.mend(id, answer).await;
    assert_eq!(answered.answered_at, Some(at(9)));

    let desk = desk.again().await;
    let own = ReportFilter {
        reporter: Some("per".to_owned()),
        ..ReportFilter::default()
    };
    let seen = desk
        .store
        .reports(&own, None, 10)
        .await
        .expect("it is read");
    assert_eq!(seen.items, std::slice::from_ref(&answered));
    assert_eq!(answered.comment, "Gjelder ikke fra i høst.");
    assert!(answered.article_title.starts_with("Aktiv"));
    assert_eq!((answered.version, answered.at), (1, at(1)));
    assert_eq!(answered.phase, Some(ElementId::new("kontakt")));
    assert_eq!(answered.state, ReportState::UnderArbeid);
    assert_eq!(answered.importance, Importance::Viktig);
    assert_eq!(answered.assignee, None, "an empty name takes it away");
    assert_eq!(answered.source_contact.as_deref(), Some("Redaksjonen"));
}

#[tokio::test]
async fn an_owner_finds_the_reports_of_what_they_own_page_by_page() {
    let desk = Desk::new().await;
    let snapshot = desk.store.now();
    let role = snapshot
        .entry(&shipped())
        .expect("it ships")
        .facts
        .owner
        .0
        .clone();
    let others = snapshot.entries().find(|entry| entry.facts.owner.0 != role);
    let others = others.expect("there are several owners").id.clone();
    let members = ["kari".to_owned()];
    let set = desk.store.set_members(&role, &members).await;
    set.expect("it is kept");
    for _ in 0..3 {
        desk.report("per").await;
    }
    let elsewhere = about(others.clone(), ReportReason::Feil);
    let kept = desk.store.report(&elsewhere, ("ola", at(2))).await;
    kept.expect("it is kept");

    let mine = ReportFilter {
        owned_by: Some("kari".to_owned()),
        ..ReportFilter::default()
    };
    let first = desk
        .store
        .reports(&mine, None, 2)
        .await
        .expect("it is read");
    assert_eq!((first.items.len(), first.total), (2, 3));
    let rest = desk.store.reports(&mine, first.next, 2).await;
    let rest = rest.expect("it is read");
    assert_eq!((rest.items.len(), rest.total, rest.next), (1, 3, None));
    assert!(
        rest.items[0].id < first.items[1].id,
        "the newest come first"
    );

    let total = |filter: ReportFilter| {
        let store = desk.store.clone();
        async move {
            store
                .reports(&filter, None, 50)
                .await
                .expect("it is read")
                .total
        }
    };
    let all = ReportFilter::default;
    let of = ReportFilter {
        article: Some(others),
        ..all()
    };
    assert_eq!(total(of).await, 1);
    let because = ReportFilter {
        reason: Some(ReportReason::Feil),
        ..all()
    };
    assert_eq!(total(because).await, 1);
    let new = ReportFilter {
        state: Some(ReportState::Ny),
        ..all()
    };
    assert_eq!(total(new).await, 4);
    let nobody = ReportFilter {
        owned_by: Some("per".to_owned()),
        ..all()
    };
    assert_eq!(total(nobody).await, 0);
}

#[tokio::test]
async fn a_report_can_be_closed_when_its_article_is_out_of_use_but_none_is_made_then() {
    let desk = Desk::new().await;
    let id = desk.report("per").await;
    let archived = desk.step(&shipped(), Step::Archive(None), "kari").await;
    archived.expect("it may go");
    let closed = desk.mend(id, state(ReportState::Lost)).await;
    assert_eq!(closed.answered_at, Some(at(9)));
    let late = about(shipped(), ReportReason::Feil);
    let late = desk.store.report(&late, ("per", at(10))).await;
    assert!(matches!(late, Err(StoreError::Conflict(_))), "{late:?}");
}

#[tokio::test]
async fn what_is_too_long_too_many_or_about_nothing_is_refused_and_told() {
    let desk = Desk::new().await;
    let refused = |new: NewReport| {
        let store = desk.store.clone();
        async move {
            let refused = store.report(&new, ("per", at(1))).await;
            refused.expect_err("it must be refused").to_string()
        }
    };
    let plain = || about(shipped(), ReportReason::Annet);
    let long = NewReport {
        comment: "å".repeat(2_001),
        ..plain()
    };
    assert_eq!(
        refused(long).await,
        "`comment` is longer than 2000 characters"
    );
    let full = NewReport {
        comment: "å".repeat(2_000),
        ..plain()
    };
    let kept = desk.store.report(&full, ("ola", at(1))).await;
    kept.expect("so long it may be");
    let nowhere = NewReport {
        phase: Some(ElementId::new("pause")),
        ..plain()
    };
    assert_eq!(refused(nowhere).await, "`phase` is not in the model");
    let never = NewReport {
        version: Some(7),
        ..plain()
    };
    assert!(refused(never).await.contains("version 7"));
    let unknown = about(ArticleId::new("finnes-ikke"), ReportReason::Feil);
    assert!(refused(unknown).await.contains("finnes-ikke"));

    for _ in 0..200 {
        desk.report("per").await;
    }
    assert_eq!(
        refused(plain()).await,
        "200 of your reports are open already"
    );
    let newest = desk.store.reports(&ReportFilter::default(), None, 1).await;
    let newest = newest.expect("it is read").items[0].id;
    desk.mend(newest, state(ReportState::Lost)).await;
    desk.report("per").await;
}

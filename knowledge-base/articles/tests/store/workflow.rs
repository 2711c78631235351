//! From utkast to published, and what may not be skipped.

use crate::desk::{Desk, at, manuscript, shipped, today};
use articles::store::{As, Freshness, Rules, Stage, State, Step, StoreError};
use articles::{ArticleId, Weight};
use jiff::ToSpan;

#[tokio::test]
async fn a_staged_edit_leaves_the_published_text_alone_until_it_is_published() {
    let desk = Desk::new().await;
    let (id, before) = (shipped(), desk.title(&shipped()));
    desk.retitle(&id, "Ny tittel", "kari").await;
    let entry = desk.whole(&id).await.entry;
    assert_eq!(
        (entry.state(), entry.stage),
        (State::Publisert, Stage::Utkast)
    );
    assert_eq!(desk.title(&id), before);
    desk.publish(&id).await;
    assert_eq!(desk.title(&id).as_deref(), Some("Ny tittel"));
    let desk = desk.again().await;
    assert_eq!(desk.title(&id).as_deref(), Some("Ny tittel"));
    let entry = desk.whole(&id).await.entry;
    assert_eq!(
        entry.standing.reviewed,
        Some(today()),
        "who went through it reviewed it"
    );
}

#[tokio::test]
async fn a_new_article_is_read_by_nobody_until_it_is_published() {
    let desk = Desk::new().await;
    let written = manuscript("Å bytte skole etter jul");
    let id = desk
        .store
        .create(written, "", "kari", at(0))
        .await
        .expect("it is kept");
    assert_eq!(id.as_str(), "a-bytte-skole-etter-jul");
    assert_eq!(desk.title(&id), None);
    desk.publish(&id).await;
    assert_eq!(desk.title(&id).as_deref(), Some("Å bytte skole etter jul"));
}

#[tokio::test]
async fn an_author_approves_their_own_change_only_with_a_reason_and_where_it_is_allowed() {
    let desk = Desk::new().await;
    let id = shipped();
    desk.retitle(&id, "Ny tittel", "kari").await;
    assert!(
        desk.step(&id, Step::Publish, "kari").await.is_err(),
        "review is not skipped"
    );
    desk.step(&id, Step::SendToReview, "kari")
        .await
        .expect("it is fit");
    assert!(desk.step(&id, Step::Approve(None), "kari").await.is_err());
    let alone = Step::Approve(Some("Alene på vakt".to_owned()));
    desk.step(&id, alone.clone(), "kari")
        .await
        .expect("a reason is given");
    let history = desk
        .store
        .happened("articles/aktiv-lesing.md", None, 10)
        .await
        .expect("it is kept");
    assert_eq!(
        (history[0].what.as_str(), history[0].reason.as_str()),
        ("approve", "Alene på vakt")
    );

    let strict = Desk::with(Rules {
        own_review: false,
        ..Rules::default()
    })
    .await;
    strict.retitle(&id, "Ny tittel", "kari").await;
    strict
        .step(&id, Step::SendToReview, "kari")
        .await
        .expect("it is fit");
    assert!(strict.step(&id, alone, "kari").await.is_err());
}

#[tokio::test]
async fn what_cannot_be_published_is_refused_with_every_field_named_and_is_kept() {
    let desk = Desk::new().await;
    let mut written = manuscript("Halvferdig");
    written.sources.clear();
    written.phases.push("finnes_ikke".to_owned());
    written
        .body
        .push_str("\nSe [den](ik:finnes-ikke) ![bilde](https://x.no/y.png)\n");
    let id = desk
        .store
        .create(written, "", "kari", at(0))
        .await
        .expect("an utkast may be anything");
    let whole = desk.whole(&id).await;
    let stops = whole
        .advice
        .iter()
        .filter(|one| one.weight == Weight::Stops);
    let codes: Vec<&str> = stops.map(|one| one.code).collect();
    for code in ["sources_missing", "id_gone", "link_dead", "image_refused"] {
        assert!(codes.contains(&code), "{code} is missing among {codes:?}");
    }
    let step = desk
        .store
        .step(&id, whole.tag(), &Step::SendToReview, ("kari", at(1)))
        .await;
    assert!(matches!(step, Err(StoreError::Unfit(_))));
    assert_eq!(desk.whole(&id).await.manuscript.title, "Halvferdig");
}

#[tokio::test]
async fn a_scheduled_article_comes_at_its_time_and_not_before() {
    let desk = Desk::new().await;
    let id = shipped();
    desk.retitle(&id, "Fra nyttår", "kari").await;
    desk.step(&id, Step::SendToReview, "kari")
        .await
        .expect("it is fit");
    desk.step(&id, Step::Approve(None), "ola")
        .await
        .expect("somebody else");
    desk.step(&id, Step::Schedule(at(60)), "ola")
        .await
        .expect("a time to come");
    let none = desk
        .store
        .publish_scheduled(at(59))
        .await
        .expect("it can be written");
    assert_eq!(none, Vec::<ArticleId>::new());
    let desk = desk.again().await;
    let published = desk
        .store
        .publish_scheduled(at(60))
        .await
        .expect("it can be written");
    assert_eq!(published.first(), Some(&id));
    assert_eq!(desk.title(&id).as_deref(), Some("Fra nyttår"));
}

#[tokio::test]
async fn an_archived_article_is_out_of_use_and_can_be_had_back() {
    let desk = Desk::new().await;
    let id = shipped();
    desk.step(&id, Step::Archive(None), "kari")
        .await
        .expect("it may go");
    assert_eq!(desk.title(&id), None);
    desk.step(&id, Step::Unarchive, "kari")
        .await
        .expect("it may come back");
    assert!(desk.title(&id).is_some());
}

#[tokio::test]
async fn still_right_said_by_the_owner_is_a_review_and_said_by_others_is_counted() {
    let desk = Desk::new().await;
    let id = shipped();
    let owner = desk.whole(&id).await.entry.facts.owner.0.clone();
    let members = ["kari".to_owned()];
    desk.store
        .set_members(&owner, &members)
        .await
        .expect("it is kept");
    for who in ["ola", "per", "ola"] {
        desk.store
            .confirm(&id, As::User, (who, at(1)))
            .await
            .expect("anybody may");
    }
    assert!(
        desk.store
            .confirm(&id, As::Owner, ("ola", at(1)))
            .await
            .is_err()
    );
    let entry = desk.whole(&id).await.entry;
    assert_eq!((entry.confirmed, entry.standing.reviewed), (2, None));
    desk.store
        .confirm(&id, As::Owner, ("kari", at(2)))
        .await
        .expect("she owns it");
    let entry = desk.whole(&id).await.entry;
    assert_eq!(
        (entry.confirmed, entry.standing.reviewed),
        (0, Some(today()))
    );
    assert_eq!(entry.head, 1, "no new text");
}

#[tokio::test]
async fn an_article_is_soon_due_then_overdue_then_held_back() {
    let desk = Desk::new().await;
    let id = shipped();
    desk.store
        .confirm(&id, As::Owner, ("kari", at(0)))
        .await
        .expect("nobody is in the role yet");
    let entry = desk.whole(&id).await.entry;
    let rules = Rules::default();
    let due = entry.due().day;
    let on = |days: i64| entry.freshness(due.saturating_add(days.days()), &rules);
    assert_eq!(on(-15), Freshness::InOrder);
    assert_eq!(on(-14), Freshness::Soon);
    assert_eq!(on(0), Freshness::Soon);
    assert_eq!(on(1), Freshness::Overdue);
    assert_eq!(on(30), Freshness::Overdue);
    assert_eq!(on(31), Freshness::HeldBack);
    let snapshot = desk.store.now();
    let article = snapshot.library().article(&id).expect("it is published");
    for days in [30, 31] {
        let day = due.saturating_add(days.days());
        assert_eq!(
            article.held_back(day, rules.grace_days),
            days == 31,
            "one rule in both places"
        );
    }
}

#[tokio::test]
async fn only_so_many_are_promoted_at_once_each_for_a_reason() {
    let desk = Desk::with(Rules {
        max_promoted: 1,
        ..Rules::default()
    })
    .await;
    let (one, other) = (shipped(), ArticleId::new("fagbrev"));
    let until = today().tomorrow().expect("there is one");
    let who = ("kari", at(0));
    assert!(desk.store.promote(&one, until, " ", who).await.is_err());
    desk.store
        .promote(&one, until, "Fagdag", who)
        .await
        .expect("there is room");
    let snapshot = desk.store.now();
    let other = snapshot
        .entries()
        .find(|entry| entry.id != one)
        .map_or(other, |entry| entry.id.clone());
    assert!(
        desk.store
            .promote(&other, until, "Fagdag", who)
            .await
            .is_err()
    );
    let promoted = snapshot
        .library()
        .article(&one)
        .and_then(|article| article.promotion(today()).cloned());
    assert_eq!(promoted.expect("it is told").reason, "Fagdag");
    desk.store
        .end_promotion(&one, who)
        .await
        .expect("it may end");
    desk.store
        .promote(&other, until, "Fagdag", who)
        .await
        .expect("there is room again");
}

#[tokio::test]
async fn what_somebody_owned_is_handed_over_whole() {
    let desk = Desk::new().await;
    let id = shipped();
    let whole = desk.whole(&id).await;
    let mut written = whole.manuscript;
    written.owner = Some("kari".to_owned());
    desk.store
        .save(&id, 1, &written, "", ("kari", at(0)))
        .await
        .expect("nobody else writes");
    desk.publish(&id).await;
    desk.retitle(&id, "Under arbeid", "per").await;
    let role = "Områdegruppe voksne";
    desk.store
        .set_members(role, &["kari".to_owned()])
        .await
        .expect("it is kept");
    let handed = desk
        .store
        .hand_over("kari", "ola", ("leder", at(3)))
        .await
        .expect("it is kept");
    assert_eq!(handed, (1, 0));
    let whole = desk.whole(&id).await;
    assert_eq!(whole.entry.facts.owner, ("ola".to_owned(), false));
    assert_eq!(
        whole.manuscript.title, "Under arbeid",
        "what lay on top still does"
    );
    assert_eq!(whole.manuscript.owner.as_deref(), Some("ola"));
    assert_ne!(desk.title(&id).as_deref(), Some("Under arbeid"));
    assert!(desk.store.now().is_own("ola", role));
    let areas = desk
        .store
        .hand_over(role, "Nye voksne", ("leder", at(4)))
        .await
        .expect("it is kept");
    assert_eq!(areas, (0, 1));
    let snapshot = desk.store.now();
    let inherits = snapshot
        .entries()
        .find(|entry| entry.facts.owner == ("Nye voksne".to_owned(), true));
    assert!(inherits.is_some(), "articles follow their område");
}

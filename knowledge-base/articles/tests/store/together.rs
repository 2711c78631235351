//! Two editors at once, a browser that dies, and texts had back.

use crate::desk::{Desk, at, shipped, today};
use articles::store::{MergeState, StoreError};

#[tokio::test]
async fn two_who_change_different_places_get_both_and_in_one_place_see_both() {
    let desk = Desk::new().await;
    let id = shipped();
    let base = desk.whole(&id).await.manuscript;
    let mut hers = base.clone();
    hers.short = hers.short.replacen("teksten", "skrifta", 1);
    hers.title = "Hennar tittel".to_owned();
    desk.store
        .save(&id, 1, &hers, "", ("kari", at(0)))
        .await
        .expect("she was first");

    let mut his = base.clone();
    his.keywords.push("nytt ord".to_owned());
    his.title = "Hans tittel".to_owned();
    his.body.push_str("\nHans siste avsnitt.\n");
    let refused = desk.store.save(&id, 1, &his, "", ("ola", at(1))).await;
    let Err(StoreError::Changed(clash)) = refused else {
        panic!("he must see what she wrote: {refused:?}");
    };
    let state = |field| {
        clash
            .fields
            .iter()
            .find(|one| one.field == field)
            .map(|one| one.state)
    };
    assert_eq!(state("title"), Some(MergeState::Conflict));
    assert_eq!(state("short"), Some(MergeState::Theirs));
    assert_eq!(state("keywords"), Some(MergeState::Mine));
    assert_eq!(clash.merged.short, hers.short);
    assert!(clash.merged.body.contains("Hans siste avsnitt."));
    assert_eq!(
        (clash.theirs_version, clash.theirs_author.as_str()),
        (2, "kari")
    );

    let kept = desk
        .store
        .whole(&id, "ola", today())
        .await
        .expect("it is there")
        .draft;
    assert_eq!(kept.expect("his text is kept").manuscript, his);
    desk.store
        .save(&id, 2, &clash.merged, "", ("ola", at(2)))
        .await
        .expect("he has seen hers");
    let after = desk
        .store
        .whole(&id, "ola", today())
        .await
        .expect("it is there");
    assert_eq!(after.draft, None, "what was saved is no draft any more");
}

#[tokio::test]
async fn a_draft_outlives_browser_and_server_and_is_its_authors_alone() {
    let desk = Desk::new().await;
    let id = shipped();
    let mut typed = desk.whole(&id).await.manuscript;
    typed.body = "Halvveis i ei setn".to_owned();
    desk.store
        .keep_draft(&id, 1, &typed, ("kari", at(0)))
        .await
        .expect("it is kept");
    let desk = desk.again().await;
    let draft = desk.whole(&id).await.draft.expect("it is there");
    assert_eq!((draft.base, draft.manuscript), (1, typed));
    let others = desk
        .store
        .whole(&id, "ola", today())
        .await
        .expect("it is there");
    assert_eq!(others.draft, None);
}

#[tokio::test]
async fn any_version_can_be_had_back_and_none_is_lost_by_it() {
    let desk = Desk::new().await;
    let id = shipped();
    let first = desk.whole(&id).await.manuscript;
    desk.retitle(&id, "Andre", "kari").await;
    desk.retitle(&id, "Tredje", "kari").await;
    let tag = desk.whole(&id).await.tag();
    desk.store
        .restore(&id, tag, 1, "", ("ola", at(5)))
        .await
        .expect("it is there");
    let whole = desk.whole(&id).await;
    assert_eq!((whole.manuscript, whole.entry.head), (first, 4));
    let name = "articles/aktiv-lesing.md";
    let versions = desk
        .store
        .versions(name, None, 10)
        .await
        .expect("they are there");
    let numbers: Vec<u32> = versions.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
    let sides = desk
        .store
        .compare(name, 2, 3)
        .await
        .expect("both are there");
    let fields: Vec<&str> = sides.fields.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["title"]);
    let stale = desk.store.restore(&id, tag, 1, "", ("per", at(6))).await;
    assert!(
        matches!(stale, Err(StoreError::Changed(_))),
        "what he saw is not what there is"
    );
}

#[tokio::test]
async fn a_kept_draft_costs_no_new_snapshot_and_a_role_shows_at_once() {
    let desk = Desk::new().await;
    let id = shipped();
    let typed = desk.whole(&id).await.manuscript;
    let before = desk.store.now();
    desk.store
        .keep_draft(&id, 1, &typed, ("kari", at(0)))
        .await
        .expect("it is kept");
    assert!(
        std::sync::Arc::ptr_eq(&before, &desk.store.now()),
        "nothing that is read has changed"
    );
    let members = ["kari".to_owned()];
    desk.store
        .set_members("Redaksjonen", &members)
        .await
        .expect("it is kept");
    assert!(desk.store.now().is_own("kari", "Redaksjonen"));
}

//! What is told as new, and what is not.

use crate::desk::{Desk, at, manuscript, shipped, today};
use articles::PromptId;
use articles::store::{As, Wording};

async fn told(desk: &Desk, since: i64) -> Vec<(String, bool)> {
    let news = desk.store.news(at(since), 30).await;
    let news = news.expect("it can be read").into_iter();
    news.map(|news| (news.entry.id.to_string(), news.new))
        .collect()
}

#[tokio::test]
async fn what_is_published_is_news_and_what_is_confirmed_is_not() {
    let desk = Desk::new().await;
    assert_eq!(told(&desk, -9_999).await, [], "what came with the program");
    let id = shipped();
    let confirmed = desk.store.confirm(&id, As::User, ("per", at(1)));
    confirmed.await.expect("it is there");
    assert_eq!(told(&desk, 0).await, []);

    desk.retitle(&shipped(), "Ny tittel", "kari").await;
    assert_eq!(told(&desk, 0).await, [], "an utkast is read by nobody");
    desk.publish(&shipped()).await;
    let id = shipped().to_string();
    assert_eq!(told(&desk, 0).await, [(id, false)]);
    assert_eq!(told(&desk, 3).await, [], "it was before");

    let written = manuscript("Å bytte skole etter jul");
    let new = desk.store.create(written, "", "kari", at(0)).await;
    let new = new.expect("it is kept");
    desk.publish(&new).await;
    assert!(told(&desk, 0).await.contains(&(new.to_string(), true)));
    assert_eq!(told(&desk, 0).await.len(), 2);
    assert_eq!(today(), articles::store::day(at(0)));
}

#[tokio::test]
async fn ones_own_wording_of_a_prompt_is_at_hand_without_a_query() {
    let desk = Desk::new().await;
    let own = Wording {
        nb: Some("Slik sier jeg det".to_owned()),
        ..Wording::default()
    };
    let prompt = PromptId::new("kontakt-fase-01");
    let keep = desk.store.add_own_wording(&prompt, &own, ("kari", at(1)));
    let id = keep.await.expect("it is in the bank");
    let unknown = PromptId::new("finst-ikkje");
    let refused = desk.store.add_own_wording(&unknown, &own, ("kari", at(1)));
    assert!(refused.await.is_err());
    let desk = desk.again().await;
    let kept = desk.store.kept_by("kari");
    assert_eq!((kept.len(), kept[0].prompt.as_ref()), (1, Some(&prompt)));
    assert!(desk.store.kept_by("per").is_empty());
    let gone = desk.store.delete_favourite(id, "kari").await;
    gone.expect("it is hers");
    assert!(desk.store.kept_by("kari").is_empty());
}

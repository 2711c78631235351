//! When bullying is told of, the counsellor gets gentle prompts and what helps, at once and in any
//! phase.

use harness::{ChatPlatform, Page, TestSidecar};
use serde_json::Value;

const WHO: &str = "dev:veileder 1";

fn ids<'s>(session: &'s Value, what: &str) -> Vec<&'s str> {
    let listed = session[what].as_array().into_iter().flatten();
    listed.filter_map(|one| one["id"].as_str()).collect()
}

#[tokio::test]
async fn bullying_brings_safe_prompts_and_articles_in_the_first_message() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform
        .veisoker("a", "hei, jeg blir mobba i klassen og vil slutte på skolen")
        .await;
    let told = panel.until(|session| session["messages"] == 1).await;
    let prompts = ids(&told, "prompts");
    assert!(!prompts.is_empty());
    assert!(
        prompts.iter().all(|id| id.starts_with("trygg-")),
        "only what is safe: {prompts:?}"
    );
    let articles = ids(&told, "articles");
    assert!(articles.contains(&"skolemiljo-og-mobbing"), "{articles:?}");
    let why = told["prompts"][0]["why"].as_str().expect("it says why");
    assert!(why.contains("du vurderer"), "{why}");
    sidecar.stop().await;
}

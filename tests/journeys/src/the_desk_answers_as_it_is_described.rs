//! Whatever is asked of the desk, the answer is one that its description knows.

use crate::desk::Editor;
use harness::{TestSidecar, any_request};

/// Requests made up for each door beside the ones at the edges of what it takes.
const EXAMPLES: u32 = 5;

#[tokio::test]
async fn requests_that_nobody_thought_of_are_answered_as_described() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let description = "/api/ik/openapi.json";
    let told = any_request::send(sidecar.address(), description, kari.cookie(), EXAMPLES).await;
    match told {
        Some(Ok(said)) => assert!(
            !said.contains("Unresolvable"),
            "a part of the description leads nowhere, and was not tried: {said}"
        ),
        Some(Err(said)) => panic!("{said}"),
        None => {}
    }
    kari.reads("/summary").await.ok();
    sidecar.stop().await;
}

#[tokio::test]
async fn every_door_is_described_with_what_it_takes_and_gives() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let described = kari.reads("/openapi.json").await.ok().body;
    assert_eq!(described["openapi"], "3.1.0");
    let paths = described["paths"].as_object().unwrap();
    assert!(paths.len() > 30, "{:?}", paths.keys());
    let doors = paths
        .values()
        .flat_map(|door| door.as_object().unwrap().values());
    for door in doors {
        let id = door["operationId"].as_str().unwrap_or_default();
        let said = |text: &str| door[text].as_str().is_some_and(|text| !text.is_empty());
        assert!(
            said("summary") || said("description"),
            "{id} says what it does"
        );
        let responses = door["responses"].as_object().unwrap();
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{id}"
        );
        for status in ["400", "401", "403", "404", "503"] {
            let content = &responses[status]["content"]["application/problem+json"];
            assert!(content["schema"]["$ref"].is_string(), "{id}: {status}");
        }
    }
    sidecar.stop().await;
}

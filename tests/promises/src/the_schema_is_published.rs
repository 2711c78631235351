//! `ledsager schema` describes what other programs may speak with us as it is; that the AsyncAPI document
//! is one, others judge: `tests/browser/asyncapi.mjs`.

use feed::incoming::{FeedEvent, FromSource, schema};
use serde_json::Value;

#[test]
fn every_field_of_an_event_is_in_the_schema() {
    let schema = schema().to_string();
    for word in [
        "hello",
        "events",
        "conversation",
        "author",
        "redact",
        "rating",
        "acknowledged and dropped",
        "order",
        "derived",
    ] {
        assert!(schema.contains(word), "{word}");
    }
}

#[test]
fn what_the_schema_calls_an_event_is_read_as_one() {
    let event = r#"{"id":"e","conversation":"c","at":1,"order":0,"kind":"message","author":{"role":"client"},"text":"hei"}"#;
    assert_eq!(
        serde_json::from_str::<FeedEvent>(event)
            .unwrap()
            .text
            .unwrap(),
        "hei"
    );
    let frame = format!(r#"{{"type":"events","events":[{event}]}}"#);
    assert!(
        matches!(serde_json::from_str(&frame).unwrap(), FromSource::Events { events } if events.len() == 1)
    );
}

#[test]
fn every_kind_of_frame_in_both_directions_is_in_the_asyncapi_document() {
    let document = web::asyncapi();
    let names = |of: &Value| -> Vec<String> { of.as_object().unwrap().keys().cloned().collect() };
    let messages = |channel: &str| names(&document["channels"][channel]["messages"]);
    let feed = [
        "ack", "error", "events", "hello", "note", "refused", "welcome",
    ];
    assert_eq!(messages("feed"), feed);
    let events = [
        "anew",
        "error",
        "hello",
        "reading_changed",
        "session_ended",
        "session_started",
        "snapshot",
        "welcome",
    ];
    assert_eq!(messages("events"), events);
    assert_eq!(messages("webhook"), ["batch"]);
    let addresses = ["feed", "events"].map(|channel| &document["channels"][channel]["address"]);
    assert_eq!(addresses, ["/feed/v1", "/events/v1"]);
    let said: usize = names(&document["operations"])
        .iter()
        .map(|name| {
            document["operations"][name]["messages"]
                .as_array()
                .unwrap()
                .len()
        })
        .sum();
    assert_eq!(
        said,
        feed.len() + events.len() + 1,
        "each is said by one side"
    );
}

//! `ledsager schema` describes `/feed/v1` as it is.

use feed::incoming::{FeedEvent, FromSource, schema};

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

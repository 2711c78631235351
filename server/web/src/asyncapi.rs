//! The AsyncAPI 3.0 document of what other programs may speak with us, made of the types that do the
//! speaking: `/feed/v1`, `/events/v1` and the webhook of events.

use crate::wire::events::{Batch, Event, FromSubscriber, ToSubscriber};
use feed::incoming::{FromSource, ToSource};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Where schemas stand in the document.
const SCHEMAS: &str = "/components/schemas";

/// The document.
pub fn asyncapi() -> Value {
    // AsyncAPI 3.0 describes payloads in a superset of draft 07.
    let settings = SchemaSettings::draft07().with(|settings| {
        settings.definitions_path = SCHEMAS.into();
        settings.meta_schema = None;
    });
    let mut made = settings.into_generator();
    let from_source = frames::<FromSource>(&mut made);
    let to_source = frames::<ToSource>(&mut made);
    let from_subscriber = frames::<FromSubscriber>(&mut made);
    let mut to_subscriber = frames::<ToSubscriber>(&mut made);
    to_subscriber.extend(frames::<Event>(&mut made));
    let batch = json!({ "batch": {
        "title": "batch",
        "summary": "Signed as Standard Webhooks 1.0.0 says; sent again under the same id until it is taken.",
        "contentType": "application/json",
        "headers": signature(),
        "payload": made.subschema_for::<Batch>(),
    }});
    let schemas = made.take_definitions(true);
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Ledsager",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT" },
            "description": "A sidecar beside an anonymous guidance chat: it is told what is said over /feed/v1, \
                and tells where chats stand, without a word of any, over /events/v1 and by webhook. \
                Operations are named as Ledsager sees them.",
        },
        "defaultContentType": "application/json",
        "servers": {
            "ledsager": {
                "host": "127.0.0.1:7040",
                "protocol": "ws",
                "description": "Where the sidecar listens; wss behind a proxy that ends TLS.",
            },
            "receiver": {
                "host": "example.no",
                "protocol": "https",
                "description": "Another program, at the address of `[[events.webhook]]`.",
            },
        },
        "channels": {
            "feed": socket("/feed/v1", "What happens in chats.", &from_source, &to_source),
            "events": socket("/events/v1", "Where chats stand.", &from_subscriber, &to_subscriber),
            "webhook": {
                "address": "/ledsager",
                "description": "The same events, posted. The path is the receiver's own.",
                "servers": [{ "$ref": "#/servers/receiver" }],
                "messages": batch,
            },
        },
        "operations": {
            "hearFeed": operation("receive", "feed", &from_source),
            "answerFeed": operation("send", "feed", &to_source),
            "hearSubscriber": operation("receive", "events", &from_subscriber),
            "tellSubscriber": operation("send", "events", &to_subscriber),
            "tellWebhook": {
                "action": "send",
                "channel": { "$ref": "#/channels/webhook" },
                "messages": [{ "$ref": "#/channels/webhook/messages/batch" }],
                "bindings": { "http": { "method": "POST", "bindingVersion": "0.3.0" } },
            },
        },
        "components": { "schemas": schemas },
    })
}

/// One message for each kind of frame: by the name of its `type`.
fn frames<T: JsonSchema>(made: &mut SchemaGenerator) -> Map<String, Value> {
    let schema = T::json_schema(made).to_value();
    let kinds = schema["oneOf"].as_array().cloned().unwrap_or_default();
    // An enum of one kind is that kind.
    let kinds = if kinds.is_empty() {
        vec![schema]
    } else {
        kinds
    };
    let message = |payload: Value| {
        let kind = payload["properties"]["type"]["const"].as_str()?.to_owned();
        let message =
            json!({ "title": kind, "summary": payload["description"], "payload": payload });
        Some((kind, message))
    };
    kinds.into_iter().filter_map(message).collect()
}

fn socket(address: &str, about: &str, from: &Map<String, Value>, to: &Map<String, Value>) -> Value {
    let messages: Map<_, _> = from.clone().into_iter().chain(to.clone()).collect();
    json!({
        "address": address,
        "description": about,
        "servers": [{ "$ref": "#/servers/ledsager" }],
        "messages": messages,
        "bindings": { "ws": { "method": "GET", "bindingVersion": "0.1.0" } },
    })
}

fn operation(action: &str, channel: &str, messages: &Map<String, Value>) -> Value {
    let messages = messages.keys();
    let messages =
        messages.map(|name| json!({ "$ref": format!("#/channels/{channel}/messages/{name}") }));
    json!({
        "action": action,
        "channel": { "$ref": format!("#/channels/{channel}") },
        "messages": messages.collect::<Vec<_>>(),
    })
}

fn signature() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({
        "type": "object",
        "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
        "properties": {
            "webhook-id": text("The batch: the same however often it is sent."),
            "webhook-timestamp": text("When this attempt was made, in seconds since 1970-01-01T00:00:00Z."),
            "webhook-signature": text(
                "`v1,` and the base64 of HMAC-SHA256 over id, timestamp and body with a full stop between \
                 them; two of these with a space between them while the secret is exchanged.",
            ),
        },
    })
}

//! Events reach a webhook signed and in order, although it is broken for a while, and never wait without bound.

use crate::receiver::{Answer, Receiver};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use notices::{Courier, EventsWebhook, Pace};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use std::path::Path;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

const SECRET: &str = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NOW: i64 = 1_760_000_000;

fn pace() -> Pace {
    Pace {
        deadline: Duration::from_millis(500),
        linger: Duration::from_millis(1),
        batch: 50,
        room: 10,
        first_pause: Duration::from_millis(5),
        longest_pause: Duration::from_millis(20),
        give_up: Duration::from_secs(60),
    }
}

struct Way {
    courier: Courier,
    folder: tempfile::TempDir,
    stop: CancellationToken,
    running: Option<JoinHandle<()>>,
}

impl Way {
    fn to(address: &str, pace: Pace) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(address, folder.path());
        let head = Map::from_iter([("version".to_owned(), json!(1))]);
        let courier = Courier::open(&settings, "some.events", head).unwrap();
        Self {
            courier: courier.at_pace(pace),
            folder,
            stop: CancellationToken::new(),
            running: None,
        }
    }

    fn go(&mut self) {
        let now = || Timestamp::from_second(NOW).unwrap();
        let running = self.courier.clone().run(now, self.stop.clone());
        self.running = Some(tokio::spawn(running));
    }

    async fn stop(mut self) {
        self.stop.cancel();
        self.running.take().unwrap().await.unwrap();
    }
}

fn settings(address: &str, folder: &Path) -> EventsWebhook {
    let secret_file = folder.join("secret");
    std::fs::write(&secret_file, format!("whsec_{SECRET}\n")).unwrap();
    EventsWebhook {
        url: address.to_owned(),
        secret_file,
        deadline_seconds: 10,
    }
}

fn signature(id: &str, body: &str) -> String {
    let key = BASE64_STANDARD.decode(SECRET).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{NOW}.{body}").as_bytes());
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

fn data(body: &str) -> Value {
    serde_json::from_str::<Value>(body).unwrap()["data"].take()
}

#[tokio::test]
async fn they_come_in_batches_signed_and_again_under_the_same_id_until_they_are_taken() {
    let wait = Answer::With(429, "retry-after", "0".into());
    let receiver = Receiver::answering([Answer::Status(503), wait, Answer::Never]).await;
    let mut way = Way::to(&receiver.address, pace());
    for number in 1..=3 {
        way.courier.take(None, &json!({ "seq": number }));
    }
    way.go();
    let got = receiver.until(4).await;
    let body: Value = serde_json::from_str(&got[0]).unwrap();
    let seq = [json!({"seq": 1}), json!({"seq": 2}), json!({"seq": 3})];
    let wanted = json!({ "version": 1, "events": seq, "merged": 0, "lost": 0 });
    assert_eq!(body["type"], "some.events");
    assert_eq!(body["timestamp"], "2025-10-09T08:53:20Z");
    assert_eq!(body["data"], wanted);
    let headers = receiver.headers();
    let id = headers[0]["webhook-id"].to_str().unwrap();
    for (body, headers) in got.iter().zip(&headers) {
        assert_eq!(body, &got[0]);
        assert_eq!(headers["webhook-id"], id);
        assert_eq!(headers["webhook-timestamp"], NOW.to_string().as_str());
        assert_eq!(headers["webhook-signature"], signature(id, body).as_str());
    }
    way.courier.take(None, &json!({ "seq": 4 }));
    let got = receiver.until(5).await;
    assert_eq!(data(&got[4])["events"], json!([{ "seq": 4 }]));
    assert_ne!(receiver.headers()[4]["webhook-id"], id);
    way.stop().await;
}

#[tokio::test]
async fn while_it_is_down_newer_readings_replace_older_ones_and_it_is_told_how_many() {
    let receiver = Receiver::answering([]).await;
    let mut way = Way::to(&receiver.address, pace());
    way.courier.take(None, &json!("began"));
    for number in 0..500 {
        let about = format!("chat-{}", number % 5);
        way.courier.take(Some(&about), &json!(number));
    }
    way.courier.take(None, &json!("ended"));
    way.go();
    let told = data(&receiver.until(1).await[0]);
    let events = told["events"].as_array().unwrap();
    assert!(events.len() <= 10);
    assert_eq!(
        (&events[0], events.last().unwrap()),
        (&json!("began"), &json!("ended"))
    );
    for newest in 495..500 {
        assert!(
            events.contains(&json!(newest)),
            "{newest} is the newest of its chat"
        );
    }
    let merged = told["merged"].as_u64().unwrap();
    assert_eq!(merged + events.len() as u64, 502);
    assert_eq!(told["lost"], 0);
    way.stop().await;
}

#[tokio::test]
async fn what_is_never_taken_is_given_up_counted_and_told() {
    let receiver = Receiver::answering(vec![Answer::Status(500); 2]).await;
    let give_up = Duration::from_millis(6); // one more attempt, and no second
    let pauses = (Duration::from_millis(4), Duration::from_millis(4));
    let mut way = Way::to(
        &receiver.address,
        Pace {
            give_up,
            first_pause: pauses.0,
            longest_pause: pauses.1,
            ..pace()
        },
    );
    way.courier.take(None, &json!(1));
    way.go();
    let mut number = 1;
    let told = loop {
        let got = receiver.until(number).await;
        let told = data(&got[number - 1]);
        if told["lost"] != 0 {
            break told;
        }
        number += 1;
        way.courier.take(None, &json!(2));
    };
    assert!(told["lost"].as_u64().unwrap() >= 1);
    way.stop().await;
}

#[tokio::test]
async fn one_that_says_it_is_gone_is_left_alone_and_a_redirect_leads_nowhere() {
    let elsewhere = Receiver::answering([]).await;
    let away = Answer::With(307, "location", elsewhere.address.clone());
    let receiver = Receiver::answering([away, Answer::Status(410)]).await;
    let mut way = Way::to(&receiver.address, pace());
    way.courier.take(None, &json!(1));
    way.go();
    receiver.until(2).await;
    // It has heard of it once it holds nothing back; then nothing more comes.
    way.courier.take(None, &json!(2));
    way.stop().await;
    assert_eq!(receiver.got().len(), 2);
    assert!(elsewhere.got().is_empty());
}

#[tokio::test]
async fn a_new_secret_signs_without_a_restart() {
    let receiver = Receiver::answering([]).await;
    let mut way = Way::to(&receiver.address, pace());
    way.go();
    way.courier.take(None, &json!(1));
    receiver.until(1).await;
    let both = format!("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nwhsec_{SECRET}\n");
    std::fs::write(way.folder.path().join("secret"), both).unwrap();
    way.courier.take(None, &json!(2));
    let got = receiver.until(2).await;
    let headers = receiver.headers();
    let id = headers[1]["webhook-id"].to_str().unwrap();
    let signatures = headers[1]["webhook-signature"].to_str().unwrap();
    let signatures: Vec<_> = signatures.split(' ').collect();
    assert_eq!(signatures.len(), 2);
    assert_eq!(signatures[1], signature(id, &got[1]));
    way.stop().await;
}

#[test]
fn an_address_that_others_can_read_along_with_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |address: &str| settings(address, folder.path()).check().unwrap_err();
    for address in ["http://example.no/hemmelig", "ftp://example.no", "hemmelig"] {
        let said = refused(address);
        assert!(
            said.starts_with("events.webhook.url") && !said.contains("hemmelig"),
            "{said}"
        );
    }
    assert!(refused("https://u:p@example.no").contains("without a login"));
    assert_eq!(
        settings("https://example.no/x", folder.path()).check(),
        Ok(())
    );
    assert_eq!(
        settings("http://127.0.0.1:1/x", folder.path()).check(),
        Ok(())
    );
}

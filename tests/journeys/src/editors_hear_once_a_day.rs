//! On a weekday morning editors hear what waits for them: once, and titles alone.

use chat::{Clock, Timestamp};
use harness::{DEADLINE, TestSidecar};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A Monday at eight in Oslo, when every article that ships has been due for review.
const MONDAY: &str = "2028-11-20T07:00:00Z";

/// Takes one message and says that it has it.
async fn receive(listener: &TcpListener) -> Value {
    let (mut stream, _) = listener.accept().await.expect("somebody calls");
    let mut request = Vec::new();
    loop {
        let mut piece = [0; 4096];
        let read = stream.read(&mut piece).await.expect("it is sent whole");
        assert!(read > 0, "it broke off");
        request.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.to_lowercase();
        let length = length
            .split("content-length: ")
            .nth(1)
            .expect("its length is told");
        let length: usize = length
            .lines()
            .next()
            .and_then(|n| n.parse().ok())
            .expect("a number");
        if body.len() >= length {
            let yes = b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.write_all(yes).await.expect("it listens");
            return serde_json::from_str(body).expect("it is JSON");
        }
    }
}

#[tokio::test]
async fn what_waits_is_told_on_a_weekday_morning_and_not_again_after_a_restart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("it has one");
    let secrets = tempfile::tempdir().expect("a folder");
    let file = secrets.path().join("webhook");
    std::fs::write(&file, format!("http://{address}/card\n")).expect("it can be written");
    let monday: jiff::Timestamp = MONDAY.parse().expect("a time");
    let clock = Clock::fixed(Timestamp::from_millis(monday.as_millisecond()));
    let mut sidecar = TestSidecar::at(clock, |settings| {
        settings.notices.webhook = Some(notices::WebhookFile { url_file: file });
    })
    .await;
    let told = tokio::time::timeout(DEADLINE, receive(&listener)).await;
    let told = told.expect("it is told in time");
    let card = &told["attachments"][0];
    assert_eq!(
        card["contentType"],
        "application/vnd.microsoft.card.adaptive"
    );
    let said = card["content"].to_string();
    assert!(said.contains("Områdegruppe"), "grouped by owner: {said}");
    assert!(said.len() < 28_000);
    sidecar.restart().await;
    sidecar.stop().await;
    let again = tokio::time::timeout(std::time::Duration::ZERO, listener.accept()).await;
    assert!(again.is_err(), "a restart tells nobody twice");
}

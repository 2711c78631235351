//! A webhook gets its message although it is busy, broken or slow for a while, and nobody else does.

use crate::receiver::{Answer, Receiver};
use crate::smtp_server::Certificate;
use notices::{Failure, Patience, Webhook, WebhookFile};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::Command;
use tokio::time::timeout;

const BODY: &str = r#"{"type":"message"}"#;

fn webhook(address: &str) -> Webhook {
    let folder = tempfile::tempdir().unwrap();
    let url_file = folder.path().join("url");
    std::fs::write(&url_file, format!("{address}\n")).unwrap();
    let opened = Webhook::open(&WebhookFile { url_file }).unwrap();
    opened.with_patience(Patience {
        deadline: Duration::from_millis(500),
        attempts: 4,
        first_pause: Duration::from_millis(5),
        longest_pause: Duration::from_secs(2),
    })
}

#[tokio::test]
async fn it_arrives_after_an_error_a_wait_that_was_asked_for_and_a_silence() {
    let wait = Answer::With(429, "retry-after", "1".into());
    let receiver = Receiver::answering([Answer::Status(500), wait, Answer::Never]).await;
    let begun = Instant::now();
    assert_eq!(webhook(&receiver.address).post(BODY).await, Ok(()));
    assert_eq!(receiver.got(), [BODY; 4]);
    let asked_for = Duration::from_secs(1) + Duration::from_millis(500);
    assert!(begun.elapsed() >= asked_for, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn it_is_given_up_in_the_end_and_the_failure_shows_the_host_alone() {
    let receiver = Receiver::answering(vec![Answer::Status(503); 9]).await;
    let webhook = webhook(&receiver.address);
    let failure = webhook.post(BODY).await.unwrap_err();
    assert_eq!(failure.to_string(), "127.0.0.1 answered 503");
    assert_eq!(receiver.got().len(), 4);
    assert!(!format!("{webhook:?} {failure:?}").contains("secret"));
}

#[tokio::test]
async fn a_no_is_not_argued_with() {
    for code in [400, 401, 404, 413] {
        let receiver = Receiver::answering([Answer::Status(code)]).await;
        let failure = webhook(&receiver.address).post(BODY).await.unwrap_err();
        assert!(
            failure.to_string().ends_with(&code.to_string()),
            "{failure}"
        );
        assert_eq!(receiver.got().len(), 1);
    }
}

#[tokio::test]
async fn a_redirect_takes_the_message_nowhere() {
    let elsewhere = Receiver::answering([]).await;
    for code in [301, 302, 307, 308] {
        let away = Answer::With(code, "location", elsewhere.address.clone());
        let receiver = Receiver::answering([away]).await;
        let failure = webhook(&receiver.address).post(BODY).await.unwrap_err();
        assert!(matches!(failure, Failure::Redirected { .. }), "{failure}");
        assert!(!failure.to_string().contains("secret"));
    }
    assert!(elsewhere.got().is_empty());
}

#[tokio::test]
async fn a_webhook_that_asks_for_an_hour_is_left_alone() {
    let hour = Answer::With(429, "retry-after", "3600".into());
    let receiver = Receiver::answering([hour]).await;
    let failure = webhook(&receiver.address).post(BODY).await.unwrap_err();
    let said = "127.0.0.1 asks to be left alone for 3600 s";
    assert_eq!(
        (failure.to_string().as_str(), receiver.got().len()),
        (said, 1)
    );
}

#[tokio::test]
async fn nobody_there_is_said_so() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/secret", gone.local_addr().unwrap());
    drop(gone);
    let failure = webhook(&address).post(BODY).await.unwrap_err();
    assert_eq!(failure.to_string(), "127.0.0.1 cannot be reached");
}

#[tokio::test]
async fn who_is_not_trusted_gets_nothing() {
    let plain = Receiver::answering([]).await;
    let address = plain.address.replace("http://", "https://");
    let failure = webhook(&address).post(BODY).await;
    assert_eq!(failure, Err(Failure::Untrusted("127.0.0.1".into())));
    assert!(plain.got().is_empty());

    let certificate = Certificate::make().await;
    let mut server = Command::new("openssl")
        .args(["s_server", "-accept", "127.0.0.1:0", "-cert"])
        .arg(&certificate.cert)
        .arg("-key")
        .arg(&certificate.key)
        .stdin(Stdio::piped()) // it ends with its input
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("openssl starts");
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let port = loop {
        let line = timeout(Duration::from_secs(20), lines.next_line()).await;
        let line = line.unwrap().unwrap().expect("it says where it listens");
        if let Some(port) = line.strip_prefix("ACCEPT 127.0.0.1:") {
            break port.to_owned();
        }
    };
    let address = format!("https://localhost:{port}/secret");
    let failure = webhook(&address).post(BODY).await;
    assert_eq!(failure, Err(Failure::Untrusted("localhost".into())));
}

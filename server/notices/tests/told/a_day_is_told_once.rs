//! The whole round against real receivers: who got it is not told again, who did not is, and the log
//! holds no secret.

use crate::receiver::{Answer, Receiver};
use crate::smtp_server::SmtpServer;
use jiff::Timestamp;
use jiff::civil::date;
use notices::{Digest, Line, Settings, run};
use serde_json::json;
use std::cell::Cell;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Longer than a round against servers on this machine takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A log that can be read. It is that of the whole test binary: a callsite that another test's thread
/// meets first would be silent for a subscriber of one thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A Tuesday in November, after half past seven in Oslo.
fn morning(minutes: i64) -> Timestamp {
    let eight: Timestamp = "2026-11-03T07:00:00Z".parse().unwrap();
    eight + jiff::SignedDuration::from_mins(minutes)
}

fn digest() -> Digest {
    let mut digest = Digest::new(date(2026, 11, 3));
    for (title, owner) in [("Lån", "Kari"), ("Opptak", "Ola")] {
        digest.overdue.push(Line {
            title: title.into(),
            area: String::new(),
            owner: Some(owner.into()),
            when: None,
            url: String::new(),
        });
    }
    digest
}

fn settings(folder: &Path, address: &str, port: u16) -> Settings {
    let url_file = folder.join("url");
    std::fs::write(&url_file, address).unwrap();
    toml::from_str(&format!(
        "at = '07:30'\nlanguage = 'nb'\n[webhook]\nurl_file = '{}'\n[smtp]\nhost = '127.0.0.1'\n\
         port = {port}\nfrom = 'ik@example.no'\n\
         to_owner = {{ Kari = 'kari@example.no', Ola = 'ola@example.no' }}",
        url_file.display()
    ))
    .unwrap()
}

/// Runs from this time on until one round is over.
async fn one_round(settings: &Settings, folder: &Path, minutes: i64) {
    let (made, over) = (Cell::new(false), Notify::new());
    let make = async || {
        made.set(true);
        Some(digest())
    };
    let clock = || {
        if made.get() {
            over.notify_one(); // the round is over when the clock is looked at again
        }
        morning(minutes)
    };
    let running = run(
        settings.clone(),
        folder,
        clock,
        make,
        CancellationToken::new(),
    );
    let ended = async {
        tokio::select! {
            () = running => unreachable!("it runs until it is stopped"),
            () = over.notified() => {}
        }
    };
    timeout(PATIENCE, ended).await.expect("a round ends");
}

#[tokio::test]
async fn who_got_it_does_not_get_it_again_and_who_did_not_gets_it_later() {
    let log = Log::default();
    let lines = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || lines.clone())
        .init();
    let folder = tempfile::tempdir().unwrap();
    let channel = Receiver::answering([]).await;
    let refusing = json!({ "refuse": ["ola@example.no"] });
    let Some(mut first) = SmtpServer::start(&refusing).await else {
        return;
    };
    let settings_now = settings(folder.path(), &channel.address, first.port);
    assert_eq!(settings_now.check(), Ok(()));
    one_round(&settings_now, folder.path(), 0).await;
    assert_eq!(first.next().await["to"], json!(["kari@example.no"]));

    // Started anew, with Ola's mailbox in order.
    let Some(mut second) = SmtpServer::start(&json!({})).await else {
        return;
    };
    let settings_now = settings(folder.path(), &channel.address, second.port);
    one_round(&settings_now, folder.path(), 20).await;
    let letter = second.next().await;
    assert_eq!(letter["to"], json!(["ola@example.no"]));
    let text = letter["text"].as_str().unwrap();
    assert!(text.contains("Opptak") && !text.contains("Lån"));

    // And once more: now everybody knows.
    tokio::time::pause();
    let never = async || -> Option<Digest> { panic!("the day is told") };
    let stop = CancellationToken::new();
    let running = run(settings_now, folder.path(), || morning(40), never, stop);
    let _ = timeout(Duration::from_secs(3600), running).await;

    assert_eq!(channel.got().len(), 1);
    assert!(channel.got()[0].contains("Opptak") && channel.got()[0].contains("Lån"));
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("127.0.0.1 answered 550"), "{log}");
    for secret in ["secret-part", "@example.no", "Opptak", "Kari"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}

#[tokio::test]
async fn a_channel_that_is_gone_hides_its_address_and_the_letters_go_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let channel = Receiver::answering([Answer::Status(404)]).await;
    let Some(mut server) = SmtpServer::start(&json!({})).await else {
        return;
    };
    let settings = settings(folder.path(), &channel.address, server.port);
    one_round(&settings, folder.path(), 0).await;
    assert_eq!(server.next().await["to"], json!(["kari@example.no"]));
    assert_eq!(server.next().await["to"], json!(["ola@example.no"]));
    one_round(&settings, folder.path(), 15).await; // the channel is back, nobody gets a second letter
    assert_eq!(channel.got().len(), 2);
    let told = std::fs::read_to_string(folder.path().join("notices-told.json")).unwrap();
    assert!(
        told.contains(r#""done":true"#) && !told.contains("secret-part"),
        "{told}"
    );
}

//! A mailbox gets its letter, encrypted, from a server that is who it says it is.

use crate::smtp_server::{Certificate, SmtpServer};
use jiff::civil::date;
use notices::{Digest, Failure, Language, Letter, Line, Mail, Smtp, letter};
use serde_json::json;
use std::collections::BTreeMap;

fn a_letter() -> Letter {
    let mut digest = Digest::new(date(2026, 11, 3));
    digest.overdue = vec![Line {
        title: "Lån og stipend på nynorsk: «å søkje»".into(),
        area: "Økonomi".into(),
        owner: Some("Kari".into()),
        when: Some(date(2026, 11, 1)),
        url: "/ik/lan".into(),
    }];
    letter(&digest, Language::Nb, "https://ik.example.no")
}

fn settings(port: u16) -> Smtp {
    Smtp {
        host: "localhost".into(),
        port,
        user: None,
        password_file: None,
        ca_file: None,
        from: "Kunnskapsbasen <ik@example.no>".into(),
        to: vec!["kari@example.no".into()],
        to_owner: BTreeMap::new(),
    }
}

fn now() -> jiff::Timestamp {
    "2026-11-03T06:30:00Z".parse().unwrap()
}

/// Settings that log in with this password, and trust this certificate.
fn logging_in(port: u16, certificate: &Certificate, password: &str) -> Smtp {
    let password_file = certificate.cert.with_file_name("password");
    std::fs::write(&password_file, format!("{password}\n")).unwrap();
    Smtp {
        user: Some("ik".into()),
        password_file: Some(password_file),
        ca_file: Some(certificate.cert.clone()),
        ..settings(port)
    }
}

#[tokio::test]
async fn on_this_machine_it_arrives_as_text_and_as_a_page() {
    let Some(mut server) = SmtpServer::start(&json!({})).await else {
        return;
    };
    let mail = Mail::open(&settings(server.port)).unwrap();
    mail.send("kari@example.no", &a_letter(), now())
        .await
        .unwrap();
    let got = server.next().await;
    assert_eq!(got["to"], json!(["kari@example.no"]));
    assert_eq!(got["sender"], "ik@example.no");
    let headers = &got["headers"];
    assert_eq!(
        headers["Subject"],
        "Kunnskapsbasen: dette venter 3. november"
    );
    assert_eq!(headers["To"], "kari@example.no");
    assert_eq!(headers["Date"], "Tue, 03 Nov 2026 06:30:00 +0000");
    assert_eq!(headers["Auto-Submitted"], "auto-generated");
    let id = "<ledsager.2026-11-03.kari.example.no@example.no>";
    assert_eq!(headers["Message-ID"], id);
    let text = got["text"].as_str().unwrap().replace("\r\n", "\n");
    assert_eq!(text.trim_end(), a_letter().text.trim_end());
    let html = got["html"].as_str().unwrap();
    assert!(html.contains("<a href=\"https://ik.example.no/ik/lan\">Lån og stipend på nynorsk"));
}

#[tokio::test]
async fn with_a_certificate_it_is_encrypted_before_the_password_is_said() {
    let certificate = Certificate::make().await;
    let Some(mut server) = SmtpServer::start(&certificate.wishes()).await else {
        return;
    };
    let mail = Mail::open(&logging_in(server.port, &certificate, "secret-word")).unwrap();
    mail.send("kari@example.no", &a_letter(), now())
        .await
        .unwrap();
    let got = server.next().await;
    assert_eq!(
        (&got["encrypted"], &got["login"]),
        (&json!(true), &json!("ik"))
    );
}

#[tokio::test]
async fn a_wrong_password_is_told_by_its_status_alone() {
    let certificate = Certificate::make().await;
    let Some(server) = SmtpServer::start(&certificate.wishes()).await else {
        return;
    };
    let mail = Mail::open(&logging_in(server.port, &certificate, "secret-other")).unwrap();
    let failure = mail.send("kari@example.no", &a_letter(), now()).await;
    let failure = failure.unwrap_err();
    assert_eq!(failure.to_string(), "localhost answered 535");
    assert!(!format!("{mail:?} {failure:?}").contains("secret"));
}

#[tokio::test]
async fn who_is_not_trusted_gets_neither_letter_nor_password() {
    let (theirs, ours) = (Certificate::make().await, Certificate::make().await);
    let Some(server) = SmtpServer::start(&theirs.wishes()).await else {
        return;
    };
    let mail = Mail::open(&logging_in(server.port, &ours, "secret-word")).unwrap();
    let failure = mail.send("kari@example.no", &a_letter(), now()).await;
    assert_eq!(failure, Err(Failure::Untrusted("localhost".into())));
}

#[tokio::test]
async fn a_server_without_encryption_gets_neither_letter_nor_password() {
    let certificate = Certificate::make().await;
    let wishes = json!({ "user": "ik", "password": "secret-word" });
    let Some(server) = SmtpServer::start(&wishes).await else {
        return;
    };
    let mail = Mail::open(&logging_in(server.port, &certificate, "secret-word")).unwrap();
    let failure = mail.send("kari@example.no", &a_letter(), now()).await;
    assert_eq!(failure, Err(Failure::Lacking("localhost".into())));
}

#[tokio::test]
async fn a_mailbox_that_is_gone_is_told_without_its_name() {
    let wishes = json!({ "refuse": ["kari@example.no"] });
    let Some(server) = SmtpServer::start(&wishes).await else {
        return;
    };
    let mail = Mail::open(&settings(server.port)).unwrap();
    let failure = mail.send("kari@example.no", &a_letter(), now()).await;
    assert_eq!(failure.unwrap_err().to_string(), "localhost answered 550");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mail = Mail::open(&settings(silent.local_addr().unwrap().port())).unwrap();
    let failure = mail.send("kari@example.no", &a_letter(), now()).await;
    assert_eq!(failure, Err(Failure::Late("localhost".into())));
}

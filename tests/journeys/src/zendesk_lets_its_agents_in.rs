//! The app inside Zendesk: who is signed in there is let in here, without a cookie, and speaks for their own chats only.

use access::Role::{Vaktleder, Veileder};
use chat::Clock;
use feed::client::FeedClient;
use feed::incoming::{Author, FeedEvent, Kind, Role, ToSource};
use harness::zendesk_app::{Installation, open, pass, socket};
use harness::{ChatPlatform, DEADLINE, TestSidecar, connect, event, log_in, request, request_with};
use serde_json::Value;
use tokio::time::timeout;
use tokio_tungstenite::connect_async;

const KARI: &str = "4711";
const OLA: &str = "4712";
const LEAD: &str = "4713";

async fn service(app: &Installation) -> TestSidecar {
    let agents = [
        (KARI, "Kari", Veileder),
        (OLA, "Ola", Veileder),
        (LEAD, "Vaktleder", Vaktleder),
    ];
    TestSidecar::with(|settings| app.install(settings, &agents)).await
}

fn now() -> i64 {
    Clock::system().now().millis()
}

/// The pass of an agent who opens the panel.
async fn enter(sidecar: &TestSidecar, app: &Installation, agent: &str) -> String {
    let page = open(sidecar, "/zendesk/panel", &app.token(agent, now())).await;
    pass(&page).expect("a pass").to_owned()
}

async fn ask(sidecar: &TestSidecar, method: &str, path: &str, pass: &str) -> (String, Value) {
    let bearer = format!("Bearer {pass}");
    let headers = [("authorization", bearer.as_str())];
    let answer = request_with(sidecar.address(), method, path, &headers, "").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (
        head.lines().next().unwrap()[9..12].to_owned(),
        serde_json::from_str(body).unwrap_or_default(),
    )
}

fn said(id: &str, ticket: &str, role: Role, text: &str) -> FeedEvent {
    FeedEvent {
        derived: true,
        author: Some(Author { role, id: None }),
        text: Some(text.to_owned()),
        ..event(id, ticket, Kind::Message)
    }
}

fn join(id: &str, ticket: &str, role: Role, who: Option<&str>) -> FeedEvent {
    FeedEvent {
        derived: true,
        author: Some(Author {
            role,
            id: who.map(str::to_owned),
        }),
        ..event(id, ticket, Kind::Join)
    }
}

async fn speak(sidecar: &TestSidecar, pass: &str) -> ChatPlatform {
    let url = sidecar.feed_url();
    let connecting = FeedClient::connect(&url, "zendesk", pass);
    let client = timeout(DEADLINE, connecting).await.unwrap().unwrap();
    ChatPlatform::over(client)
}

#[tokio::test]
async fn the_first_request_gives_a_page_once_and_no_cookie() {
    let app = Installation::new();
    let mut sidecar = service(&app).await;
    let token = app.token(KARI, now());
    let page = open(&sidecar, "/zendesk/panel", &token).await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let head = page.split("\r\n\r\n").next().unwrap();
    assert!(!head.contains("set-cookie") && head.contains("cache-control: no-store"));
    assert!(
        head.contains("script-src 'self' https://static.zdassets.com;"),
        "{head}"
    );
    assert!(
        head.contains("frame-ancestors https://test.zendesk.com;"),
        "{head}"
    );
    let shown = pass(&page).unwrap();
    assert!(shown.len() == 64 && !page.contains(&token));

    let again = open(&sidecar, "/zendesk/panel", &token).await;
    assert!(again.starts_with("HTTP/1.1 401") && pass(&again).is_none());
    assert!(!again.contains(&token), "what was sent is not quoted");
    let (status, me) = ask(&sidecar, "GET", "/api/me", shown).await;
    assert_eq!(
        (status.as_str(), me["name"].as_str()),
        ("200", Some("Kari"))
    );

    // Other pages stay as they were: nothing from elsewhere, in nobody's frame.
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let own = request(sidecar.address(), "GET", "/veileder", "", &cookie, "").await;
    assert!(own.contains("frame-ancestors 'none'") && !own.contains("zdassets"));
    sidecar.stop().await;
}

#[tokio::test]
async fn strangers_and_those_without_the_role_are_told_so() {
    let app = Installation::new();
    let mut sidecar = service(&app).await;
    for (path, agent, status) in [
        ("/zendesk/panel", "999", "403"),
        ("/zendesk/board", KARI, "403"),
        ("/zendesk/panel", LEAD, "403"),
        ("/zendesk/board", LEAD, "200"),
    ] {
        let answer = open(&sidecar, path, &app.token(agent, now())).await;
        assert_eq!(&answer[9..12], status, "{path} {agent}");
        assert_eq!(pass(&answer).is_some(), status == "200");
    }
    let other = Installation::new();
    let forged = open(&sidecar, "/zendesk/panel", &other.token(KARI, now())).await;
    assert!(forged.starts_with("HTTP/1.1 401"));
    let at = sidecar.address();
    let elsewhere = [
        ("origin", "https://evil.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = format!("token={}", app.token(KARI, now()));
    let answer = request_with(at, "POST", "/zendesk/panel", &elsewhere, &body).await;
    assert!(answer.starts_with("HTTP/1.1 403"));
    let hidden = [("origin", "null"), elsewhere[1]];
    let body = format!("token={}", app.token(KARI, now()));
    let answer = request_with(at, "POST", "/zendesk/panel", &hidden, &body).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for body in [
        "",
        "token=",
        "x=y",
        &format!("token={}", "a".repeat(20_000)),
    ] {
        let answer = request_with(at, "POST", "/zendesk/panel", &elsewhere[1..], body).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        assert!(!answer.contains("aaaa"));
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn without_settings_there_are_no_such_doors() {
    let mut sidecar = TestSidecar::start().await;
    let app = Installation::new();
    for path in ["/zendesk/panel", "/zendesk/board"] {
        let answer = open(&sidecar, path, &app.token(KARI, now())).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    }
    for (method, path) in [
        ("POST", "/api/zendesk/renew"),
        ("GET", "/api/zendesk/chat?ticket=1"),
    ] {
        assert_eq!(ask(&sidecar, method, path, "x").await.0, "404");
    }
    let refused = FeedClient::connect(&sidecar.feed_url(), "zendesk", "x").await;
    assert!(refused.is_err());
    sidecar.stop().await;
}

#[tokio::test]
async fn what_is_said_in_the_case_moves_the_panel_beside_it() {
    let app = Installation::new();
    let mut sidecar = service(&app).await;
    let kari = enter(&sidecar, &app, KARI).await;
    let mut panel = harness::Page::over(socket(&sidecar, "/panel/v1", &kari)).await;
    let door = "/api/zendesk/chat?ticket=141";
    assert_eq!(ask(&sidecar, "GET", door, &kari).await.0, "404");

    let mut page = speak(&sidecar, &kari).await;
    page.send(join("j1", "141", Role::Client, None)).await;
    // Whoever it says has come in: it is the counsellor whose page it is.
    page.send(join("j2", "141", Role::Counsellor, Some(OLA)))
        .await;
    page.send(said("m1", "141", Role::Client, "hei, jeg vurderer fagbrev"))
        .await;
    let session = panel.until(|session| session["messages"] == 1).await;
    let (status, found) = ask(&sidecar, "GET", door, &kari).await;
    assert_eq!(
        (status.as_str(), &found["session"]),
        ("200", &session["id"])
    );

    // A colleague's page neither sees the chat, nor speaks for it, nor takes it.
    let ola = enter(&sidecar, &app, OLA).await;
    assert_eq!(ask(&sidecar, "GET", door, &ola).await.0, "404");
    let mut other = speak(&sidecar, &ola).await;
    let over = FeedEvent {
        author: Some(Author {
            role: Role::Counsellor,
            id: Some(OLA.to_owned()),
        }),
        ..event("t1", "141", Kind::Transfer)
    };
    for foreign in [
        join("j3", "141", Role::Counsellor, None),
        said("m2", "141", Role::Counsellor, "jeg overtar"),
        over.clone(),
    ] {
        let id = foreign.id.clone();
        other.client.send(&[foreign]).await.unwrap();
        let answer = other.answer_to(&id).await;
        assert!(
            matches!(&answer, ToSource::Refused { code, again: false, .. } if code == "not_yours"),
            "{answer:?}"
        );
    }
    // Its own counsellor hands it over.
    page.send(FeedEvent {
        id: "t2".to_owned(),
        ..over
    })
    .await;
    assert_eq!(
        panel.until_gone(session["id"].as_str().unwrap()).await,
        "transferred"
    );
    assert_eq!(ask(&sidecar, "GET", door, &ola).await.0, "200");
    sidecar.stop().await;
}

#[tokio::test]
async fn a_pass_opens_what_its_holder_may_and_is_renewed() {
    let app = Installation::new();
    let mut sidecar = service(&app).await;
    let kari = enter(&sidecar, &app, KARI).await;
    assert!(
        connect_async(socket(&sidecar, "/board/v1", &kari))
            .await
            .is_err()
    );
    assert!(
        connect_async(socket(&sidecar, "/panel/v1", "guessed"))
            .await
            .is_err()
    );
    let mut foreign = socket(&sidecar, "/panel/v1", &kari);
    let headers = foreign.headers_mut();
    headers.insert("origin", "https://evil.example".parse().unwrap());
    assert!(connect_async(foreign).await.is_err(), "from another page");
    // A pass beside a cookie decides alone.
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let ours = format!("http://{}", sidecar.address());
    assert!(
        connect(sidecar.address(), "/panel/v1", &cookie, &ours)
            .await
            .is_ok()
    );
    let both = [
        ("authorization", "Bearer guessed"),
        ("cookie", cookie.as_str()),
    ];
    let me = request_with(sidecar.address(), "GET", "/api/me", &both, "").await;
    assert!(me.contains("\"name\":null"), "{me}");

    let (status, renewed) = ask(&sidecar, "POST", "/api/zendesk/renew", &kari).await;
    assert_eq!(
        (status.as_str(), renewed["seconds"].as_u64()),
        ("200", Some(900))
    );
    let next = renewed["pass"].as_str().unwrap();
    assert_eq!(
        ask(&sidecar, "GET", "/api/me", next).await.1["name"],
        "Kari"
    );
    assert_eq!(
        ask(&sidecar, "POST", "/api/zendesk/renew", "guessed")
            .await
            .0,
        "401"
    );
    for ticket in ["../1", "", "12345678901234567890123", "1%00", "abc"] {
        let door = format!("/api/zendesk/chat?ticket={ticket}");
        assert_eq!(ask(&sidecar, "GET", &door, next).await.0, "404", "{ticket}");
    }
    // It is no feed's token but the app's own, and only while it lasts.
    assert!(
        FeedClient::connect(&sidecar.feed_url(), "test", next)
            .await
            .is_err()
    );
    sidecar.stop().await;
}

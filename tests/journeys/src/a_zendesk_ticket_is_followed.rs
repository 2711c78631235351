//! The service's chats are messaging tickets at Zendesk, which posts what is written in them.

use crate::two_roads_are_one_chat::of_the_app;
use feed::client::FeedClient;
use feed::incoming::Kind;
use harness::zendesk::{KARI, Posting, ZendeskAccount};
use harness::{Page, TestSidecar, event, request};
use serde_json::{Value, json};

const TALK: [(&str, &str); 4] = [
    ("v", "hei, jeg vurderer å slutte på vg1"),
    (
        "a",
        "Hei! Vil du at vi skal snakke om hva du kan gjøre i stedet?",
    ),
    (
        "v",
        "ja, jeg tør ikke gi opp plassen før jeg vet hva jeg får",
    ),
    ("v", "hva finnes det av lærlingplasser i elektro?"),
];

async fn sidecar(account: &ZendeskAccount) -> TestSidecar {
    TestSidecar::with(|settings| account.settings(settings)).await
}

fn talk(account: &mut ZendeskAccount, ticket: &str) -> Vec<Value> {
    let said = TALK.iter().map(|(who, text)| match *who {
        "v" => account.veisoker(ticket, text),
        _ => account.agent(ticket, KARI, text),
    });
    said.collect()
}

#[tokio::test]
async fn what_is_posted_moves_the_ring_once_however_often_it_is_posted() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let talk = talk(&mut account, "141");
    for event in &talk {
        assert_eq!(account.post(sidecar.address(), event).await, 200);
    }
    let shown = panel.until(|session| session["messages"] == 4).await;
    assert!(shown["phase"]["value"].is_string(), "{shown}");
    assert_eq!(shown["followed"], true);
    for event in talk.iter().rev() {
        assert_eq!(account.post(sidecar.address(), event).await, 200);
    }
    let last = account.veisoker("141", "tusen takk, det hjalp");
    assert_eq!(account.post(sidecar.address(), &last).await, 200);
    panel.until(|session| session["messages"] == 5).await;
    assert_eq!(panel.sessions.len(), 1);
    sidecar.stop().await;
}

#[tokio::test]
async fn after_a_restart_readings_are_there_and_what_is_posted_again_is_no_news() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let talk = talk(&mut account, "141");
    for event in &talk {
        account.post(sidecar.address(), event).await;
    }
    let before = panel.until(|session| session["messages"] == 4).await;
    sidecar.restart().await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let kept = panel.until(|session| session["id"] == before["id"]).await;
    assert_eq!(kept["phase"]["value"], before["phase"]["value"]);
    assert_eq!(
        kept["gaps"][0]["reason"], "restarted",
        "the words are gone, and that is said"
    );
    for event in &talk {
        assert_eq!(account.post(sidecar.address(), event).await, 200);
    }
    let again = panel.until(|session| session["messages"] == 4).await;
    assert_eq!(
        (&again["phase"]["value"], &again["gaps"]),
        (&before["phase"]["value"], &json!([]))
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn what_is_not_zendesks_or_cannot_be_read_is_refused_and_opens_nothing() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let to = sidecar.address();
    let event = account.veisoker("141", "hei");
    let body = event.to_string();
    let unsigned = request(
        to,
        "POST",
        "/hooks/v1/zendesk",
        "application/json",
        "",
        &body,
    );
    assert!(unsigned.await.starts_with("HTTP/1.1 401"));
    account.secret = "a secret of somebody else's".into();
    assert_eq!(account.post(to, &event).await, 401);
    account.secret = harness::zendesk::SECRET.into();
    assert_eq!(account.post(to, &json!(["hei"])).await, 400);
    let long = account.veisoker("141", &"hei ".repeat(140_000));
    assert_eq!(account.post(to, &long).await, 413);
    let elsewhere = request(
        to,
        "POST",
        "/hooks/v1/..%2f..%2fetc%2fpasswd",
        "application/json",
        "",
        "{}",
    );
    assert!(elsewhere.await.starts_with("HTTP/1.1 404"));
    let board = Page::board(&sidecar, "Vera").await;
    assert!(board.sessions.is_empty());
    assert_eq!(account.post(to, &event).await, 200);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_secret_is_exchanged_while_it_runs() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let to = sidecar.address();
    let second = "the secret that comes after it";
    account.keep_secrets(&[harness::zendesk::SECRET, second]);
    let [first_event, second_event] =
        ["hei", "er du der?"].map(|text| account.veisoker("141", text));
    assert_eq!(account.post(to, &first_event).await, 200);
    account.secret = second.into();
    assert_eq!(account.post(to, &second_event).await, 200);
    account.keep_secrets(&[second]);
    assert_eq!(account.post(to, &second_event).await, 200);
    account.secret = harness::zendesk::SECRET.into();
    assert_eq!(account.post(to, &first_event).await, 401);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_veisoker_who_writes_in_a_ticket_that_was_over_opens_it_again() {
    let mut account = ZendeskAccount::default();
    let token = "a-token-of-the-app-0123456789";
    let token_file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&token_file, token).unwrap();
    let mut sidecar = TestSidecar::with(|settings| {
        account.settings(settings);
        settings.feed.incoming.push(of_the_app(token_file.path()));
    })
    .await;
    let to = sidecar.address();
    let mut panel = Page::panel(&sidecar, "Kari").await;
    for event in talk(&mut account, "141") {
        account.post(to, &event).await;
    }
    let first = panel.until(|session| session["messages"] == 4).await;
    // The webhook has no event for the end; whoever else follows the ticket has.
    let mut app = FeedClient::connect(&sidecar.feed_url(), "zendesk", token)
        .await
        .unwrap();
    app.send(&[event("end", "141", Kind::End)]).await.unwrap();
    panel.until_gone(first["id"].as_str().unwrap()).await;
    let late = account.agent("141", KARI, "Ha det bra!");
    assert_eq!(
        account.post(to, &late).await,
        200,
        "taken, and of no weight"
    );
    for (again, text) in [
        (true, "hei igjen, ett spørsmål til"),
        (false, "Hei! Spør i vei."),
    ] {
        let event = match again {
            true => account.veisoker("141", text),
            false => account.agent("141", KARI, text),
        };
        assert_eq!(account.post(to, &event).await, 200);
    }
    let opened = panel.until(|session| session["messages"] == 2).await;
    assert_ne!(opened["id"], first["id"]);
    sidecar.stop().await;
}

#[tokio::test]
async fn ten_thousand_unknown_tickets_leave_room_for_those_that_are_followed() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = TestSidecar::with(|settings| {
        account.settings(settings);
        settings.session.max_live = 20;
    })
    .await;
    let to = sidecar.address();
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let first = account.agent("141", KARI, "Hei!");
    assert_eq!(account.post(to, &first).await, 200);
    let mut posting = Posting::open(to).await;
    let mut taken = 0;
    for ticket in 0..10_000 {
        let event = account.message(
            &format!("t{ticket}"),
            "system",
            "zd:answerBot",
            "Velkommen!",
        );
        match posting.post(&account, &event.to_string()).await {
            200 => taken += 1,
            status => assert_eq!(status, 503, "come again"),
        }
    }
    assert_eq!(taken, 19, "no more than are followed at once");
    let next = account.veisoker("141", "hei, er du der ennå?");
    assert_eq!(account.post(to, &next).await, 200);
    panel.until(|session| session["messages"] == 2).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn what_zendesk_says_of_a_colleague_stands_beside_what_they_set_themselves() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let mut kari = Page::panel(&sidecar, "Kari").await;
    let mut board = Page::board(&sidecar, "Vera").await;
    let until = Some(jiff::Timestamp::now().as_millisecond() + 600_000);
    kari.send(&json!({"type": "away", "until": until})).await;
    let states = [
        account.state(KARI, "offline"),
        account.state(KARI, "online"),
    ];
    for state in states.iter().rev().chain(&states) {
        assert_eq!(account.post(sidecar.address(), state).await, 200);
    }
    let shown = loop {
        let frame = board.next().await;
        let person = &frame["people"][0];
        if person["platform"] == "online" && person["state"] == "away" {
            break person.clone();
        }
    };
    assert_eq!(shown["name"], "Kari");
    sidecar.stop().await;
}

#[tokio::test]
async fn whoever_leads_sees_how_often_what_was_refused_and_never_what_it_was() {
    let mut account = ZendeskAccount::default();
    let mut sidecar = sidecar(&account).await;
    let to = sidecar.address();
    let said = account.veisoker("141", "jeg heter Ola og vil slutte");
    account.post(to, &said).await;
    let mut other = said.clone();
    other["type"] = json!("zen:event-type:ticket.created");
    account.post(to, &other).await;
    account.secret = "a secret of somebody else's".into();
    account.post(to, &said).await;
    for (role, may) in [("vaktleder", true), ("leder", true), ("veileder", false)] {
        let cookie = harness::log_in(to, "Vera", role).await;
        let answer = request(to, "GET", "/api/feeds", "application/json", &cookie, "").await;
        assert_eq!(answer.starts_with("HTTP/1.1 200"), may, "{role}: {answer}");
        if may {
            let body: Value =
                serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
            let feed = &body["feeds"][0];
            assert_eq!(
                (&feed["name"], &feed["connected"]),
                (&json!("zendesk"), &json!(true))
            );
            let counts = json!({"taken": 1, "other_of_tickets": 1, "wrong_signature": 1});
            assert_eq!(feed["counts"], counts);
            assert!(!answer.contains("141") && !answer.contains("Ola"));
        }
    }
    let nobody = request(to, "GET", "/api/feeds", "application/json", "", "").await;
    assert!(nobody.starts_with("HTTP/1.1 401"));
    sidecar.stop().await;
}

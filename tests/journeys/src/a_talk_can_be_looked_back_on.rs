//! Once a talk is over, its counsellor sees the way it went, without words; nobody else does.

use crate::asker::Asker;
use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, Page, TestSidecar, event};
use serde_json::{Value, json};

const WHO: &str = "dev:veileder 1";

async fn talk(sidecar: &TestSidecar, chat: &str) {
    let mut platform = ChatPlatform::connect(sidecar).await;
    platform.open(chat, WHO).await;
    platform.veisoker(chat, "hei, Fjellbakken her").await;
    let asks = "Hei, og velkommen! Hva vil du bruke samtalen til i dag?";
    platform.veileder(chat, WHO, asks).await;
    let taken_back = FeedEvent {
        text: Some("dette skulle jeg ikke skrevet".to_owned()),
        author: Some(harness::client()),
        ..event(&format!("{chat}-bort"), chat, Kind::Message)
    };
    platform.send(taken_back).await;
    let redacted = FeedEvent {
        message: Some(format!("{chat}-bort")),
        ..event(&format!("{chat}-r"), chat, Kind::Redact)
    };
    platform.send(redacted).await;
    let wonders = "lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte";
    platform.veisoker(chat, wonders).await;
    let end = event(&format!("{chat}-slutt"), chat, Kind::End);
    platform.send(end).await;
}

async fn only(asker: &Asker) -> Value {
    let told = asker.reads("/api/me/talks").await.ok();
    let talks = told["talks"].as_array().unwrap();
    assert_eq!(talks.len(), 1, "{told}");
    talks[0].clone()
}

#[tokio::test]
async fn a_counsellor_sees_their_own_talks_and_what_they_were_shown_in_them() {
    let mut sidecar = TestSidecar::start().await;
    let mine = Asker::counsellor(&sidecar, "veileder 1").await;
    let theirs = Asker::counsellor(&sidecar, "veileder 2").await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("b", WHO).await;
    platform.veisoker("b", "hei").await;
    let live = panel.until(|session| session["messages"] == 1).await;
    let live = live["id"].as_str().unwrap();
    mine.reads(&format!("/api/me/talks/{live}"))
        .await
        .refused(404, "not_found"); // it goes on
    talk(&sidecar, "a").await;

    let row = only(&mine).await;
    assert_eq!(
        (&row["how"], &row["messages"]),
        (&json!("ended"), &json!(3))
    );
    assert_eq!(row["bookmarked"], false);
    let path = format!("/api/me/talks/{}", row["id"].as_str().unwrap());
    let way = mine.reads(&path).await.ok();
    let readings = way["readings"].as_array().unwrap();
    assert_eq!(readings.len(), 3, "what was taken back is left out");
    let shown = readings.iter().filter(|one| !one["phase"].is_null());
    assert!(shown.count() >= 1, "{way}");
    assert!(!way.to_string().contains("Fjellbakken"));
    for list in ["pins", "copied", "offered", "used", "referrals"] {
        assert!(way[list].is_array(), "{list}");
    }
    assert_eq!(
        (&way["corrected"], &way["confirmed"]),
        (&json!(0), &json!(0))
    );

    let none = theirs.reads("/api/me/talks").await.ok();
    assert_eq!(none, json!({ "talks": [] }));
    theirs.reads(&path).await.refused(404, "not_found");
    for id in ["", "0", "zz", "-1", "ffffffffffffffffffff"] {
        let path = format!("/api/me/talks/{id}");
        assert_eq!(mine.reads(&path).await.status, 404, "{id}");
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn the_way_of_a_talk_in_shadow_claims_nothing() {
    let mut sidecar = TestSidecar::with(|settings| settings.tracker.shadow = true).await;
    let mine = Asker::counsellor(&sidecar, "veileder 1").await;
    talk(&sidecar, "a").await;
    let row = only(&mine).await;
    assert_eq!(row["messages"], 3);
    let path = format!("/api/me/talks/{}", row["id"].as_str().unwrap());
    let way = mine.reads(&path).await.ok();
    for reading in way["readings"].as_array().unwrap() {
        for ring in ["phase", "knapp", "kolb"] {
            assert!(reading[ring].is_null(), "nobody was shown this: {reading}");
        }
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn what_was_noted_beside_a_talk_is_there_when_it_is_over() {
    let mut sidecar = TestSidecar::start().await;
    let mine = Asker::counsellor(&sidecar, "veileder 1").await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    let session = panel.until(|session| session["messages"] == 1).await;
    let prompt = session["prompts"][0]["id"].clone();
    for mut frame in [
        json!({ "type": "copied", "prompt": prompt }),
        json!({ "type": "pin", "message": 1, "on": true }),
        json!({ "type": "bookmark", "on": true }),
    ] {
        frame["session"] = session["id"].clone();
        panel.send(&frame).await;
    }
    panel
        .until(|session| session["beside"]["bookmarked"] == true)
        .await;
    platform.send(event("slutt", "a", Kind::End)).await;
    let row = only(&mine).await;
    assert_eq!(row["bookmarked"], true);
    let path = format!("/api/me/talks/{}", row["id"].as_str().unwrap());
    let way = mine.reads(&path).await.ok();
    assert_eq!(way["copied"][0]["prompt"], prompt);
    assert_eq!(way["pins"][0]["message"], 1);
    assert_eq!(way["bookmarked"], true);
    let offered = way["offered"].as_array().unwrap();
    assert!(
        offered
            .iter()
            .any(|one| one["kind"] == "prompt" && one["id"] == prompt)
    );
    sidecar.stop().await;
}

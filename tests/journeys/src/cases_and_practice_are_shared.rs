//! What counsellors share: masked cases for kollegaveiledning, and constructed chats to practise on.

use crate::asker::Asker;
use chat::{Clock, Timestamp};
use harness::meaning::Meaning;
use harness::{DEADLINE, TestSidecar};
use serde_json::{Value, json};

#[tokio::test]
async fn a_case_is_masked_twice_and_tells_nobody_who_shared_it() {
    let day = |number: i64| Timestamp::from_millis(number * 86_400_000);
    let clock = Clock::fixed(day(20_000));
    let mut sidecar = TestSidecar::at(clock.clone(), |settings| settings.cases.keep_days = 7).await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let ola = Asker::counsellor(&sidecar, "ola").await;

    let plain = "Hun heter Zebulon Tangen.\n\nRing henne på 912 34 567 i morgen.";
    let asked = json!({ "text": plain });
    let seen = kari.posts("/api/cases/mask", &asked).await.ok();
    assert!(seen["masked"].as_u64() >= Some(2), "{seen}");
    assert_eq!(seen["text"].as_str().unwrap().lines().count(), 3);

    // Sent as it was, all the same: the server masks once more.
    let case = json!({ "title": "Om Kari Nordmann", "text": plain, "knapp": "meg_i_kontekst" });
    kari.posts("/api/cases", &case).await.ok();
    let told = ola.reads("/api/cases").await.ok();
    for gone in ["Zebulon", "912", "Nordmann", "kari", "Kari"] {
        assert!(!told.to_string().contains(gone), "{gone}: {told}");
    }
    let id = told["cases"][0]["id"].as_str().unwrap();
    assert_eq!(told["cases"][0]["own"], false);
    assert_eq!(told["cases"][0]["knapp"], "meg_i_kontekst");
    let path = format!("/api/cases/{id}");
    ola.deletes(&path).await.refused(404, "not_found");
    assert_eq!(kari.reads("/api/cases").await.ok()["cases"][0]["own"], true);

    for (bad, field) in [
        (
            json!({ "title": "a", "text": "b", "knapp": "hemmelig" }),
            "knapp",
        ),
        (json!({ "title": " ", "text": "b", "knapp": null }), "title"),
        (
            json!({ "title": "a", "text": "Kari", "knapp": null }),
            "text",
        ),
        (
            json!({ "title": "a".repeat(121), "text": "b", "knapp": null }),
            "title",
        ),
    ] {
        let told = kari.posts("/api/cases", &bad).await.refused(422, "invalid");
        assert_eq!(told["field"], field);
    }

    clock.set(day(20_006));
    sidecar.restart().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let told = kari.reads("/api/cases").await.ok();
    assert_eq!(
        told["cases"].as_array().unwrap().len(),
        1,
        "seven days are not over"
    );
    clock.set(day(20_007));
    sidecar.restart().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    assert_eq!(kari.reads("/api/cases").await.ok(), json!({ "cases": [] }));
    kari.posts("/api/cases", &case).await.ok();
    let told = kari.reads("/api/cases").await.ok();
    let path = format!("/api/cases/{}", told["cases"][0]["id"].as_str().unwrap());
    kari.deletes(&path).await.ok();
    assert_eq!(kari.reads("/api/cases").await.ok(), json!({ "cases": [] }));
    sidecar.stop().await;
}

async fn play(asker: &Asker, id: &str, body: Value) -> Value {
    let path = format!("/api/practice/{id}/played");
    asker.posts(&path, &body).await.ok()
}

#[tokio::test]
async fn a_shipped_chat_is_played_message_by_message_and_by_another_threshold() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let told = kari.reads("/api/practice").await.ok();
    let chats = told["chats"].as_array().unwrap();
    assert!((12..=16).contains(&chats.len()));
    let shortest = chats.iter().min_by_key(|chat| chat["messages"].as_u64());
    let (id, messages) = (&shortest.unwrap()["id"], &shortest.unwrap()["messages"]);
    let (id, messages) = (id.as_str().unwrap(), messages.as_u64().unwrap());
    let chat = kari.reads(&format!("/api/practice/{id}")).await.ok();
    let turns = chat["turns"].as_array().unwrap();
    assert_eq!(turns.len() as u64, messages);
    assert!(turns.iter().all(|turn| turn["phase"].is_string()));

    let trained = play(&kari, id, json!({ "tier": "small", "shown_from": null })).await;
    let bold = play(&kari, id, json!({ "tier": "small", "shown_from": 0.0 })).await;
    let never = play(&kari, id, json!({ "tier": "large", "shown_from": 1.0 })).await;
    assert_eq!(never["tier"], "small", "there is no encoder here");
    let shown = |played: &Value| {
        let turns = played["turns"].as_array().unwrap();
        assert_eq!(turns.len() as u64, messages, "one reading a message");
        let rings = turns
            .iter()
            .flat_map(|turn| ["phase", "knapp", "kolb"].map(|ring| turn[ring].clone()));
        let rings: Vec<Value> = rings.collect();
        assert!(rings.iter().all(|ring| ring["p"].is_number()));
        rings.iter().filter(|ring| ring["shown"] == true).count()
    };
    assert_eq!(shown(&bold), turns.len() * 3);
    assert!(shown(&trained) < turns.len() * 3 && shown(&never) < shown(&trained));
    let offered = bold["turns"].as_array().unwrap().iter();
    let mut offered = offered.flat_map(|turn| turn["prompts"].as_array().unwrap().iter());
    assert!(offered.all(|prompt| prompt["id"].is_string() && prompt["text"].is_string()));

    for bad in [
        json!({ "tier": "huge", "shown_from": null }),
        json!({ "tier": "small", "shown_from": 2 }),
        json!({ "tier": "small", "words": "x" }),
    ] {
        let path = format!("/api/practice/{id}/played");
        kari.posts(&path, &bad).await.refused(400, "bad_request");
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn with_an_encoder_a_chat_is_played_by_the_large_tier_if_that_is_asked_for() {
    let mut sidecar = TestSidecar::encoding(|| Some(Meaning::open().encoder(64)), |_| {}).await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let id = "pabygg-etter-fagbrev";
    let large = play(&kari, id, json!({ "tier": "large", "shown_from": null })).await;
    let small = play(&kari, id, json!({ "tier": "small", "shown_from": null })).await;
    assert_eq!(
        (&large["tier"], &small["tier"]),
        (&json!("large"), &json!("small"))
    );
    assert_ne!(large["turns"], small["turns"]);
    sidecar.stop().await;
}

#[tokio::test]
async fn two_chats_are_played_at_once_and_who_comes_third_is_told_to_come_again() {
    let (meaning, gate) = Meaning::held();
    let encoders = meaning.clone();
    let mut sidecar = TestSidecar::encoding(move || Some(encoders.encoder(64)), |_| {}).await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let path = "/api/practice/pabygg-etter-fagbrev/played";
    let asked = json!({ "tier": "large", "shown_from": null });
    let plays = [(); 3].map(|()| Box::pin(kari.posts(path, &asked)));
    let [mut first, mut second, mut third] = plays;
    // Whoever comes last to the door is answered while the others wait for the encoder.
    let told = tokio::time::timeout(DEADLINE, async {
        tokio::select! {
            // whichever it was
            told = &mut first => told,
            told = &mut second => told,
            told = &mut third => told,
        }
    });
    let told = told.await.unwrap();
    assert!(told.head.contains("retry-after: "), "{told:?}");
    told.refused(503, "busy");
    drop(gate);
    drop((first, second, third));
    // Their seats are given back once they are done, whether or not anybody waits.
    let by_words = json!({ "tier": "small", "shown_from": null });
    let free = async {
        loop {
            let told = kari.posts(path, &by_words).await;
            if told.status != 503 {
                return told;
            }
        }
    };
    let free = tokio::time::timeout(DEADLINE, free).await.unwrap();
    assert_eq!(free.ok()["tier"], "small");
    sidecar.stop().await;
}

#[tokio::test]
async fn an_own_chat_is_masked_seen_by_all_and_deleted_by_its_author() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let ola = Asker::counsellor(&sidecar, "ola").await;
    let text = "Veisøker: hei, jeg heter Zebulon\nVeileder: Hei! Hva lurer du på?\n\
        Veisøker: ring meg på 912 34 567\nVeileder: Vi skriver her.";
    let own = json!({ "title": "Til øving", "text": text });
    let made = kari.posts("/api/practice", &own).await.ok();
    assert_eq!((&made["masked"], &made["messages"]), (&json!(2), &json!(4)));
    let id = made["id"].as_str().unwrap();
    let path = format!("/api/practice/{id}");
    let chat = ola.reads(&path).await.ok();
    assert!(!chat.to_string().contains("Zebulon") && !chat.to_string().contains("912"));
    assert_eq!((&chat["lang"], &chat["own"]), (&json!("nb"), &json!(false)));
    assert_eq!(chat["turns"][1]["role"], "veileder");
    let played = play(&ola, id, json!({ "tier": "small", "shown_from": null })).await;
    assert_eq!(played["turns"].as_array().unwrap().len(), 4);
    ola.deletes(&path).await.refused(404, "not_found");
    kari.deletes("/api/practice/sceneskrekk")
        .await
        .refused(404, "not_found");
    kari.deletes(&path).await.ok();
    ola.reads(&path).await.refused(404, "not_found");

    let wrong = json!({ "title": "Feil", "text": "Veisøker: hei\nfjellbakken sa noe\n" });
    let told = kari.posts("/api/practice", &wrong).await;
    let told = told.refused(422, "invalid");
    assert_eq!(told["problems"][0]["line"], 2);
    assert_eq!(told["problems"][0]["message"], "speaker");
    assert!(!told.to_string().contains("fjellbakken"), "{told}");
    sidecar.stop().await;
}

#[tokio::test]
async fn without_a_tracker_nothing_is_played_and_the_rest_works() {
    let mut sidecar = TestSidecar::with(|settings| settings.tracker.enabled = false).await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    kari.reads("/api/practice/sceneskrekk").await.ok();
    let asked = json!({ "tier": "small", "shown_from": null });
    let played = kari.posts("/api/practice/sceneskrekk/played", &asked).await;
    played.refused(409, "conflict");
    sidecar.stop().await;
}

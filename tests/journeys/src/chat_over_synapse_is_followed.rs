//! Two people chat on a real Matrix server; their counsellor's panel follows, through restarts of either
//! side too, each message once, and we never say a word there.

use harness::synapse::Synapse;
use harness::{Page, TestSidecar, request_with};
use serde_json::json;
use std::path::Path;

async fn listening(synapse: &mut Synapse, secrets: &Path) -> (TestSidecar, Page) {
    let sidecar = TestSidecar::with(|settings| synapse.listened_to(settings, secrets)).await;
    synapse.find(sidecar.address()).await;
    let panel = Page::panel(&sidecar, "Kari").await;
    (sidecar, panel)
}

#[tokio::test]
async fn the_ring_follows_a_chat_on_a_real_matrix_server() {
    let Some(mut synapse) = Synapse::start().await else {
        return;
    };
    let secrets = tempfile::tempdir().unwrap();
    let (mut sidecar, mut panel) = listening(&mut synapse, secrets.path()).await;

    let room = synapse.room("a").await;
    synapse.say("gjest", &room, "hei, er det noen der?").await;
    let opening = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(opening["phase"]["value"], "kontakt");
    synapse
        .say(
            "kari",
            &room,
            "Hei og velkommen! Hva vil du snakke om i dag?",
        )
        .await;
    synapse.types("gjest", &room, true).await;
    panel
        .until(|session| session["typing"] == json!(["veisoker"]))
        .await;
    synapse.types("gjest", &room, false).await;
    panel.until(|session| session["typing"] == json!([])).await;
    let wish = synapse
        .say(
            "gjest",
            &room,
            "jeg klarer ikke å velge mellom elektro og påbygg",
        )
        .await;
    panel.until(|session| session["messages"] == 3).await;

    // What is corrected is one message still; what is taken back is none.
    let text = "jeg klarer ikke å velge mellom elektro og studiespesialisering";
    synapse.correct("gjest", &room, &wish, text).await;
    let slip = synapse.say("gjest", &room, "jeg bor i Storgata 1").await;
    synapse.redact("gjest", &room, &slip).await;
    let picture = json!({"msgtype": "m.image", "body": "vitnemål.jpg", "url": "mxc://localtest/x"});
    synapse.send("gjest", &room, &picture).await;
    synapse
        .say("kari", &room, "Hva er det som trekker deg mot elektro?")
        .await;
    let agreed = panel.until(|session| session["messages"] == 5).await;
    assert_eq!(agreed["gaps"], json!([]));

    synapse.leave("gjest", &room).await;
    panel.until(|session| session["state"] == "left").await;

    let us = synapse.user("ledsager");
    let asked = synapse.asked_by(&us);
    let reads = format!(
        "/_matrix/client/v3/rooms/{}/messages",
        room.replace('!', "%21")
    );
    assert!(
        asked.iter().any(|asked| asked.starts_with("GET ")),
        "the server's log was read, and we asked for {reads}: {asked:?}"
    );
    let ours = |asked: &&String| !asked.starts_with("GET ");
    let written: Vec<_> = asked.iter().filter(ours).collect();
    assert!(
        written.iter().all(
            |asked| asked.starts_with("POST /_matrix/client/v1/appservice/")
                || *asked == "POST /_matrix/client/v3/register"
        ),
        "we never say a word: {written:?}"
    );
    let words = synapse.events(&room).await;
    assert!(
        words
            .iter()
            .all(|event| event["type"] != "m.room.message" || event["sender"] != us)
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn restarts_of_either_side_lose_nothing_and_show_nothing_twice() {
    let Some(mut synapse) = Synapse::alone().await else {
        return;
    };
    let secrets = tempfile::tempdir().unwrap();
    let (mut sidecar, mut panel) = listening(&mut synapse, secrets.path()).await;
    let room = synapse.room("a").await;
    synapse.say("gjest", &room, "hei, jeg lurer på noe").await;
    synapse.say("kari", &room, "Hei! Fortell").await;
    let slip = synapse.say("gjest", &room, "jeg bor i Storgata 1").await;
    panel.until(|session| session["messages"] == 3).await;
    synapse.redact("gjest", &room, &slip).await;
    let before = panel.until(|session| session["messages"] == 2).await;

    // We are away while they write; Synapse keeps it for us, and the words from before come back.
    sidecar.stop().await;
    synapse.say("gjest", &room, "skal jeg ta et friår?").await;
    synapse.say("kari", &room, "Hva tenker du selv?").await;
    sidecar.restart().await;
    synapse.find(sidecar.address()).await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let after = panel.until(|session| session["messages"] == 4).await;
    assert_eq!(after["id"], before["id"], "it is the same chat");
    assert_eq!(after["gaps"], json!([]), "and nothing of it is missing");

    // Synapse is away for a moment, and numbers its transactions from the first again.
    let last = *synapse.transactions().last().unwrap();
    assert!(last > 1);
    synapse.restart().await;
    synapse
        .say("gjest", &room, "jeg tror jeg trenger en pause")
        .await;
    let heard = panel.until(|session| session["messages"] == 5).await;
    assert_eq!(heard["gaps"], json!([]));

    synapse.close(&room).await;
    let id = before["id"].as_str().unwrap().to_owned();
    while !panel.gone.contains_key(&id) {
        panel.next().await;
    }
    // It came in a transaction after the message's, whose number is in the log by now.
    let again = *synapse.transactions().last().unwrap();
    assert!(again < last, "{again} after {last}");
    sidecar.stop().await;
}

#[tokio::test]
async fn only_the_homeserver_is_believed() {
    let Some(synapse) = Synapse::start().await else {
        return;
    };
    let secrets = tempfile::tempdir().unwrap();
    let mut sidecar =
        TestSidecar::with(|settings| synapse.listened_to(settings, secrets.path())).await;
    let (address, token) = (sidecar.address(), synapse.hs_token(0));
    let (right, wrong) = (
        format!("Bearer {token}"),
        "Bearer en-annen-nøkkel-0123456789",
    );
    let older = format!("/_matrix/app/v1/transactions/1?access_token={token}");
    let (first, ping) = ("/_matrix/app/v1/transactions/1", "/_matrix/app/v1/ping");
    let (user, alias) = ("/_matrix/app/v1/users/@a:b", "/_matrix/app/v1/rooms/%23a:b");
    let long = format!("{{\"events\": [\"{}\"]}}", "x".repeat(9 * 1024 * 1024));
    for (method, path, given, body, status, code) in [
        ("PUT", first, &*right, "{\"events\": []}", 200, "{}"),
        (
            "POST",
            ping,
            &right,
            "{\"transaction_id\": \"x\"}",
            200,
            "{}",
        ),
        ("PUT", first, wrong, "{\"events\": []}", 403, "M_FORBIDDEN"),
        (
            "PUT",
            &older,
            "",
            "{\"events\": []}",
            401,
            "M_MISSING_TOKEN",
        ),
        ("POST", ping, wrong, "{}", 403, "M_FORBIDDEN"),
        ("PUT", first, &right, "{\"events\": 5}", 400, "M_BAD_JSON"),
        ("PUT", first, &right, &long, 413, "M_TOO_LARGE"),
        ("GET", user, &right, "", 404, "M_NOT_FOUND"),
        ("GET", alias, &right, "", 404, "M_NOT_FOUND"),
        ("GET", alias, "", "", 401, "M_MISSING_TOKEN"),
    ] {
        let headers = match given {
            "" => vec![],
            _ => vec![("authorization", given)],
        };
        let answer = request_with(address, method, path, &headers, body).await;
        let expected = format!("HTTP/1.1 {status} ");
        assert!(
            answer.starts_with(&expected) && answer.contains(code),
            "{method} {path}: {answer}"
        );
    }
    sidecar.stop().await;
}

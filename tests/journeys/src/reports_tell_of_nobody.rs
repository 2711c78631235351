//! What talks add up to is told from five on, of half-years and of nobody; what has had its time goes.

use chat::{Clock, Timestamp};
use feed::incoming::Kind;
use harness::{ChatPlatform, DEADLINE, TestSidecar, log_in, request, request_with};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const WHO: &str = "dev:veileder 1";
/// A Sunday in November, half past seven in the evening in Oslo.
const NOW: &str = "2026-11-22T18:30:00Z";

fn moment(text: &str) -> Timestamp {
    let at: jiff::Timestamp = text.parse().unwrap();
    Timestamp::from_millis(at.as_millisecond())
}

struct Reader<'s> {
    sidecar: &'s TestSidecar,
    cookie: String,
}

impl<'s> Reader<'s> {
    async fn of(sidecar: &'s TestSidecar, role: &str) -> Self {
        let cookie = log_in(sidecar.address(), "Ingrid S.", role).await;
        Self { sidecar, cookie }
    }

    async fn answer(&self, path: &str) -> (String, String) {
        let at = self.sidecar.address();
        let answer = request(at, "GET", path, "text/plain", &self.cookie, "").await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    async fn status(&self, path: &str) -> String {
        let (head, _) = self.answer(path).await;
        head.split(' ').nth(1).unwrap().to_owned()
    }

    async fn json(&self, path: &str) -> Value {
        let (head, body) = self.answer(path).await;
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head} {body}");
        serde_json::from_str(&body).unwrap()
    }

    async fn post(&self, path: &str, body: &Value) -> (String, Value) {
        let at = self.sidecar.address();
        let body = body.to_string();
        let json = "application/json";
        let answer = request(at, "POST", path, json, &self.cookie, &body).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().to_owned();
        (status, serde_json::from_str(body).unwrap())
    }

    async fn today(&self) -> Value {
        self.json("/api/shift/today").await
    }
}

/// Talks that reach the second phase, and end; waits until the last of them is counted.
async fn talks(sidecar: &TestSidecar, name: &str, how_many: usize) {
    let mut platform = ChatPlatform::connect(sidecar).await;
    for number in 0..how_many {
        let chat = format!("{name}-{number}");
        platform.open(&chat, WHO).await;
        platform.veisoker(&chat, "hei").await;
        let hello = "Hei, og velkommen! Hva vil du bruke samtalen til i dag?";
        platform.veileder(&chat, WHO, hello).await;
        let asks = "jeg lurer på om jeg kommer inn på sykepleie, har 41 poeng";
        platform.veisoker(&chat, asks).await;
        let end = platform.next(&chat, Kind::End, None);
        platform.send(end).await;
    }
    // The event is acknowledged before the chat has ended: it has when nobody follows it any more.
    let reader = Reader::of(sidecar, "vaktleder").await;
    let over = async { while reader.today().await["live"] != 0 {} };
    tokio::time::timeout(DEADLINE, over).await.unwrap();
}

fn row<'r>(report: &'r Value, group: &str, key: &str) -> &'r Value {
    let groups = report["groups"].as_array().unwrap();
    let group = groups.iter().find(|of| of["key"] == group).unwrap();
    let rows = group["rows"].as_array().unwrap();
    rows.iter().find(|of| of["key"] == key).unwrap()
}

/// Reads until it is as wanted: what is queued is written soon.
async fn until(reader: &Reader<'_>, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let found = async {
        loop {
            let told = reader.json(path).await;
            if wanted(&told) {
                return told;
            }
        }
    };
    tokio::time::timeout(DEADLINE, found).await.unwrap()
}

#[tokio::test]
async fn today_is_told_from_five_talks_on() {
    let mut sidecar = TestSidecar::at(Clock::fixed(moment(NOW)), |_| {}).await;
    talks(&sidecar, "a", 4).await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let today = lead.today().await;
    assert_eq!(
        (&today["day"], &today["live"]),
        (&json!("2026-11-22"), &json!(0))
    );
    for figure in ["sessions", "left", "referrals"] {
        assert_eq!(today[figure], Value::Null, "{figure}");
    }
    assert_eq!(today["by_hour"], json!([]));
    let hidden = |list: &Value| {
        let mut all = list.as_array().unwrap().iter();
        all.all(|one| one["sessions"].is_null())
    };
    assert!(hidden(&today["phases"]) && hidden(&today["knapper"]));
    talks(&sidecar, "b", 3).await;
    let path = "/api/shift/today";
    let today = until(&lead, path, |today| today["sessions"] == 7).await;
    assert_eq!(today["by_hour"], json!([{ "hour": 19, "started": 7 }]));
    assert_eq!(
        today["phases"][0],
        json!({ "phase": "kontakt", "sessions": 7 })
    );
    assert_eq!(today["left"], 0);
    assert_eq!(today["waiting_first"]["median_ms"], 15_000);
    // Who leads the service sees no live chats, and no single talk that ends.
    let leder = Reader::of(&sidecar, "leder").await;
    let told = leder.today().await;
    assert_eq!(
        (&told["live"], &told["sessions"]),
        (&Value::Null, &json!(5))
    );
    assert_eq!(told["by_hour"], json!([{ "hour": 19, "started": 5 }]));
    sidecar.restart().await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    assert_eq!(
        lead.today().await["sessions"],
        7,
        "they are counted once and for all"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn only_those_who_lead_are_told() {
    let mut sidecar = TestSidecar::start().await;
    let doors = [
        "/api/shift/today",
        "/api/report?half=2026-1",
        "/api/report.csv?half=2026-1",
        "/api/report/trend?date=2026-10-14",
        "/api/report/retention",
        "/api/report/readings",
    ];
    for (role, status) in [
        ("vaktleder", "200"),
        ("leder", "200"),
        ("veileder", "403"),
        ("redaktor", "403"),
    ] {
        let reader = Reader::of(&sidecar, role).await;
        for door in doors {
            assert_eq!(reader.status(door).await, status, "{role} {door}");
        }
    }
    let stranger = Reader {
        sidecar: &sidecar,
        cookie: String::new(),
    };
    for door in doors {
        assert_eq!(stranger.status(door).await, "401", "{door}");
    }
    let leder = Reader::of(&sidecar, "leder").await;
    for door in ["/api/shift/message/draft", "/api/shift/message/send"] {
        assert_eq!(leder.post(door, &json!({})).await.0, "403", "{door}");
    }
    // What is not a figure of theirs is not for whoever leads the service alone.
    for door in [
        "/api/ik/coverage",
        "/api/search/without-hits",
        "/api/cases",
        "/api/me/talks",
        "/api/practice",
    ] {
        assert_ne!(leder.status(door).await, "200", "{door}");
    }
    for socket in ["/board/v1", "/panel/v1"] {
        let origin = format!("http://{}", sidecar.address());
        let opened = harness::connect(sidecar.address(), socket, &leder.cookie, &origin).await;
        assert!(opened.is_err(), "{socket}");
    }
    for page in ["/api/model", "/api/modellkort", "/api/articles"] {
        assert_eq!(leder.status(page).await, "200", "{page}");
    }
    // Another page may not ask in a vaktleder's name.
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let foreign = [
        ("origin", "https://evil.example"),
        ("cookie", lead.cookie.as_str()),
    ];
    let answer = request_with(sidecar.address(), "GET", doors[0], &foreign, "").await;
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    for wrong in [
        "/api/report",
        "/api/report?half=2026",
        "/api/report?from=2026-11-01&to=2026-11-02",
        "/api/report?half=2026-1&from=2026-02-01",
        "/api/report/trend?date=i+dag",
        "/api/report/trend?date=2026-10-14&days=1",
    ] {
        assert_eq!(lead.status(wrong).await, "400", "{wrong}");
    }
    assert_eq!(lead.status("/api/report?half=9999-2").await, "404");
    sidecar.stop().await;
}

#[tokio::test]
async fn a_half_year_is_told_by_fives_and_when_it_is_over_as_it_was() {
    let clock = Clock::fixed(moment(NOW));
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    talks(&sidecar, "a", 7).await;
    let leder = Reader::of(&sidecar, "leder").await;
    let path = "/api/report?half=2026-2";
    let report = until(&leder, path, |report| {
        row(report, "sessions", "sessions")["value"] == 5
    })
    .await;
    assert_eq!(
        (&report["complete"], &report["rounded"]),
        (&json!(false), &json!(true))
    );
    assert_eq!(row(&report, "phases", "kontakt")["of"], 5);
    clock.set(moment("2027-01-01T12:00:00Z"));
    let report = leder.json(path).await;
    assert_eq!(
        (&report["from"], &report["to"]),
        (&json!("2026-07-01"), &json!("2026-12-31"))
    );
    assert_eq!(
        (&report["complete"], &report["rounded"]),
        (&json!(true), &json!(false))
    );
    let reached = row(&report, "phases", "kontakt");
    assert_eq!((&reached["value"], &reached["of"]), (&json!(7), &json!(7)));
    assert!(row(&report, "ik", "articles")["value"].as_u64() > Some(50));
    let fields = row(&report, "coverage", "for_faa");
    assert!(fields["of"].as_u64() >= fields["value"].as_u64());
    let mut rows = 0;
    for group in report["groups"].as_array().unwrap() {
        for row in group["rows"].as_array().unwrap() {
            rows += 1;
            for text in [&row["name"], &row["definition"], &group["name"]] {
                let said = |lang: &str| text[lang].as_str().is_some_and(|text| !text.is_empty());
                assert!(said("nb") && said("nn"), "{row}");
            }
        }
    }
    for (lang, head) in [("nb", "gruppe;tall for;"), ("nn", "gruppe;tal for;")] {
        let csv = format!("/api/report.csv?half=2026-2&lang={lang}");
        let (heading, sheet) = leder.answer(&csv).await;
        assert!(
            heading.contains("filename=\"ledsager-2026-2.csv\""),
            "{heading}"
        );
        let sheet = sheet.trim_start_matches('\u{feff}');
        assert!(sheet.starts_with(head), "{sheet}");
        assert!(sheet.contains(";Kontakt;7;7;"), "{sheet}");
        assert_eq!(sheet.lines().count(), rows + 1);
    }
    let empty = leder.json("/api/report?half=2027-1").await;
    assert_eq!(row(&empty, "phases", "kontakt")["value"], Value::Null);
    sidecar.stop().await;
}

#[tokio::test]
async fn the_weeks_before_and_after_a_fagdag_stand_beside_each_other() {
    // The fagdag is a Wednesday; the Sunday before its week belongs to what was before.
    let clock = Clock::fixed(moment("2026-10-11T21:30:00Z"));
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    talks(&sidecar, "before", 6).await;
    clock.set(moment("2026-10-14T09:00:00Z"));
    talks(&sidecar, "in-its-week", 7).await;
    // Past midnight in Oslo, and Sunday still by the clocks of computers.
    clock.set(moment("2026-10-18T22:30:00Z"));
    talks(&sidecar, "after", 11).await;
    let leder = Reader::of(&sidecar, "leder").await;
    let path = "/api/report/trend?date=2026-10-14&days=28";
    let trend = until(&leder, path, |trend| trend["after"]["sessions"] == 10).await;
    assert_eq!(trend["before"]["sessions"], 5);
    assert_eq!(trend["before"]["to"], "2026-10-11");
    assert_eq!(trend["after"]["from"], "2026-10-19");
    assert_eq!(trend["after"]["complete"], false);
    assert_eq!(trend["before"]["knapper"].as_array().unwrap().len(), 5);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_has_had_its_time_goes_and_the_page_can_show_that_it_has() {
    let clock = Clock::fixed(moment(NOW));
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    talks(&sidecar, "a", 6).await;
    let kind = |told: &Value, name: &str| {
        let mut kinds = told["kinds"].as_array().unwrap().iter();
        let of = kinds.find(|of| of["kind"] == name).unwrap();
        assert_eq!(of["overdue"], 0, "{of}");
        (of["rows"].clone(), of["deleted"].clone())
    };
    let path = "/api/report/retention";
    {
        let lead = Reader::of(&sidecar, "vaktleder").await;
        let told = until(&lead, path, |told| told["kinds"][1]["rows"] == 5).await;
        assert_eq!(told["last_run"], moment(NOW).millis());
        assert_eq!(kind(&told, "readings"), (json!(5), json!(0)), "by fives");
    }
    let next_night = moment("2026-11-24T02:00:00Z");
    clock.set(next_night);
    sidecar.restart().await;
    {
        let lead = Reader::of(&sidecar, "vaktleder").await;
        let told = lead.json(path).await;
        assert_eq!(told["last_run"], next_night.millis());
        assert_eq!(kind(&told, "readings"), (json!(0), json!(5)));
        assert_eq!(kind(&told, "session_traces").0, 0);
        let report = lead.json("/api/report?half=2026-2").await;
        assert_eq!(
            row(&report, "sessions", "sessions")["value"],
            5,
            "reports keep theirs"
        );
    }
    clock.set(moment("2031-11-23T02:00:00Z"));
    sidecar.restart().await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let report = lead.json("/api/report?half=2026-2").await;
    assert_eq!(row(&report, "sessions", "sessions")["value"], Value::Null);
    assert_eq!(kind(&lead.json(path).await, "aggregates").0, 0);
    drop(lead);
    sidecar.stop().await;
}

/// A web server that answers with these statuses in turn, or never (0), and keeps the bodies.
async fn channel(file: &Path, mut answers: Vec<u16>) -> Arc<Mutex<Vec<String>>> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    std::fs::write(file, format!("http://{address}/hook/secret-part\n")).unwrap();
    let got = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&got);
    answers.reverse();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = String::new();
            let mut part = [0; 4096];
            while !asked.trim_end().ends_with("\"message\"}")
                && !asked.contains("\"type\":\"message\"}")
            {
                let read = stream.read(&mut part).await.unwrap();
                if read == 0 {
                    break;
                }
                asked += std::str::from_utf8(&part[..read]).unwrap();
            }
            kept.lock().unwrap().push(asked);
            match answers.pop() {
                Some(0) => open.push(stream),
                status => {
                    let status = status.unwrap_or(200);
                    let answer = format!(
                        "HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    );
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            }
        }
    });
    got
}

#[tokio::test]
async fn a_draft_tells_what_may_be_told_and_does_not_hint_at_the_rest() {
    let mut sidecar = TestSidecar::at(Clock::fixed(moment(NOW)), |_| {}).await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let draft = async || lead.post("/api/shift/message/draft", &json!({})).await.1;
    let nothing = draft().await;
    assert_eq!(nothing["why"], "rotation");
    for text in ["text_nb", "text_nn"] {
        let text = nothing[text].as_str().unwrap();
        assert!(
            !text.contains(|c: char| c.is_ascii_digit() || c == '{'),
            "{text}"
        );
    }
    talks(&sidecar, "a", 4).await;
    assert_eq!(draft().await, nothing, "four talks are as none");
    talks(&sidecar, "b", 3).await;
    until(&lead, "/api/shift/today", |today| today["sessions"] == 7).await;
    let told = draft().await;
    let (nb, nn) = (
        told["text_nb"].as_str().unwrap(),
        told["text_nn"].as_str().unwrap(),
    );
    assert!(
        nb.contains("7 samtaler er avsluttet") && !nb.contains('{'),
        "{nb}"
    );
    assert!(
        nn.contains("7 samtalar er avslutta") && !nn.contains('{'),
        "{nn}"
    );
    assert!(
        !nb.contains("en annen tjeneste"),
        "nobody was told of one: {nb}"
    );
    let today = lead.today().await;
    let used = today["knapper"].as_array().unwrap().iter();
    let used = used.max_by_key(|knapp| knapp["sessions"].as_u64()).unwrap();
    if used["sessions"].as_u64() >= Some(5) {
        assert_eq!(
            (&told["knapp"], &told["why"]),
            (&used["knapp"], &json!("most_used"))
        );
    } else {
        assert_eq!(
            (&told["knapp"], &told["why"]),
            (&nothing["knapp"], &json!("rotation"))
        );
    }
    drop(lead);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_message_reaches_the_channel_or_whoever_sent_it_is_told_that_it_did_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("url");
    let got = channel(&file, vec![200, 500, 0]).await;
    let channel_in = |settings: &mut app::settings::Settings| {
        settings.notices.shift_webhook = Some(notices::ShiftWebhook {
            url_file: file.clone(),
            deadline_seconds: 1,
        });
    };
    let mut sidecar = TestSidecar::with(channel_in).await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let send = async |body: Value| lead.post("/api/shift/message/send", &body).await;
    let message = json!({ "text": "Hei alle!\nGod vakt.", "knapp": "meg_i_kontekst" });
    assert_eq!(
        send(message.clone()).await,
        ("200".into(), json!({ "delivered": true }))
    );
    let card = got.lock().unwrap()[0].clone();
    for part in ["AdaptiveCard", "Hei alle!", "God vakt.", "Meg i kontekst"] {
        assert!(card.contains(part), "{part}: {card}");
    }
    let (status, problem) = send(message.clone()).await;
    assert_eq!(
        (status.as_str(), &problem["code"]),
        ("502", &json!("not_delivered"))
    );
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("answered 500") && !detail.contains("may have arrived"),
        "{detail}"
    );
    let (status, problem) = send(message).await;
    let detail = problem["detail"].as_str().unwrap();
    assert_eq!(status, "502");
    assert!(
        detail.contains("in time") && detail.contains("may have arrived"),
        "{detail}"
    );
    assert!(!problem.to_string().contains("secret-part"), "{problem}");
    assert_eq!(
        got.lock().unwrap().len(),
        3,
        "nothing is sent again by itself"
    );
    for wrong in [
        json!({ "text": " " }),
        json!({ "text": "å".repeat(2_501) }),
        json!({ "text": "a\n".repeat(41) + "a" }),
        json!({ "text": "Hei\u{7}" }),
        json!({ "text": "Hei", "knapp": "skjorteknapp" }),
    ] {
        assert_eq!(send(wrong.clone()).await.0, "422", "{wrong}");
    }
    assert_eq!(got.lock().unwrap().len(), 3);
    drop(lead);
    sidecar.stop().await;
}

#[tokio::test]
async fn without_a_channel_a_message_is_copied_by_hand() {
    let mut sidecar = TestSidecar::start().await;
    let lead = Reader::of(&sidecar, "vaktleder").await;
    let (status, problem) = lead
        .post("/api/shift/message/send", &json!({ "text": "Hei" }))
        .await;
    assert_eq!(
        (status.as_str(), &problem["code"]),
        ("409", &json!("not_set"))
    );
    drop(lead);
    sidecar.stop().await;
}

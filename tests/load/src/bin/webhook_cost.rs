//! Zendesk's webhook: from a signed message to the hint read from the panel's socket; and how long an answer
//! takes when 200 come a second. Beside each a probe that does nothing, in the same minutes.
//!
//! `cargo run --release -p load --bin webhook_cost -- [MESSAGES] [SECONDS]`
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use harness::zendesk::{KARI, Posting, ZendeskAccount};
use harness::{Page, TestSidecar};
use load::LINES;
use load::latency::report;
use load::probe::Echo;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// Chats beside each other.
const TICKETS: usize = 50;
/// Where the hint is waited for, a message comes so often.
const PACE: Duration = Duration::from_millis(50);
/// Requests a second, where only the answer is.
const RATE: u32 = 200;
/// Connections that they come on; Zendesk keeps them open.
const CONNECTIONS: usize = 32;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .map(|n| n.parse().expect("a number"));
    let messages: usize = arguments.next().unwrap_or(600);
    let seconds: u32 = u32::try_from(arguments.next().unwrap_or(30)).expect("few");
    let mut account = ZendeskAccount::default();
    let mut sidecar = TestSidecar::with(|settings| account.settings(settings)).await;
    hints(&mut account, &sidecar, messages).await;
    answers(&mut account, &sidecar, RATE * seconds).await;
    sidecar.stop().await;
}

async fn hints(account: &mut ZendeskAccount, sidecar: &TestSidecar, messages: usize) {
    let mut panel = Page::panel(sidecar, "Kari").await;
    let mut posting = Posting::open(sidecar.address()).await;
    let mut ids: Vec<String> = Vec::new();
    for ticket in 0..TICKETS {
        let hello = account.agent(&format!("t{ticket}"), KARI, "Hei! Hva tenker du på?");
        assert_eq!(posting.post(account, &hello.to_string()).await, 200);
        let known = ids.clone();
        let new =
            |chat: &Value| chat["messages"] == 1 && !known.iter().any(|id| chat["id"] == **id);
        let opened = panel.until(new).await;
        ids.push(opened["id"].as_str().expect("an id").to_owned());
    }
    let (mut took, mut probes) = (Vec::new(), Vec::new());
    let mut echo = Echo::open().await;
    let mut tick = tokio::time::interval(PACE);
    let mut heard: HashMap<&str, u64> = ids.iter().map(|id| (id.as_str(), 1)).collect();
    for n in 0..messages {
        tick.tick().await;
        let (ticket, id) = (n % TICKETS, ids[n % TICKETS].as_str());
        let line = LINES[(n / TICKETS + ticket) % LINES.len()];
        let event = account.veisoker(&format!("t{ticket}"), line).to_string();
        let wanted = heard.get_mut(id).expect("it is open");
        *wanted += 1;
        let start = Instant::now();
        let shown = async {
            loop {
                let frame = panel.next().await;
                let chat = &frame["session"];
                if chat["id"] == id && chat["messages"] == *wanted {
                    return start.elapsed();
                }
            }
        };
        let (status, shown) = tokio::join!(posting.post(account, &event), shown);
        assert_eq!(status, 200);
        took.push(shown);
        probes.push(echo.there_and_back().await);
    }
    println!(
        "{TICKETS} live tickets, {messages} messages, one every {} ms",
        PACE.as_millis()
    );
    report("signed webhook to hint", took);
    report("probe (loopback echo)", probes);
}

async fn answers(account: &mut ZendeskAccount, sidecar: &TestSidecar, requests: u32) {
    let events: Vec<String> = (0..requests as usize)
        .map(|n| {
            let ticket = format!("t{}", n % (TICKETS * 2));
            let line = LINES[(n / TICKETS) % LINES.len()];
            match n % 3 {
                0 => account.agent(&ticket, KARI, line).to_string(),
                _ => account.veisoker(&ticket, line).to_string(),
            }
        })
        .collect();
    let mut open = Vec::new();
    for _ in 0..CONNECTIONS {
        open.push(Posting::open(sidecar.address()).await);
    }
    let open = Arc::new(Mutex::new(open));
    let account = Arc::new(std::mem::take(account));
    let (start, mut asked) = (Instant::now(), JoinSet::new());
    let (mut took, mut late, mut refused) = (Vec::new(), Vec::new(), 0);
    for (n, event) in (0..).zip(events) {
        let due = start + Duration::from_secs(1) / RATE * n;
        sleep_until(due).await;
        // A timer that wakes late is what the machine adds to everything.
        late.push(due.elapsed());
        let (open, account, to) = (Arc::clone(&open), Arc::clone(&account), sidecar.address());
        asked.spawn(async move {
            let free = open.lock().expect("nobody panicked").pop();
            let mut posting = match free {
                Some(posting) => posting,
                None => Posting::open(to).await,
            };
            let status = posting.post(&account, &event).await;
            let took = due.elapsed();
            open.lock().expect("nobody panicked").push(posting);
            (status, took)
        });
        while let Some(answered) = asked.try_join_next() {
            let (status, time) = answered.expect("it ran");
            refused += usize::from(status != 200);
            took.push(time);
        }
    }
    while let Some(answered) = asked.join_next().await {
        let (status, time) = answered.expect("it ran");
        refused += usize::from(status != 200);
        took.push(time);
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("\n{requests} webhooks in {seconds:.1} s, {RATE} a second; not accepted: {refused}");
    report("from when it was due to its answer", took);
    report("probe (timer wake)", late);
}

//! From a message sent to `/feed/v1` to the hint read from the panel's socket, with live chats
//! beside each other; a histogram, what it costs of the processor, and in the same run a probe that
//! does nothing. The large tier needs the weights: `ledsager model fetch`.
//!
//! `cargo run --release -p load --bin hint_latency -- [--tier small|large] [CHATS] [MESSAGES A CHAT]`
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use app::settings::TierWish;
use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, Page, TestSidecar, client};
use load::LINES;
use load::latency::report;
use load::probe::Echo;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Messages come at this pace in all: 50 chats with a message every 2.5 s each.
const PACE: Duration = Duration::from_millis(50);
const WHO: &str = "dev:veileder 1";

#[tokio::main]
async fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let tier = match arguments.iter().position(|one| one == "--tier") {
        None => "small".to_owned(),
        Some(at) => arguments.drain(at..at + 2).nth(1).expect("a tier"),
    };
    let mut arguments = arguments.iter().map(|n| n.parse().expect("a number"));
    let (chats, each): (usize, usize) = (
        arguments.next().unwrap_or(50),
        arguments.next().unwrap_or(12),
    );
    let wish = match tier.as_str() {
        "small" => TierWish::Small,
        "large" => TierWish::Large,
        _ => panic!("a tier is small or large"),
    };
    let mut sidecar = TestSidecar::with(|settings| settings.tracker.tier = wish).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut ids = Vec::new();
    for chat in 0..chats {
        let name = format!("chat-{chat}");
        platform.open(&name, WHO).await;
        let session = panel
            .until(|session| !ids.iter().any(|id| session["id"] == *id))
            .await;
        ids.push(session["id"].as_str().expect("an id").to_owned());
    }
    println!(
        "tier {tier}, {chats} live chats, {each} messages each, one every {} ms in all",
        PACE.as_millis()
    );

    let mut sent: HashMap<(String, u64), Instant> = HashMap::new();
    let (mut hints, mut probes) = (Vec::new(), Vec::new());
    let mut echo = Echo::open().await;
    let mut by_meaning = 0;
    let before = cpu();
    let mut tick = tokio::time::interval(PACE);
    for round in 0..each {
        for (chat, id) in ids.iter().enumerate() {
            tick.tick().await;
            let text = Some(LINES[(round + chat) % LINES.len()].to_owned());
            let event = platform.next(&format!("chat-{chat}"), Kind::Message, Some(client()));
            let wanted = (id.clone(), round as u64 + 1);
            sent.insert(wanted.clone(), Instant::now());
            platform
                .client
                .send(&[FeedEvent { text, ..event }])
                .await
                .expect("sent");
            while sent.contains_key(&wanted) {
                let frame = panel.next().await;
                let session = &frame["session"];
                let key = session["id"].as_str().zip(session["messages"].as_u64());
                if let Some(start) = key.and_then(|(id, n)| sent.remove(&(id.to_owned(), n))) {
                    hints.push(start.elapsed());
                    by_meaning += usize::from(session["tier"] == "large");
                }
            }
            while let Ok(answer) = tokio::time::timeout(Duration::ZERO, platform.answer()).await {
                drop(answer);
            }
            probes.push(echo.there_and_back().await);
        }
    }
    let after = cpu();
    let messages = hints.len();
    let each = |of: fn(&Cpu) -> f64| (of(&after) - of(&before)) / messages as f64;
    println!(
        "\n{by_meaning} of {messages} read by the large tier; CPU a message: {:.2} ms for the vector, \
         {:.2} ms for all else, the sender and the panel of this benchmark included",
        each(|cpu| cpu.encoder),
        each(|cpu| cpu.rest)
    );
    report("hint", hints);
    report("probe (loopback echo)", probes);
    sidecar.stop().await;
}

/// Milliseconds that the processor has worked for this process: for its encoder, and for all else.
struct Cpu {
    encoder: f64,
    rest: f64,
}

fn cpu() -> Cpu {
    let (mut encoder, mut rest) = (0.0, 0.0);
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux lists threads");
    for thread in threads.flatten() {
        let name = std::fs::read_to_string(thread.path().join("comm")).unwrap_or_default();
        let kind = match name.trim() {
            "encoder" => &mut encoder,
            _ => &mut rest,
        };
        *kind += load::worked(&thread.path()).unwrap_or(0.0);
    }
    Cpu { encoder, rest }
}

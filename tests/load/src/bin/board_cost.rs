//! What the vaktleder's board costs the server with 500 live chats and 50 updates a second, and how soon a
//! board that was away is right again. The server is a process of its own, so that its CPU time is its own.
//!
//! Back again: 30 000 messages come while a board is away, as many as in ten minutes at 50 a second, and 50
//! a second go on. It is right once it shows each chat as it stood when it began to come back, or later; a
//! loopback echo in the same minutes tells what the machine took. Afterwards, when nothing moves any more,
//! all it shows is compared with a board that was there all the time, and with what was sent.
//! Cost: CPU time of the server with no board, one and ten, in turns.
//!
//! `cargo run --release -p load --bin board_cost -- [CHATS] [UPDATES A SECOND] [SECONDS A TURN] [ROUNDS]`
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use anyhow::Context;
use harness::TestSidecar;
use load::boards::{Board, Followed, Talks, Truth};
use load::probe::Echo;
use load::{spread, worked_in_all};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// The argument that makes this the server.
const SERVE: &str = "serve";
/// So long a board is away at the pace of the run: what comes meanwhile is sent as fast as it is read.
const AWAY: u64 = 600;
const ECHOES: usize = 200;
const BOARDS: [usize; 3] = [0, 1, 10];
/// So often the server's work for each number of boards is measured.
const TURNS: usize = 3;
/// A board is right again within this time.
const BAR: f64 = 1000.0;
/// What is on its way is there after this time.
const SETTLED: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == SERVE) {
        return serve().await;
    }
    let mut numbers = arguments.iter().map(|number| number.parse::<u64>());
    let mut number = |or: u64| numbers.next().transpose().map(|given| given.unwrap_or(or));
    let (chats, pace, turn, rounds) = (number(500)?, number(50)?, number(15)?, number(5)?);
    let mut server = Server::start()?;
    let truth = Truth::default();
    let chats = usize::try_from(chats)?;
    let talks = Talks::open(server.address, chats, &truth).await?;
    println!("{chats} live chats, {pace} updates a second");
    let away = Away {
        address: server.address,
        truth: &truth,
        missed: pace * AWAY,
        pace,
    };
    away.and_back(&talks, rounds).await?;
    cost(&mut server, &talks, pace, Duration::from_secs(turn)).await
}

/// Serves, and says at each line how long its process has worked.
async fn serve() -> anyhow::Result<()> {
    let mut sidecar = TestSidecar::with(|_| {}).await;
    println!("{}", sidecar.address());
    let asked = tokio::task::spawn_blocking(|| {
        for line in std::io::stdin().lines() {
            line?;
            println!("{}", worked_in_all());
        }
        anyhow::Ok(())
    });
    asked.await??;
    sidecar.stop().await;
    Ok(())
}

/// The server's process.
struct Server {
    process: Child,
    address: SocketAddr,
    ask: ChildStdin,
    told: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> anyhow::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let ask = process.stdin.take().context("it has one")?;
        let mut told = BufReader::new(process.stdout.take().context("it has one")?);
        let mut line = String::new();
        told.read_line(&mut line)?;
        Ok(Self {
            address: line.trim().parse().context("the server did not start")?,
            process,
            ask,
            told,
        })
    }

    /// Milliseconds that it has worked so far.
    fn worked(&mut self) -> anyhow::Result<f64> {
        self.ask.write_all(b"\n")?;
        let mut line = String::new();
        self.told.read_line(&mut line)?;
        Ok(line.trim().parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// A board that goes away and comes back.
struct Away<'a> {
    address: SocketAddr,
    truth: &'a Truth,
    missed: u64,
    pace: u64,
}

impl Away<'_> {
    async fn and_back(&self, talks: &Talks, rounds: u64) -> anyhow::Result<()> {
        println!(
            "\nback again after {} missed changes, {} a second going on",
            self.missed, self.pace
        );
        let cookie = Board::log_in(self.address, "Ingrid").await;
        let there = Board::open(self.address, &cookie).await?.follow();
        let mut echo = Echo::open().await;
        let (mut backs, mut echoes, mut bytes) = (Vec::new(), Vec::new(), 0);
        for _ in 0..rounds {
            let began = Instant::now();
            talks.hurry(self.missed).await?;
            let hurried = began.elapsed();
            talks.pace(self.pace).await?;
            sleep(SETTLED).await;
            let wanted = self.truth.now();
            let start = Instant::now();
            let mut back = Board::open(self.address, &cookie).await?;
            while !back.shows(&wanted) {
                back.read().await?;
            }
            backs.push(millis(start.elapsed()));
            bytes = back.first_bytes;
            let back = back.follow();
            for _ in 0..ECHOES {
                echoes.push(millis(echo.there_and_back().await));
            }
            talks.pace(0).await?;
            sleep(SETTLED).await;
            back.is_right(&there, &self.truth.now())?;
            println!(
                "  {:.1} ms (the changes it missed came in {:.0} s); then all as it should be",
                backs.last().copied().unwrap_or_default(),
                hurried.as_secs_f64()
            );
        }
        let [(_, half), (_, echo)] = [spread(backs.clone()), spread(echoes.clone())];
        let worst = |of: &[f64]| of.iter().copied().fold(0.0, f64::max);
        println!(
            "right again: p50 {half:.1} ms, worst {:.1} ms of {rounds}; a snapshot of {} kB; \
             loopback echo: p50 {echo:.3} ms, worst {:.3} ms",
            worst(&backs),
            bytes / 1000,
            worst(&echoes)
        );
        held(worst(&backs) < BAR, "right again within a second");
        Ok(())
    }
}

/// What the server works for no board, one and ten, in turns.
async fn cost(server: &mut Server, talks: &Talks, pace: u64, turn: Duration) -> anyhow::Result<()> {
    println!(
        "\nCPU of the server, ms a second, in turns of {} s",
        turn.as_secs()
    );
    let mut worked: [Vec<f64>; 3] = Default::default();
    let mut cookies = Vec::new();
    for number in 0..BOARDS[2] {
        cookies.push(Board::log_in(server.address, &format!("Vakt {number}")).await);
    }
    talks.pace(pace).await?;
    for _ in 0..TURNS {
        for (boards, worked) in BOARDS.into_iter().zip(&mut worked) {
            let mut open = Vec::new();
            for cookie in &cookies[..boards] {
                open.push(Board::open(server.address, cookie).await?.follow());
            }
            sleep(SETTLED).await;
            let frames: Vec<u64> = open.iter().map(Followed::frames).collect();
            let (start, before) = (Instant::now(), server.worked()?);
            sleep(turn).await;
            let (after, took) = (server.worked()?, start.elapsed().as_secs_f64());
            worked.push((after - before) / took);
            let came = open
                .iter()
                .zip(frames)
                .map(|(one, before)| one.frames() - before);
            let fewest = came.min().map(|frames| frames as f64 / took);
            println!(
                "  {boards:>2} boards: {:>6.1}{}",
                (after - before) / took,
                fewest.map_or_else(String::new, |fewest| format!(
                    "   each board got {fewest:.0} frames a second at least"
                ))
            );
        }
    }
    talks.pace(0).await?;
    let [none, one, ten] = worked.map(|worked| spread(worked).1);
    println!(
        "medians: none {none:.1}, one {one:.1}, ten {ten:.1}: ten to one {:.2} ×; the boards alone: \
         {:.1} and {:.1}",
        ten / one,
        one - none,
        ten - none
    );
    held(ten / one < 2.0, "ten boards cost less than twice one");
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn held(holds: bool, what: &str) {
    println!("  {}{what}", if holds { "" } else { "NOT: " });
}

//! `ledsager demo`: the whole product on this machine, with recorded chats coming in as if live.

use super::player::{self, Recorded};
use super::serve::{asked_to_stop, runtime};
use crate::logging;
use crate::settings::{LogLevel, Settings};
use crate::sidecar::{Options, Sidecar};
use anyhow::{Context, ensure};
use chat::Clock;
use clap::Args;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const CHATS: &str = include_str!("../../demo/chats.jsonl");
const SOURCE: &str = "demo";
/// So many chats of a file are played.
const MOST_CHATS: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How fast the chats go: at 1 a chat lasts a minute or two, at 4 a quarter of that; they repeat
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// Play these chats in place of those that come along: a file as `ledsager import` writes it
    #[arg(long, value_name = "FILE")]
    chats: Option<PathBuf>,
    /// As in a pilot: the tracker reads along and shows nothing
    #[arg(long)]
    shadow: bool,
    /// Where to listen; only this machine can reach it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7040")]
    listen: SocketAddr,
}

impl Demo {
    #[expect(clippy::print_stdout, reason = "this command prints its addresses")]
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        ensure!(
            self.speed.is_finite() && self.speed > 0.0,
            "--speed must be a number above 0"
        );
        let chats = match &self.chats {
            Some(file) => chats_of(file)?,
            None => {
                let chats = CHATS.lines().map(serde_json::from_str);
                chats.collect::<Result<Vec<Recorded>, _>>()?
            }
        };
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        let mut settings = Settings::defaults();
        settings.web.listen = self.listen;
        settings.store.folder = folder.path().to_owned();
        settings.session.grace_seconds = 20;
        settings.tracker.shadow = self.shadow;
        settings.log.level = LogLevel::Warn;
        logging::start(&settings.log);

        runtime()?.block_on(async {
            let token = format!("{:032x}", rand::random::<u128>());
            let clock = Clock::system();
            let options = Options {
                open_login: true,
                names: (1..=player::COUNSELLORS)
                    .map(|n| format!("veileder {n}"))
                    .collect(),
                feeds: vec![(SOURCE.to_owned(), token.clone())],
                clock: clock.clone(),
                encoder: None,
            };
            let sidecar = Sidecar::start(&settings, options).await?;
            super::demo_desk::fill(sidecar.store(), sidecar.now()).await?;
            let at = sidecar.address();
            println!("http://{at}/veileder");
            println!("http://{at}/vaktleder");
            println!("http://{at}/ik");
            println!();
            eprintln!("{}", sidecar.tier());
            println!("Recorded chats are coming in. Open an address above; stop with Ctrl-C.");
            let playing = player::play(
                format!("ws://{at}/feed/v1"),
                SOURCE,
                token,
                chats,
                self.speed,
                clock,
            );
            let player = tokio::spawn(playing);
            // The player goes first, so that it does not complain of the door that closes.
            let stopped = async {
                asked_to_stop().await;
                player.abort();
            };
            sidecar.run_until(stopped).await
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The first chats of a file; what is wrong is told by its line and never quoted.
fn chats_of(file: &Path) -> anyhow::Result<Vec<Recorded>> {
    let name = file.display();
    let open = File::open(file).with_context(|| format!("cannot read {name}"))?;
    let mut chats = Vec::new();
    for (at, line) in BufReader::new(open).lines().take(MOST_CHATS).enumerate() {
        let line = line.with_context(|| format!("cannot read {name}"))?;
        let chat = serde_json::from_str(&line);
        chats.push(chat.map_err(|_| {
            anyhow::anyhow!(
                "{name}, line {}: is no chat as `ledsager import` writes it",
                at + 1
            )
        })?);
    }
    ensure!(!chats.is_empty(), "{name} holds no chat");
    Ok(chats)
}

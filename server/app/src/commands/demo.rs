//! `ledsager demo`: the whole product on this machine, with recorded chats coming in as if live.

use super::player::{self, Recorded};
use super::serve::{asked_to_stop, runtime};
use crate::logging;
use crate::settings::{LogLevel, Settings};
use crate::sidecar::{Options, Sidecar};
use anyhow::{Context, ensure};
use chat::Clock;
use clap::Args;
use std::net::SocketAddr;
use std::process::ExitCode;

const CHATS: &str = include_str!("../../demo/chats.jsonl");
const SOURCE: &str = "demo";

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How fast the chats go: at 1 a chat lasts a minute or two, at 4 a quarter of that; they repeat
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
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
        let chats = CHATS
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Recorded>, _>>()?;
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

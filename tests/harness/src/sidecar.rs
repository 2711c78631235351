//! The sidecar under test: real sockets, a real journal in a folder of its own.

use app::settings::{Settings, TierWish};
use app::{Options, Sidecar};
use chat::Clock;
use language::Encoder;
use std::net::SocketAddr;
use std::path::Path;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The token of the feed `test`.
pub const TOKEN: &str = "a-token-of-the-tests-0123456789";

/// A running sidecar; stop it with [`TestSidecar::stop`] to see that it stops cleanly.
pub struct TestSidecar {
    address: SocketAddr,
    folder: TempDir,
    settings: Settings,
    clock: Clock,
    encoder: Box<dyn Fn() -> Option<Encoder> + Send>,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

impl TestSidecar {
    /// With the default settings, but the small tier: what a test sees must not depend on whether
    /// the weights are here.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings changed first.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::encoding(|| None, change).await
    }

    /// With sentence vectors made by what a function gives, anew at every start.
    pub async fn encoding(
        encoder: impl Fn() -> Option<Encoder> + Send + 'static,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        Self::made(Clock::system(), encoder, change).await
    }

    /// At a time that stands still.
    pub async fn at(clock: Clock, change: impl FnOnce(&mut Settings)) -> Self {
        Self::made(clock, || None, change).await
    }

    async fn made(
        clock: Clock,
        encoder: impl Fn() -> Option<Encoder> + Send + 'static,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings::defaults();
        settings.web.listen = "127.0.0.1:0".parse().expect("an address");
        settings.store.folder = folder.path().join("store");
        settings.tracker.tier = TierWish::Small;
        change(&mut settings);
        let mut sidecar = Self {
            address: settings.web.listen,
            folder,
            settings,
            clock,
            encoder: Box::new(encoder),
            stop: None,
            running: None,
        };
        sidecar.run().await;
        sidecar
    }

    async fn run(&mut self) {
        let options = Options {
            feeds: vec![("test".to_owned(), TOKEN.to_owned())],
            clock: self.clock.clone(),
            encoder: (self.encoder)(),
            ..Options::default()
        };
        let sidecar = Sidecar::start(&self.settings, options)
            .await
            .expect("the sidecar starts");
        self.address = sidecar.address();
        let (stop, stopped) = oneshot::channel();
        self.stop = Some(stop);
        self.running = Some(tokio::spawn(async move {
            let asked = async { drop(stopped.await) };
            sidecar
                .run_until(asked)
                .await
                .expect("the sidecar ran until it was stopped");
        }));
    }

    /// Stops it and waits until everything is written.
    pub async fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(running) = self.running.take() {
            tokio::time::timeout(crate::DEADLINE, running)
                .await
                .expect("it stops in time")
                .expect("it stops cleanly");
        }
    }

    /// Stops it and starts it again on the same folder, at a new address.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.run().await;
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The feed door's address.
    pub fn feed_url(&self) -> String {
        format!("ws://{}/feed/v1", self.address)
    }

    /// The folder that everything it keeps is in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

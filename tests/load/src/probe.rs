//! A probe that does nothing: what the machine and its loopback take by themselves, in the same minutes.

use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A loopback connection that sends back what it gets.
pub struct Echo(TcpStream);

impl Echo {
    /// Opens one, with its other end in a task of its own.
    ///
    /// # Panics
    /// If the machine has no port left.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let mut byte = [0];
            while stream.read_exact(&mut byte).await.is_ok()
                && stream.write_all(&byte).await.is_ok()
            {}
        });
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("an option");
        Self(stream)
    }

    /// How long one byte takes there and back.
    ///
    /// # Panics
    /// If the connection is lost.
    pub async fn there_and_back(&mut self) -> Duration {
        let start = Instant::now();
        self.0.write_all(&[1]).await.expect("sent");
        self.0.read_exact(&mut [0]).await.expect("back");
        start.elapsed()
    }
}

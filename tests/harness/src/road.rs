//! The way from somebody to us, over a port that stays the same: it leads wherever we are now, or nowhere.

use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// A port whose connections are passed on; gone when dropped.
pub struct Road {
    to: watch::Sender<Option<SocketAddr>>,
    task: AbortHandle,
}

impl Road {
    /// Leads from this port nowhere yet: who comes is turned away.
    ///
    /// # Panics
    /// If the port cannot be listened on.
    pub fn from(listener: std::net::TcpListener) -> Self {
        listener
            .set_nonblocking(true)
            .expect("a listener for tokio");
        let listener = TcpListener::from_std(listener).expect("a listener for tokio");
        let (to, leads) = watch::channel(None);
        let task = tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut leads = leads.clone();
                let Some(to) = *leads.borrow_and_update() else {
                    continue; // dropped
                };
                tokio::spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(to).await {
                        tokio::select! {
                            _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                            _ = leads.changed() => {}
                        }
                    }
                });
            }
        });
        Self {
            to,
            task: task.abort_handle(),
        }
    }

    /// Leads there from now on; connections that are open break.
    pub fn lead_to(&self, to: Option<SocketAddr>) {
        self.to.send_replace(to);
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        self.task.abort();
    }
}

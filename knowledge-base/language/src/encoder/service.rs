//! Vectors for live chats: threads of their own behind a bounded queue, each job with a deadline, so
//! that a chat never waits longer than it allowed.

use super::embedding::Embedding;
use super::weights::Weights;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};
use tokio::sync::oneshot;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// Why there is no vector; the caller goes on without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoVector {
    /// It was not ready by the deadline.
    #[error("the vector was not ready in time")]
    Late,
    /// So many texts wait already that this one was not taken.
    #[error("the encoder's queue is full")]
    Full,
    /// The threads have ended.
    #[error("the encoder has stopped")]
    Stopped,
}

/// The way to the threads that encode. When the last clone is dropped they end after the text they are at.
#[derive(Debug, Clone)]
pub struct Encoder {
    jobs: SyncSender<Job>,
}

struct Job {
    text: Zeroizing<String>,
    /// `None` is longer than the clock can tell.
    until: Option<Instant>,
    answer: oneshot::Sender<Result<Embedding, NoVector>>,
}

impl Encoder {
    /// Starts so many threads; so many texts may wait beside those being encoded.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(weights: Arc<Weights>, threads: usize, queue: usize) -> io::Result<Self> {
        Self::with(move |text| weights.embed(text), threads, queue)
    }

    /// The same with another way to make a vector, for tests that have no weights.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn with(
        embed: impl Fn(&str) -> Embedding + Clone + Send + 'static,
        threads: usize,
        queue: usize,
    ) -> io::Result<Self> {
        let (jobs, waiting) = sync_channel(queue);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let (embed, waiting) = (embed.clone(), Arc::clone(&waiting));
            let thread = thread::Builder::new().name("encoder".to_owned());
            thread.spawn(move || work(&embed, &waiting))?;
        }
        Ok(Self { jobs })
    }

    /// The vector of a message, if it is ready within the time given. Needs tokio's clock.
    ///
    /// # Errors
    /// Why it is not; a text that is late before its turn is never encoded.
    pub async fn encode(&self, text: &str, deadline: Duration) -> Result<Embedding, NoVector> {
        let (answer, vector) = oneshot::channel();
        let job = Job {
            text: Zeroizing::new(text.to_owned()),
            until: Instant::now().checked_add(deadline),
            answer,
        };
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => NoVector::Full,
            TrySendError::Disconnected(_) => NoVector::Stopped,
        })?;
        match timeout(deadline, vector).await {
            Ok(answered) => answered.unwrap_or(Err(NoVector::Stopped)),
            Err(_) => Err(NoVector::Late),
        }
    }
}

fn work(embed: &impl Fn(&str) -> Embedding, waiting: &Mutex<Receiver<Job>>) {
    loop {
        // Held while waiting: the other threads wait for the lock instead.
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(job) = next else {
            return;
        };
        if job.answer.is_closed() {
            continue;
        }
        let late = job.until.is_some_and(|until| until <= Instant::now());
        let answer = if late {
            Err(NoVector::Late)
        } else {
            Ok(embed(&job.text))
        };
        // The caller may have left meanwhile.
        let _ = job.answer.send(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
    use tokio::task::JoinHandle;

    const LONG: Duration = Duration::from_secs(600);

    /// One thread that tells what it begins and then waits until the gate lets it on.
    struct Gated {
        encoder: Arc<Encoder>,
        begun: UnboundedReceiver<String>,
        gate: mpsc::Sender<()>,
    }

    fn gated(queue: usize) -> Gated {
        let (begins, begun) = unbounded_channel();
        let (gate, opened) = mpsc::channel();
        let opened = Arc::new(Mutex::new(opened));
        let embed = move |text: &str| {
            begins.send(text.to_owned()).unwrap();
            opened.lock().unwrap().recv().unwrap();
            Embedding::new([1.0], [1.0])
        };
        Gated {
            encoder: Arc::new(Encoder::with(embed, 1, queue).unwrap()),
            begun,
            gate,
        }
    }

    fn ask(
        gated: &Gated,
        text: &'static str,
        deadline: Duration,
    ) -> JoinHandle<Result<Embedding, NoVector>> {
        let encoder = Arc::clone(&gated.encoder);
        tokio::spawn(async move { encoder.encode(text, deadline).await })
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once() {
        let mut gated = gated(1);
        let first = ask(&gated, "first", LONG);
        assert_eq!(gated.begun.recv().await.unwrap(), "first");
        let second = ask(&gated, "second", LONG);
        tokio::task::yield_now().await;
        assert_eq!(
            gated.encoder.encode("third", LONG).await,
            Err(NoVector::Full)
        );
        gated.gate.send(()).unwrap();
        gated.gate.send(()).unwrap();
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn the_deadline_holds_while_another_text_is_encoded_and_the_late_one_never_is() {
        let mut gated = gated(8);
        let first = ask(&gated, "first", LONG);
        assert_eq!(gated.begun.recv().await.unwrap(), "first");
        for deadline in [Duration::ZERO, Duration::from_millis(1)] {
            assert_eq!(
                gated.encoder.encode("late", deadline).await,
                Err(NoVector::Late)
            );
        }
        let last = ask(&gated, "last", LONG);
        gated.gate.send(()).unwrap();
        assert!(first.await.unwrap().is_ok());
        assert_eq!(gated.begun.recv().await.unwrap(), "last");
        gated.gate.send(()).unwrap();
        assert!(last.await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn a_text_that_takes_too_long_is_given_up() {
        let gated = gated(1);
        let answer = gated
            .encoder
            .encode("first", Duration::from_millis(1))
            .await;
        assert_eq!(answer, Err(NoVector::Late));
    }

    #[tokio::test]
    async fn a_thread_that_dies_leaves_nobody_waiting() {
        let encoder = Encoder::with(|_| panic!("as it must in this test"), 1, 1).unwrap();
        for _ in 0..3 {
            assert_eq!(encoder.encode("text", LONG).await, Err(NoVector::Stopped));
        }
    }

    #[tokio::test]
    async fn the_threads_end_with_their_encoder() {
        let Gated {
            encoder, mut begun, ..
        } = gated(1);
        drop(encoder);
        assert_eq!(begun.recv().await, None);
    }
}

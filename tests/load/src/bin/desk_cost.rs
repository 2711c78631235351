//! What the editors' desk costs with 10 000 articles of 20 versions each: lists, two versions beside each
//! other, search while one types, and a change saved, published and found.
//!
//! Wall time and the CPU time of the whole process, median and the slowest hundredth; and the median as a
//! ratio to a reference in the same run, asked in turn: one row of the same database by its primary key,
//! for search the bare stemmed query. First at the store and the index themselves, then through the doors of
//! a running sidecar, each request on a connection of its own.
//!
//! `cargo run --release -p load --bin desk_cost -- [ARTICLES] [VERSIONS]`
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use anyhow::{Context, ensure};
use articles::store::{Step, Store, Tag};
use articles::{Area, ArticleId, Value};
use harness::{TestSidecar, log_in, request};
use index::{Query, Reader, Writer};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use load::desk::{FILE, fill, rules};
use load::worked_in_all;
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use taxonomy::GuidanceModel;

const TODAY: Date = date(2026, 12, 1);
const ROUNDS: usize = 300;
const REQUESTS: usize = 100;
const SAVES: usize = 60;
/// What an editor waits for at most, at the median, in milliseconds.
const BAR: f64 = 100.0;
/// So long a published article may take to be found before the run is given up.
const FOUND_WITHIN: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse());
    let articles = numbers.next().transpose()?.unwrap_or(10_000);
    let versions = numbers.next().transpose()?.unwrap_or(20);
    ensure!(versions >= 5, "five versions are compared at least");
    let text = include_str!("../../../../config/guidance-model.toml");
    let model = Arc::new(GuidanceModel::parse("guidance-model.toml", text)?);
    let folder = tempfile::tempdir()?;
    let now: Timestamp = "2026-12-01T10:00:00Z".parse()?;
    let started = Instant::now();
    fill(
        folder.path(),
        &model,
        (articles, u32::try_from(versions)?),
        now,
    )
    .await?;
    println!(
        "{articles} articles of {versions} versions, {} MB, written in {:.0} s",
        std::fs::metadata(folder.path().join(FILE))?.len() / 1_000_000,
        started.elapsed().as_secs_f64()
    );
    let started = Instant::now();
    let none = std::iter::empty();
    let store = Store::open(folder.path(), Arc::clone(&model), rules(), none, now).await?;
    println!(
        "the store opens in {:.2} s",
        started.elapsed().as_secs_f64()
    );
    let started = Instant::now();
    let writer = Arc::new(Writer::open(
        Some(&folder.path().join("index")),
        &model,
        None,
    )?);
    writer.hold(store.now().library())?;
    println!("indexed in {:.1} s", started.elapsed().as_secs_f64());

    let database = SqliteConnectOptions::new()
        .filename(folder.path().join(FILE))
        .read_only(true)
        .disable_statement_logging()
        .connect()
        .await?;
    let mut desk = Desk {
        ids: store
            .now()
            .entries()
            .map(|entry| entry.id.clone())
            .collect(),
        search: writer.reader(),
        store,
        database,
        now,
    };
    desk.read(versions).await?;
    desk.type_a_query()?;
    desk.write(&writer).await?;
    let ids = std::mem::take(&mut desk.ids);
    drop((desk, writer));
    through_doors(folder.path(), &ids, versions).await
}

struct Desk {
    store: Store,
    search: Reader,
    database: SqliteConnection,
    ids: Vec<ArticleId>,
    now: Timestamp,
}

/// Wall and CPU milliseconds of each round.
#[derive(Default)]
struct Times {
    wall: Vec<f64>,
    cpu: Vec<f64>,
}

/// The beginning of a measurement.
struct Clock(Instant, f64);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), worked_in_all())
    }
}

impl Times {
    fn note(&mut self, clock: &Clock) {
        self.cpu.push(worked_in_all() - clock.1);
        self.wall.push(clock.0.elapsed().as_secs_f64() * 1e3);
    }

    /// One line; gives the median of the wall time.
    fn print(&mut self, name: &str, reference: Option<&mut Times>) -> f64 {
        let [half, most, cpu] = [
            at(&mut self.wall, 50),
            at(&mut self.wall, 99),
            at(&mut self.cpu, 50),
        ];
        let ratio = reference.map(|other| format!("{:8.1} ×", half / at(&mut other.wall, 50)));
        println!(
            "{name:<34} wall p50 {half:>8.3}  p99 {most:>8.3}  CPU p50 {cpu:>8.3} ms {}",
            ratio.unwrap_or_default()
        );
        half
    }
}

fn at(times: &mut [f64], hundredth: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * hundredth / 100).min(times.len() - 1)]
}

impl Desk {
    /// What one reads at the desk, each beside a bare row in turn.
    async fn read(&mut self, versions: usize) -> anyhow::Result<()> {
        let last = u32::try_from(versions)?;
        println!("\nreading, {ROUNDS} rounds; × the bare row");
        let names = [
            "versions: a page",
            "compare: a sentence",
            "compare: two words in five",
            "the whole article",
        ];
        let mut bare = Times::default();
        let mut times: Vec<Times> = names.iter().map(|_| Times::default()).collect();
        for round in 0..ROUNDS {
            let id = &self.ids[(round * 7919) % self.ids.len()];
            let name = format!("articles/{id}.md");
            let clock = Clock::start();
            black_box(bare_row(&mut self.database, &name).await?);
            bare.note(&clock);
            for (which, times) in times.iter_mut().enumerate() {
                let clock = Clock::start();
                match which {
                    0 => drop(black_box(self.store.versions(&name, None, 50).await?)),
                    1 => self.compare(&name, 3, 5).await?,
                    2 => self.compare(&name, last - 1, last).await?,
                    _ => drop(black_box(self.store.whole(id, "dev:kari", TODAY).await?)),
                }
                times.note(&clock);
            }
        }
        bare.print("a bare row by its primary key", None);
        for (name, times) in names.iter().zip(&mut times) {
            held(times.print(name, Some(&mut bare)));
        }
        Ok(())
    }

    async fn compare(&self, name: &str, from: u32, to: u32) -> anyhow::Result<()> {
        let found = self.store.compare(name, from, to).await?;
        ensure!(
            !found.fields.is_empty(),
            "{name}: {from} and {to} are the same"
        );
        drop(black_box(found));
        Ok(())
    }

    /// Every beginning of what one types, each beside the bare query.
    fn type_a_query(&self) -> anyhow::Result<()> {
        const TYPED: [&str; 6] = [
            "fagbrev på jobb",
            "bytte studieretning",
            "realkompetanse",
            "stipend fra lånekassen",
            "lærekontrakt heving",
            "omskolering nav",
        ];
        let index = self.search.now();
        let (mut ours, mut bare) = (Times::default(), Times::default());
        let beginnings = TYPED.iter().flat_map(|typed| {
            let ends = typed.char_indices().skip(2).map(|(at, _)| at);
            ends.chain([typed.len()]).map(|end| &typed[..end])
        });
        let beginnings: Vec<&str> = beginnings.collect();
        for words in beginnings.iter().chain(&beginnings).chain(&beginnings) {
            let clock = Clock::start();
            black_box(index.bare(words, 10));
            bare.note(&clock);
            let clock = Clock::start();
            black_box(index.search(&Query {
                limit: 10,
                ..Query::typing(words, TODAY)
            }));
            ours.note(&clock);
        }
        println!(
            "\nsearch while one types, {} queries; × the bare query",
            ours.wall.len()
        );
        bare.print("bare", None);
        held(ours.print("ours", Some(&mut bare)));
        Ok(())
    }

    /// A change saved; saved and published; and found.
    async fn write(&mut self, writer: &Arc<Writer>) -> anyhow::Result<()> {
        println!("\nwriting, {SAVES} rounds; × the bare row");
        let (mut bare, mut saved) = (Times::default(), Times::default());
        let (mut published, mut found) = (Times::default(), Times::default());
        let searchable = tokio::spawn(make_searchable(self.store.clone(), Arc::clone(writer)));
        for round in 0..SAVES {
            let id = self.ids[(round * 6007) % self.ids.len()].clone();
            let mut whole = self.store.whole(&id, "dev:kari", TODAY).await?;
            let word = format!("ordet{}", letters(round));
            whole.manuscript.title = format!("{} {word}", whole.manuscript.title);
            let who = ("dev:kari", self.now);
            let clock = Clock::start();
            black_box(bare_row(&mut self.database, &format!("articles/{id}.md")).await?);
            bare.note(&clock);

            let clock = Clock::start();
            let base = whole.entry.head;
            self.store
                .save(&id, base, &whole.manuscript, "", who)
                .await?;
            saved.note(&clock);

            let entry = self
                .store
                .now()
                .entry(&id)
                .cloned()
                .context("it was saved")?;
            let tag = Tag {
                version: entry.head,
                revision: entry.revision,
            };
            let step = self.store.step(&id, tag, &Step::Publish, who).await;
            step.with_context(|| format!("{id}: {:?}", whole.advice))?;
            published.note(&clock);
            while !self.finds(&word) {
                ensure!(clock.0.elapsed() < FOUND_WITHIN, "`{word}` is not found");
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            found.note(&clock);
        }
        searchable.abort();
        let _ = searchable.await; // it has the writer
        bare.print("a bare row by its primary key", None);
        saved.print("a change saved and shown", Some(&mut bare));
        published.print("saved, published and shown", Some(&mut bare));
        found.print("saved, published and found", Some(&mut bare));
        Ok(())
    }

    fn finds(&self, word: &str) -> bool {
        let query = Query {
            limit: 1,
            ..Query::typing(word, TODAY)
        };
        let hits = self.search.now().search(&query);
        hits.hits.iter().any(|hit| hit.title.contains(word))
    }
}

/// What the sidecar does as long as it runs.
async fn make_searchable(store: Store, writer: Arc<Writer>) {
    let mut changed = store.changed();
    while changed.changed().await.is_ok() {
        let (library, writer) = (store.now().library().clone(), Arc::clone(&writer));
        let held = tokio::task::spawn_blocking(move || writer.hold(&library)).await;
        if let Ok(Err(problem)) = held {
            eprintln!("{problem}");
        }
    }
}

/// What a browser asks for, at a sidecar on the same folder.
async fn through_doors(folder: &Path, ids: &[ArticleId], versions: usize) -> anyhow::Result<()> {
    let started = Instant::now();
    let mut sidecar =
        TestSidecar::with(|settings| folder.clone_into(&mut settings.store.folder)).await;
    println!(
        "\nthe sidecar starts in {:.1} s; through its doors, {REQUESTS} rounds; × the smallest answer",
        started.elapsed().as_secs_f64()
    );
    let at = sidecar.address();
    let cookie = log_in(at, "kari", "redaktor").await;
    let asked = |round: usize| {
        let id = &ids[(round * 7919) % ids.len()];
        let area = Area::ALL[round % Area::ALL.len()].name();
        let (before, last) = (versions - 1, versions);
        [
            (
                "list: one område, by due",
                format!("/articles?area={area}&sort=due"),
            ),
            (
                "list: all, with two words",
                "/articles?text=fag+jobb&sort=title".to_owned(),
            ),
            (
                "list: what is due or soon",
                "/articles?fresh=due_or_soon&limit=200".to_owned(),
            ),
            ("summary", "/summary".to_owned()),
            ("versions: a page", format!("/articles/{id}/versions")),
            (
                "compare: two words in five",
                format!("/articles/{id}/diff?from={before}&to={last}"),
            ),
            ("the whole article", format!("/articles/{id}")),
        ]
    };
    let mut bare = Times::default();
    let mut times: Vec<Times> = asked(0).iter().map(|_| Times::default()).collect();
    for round in 0..REQUESTS {
        let clock = Clock::start();
        black_box(request(at, "GET", "/health", "text/plain", &cookie, "").await);
        bare.note(&clock);
        for ((name, path), times) in asked(round).iter().zip(&mut times) {
            let path = format!("/api/ik{path}")
                .replace('ø', "%C3%B8")
                .replace('å', "%C3%A5");
            let clock = Clock::start();
            let answer = request(at, "GET", &path, "text/plain", &cookie, "").await;
            times.note(&clock);
            ensure!(answer.starts_with("HTTP/1.1 200"), "{name}: {answer:.300}");
        }
    }
    bare.print("the smallest answer", None);
    for ((name, _), times) in asked(0).iter().zip(&mut times) {
        held(times.print(name, Some(&mut bare)));
    }
    sidecar.stop().await;
    Ok(())
}

async fn bare_row(database: &mut SqliteConnection, name: &str) -> sqlx::Result<(u32, i64, String)> {
    sqlx::query_as("SELECT head, changed_at, changed_by FROM documents WHERE name = $1")
        .bind(name)
        .fetch_one(database)
        .await
}

/// A number in letters, for no word of it is to be like another.
fn letters(number: usize) -> String {
    const LETTERS: [char; 10] = ['k', 'v', 'j', 'g', 'f', 'b', 'h', 'd', 'p', 'm'];
    let digits = format!("{number:03}");
    let letters = digits.chars().filter_map(|digit| digit.to_digit(10));
    letters
        .flat_map(|digit| [LETTERS[digit as usize], 'y'])
        .collect()
}

fn held(median: f64) {
    if median > BAR {
        println!("  NOT within {BAR} ms");
    }
}

//! Whatever was acknowledged outlives a killed process: saves, publishings and imports of many at once.

use crate::desk::{Desk, at, manuscript, model, shipped};
use articles::store::{Import, Rules, Step, Store};
use articles::{ArticleId, starter_files};
use sqlx::Connection;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Names the folder in which a copy of this program is to write until it is killed.
const CHILD: &str = "LEDSAGER_TEST_IK";
/// So many people write at once.
const AT_ONCE: usize = 200;
/// So many articles they write on.
const ARTICLES: usize = 40;

async fn open(folder: &std::path::Path) -> Store {
    let rules = Rules {
        review: false,
        ..Rules::default()
    };
    Store::open(folder, model(), rules, starter_files(), at(0))
        .await
        .expect("it opens")
}

/// Not a test of its own: what the next one starts and kills.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_that_edits_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let store = open(folder.as_ref()).await;
    let people = (0..AT_ONCE).map(|number| tokio::spawn(edit(store.clone(), number)));
    for person in people.collect::<Vec<_>>() {
        if let Err(problem) = person.await {
            eprintln!("failed {problem}");
        }
    }
}

/// One person: saves, publishes now and then, and takes a file in. Says what was acknowledged.
async fn edit(store: Store, number: usize) {
    let who = format!("veileder {number}");
    let id = ArticleId::new(format!("a{}", number % ARTICLES));
    for round in 0_u32.. {
        if number == 0 {
            let name = format!("articles/inn-{}.md", round % 5);
            let text =
                manuscript(&format!("Fra fil {round}")).write(&format!("inn-{}", round % 5), "");
            let files = [(name, text)];
            let taken = store
                .import(&files, Import::default(), (&who, at(1)))
                .await
                .expect("it is read");
            if taken.refused.is_empty() {
                eprintln!("taken inn-{} {round}", round % 5);
            }
            continue;
        }
        let Ok(whole) = store.whole(&id, &who, crate::desk::today()).await else {
            return;
        };
        let (base, mut written) = (whole.entry.head, whole.manuscript.clone());
        written.title = format!("Tittel {number} {round}");
        // Somebody else is often first: that is no fault, and nothing was acknowledged.
        if let Ok(version) = store.save(&id, base, &written, "", (&who, at(1))).await {
            eprintln!("saved {id} {version} {}", written.title);
        }
        if round % 3 == 0
            && let Ok(whole) = store.whole(&id, &who, crate::desk::today()).await
            && store
                .step(&id, whole.tag(), &Step::Publish, (&who, at(2)))
                .await
                .is_ok()
        {
            eprintln!("published {id} {}", whole.entry.head);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the moment of the kill is chosen somewhere within a change; nothing is waited for"
)]
fn wait_somewhere(round: u64) {
    std::thread::sleep(Duration::from_millis(round * 83 % 610));
}

/// Ten rounds here; `LEDSAGER_ROUNDS` for more.
#[tokio::test]
async fn whatever_was_acknowledged_outlives_a_killed_process() {
    let rounds = std::env::var("LEDSAGER_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let folder = tempfile::tempdir().expect("a folder");
    let first = open(folder.path()).await;
    for number in 0..ARTICLES {
        let begun = manuscript(&format!("a{number}"));
        first
            .create(begun, "", "kari", at(0))
            .await
            .expect("it is kept");
    }
    drop(first);
    let this = std::env::current_exe().expect("this program has a file");
    for round in 0..rounds.unwrap_or(10_u64) {
        let mut child = Command::new(&this)
            .args([
                "--exact",
                "killed::a_copy_that_edits_until_it_is_killed",
                "--nocapture",
            ])
            .env(CHILD, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut line = String::new();
        said.read_line(&mut line)
            .expect("somebody saves at least once");
        wait_somewhere(round);
        child.kill().expect("it runs");
        child.wait().expect("it is gone");
        let mut rest = Vec::new();
        said.read_to_end(&mut rest).expect("it can be read");
        line.push_str(&String::from_utf8_lossy(&rest));
        assert!(!line.contains("failed"), "round {round}: {line}");
        all_is_there(folder.path(), &line, round).await;
    }
}

async fn all_is_there(folder: &std::path::Path, said: &str, round: u64) {
    let store = open(folder).await;
    let (verdict, library) = store.verify().await.expect("it can be read");
    assert_eq!(verdict.problems, Vec::<String>::new(), "round {round}");
    // The last line may have been cut short by the kill.
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let mut published: BTreeMap<&str, u32> = BTreeMap::new();
    for line in whole.lines() {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        match words.as_slice() {
            ["saved", id, version, title] => {
                let name = format!("articles/{id}.md");
                let version = version.parse().expect("a number");
                let kept = store
                    .version(&name, version)
                    .await
                    .expect("it was acknowledged");
                assert!(kept.text.contains(title), "round {round}: {line}");
            }
            ["published", id, version] => {
                let version: u32 = version.parse().expect("a number");
                let last = published.entry(id).or_default();
                *last = version.max(*last);
            }
            ["taken", id, _] => {
                assert!(
                    library.article(&ArticleId::new(*id)).is_some(),
                    "round {round}: {line}"
                );
            }
            _ => {}
        }
    }
    assert!(!whole.is_empty(), "round {round}: nothing was acknowledged");
    for (id, version) in published {
        let snapshot = store.now();
        let entry = snapshot.entry(&ArticleId::new(id)).expect("it is there");
        assert!(
            entry.published >= Some(version),
            "round {round}: {id} {version}"
        );
    }
}

#[tokio::test]
async fn what_another_process_wrote_is_shown_and_nothing_holds_it_up() {
    let desk = Desk::new().await;
    let other = open(desk.folder.path()).await;
    let early = other
        .create(manuscript("Tidlig"), "", "ola", at(1))
        .await
        .expect("it is kept");
    desk.store.refresh().await.expect("it can be read");
    assert!(desk.store.now().entry(&early).is_some());
    // A change that is refused midway must not keep the database to itself.
    assert!(desk.step(&shipped(), Step::Publish, "kari").await.is_err());
    desk.store.refresh().await.expect("it can be read");
    let id = other
        .create(manuscript("Utenfra"), "", "ola", at(1))
        .await
        .expect("it is kept");
    assert!(desk.store.now().entry(&id).is_none());
    desk.store.refresh().await.expect("it can be read");
    assert!(desk.store.now().entry(&id).is_some());
}

#[tokio::test]
async fn a_write_that_the_database_gives_up_is_refused_and_the_next_one_works() {
    let desk = Desk::new().await;
    let path = desk.folder.path().join("ik.db").display().to_string();
    let mut beside = sqlx::SqliteConnection::connect(&path)
        .await
        .expect("it opens");
    // As when the disk is full: the database itself undoes the whole change.
    let full =
        "CREATE TRIGGER full BEFORE INSERT ON versions BEGIN SELECT RAISE(ROLLBACK, 'full'); END";
    sqlx::raw_sql(full)
        .execute(&mut beside)
        .await
        .expect("it is made");
    let write = |title: &'static str| desk.store.create(manuscript(title), "", "kari", at(1));
    for _ in 0..3 {
        assert!(write("Går ikke").await.is_err());
    }
    sqlx::raw_sql("DROP TRIGGER full")
        .execute(&mut beside)
        .await
        .expect("it goes");
    let id = write("Går igjen").await.expect("there is room again");
    assert!(desk.store.now().entry(&id).is_some());
}

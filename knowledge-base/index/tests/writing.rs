//! What has been saved is found at once, by everybody and after any crash.

use articles::{Article, ArticleId, Library};
use index::{Index, NotSaved, Query, Writer};
use jiff::civil::{Date, date};
use language::Embedding;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use taxonomy::GuidanceModel;

const TODAY: Date = date(2026, 12, 1);
/// Names the folder in which a copy of this program is to write until it is killed.
const CHILD: &str = "LEDSAGER_TEST_INDEX";

fn model() -> GuidanceModel {
    let text = include_str!("../../../config/guidance-model.toml");
    GuidanceModel::parse("m", text).expect("the shipped model holds")
}

fn text(id: &str, title: &str, body: &str) -> String {
    format!(
        "+++\nid = \"{id}\"\ntitle = \"{title}\"\nlanguage = \"nb\"\narea = \"yrkesfag\"\n\
         owner = \"Gruppe\"\nreview_months = 6\nwritten = 2026-11-22\nphases = []\nknapper = []\n\
         keywords = [\"{id}\"]\nshort = \"Kort svar.\"\nfind_it = \"Se utdanning.no.\"\n\
         [share]\nnb = \"Greit?\"\nnn = \"Greitt?\"\n+++\n{body}\n"
    )
}

fn article(id: &str, title: &str, body: &str) -> Article {
    let file = format!("articles/{id}.md");
    Article::parse(
        &file,
        &text(id, title, body),
        &model(),
        &articles::Areas::starter(),
    )
    .expect("it is whole")
}

fn found(index: &Index, words: &str) -> Vec<(String, f32)> {
    let hits = index.search(&Query::finished(words, TODAY)).hits;
    hits.into_iter()
        .map(|hit| (hit.id.to_string(), hit.score))
        .collect()
}

fn ids(index: &Index, words: &str) -> Vec<String> {
    found(index, words).into_iter().map(|(id, _)| id).collect()
}

fn open(folder: &Path) -> Writer {
    Writer::open(Some(folder), &model(), None).expect("the folder is ours")
}

#[test]
fn a_saved_article_is_found_at_once_and_an_answer_under_way_keeps_its_snapshot() {
    let writer = Writer::open(None, &model(), None).expect("memory is there");
    let reader = writer.reader();
    let before = reader.now();
    writer
        .put(article("fagbrev", "Fagbrev", "Om læretid."))
        .expect("it is saved");
    assert_eq!(ids(&reader.now(), "læretid"), ["fagbrev"]);
    assert!(before.is_empty());
    writer
        .put(article("fagbrev", "Fagbrev", "Om praksis."))
        .expect("it is saved");
    assert_eq!(ids(&reader.now(), "læretid"), Vec::<String>::new());
    assert_eq!(ids(&reader.now(), "praksis"), ["fagbrev"]);
    writer
        .remove(ArticleId::new("fagbrev"))
        .expect("it is gone");
    assert!(reader.now().is_empty());
}

#[test]
fn a_folder_opened_again_has_everything_and_scores_as_one_made_afresh() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = [
        article("fagbrev", "Fagbrev som voksen", "Om praksis og fagprøve."),
        article("larling", "Læreplass", "En lærling tar fagbrev i bedrift."),
        article("skole", "Bytte skole", "Om praksis ved en ny skole."),
    ];
    {
        let writer = open(folder.path());
        writer
            .put(article("larling", "Noe annet", "Fagbrev, fagbrev."))
            .expect("saved");
        writer
            .put(article("borte", "Fagbrev", "Fagbrev."))
            .expect("saved");
        for article in &all {
            writer.put(article.clone()).expect("saved");
        }
        writer.remove(ArticleId::new("borte")).expect("gone");
    }
    let files: Vec<(String, &str)> = all
        .iter()
        .map(|one| (one.file.clone(), one.source.as_str()))
        .collect();
    let files = files.iter().map(|(name, text)| (name.as_str(), *text));
    let (library, _) = Library::read(files, &model());
    let afresh = Index::build(&library);
    let writer = open(folder.path());
    let again = writer.reader().now();
    for words in ["fagbrev", "praksis", "bytte skole", "fagbrve"] {
        let mut one = found(&again, words);
        let mut other = found(&afresh, words);
        one.sort_by(|a, b| a.0.cmp(&b.0));
        other.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(one, other, "{words}");
    }
    writer.hold(&library).expect("nothing to do");
    assert_eq!(writer.reader().now().len(), 3);
    writer.hold(&Library::default()).expect("all go at once");
    assert!(writer.reader().now().is_empty());
}

#[test]
fn a_folder_in_use_or_of_another_version_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = open(folder.path());
    let refused = Writer::open(Some(folder.path()), &model(), None)
        .err()
        .map(|e| e.to_string());
    assert!(refused.expect("one writer").contains("cannot be used"));
    drop(first);
    std::fs::write(folder.path().join("version"), "99").expect("written");
    let refused = Writer::open(Some(folder.path()), &model(), None)
        .err()
        .map(|e| e.to_string());
    assert!(
        refused
            .expect("another version")
            .contains("is of version 99")
    );
}

/// Not a test of its own: what the next one starts and kills.
#[test]
fn a_copy_that_saves_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let writer = open(Path::new(&folder));
    for number in 0.. {
        let id = format!("a{}", number % 7);
        let body = format!("Utgave nummer{number} av teksten.");
        match writer.put(article(&id, "Tittel", &body)) {
            Ok(()) => eprintln!("saved {id} nummer{number}"),
            Err(NotSaved::Late) => {}
            Err(error) => {
                eprintln!("failed {error}");
                return;
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the moment of the kill is chosen somewhere within a commit; nothing is waited for"
)]
fn wait_somewhere(round: u64) {
    std::thread::sleep(Duration::from_millis(round * 37 % 230));
}

/// Ten rounds here; `LEDSAGER_ROUNDS` for more.
#[test]
fn whatever_was_acknowledged_outlives_a_killed_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let rounds = std::env::var("LEDSAGER_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let this = std::env::current_exe().expect("this program has a file");
    for round in 0..rounds.unwrap_or(10_u64) {
        let mut child = Command::new(&this)
            .args([
                "--exact",
                "a_copy_that_saves_until_it_is_killed",
                "--nocapture",
            ])
            .env(CHILD, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it saves at least once");
        wait_somewhere(round);
        child.kill().expect("it runs");
        child.wait().expect("it is gone");
        said.read_to_string(&mut line)
            .expect("what it said is text");
        assert!(!line.contains("failed"), "round {round}: {line}");
        let writer = open(folder.path());
        let now = writer.reader().now();
        for id in ["a0", "a1", "a2", "a3", "a4", "a5", "a6"] {
            let of_id = |line: &&str| line.starts_with(&format!("saved {id} "));
            let Some(last) = line.lines().rfind(of_id) else {
                continue;
            };
            let word = last.rsplit(' ').next().expect("a number stands there");
            let number: u64 = word["nummer".len()..].parse().expect("a number");
            let held = now
                .article(&ArticleId::new(id))
                .expect("it was acknowledged");
            let there = |number: u64| held.body.contains(&format!("nummer{number} "));
            assert!(
                there(number) || there(number + 7),
                "round {round}: {id} is not {word}"
            );
        }
        writer
            .put(article("etter", "Etter", "Det går videre."))
            .expect("the next save works");
    }
}

/// A vector that knows two things: whether a text is of the sea, and whether it is of the land.
fn meaning(text: &str) -> Embedding {
    let of = |words: &[&str]| f32::from(u8::from(words.iter().any(|word| text.contains(word))));
    let mut values = vec![0.0; 384];
    values[0] = of(&["fisker", "båt", "hav"]);
    values[1] = of(&["bonde", "traktor", "jord"]);
    Embedding::new(values, [])
}

#[test]
fn vectors_come_by_themselves_choose_between_equals_and_are_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Arc::new(AtomicUsize::new(0));
    let open = || {
        let made = Arc::clone(&made);
        let embed = move |text: &str| {
            made.fetch_add(1, Ordering::Relaxed);
            meaning(text)
        };
        let writer = Writer::open(Some(folder.path()), &model(), Some(Box::new(embed)));
        writer.expect("the folder is ours")
    };
    let first = |index: &Index, asked: &Embedding| {
        let query = Query {
            meaning: Some(asked),
            ..Query::finished("utdanning", TODAY)
        };
        let hits = index.search(&query);
        (hits.by_meaning, hits.hits[0].id.to_string())
    };
    let (sea, land) = (meaning("hav"), meaning("jord"));
    {
        let writer = open();
        writer
            .put(article("a", "Utdanning ute", "Om livet i båt."))
            .expect("saved");
        writer
            .put(article("b", "Utdanning ute", "Om livet på traktor."))
            .expect("saved");
        let reader = writer.reader();
        // Dropping the writer would end it before its vectors are made: look until they are there.
        let told_apart = |index: &Index| {
            first(index, &land).1 == "b" && first(index, &sea) == (true, "a".to_owned())
        };
        while !told_apart(&reader.now()) {
            std::thread::yield_now();
        }
    }
    let before = made.load(Ordering::Relaxed);
    let writer = open();
    assert_eq!(first(&writer.reader().now(), &land), (true, "b".to_owned()));
    writer
        .put(article("a", "Utdanning ute", "Om livet i båt."))
        .expect("saved");
    while made.load(Ordering::Relaxed) == before {
        std::thread::yield_now();
    }
    drop(writer);
    assert_eq!(
        made.load(Ordering::Relaxed),
        before + 2,
        "only the card and the passage of what changed are made anew"
    );
}

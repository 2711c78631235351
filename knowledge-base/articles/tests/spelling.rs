//! Unknown words are found as hunspell finds them. Needs Debian's `hunspell` and `hunspell-no`, as the
//! promise that the shipped articles are spelt right does.

use articles::Library;
use articles::spelling::Speller;
use std::collections::{BTreeSet, HashSet};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use taxonomy::{GuidanceModel, Standard};

const FOLDER: &str = "/usr/share/hunspell";
const NEEDED: &str = "needs hunspell: apt-get install hunspell hunspell-no";

fn without() -> bool {
    let without = std::env::var("LEDSAGER_WITHOUT").unwrap_or_default();
    let skipped = without.split(',').any(|one| one.trim() == "hunspell");
    if skipped {
        eprintln!("skipped: LEDSAGER_WITHOUT names hunspell");
    }
    skipped
}

fn speller(standard: Standard) -> Speller {
    Speller::load(Path::new(FOLDER), standard).expect(NEEDED)
}

/// The bodies of the shipped articles of one standard.
fn bodies(standard: Standard) -> Vec<String> {
    let model = include_str!("../../../config/guidance-model.toml");
    let model =
        GuidanceModel::parse("guidance-model.toml", model).expect("the shipped model holds");
    let (library, _) = Library::starter(&model);
    let written = library.articles().filter(|one| one.language == standard);
    written.map(|one| one.body.clone()).collect()
}

fn hunspell(dictionary: &str, words: &BTreeSet<String>) -> HashSet<String> {
    let mut hunspell = Command::new("hunspell")
        .args(["-l", "-i", "UTF-8", "-d", dictionary])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect(NEEDED);
    let mut stdin = hunspell.stdin.take().expect("asked for");
    let lines: String = words.iter().map(|word| format!("{word}\n")).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let answer = hunspell.wait_with_output().expect(NEEDED);
    writer.join().expect("it ends").expect(NEEDED);
    let unknown = String::from_utf8(answer.stdout).expect("asked for");
    unknown.lines().map(str::to_owned).collect()
}

#[test]
fn it_knows_what_hunspell_knows() {
    if without() {
        return;
    }
    for (standard, name) in [(Standard::Nb, "nb_NO"), (Standard::Nn, "nn_NO")] {
        let speller = speller(standard);
        // Also words of the other standard, and words with a letter too few, so that many are unknown.
        let words: BTreeSet<String> = [Standard::Nb, Standard::Nn]
            .into_iter()
            .flat_map(bodies)
            .flat_map(|body| {
                let words = body.split(|sign: char| !sign.is_alphabetic());
                let words: Vec<String> = words.map(str::to_owned).collect();
                words
            })
            .flat_map(|word| {
                let fewer = word.chars().enumerate();
                let fewer: String = fewer.filter(|(at, _)| *at != 2).map(|(_, c)| c).collect();
                [word, fewer]
            })
            .filter(|word| word.chars().count() > 1)
            .collect();
        let theirs = hunspell(name, &words);
        let begun = Instant::now();
        let ours: HashSet<&String> = words.iter().filter(|word| !speller.knows(word)).collect();
        let took = begun.elapsed();
        let apart: Vec<&String> = words
            .iter()
            .filter(|word| ours.contains(word) != theirs.contains(*word))
            .collect();
        println!(
            "{name}: {} words in {took:?}, {} unknown, {} judged otherwise: {apart:?}",
            words.len(),
            theirs.len(),
            apart.len()
        );
        assert!(
            theirs.len() > 1_000,
            "a test of {} unknown words",
            theirs.len()
        );
        assert!(apart.len() * 500 < words.len(), "{apart:?}");
    }
}

#[test]
fn the_shipped_articles_show_few_unknown_words_and_a_slip_is_found() {
    if without() {
        return;
    }
    for (standard, accepted) in [
        (
            Standard::Nb,
            include_str!("../../../tests/fixtures/words.nb.txt"),
        ),
        (
            Standard::Nn,
            include_str!("../../../tests/fixtures/words.nn.txt"),
        ),
    ] {
        let speller = speller(standard).accepting(accepted.lines().map(str::to_owned));
        let bodies = bodies(standard);
        let begun = Instant::now();
        let unknown: Vec<(String, usize)> = bodies
            .iter()
            .flat_map(|body| speller.unknown_words(body))
            .collect();
        println!(
            "{standard:?}: {} articles in {:?}: {unknown:?}",
            bodies.len(),
            begun.elapsed()
        );
        // Quotes may be in the other standard; that is a matter of a few words.
        assert!(unknown.len() < bodies.len() / 4, "{unknown:?}");
        let text = "Ta kontakt.\n\n`læreplasss` og læreplasss.";
        let slip = ("læreplasss".to_owned(), text.rfind("lære").expect("there"));
        assert_eq!(speller.unknown_words(text), [slip]);
    }
}

//! Every word of the shipped articles and prompts is in the dictionary of its standard, or somebody
//! has looked at it and put it into `tests/fixtures/words.nb.txt` or `words.nn.txt`.

mod dictionary;
mod words;

use crate::tree::{read, root};
use dictionary::Dictionary;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;
use words::{Word, words};

const STARTER: &str = "knowledge-base/articles/starter";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Standard {
    Nb,
    Nn,
}

/// What of an article's front matter a counsellor or veisøker reads.
#[derive(Deserialize)]
struct Front {
    language: Standard,
    title: Spanned<String>,
    short: Spanned<String>,
    find_it: Spanned<String>,
    share: Both,
}

#[derive(Deserialize)]
struct Prompts {
    prompt: Vec<Both>,
}

#[derive(Deserialize)]
struct Both {
    nb: Spanned<String>,
    nn: Spanned<String>,
}

/// A word to look up, and the file it stands in.
struct Found {
    file: String,
    standard: Standard,
    word: Word,
}

#[test]
fn every_word_of_articles_and_prompts_is_known() {
    let (Some(nb), Some(nn)) = (Dictionary::of("nb"), Dictionary::of("nn")) else {
        return;
    };
    let (articles, prompts) = (files("articles", "md"), files("prompts", "toml"));
    let articles = articles.iter().flat_map(|file| article(file));
    let prompts = prompts.iter().flat_map(|file| prompt(file));
    let found: Vec<Found> = articles.chain(prompts).collect();
    assert!(found.len() > 10_000, "{} words are too few", found.len());
    let all = || found.iter().map(|found| found.word.text.as_str());
    let (not_nb, not_nn) = (nb.unknown(all()), nn.unknown(all()));
    let faults: Vec<String> = found
        .iter()
        .filter(|found| {
            let unknown = [&not_nb, &not_nn].map(|not| not.contains(&found.word.text));
            match (found.word.of_others, found.standard) {
                (true, _) => unknown == [true, true],
                (false, Standard::Nb) => unknown[0],
                (false, Standard::Nn) => unknown[1],
            }
        })
        .map(|found| format!("{}:{}: {}", found.file, found.word.line, found.word.text))
        .collect();
    assert!(
        faults.is_empty(),
        "{} words are in no dictionary; mend them, or add what is right to tests/fixtures/words.*.txt\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn the_lists_of_words_are_sorted_and_name_each_once() {
    for standard in ["nb", "nn"] {
        let text = read(&format!("tests/fixtures/words.{standard}.txt"));
        let lines: Vec<&str> = text.lines().collect();
        let wrong = lines.windows(2).find(|pair| pair[0] >= pair[1]);
        assert!(wrong.is_none(), "words.{standard}.txt: {wrong:?}");
    }
}

fn article(file: &Path) -> Vec<Found> {
    let name = named(file);
    let text = read(&name);
    let front = text.strip_prefix("+++\n").unwrap();
    let (front, body) = front.split_once("\n+++\n").unwrap();
    let fields: Front = toml::from_str(front).unwrap_or_else(|error| panic!("{name}: {error}"));
    // The front matter begins on the second line, the body after its end and two more.
    let own = [&fields.title, &fields.short, &fields.find_it];
    let mut found: Vec<Found> = own
        .into_iter()
        .map(|value| (fields.language, value))
        .chain(both(&fields.share))
        .flat_map(|(standard, value)| spanned(&name, standard, front, value, 2))
        .collect();
    let body_line = front.lines().count() + 3;
    found.extend(words(body, body_line).map(|word| Found {
        file: name.clone(),
        standard: fields.language,
        word,
    }));
    found
}

fn prompt(file: &Path) -> Vec<Found> {
    let name = named(file);
    let text = read(&name);
    let prompts: Prompts = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let values = prompts.prompt.iter().flat_map(both);
    values
        .flat_map(|(standard, value)| spanned(&name, standard, &text, value, 1))
        .collect()
}

fn both(both: &Both) -> [(Standard, &Spanned<String>); 2] {
    [(Standard::Nb, &both.nb), (Standard::Nn, &both.nn)]
}

/// The words of a value as it stands in the file, whose text begins on `first_line`.
fn spanned(
    file: &str,
    standard: Standard,
    text: &str,
    value: &Spanned<String>,
    first_line: usize,
) -> Vec<Found> {
    let line = first_line + text[..value.span().start].matches('\n').count();
    let found = words(&text[value.span()], line).map(|word| Found {
        file: file.to_owned(),
        standard,
        word,
    });
    found.collect()
}

fn named(file: &Path) -> String {
    let inside = file.strip_prefix(root()).unwrap();
    inside.to_string_lossy().into_owned()
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = root().join(STARTER).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|one| one == extension))
        .collect();
    files.sort();
    files
}

//! Floors under what the search makes of Norwegian: compounds, both standards, synonyms, mistakes.

use articles::Library;
use index::{Hits, Index, Query, Title, Titles, Writer};
use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::HashMap;
use taxonomy::GuidanceModel;

const TODAY: Date = date(2026, 12, 1);

fn model() -> GuidanceModel {
    let text = include_str!("../../../config/guidance-model.toml");
    GuidanceModel::parse("m", text).expect("the shipped model holds")
}

/// Articles of one sentence each, under its first word.
fn library(sentences: &[&str]) -> Library {
    let files: Vec<(String, String)> = (0..)
        .zip(sentences)
        .map(|(at, sentence): (usize, &&str)| {
            let text = format!(
                "+++\nid = \"a{at}\"\ntitle = \"Artikkel {at}\"\nlanguage = \"nb\"\narea = \"yrkesfag\"\n\
                 owner = \"Gruppe\"\nreview_months = 6\nwritten = 2026-11-22\nphases = []\nknapper = []\n\
                 keywords = [\"nummer {at}\"]\nshort = \"Kort.\"\nfind_it = \"Se her.\"\n\
                 [share]\nnb = \"Greit?\"\nnn = \"Greitt?\"\n+++\n{sentence}\n"
            );
            (format!("articles/a{at}.md"), text)
        })
        .collect();
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Library::read(named, &model()).0
}

fn finished(index: &Index, words: &str) -> Hits {
    index.search(&Query::finished(words, TODAY))
}

fn ids(hits: &Hits) -> Vec<&str> {
    hits.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn a_compound_is_found_by_its_parts_below_the_word_itself() {
    let index = Index::build(&library(&[
        "Forbered en karriereveiledningssamtale godt og lenge.",
        "Forbered en samtale godt og lenge.",
        "Forbered en reise godt og lenge.",
    ]));
    let hits = finished(&index, "samtale");
    assert_eq!(ids(&hits), ["a1", "a0"]);
    assert!(
        hits.hits[1]
            .passage_html
            .contains("<mark>karriereveiledningssamtale</mark>")
    );
}

#[test]
fn a_split_word_a_whole_one_and_its_forms_meet() {
    let index = Index::build(&library(&["Slik tar du fagbrevet.", "Noe annet står her."]));
    for words in ["fagbrev", "fagbrevet", "fag brev", "fag-brev"] {
        assert_eq!(ids(&finished(&index, words)), ["a0"], "{words}");
    }
}

#[test]
fn both_standards_find_each_other() {
    for (nynorsk, bokmal) in [
        ("dommarane", "dommeren"),
        ("sjukepleiaren", "sykepleier"),
        ("tilbodet", "tilbudene"),
        ("vanskeleg", "vanskelige"),
        ("ungdomsskulen", "ungdomsskole"),
        ("arbeidsløyse", "arbeidsledighet"),
        ("kvardag", "hverdagen"),
        ("undersøkje", "undersøke"),
        ("rettleiar", "veileder"),
        ("moglegheiter", "mulighet"),
    ] {
        for (written, asked) in [(nynorsk, bokmal), (bokmal, nynorsk)] {
            let text = format!("Her handler det om {written} og mer.");
            let index = Index::build(&library(&[&text, "Noe annet står her."]));
            let hits = finished(&index, asked);
            assert_eq!(ids(&hits), ["a0"], "{asked} for {written}");
            assert_eq!(hits.corrected, None, "{asked} is no mistake");
        }
    }
}

#[test]
fn synonyms_are_searched_for_and_told() {
    let index = Index::build(&library(&[
        "Generell studiekompetanse trengs for å studere.",
        "Studier tar tid, og generell erfaring hjelper.",
    ]));
    let hits = finished(&index, "gsk");
    assert_eq!(ids(&hits)[0], "a0");
    assert_eq!(hits.corrected, None);
    assert!(
        hits.expanded
            .contains(&"generell studiekompetanse".to_owned()),
        "{:?}",
        hits.expanded
    );
}

#[test]
fn synonyms_hold_for_an_index_on_disk_too() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let writer = Writer::open(Some(folder.path()), &model(), None).expect("the folder is new");
    let library = library(&["Lånekassen gir lån og stipend."]);
    writer.hold(&library).expect("nothing hinders the writer");
    let index = writer.reader().now();
    assert_eq!(ids(&finished(&index, "statens lånekasse")), ["a0"]);
    assert_eq!(ids(&finished(&index, "lånekassa")), ["a0"]);
}

#[test]
fn the_synonyms_that_ship_have_no_fault() {
    let (read, faults) =
        language::Expansions::parse("synonyms.toml", Library::starter(&model()).0.synonyms());
    assert_eq!(faults, []);
    assert!(read.groups.len() >= 80);
}

fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of the fixture is JSON"))
        .collect()
}

fn text<'v>(line: &'v Value, field: &str) -> &'v str {
    line[field].as_str().unwrap_or_default()
}

fn real_titles() -> Vec<Title> {
    let file = include_str!("../../../tests/fixtures/utdanning-search/titles.jsonl");
    let title = |line: Value| Title {
        id: text(&line, "id").to_owned(),
        text: text(&line, "text").to_owned(),
        searches: line["searches"].as_u64().unwrap_or(0),
    };
    lines(file).into_iter().map(title).collect()
}

#[test]
fn what_people_really_type_finds_the_title_they_meant() {
    let titles = Titles::new(real_titles());
    let file = include_str!("../../../tests/fixtures/utdanning-search/typo_queries.jsonl");
    // Every tenth is enough for a floor.
    let queries: Vec<Value> = lines(file).into_iter().step_by(10).collect();
    let (mut first, mut among_five) = (0.0, 0.0);
    for query in &queries {
        let near = titles.nearest(text(query, "text"), 5);
        let rank = near
            .iter()
            .position(|near| near.id == text(query, "target"));
        first += f64::from(u8::from(rank == Some(0)));
        among_five += f64::from(u8::from(rank.is_some()));
    }
    let count = f64::from(u32::try_from(queries.len()).expect("some thousand lines"));
    assert!(first / count >= 0.925, "hit@1 {}", first / count);
    assert!(among_five / count >= 0.985, "hit@5 {}", among_five / count);
}

#[test]
fn a_title_begun_comes_before_all_that_is_only_near() {
    let all = real_titles();
    let squeezed = |text: &str| -> String {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '#');
        language::fold(text).chars().filter(kept).collect()
    };
    let searches: HashMap<&str, u64> = all.iter().map(|t| (t.id.as_str(), t.searches)).collect();
    let titles = Titles::new(all.clone());
    for (at, title) in all.iter().enumerate().step_by(19) {
        let whole = titles.nearest(&title.text, 1);
        assert_eq!(
            squeezed(whole[0].text),
            squeezed(&title.text),
            "typed to its end"
        );
        let letters: Vec<char> = squeezed(&title.text).chars().collect();
        let begun: String = letters[..(2 + at % 4).min(letters.len())].iter().collect();
        let exist = all
            .iter()
            .filter(|t| squeezed(&t.text).starts_with(&begun))
            .count();
        let near = titles.nearest(&begun, 5);
        let begins: Vec<_> = near.iter().take(exist.min(5)).collect();
        for hit in &begins {
            assert!(
                squeezed(hit.text).starts_with(&begun),
                "{begun}: {}",
                hit.text
            );
        }
        let rest = begins.iter().filter(|hit| squeezed(hit.text) != begun);
        let counts: Vec<u64> = rest.map(|hit| searches[hit.id]).collect();
        assert!(counts.is_sorted_by(|a, b| a >= b), "{begun}: {counts:?}");
    }
}

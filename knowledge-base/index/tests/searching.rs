//! What a counsellor types finds the article meant, however it is spelt.

use articles::Library;
use index::{Hits, Index, Query, Stretch, Talk, Topic};
use jiff::civil::{Date, date};
use language::Embedding;
use taxonomy::GuidanceModel;

const TODAY: Date = date(2026, 12, 1);

fn article(id: &str, title: &str, keywords: &str, body: &str) -> (String, String) {
    let text = format!(
        "+++\nid = \"{id}\"\ntitle = \"{title}\"\nlanguage = \"nb\"\narea = \"yrkesfag\"\n\
         owner = \"Gruppe\"\nreview_months = 6\nwritten = 2026-11-22\nreviewed = 2026-11-22\nphases = []\nknapper = []\n\
         keywords = [{keywords}]\nshort = \"Kort svar.\"\nfind_it = \"Se utdanning.no.\"\n\
         [share]\nnb = \"Greit?\"\nnn = \"Greitt?\"\n+++\n{body}\n"
    );
    (format!("articles/{id}.md"), text)
}

fn index() -> Index {
    let files = [
        article(
            "fagbrev",
            "Fagbrev som voksen",
            "\"praksiskandidat\", \"§ 3-5\"",
            "Den som har jobbet lenge nok, kan gå opp til fagprøven <b>uten</b> læretid & kurs.",
        ),
        article(
            "larling",
            "Læreplass",
            "\"lærling\", \"lærlingkontrakt\"",
            "En lærling tar fagbrev i bedrift.",
        ),
        article(
            "regel",
            "23/5-regelen",
            "\"generell studiekompetanse\"",
            "For den som fyller 23 år og har fem års praksis.",
        ),
        article(
            "skole",
            "Bytte skole",
            "\"skolebytte\", \"omvalg\", \"hva skal jeg bli\"",
            "Snakk med rådgiver om videregående.",
        ),
        article(
            "realfag",
            "Programfag",
            "\"S1+S2\", \"R1\", \"e-post\"",
            "Noen studier krever matematikk R1 eller S1+S2.",
        ),
    ];
    let text = include_str!("../../../config/guidance-model.toml");
    let model = GuidanceModel::parse("m", text).expect("the shipped model holds");
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, problems) = Library::read(files, &model);
    assert_eq!(problems, []);
    Index::build(&library)
}

fn typed(words: &str) -> Hits {
    index().search(&Query::typing(words, TODAY))
}

fn check(words: &str, first: &str) {
    let hits = typed(words);
    let ids: Vec<&str> = hits.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids.first(), Some(&first), "{words}: {ids:?}");
}

#[test]
fn fagbrev_is_found_however_it_is_written() {
    for words in [
        "fagbrev",
        "fag brev",
        "fagb",
        "fagbrve",
        "Fagbrevet",
        "fagbrev som",
        "FAG-BREV",
        "fagbrev voks",
    ] {
        check(words, "fagbrev");
    }
}

#[test]
fn the_words_of_the_trade_are_words() {
    check("23/5-regelen", "regel");
    check("23/5 regel", "regel");
    check("S1+S2", "realfag");
    check("s1", "realfag");
    check("§ 3-5", "fagbrev");
    check("epost", "realfag");
    check("e post", "realfag");
    check("larling", "larling");
    check("skulebyte", "skole");
    check("vidaregåande skule", "skole");
}

#[test]
fn what_was_corrected_or_added_is_told() {
    assert_eq!(
        typed("fagbrve som voksen").corrected.as_deref(),
        Some("fagbrev som voksen")
    );
    assert_eq!(typed("fagbrev ").corrected, None);
    assert!(typed("fag brev").expanded.contains(&"fagbrev".to_owned()));
    assert!(typed("fagb").expanded.contains(&"fagbrev".to_owned()));
}

#[test]
fn a_hit_says_why_and_marks_the_words() {
    let hits = typed("fagbrev læretid");
    let hit = &hits.hits[0];
    assert_eq!(
        hit.why,
        "Treff i tittel: fagbrev; i teksten: fagprøven, læretid"
    );
    assert!(
        hit.passage_html.contains("<mark>læretid</mark>"),
        "{}",
        hit.passage_html
    );
    assert!(hit.passage_html.contains("&amp; kurs") && !hit.passage_html.contains("<b>"));
}

#[test]
fn no_input_is_an_error() {
    let long = "fagbrev ".repeat(1_250);
    let word = "å".repeat(10_000);
    let plus = "a+".repeat(5_000);
    for words in [
        "",
        " ",
        "\0",
        "!?…",
        "🎓🎓",
        "שלום عالم",
        "' OR 1=1; --",
        "<script>alert(1)</script>",
        "title:fagbrev AND (",
        "\"",
        "fagbrev~2^5",
        "*",
        "+ - && ||",
        "{\"a\":1}",
        "a",
        "og",
        "for",
        "\u{202e}verbgaf",
        "é́́́",
        &long,
        &word,
        &plus,
    ] {
        let index = index();
        let hits = index.search(&Query::typing(words, TODAY));
        assert!(hits.hits.iter().all(|hit| hit.score.is_finite()));
        index.search(&Query::finished(words, TODAY));
        topics(&index, words);
        index.bare(words, 3);
    }
    assert_eq!(typed("🎓").hits, []);
}

#[test]
fn an_empty_library_answers_with_nothing() {
    let index = Index::build(&Library::default());
    assert_eq!(
        index.search(&Query::typing("fagbrev", TODAY)),
        Hits::default()
    );
    assert_eq!(topics(&index, "fagbrev"), []);
    assert_eq!(index.bare("fagbrev", 3), []);
}

#[test]
fn a_talk_is_about_what_titles_and_keywords_name() {
    let index = index();
    let about = topics(&index, "hei, jeg lurer på om jeg kan bli lærling");
    assert_eq!(about[0].id.as_str(), "larling");
    assert_eq!(about[0].words, ["lærling"]);
    assert_eq!(
        topics(&index, "jeg har jobbet lenge og snakket med noen om det"),
        []
    );
}

#[test]
fn a_question_of_nothing_but_stop_words_finds_the_keyword_that_is_written_so() {
    check("hva skal jeg bli", "skole");
    check("Hva skal jeg bli?", "skole");
    assert_eq!(typed("hva skal du bli").hits, []);
}

fn topics(index: &Index, words: &str) -> Vec<Topic> {
    let stretch = Stretch { words, weight: 1.0 };
    let talk = Talk {
        stretches: &[stretch],
        meaning: None,
    };
    index.topics(&talk, 3)
}

#[test]
fn a_talk_finds_by_its_meaning_what_none_of_its_words_name() {
    let index = index();
    let apart = |at: usize| {
        let mut values = vec![0.0; index.len()];
        values[at] = 1.0;
        Embedding::new(values, [])
    };
    let cards: Vec<Embedding> = (0..index.len()).map(apart).collect();
    let meant = index
        .articles()
        .position(|one| one.id.as_str() == "larling");
    let meant = &cards[meant.expect("it is there")];
    let talk = |meaning| Talk {
        stretches: &[],
        meaning,
    };
    assert_eq!(index.topics(&talk(Some(meant)), 3), [], "without cards");
    let index = index.with_cards(&cards);
    let about = index.topics(&talk(Some(meant)), 3);
    assert_eq!(about[0].id.as_str(), "larling");
    assert!(about.len() == 1 && about[0].words.is_empty());
    assert_eq!(index.topics(&talk(None), 3), []);
}

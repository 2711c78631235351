//! What the help center holds becomes files of ours, and an editor is told what to look after.

use articles::arriving::{
    Arriving, Dropped, HelpCenterArticle, Section, TooMuch, Unmapped, fetched_from,
    from_help_center,
};
use articles::{Area, Library, Manuscript};
use jiff::civil::date;
use std::collections::{HashMap, HashSet};
use taxonomy::GuidanceModel;

const ARTICLES: &str = r#"[
  { "id": 2, "url": "https://x.zendesk.com/api/2.json", "html_url": "https://x.zendesk.com/hc/no/articles/2-Søke",
    "author_id": 9, "comments_disabled": true, "draft": false, "promoted": true, "position": 0, "vote_sum": 0,
    "section_id": 10, "created_at": "2025-01-01T00:00:00Z", "updated_at": "2026-03-02T11:12:13Z", "edited_at": null,
    "name": "Søke læreplass", "title": "Søke  læreplass", "source_locale": "no", "locale": "no", "outdated": false,
    "label_names": ["læreplass", "Lærling", "lærling", " "], "content_tag_ids": [],
    "body": "<h1>Slik søker du</h1><p>Du søker på <a href=\"https://vigo.no/?utm_source=zd\">vigo.no</a> innen 1. mars. Du kan endre søknaden senere.</p><ul><li>Skriv en «god» tekst med \"\"\" og \\</li></ul><p><img src=\"a.png\" alt=\"Kart\"></p>" },
  { "id": 3, "html_url": "https://x.zendesk.com/hc/nn/articles/3", "section_id": 11, "updated_at": "2026-03-02T11:12:13Z",
    "title": "Søke læreplass", "locale": "nn", "draft": true, "body": null },
  { "id": 1, "html_url": "https://x.zendesk.com/hc/en-us/articles/1", "section_id": null, "updated_at": "i går",
    "title": "???", "locale": "en-us", "body": "<p>Text.</p>" }
]"#;

fn articles() -> Vec<HelpCenterArticle> {
    serde_json::from_str(ARTICLES).expect("as the Help Center writes them")
}

fn arrive(articles: &[HelpCenterArticle], taken: &[&str]) -> Vec<Arriving> {
    let section = r#"[{ "id": 10, "name": "Yrkesfag ", "category_id": 1, "position": 0 }, { "id": 11, "name": "Annet" }]"#;
    let sections: Vec<Section> = serde_json::from_str(section).expect("sections");
    let areas = HashMap::from([("Yrkesfag".to_owned(), Area::Yrkesfag)]);
    let taken: HashSet<String> = taken.iter().map(|id| (*id).to_owned()).collect();
    from_help_center(articles, &sections, &areas, &taken, date(2026, 11, 22))
}

#[test]
fn an_article_becomes_a_file_as_ours_are_written() {
    let arrived = arrive(&articles(), &[]).swap_remove(0);
    assert_eq!(arrived.name, "articles/soke-laereplass.md");
    let read = Manuscript::read(&arrived.text);
    assert_eq!(
        (read.title.as_str(), read.language.as_str()),
        ("Søke læreplass", "nb")
    );
    assert_eq!(
        (read.area.as_str(), read.written),
        ("yrkesfag", Some(date(2026, 3, 2)))
    );
    assert_eq!(read.keywords, ["læreplass", "Lærling"]);
    assert_eq!(
        read.short,
        "Du søker på vigo.no innen 1. mars. Du kan endre søknaden senere."
    );
    assert_eq!(
        read.body,
        "## Slik søker du\nDu søker på [vigo.no](https://vigo.no/) innen 1. mars. Du kan endre søknaden senere.\n\n- Skriv en «god» tekst med \"\"\" og \\\\\n"
    );
    let source = &read.sources[0];
    assert_eq!(source.url, "https://x.zendesk.com/hc/no/articles/2-Søke");
    assert_eq!(source.kind, "offentlig");
    let check = read.needs_check.unwrap_or_default();
    assert!(
        check.starts_with("Hentet fra Help Center 2026-11-22, sist endret der 2026-03-02: "),
        "{check}"
    );
    assert_eq!(
        arrived.problems,
        [
            Unmapped::Promoted,
            Unmapped::Dropped(Dropped::Image {
                alt: "Kart".to_owned()
            }),
            Unmapped::SourceKind,
        ]
    );
}

#[test]
fn a_file_tells_which_page_it_was_made_of_also_when_the_title_is_changed_there() {
    let mut articles = articles();
    let made = Manuscript::read(&arrive(&articles, &[])[0].text);
    articles[0].html_url = "https://x.zendesk.com/hc/no/articles/2-Et-annet-navn ".to_owned();
    assert_eq!(fetched_from(&made), Some(articles[0].page()));
    assert_ne!(fetched_from(&made), Some(articles[1].page()));
    assert_eq!(fetched_from(&Manuscript::default()), None);
}

#[test]
fn what_the_help_center_does_not_say_is_left_empty_and_told() {
    let arrived = arrive(&articles(), &[]);
    let section = Some("Annet".to_owned());
    assert_eq!(
        arrived[1].problems,
        [
            Unmapped::Area { section },
            Unmapped::Draft,
            Unmapped::SourceKind,
            Unmapped::ShortMissing,
        ]
    );
    let nynorsk = Manuscript::read(&arrived[1].text);
    assert_eq!(
        (nynorsk.language.as_str(), nynorsk.area.as_str()),
        ("nn", "")
    );
    assert!(
        nynorsk
            .needs_check
            .is_some_and(|check| check.starts_with("Henta frå"))
    );
    let locale = "en-us".to_owned();
    assert_eq!(
        arrived[2].problems,
        [
            Unmapped::Area { section: None },
            Unmapped::Language { locale },
            Unmapped::SourceKind,
        ]
    );
    let english = Manuscript::read(&arrived[2].text);
    assert_eq!(
        (english.language.as_str(), english.written),
        ("", Some(date(2026, 11, 22)))
    );
}

#[test]
fn no_two_files_have_one_name_and_the_older_keeps_the_plain_one() {
    let names = |articles: &[HelpCenterArticle], taken: &[&str]| -> Vec<String> {
        let arrived = arrive(articles, taken);
        arrived.into_iter().map(|one| one.name).collect()
    };
    let plain = [
        "articles/soke-laereplass.md",
        "articles/soke-laereplass-2.md",
        "articles/artikkel-1.md",
    ];
    assert_eq!(names(&articles(), &[]), plain);
    let mut turned = articles();
    turned.reverse();
    let mut expected = plain;
    expected.reverse();
    assert_eq!(names(&turned, &[]), expected, "whatever order they come in");
    assert_eq!(
        names(&articles(), &["soke-laereplass"])[0],
        "articles/soke-laereplass-2.md"
    );
}

#[test]
fn with_the_fields_that_an_editor_adds_it_is_an_article() {
    let arrived = arrive(&articles(), &[]).swap_remove(0);
    let mut written = Manuscript::read(&arrived.text);
    written.find_it = "Gå til vigo.no.".to_owned();
    written.share.nb = "Er det greit?".to_owned();
    written.share.nn = "Er det greitt?".to_owned();
    let text = written.write("soke-laereplass", &arrived.text);
    let model = include_str!("../../../config/guidance-model.toml");
    let model =
        GuidanceModel::parse("guidance-model.toml", model).expect("the shipped model holds");
    let (library, problems) =
        Library::read([(arrived.name.as_str(), text.as_str())].into_iter(), &model);
    assert_eq!(library.articles().len(), 1, "{problems:?}");
}

#[test]
fn what_is_needed_must_be_there_and_what_nobody_wrote_is_left_out() {
    for needed in [
        "\"id\": 2, ",
        "\"html_url\": \"https://x.zendesk.com/hc/no/articles/2-Søke\",",
        "\"locale\": \"no\", ",
    ] {
        assert!(ARTICLES.contains(needed), "{needed}");
        let without = ARTICLES.replacen(needed, "", 1);
        assert!(
            serde_json::from_str::<Vec<HelpCenterArticle>>(&without).is_err(),
            "{needed}"
        );
    }
    let mut deep = articles();
    deep[0].body = Some("<div>".repeat(10_000));
    let arrived = arrive(&deep, &[]).swap_remove(0);
    assert!(arrived.problems.contains(&Unmapped::Body(TooMuch::Deep)));
    assert_eq!(Manuscript::read(&arrived.text).body.trim(), "");
}

//! What a Help Center holds arrives as drafts, nothing is overwritten, and the login stays secret.

use crate::place::{Place, SHIPPED, publish_with_title, shipped};
use crate::server::{Answer, Server, ok, refused};
use articles::ArticleId;
use articles::store::Stage;
use serde_json::{Value, json};

const TOKEN: &str = "svart-paa-hvitt";
const LOGIN: &str = "Basic a2FyaUBleGFtcGxlLm5vL3Rva2VuOnN2YXJ0LXBhYS1odml0dA==";
const SECTIONS: &str = "/api/v2/help_center/sections?page%5Bsize%5D=100";
const ARTICLES: &str = "/api/v2/help_center/articles?page%5Bsize%5D=100";
const PAGE_TWO: &str = "/api/v2/help_center/articles?page%5Bafter%5D=xyz&page%5Bsize%5D=100";

/// An article as it is recorded, with what we have no use for.
fn article(id: u64, title: &str, body: &str) -> Value {
    json!({
        "id": id, "url": format!("https://x.zendesk.com/api/v2/help_center/no/articles/{id}.json"),
        "html_url": format!("https://x.zendesk.com/hc/no/articles/{id}-{}", title.replace(' ', "-")),
        "author_id": 9, "comments_disabled": true, "draft": false, "promoted": false, "position": 0,
        "vote_sum": 0, "vote_count": 0, "section_id": 10, "created_at": "2025-01-01T00:00:00Z",
        "updated_at": "2026-03-02T11:12:13Z", "edited_at": "2026-03-02T11:12:13Z", "name": title,
        "title": title, "source_locale": "no", "locale": "no", "outdated": false,
        "outdated_locales": [], "user_segment_id": null, "permission_group_id": 1,
        "content_tag_ids": [], "label_names": ["lærling"], "body": body
    })
}

fn page(kind: &str, things: &[Value], next: Option<&str>) -> Answer {
    let page = json!({
        kind: things, "meta": { "has_more": next.is_some(), "after_cursor": "xyz", "before_cursor": "abc" },
        "links": { "prev": null, "next": next }
    });
    ok(page.to_string())
}

fn sections() -> Answer {
    let section = |id, name| json!({ "id": id, "name": name, "category_id": 1, "position": 0, "locale": "no" });
    page(
        "sections",
        &[section(10, "Yrkesfag "), section(11, "Annet")],
        None,
    )
}

/// A Help Center with one page of articles.
fn with(articles: Vec<Value>) -> Server {
    Server::start(move |path, _, _| match path {
        SECTIONS => sections(),
        ARTICLES => page("articles", &articles, None),
        _ => refused(404, None),
    })
}

impl Place {
    /// `ledsager ik help-center`; what it says never holds the token.
    fn fetch(&self, server: &Server, more: &[&str]) -> crate::place::Said {
        self.fetch_from(&server.address, more)
    }

    fn fetch_from(&self, address: &str, more: &[&str]) -> crate::place::Said {
        std::fs::write(self.path("email"), "kari@example.no\n").unwrap();
        std::fs::write(self.path("token"), format!("{TOKEN}\n")).unwrap();
        std::fs::write(self.path("areas.toml"), "\"Yrkesfag\" = \"yrkesfag\"\n").unwrap();
        let mut arguments = vec!["help-center", "--address", address, "--areas", "areas.toml"];
        arguments.extend(["--email-file", "email", "--token-file", "token"]);
        arguments.extend(more);
        let said = self.ik(&arguments);
        let all = format!("{}{}", said.out, said.err);
        assert!(!all.contains(TOKEN) && !all.contains(&LOGIN[6..]), "{all}");
        said
    }
}

#[tokio::test]
async fn every_page_arrives_as_drafts_and_what_has_no_place_is_told() {
    let first = article(
        2,
        "Søke læreplass",
        "<h1>Slik</h1><p>Du søker på <a href=\"https://www.vigo.no/\">vigo.no</a>.</p>\
         <table><tr><th>Fag</th><th>Frist</th></tr><tr><td>Kokk</td><td>1. mars</td></tr></table>\
         <p><img src=\"/hc/article_attachments/1/kart.png\" alt=\"Kart\"></p>",
    );
    let mut second = article(3, "Apprenticeship", "<p>Text.</p>");
    second["locale"] = json!("en-us");
    second["section_id"] = json!(11);
    let mut third = article(4, "Et kort spørsmål", "<p>Kort.</p>");
    third["draft"] = json!(true);
    let broken = json!({ "id": 5, "title": "Uten språk" });
    let server = Server::start(move |path, address, before| match (path, before) {
        (SECTIONS, 0) => refused(503, Some("0")),
        (SECTIONS, _) => sections(),
        (ARTICLES, 0) => refused(429, Some("0")),
        (ARTICLES, _) => page(
            "articles",
            &[first.clone(), second.clone()],
            Some(&format!("{address}{PAGE_TWO}")),
        ),
        (PAGE_TWO, _) => page("articles", &[third.clone(), broken.clone()], None),
        _ => refused(404, None),
    });
    let place = Place::new();
    let before = place.exported_after_first_start();
    let said = place.fetch(&server, &[]);

    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(|asked| asked.path.as_str()).collect();
    assert_eq!(paths, [SECTIONS, SECTIONS, ARTICLES, ARTICLES, PAGE_TWO]);
    assert!(
        asked
            .iter()
            .all(|asked| asked.login.as_deref() == Some(LOGIN))
    );

    assert_eq!(
        said.code,
        Some(1),
        "one of them could not be read: {said:?}"
    );
    let report = "\
articles/soke-laereplass.md  Søke læreplass
  body: a picture is left out: «Kart»
articles/apprenticeship.md  Apprenticeship
  area: no område is known for the section «Annet»
  language: `en-us` is neither bokmål nor nynorsk
articles/et-kort-sporsmal.md  Et kort spørsmål
  a draft there too
no område for «Annet» (articles: 1); `--areas` says which
";
    assert!(said.out.starts_with(report), "{}", said.out);
    assert!(
        said.out
            .contains("left out  articles 5: missing field `locale`"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("new 3, changed 0, the same 0, refused 0"),
        "{}",
        said.out
    );

    assert_eq!(place.exported(), before, "nothing of it is published");
    let store = place.open().await;
    let now = store.now();
    for id in ["soke-laereplass", "apprenticeship", "et-kort-sporsmal"] {
        let entry = now.entry(&ArticleId::new(id)).unwrap();
        assert_eq!(
            (entry.stage, entry.published),
            (Stage::Utkast, None),
            "{id}"
        );
    }
    let kept = store
        .version("articles/soke-laereplass.md", 1)
        .await
        .unwrap();
    assert!(kept.text.contains("area = \"yrkesfag\""), "{}", kept.text);
    assert!(kept.text.contains("| Kokk | 1. mars |"), "{}", kept.text);
}

#[tokio::test]
async fn an_article_that_is_here_is_never_overwritten() {
    let place = Place::new();
    let title = "AAP og utdanning"; // its file would have the name of one of ours
    let old = article(2, "Søke læreplass", "<p>Du søker på vigo.no.</p>");
    let said = place.fetch(
        &with(vec![old.clone(), article(7, title, "<p>Nytt.</p>")]),
        &[],
    );
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(
        said.out
            .contains("new       articles/aap-og-utdanning-2.md"),
        "{said:?}"
    );
    {
        let store = place.open().await;
        let ours = store.version(&format!("articles/{SHIPPED}.md"), 1).await;
        assert_eq!(
            ours.unwrap().text,
            shipped(&format!("articles/{SHIPPED}.md"))
        );
    }

    let id = "soke-laereplass";
    let edited = {
        let store = place.open().await;
        let mut whole = store
            .whole(&ArticleId::new(id), "kari", jiff::civil::date(2026, 11, 22))
            .await
            .unwrap();
        let ours = articles::Manuscript::read(shipped(&format!("articles/{SHIPPED}.md")));
        // Everything is written anew here, the source too.
        let written = whole.manuscript.written;
        whole.manuscript = articles::Manuscript { written, ..ours };
        let who = ("kari", crate::place::at(1));
        let saved = store
            .save(&ArticleId::new(id), 1, &whole.manuscript, "", who)
            .await;
        saved.unwrap();
        publish_with_title(&store, id, "Læreplass").await;
        place.exported()
    };
    assert!(edited["articles/soke-laereplass.md"].contains("title = \"Læreplass\""));

    let mut newer = article(2, "Slik søker du læreplass", "<p>Noe helt annet.</p>");
    newer["updated_at"] = json!("2026-05-06T00:00:00Z");
    let server = with(vec![newer, article(7, title, "<p>Nytt.</p>")]);
    let said = place.fetch(&server, &[]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let told = "articles/soke-laereplass.md  is here already and left alone; it was changed there 2026-05-06\n";
    assert!(said.out.contains(told), "{said:?}");
    let told = "articles/aap-og-utdanning-2.md  is here already and left alone\n";
    assert!(said.out.contains(told), "{said:?}");
    assert!(
        said.out.contains("new 0, changed 0, the same 0, refused 0"),
        "{said:?}"
    );
    assert_eq!(place.exported(), edited);
    let store = place.open().await;
    let now = store.now();
    let entry = now.entry(&ArticleId::new(id)).unwrap();
    assert_eq!(
        (entry.head, entry.stage),
        (3, Stage::None),
        "no draft lies on top"
    );
}

#[test]
fn a_dry_run_tells_the_same_and_takes_nothing() {
    let server = with(vec![article(2, "Søke læreplass", "<p>Du søker.</p>")]);
    let place = Place::new();
    let said = place.fetch(&server, &["--dry-run"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("would be new 1"), "{said:?}");
    assert!(!place.store().exists());
    let said = place.fetch(&server, &[]);
    assert!(said.out.contains("\nnew 1, "), "{said:?}");
}

#[test]
fn one_language_is_asked_for_by_its_name() {
    let server = Server::start(|path, _, _| match path {
        "/api/v2/help_center/nn/sections?page%5Bsize%5D=100" => sections(),
        "/api/v2/help_center/nn/articles?page%5Bsize%5D=100" => page("articles", &[], None),
        _ => refused(404, None),
    });
    let place = Place::new();
    assert_eq!(place.fetch(&server, &["--locale", "nn"]).code, Some(0));
    let said = place.fetch(&server, &["--locale", "klingon"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("or none in this --locale (404)"),
        "{said:?}"
    );
    let said = place.fetch(&server, &["--locale", "nn/../../users"]);
    assert!(said.err.contains("--locale is no language"), "{said:?}");
}

#[test]
fn an_answer_that_cannot_be_relied_on_stops_it_before_anything_is_taken() {
    let sound = || article(2, "Søke læreplass", "<p>Du søker.</p>");
    let elsewhere = move |_: &str| {
        page(
            "articles",
            &[sound()],
            Some("https://example.no/api?page=2"),
        )
    };
    let nowhere =
        move |_: &str| ok(json!({ "articles": [], "meta": { "has_more": true } }).to_string());
    let round = move |address: &str| {
        page(
            "articles",
            &[sound()],
            Some(&format!("{address}{ARTICLES}")),
        )
    };
    let cut = move |_: &str| ok(page("articles", &[sound()], None).body[..300].to_owned());
    let old = move |_: &str| ok(json!({ "articles": [sound()], "next_page": null }).to_string());
    let refusal = |status, pause| move |_: &str| refused(status, pause);
    type AtAddress = Box<dyn Fn(&str) -> Answer + Send + Sync>;
    let cases: Vec<(AtAddress, &str, usize)> = vec![
        (
            Box::new(refusal(401, None)),
            "the login is refused; look at --email-file and --token-file (401)",
            1,
        ),
        (
            Box::new(refusal(403, None)),
            "may not read the Help Center (403)",
            1,
        ),
        (
            Box::new(refusal(302, None)),
            "where the login is not sent (302)",
            1,
        ),
        (
            Box::new(refusal(429, Some("500"))),
            "it asks for a pause of 500 seconds",
            1,
        ),
        (
            Box::new(refusal(502, Some("0"))),
            "it cannot answer now (502)",
            5,
        ),
        (
            Box::new(elsewhere),
            "page 1 of the articles names no page after it",
            1,
        ),
        (
            Box::new(nowhere),
            "page 1 of the articles names no page after it",
            1,
        ),
        (
            Box::new(round),
            "page 1 of the articles names no page after it",
            1,
        ),
        (
            Box::new(cut),
            "page 1 of the articles is not as expected",
            1,
        ),
        (
            Box::new(old),
            "page 1 of the articles is not as expected",
            1,
        ),
    ];
    let place = Place::new();
    let before = place.exported_after_first_start();
    for (answer, told, times) in cases {
        let server = Server::start(move |path, address, _| match path {
            SECTIONS => sections(),
            _ => answer(address),
        });
        let said = place.fetch(&server, &[]);
        assert_eq!(said.code, Some(1), "{told}: {said:?}");
        assert!(said.err.contains(told), "{told}: {said:?}");
        assert!(said.out.is_empty(), "{told}: {said:?}");
        let articles = server
            .asked()
            .into_iter()
            .filter(|asked| asked.path == ARTICLES);
        assert_eq!(articles.count(), times, "{told}");
    }
    assert_eq!(place.exported(), before);
}

#[test]
fn a_wrong_address_or_file_is_told_before_anything_is_sent() {
    let place = Place::new();
    for (address, told) in [
        ("http://x.zendesk.com", "must begin with https://"),
        ("http://127.0.0.1.example.no", "must begin with https://"),
        ("ftp://127.0.0.1", "must begin with https://"),
        ("x.zendesk.com", "is no address"),
        ("https://kari:hei@x.zendesk.com", "must be without a login"),
        ("https://x.zendesk.com/hc/no", "must end after the name"),
        ("https://x.zendesk.com/?a=b", "must end after the name"),
    ] {
        let said = place.fetch_from(address, &[]);
        assert_eq!(said.code, Some(1), "{address}: {said:?}");
        assert!(said.err.contains(told), "{address}: {said:?}");
    }
    let server = with(Vec::new());
    std::fs::write(place.path("none"), " \n").unwrap();
    std::fs::write(place.path("odd.toml"), "\"Yrkesfag\" = \"yrke\"\n").unwrap();
    let base = ["help-center", "--address", &server.address];
    for (files, told) in [
        (
            ["--email-file", "email", "--token-file", "gone"],
            "--token-file cannot be read",
        ),
        (
            ["--email-file", "none", "--token-file", "token"],
            "--email-file has nothing on its first line",
        ),
    ] {
        let said = place.ik(&[&base[..], &files[..]].concat());
        assert!(said.err.contains(told), "{said:?}");
    }
    let files = [
        "--email-file",
        "email",
        "--token-file",
        "token",
        "--areas",
        "odd.toml",
    ];
    let said = place.ik(&[&base[..], &files[..]].concat());
    assert!(
        said.err
            .contains("`Yrkesfag`: there is no område `yrke`; there are `"),
        "{said:?}"
    );
    assert!(server.asked().is_empty() && !place.store().exists());
}

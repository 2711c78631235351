//! What is pasted from Word, Google Docs, web pages and the help center becomes an article's text,
//! and what does not come along is told.

use articles::arriving::{Arrived, Dropped, TooMuch, from_html};
use articles::{Article, Library};
use std::time::Instant;
use taxonomy::GuidanceModel;

fn arrived(html: &str) -> Arrived {
    from_html(html).expect("an ordinary text")
}

fn markdown(html: &str) -> String {
    let arrived = arrived(html);
    assert_eq!(arrived.dropped, [], "{html}");
    arrived.markdown
}

fn model() -> GuidanceModel {
    let text = include_str!("../../../config/guidance-model.toml");
    GuidanceModel::parse("guidance-model.toml", text).expect("the shipped model holds")
}

fn starter() -> Vec<Article> {
    let (library, _) = Library::starter(&model());
    let articles = library.articles();
    articles.map(|article| Article::clone(article)).collect()
}

/// The page that a reader of the Markdown sees.
fn shown(markdown: &str) -> String {
    let mut article = starter().swap_remove(0);
    markdown.clone_into(&mut article.body);
    article.body_html()
}

#[test]
fn word_keeps_its_headings_lists_and_emphasis_and_loses_its_styles() {
    let html = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style><!-- p.MsoNormal {mso-style-parent:"";} --></style><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head>
<body lang=NO-BOK><!--StartFragment-->
<p class=MsoTitle>Fagbrev<o:p></o:p></p>
<h1><b><span style='mso-fareast-font-family:"Times New Roman"'>Slik henger det sammen<o:p></o:p></span></b></h1>
<p class=MsoNormal>Du kan bli <b style='mso-bidi-font-weight:normal'>praksiskandidat</b> i
<st1:place w:st="on">Norge</st1:place>, <i>også</i> sent.<o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Fem års praksis<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><!--[endif]-->Allsidig</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Eksamen</p>
<p class=MsoNormal>Deretter:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Meld deg opp</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Ta prøven</p>
<p class=MsoListParagraph style='text-indent:-18.0pt'>•&nbsp;&nbsp; Feire</p>
<!--EndFragment--></body></html>"#;
    let found = arrived(html);
    assert_eq!(
        found.markdown,
        "\
## Fagbrev
## Slik henger det sammen
Du kan bli **praksiskandidat** i Norge, *også* sent.

- Fem års praksis
  - Allsidig
- Eksamen

Deretter:

1. Meld deg opp
2. Ta prøven

- Feire
"
    );
    assert_eq!(found.dropped, [Dropped::Style]);
}

#[test]
fn what_was_struck_out_or_remarked_in_word_is_not_taken_for_text() {
    let found = arrived(
        "<p>Frist <s>1. mars</s> <span style='text-decoration:line-through'>2. mars</span>15. april.\
         <span style='mso-hide:all'>Skjult</span></p>\
         <div style='mso-element:comment-list'><div><p>Kari: Er dette sant?</p></div></div><p>Slutt.</p>",
    );
    assert_eq!(found.markdown, "Frist 15. april.\n\nSlutt.\n");
    let text = |text: &str| text.to_owned();
    assert_eq!(
        found.dropped,
        [
            Dropped::Struck {
                text: text("1. mars")
            },
            Dropped::Struck {
                text: text("2. mars")
            },
            Dropped::Hidden {
                text: text("Skjult")
            },
            Dropped::Hidden {
                text: text("Kari: Er dette sant?")
            },
        ]
    );
}

#[test]
fn google_docs_is_not_bold_from_end_to_end() {
    let html = r#"<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:700;">Overskrift</span></h2><p dir="ltr"><span style="font-weight:400;">Vanlig </span><span style="font-weight:700;">fet</span><span style="font-weight:400;font-style:italic;"> skrå.</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>En</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Under</span></p></li></ul><li><p>To</p></li></ul><br><p><a href="https://www.google.com/url?q=https://utdanning.no/?utm_source%3Dx%26a%3D1&amp;sa=D"><span style="text-decoration:underline">utdanning.no</span></a></p></b><br class="Apple-interchange-newline">"#;
    assert_eq!(
        markdown(html),
        "\
## Overskrift
Vanlig **fet** *skrå.*

- En
  - Under
- To

[utdanning.no](https://utdanning.no/?a=1)
"
    );
}

#[test]
fn a_help_center_page_keeps_links_and_tells_pictures_videos_and_forms() {
    let html = r#"<h2 id="h_01">Søke</h2><p>Les <a href="https://nav.no/a?utm_campaign=b" target="_blank" rel="noopener">Nav</a> eller <a href="/hc/no/articles/1">en annen</a>, <a href="mailto:post@x.no">skriv</a>.</p>
<p><img src="https://x.zendesk.com/a.png" alt="Skjema med felt"></p>
<p><iframe src="//www.youtube-nocookie.com/embed/abc" width="560">Reserve</iframe></p>
<script>alert("x")</script><form><p>Navn</p><input name="n"><button>Send</button></form>
<table><thead><tr><th>Frist</th><th>Hvem</th></tr></thead><tbody><tr><td>1. mars</td><td><ul><li>Noen</li><li>a|b</li></ul></td></tr><tr><td rowspan=2>15. april</td><td>Alle</td></tr><tr><td>Flere</td></tr></tbody></table>
<ol start="3"><li>Tre<p>Mer om tre.</p></li><li>Fire</li></ol><blockquote><p>Sitat</p></blockquote><hr><pre>a
  b</pre>"#;
    let found = arrived(html);
    assert_eq!(
        found.markdown,
        "\
## Søke
Les [Nav](https://nav.no/a) eller en annen, skriv.

Navn

| Frist | Hvem |
| --- | --- |
| 1. mars | Noen; a\\|b |
| 15. april | Alle |
|  | Flere |

3. Tre

   Mer om tre.
4. Fire

> Sitat

---

```
a
  b
```
"
    );
    assert_eq!(
        found.dropped,
        [
            Dropped::Link {
                address: "/hc/no/articles/1".to_owned()
            },
            Dropped::Link {
                address: "mailto:post@x.no".to_owned()
            },
            Dropped::Image {
                alt: "Skjema med felt".to_owned()
            },
            Dropped::Media {
                address: "https://www.youtube-nocookie.com/embed/abc".to_owned()
            },
            Dropped::Script,
            Dropped::Form,
        ]
    );
}

#[test]
fn signs_that_mean_something_to_markdown_stay_the_signs_they_are() {
    for (html, text) in [
        (
            "<p># 1 * 2 *x* _y_ [a](b) ![c](d) `e` &lt;b&gt; &amp;amp; \\* snake_case 3 &lt; 4</p>",
            "# 1 * 2 *x* _y_ [a](b) ![c](d) `e` <b> &amp; \\* snake_case 3 < 4",
        ),
        ("<p>1. mars</p>", "1. mars"),
        ("<p>- strek</p>", "- strek"),
        ("<p>+ pluss</p>", "+ pluss"),
        ("<p>&gt; større</p>", "> større"),
        ("<p>[a]: https://x.no</p>", "[a]: https://x.no"),
        ("<p>https://x.no/a_b_c</p>", "https://x.no/a_b_c"),
    ] {
        let page = shown(&markdown(html));
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        assert_eq!(page, format!("<p>{text}</p>\n"), "{}", markdown(html));
    }
    assert_eq!(
        markdown("<p><b>Frist:</b>15. april, <b>Nav</b>s <i>og</i>så</p>"),
        "**Frist**:15. april, **Nav**s *og*så\n"
    );
    assert_eq!(
        markdown("<p>a<br>- b<br><br>c\u{ad}d</p>"),
        "a\\\n\\- b\n\ncd\n"
    );
    assert_eq!(markdown("<h2>C#</h2>"), "## C\\#\n");
}

#[test]
fn headings_keep_their_order_beneath_the_title() {
    assert_eq!(
        markdown("<h1>A</h1><h2>B</h2><h6>C</h6>"),
        "## A\n### B\n###### C\n"
    );
    assert_eq!(markdown("<h3>A</h3>x<h4>B</h4>"), "## A\nx\n\n### B\n");
}

#[test]
fn the_articles_that_ship_come_back_as_they_are() {
    for article in starter() {
        let mut again = article.clone();
        again.body = markdown(&article.body_html());
        assert_eq!(again.passages(), article.passages(), "{}", article.file);
        // A line break within a paragraph of the file is a blank to its reader.
        let page = |article: &Article| article.body_html().replace('\n', " ");
        assert_eq!(page(&again), page(&article), "{}", article.file);
    }
}

#[test]
fn what_came_out_comes_out_again_from_any_soup_of_tags() {
    let pieces = [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<ul>",
        "</ul>",
        "<ol start=7>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<th colspan=2>",
        "<td rowspan=3>",
        "</td>",
        "<h1>",
        "</h1>",
        "<h3>",
        "</h3>",
        "<br>",
        "<a href='https://x.no/(a)?b=1&copy;'>",
        "<a href=/ik#fagbrev>",
        "</a>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<hr>",
        "<div>",
        "</div>",
        "<img alt='x'>",
        "<s>",
        "</s>",
        "<caption>",
        "<p class=MsoListParagraph style='mso-list:l0 level2'>",
        "<span style='mso-list:Ignore'>",
        "</span>",
        "<span style='font-weight:bold'>",
        "ord",
        "a",
        " ",
        " ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "!",
        "#",
        "# ",
        "- ",
        "+",
        "1.",
        "2) ",
        ">",
        "&gt;",
        "&lt;b>",
        "\\",
        "|",
        "---",
        "===",
        "~~~",
        ":",
        ":-",
        ".",
        ",",
        "å",
        "\n",
        "&nbsp;",
        "&amp;",
        "copy;",
        "é",
        "«",
        "»",
        "😀",
        "e\u{301}",
    ];
    let mut state = 88_172_645_463_325_252_u64;
    let mut number = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    let mut page = starter().swap_remove(0);
    for _ in 0..15_000 {
        let length = 1 + number(25);
        let html: String = (0..length).map(|_| pieces[number(pieces.len())]).collect();
        let first = arrived(&html).markdown;
        first.clone_into(&mut page.body);
        let second = arrived(&page.body_html()).markdown;
        assert_eq!(first, second, "\n{html:?}\n{}", page.body_html());
    }
}

#[test]
fn a_page_that_nobody_wrote_is_refused_and_costs_little() {
    let deep = "<div>".repeat(100_000);
    assert_eq!(from_html(&deep), Err(TooMuch::Deep));
    assert_eq!(from_html(&"<b>".repeat(1_000_000)), Err(TooMuch::Deep));
    assert_eq!(from_html(&"<b></i>".repeat(100_000)), Err(TooMuch::Deep));
    assert_eq!(from_html(&"x".repeat(5_000_001)), Err(TooMuch::Long));
    for piece in [
        "<ul><li>a",
        "<p>a<br>",
        "<td>a",
        "<tr><td>a<td>b",
        "<blockquote><p>x</blockquote>",
        "<a href=https://x.no>a",
        "&",
        "<",
        "<!--",
        "\\",
        "<b>a</b>",
        "<p><b>",
        "`",
        "<p><code>`",
        "<li><p>x",
        "a</b>",
        "<s>",
        "<h1>x",
        "<table><td>",
        "<img alt=x>",
        "*",
        "<br>",
    ] {
        let html = piece.repeat(1_000_000 / piece.len());
        let begun = Instant::now();
        let found = from_html(&html);
        let grown = found.as_ref().map_or(0, |found| found.markdown.len());
        println!(
            "{piece}: {:?}, {grown} bytes, {:?}",
            begun.elapsed(),
            found.err()
        );
        assert!(grown <= 8 * html.len(), "{piece} grew to {grown} bytes");
        assert!(
            begun.elapsed().as_secs() < 60,
            "{piece}: {:?}",
            begun.elapsed()
        );
    }
}

//! What became of each article of a Help Center, in words.

use super::Known;
use articles::arriving::{Arriving, Dropped, HelpCenterArticle, Unmapped};
use std::collections::BTreeMap;

/// The articles that are taken: each with its file and what of it has no place here, then what holds for
/// several.
pub(super) fn taken(articles: &[HelpCenterArticle], arrived: &[Arriving]) -> Vec<String> {
    let mut lines: Vec<String> = articles
        .iter()
        .zip(arrived)
        .map(|(article, arrived)| one_taken(article, arrived))
        .collect();
    for (section, articles) in without_area(arrived) {
        lines.push(format!(
            "no område for «{}» (articles: {articles}); `--areas` says which",
            on_one_line(section)
        ));
    }
    if !arrived.is_empty() {
        lines.push(
            "every source is called `offentlig`, and phases, knapper and what to share are empty: \
             the desk shows what each draft lacks"
                .to_owned(),
        );
    }
    lines
}

fn one_taken(article: &HelpCenterArticle, arrived: &Arriving) -> String {
    let mut said = format!("{}  {}", arrived.name, on_one_line(&article.title));
    for problem in arrived.problems.iter().filter_map(sentence) {
        said.push_str("\n  ");
        said.push_str(&problem);
    }
    said
}

/// One article that is here since another time.
pub(super) fn left_alone(article: &HelpCenterArticle, known: &Known) -> String {
    let Known { id, changed_there } = known;
    let newer = article.changed().filter(|day| *day > *changed_there);
    let newer = newer.map_or(String::new(), |day| format!("; it was changed there {day}"));
    format!("articles/{id}.md  is here already and left alone{newer}")
}

/// The sections that no område is known for, with how many articles each has.
fn without_area(arrived: &[Arriving]) -> BTreeMap<&str, usize> {
    let mut sections = BTreeMap::new();
    for problem in arrived.iter().flat_map(|arrived| &arrived.problems) {
        if let Unmapped::Area {
            section: Some(name),
        } = problem
        {
            *sections.entry(name.as_str()).or_default() += 1;
        }
    }
    sections
}

/// `None` for what holds for every article and is said once.
fn sentence(problem: &Unmapped) -> Option<String> {
    Some(match problem {
        Unmapped::SourceKind => return None,
        Unmapped::Language { locale } => {
            format!(
                "language: `{}` is neither bokmål nor nynorsk",
                on_one_line(locale)
            )
        }
        Unmapped::Area {
            section: Some(name),
        } => {
            format!(
                "area: no område is known for the section «{}»",
                on_one_line(name)
            )
        }
        Unmapped::Area { section: None } => "area: it stands in no section".to_owned(),
        Unmapped::ShortCut => "short: the first paragraph was too long and is cut".to_owned(),
        Unmapped::ShortMissing => "short: there is no text to make it of".to_owned(),
        Unmapped::Promoted => "promoted there: here that needs a reason and a last day".to_owned(),
        Unmapped::Draft => "a draft there too".to_owned(),
        Unmapped::Body(why) => format!("body: left out, for it has {why}"),
        Unmapped::Dropped(dropped) => format!("body: {}", left_out(dropped)),
    })
}

fn left_out(dropped: &Dropped) -> String {
    let what = match dropped {
        Dropped::Image { .. } => "a picture",
        Dropped::Media { .. } => "a film or a sound",
        Dropped::Link { .. } => "where a link leads",
        Dropped::Struck { .. } => "words struck out",
        Dropped::Hidden { .. } => "hidden words",
        Dropped::Form => "a form",
        Dropped::Frame => "a frame",
        Dropped::Script => "a program",
        Dropped::Style => "how it looked",
    };
    match on_one_line(dropped.text()).as_str() {
        "" => format!("{what} is left out"),
        text => format!("{what} is left out: «{text}»"),
    }
}

/// What others wrote, safe for a terminal.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "")
}

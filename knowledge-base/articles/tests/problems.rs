//! A file with a fault is named with line and field; the rest of the library loads.

use articles::{ArticleId, Library, Problem, Severity, State};
use jiff::civil::date;
use taxonomy::GuidanceModel;

const GOOD: &str = r#"+++
id = "fagbrev"
title = "Fagbrev"
language = "nb"
area = "yrkesfag"
owner = "Områdegruppe yrkesfag"
review_months = 6
written = 2026-11-22
reviewed = 2026-11-22
valid_until = 2027-04-15
phases = ["kommunikasjon"]
knapper = []
keywords = ["praksiskandidat"]
short = """
Kort svar.
"""
find_it = "Søk på utdanning.no."

[share]
nb = "Er det greit?"
nn = "Er det greitt?"
+++
Brødtekst.
"#;

const PROMPT: &str = r#"[[prompt]]
id = "kommunikasjon-meg-01"
phase = "kommunikasjon"
knapp = "meg_i_kontekst"
kind = "hjelpespørsmål"
depth = "mild"
towards = "second"
nb = "Hva sier du?"
nn = "Kva seier du?"
"#;

fn model() -> GuidanceModel {
    let text = include_str!("../../../config/guidance-model.toml");
    GuidanceModel::parse("guidance-model.toml", text).expect("the shipped model holds")
}

fn read(files: &[(&str, &str)]) -> (Library, Vec<Problem>) {
    Library::read(files.iter().copied(), &model())
}

/// Replaces one piece of the good article, and expects one problem in that line and field.
fn check(from: &str, to: &str, line: usize, field: &str, says: &str) {
    assert!(GOOD.contains(from), "`{from}` is not in the article");
    let text = GOOD.replace(from, to);
    let (library, problems) = read(&[
        ("articles/fagbrev.md", &text),
        ("articles/hel.md", &GOOD.replace("\"fagbrev\"", "\"hel\"")),
    ]);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let found = problems.iter().any(|problem| {
        problem.file == "articles/fagbrev.md"
            && problem.line == Some(line)
            && problem.field.as_deref().unwrap_or_default() == field
            && problem.message.contains(says)
            && problem.severity == Severity::Error
    });
    assert!(
        found,
        "expected line {line} `{field}`: {says}; got {shown:#?}"
    );
    assert!(library.article(&ArticleId::new("hel")).is_some());
    assert!(library.article(&ArticleId::new("fagbrev")).is_none());
}

#[test]
fn the_good_files_have_no_problem() {
    let (library, problems) = read(&[("articles/fagbrev.md", GOOD), ("prompts/a.toml", PROMPT)]);
    assert_eq!(problems, []);
    assert_eq!((library.articles().len(), library.prompts().len()), (1, 1));
}

#[test]
fn a_fault_names_its_line_and_field() {
    check("owner =", "ownr =", 6, "ownr", "did you mean `owner`?");
    check("title = \"Fagbrev\"\n", "", 2, "title", "is missing");
    check(
        "\"yrkesfag\"",
        "\"yrkesfg\"",
        5,
        "area",
        "did you mean `yrkesfag`?",
    );
    check(
        "written = 2026-11-22",
        "written = \"i går\"",
        8,
        "written",
        "must be a date",
    );
    check("reviewed = 2026-11-22", "reviewed = 2026-13-22", 9, "", "");
    check(
        "review_months = 6",
        "review_months = 60",
        7,
        "review_months",
        "from 1 to 24",
    );
    check(
        "\"fagbrev\"",
        "\"fagbrevet\"",
        2,
        "id",
        "differs from the file name",
    );
    check(
        "\"kommunikasjon\"",
        "\"komunikasjon\"",
        11,
        "phases",
        "did you mean `kommunikasjon`?",
    );
    check("knapper = []", "knapper = [\"meg\"]", 12, "knapper", "meg");
    check("id = \"fagbrev\"", "id = \"fagbrev", 2, "", "");
}

#[test]
fn what_is_unwise_is_told_and_the_article_kept() {
    let told = |from: &str, to: &str| {
        let text = GOOD.replace(from, to);
        let (library, problems) = read(&[("articles/fagbrev.md", &text)]);
        assert_eq!(library.articles().len(), 1);
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert_eq!(problems[0].severity, Severity::Warning);
        (problems[0].line, problems[0].message.clone())
    };
    let (line, message) = told("Kort svar.", "1\n2\n3\n4");
    assert!(line == Some(14) && message.contains("has 4 lines"));
    assert!(
        told("Kort svar.", &"å".repeat(91))
            .1
            .contains("91 characters")
    );
    let (line, message) = told("nn = \"Er det greitt?\"\n", "");
    assert!(line == Some(19) && message.contains("missing"));
}

#[test]
fn a_dead_link_is_told_and_the_article_kept() {
    let text = GOOD.replace("Brødtekst.", "Brødtekst.\n\nSe [mer](ik:borte).");
    let (library, problems) = read(&[("articles/fagbrev.md", &text)]);
    assert_eq!(library.articles().len(), 1);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].line, Some(25));
    assert!(problems[0].message.contains("ik:borte"));
}

#[test]
fn doubles_are_told_and_left_out() {
    let (library, problems) = read(&[
        ("articles/fagbrev.md", GOOD),
        ("articles/fagbrev.md", GOOD),
        ("prompts/a.toml", PROMPT),
        ("prompts/b.toml", PROMPT),
        ("prompts/c.toml", &PROMPT.replace("meg-01", "meg-02")),
    ]);
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        shown
            .iter()
            .any(|p| p.starts_with("articles/fagbrev.md") && p.contains("is also in"))
    );
    assert!(
        shown
            .iter()
            .any(|p| p.starts_with("prompts/b.toml, line 2") && p.contains("twice"))
    );
    assert!(
        shown
            .iter()
            .any(|p| p.contains("same text as `kommunikasjon-meg-01`"))
    );
    assert_eq!((library.articles().len(), library.prompts().len()), (1, 2));
}

#[test]
fn a_prompt_with_a_fault_is_left_out_alone() {
    let both = format!(
        "{PROMPT}\n{}",
        PROMPT
            .replace("meg-01", "meg-02")
            .replace("phase =", "fase =")
    );
    let (library, problems) = read(&[("prompts/a.toml", &both)]);
    assert!(
        problems
            .iter()
            .any(|p| p.line == Some(13) && p.message.contains("did you mean `phase`?"))
    );
    assert!(
        library
            .prompt(&articles::PromptId::new("kommunikasjon-meg-01"))
            .is_some()
    );
    assert_eq!(library.prompts().len(), 1);
}

#[test]
fn age_is_judged_by_the_date_brought() {
    let (library, _) = read(&[("articles/fagbrev.md", GOOD)]);
    let article = library.articles().next().expect("one was read");
    assert_eq!(article.state(date(2027, 4, 15)), State::InOrder);
    assert_eq!(article.state(date(2027, 4, 16)), State::Expired);
    assert_eq!(
        library.out_of_date(date(2027, 4, 16))[0].severity,
        Severity::Warning
    );
    let (library, _) = read(&[(
        "articles/fagbrev.md",
        &GOOD.replace("valid_until = 2027-04-15\n", ""),
    )]);
    let article = library.articles().next().expect("one was read");
    assert_eq!(article.state(date(2027, 5, 22)), State::InOrder);
    assert_eq!(article.state(date(2027, 5, 23)), State::ReviewDue);
}

#[test]
fn hostile_files_are_answered_with_problems() {
    for text in [
        "",
        "+++",
        "+++\n+++\n",
        "hei",
        "+++\n\u{0}\n+++\nx",
        "+++\nid = [[[[\n+++\n",
    ] {
        let (library, problems) = read(&[("articles/x.md", text)]);
        assert_eq!(library.articles().len(), 0);
        assert!(!problems.is_empty(), "{text:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_a_problem() {
    let (library, problems) = Library::load(std::path::Path::new("/finnes/ikke"), &model());
    assert_eq!(library.articles().len(), 0);
    assert!(
        problems
            .iter()
            .all(|problem| problem.message.contains("cannot be read"))
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn coverage_counts_every_field_of_the_model() {
    let (library, _) = read(&[("prompts/a.toml", PROMPT)]);
    let coverage = library.coverage(&model());
    assert_eq!(coverage.fields.len(), 4 * 6);
    assert_eq!(coverage.thin().count(), 4 * 6);
    assert_eq!(
        coverage
            .fields
            .iter()
            .map(|field| field.prompts)
            .sum::<usize>(),
        1
    );
}

#[test]
fn an_article_that_no_editor_has_seen_or_that_has_facts_to_check_says_so() {
    let state = |text: String| {
        let (library, problems) = read(&[("articles/fagbrev.md", &text)]);
        assert_eq!(problems, []);
        let article = library.article(&ArticleId::new("fagbrev"));
        article.expect("it is whole").state(date(2026, 12, 1))
    };
    assert_eq!(state(GOOD.to_owned()), State::InOrder);
    let unseen = GOOD.replace("reviewed = 2026-11-22\n", "");
    assert_eq!(state(unseen), State::Unchecked);
    let doubtful = GOOD.replace("phases =", "needs_check = \"Beløpet.\"\nphases =");
    assert_eq!(state(doubtful), State::Unchecked);
}

#[test]
fn prompts_that_say_nearly_the_same_are_told() {
    let again = |id: &str, nb: &str| {
        PROMPT
            .replace("kommunikasjon-meg-01", id)
            .replace("Hva sier du?", nb)
            .replace("Kva seier du?", &format!("{nb} {id}"))
    };
    let text = [
        again("a", "Hva sier familien din om det valget du vil ta?"),
        again("b", "Hva sier familien din om valget du vil ta nå?"),
        again("c", "Hvem i familien din har du snakket mest med?"),
    ];
    let (_, problems) = read(&[("prompts/p.toml", &text.concat())]);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].contains("`b` says nearly the same as `a`"),
        "{told:?}"
    );
}

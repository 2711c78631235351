//! An editor sees what was changed, and two who changed apart lose nothing of each other.

use articles::compare::{Kind, Merged, Part, merge, words};
use std::time::Instant;

fn shown(earlier: &str, later: &str) -> String {
    let parts = words(earlier, later).into_iter();
    let marked = parts.map(|Part { kind, text }| match kind {
        Kind::Same => text,
        Kind::New => format!("[+{text}+]"),
        Kind::Gone => format!("[-{text}-]"),
    });
    marked.collect()
}

fn merged(text: &str) -> Merged {
    Merged {
        text: text.to_owned(),
        conflicts: false,
    }
}

#[test]
fn a_changed_word_is_shown_and_its_line_is_not_repeated() {
    assert_eq!(
        shown(
            "# Frist\nSøk innen 1. mars.\nSlutt.\n",
            "# Frist\nSøk innen 15. april.\nSlutt.\n"
        ),
        "# Frist\nSøk innen [-1. mars-][+15. april+].\nSlutt.\n"
    );
}

#[test]
fn a_new_line_is_new_as_a_whole() {
    assert_eq!(
        shown("En.\nTo.\n", "En.\nEn til.\nTo.\n"),
        "En.\n[+En til.\n+]To.\n"
    );
    assert_eq!(
        shown("", "Ny.\n"),
        "[+Ny.\n+]",
        "an article that was not there"
    );
    assert_eq!(shown("Lik.", "Lik."), "Lik.");
    assert_eq!(words("", ""), []);
}

#[test]
fn blanks_between_two_changes_are_not_a_reason_to_cut_them_up() {
    assert_eq!(
        shown("Ta kontakt med Nav.\n", "Ta samtale hos Nav.\n"),
        "Ta [-kontakt med-][+samtale hos+] Nav.\n"
    );
}

#[test]
fn changes_in_different_paragraphs_are_combined() {
    let base = "## A\nEn frist.\n\n## B\nTo krav.\n";
    let mine = base.replace("En frist", "To frister");
    let theirs = base.replace("To krav.", "To krav.\n- Ett til.");
    assert_eq!(
        merge(base, &mine, &theirs),
        merged("## A\nTo frister.\n\n## B\nTo krav.\n- Ett til.\n")
    );
}

#[test]
fn changes_in_different_places_of_a_line_and_in_neighbouring_lines_are_combined() {
    let keywords = "keywords = [\"fagbrev\", \"læretid\", \"svennebrev\"]\nx = 1\n";
    let mine = keywords.replace("fagbrev", "fagprøve");
    let theirs = keywords
        .replace("svennebrev", "sveinebrev")
        .replace("x = 1", "x = 2");
    assert_eq!(
        merge(keywords, &mine, &theirs),
        merged("keywords = [\"fagprøve\", \"læretid\", \"sveinebrev\"]\nx = 2\n")
    );
}

#[test]
fn changes_of_the_same_words_are_a_conflict() {
    let base = "Før.\nFristen er 1. mars.\nEtter.\n";
    for (mine, theirs) in [
        ("Fristen er 2. mars.", "Fristen er 3. mars."),
        // Two that changed neighbouring words changed one expression.
        ("Datoen er 1. mars.", "Fristen var 1. mars."),
        ("", "Fristen er 3. mars."),
    ] {
        let with = |line: &str| base.replace("Fristen er 1. mars.", line);
        let (mine, theirs) = (with(mine), with(theirs));
        let found = merge(base, &mine, &theirs);
        assert!(found.conflicts, "{mine} {theirs}");
        assert_eq!(found.text, mine, "mine stands until somebody has chosen");
    }
    let both = merge("En.\n", "En.\nTo.\n", "En.\nTre.\n");
    assert!(both.conflicts, "two texts in the same place");
}

/// Texts of few words, so that the same ones meet in many ways. The same every time.
struct Texts(u64);

impl Texts {
    fn number(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn next(&mut self) -> String {
        let pieces = [
            "å", "fag", "vg1-en", " ", " ", "\n", "\n", ".", "1,5", "e\u{301}", "\r\n", "«", "😀",
            "\u{a0}",
        ];
        (0..self.number(30))
            .map(|_| pieces[usize::try_from(self.number(pieces.len() as u64)).expect("small")])
            .collect()
    }
}

#[test]
fn the_parts_joined_give_back_both_texts() {
    let mut texts = Texts(1);
    for _ in 0..20_000 {
        let (earlier, later) = (texts.next(), texts.next());
        let parts = words(&earlier, &later);
        let without = |kind| -> String {
            let kept = parts.iter().filter(|part| part.kind != kind);
            kept.map(|part| part.text.as_str()).collect()
        };
        assert_eq!(without(Kind::New), earlier);
        assert_eq!(without(Kind::Gone), later);
        let neighbours = parts.windows(2).all(|two| two[0].kind != two[1].kind);
        assert!(neighbours, "{parts:?}");
        assert!(parts.iter().all(|part| !part.text.is_empty()));
    }
}

#[test]
fn who_did_nothing_takes_nothing_away() {
    let mut texts = Texts(2);
    for _ in 0..20_000 {
        let (base, changed, other) = (texts.next(), texts.next(), texts.next());
        let whole = merged(&changed);
        assert_eq!(merge(&base, &base, &changed), whole);
        assert_eq!(merge(&base, &changed, &base), whole);
        assert_eq!(merge(&base, &changed, &changed), whole);
        let (one, two) = (
            merge(&base, &changed, &other),
            merge(&base, &other, &changed),
        );
        assert_eq!(one.conflicts, two.conflicts);
        if !one.conflicts {
            assert_eq!(one.text, two.text, "it does not matter who was first");
        }
    }
}

/// Nonsense of one kind, the same for the same seed.
fn nonsense(seed: u64, pieces: &[&str], length: usize) -> String {
    let mut numbers = Texts(seed);
    let mut text = String::new();
    while text.len() < length {
        let one = numbers.number(pieces.len() as u64);
        text.push_str(pieces[usize::try_from(one).expect("small")]);
    }
    text
}

#[test]
fn a_megabyte_of_nonsense_is_compared_in_bounded_time() {
    for pieces in [
        &["a\n", "b\n"][..],
        &["a", "b", " ", "."],
        &["a ", "b "],
        &["æ\n", "ø ", "å", "-", "\n\n"],
    ] {
        // The second length is about as much as is still searched.
        for length in [1_000_000, 8_000, 4_000] {
            let texts = [3, 4, 5].map(|seed| nonsense(seed, pieces, length));
            let begun = Instant::now();
            words(&texts[0], &texts[1]);
            let compared = begun.elapsed();
            merge(&texts[0], &texts[1], &texts[2]);
            let all = begun.elapsed();
            println!("{length} of {pieces:?}: compared in {compared:?}, both {all:?}");
            // Far from what is measured, far below what a search without bound takes.
            assert!(all.as_secs() < 20, "{all:?}");
        }
    }
}

#[test]
fn a_long_text_with_a_small_change_is_compared_by_words() {
    let earlier: String = (0..20_000)
        .map(|n| format!("Linje {n} har en frist.\n"))
        .collect();
    let later = earlier.replace("Linje 9000 har en", "Linje 9000 hadde en");
    let changed: Vec<Part> = words(&earlier, &later)
        .into_iter()
        .filter(|part| part.kind != Kind::Same)
        .collect();
    let shown: Vec<&str> = changed.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(shown, ["har", "hadde"]);
}

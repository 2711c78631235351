//! The words of a text in Markdown, each with its line; addresses and link targets are none.

/// A word as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) line: usize,
    /// Whether it is somebody else's: in «quotes», or what a link calls the place it leads to. Such
    /// words may be of the other standard.
    pub(super) of_others: bool,
}

/// Every word of at least two letters, in order. What holds a digit is a number or a name of one.
pub(super) fn words(text: &str, first_line: usize) -> impl Iterator<Item = Word> {
    text.lines().enumerate().flat_map(move |(at, line)| {
        let letters = without_targets(line);
        let tokens = letters.split(|(letter, _)| letter.is_whitespace());
        let pieces: Vec<Word> = tokens
            .filter(|token| !is_address(token))
            .flat_map(|token| {
                token.split(|(letter, _)| !letter.is_alphanumeric() && *letter != '-')
            })
            .filter(|run| !run.iter().any(|(letter, _)| letter.is_numeric()))
            .flat_map(|run| run.split(|(letter, _)| *letter == '-'))
            .filter(|word| word.len() > 1)
            .map(|word| Word {
                text: word.iter().map(|(letter, _)| *letter).collect(),
                line: first_line + at,
                of_others: word[0].1,
            })
            .collect();
        pieces
    })
}

/// The letters of a line, each with whether it is somebody else's, without `(…)` after a link's name.
fn without_targets(line: &str) -> Vec<(char, bool)> {
    let (mut quoted, mut label) = (false, false);
    let mut letters = Vec::new();
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        match letter {
            '«' => quoted = true,
            '»' => quoted = false,
            '[' => {
                label = rest
                    .split_once(']')
                    .is_some_and(|(_, then)| then.starts_with('('))
            }
            _ => {}
        }
        letters.push((letter, quoted || label));
        rest = &rest[letter.len_utf8()..];
        if letter == ']' && label {
            label = false;
            rest = rest.split_once(')').map_or("", |(_, then)| then);
        }
    }
    letters
}

/// Whether a token is an address: it has a scheme, or letters on both sides of a dot or an at sign.
fn is_address(token: &[(char, bool)]) -> bool {
    let token: String = token.iter().map(|(letter, _)| *letter).collect();
    let inside = token.trim_matches(|letter: char| !letter.is_alphanumeric());
    let host = |dot: usize| {
        let then = inside[dot + 1..].chars().take(2);
        then.filter(char::is_ascii_lowercase).count() == 2
    };
    inside.contains("://")
        || inside.contains('@')
        || inside.match_indices('.').any(|(dot, _)| host(dot))
}

#[test]
fn words_are_what_a_reader_reads() {
    let text = "Sjå [Nav](ik:henvise-nav) og **vg1-en**,\nnav.no, IT-fag: «vet ikkje» ph.d.";
    let found: Vec<_> = words(text, 7)
        .map(|word| (word.text, word.line, word.of_others))
        .collect();
    let expected = [
        ("Sjå", 7, false),
        ("Nav", 7, true),
        ("og", 7, false),
        ("IT", 8, false),
        ("fag", 8, false),
        ("vet", 8, true),
        ("ikkje", 8, true),
        ("ph", 8, false),
    ];
    let expected = expected.map(|(text, line, others)| (text.to_owned(), line, others));
    assert_eq!(found, expected);
}

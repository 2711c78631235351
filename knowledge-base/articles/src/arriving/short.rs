//! A short answer made of what a text begins with.

/// Lines that a short answer may have.
const LINES: usize = 3;
/// Characters that a line of it may have.
const LINE: usize = 90;
/// What a dot ends without ending a sentence.
const SHORTENED: &[&str] = &[
    "bl.a", "ca", "dvs", "evt", "f.eks", "inkl", "jf", "kl", "m.fl", "mvh", "nr", "o.l", "osv",
    "pga", "s.k", "tlf", "t.d",
];

/// The sentences that fit, and whether anything was left off.
pub(super) fn short(paragraph: &str) -> (String, bool) {
    let sentences = sentences(paragraph);
    for kept in (1..=sentences.len()).rev() {
        let lines = wrapped(&sentences[..kept].join(" "));
        if lines.len() <= LINES {
            return (lines.join("\n"), kept < sentences.len());
        }
    }
    // Not even the first fits.
    let mut lines = wrapped(sentences.first().copied().unwrap_or_default());
    lines.truncate(LINES);
    if let Some(last) = lines.last_mut() {
        while last.chars().count() + 2 > LINE {
            match last.rfind(' ') {
                Some(at) => last.truncate(at),
                None => *last = last.chars().take(LINE - 2).collect(),
            }
        }
        last.push_str(" …");
    }
    (lines.join("\n"), true)
}

fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let (before, after) = (&text[start..at], &text[at + 1..]);
        let end = at + 1 + after.len() - after.trim_start_matches(['»', '"', ')']).len();
        let next = text[end..]
            .strip_prefix(' ')
            .and_then(|next| next.chars().next());
        let word = before
            .rsplit(' ')
            .next()
            .unwrap_or_default()
            .trim_start_matches('(');
        let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let goes_on = SHORTENED.contains(&word.to_lowercase().as_str()) || number;
        let begins = next.is_some_and(|next| !next.is_lowercase());
        if begins && !goes_on {
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let letters: Vec<Vec<char>> = text
        .split_whitespace()
        .map(|word| word.chars().collect())
        .collect();
    // A word longer than a line is an address or nonsense, and is broken.
    let words = letters.iter().flat_map(|word| word.chunks(LINE));
    for word in words.map(|word| word.iter().collect::<String>()) {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= LINE => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_are_kept_as_long_as_they_fit() {
        let (text, cut) = short("Fristen er 1. mars. Søk f.eks. hos Nav! Hva nå?");
        assert_eq!(
            (text.as_str(), cut),
            ("Fristen er 1. mars. Søk f.eks. hos Nav! Hva nå?", false)
        );
        let long =
            "Dette er en setning som har mange ord og som fyller godt over halve linja. ".repeat(5);
        let (text, cut) = short(&long);
        assert!(
            cut && text.ends_with("linja.") && text.lines().count() == 3,
            "{text}"
        );
        assert!(text.lines().all(|line| line.chars().count() <= LINE));
    }

    #[test]
    fn a_sentence_that_never_ends_is_cut_and_says_so() {
        for endless in ["ord ".repeat(200), "x".repeat(900)] {
            let (text, cut) = short(&endless);
            assert!(cut && text.ends_with(" …"), "{text}");
            assert!(text.lines().count() <= LINES);
            assert!(
                text.lines().all(|line| line.chars().count() <= LINE),
                "{text}"
            );
        }
        assert_eq!(short(""), (String::new(), true));
    }
}

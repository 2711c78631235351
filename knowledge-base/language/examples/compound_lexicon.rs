//! Makes the lexicon that compounds are taken apart by: `compound_lexicon lemmas.txt > lexicon.txt`.
//!
//! Every word is cut in two where both sides are words too; each word keeps how often it stood
//! first and last. A word that neither begins nor ends another is left out if it is a compound
//! itself, for then its parts will do.

use std::collections::{BTreeSet, HashMap};
use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "the file is made from what is printed")]
fn main() -> ExitCode {
    let Some(text) = std::env::args().nth(1).map(std::fs::read_to_string) else {
        eprintln!("usage: compound_lexicon FILE");
        return ExitCode::FAILURE;
    };
    let text = match text {
        Ok(text) => text,
        Err(error) => {
            eprintln!("the words cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let words: BTreeSet<&str> = text
        .lines()
        .filter(|word| word.chars().count() >= 3 && word.chars().all(is_plain))
        .collect();
    let mut seen: HashMap<&str, [u32; 2]> = HashMap::new();
    let mut compounds = 0;
    let mut is_compound: BTreeSet<&str> = BTreeSet::new();
    for word in &words {
        if let Some((first, head)) = cut(word, &words) {
            compounds += 1;
            is_compound.insert(word);
            seen.entry(first).or_default()[0] += 1;
            seen.entry(head).or_default()[1] += 1;
        }
    }
    let kept = words.iter().filter(|word| {
        let [first, head] = seen.get(*word).copied().unwrap_or_default();
        let long = word.chars().count() > 4;
        first + head > 1 || first + head > 0 && long || long && !is_compound.contains(*word)
    });
    let mut before: Vec<char> = Vec::new();
    let mut count = 0;
    for word in kept {
        count += 1;
        let letters: Vec<char> = word.chars().collect();
        let shared = before
            .iter()
            .zip(&letters)
            .take_while(|(a, b)| a == b)
            .count()
            .min(25);
        let rest: String = letters[shared..].iter().collect();
        let [first, head] = seen.get(word).copied().unwrap_or_default();
        let shared = char::from(b'A' + u8::try_from(shared).unwrap_or(0));
        println!("{shared}{rest}{}{}", weight(first), weight(head));
        before = letters;
    }
    eprintln!(
        "{} words, {compounds} of them compounds; {count} kept",
        words.len()
    );
    ExitCode::SUCCESS
}

fn is_plain(c: char) -> bool {
    c.is_lowercase()
}

/// 0 for none, then one more each time the number doubles.
fn weight(seen: u32) -> u32 {
    (32 - seen.leading_zeros()).min(9)
}

/// The cut whose shorter side is longest; for equals the one without a joining letter.
fn cut<'w>(word: &'w str, words: &BTreeSet<&'w str>) -> Option<(&'w str, &'w str)> {
    let letters = word.chars().count();
    let mut best: Option<(usize, (&str, &str))> = None;
    for (left, (at, _)) in word.char_indices().enumerate().skip(3) {
        let right = letters - left;
        if right < 3 {
            break;
        }
        let (before, head) = word.split_at(at);
        if !words.contains(head) {
            continue;
        }
        let bare = ['s', 'e']
            .into_iter()
            .filter_map(|joint| before.strip_suffix(joint));
        let first = std::iter::once(before)
            .chain(bare)
            .find(|first| first.chars().count() >= 3 && words.contains(first));
        if let Some(first) = first {
            let shorter = first.chars().count().min(right);
            if best.is_none_or(|(most, _)| shorter > most) {
                best = Some((shorter, (first, head)));
            }
        }
    }
    best.map(|(_, halves)| halves)
}

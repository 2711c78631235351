//! One spelling of every character.

use unicode_normalization::UnicodeNormalization;

/// Text in NFC without soft hyphens, zero-width and control characters; white space becomes single
/// spaces. Case is kept.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !c.is_control() && !is_invisible(c) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// [`normalise`]d and lower-cased: what matching works on.
pub fn fold(text: &str) -> String {
    normalise(text).to_lowercase()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_letters_become_one() {
        assert_eq!(normalise("a\u{30a}pen  dag\n"), "åpen dag");
        assert_eq!(fold("VI\u{ad}DERE\u{200b}G\u{c5}ENDE"), "videregående");
    }
}

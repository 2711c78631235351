//! A text in pieces that give it back when they are joined: lines, or words with what is between.

/// The lines, each with the line break that ends it.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The words, the runs of blanks, the line breaks, and every other sign by itself.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() {
            word(rest)
        } else if blank(first) {
            rest.find(|sign| !blank(sign)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// Whether something can be read in it; blanks and punctuation alone cannot.
pub(super) fn can_be_read(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

fn blank(sign: char) -> bool {
    sign.is_whitespace() && sign != '\n'
}

/// The length of the word that a text begins with: `vg1-en`, `15.04` and `Nav's` are one each, as
/// are letters with an accent that is written apart.
fn word(text: &str) -> usize {
    let mut signs = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let inside = match sign {
            '-' | '\'' | '’' => last.is_alphanumeric() && next.is_alphanumeric(),
            '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
            '\u{300}'..='\u{36f}' => true,
            _ => sign.is_alphanumeric(),
        };
        if !inside {
            return at;
        }
        last = sign;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_punctuation_stands_alone() {
        let text = "Søk vg1-en,  innen 15.04.\n«Ja!» ";
        let pieces = words(text);
        assert_eq!(
            pieces,
            [
                "Søk", " ", "vg1-en", ",", "  ", "innen", " ", "15.04", ".", "\n", "«", "Ja", "!",
                "»", " "
            ]
        );
        assert_eq!(pieces.concat(), text);
        assert_eq!(lines(text).concat(), text);
    }
}

//! The id of an article made from its title.

/// Characters of an id at most; it is part of a file name and of every link.
const LONGEST: usize = 60;

/// The title in the letters that an id may have; empty if none of it can be written so.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' | 'ó' | 'ò' | 'ô' | 'õ' => slug.push('o'),
            'å' | 'á' | 'à' | 'â' | 'ã' => slug.push('a'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'í' | 'ì' | 'î' | 'ï' => slug.push('i'),
            'ú' | 'ù' | 'û' | 'ü' => slug.push('u'),
            'ç' | 'č' => slug.push('c'),
            'ñ' | 'ŋ' => slug.push('n'),
            'š' => slug.push('s'),
            'ž' => slug.push('z'),
            'đ' | 'ð' => slug.push('d'),
            'ŧ' => slug.push('t'),
            // An accent that is written apart, or a soft hyphen, parts no word.
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    if slug.len() > LONGEST {
        let cut = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(cut);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::well_formed;

    #[test]
    fn a_title_becomes_an_id_that_people_can_read() {
        for (title, id) in [
            (
                "Hva gjør jeg når jeg får avslag?",
                "hva-gjor-jeg-nar-jeg-far-avslag",
            ),
            ("Læreplass – søke & få", "laereplass-soke-fa"),
            ("  23/5-regelen: «Kafé»", "23-5-regelen-kafe"),
            ("A\u{30a}pent opptak", "apent-opptak"),
        ] {
            assert_eq!(slug(title), id);
        }
        assert_eq!(slug("???"), "");
        let long = slug(&"ordet ".repeat(40));
        assert!(
            long.len() <= LONGEST && long.ends_with("ordet") && well_formed(&long),
            "{long}"
        );
        assert!(slug(&"å".repeat(400)).len() <= LONGEST);
    }
}

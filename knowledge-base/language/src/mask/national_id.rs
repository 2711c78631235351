//! National identity numbers: six digits of a date, three more, and two control digits.
//!
//! Fødselsnummer, D-numbers (day + 40), H-numbers (month + 40) and the synthetic ones that are made for
//! tests (month + 80). From 2032 the first control digit leaves one of four remainders in place of one.

/// So many digits it has.
pub(super) const DIGITS: usize = 11;

const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
/// What the first control digit may leave, from 2032 on; before that only 0.
const REMAINDERS: u32 = 4;

/// Whether the digits, and nothing but digits, are a national identity number.
pub(super) fn is_one(digits: &str) -> bool {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != DIGITS {
        return false;
    }
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let dated = matches!(day, 1..=31 | 41..=71) && matches!(month, 1..=12 | 41..=52 | 81..=92);
    dated && remainder(&digits, &FIRST) < REMAINDERS && remainder(&digits, &SECOND) == 0
}

fn remainder(digits: &[u32], weights: &[u32]) -> u32 {
    let products = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight);
    products.sum::<u32>() % 11
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn the_control_digits_decide() {
        // synthetic: no such month, so nobody has them
        for one in ["01817012380", "15921798765", "41810112345"] {
            let base = &one[..9];
            let all: Vec<_> = (0..100).map(|end| format!("{base}{end:02}")).collect();
            let right: Vec<_> = all.iter().filter(|number| is_one(number)).collect();
            // one of a hundred, or from 2032 on as many as there are remainders
            assert!((1..=4).contains(&right.len()), "{base}: {right:?}");
        }
        assert!(!is_one("01327012345"), "no such month");
        assert!(!is_one("00000000000") && !is_one("0181701238") && !is_one(""));
    }
}

//! The vaktleder's message as a card that Teams shows.

use crate::Language;
use crate::card::{message, runs};
use serde_json::json;

/// The message as the body of a POST: each line as it was written, and the knapp of the day.
pub fn shift_card(text: &str, knapp: Option<&str>, language: Language) -> String {
    let mut body = vec![json!({
        "type": "TextBlock", "text": language.texts().shift,
        "size": "Large", "weight": "Bolder", "wrap": true,
    })];
    if let Some(knapp) = knapp {
        let name = json!({ "type": "TextRun", "text": knapp, "weight": "Bolder" });
        body.push(runs("Small", &[name]));
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let line = |line: &str| runs("Medium", &[json!({ "type": "TextRun", "text": line })]);
    body.extend(lines.map(line));
    message(&body, language, None).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LIMIT;
    use serde_json::Value;

    #[test]
    fn each_line_stands_as_it_was_written() {
        let card = shift_card(
            "Hei!\n\n# 46 *samtaler*",
            Some("Meg i kontekst"),
            Language::Nb,
        );
        let card: Value = serde_json::from_str(&card).unwrap();
        let body = &card["attachments"][0]["content"]["body"];
        assert_eq!(body[0]["text"], "Vaktledermelding");
        let run = |row: usize| &body[row]["inlines"][0]["text"];
        assert_eq!(
            [run(1), run(2), run(3)],
            ["Meg i kontekst", "Hei!", "# 46 *samtaler*"]
        );
        assert_eq!(body[3]["type"], "RichTextBlock", "no Markdown");
    }

    #[test]
    fn the_longest_message_that_the_page_takes_fits() {
        let rest = "😀".repeat(2_500 - 80);
        let long = format!("{}{rest}", "a\n".repeat(40));
        assert!(shift_card(&long, Some("Meg i kontekst"), Language::Nn).len() <= LIMIT);
        let quotes = "\"".repeat(2_500);
        assert!(shift_card(&quotes, None, Language::Nn).len() <= LIMIT);
    }
}

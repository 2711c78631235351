//! How a piece of text looked, as far as it means something, from the styles that Word and Google
//! Docs write.

/// What `style` says of a piece.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) struck: bool,
    pub(super) hidden: bool,
    /// The sign before an item of Word's, which Markdown writes itself.
    pub(super) list_sign: bool,
    /// The level of an item of Word's, from 1.
    pub(super) list_level: Option<usize>,
}

impl Look {
    pub(super) fn of(style: &str) -> Self {
        let mut look = Self::default();
        for rule in style.split(';') {
            let Some((name, value)) = rule.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-weight" => look.bold = weight(&value),
                "font-style" => look.italic = Some(value.contains("italic")),
                "text-decoration" | "text-decoration-line" => {
                    look.struck |= value.contains("line-through");
                }
                "display" | "mso-hide" => look.hidden |= value == "none" || value == "all",
                "mso-element" => look.hidden |= value.starts_with("comment"),
                "mso-list" => {
                    look.list_sign = value.contains("ignore");
                    look.list_level = value.split_once("level").and_then(|(_, level)| {
                        let digits = level.split(|sign: char| !sign.is_ascii_digit()).next()?;
                        digits.parse().ok()
                    });
                }
                _ => {}
            }
        }
        look
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|number| number >= 600),
    }
}

/// The sign that Word writes before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Dot,
    Number(u32),
}

impl Sign {
    /// `·` and `o` are dots, `3.` and `b)` are numbers.
    pub(super) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let inside = text.trim_start_matches('(');
        if let Some(number) = inside.strip_suffix(['.', ')']) {
            let short = (1..=4).contains(&number.len());
            return (short && number.bytes().all(|byte| byte.is_ascii_alphanumeric()))
                .then(|| Self::Number(number.parse().unwrap_or(1)));
        }
        let dots = [
            "·", "•", "▪", "◦", "●", "○", "■", "o", "§", "-", "–", "\u{f0b7}", "\u{f0a7}",
        ];
        dots.contains(&text).then_some(Self::Dot)
    }
}

//! Headings, paragraphs, items and tables in a row, and how Markdown writes them.

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of level 1 to 6 in what arrived.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<String>>),
    /// Lines as they are.
    Code(String),
    /// A line across.
    Rule,
}

/// What an item begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A dash.
    Dot,
    /// A number.
    Number(u32),
}

/// A block and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) block: Block,
    /// How many lists it is in.
    pub(super) depth: usize,
    /// Set where it begins an item.
    pub(super) marker: Option<Marker>,
    /// Whether it is somebody else's words.
    pub(super) quote: bool,
}

/// The level of the highest heading in an article: its title stands above.
const HIGHEST: u8 = 2;

/// An item that is open while its blocks are written.
struct Item {
    marker: Marker,
    width: usize,
}

/// The blocks as Markdown.
pub(super) fn written(blocks: &[Placed]) -> String {
    let levels = blocks.iter().filter_map(|placed| match placed.block {
        Block::Heading(level, _) => Some(level),
        _ => None,
    });
    let highest = levels.min().unwrap_or(HIGHEST);
    let mut out = String::new();
    let mut items: Vec<Item> = Vec::new();
    let mut before: Option<&Placed> = None;
    for placed in blocks {
        if before.is_some_and(|before| before.quote != placed.quote) {
            items.clear();
        }
        let (tight, indent, mark) = place(placed, &mut items);
        let close = match before.map(|before| &before.block) {
            Some(Block::Heading(..)) => true,
            _ => tight,
        };
        let quote = if placed.quote { "> " } else { "" };
        match before {
            None => {}
            Some(_) if close => out.push('\n'),
            Some(before) if before.quote && placed.quote => out.push_str("\n>\n"),
            Some(_) => out.push_str("\n\n"),
        }
        let text = text(&placed.block, highest);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                out.push('\n');
            }
            let start = if at == 0 { mark.as_str() } else { "" };
            let blanks = if at == 0 { indent - mark.len() } else { indent };
            if line.is_empty() && start.is_empty() {
                out.push_str(quote.trim_end());
            } else {
                out.push_str(quote);
                out.extend(std::iter::repeat_n(' ', blanks));
                out.push_str(start);
                out.push_str(line);
            }
        }
        before = Some(placed);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether a block follows the one before without an empty line, how far its lines are moved in,
/// and what the first begins with.
fn place(placed: &Placed, items: &mut Vec<Item>) -> (bool, usize, String) {
    let width = |items: &[Item]| items.iter().map(|item| item.width).sum::<usize>();
    let Some(marker) = placed.marker else {
        items.truncate(placed.depth);
        return (false, width(items), String::new());
    };
    let inner = items.len() < placed.depth;
    items.truncate(placed.depth);
    let last = if inner { None } else { items.pop() };
    let same = last.map(|item| item.marker);
    let (marker, tight) = match (marker, same) {
        // Numbers go on, as Markdown counts them itself.
        (Marker::Number(_), Some(Marker::Number(number))) => (Marker::Number(number + 1), true),
        (Marker::Dot, Some(Marker::Dot)) => (marker, true),
        // A list within an item may begin at once, unless its number could be read as text.
        (Marker::Dot | Marker::Number(1), None) => (marker, !items.is_empty()),
        _ => (marker, false),
    };
    let mark = match marker {
        Marker::Dot => "- ".to_owned(),
        Marker::Number(number) => format!("{number}. "),
    };
    items.push(Item {
        marker,
        width: mark.len(),
    });
    (tight, width(items), mark)
}

fn text(block: &Block, highest: u8) -> String {
    match block {
        Block::Heading(level, text) => {
            let level = (level + HIGHEST - highest).min(6);
            let text = text.replace('\n', " ");
            let (start, end) = match text.strip_suffix('#') {
                Some(start) => (start, "\\#"),
                None => (text.as_str(), ""),
            };
            format!("{} {start}{end}", "#".repeat(level.into()))
        }
        Block::Text(text) => {
            let lines: Vec<String> = text.split('\n').map(line).collect();
            lines.join("\\\n")
        }
        Block::Table(rows) => table(rows),
        Block::Code(text) => {
            let longest = text.split(|sign| sign != '`').map(str::len).max();
            let fence = "`".repeat((longest.unwrap_or(0) + 1).max(3));
            format!("{fence}\n{text}\n{fence}")
        }
        Block::Rule => "---".to_owned(),
    }
}

fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = (0..columns)
            .map(|column| row.get(column).map_or("", String::as_str))
            .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
            .collect();
        lines.push(format!("| {} |", cells.join(" | ")));
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(columns)));
        }
    }
    lines.join("\n")
}

/// A line of text that Markdown does not take for a heading, an item, a quote, a fence or a table.
fn line(line: &str) -> String {
    let after = |start: &str| line[start.len()..].chars().next();
    let ends = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
    let hashes = line.len() - line.trim_start_matches('#').len();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let means = match line.chars().next() {
        Some('#') => hashes <= 6 && ends(line[hashes..].chars().next()),
        Some('>' | '=' | '|') => true,
        Some('-' | '+') => ends(after("-")) || after("-") == Some('-'),
        Some(':') => after(":") == Some('-'),
        Some('~') => line.starts_with("~~~"),
        _ => false,
    };
    let number = (1..=9).contains(&digits)
        && line[digits..].starts_with(['.', ')'])
        && ends(line[digits + 1..].chars().next());
    if means {
        format!("\\{line}")
    } else if number {
        let (number, rest) = line.split_at(digits);
        format!("{number}\\{rest}")
    } else {
        line.to_owned()
    }
}

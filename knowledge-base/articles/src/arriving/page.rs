//! A page of HTML as it is read, tag by tag. Nothing here calls itself, so depth costs no stack.

use super::address;
use super::blocks::{Block, Marker, Placed, written};
use super::dropped::{Dropped, Told, quoted};
use super::inline::{Emphasis, Words};
use super::markdown::{Arrived, TooMuch};
use super::style::{Look, Sign};
use super::table::Table;
use super::tags::{ends_by_itself, is_block, is_void};
use std::rc::Rc;

/// Tags that may be open at once.
const DEEPEST: usize = 500;
/// Lists within lists that are kept apart.
const LISTS: usize = 8;

/// A tag that changes how words look.
struct Open {
    tag: String,
    emphasis: Emphasis,
}

/// A list that is open; the number of its next item if it has any.
struct List {
    next: Option<u32>,
}

/// What is left out until its tag ends.
struct Skip {
    tag: String,
    depth: usize,
    text: String,
    why: Why,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Silent,
    Struck,
    Hidden,
    ListSign,
}

/// An item of Word's: a paragraph that only looks like one.
struct WordItem {
    level: Option<usize>,
    sign: String,
}

/// One tag with what of it matters.
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) closed: bool,
    pub(super) attribute: &'t dyn Fn(&str) -> String,
}

/// What has been read so far.
#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<Placed>,
    words: Words,
    open: Vec<Open>,
    link: Option<Rc<str>>,
    lists: Vec<List>,
    marker: Option<Marker>,
    quotes: usize,
    heading: Option<u8>,
    table: Option<Table>,
    code: Option<String>,
    word_item: Option<WordItem>,
    skip: Option<Skip>,
    depth: usize,
    told: Told,
}

impl Page {
    pub(super) fn text(&mut self, text: &str) {
        if let Some(skip) = &mut self.skip {
            skip.text.push_str(text);
        } else if let Some(code) = &mut self.code {
            code.push_str(text);
        } else {
            let mut emphasis = self
                .open
                .last()
                .map(|open| open.emphasis)
                .unwrap_or_default();
            // A heading is bold as it is.
            emphasis.bold &= self.heading.is_none();
            self.words.add(text, emphasis, self.link.as_ref());
        }
    }

    pub(super) fn start(&mut self, tag: &Tag) -> Result<(), TooMuch> {
        if !tag.closed && !is_void(tag.name) && !ends_by_itself(tag.name) {
            self.depth += 1;
            if self.depth > DEEPEST || self.open.len() > DEEPEST {
                return Err(TooMuch::Deep);
            }
        }
        if let Some(skip) = &mut self.skip {
            let inline = skip.why != Why::Silent && !is_block(&skip.tag);
            if !(inline && is_block(tag.name)) {
                skip.depth += usize::from(skip.tag == tag.name && !tag.closed);
                return Ok(());
            }
            self.end_skip();
        }
        if self.code.is_some() && tag.name != "br" {
            return Ok(());
        }
        let look = Look::of(&(tag.attribute)("style"));
        if self.leaves_out(tag, &look) {
            return Ok(());
        }
        if is_block(tag.name) {
            self.flush();
        }
        self.start_kept(tag, &look);
        Ok(())
    }

    /// Begins to leave out what does not come along.
    fn leaves_out(&mut self, tag: &Tag, look: &Look) -> bool {
        let attribute = tag.attribute;
        let why = match tag.name {
            "script" | "noscript" => {
                self.told.tell(Dropped::Script);
                Why::Silent
            }
            "style" => {
                self.told.tell(Dropped::Style);
                Why::Silent
            }
            "select" | "textarea" | "button" | "datalist" => {
                self.told.tell(Dropped::Form);
                Why::Silent
            }
            "iframe" | "video" | "audio" | "object" | "applet" | "frameset" | "noframes" => {
                self.media(&[attribute("src"), attribute("data")]);
                Why::Silent
            }
            "title" | "template" | "svg" | "math" | "canvas" | "xml" | "noembed" => Why::Silent,
            "s" | "strike" | "del" => Why::Struck,
            _ if look.list_sign => Why::ListSign,
            _ if look.struck => Why::Struck,
            _ if look.hidden || attribute("class").contains("MsoCommentReference") => Why::Hidden,
            _ => return false,
        };
        if !tag.closed && !is_void(tag.name) {
            self.skip = Some(Skip {
                tag: tag.name.to_owned(),
                depth: 1,
                text: String::new(),
                why,
            });
        }
        true
    }

    fn media(&mut self, addresses: &[String]) {
        let address = addresses.iter().find_map(|address| address::kept(address));
        self.told.tell(match address {
            Some(address) => Dropped::Media { address },
            None => Dropped::Frame,
        });
    }

    fn start_kept(&mut self, tag: &Tag, look: &Look) {
        let attribute = tag.attribute;
        match tag.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = tag.name[1..].parse().ok();
            }
            "p" | "div" => self.start_paragraph(&attribute("class"), &attribute, look),
            "ul" | "menu" => self.lists.push(List { next: None }),
            "ol" => {
                let start = attribute("start").parse().unwrap_or(1);
                self.lists.push(List { next: Some(start) });
            }
            "li" => self.start_item(),
            "blockquote" => self.quotes += 1,
            "pre" if !self.in_cell() => self.code = Some(String::new()),
            "hr" => self.push(Block::Rule),
            "br" => self.break_line(),
            "a" => self.start_link(&attribute("href")),
            "img" => self.told.tell(Dropped::Image {
                alt: quoted(&attribute("alt")),
            }),
            "embed" | "source" => self.media(&[attribute("src")]),
            "form" | "input" => self.told.tell(Dropped::Form),
            "table" => match &mut self.table {
                Some(table) => table.inner += 1,
                None => self.table = Some(Table::default()),
            },
            "tr" | "td" | "th" => self.start_cell(tag),
            name if !tag.closed && !is_block(name) && !is_void(name) => {
                self.start_inline(name, look)
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, class: &str, attribute: &dyn Fn(&str) -> String, look: &Look) {
        if look.list_level.is_some() || class.contains("MsoListParagraph") {
            self.word_item = Some(WordItem {
                level: look.list_level,
                sign: String::new(),
            });
        } else if class == "MsoTitle" {
            self.heading = Some(1);
        } else if attribute("role") == "heading" {
            let level = attribute("aria-level").parse().unwrap_or(2);
            self.heading = Some(u8::clamp(level, 1, 6));
        }
    }

    fn start_item(&mut self) {
        self.marker = match self.lists.last_mut() {
            Some(List { next: Some(next) }) => {
                let number = *next;
                *next = next.saturating_add(1).min(999_999_999);
                Some(Marker::Number(number.min(999_999_999)))
            }
            _ => Some(Marker::Dot),
        };
    }

    fn start_cell(&mut self, tag: &Tag) {
        let Some(table) = self.table.as_mut().filter(|table| table.inner == 0) else {
            return;
        };
        if tag.name == "tr" {
            table.end_row();
        } else {
            let span = |name| (tag.attribute)(name).parse().unwrap_or(1);
            table.begin_cell(span("colspan"), span("rowspan"));
        }
    }

    fn start_inline(&mut self, name: &str, look: &Look) {
        let outer = self
            .open
            .last()
            .map(|open| open.emphasis)
            .unwrap_or_default();
        let bold = matches!(name, "b" | "strong");
        let italic = matches!(name, "i" | "em" | "cite" | "dfn" | "var");
        let code = matches!(name, "code" | "kbd" | "samp" | "tt");
        self.open.push(Open {
            tag: name.to_owned(),
            emphasis: Emphasis {
                // Google Docs wraps a whole text in <b> and says at once that it is not bold.
                bold: look.bold.unwrap_or(outer.bold || bold),
                italic: look.italic.unwrap_or(outer.italic || italic),
                code: outer.code || code,
            },
        });
    }

    fn start_link(&mut self, href: &str) {
        let kept = address::kept(href);
        let inside = href.trim().is_empty() || href.trim().starts_with('#');
        if kept.is_none() && !inside {
            self.told.tell(Dropped::Link {
                address: quoted(href),
            });
        }
        self.link = kept.map(Rc::from);
    }

    pub(super) fn end(&mut self, name: &str) {
        if !is_void(name) && !ends_by_itself(name) {
            self.depth = self.depth.saturating_sub(1);
        }
        if let Some(skip) = &mut self.skip {
            let inline = skip.why != Why::Silent && !is_block(&skip.tag);
            if skip.tag == name {
                skip.depth -= 1;
                if skip.depth == 0 {
                    self.end_skip();
                }
                return;
            }
            if !(inline && is_block(name)) {
                return;
            }
            self.end_skip();
        }
        if self.code.is_some() && name != "pre" {
            return;
        }
        if is_block(name) {
            self.flush();
        }
        match name {
            "ul" | "ol" | "menu" => {
                self.lists.pop();
                self.marker = None;
            }
            "li" => self.marker = None,
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.end_code(),
            "a" => self.link = None,
            "br" => self.break_line(),
            "table" => self.end_table(),
            "tr" | "td" | "th" => {
                if let Some(table) = self.table.as_mut().filter(|table| table.inner == 0) {
                    if name == "tr" {
                        table.end_row();
                    } else {
                        table.end_cell();
                    }
                }
            }
            _ => {
                if let Some(at) = self.open.iter().rposition(|open| open.tag == name) {
                    self.open.remove(at);
                }
            }
        }
    }

    fn end_skip(&mut self) {
        let Some(skip) = self.skip.take() else {
            return;
        };
        let text = quoted(&skip.text);
        match skip.why {
            Why::ListSign => {
                if let Some(item) = &mut self.word_item {
                    item.sign = text;
                }
            }
            Why::Struck if !text.is_empty() => self.told.tell(Dropped::Struck { text }),
            Why::Hidden if !text.is_empty() => self.told.tell(Dropped::Hidden { text }),
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let code = code.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = code.lines().map(str::trim_end).collect();
        let code = lines.join("\n");
        let code = code.trim_matches('\n');
        if !code.is_empty() {
            self.push(Block::Code(code.to_owned()));
        }
    }

    fn end_table(&mut self) {
        match &mut self.table {
            Some(table) if table.inner > 0 => table.inner -= 1,
            _ => {
                let blocks = self.table.take().map(Table::done).unwrap_or_default();
                for block in blocks {
                    self.push(block);
                }
            }
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(Table::in_cell)
    }

    fn break_line(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
        } else if self.heading.is_some() || self.in_cell() || self.link.is_some() {
            self.words.add(" ", Emphasis::default(), self.link.as_ref());
        } else if !self.words.break_line() {
            self.flush();
        }
    }

    /// Ends the paragraph, heading, item or piece of a cell that is being read.
    fn flush(&mut self) {
        let heading = self.heading.take();
        let word_item = self.word_item.take();
        let marked = word_item.and_then(|item| self.word_marker(item));
        let text = self.words.take();
        if let Some(table) = self.table.as_mut().filter(|table| table.in_cell()) {
            table.add(&text);
            self.marker = None;
        } else if text.is_empty() {
        } else if let Some((depth, marker)) = marked {
            self.place(Block::Text(text), depth, Some(marker));
        } else if let Some(level) = heading.filter(|_| self.lists.is_empty()) {
            self.push(Block::Heading(level, text));
        } else {
            let marker = self.marker.take();
            self.place(Block::Text(text), self.lists.len(), marker);
        }
    }

    /// Level and marker of an item of Word's; its sign is taken from the words if it stands there.
    fn word_marker(&mut self, item: WordItem) -> Option<(usize, Marker)> {
        let sign = match Sign::of(&item.sign) {
            Some(sign) => sign,
            None if item.level.is_some() => Sign::Dot,
            None => {
                let plain = self.words.plain();
                let (first, _) = plain.split_once(' ')?;
                let sign = Sign::of(first)?;
                self.words.cut_start(first.len() + 1);
                sign
            }
        };
        let marker = match sign {
            Sign::Dot => Marker::Dot,
            Sign::Number(number) => Marker::Number(number),
        };
        Some((item.level.unwrap_or(1), marker))
    }

    /// A block that ends every list, as Markdown writes it best outside.
    fn push(&mut self, block: Block) {
        self.place(block, 0, None);
    }

    fn place(&mut self, block: Block, depth: usize, marker: Option<Marker>) {
        self.blocks.push(Placed {
            block,
            depth: depth.min(LISTS),
            marker: marker.filter(|_| depth > 0),
            quote: self.quotes > 0,
        });
    }

    pub(super) fn done(mut self) -> Arrived {
        self.end_skip();
        self.end_code();
        self.flush();
        while self.table.is_some() {
            self.end_table();
        }
        Arrived {
            markdown: written(&self.blocks),
            dropped: self.told.0,
        }
    }
}

//! JSON values one after another from a file that may be larger than memory.
//!
//! One value a line; or a list, or an object with `chats` or `docs` as Zendesk's interface answers, or values
//! that merely follow each other. The scanner finds where a value begins and ends; what it says is for others.

use super::LONGEST;
use super::fault::Wrong;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::io::{self, BufRead};

const TOO_LONG: &str = "is longer than 8 MiB";
const TORN: &str = "breaks off within a text";
const NO_JSON: &str = "is no JSON";
const UNDONE: &str = "is JSON that ends before it is done";
/// Fields of an answer that hold its chats.
const HOLDERS: [&[u8]; 2] = [b"chats", b"docs"];

/// A value in bytes, and the line on which it begins.
type Value = (u64, Result<Vec<u8>, Wrong>);

pub(super) fn text(bytes: &[u8]) -> Result<&str, Wrong> {
    std::str::from_utf8(bytes).map_err(|_| Wrong::whole("is not UTF-8"))
}

/// Whether the beginning of a file shows one chat a line: then a torn line takes no other with it.
pub(super) fn is_in_lines(head: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Chat {
        turns: Option<IgnoredAny>,
        history: Option<IgnoredAny>,
    }
    let is_chat = |line: &[u8]| {
        let chat: Option<Chat> = serde_json::from_slice(line).ok();
        chat.is_some_and(|chat| chat.turns.is_some() || chat.history.is_some())
    };
    let lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines = lines.filter(|line| !line.is_empty()).peekable();
    let listed = lines.peek().is_some_and(|line| line.starts_with(b"["));
    // These stand at the beginning of a line where a value goes over several.
    let spread = |line: &[u8]| matches!(line.first(), Some(b']' | b'}' | b'"'));
    !listed && !lines.clone().any(spread) && lines.any(is_chat)
}

/// The values of a file.
pub(super) struct Values<R> {
    file: R,
    lines: bool,
    scan: Scan,
}

impl<R: BufRead> Values<R> {
    pub(super) fn of(file: R, lines: bool) -> Self {
        let scan = Scan {
            line: 1,
            ..Scan::default()
        };
        Self { file, lines, scan }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Value>> {
        loop {
            let bytes = self.file.fill_buf()?;
            if bytes.is_empty() {
                return Ok(self.scan.end(self.lines));
            }
            let (mut used, mut value) = (0, None);
            for byte in bytes {
                used += 1;
                value = match self.lines {
                    true => self.scan.line(*byte),
                    false => self.scan.step(*byte),
                };
                if value.is_some() {
                    break;
                }
            }
            self.file.consume(used);
            if value.is_some() {
                return Ok(value);
            }
        }
    }
}

/// Where in the file we are.
#[derive(Default)]
struct Scan {
    line: u64,
    column: u64,
    /// Nothing but white space so far on this line.
    blank: bool,
    depth: u32,
    /// Values of the file stand at this depth.
    base: u32,
    /// At the base, names stand in front of values.
    named: bool,
    inside: Inside,
    value: Option<Begun>,
    bytes: Vec<u8>,
    too_long: bool,
    /// The name read last at depth 1, and whether its colon was read.
    key: Vec<u8>,
    colon: bool,
    /// After a torn value: the column at which another may begin.
    lost: Option<u64>,
}

#[derive(Default, PartialEq, Clone, Copy)]
enum Inside {
    #[default]
    Nothing,
    Text,
    /// After a backslash.
    Escaped,
}

#[derive(Clone, Copy)]
struct Begun {
    line: u64,
    column: u64,
    /// Neither object nor list.
    scalar: bool,
}

impl Scan {
    /// One value a line.
    fn line(&mut self, byte: u8) -> Option<Value> {
        if byte != b'\n' {
            self.keep(byte);
            return None;
        }
        self.line += 1;
        let blank = self.bytes.trim_ascii().is_empty() && !self.too_long;
        let value = (self.line - 1, self.taken());
        (!blank).then_some(value)
    }

    fn end(&mut self, lines: bool) -> Option<Value> {
        if lines {
            let value = self.line(b'\n');
            self.bytes.clear();
            return value;
        }
        let undone = self.depth > 0;
        let begun = self.value.take();
        (self.depth, self.base, self.inside) = (0, 0, Inside::Nothing);
        self.bytes.clear();
        let line = begun.map_or(self.line, |begun| begun.line);
        match begun {
            Some(begun) if begun.scalar && !undone => Some((line, Err(Wrong::whole(NO_JSON)))),
            _ if undone => Some((line, Err(Wrong::whole(UNDONE)))),
            _ => None,
        }
    }

    /// Takes a byte; gives a value that is done with it.
    fn step(&mut self, byte: u8) -> Option<Value> {
        let (line, column, first) = (self.line, self.column, self.blank);
        self.column += 1;
        if byte == b'\n' {
            (self.line, self.column, self.blank) = (self.line + 1, 0, true);
        } else if !byte.is_ascii_whitespace() {
            self.blank = false;
        }
        if let Some(lost) = self.lost {
            let found = byte == b'{' && (first || line == 1) && column == lost;
            if !found {
                return None;
            }
            self.lost = None;
        }
        match self.inside {
            Inside::Escaped => self.inside = Inside::Text,
            Inside::Text if byte == b'\n' => return Some(self.torn()),
            Inside::Text if byte == b'\\' => self.inside = Inside::Escaped,
            Inside::Text if byte == b'"' => self.inside = Inside::Nothing,
            Inside::Text => {
                if self.depth == 1 && self.key.len() < 16 {
                    self.key.push(byte);
                }
            }
            Inside::Nothing => return self.between(byte, line, column),
        }
        self.keep_if_begun(byte);
        None
    }

    /// A byte outside any text.
    fn between(&mut self, byte: u8, line: u64, column: u64) -> Option<Value> {
        let at_base = self.depth == self.base;
        let mut done = None;
        match byte {
            b'"' => {
                self.inside = Inside::Text;
                if self.depth == 1 {
                    (self.key, self.colon) = (Vec::new(), false);
                }
                if at_base && !self.named {
                    self.begin(line, column, true);
                }
            }
            b'{' | b'[' => {
                done = self.scalar_ends();
                let holds = self.depth == 1 && self.colon && HOLDERS.contains(&self.key.as_slice());
                let outer = self.base == 0 && self.depth == 0 && byte == b'[';
                if holds && self.base != 1 {
                    // What was read of the answer round the chats is no chat.
                    (self.value, self.bytes, self.too_long) = (None, Vec::new(), false);
                }
                if outer || holds && self.base != 1 {
                    self.base = self.depth + 1;
                    self.named = byte == b'{';
                } else if at_base {
                    self.begin(line, column, false);
                }
                self.depth = self.depth.saturating_add(1);
                self.colon = false;
            }
            b'}' | b']' if self.depth == 0 => self.begin(line, column, true),
            b'}' | b']' => {
                done = self.scalar_ends();
                self.depth -= 1;
                self.keep_if_begun(byte);
                if self.depth < self.base {
                    // The rest of the answer holds no chat, unless it names them again.
                    self.base = if self.depth == 0 { 0 } else { u32::MAX };
                    self.named = false;
                }
                if self.depth == 0 {
                    self.base = 0;
                }
                if self.depth == self.base && self.value.is_some() {
                    let begun = self.value.take().map_or(line, |begun| begun.line);
                    done = Some((begun, self.taken()));
                }
                return done;
            }
            b',' | b'\n' => done = self.scalar_ends(),
            b':' => self.colon = self.depth == 1,
            _ if byte.is_ascii_whitespace() => {}
            _ => {
                self.colon = false;
                if at_base && !self.named {
                    self.begin(line, column, true);
                }
            }
        }
        self.keep_if_begun(byte);
        done
    }

    fn begin(&mut self, line: u64, column: u64, scalar: bool) {
        if self.value.is_none() {
            self.value = Some(Begun {
                line,
                column,
                scalar,
            });
        }
    }

    fn scalar_ends(&mut self) -> Option<Value> {
        let begun = self
            .value
            .filter(|begun| begun.scalar && self.depth == self.base)?;
        self.value = None;
        self.bytes.clear();
        self.too_long = false;
        Some((begun.line, Err(Wrong::whole(NO_JSON))))
    }

    /// A text goes over the end of its line: the value is given up, and the next one looked for.
    fn torn(&mut self) -> Value {
        let begun = self.value.take();
        self.inside = Inside::Nothing;
        self.depth = if self.base == u32::MAX { 1 } else { self.base };
        self.lost = begun.map(|begun| begun.column);
        self.bytes.clear();
        self.too_long = false;
        let line = begun.map_or(self.line - 1, |begun| begun.line);
        (line, Err(Wrong::whole(TORN)))
    }

    fn keep_if_begun(&mut self, byte: u8) {
        if self.value.is_some_and(|begun| !begun.scalar) {
            self.keep(byte);
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.bytes.len() < LONGEST {
            self.bytes.push(byte);
        } else {
            self.too_long = true;
        }
    }

    fn taken(&mut self) -> Result<Vec<u8>, Wrong> {
        let bytes = std::mem::take(&mut self.bytes);
        match std::mem::take(&mut self.too_long) {
            true => Err(Wrong::whole(TOO_LONG)),
            false => Ok(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Result<String, String>)> {
        let lines = is_in_lines(text.as_bytes());
        // so small a buffer that every boundary is met
        let file = io::BufReader::with_capacity(3, text.as_bytes());
        let mut values = Values::of(file, lines);
        let next = || values.next().expect("memory can be read");
        let told = |value: Result<Vec<u8>, Wrong>| match value {
            Ok(bytes) => Ok(String::from_utf8(bytes).expect("it came from a string")),
            Err(wrong) => Err(format!("{wrong:?}")),
        };
        std::iter::from_fn(next)
            .map(|(line, value)| (line, told(value)))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u64, &str)]) {
        let read = read(text);
        let shown = read.iter().map(|(line, value)| {
            let value = value.as_ref().map_or("BAD", |value| value.trim());
            (*line, value)
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}: {read:?}");
    }

    #[test]
    fn chats_are_found_however_the_file_holds_them() {
        let (a, b) = (
            r#"{"id":"a]}","history":[{"x":"\"{"}]}"#,
            r#"{"history":[],"id":2}"#,
        );
        check(&format!("[{a},{b}]"), &[(1, a), (1, b)]);
        check(&format!("[\n  {a},\n  {b}\n]\n"), &[(2, a), (3, b)]);
        check(&format!("{a}\n\n{b}\n"), &[(1, a), (3, b)]);
        check(&format!("{a}{b}"), &[(1, a), (1, b)]);
        check(
            &format!(r#"{{"count":2,"x":{{"chats":[{{}}]}},"chats":[{a},{b}],"next":"{{"}}"#),
            &[(1, a), (1, b)],
        );
        check(
            &format!(r#"{{"docs":{{"7":{a},"8":{b}}}}}"#),
            &[(1, a), (1, b)],
        );
        let pages = format!("{{\"chats\":[{a}]}}\n{{\"chats\":[{b}],\"x\":[{{}}]}}\n");
        check(&pages, &[(1, a), (2, b)]);
        check(r#"{"chats":[]}"#, &[]);
        check(r#"{"chats":null}"#, &[(1, r#"{"chats":null}"#)]);
        check("", &[]);
        check(" \n [ ] ", &[]);
    }

    #[test]
    fn what_is_no_chat_takes_no_other_with_it() {
        let a = r#"{"history":[]}"#;
        check(
            &format!("[1, {a}, \"x\", null,[{a}], {a}]"),
            &[
                (1, "BAD"),
                (1, a),
                (1, "BAD"),
                (1, "BAD"),
                (1, &format!("[{a}]")),
                (1, a),
            ],
        );
        check(
            &format!("{a}\n{{\"history\":[\nno\n{a}\n"),
            &[(1, a), (2, "{\"history\":["), (3, "no"), (4, a)],
        );
        check(
            &format!("[\n {{\"x\":\"torn\n {a},\n {a}\n]"),
            &[(2, "BAD"), (3, a), (4, a)],
        );
        check(&format!("[{a}"), &[(1, a), (1, "BAD")]);
        check(&format!("[{a},{{"), &[(1, a), (1, "BAD")]);
        check(&format!("] {a}"), &[(1, "BAD"), (1, a)]);
        check("nothing", &[(1, "BAD")]);
        let long = format!("[{{\"x\":\"{}\"}},{a}]", "å".repeat(LONGEST));
        let read = read(&long);
        assert!(read[0].1.is_err() && read[1].1.as_deref() == Ok(a));
    }

    #[test]
    fn any_bytes_are_read_to_their_end() {
        // every string of these up to six long
        let all = b"{}[]\",:\\\nx".map(|byte| byte as char);
        for mut number in 0..1_000_000_u32 {
            let mut text = String::new();
            while number > 0 {
                text.push(all[(number % 10) as usize]);
                number /= 10;
            }
            let mut values = Values::of(text.as_bytes(), false);
            let mut most = text.len() + 2;
            while values.next().expect("memory can be read").is_some() {
                most -= 1;
                assert!(most > 0, "{text:?} has no end");
            }
        }
    }
}

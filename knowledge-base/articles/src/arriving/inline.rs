//! The words of one paragraph with their emphasis and links, and how Markdown writes them.

use super::writing::written;
use std::rc::Rc;

/// Emphasis.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Emphasis {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) code: bool,
}

impl Emphasis {
    pub(super) fn marks(self) -> &'static str {
        match (self.bold && !self.code, self.italic && !self.code) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        }
    }
}

/// Neighbouring words that look the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) emphasis: Emphasis,
    pub(super) link: Option<Rc<str>>,
}

impl Run {
    /// What it begins with within its link.
    pub(super) fn begins(&self) -> Option<char> {
        if self.emphasis.code {
            return Some('`');
        }
        let mark = self.emphasis.marks().chars().next();
        mark.or_else(|| self.text.chars().next())
    }

    fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            emphasis: Emphasis::default(),
            link: None,
        }
    }
}

/// A paragraph as it grows. `\n` in it is a line break that was asked for.
#[derive(Debug, Default)]
pub(super) struct Words {
    runs: Vec<Run>,
}

impl Words {
    fn last(&self) -> Option<char> {
        self.runs.last().and_then(|run| run.text.chars().last())
    }

    /// Adds text; blanks of every kind become one.
    pub(super) fn add(&mut self, text: &str, emphasis: Emphasis, link: Option<&Rc<str>>) {
        let emphasis = match emphasis.code {
            true => Emphasis {
                code: true,
                ..Emphasis::default()
            },
            false => emphasis,
        };
        let mut last = self.last();
        let mut clean = String::with_capacity(text.len());
        for sign in text.chars() {
            let sign = if sign.is_whitespace() { ' ' } else { sign };
            if invisible(sign) || (sign == ' ' && last.is_none_or(char::is_whitespace)) {
                continue;
            }
            clean.push(sign);
            last = Some(sign);
        }
        if clean.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.emphasis == emphasis && run.link.as_ref() == link => {
                run.text.push_str(&clean);
            }
            _ => self.runs.push(Run {
                text: clean,
                emphasis,
                link: link.cloned(),
            }),
        }
    }

    /// Breaks the line. False if it was broken already, and so ends the paragraph.
    pub(super) fn break_line(&mut self) -> bool {
        self.trim_end();
        match self.last() {
            None => true,
            Some('\n') => false,
            Some(_) => {
                self.runs.push(Run::plain("\n"));
                true
            }
        }
    }

    fn trim_end(&mut self) {
        while let Some(run) = self.runs.last_mut() {
            let length = run.text.trim_end_matches(' ').len();
            run.text.truncate(length);
            if length > 0 {
                break;
            }
            self.runs.pop();
        }
    }

    /// The words without anything around them.
    pub(super) fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Takes away what the paragraph begins with.
    pub(super) fn cut_start(&mut self, mut bytes: usize) {
        for run in &mut self.runs {
            let here = bytes.min(run.text.len());
            run.text.drain(..here);
            bytes -= here;
        }
    }

    /// As Markdown; empties it. Lines are not yet kept from meaning something by how they begin.
    pub(super) fn take(&mut self) -> String {
        written(&settled(std::mem::take(&mut self.runs)))
    }
}

/// Signs that are not seen and spoil a search: soft hyphens, marks of direction, control signs.
fn invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Runs whose emphasis and links begin and end with a word, as Markdown wants it.
fn settled(runs: Vec<Run>) -> Vec<Run> {
    let mut settled: Vec<Run> = Vec::new();
    let mut push = |text: &str, emphasis: Emphasis, link: Option<Rc<str>>| {
        if text.is_empty() {
            return;
        }
        match settled.last_mut() {
            Some(last) if last.link == link => {
                let touch = !last.text.ends_with(char::is_whitespace)
                    && !text.starts_with(char::is_whitespace);
                let both = !last.emphasis.marks().is_empty() && !emphasis.marks().is_empty();
                let code = last.emphasis.code || emphasis.code;
                // Two emphases without a blank between cannot be told apart.
                if last.emphasis == emphasis || (touch && both && !code) {
                    last.text.push_str(text);
                    return;
                }
            }
            _ => {}
        }
        settled.push(Run {
            text: text.to_owned(),
            emphasis,
            link,
        });
    };
    for run in runs {
        let inner = run.text.trim();
        let start = run.text.len() - run.text.trim_start().len();
        let (before, rest) = run.text.split_at(start);
        let after = &rest[inner.len()..];
        let plain = Emphasis::default();
        // Blanks stand outside emphasis and links, but inside a link whose words go on.
        if inner.is_empty() {
            push(before, plain, run.link);
        } else {
            push(before, plain, run.link.clone());
            push(inner, run.emphasis, run.link.clone());
            push(after, plain, run.link);
        }
    }
    links_trimmed(settled)
}

/// Blanks at the ends of a link go out of it; a link of blanks alone is none.
fn links_trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    let blank = |run: &Run| run.text.trim().is_empty();
    let links: Vec<Option<Rc<str>>> = runs.iter().map(|run| run.link.clone()).collect();
    for at in 0..runs.len() {
        let first = at == 0 || links[at - 1] != links[at];
        let last = at + 1 == runs.len() || links[at + 1] != links[at];
        if blank(&runs[at]) && (first || last) {
            runs[at].link = None;
        }
    }
    for at in 1..runs.len().saturating_sub(1) {
        let (before, after) = (runs[at - 1].emphasis, runs[at + 1].emphasis);
        if runs[at].text == " " && before == after && !before.code {
            runs[at].emphasis = before;
        }
    }
    let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match merged.last_mut() {
            Some(last) if last.link == run.link && last.emphasis == run.emphasis => {
                last.text.push_str(&run.text);
            }
            _ => merged.push(run),
        }
    }
    if let Some(first) = merged.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = merged.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    merged.retain(|run| !run.text.is_empty());
    merged
}

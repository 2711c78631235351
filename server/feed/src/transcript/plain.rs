//! Chats as people paste them: a speaker in front of each message, which may go over several lines.
//!
//! A line of three dashes or more, or of equals signs, asterisks or underscores, parts two chats.

use super::fault::Wrong;
use super::masking::says_nothing;
use super::spoken::{Mark, mark};
use super::{Found, LONGEST};
use chat::Words;
use std::io::{self, BufRead, Read};

/// A chat and the line on which it begins, or where it goes wrong.
type Read1 = Result<(u64, Found), (u64, Wrong)>;

/// The chats of a text.
pub(super) struct Texts<R> {
    file: R,
    line: u64,
}

/// A chat while it is read.
#[derive(Default)]
struct Reading {
    found: Found,
    /// The message that goes on, the line of its mark, and its text.
    open: Option<(u64, Mark<'static>, String)>,
    bytes: usize,
    anything: bool,
    /// A line before the first message was told already.
    headed: bool,
}

impl<R: BufRead> Texts<R> {
    pub(super) fn of(file: R) -> Self {
        Self { file, line: 0 }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Read1>> {
        let (mut reading, first) = (Reading::default(), self.line + 1);
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            // one byte more than fits, so that what is too long shows
            let most = (LONGEST + 1).saturating_sub(reading.bytes) as u64;
            let read = self
                .file
                .by_ref()
                .take(most)
                .read_until(b'\n', &mut bytes)?;
            if read == 0 && reading.bytes <= LONGEST {
                return Ok(reading.anything.then(|| reading.done(first)));
            }
            self.line += 1;
            reading.bytes += read;
            if reading.bytes > LONGEST {
                self.pass_over()?;
                return Ok(Some(Err((first, Wrong::whole("is longer than 8 MiB")))));
            }
            match std::str::from_utf8(&bytes).map(str::trim) {
                Ok(line) if parts(line) => {
                    if reading.anything {
                        return Ok(Some(reading.done(first)));
                    }
                }
                Ok(line) => reading.hear(self.line, line),
                Err(_) => reading.fault(self.line, "is not UTF-8"),
            }
        }
    }

    /// The rest of a chat that is too long, to the line that parts it from the next.
    fn pass_over(&mut self) -> io::Result<()> {
        let (mut line, mut ended) = (Vec::new(), false);
        while !ended {
            line.clear();
            // Of a line without end only its beginning matters.
            let read = self
                .file
                .by_ref()
                .take(LONGEST as u64)
                .read_until(b'\n', &mut line)?;
            self.line += u64::from(line.ends_with(b"\n"));
            ended = read == 0 || std::str::from_utf8(&line).is_ok_and(|line| parts(line.trim()));
        }
        Ok(())
    }
}

/// Whether a line parts two chats.
fn parts(line: &str) -> bool {
    let mut all = line.chars();
    let first = all
        .next()
        .filter(|c| matches!(c, '-' | '=' | '*' | '_' | '—'));
    first.is_some_and(|first| line.chars().count() >= 3 && all.all(|c| c == first))
}

impl Reading {
    fn hear(&mut self, number: u64, line: &str) {
        if says_nothing(line) {
            return;
        }
        self.anything = true;
        if let Some(Mark {
            speaker,
            at,
            name,
            said,
        }) = mark(line)
        {
            self.close();
            if let Some(name) = name {
                self.found.names.learn(name);
            }
            let name = None;
            let mark = Mark {
                speaker,
                at,
                name,
                said: "",
            };
            self.open = Some((number, mark, said.to_owned()));
        } else if let Some((_, _, text)) = &mut self.open {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        } else if !self.headed {
            self.headed = true;
            self.fault(number, "stands before the first message and has no speaker");
        }
    }

    fn fault(&mut self, line: u64, problem: &'static str) {
        self.anything = true;
        self.found.faults.push((line, Wrong::whole(problem)));
    }

    fn close(&mut self) {
        let Some((line, mark, text)) = self.open.take() else {
            return;
        };
        if says_nothing(&text) {
            self.fault(line, "says nothing");
        } else {
            let turn = (mark.speaker, Words::new(text), mark.at);
            self.found.turns.push(turn);
        }
    }

    fn done(mut self, first: u64) -> Read1 {
        self.close();
        if self.found.turns.is_empty() {
            let problem = "holds no message with `Veisøker:` or `Veileder:` in front";
            return Err((first, Wrong::whole(problem)));
        }
        Ok((first, self.found))
    }
}

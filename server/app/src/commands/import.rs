//! `ledsager import`: chats of an export or of pasted text, made such as can be kept.

use anyhow::{Context, ensure};
use feed::transcript::{Chats, Fault, Form, Masked, Piece};
use language::Hidden;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make chats of an export or of pasted text, one JSON line a chat, with what tells of somebody
/// dropped or masked.
///
/// Of visitor, session and agents nothing is kept. Names, phone numbers, identity numbers, e-mail
/// and street addresses are masked in what was said; the report counts them by kind and message and
/// never shows them. It goes to stdout with --out or --dry-run, else to stderr. What cannot be read
/// is named on stderr, the rest is still read, and the exit status is 1.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The file; `-` is stdin
    file: PathBuf,
    /// How it is written; without this it is guessed from how it begins
    #[arg(long = "as", value_enum, value_name = "FORM")]
    form: Option<Written>,
    /// Only report what would be masked; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the chats here, readable by you alone, when all of them are read; else to stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Written {
    /// Zendesk's chat export: a list, an object with `chats`, or a chat a line
    Zendesk,
    /// Ledsager's own: a chat a line, as `track` reads them
    Jsonl,
    /// A message a line or more with its speaker in front: "Veileder: …"; a line of dashes between chats
    Text,
}

/// How the chats and the report go out.
struct Ways {
    chats: Option<Box<dyn Write>>,
    report: Box<dyn Write>,
}

#[derive(Default)]
struct Count {
    chats: u64,
    messages: u64,
    offline: u64,
    faults: u64,
    masked: BTreeMap<Hidden, u64>,
}

impl Import {
    /// Reads the whole file, a chat at a time.
    ///
    /// # Errors
    /// The file cannot be read or holds nothing, or a chat cannot be written. A bad chat is no error: it
    /// shows in the exit status.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let name = self.file.display();
        let file: Box<dyn BufRead> = if self.file == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            let file = File::open(&self.file).with_context(|| format!("cannot read {name}"))?;
            Box::new(BufReader::new(file))
        };
        let form = self.form.map(|form| match form {
            Written::Zendesk => Form::Zendesk,
            Written::Jsonl => Form::Own,
            Written::Text => Form::Text,
        });
        let chats = Chats::open(file, form);
        let (mut chats, form) = chats.with_context(|| format!("cannot read {name}"))?;

        let out = self.out.as_deref().filter(|_| !self.dry_run);
        let new = out.map(beside).transpose()?;
        let mut ways = Ways {
            chats: match (&new, self.dry_run) {
                (Some(new), _) => Some(Box::new(BufWriter::new(new.reopen()?))),
                (None, true) => None,
                (None, false) => Some(Box::new(io::stdout().lock())),
            },
            report: match new.is_some() || self.dry_run {
                true => Box::new(io::stdout().lock()),
                false => Box::new(io::stderr().lock()),
            },
        };
        let count = match ways.carry(&mut chats, form) {
            // whoever read has read enough
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            count => count.with_context(|| format!("cannot import {name}"))?,
        };
        let any = count.chats + count.offline + count.faults > 0;
        ensure!(any, "{name} holds no chat");
        if let (Some(new), Some(out)) = (new, out) {
            let kept = new.persist(out);
            kept.with_context(|| format!("cannot write {}", out.display()))?;
        }
        Ok(if count.faults == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// A new file in the folder of another, which it takes the place of in the end.
fn beside(out: &Path) -> anyhow::Result<tempfile::NamedTempFile> {
    let folder = out.parent().filter(|folder| *folder != Path::new(""));
    let new = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
    new.with_context(|| format!("cannot write {}", out.display()))
}

impl Ways {
    fn carry<R: BufRead>(&mut self, chats: &mut Chats<R>, form: Form) -> io::Result<Count> {
        let mut count = Count::default();
        writeln!(self.report, "read as {}", name(form))?;
        while let Some(piece) = chats.read_next()? {
            match piece {
                Piece::Chat(chat, masked, faults) => {
                    count.chats += 1;
                    count.messages += chat.turns.len() as u64;
                    if let Some(out) = &mut self.chats {
                        serde_json::to_writer(&mut *out, &chat)?;
                        out.write_all(b"\n")?;
                    }
                    self.tell(chats.number(), &masked, &mut count)?;
                    faults.iter().for_each(|fault| count.fault(fault));
                }
                Piece::Offline => count.offline += 1,
                Piece::Bad(fault) => count.fault(&fault),
            }
        }
        if let Some(out) = &mut self.chats {
            out.flush()?;
        }
        let Count {
            chats: all,
            messages,
            offline,
            faults,
            masked,
        } = &count;
        writeln!(self.report, "chats: {all}, messages: {messages}")?;
        let passed = chats.passed();
        if offline + passed + faults > 0 {
            writeln!(
                self.report,
                "left out: offline messages {offline}, entries that are no messages {passed}, faults {faults}"
            )?;
        }
        let masked = masked
            .iter()
            .map(|(kind, times)| format!("{} {times}", of(*kind)));
        let masked: Vec<_> = masked.collect();
        let masked = if masked.is_empty() {
            "nothing".to_owned()
        } else {
            masked.join(", ")
        };
        writeln!(self.report, "masked: {masked}")?;
        writeln!(
            self.report,
            "no list knows every name: read the chats before they are shared"
        )?;
        self.report.flush()?;
        Ok(count)
    }

    fn tell(&mut self, chat: u64, masked: &[Masked], count: &mut Count) -> io::Result<()> {
        for Masked { message, kinds } in masked {
            let mut here: BTreeMap<Hidden, u64> = BTreeMap::new();
            for kind in kinds {
                *here.entry(*kind).or_default() += 1;
                *count.masked.entry(*kind).or_default() += 1;
            }
            let here = here
                .iter()
                .map(|(kind, times)| format!("{} {times}", of(*kind)));
            let here: Vec<_> = here.collect();
            writeln!(
                self.report,
                "chat {chat}, message {message}: {}",
                here.join(", ")
            )?;
        }
        Ok(())
    }
}

impl Count {
    fn fault(&mut self, fault: &Fault) {
        self.faults += 1;
        eprintln!("{fault}");
    }
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Zendesk => "zendesk",
        Form::Own => "jsonl",
        Form::Text => "text",
    }
}

fn of(kind: Hidden) -> &'static str {
    match kind {
        Hidden::Name => "names",
        Hidden::Phone => "phone numbers",
        Hidden::NationalId => "identity numbers",
        Hidden::Mail => "e-mail",
        Hidden::Address => "addresses",
        Hidden::Link => "links",
        Hidden::Number => "other numbers",
        Hidden::Place => "places",
    }
}

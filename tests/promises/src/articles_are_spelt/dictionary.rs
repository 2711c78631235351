//! Debian's hunspell with one Norwegian dictionary, and the words that we accept beside it.

use crate::tree::read;
use std::collections::{BTreeSet, HashSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// A dictionary of one standard.
pub(super) struct Dictionary {
    /// `nb` or `nn`.
    standard: &'static str,
    accepted: HashSet<String>,
}

const NEEDED: &str = "needs hunspell: apt-get install hunspell hunspell-no";

impl Dictionary {
    /// `None` if `LEDSAGER_WITHOUT` contains `hunspell`.
    pub(super) fn of(standard: &'static str) -> Option<Self> {
        let without = std::env::var("LEDSAGER_WITHOUT").unwrap_or_default();
        if without.split(',').any(|one| one.trim() == "hunspell") {
            eprintln!("skipped: LEDSAGER_WITHOUT names hunspell");
            return None;
        }
        let accepted = read(&format!("tests/fixtures/words.{standard}.txt"));
        Some(Self {
            standard,
            accepted: accepted.lines().map(str::to_owned).collect(),
        })
    }

    /// Those of the words that neither hunspell nor our list knows. A listed word may begin with a
    /// capital letter; a listed name may not be without.
    pub(super) fn unknown<'w>(&self, words: impl Iterator<Item = &'w str>) -> HashSet<String> {
        let words: BTreeSet<&str> = words.collect();
        let mut hunspell = Command::new("hunspell")
            .args(["-l", "-i", "UTF-8", "-d", &format!("{}_NO", self.standard)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect(NEEDED);
        let mut stdin = hunspell.stdin.take().unwrap();
        let lines: String = words.iter().map(|word| format!("{word}\n")).collect();
        // Written beside the reading, so that neither waits for the other.
        let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
        let answer = hunspell.wait_with_output().expect(NEEDED);
        assert!(answer.status.success(), "{NEEDED}");
        writer.join().unwrap().expect(NEEDED);
        let unknown = String::from_utf8(answer.stdout).unwrap();
        unknown
            .lines()
            .filter(|word| !self.accepted.contains(*word))
            .filter(|word| !self.accepted.contains(&word.to_lowercase()))
            .map(str::to_owned)
            .collect()
    }
}

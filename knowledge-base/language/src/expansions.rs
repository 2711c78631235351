//! Words that an editor says belong together: abbreviations, other words for the same, and wider
//! ones. Read from TOML, so that they can change without a new program.

use crate::normal::fold;
use serde::Deserialize;
use std::fmt;
use toml::Spanned;

/// How the words of a group belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kinship {
    /// Different words for the same: each stands for the others.
    Same,
    /// Who asks for one of `words` may be helped by `also`, but not the other way.
    Broader,
}

/// Words that belong together, normalised and in lower case; each may be several words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How.
    pub kinship: Kinship,
    /// What may be written.
    pub words: Vec<String>,
    /// For [`Kinship::Broader`] what is searched for beside it; else empty.
    pub also: Vec<String>,
}

impl Group {
    /// What is searched for beside `word`, which is one of [`Group::words`].
    pub fn beside<'g>(&'g self, word: &'g str) -> impl Iterator<Item = &'g str> {
        let others = match self.kinship {
            Kinship::Same => &self.words,
            Kinship::Broader => &self.also,
        };
        others
            .iter()
            .map(String::as_str)
            .filter(move |other| *other != word)
    }
}

/// Every group of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expansions {
    /// In the order of the file.
    pub groups: Vec<Group>,
}

/// What is wrong with the file, said so that whoever wrote it can mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpansionFault {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, where it is about one.
    pub field: Option<&'static str>,
    /// What is wrong, in one sentence.
    pub message: String,
}

impl fmt::Display for ExpansionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)?;
        if let Some(field) = self.field {
            write!(f, ", `{field}`")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for ExpansionFault {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    group: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: Kinship,
    words: Vec<Spanned<String>>,
    #[serde(default)]
    also: Vec<Spanned<String>>,
}

/// Words of one entry at most.
pub const LONGEST_PHRASE: usize = 8;

impl Expansions {
    /// Reads the text of a file. A group with a fault is left out; a text that is no such file at
    /// all gives no groups.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<ExpansionFault>) {
        let fault = |at: usize, field, message: String| ExpansionFault {
            file: file.to_owned(),
            line: text[..at.min(text.len())].matches('\n').count() + 1,
            field,
            message,
        };
        let entries = match toml::from_str::<File>(text) {
            Ok(file) => file.group,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let faults = vec![fault(at, None, error.message().to_owned())];
                return (Self::default(), faults);
            }
        };
        let mut read = Self::default();
        let mut faults = Vec::new();
        for entry in entries {
            let start = entry.span().start;
            match group(entry.into_inner()) {
                Ok(group) => read.groups.push(group),
                Err((at, field, message)) => {
                    faults.push(fault(at.unwrap_or(start), Some(field), message));
                }
            }
        }
        (read, faults)
    }
}

type Wrong = (Option<usize>, &'static str, String);

fn group(entry: Entry) -> Result<Group, Wrong> {
    let words = phrases(entry.words, "words")?;
    let also = phrases(entry.also, "also")?;
    let wrong = |field, message: &str| Err((None, field, message.to_owned()));
    match entry.kind {
        Kinship::Same if words.len() < 2 => wrong("words", "a group needs two words at least"),
        Kinship::Same if !also.is_empty() => {
            wrong("also", "is only for groups of the kind `broader`")
        }
        Kinship::Broader if words.is_empty() => wrong("words", "a group needs a word at least"),
        Kinship::Broader if also.is_empty() => {
            wrong("also", "a `broader` group says what else is searched for")
        }
        kinship => Ok(Group {
            kinship,
            words,
            also,
        }),
    }
}

fn phrases(written: Vec<Spanned<String>>, field: &'static str) -> Result<Vec<String>, Wrong> {
    let mut read: Vec<String> = Vec::new();
    for word in written {
        let at = Some(word.span().start);
        let phrase = fold(word.get_ref());
        let count = crate::words(&phrase).count();
        if count == 0 {
            return Err((at, field, "a word has no letter".to_owned()));
        }
        if count > LONGEST_PHRASE {
            return Err((
                at,
                field,
                format!("`{phrase}` is too long to be looked for"),
            ));
        }
        if read.contains(&phrase) {
            return Err((at, field, format!("`{phrase}` stands twice")));
        }
        read.push(phrase);
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_read_and_stand_for_each_other() {
        let text = "[[group]]\nkind = \"same\"\nwords = [\"VGS\", \"videregående  skole\"]\n\
                    [[group]]\nkind = \"broader\"\nwords = [\"lege\"]\nalso = [\"medisin\"]\n";
        let (read, faults) = Expansions::parse("synonyms.toml", text);
        assert_eq!(faults, []);
        let beside = |at: usize, word| read.groups[at].beside(word).collect::<Vec<_>>();
        assert_eq!(beside(0, "vgs"), ["videregående skole"]);
        assert_eq!(beside(0, "videregående skole"), ["vgs"]);
        assert_eq!(beside(1, "lege"), ["medisin"]);
    }

    fn told(text: &str) -> String {
        let (_, faults) = Expansions::parse("synonyms.toml", text);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_fault_names_its_line_and_field_and_the_rest_is_read() {
        let good = "[[group]]\nkind = \"same\"\nwords = [\"a\", \"b\"]\n";
        let bad = "[[group]]\nkind = \"same\"\nwords = [\"nav\"]\n";
        let both = format!("{good}{bad}");
        assert_eq!(Expansions::parse("f", &both).0.groups.len(), 1);
        assert_eq!(
            told(&both),
            "synonyms.toml, line 4, `words`: a group needs two words at least"
        );
        assert!(
            told("[[group]]\nkind = \"same\"\nwords = [\"a\", \"A\"]\n").contains("stands twice")
        );
        assert!(told("[[group]]\nkind = \"alike\"\nwords = []\n").contains("line 2"));
        assert!(told("[[group]\n").contains("line 1"));
    }
}

//! Word groups that carry over from one writer, standard or dialect to the next.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// No group has an expression of more words than this.
const LONGEST: usize = 4;
/// A stem is at least this many letters, so that it does not swallow half the language.
const SHORTEST_STEM: usize = 2;

/// The groups, by whole expression and by stem.
#[derive(Debug)]
pub(crate) struct Concepts {
    names: Vec<String>,
    whole: BTreeMap<String, Vec<usize>>,
    stems: BTreeMap<String, Vec<usize>>,
}

impl Concepts {
    /// The groups compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Concepts> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::parse(include_str!("concepts.txt")))
    }

    fn parse(text: &str) -> Self {
        let mut out = Self {
            names: Vec::new(),
            whole: BTreeMap::new(),
            stems: BTreeMap::new(),
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (name, members) in lines.filter_map(|line| line.split_once(':')) {
            let group = out.names.len();
            out.names.push(name.to_owned());
            for member in members.split_whitespace() {
                let (map, key) = match member.strip_suffix('*') {
                    Some(stem) => (&mut out.stems, stem),
                    None => (&mut out.whole, member),
                };
                // written as `features` sees words: digits are zeros there
                let key: String = key
                    .chars()
                    .map(|c| match c {
                        '_' => ' ',
                        digit if digit.is_numeric() => '0',
                        other => other,
                    })
                    .collect();
                map.entry(key).or_default().push(group);
            }
        }
        out
    }

    /// Calls `found` with the name of each group met, once a place.
    pub fn find(&self, words: &[&str], found: &mut impl FnMut(&str)) {
        for (at, word) in words.iter().enumerate() {
            let mut expression = String::new();
            for next in words[at..].iter().take(LONGEST) {
                if !expression.is_empty() {
                    expression.push(' ');
                }
                expression.push_str(next);
                self.tell(self.whole.get(&expression), found);
            }
            for (end, _) in word.char_indices().skip(SHORTEST_STEM) {
                self.tell(self.stems.get(&word[..end]), found);
            }
            self.tell(self.stems.get(*word), found);
        }
    }

    fn tell(&self, groups: Option<&Vec<usize>>, found: &mut impl FnMut(&str)) {
        for group in groups.into_iter().flatten() {
            found(&self.names[*group]);
        }
    }
}

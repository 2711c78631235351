//! A few words in a row, looked for in what was written.

/// Words in a row, lower case; each whole, or with a `*` the beginning of a word.
pub(crate) struct Phrase<'t>(Vec<(&'t str, bool)>);

impl<'t> Phrase<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let words = text.split_whitespace();
        let word = |word: &'t str| {
            word.strip_suffix('*')
                .map_or((word, false), |beginning| (beginning, true))
        };
        Self(words.map(word).collect())
    }

    /// The words it has.
    pub(crate) fn length(&self) -> usize {
        self.0.len()
    }

    /// Where it stands among the words of a text.
    pub(crate) fn places<'p>(&'p self, words: &'p [&str]) -> impl Iterator<Item = usize> + 'p {
        let fits = |(said, (word, begins)): (&&str, &(&str, bool))| {
            if *begins {
                said.starts_with(word)
            } else {
                said == word
            }
        };
        // no window is empty, and so an empty phrase stands nowhere
        words
            .windows(self.0.len().max(1))
            .enumerate()
            .filter(move |(_, window)| window.len() == self.0.len())
            .filter(move |(_, window)| window.iter().zip(&self.0).all(fits))
            .map(|(at, _)| at)
    }

    /// Whether it stands in a text.
    pub(crate) fn is_in(&self, words: &[&str]) -> bool {
        self.places(words).next().is_some()
    }
}

/// The words of a text in lower case, as [`Phrase`] wants them: `folded` is made by `language::fold`.
pub(crate) fn words(folded: &str) -> Vec<&str> {
    language::words(folded)
        .map(|range| &folded[range])
        .collect()
}

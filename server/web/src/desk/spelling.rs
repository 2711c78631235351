//! Words that no dictionary knows, told as advice.

use articles::spelling::Speller;
use articles::{Advice, Manuscript, Weight};
use std::collections::BTreeMap;
use std::path::Path;
use taxonomy::Standard;

/// Words that are told of in one field; more help nobody.
const TOLD: usize = 20;

/// The dictionaries there are.
#[derive(Debug, Default)]
pub(crate) struct Spellers {
    nb: Option<Speller>,
    nn: Option<Speller>,
}

impl Spellers {
    /// Reads those in a folder; without a folder there are none.
    pub(crate) fn load(folder: &Path) -> Self {
        if folder.as_os_str().is_empty() {
            return Self::default();
        }
        let [nb, nn] = [Standard::Nb, Standard::Nn].map(|standard| Speller::load(folder, standard));
        if nb.is_none() && nn.is_none() {
            tracing::warn!(folder = %folder.display(), "there are no dictionaries: spelling is left to the browser");
        }
        Self { nb, nn }
    }

    /// What there is to say of the spelling of a manuscript; its own keywords are right as they stand.
    pub(crate) fn advice(&self, manuscript: &Manuscript) -> Vec<Advice> {
        let own = match manuscript.language.as_str() {
            "nn" => &self.nn,
            _ => &self.nb,
        };
        let plain = manuscript.plain.as_deref().unwrap_or_default();
        let fields = [
            ("title", manuscript.title.as_str(), own),
            ("short", &manuscript.short, own),
            ("plain", plain, own),
            ("find_it", &manuscript.find_it, own),
            ("share.nb", &manuscript.share.nb, &self.nb),
            ("share.nn", &manuscript.share.nn, &self.nn),
            ("body", &manuscript.body, own),
        ];
        let keywords: Vec<String> = manuscript
            .keywords
            .iter()
            .map(|word| word.to_lowercase())
            .collect();
        let told = fields.into_iter().filter_map(|(field, text, speller)| {
            let mut words: Vec<String> = Vec::new();
            for (word, _) in speller.as_ref()?.unknown_words(text) {
                if words.len() < TOLD
                    && !words.contains(&word)
                    && !keywords.contains(&word.to_lowercase())
                {
                    words.push(word);
                }
            }
            (!words.is_empty()).then(|| Advice {
                field: field.to_owned(),
                weight: Weight::Warns,
                code: "spelling",
                values: BTreeMap::from([("words", words.join(", "))]),
            })
        });
        told.collect()
    }
}

//! As many articles as a benchmark needs, made of the starter collection.

use articles::{Article, Library};
use std::fmt::Write as _;

/// The starter articles over and over, each time with other words varied, until there are enough: each a
/// file's name and its text.
///
/// # Panics
/// If the starter collection is empty.
pub fn many(starter: &Library, articles: usize) -> Vec<(String, String)> {
    let originals: Vec<_> = starter.articles().collect();
    (0..articles)
        .map(|number| {
            let copy = number / originals.len();
            varied(originals[number % originals.len()], copy)
        })
        .collect()
}

fn varied(article: &Article, copy: usize) -> (String, String) {
    let id = format!("{}-{copy}", article.id);
    let vary = |text: &str| words_varied(text, copy).replace(['"', '\\'], "");
    let language = article.language.name();
    let mut text = String::new();
    let keywords: Vec<String> = article
        .keywords
        .iter()
        .map(|word| format!("{:?}", vary(word)))
        .collect();
    write!(
        text,
        "+++\nid = \"{id}\"\ntitle = \"{}\"\nlanguage = \"{language}\"\narea = \"{}\"\n\
         owner = \"{}\"\nreview_months = 6\nwritten = 2026-11-22\nreviewed = 2026-11-22\nphases = []\nknapper = []\n\
         keywords = [{}]\nshort = \"{}\"\nfind_it = \"{}\"\n[share]\nnb = \"Greit?\"\nnn = \"Greitt?\"\n\
         [[sources]]\ntitle = \"utdanning.no\"\nurl = \"https://utdanning.no/\"\nkind = \"offentlig\"\n\
         +++\n{}\n",
        vary(&article.title),
        article.area,
        article.owner,
        keywords.join(", "),
        vary(&article.short).replace('\n', " ").chars().take(90).collect::<String>(),
        vary(&article.find_it).replace('\n', " "),
        words_varied(&links_kept(&article.body), copy),
    )
    .expect("a string grows");
    (format!("articles/{id}.md"), text)
}

/// Links lead to the first of the copies.
fn links_kept(body: &str) -> String {
    const LINK: &str = "](ik:";
    let mut parts = body.split(LINK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_at(part.find(')').unwrap_or(part.len()));
        out.extend([LINK, id, "-0", rest]);
    }
    out
}

/// Two words in five get another ending, which one depends on the word and the copy.
pub fn words_varied(text: &str, copy: usize) -> String {
    const ENDINGS: [&str; 24] = [
        "lag", "tid", "vern", "krav", "plan", "lære", "fag", "rett", "hjelp", "skjema", "senter",
        "kurs", "bevis", "ordning", "gruppe", "plass", "møte", "arbeid", "brev", "støtte", "valg",
        "veg", "frist", "bank",
    ];
    if copy == 0 {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let mut hash = copy.wrapping_mul(2_654_435_761);
        for byte in bare.bytes() {
            hash = (hash ^ usize::from(byte)).wrapping_mul(16_777_619);
        }
        let hash = hash >> 7;
        out.push_str(bare);
        if hash % 5 < 2 && bare.len() > 4 && bare.chars().all(char::is_alphabetic) {
            out.push_str(ENDINGS[hash / 5 % ENDINGS.len()]);
        }
        out.push_str(&word[bare.len()..]);
    }
    out
}

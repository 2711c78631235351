//! What a typed query costs on 2 000 articles, as a ratio to tantivy's bare stemmed query.
//!
//! Both answer the same strings from the same index, in alternating rounds of one thread, and the
//! ratio is taken within each pair of rounds. `finished` asks whole words; `typing` asks every
//! beginning on the way there, most of which the bare query finds nothing for and so answers for
//! next to nothing.

use articles::{Article, Library};
use index::{Index, Query};
use jiff::civil::{Date, date};
use load::spread;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;
use taxonomy::{GuidanceModel, Standard};

const ARTICLES: usize = 2_000;
const ROUNDS: usize = 15;
const LIMIT: usize = 10;
const TODAY: Date = date(2026, 12, 1);

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn main() {
    let text = include_str!("../../../../config/guidance-model.toml");
    let model = GuidanceModel::parse("guidance-model.toml", text).expect("the shipped model holds");
    let (starter, _) = Library::starter(&model);
    let files = many(&starter);
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, _) = Library::read(named, &model);
    let started = Instant::now();
    let index = Index::build(&library);
    let built = started.elapsed();
    println!(
        "{} articles, indexed in {} ms",
        index.len(),
        built.as_millis()
    );
    let finished = queries(&starter);
    let typing: Vec<String> = finished
        .iter()
        .flat_map(|query| beginnings(query))
        .collect();
    compare("finished", &index, &finished, false);
    compare("typing", &index, &typing, true);
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn compare(name: &str, index: &Index, queries: &[String], typing: bool) {
    let (mut ours, mut bare, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let our_time = micros_each(queries, |words| {
            black_box(index.search(&Query {
                words,
                typing,
                limit: LIMIT,
                today: TODAY,
            }));
        });
        let bare_time = micros_each(queries, |words| {
            black_box(index.bare(words, LIMIT));
        });
        ours.push(our_time);
        bare.push(bare_time);
        ratios.push(our_time / bare_time);
    }
    let slowest = queries
        .iter()
        .map(|query| {
            let query = std::slice::from_ref(query);
            let once = || {
                micros_each(query, |words| {
                    black_box(index.search(&Query {
                        words,
                        typing,
                        limit: LIMIT,
                        today: TODAY,
                    }));
                })
            };
            // The best of five, so that another process does not count.
            (0..5).map(|_| once()).fold(f64::INFINITY, f64::min)
        })
        .fold(0.0, f64::max);
    let (ours, bare, ratios) = (spread(ours), spread(bare), spread(ratios));
    println!(
        "{name}: {} queries, {ROUNDS} rounds, one thread",
        queries.len()
    );
    println!(
        "  ours  µs/query  min {:>7.1}  median {:>7.1}",
        ours.0, ours.1
    );
    println!(
        "  bare  µs/query  min {:>7.1}  median {:>7.1}",
        bare.0, bare.1
    );
    println!(
        "  ratio           min {:>7.2}  median {:>7.2}",
        ratios.0, ratios.1
    );
    println!("  ours, slowest query, best of 5: {slowest:.1} µs");
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand queries")]
fn micros_each(queries: &[String], mut run: impl FnMut(&str)) -> f64 {
    let started = Instant::now();
    queries.iter().for_each(|query| run(query));
    started.elapsed().as_secs_f64() * 1e6 / queries.len() as f64
}

/// What counsellors type: titles and keywords, each a few words long.
fn queries(library: &Library) -> Vec<String> {
    let mut queries = Vec::new();
    for article in library.articles() {
        let words: Vec<&str> = article.title.split_whitespace().take(3).collect();
        queries.push(words.join(" "));
        queries.extend(article.keywords.iter().take(3).cloned());
    }
    queries
}

fn beginnings(query: &str) -> impl Iterator<Item = String> {
    query
        .char_indices()
        .skip(2)
        .map(|(at, _)| at)
        .chain([query.len()])
        .map(|end| query[..end].to_owned())
}

/// The starter articles over and over, each time with other words varied, until there are enough.
fn many(starter: &Library) -> Vec<(String, String)> {
    let originals: Vec<_> = starter.articles().collect();
    (0..ARTICLES)
        .map(|number| {
            let copy = number / originals.len();
            varied(originals[number % originals.len()], copy)
        })
        .collect()
}

fn varied(article: &Article, copy: usize) -> (String, String) {
    let id = format!("{}-{copy}", article.id);
    let vary = |text: &str| words_varied(text, copy).replace(['"', '\\'], "");
    let language = match article.language {
        Standard::Nb => "nb",
        Standard::Nn => "nn",
    };
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
         +++\n{}\n",
        vary(&article.title),
        article.area,
        article.owner,
        keywords.join(", "),
        vary(&article.short).replace('\n', " ").chars().take(90).collect::<String>(),
        vary(&article.find_it).replace('\n', " "),
        words_varied(&article.body, copy),
    )
    .expect("a string grows");
    (format!("articles/{id}.md"), text)
}

/// Two words in five get another ending, which one depends on the word and the copy.
fn words_varied(text: &str, copy: usize) -> String {
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

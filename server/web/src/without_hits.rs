//! Searches that found nothing: counted, and told to those who write articles.

use crate::guard;
use crate::present;
use crate::rooms::Rooms;
use access::User;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use chat::{Clock, Words};
use jiff::ToSpan;
use jiff::civil::Date;
use journal::{Journal, Record};
use serde_json::{Value, json};

/// The days that are told of, today among them.
const DAYS: u32 = 30;
/// Words are told when they were searched for so often: one person's odd phrase is not.
const AT_LEAST: u32 = 3;
/// Characters kept of one search.
const LONGEST: usize = 100;

/// Counts searches that found nothing; cheap to clone.
#[derive(Debug, Clone)]
pub struct WithoutHits {
    journal: Journal,
    clock: Clock,
    keep_words: bool,
    keep_days: u32,
}

impl WithoutHits {
    /// Counts in a journal; the masked words are kept only with `keep_words`, and what is older than
    /// `keep_days` goes when [`WithoutHits::forget_old`] is called.
    pub fn new(journal: Journal, clock: Clock, keep_words: bool, keep_days: u32) -> Self {
        Self {
            journal,
            clock,
            keep_words,
            keep_days,
        }
    }

    /// Counts one. The search does not wait for it: with the journal's queue full it is lost, which
    /// is better than a search box that hangs.
    pub(crate) fn count(&self, query: &str) {
        if !query.chars().any(char::is_alphanumeric) {
            return; // nobody can write an article for it
        }
        let record = Record::FoundNothing {
            day: present::today(&self.clock),
            words: if self.keep_words {
                words_to_keep(query)
            } else {
                None
            },
        };
        if !self.journal.write_if_room(record) {
            tracing::warn!("a search without a hit is not counted: the journal is busy");
        }
    }

    /// Deletes what is old, and all words if they are kept no more.
    pub async fn forget_old(&self) {
        let until = before(present::today(&self.clock), self.keep_days);
        let record = Record::ForgetSearches {
            until,
            all_words: !self.keep_words,
        };
        drop(self.journal.write(record).await);
    }

    /// How many there were lately, and where words are kept, the frequent ones.
    pub(crate) async fn report(&self) -> Result<Value, (StatusCode, &'static str)> {
        let since = before(present::today(&self.clock), DAYS - 1);
        let told = self.journal.searches_without_hits(since, AT_LEAST).await;
        let told = told.map_err(|_| {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the journal cannot be read",
            )
        })?;
        let words = told.words.iter().filter(|_| self.keep_words);
        Ok(json!({
            "days": DAYS,
            "searches": told.searches,
            "words_kept": self.keep_words,
            "keep_days": self.keep_days,
            "at_least": AT_LEAST,
            "words": words
                .map(|(words, often)| json!({ "words": words.as_str(), "searches": often }))
                .collect::<Vec<_>>(),
        }))
    }
}

/// The words of a query as they may be kept; `None` if masking leaves none.
fn words_to_keep(query: &str) -> Option<Words> {
    let masked = Words::new(language::mask_for_search(query));
    let folded = Words::new(language::fold(masked.as_str()));
    let short: String = folded.as_str().chars().take(LONGEST).collect();
    let short = Words::new(short.trim());
    let says_something = short.as_str().chars().any(char::is_alphanumeric);
    says_something.then_some(short)
}

/// So many days before a day; a setting may name more than a calendar has.
pub(crate) fn before(day: Date, days: u32) -> Date {
    const MOST: u32 = 1_000_000;
    day.saturating_sub(i64::from(days.min(MOST)).days())
}

/// `GET /api/search/without-hits`: how many, and where words are kept, the frequent ones.
pub(crate) async fn told(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
) -> Result<Json<Value>, (StatusCode, &'static str)> {
    guard::allowed(&rooms, &headers, User::is_on_the_staff)?;
    rooms.without_hits.report().await.map(Json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(query: &str) -> Option<String> {
        words_to_keep(query).map(|words| words.as_str().to_owned())
    }

    #[test]
    fn what_is_kept_is_masked_folded_and_short() {
        assert_eq!(kept("  Ringe\n Nav ").as_deref(), Some("ringe nav"));
        let kept_of = kept("jeg heter Zebulon, ring 91234567").unwrap_or_default();
        assert!(
            !kept_of.contains("zebulon") && !kept_of.contains("9123"),
            "{kept_of}"
        );
        assert_eq!(kept("91234567"), None);
        assert_eq!(
            kept(&"ø".repeat(10_000)).map(|w| w.chars().count()),
            Some(100)
        );
    }

    /// Waits until all that is queued is written: this record comes last, and deletes nothing.
    async fn written(journal: &Journal) {
        let last = Record::ForgetSearches {
            until: Date::MIN,
            all_words: false,
        };
        assert!(journal.write(last).await.durable().await);
    }

    /// What is counted since the first day, and how many different words.
    async fn all(journal: &Journal) -> (u64, usize) {
        let told = journal.searches_without_hits(Date::MIN, 1).await;
        let told = told.expect("the journal can be read");
        (told.searches, told.words.len())
    }

    #[tokio::test]
    async fn a_search_is_forgotten_after_its_days_and_words_as_soon_as_they_are_kept_no_more() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let opened = Journal::open(folder.path()).await;
        let (journal, _, writer) = opened.expect("a new journal");
        let day = |number: i64| chat::Timestamp::from_millis(number * 86_400_000);
        let clock = Clock::fixed(day(20_000));
        let keeping = |words| WithoutHits::new(journal.clone(), clock.clone(), words, 90);
        keeping(true).count("svalbardtillegg");
        clock.set(day(20_089));
        keeping(true).count("svalbardtillegg");
        keeping(true).count("jantelov");
        keeping(true).forget_old().await;
        written(&journal).await;
        assert_eq!(all(&journal).await, (3, 2), "90 days are not over");
        clock.set(day(20_090));
        keeping(true).forget_old().await;
        written(&journal).await;
        assert_eq!(all(&journal).await, (2, 2));
        keeping(false).forget_old().await;
        journal.close().await;
        writer.await.expect("the writer ends");
        assert_eq!(all(&journal).await, (2, 0));
    }

    #[test]
    fn the_days_told_end_with_today() {
        let today = jiff::civil::date(2026, 3, 1);
        assert_eq!(before(today, 29), jiff::civil::date(2026, 1, 31));
        assert!(before(today, u32::MAX) < today);
    }
}

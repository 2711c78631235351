//! The list of articles: filtered, sorted and cut from the snapshot in memory.

use super::asking::{Asked, Staff};
use super::cursor;
use super::problem::{Answer, Refusal, Telling};
use super::rows::{self, freshness};
use super::wire::{Rows, shown};
use articles::Value;
use articles::store::{Entry, Rules, Snapshot};
use axum::Json;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use utoipa::ToSchema;

/// Which articles, and in what order.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// Where the page before ended.
    cursor: Option<String>,
    /// So many on a page; 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// Of this område.
    area: Option<String>,
    /// In this state; without it all but what is `arkivert`.
    state: Option<StateAsked>,
    /// With this on top.
    stage: Option<StageAsked>,
    /// Owned by this role or person.
    owner: Option<String>,
    /// For this phase.
    phase: Option<String>,
    /// For this knapp.
    knapp: Option<String>,
    /// In this standard.
    lang: Option<LanguageAsked>,
    /// As fresh as this; of what is in use.
    fresh: Option<FreshAsked>,
    /// Owned by whoever asks.
    mine: Option<bool>,
    /// With each of these words in title, short answer or id.
    text: Option<String>,
    /// In this order; `due`.
    sort: Option<Sort>,
}

/// A state to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StateAsked {
    Arkivert,
    Publisert,
    Klar,
    TilGjennomgang,
    Utkast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StageAsked {
    None,
    Utkast,
    TilGjennomgang,
    Klar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LanguageAsked {
    Nb,
    Nn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FreshAsked {
    Overdue,
    Soon,
    DueOrSoon,
    InOrder,
    Unchecked,
    Due,
    Expired,
    HeldBack,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// What is due first comes first.
    #[default]
    Due,
    /// By title, as a Norwegian dictionary has it.
    Title,
    /// What was changed last comes first.
    Changed,
}

/// The entry that a page ended with.
#[derive(Debug, Serialize, Deserialize)]
struct Last {
    sort: Sort,
    key: String,
    id: String,
}

/// The articles, page by page.
#[utoipa::path(get, path = "/articles", tag = "articles", params(Listing),
    responses((status = 200, body = Rows, description = "a page of the list"), Telling))]
pub(crate) async fn list(staff: Staff, Asked(asked): Asked<Listing>) -> Answer<Json<Rows>> {
    let limit = cursor::limit(asked.limit)?;
    let sort = asked.sort.unwrap_or_default();
    let last = match cursor::read::<Last>(asked.cursor.as_deref())? {
        Some(last) => Some(Place::of(sort, &last).ok_or_else(|| {
            Refusal::bad_field("cursor", "`cursor` belongs to a list in another order")
        })?),
        None => None,
    };
    let uses = staff.uses().await;
    let snapshot = staff.rooms.store.now();
    let wanted = Wanted::of(&asked, &staff, &snapshot);
    let mut found: Vec<&Entry> = snapshot
        .entries()
        .map(AsRef::as_ref)
        .filter(|entry| wanted.has(entry))
        .collect();
    let total = found.len();
    if let Some(last) = &last {
        found.retain(|entry| last.before(entry));
    }
    let order = |a: &&Entry, b: &&Entry| compare(sort, a, b);
    if found.len() > limit {
        // Only the page is put in order, with the entry that says that there are more.
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit + 1);
    }
    found.sort_unstable_by(order);
    let next = cursor::cut(&mut found, limit, |entry| Last::of(sort, entry));
    let maker = staff.maker(&snapshot, &uses);
    let items = found.into_iter().map(|entry| maker.row(entry)).collect();
    Ok(Json(Rows { items, next, total }))
}

/// What an entry must be to be listed; prepared once, so that no entry costs memory.
struct Wanted<'a> {
    asked: &'a Listing,
    owner: Option<String>,
    words: Vec<Vec<char>>,
    snapshot: &'a Snapshot,
    rules: &'a Rules,
    today: Date,
    who: &'a str,
}

impl<'a> Wanted<'a> {
    fn of(asked: &'a Listing, staff: &'a Staff, snapshot: &'a Snapshot) -> Self {
        let text = asked.text.as_deref().unwrap_or_default();
        let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect();
        Self {
            asked,
            owner: asked.owner.as_deref().map(shown),
            words: text.split_whitespace().map(lower).collect(),
            snapshot,
            rules: staff.rooms.store.rules(),
            today: staff.today(),
            who: staff.who(),
        }
    }

    fn has(&self, entry: &Entry) -> bool {
        let (asked, facts) = (self.asked, &entry.facts);
        let is = |asked: Option<&str>, here: &str| asked.is_none_or(|asked| asked == here);
        let among = |asked: &Option<String>, here: &[String]| {
            asked.as_ref().is_none_or(|asked| here.contains(asked))
        };
        let owner = facts.owner.0.strip_prefix("dev:").unwrap_or(&facts.owner.0);
        let state = rows::state(entry);
        match asked.state {
            Some(wanted) if wanted.name() != state => return false,
            None if state == "arkivert" => return false,
            _ => {}
        }
        is(asked.area.as_deref(), facts.area.map_or("", Value::name))
            && asked
                .stage
                .is_none_or(|stage| stage.name() == entry.stage.name())
            && is(self.owner.as_deref(), owner)
            && among(&asked.phase, &facts.phases)
            && among(&asked.knapp, &facts.knapper)
            && asked
                .lang
                .is_none_or(|lang| lang.name() == facts.language.name())
            && asked
                .mine
                .is_none_or(|mine| mine == self.snapshot.is_own(self.who, &facts.owner.0))
            && asked.fresh.is_none_or(|fresh| self.is_fresh(fresh, entry))
            && self.words.iter().all(|word| {
                let texts = [&facts.title, &facts.short, entry.id.as_str()];
                texts.iter().any(|text| holds(text, word))
            })
    }

    fn is_fresh(&self, asked: FreshAsked, entry: &Entry) -> bool {
        let (today, rules) = (self.today, self.rules);
        let named = |name| entry.in_use() && freshness(entry, today, rules) == name;
        match asked {
            FreshAsked::Overdue => entry.overdue(today, rules),
            FreshAsked::Soon => entry.soon(today, rules),
            FreshAsked::DueOrSoon => entry.overdue(today, rules) || entry.soon(today, rules),
            FreshAsked::InOrder => named("in_order"),
            FreshAsked::Unchecked => named("unchecked"),
            FreshAsked::Due => named("due"),
            FreshAsked::Expired => named("expired"),
            FreshAsked::HeldBack => named("held_back"),
        }
    }
}

impl StateAsked {
    fn name(self) -> &'static str {
        match self {
            Self::Arkivert => "arkivert",
            Self::Publisert => "publisert",
            Self::Klar => "klar",
            Self::TilGjennomgang => "til_gjennomgang",
            Self::Utkast => "utkast",
        }
    }
}

impl StageAsked {
    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Utkast => "utkast",
            Self::TilGjennomgang => "til_gjennomgang",
            Self::Klar => "klar",
        }
    }
}

impl LanguageAsked {
    fn name(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
        }
    }
}

/// Whether a text holds a word, whatever the case; the word comes in lower case.
fn holds(text: &str, word: &[char]) -> bool {
    let lower = |from: &str| {
        from.chars()
            .flat_map(char::to_lowercase)
            .take(word.len())
            .eq(word.iter().copied())
    };
    text.char_indices().any(|(at, _)| lower(&text[at..]))
}

/// The entry a page ended with, ready to be compared with.
enum Place {
    Due(Date, String),
    Title(String, String),
    Changed(i64, String),
}

impl Last {
    fn of(sort: Sort, entry: &Entry) -> Self {
        let key = match sort {
            Sort::Due => entry.due().day.to_string(),
            Sort::Title => entry.facts.title.clone(),
            Sort::Changed => entry.changed.0.as_millisecond().to_string(),
        };
        Self {
            sort,
            key,
            id: entry.id.to_string(),
        }
    }
}

impl Place {
    fn of(sort: Sort, last: &Last) -> Option<Self> {
        let id = last.id.clone();
        if last.sort != sort {
            return None;
        }
        Some(match sort {
            Sort::Due => Self::Due(last.key.parse().ok()?, id),
            Sort::Title => Self::Title(last.key.clone(), id),
            Sort::Changed => Self::Changed(last.key.parse().ok()?, id),
        })
    }

    /// Whether an entry comes after it.
    fn before(&self, entry: &Entry) -> bool {
        let (order, id) = match self {
            Self::Due(day, id) => (day.cmp(&entry.due().day), id),
            Self::Title(title, id) => (by_letters(title, &entry.facts.title), id),
            Self::Changed(at, id) => (entry.changed.0.as_millisecond().cmp(at), id),
        };
        order.then_with(|| id.as_str().cmp(entry.id.as_str())) == Ordering::Less
    }
}

fn compare(sort: Sort, a: &Entry, b: &Entry) -> Ordering {
    let order = match sort {
        Sort::Due => a.due().day.cmp(&b.due().day),
        Sort::Title => by_letters(&a.facts.title, &b.facts.title),
        Sort::Changed => b
            .changed
            .0
            .as_millisecond()
            .cmp(&a.changed.0.as_millisecond()),
    };
    order.then_with(|| a.id.cmp(&b.id))
}

/// The order of a Norwegian dictionary: whatever the case, and æ, ø, å at the end.
fn by_letters(a: &str, b: &str) -> Ordering {
    letters(a).cmp(letters(b))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.map(|letter| match letter {
        'æ' | 'ä' => '\u{e000}',
        'ø' | 'ö' => '\u{e001}',
        'å' => '\u{e002}',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whatever_the_case_and_wherever_it_stands() {
        let has = |text: &str, word: &str| holds(text, &word.chars().collect::<Vec<_>>());
        assert!(has("Fagbrev som voksen", "fagbrev") && has("FAGBREV", "brev"));
        assert!(has("Å velge", "å v") && has("straße", "ße"));
        assert!(!has("Fagbre", "fagbrev") && !has("", "a") && has("a", ""));
    }

    #[test]
    fn titles_stand_as_in_a_norwegian_dictionary() {
        let mut titles = ["Åpen dag", "Ære", "Øk", "Zoo", "aften", "Bil"];
        titles.sort_by(|a, b| by_letters(a, b));
        assert_eq!(titles, ["aften", "Bil", "Zoo", "Ære", "Øk", "Åpen dag"]);
    }
}

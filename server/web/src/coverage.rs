//! The coverage map: where talks stand in the guidance model, beside what there is to offer there.

use crate::moments::{AT_LEAST, told};
use crate::wire::{CoverageField, Verdict};
use articles::{Library, State as ArticleState};
use jiff::civil::Date;
use journal::Place;
use std::collections::HashMap;
use taxonomy::{ElementId, GuidanceModel};

/// From this share of silent moments on, in hundredths, a field is a hole.
const HOLE_FROM: u64 = 45;
/// With fewer prompts than this a field is thin: a counsellor has no choice.
const THIN_PROMPTS: usize = 6;
/// With fewer articles than this a field is thin.
const THIN_ARTICLES: usize = 2;
/// From so many prompts on, and so many articles, a field is well covered.
const GOOD_PROMPTS: usize = 9;
const GOOD_ARTICLES: usize = 5;
/// A field is little used when talks stand there less than one part in so many of an even share.
const LITTLE_USED: u64 = 5;

/// What there is of articles in a field.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    articles: usize,
    /// Of these, how many are due for review or no longer hold.
    overdue: usize,
}

/// Every field of the model, phase by phase; each phase alone, where its knapp is unsure or none, comes
/// before its knapper. Moments in which the phase was unsure belong to no field.
///
/// No total is told, so that no number that is held back can be found by taking the others from it.
pub(crate) fn fields(
    places: &[Place],
    library: &Library,
    model: &GuidanceModel,
    today: Date,
) -> Vec<CoverageField> {
    let written = written(library, today);
    let fields = library.coverage(model).fields;
    let stood_and_silent = |phase: &ElementId, knapp: &Option<ElementId>| {
        let here = |place: &&Place| place.phase.as_ref() == Some(phase) && place.knapp == *knapp;
        let place = places.iter().find(here);
        place.map_or((0, 0), |place| (place.stood, place.silent))
    };
    // Of the numbers that are told alone, so that a verdict gives none of the others away.
    let all: u64 = fields
        .iter()
        .filter_map(|field| told(stood_and_silent(&field.phase, &field.knapp).0))
        .sum();
    let count = fields.len() as u64;
    let map = fields.into_iter().map(|field| {
        let (stood, silent) = stood_and_silent(&field.phase, &field.knapp);
        let of_field = (field.phase.clone(), field.knapp.clone());
        let Written { articles, overdue } = written.get(&of_field).copied().unwrap_or_default();
        let enough = Enough {
            prompts: field.prompts,
            articles: model.offers_articles(&field.phase).then_some(articles),
        };
        let little_used = stood * count * LITTLE_USED < all;
        CoverageField {
            phase: field.phase.as_str().to_owned(),
            knapp: field.knapp.map(|knapp| knapp.as_str().to_owned()),
            stood: told(stood),
            silent: silent_told(stood, silent),
            prompts: field.prompts,
            articles,
            overdue,
            verdict: verdict(stood, silent, little_used, enough),
        }
    });
    map.collect()
}

/// How often it was silent. Not told if that, or how often it was not, is a number that is held back:
/// one could be found from the other.
fn silent_told(stood: u64, silent: u64) -> Option<u64> {
    told(stood.saturating_sub(silent)).and(told(silent))
}

/// The articles of each field: of each of its phases with each of its knapper, or alone without any.
fn written(library: &Library, today: Date) -> HashMap<(ElementId, Option<ElementId>), Written> {
    let mut fields: HashMap<_, Written> = HashMap::new();
    for article in library.articles() {
        let overdue = match article.state(today) {
            ArticleState::ReviewDue | ArticleState::Expired => 1,
            ArticleState::InOrder | ArticleState::Unchecked => 0,
        };
        let alone = article.knapper.is_empty().then_some(None);
        for phase in &article.phases {
            let knapper = article.knapper.iter().cloned().map(Some);
            for knapp in alone.clone().into_iter().chain(knapper) {
                let field = fields.entry((phase.clone(), knapp)).or_default();
                field.articles += 1;
                field.overdue += overdue;
            }
        }
    }
    fields
}

/// What a field has.
#[derive(Debug, Clone, Copy)]
struct Enough {
    prompts: usize,
    /// `None` in a phase in which no article is offered unasked: none is lacking there.
    articles: Option<usize>,
}

impl Enough {
    fn at_least(self, prompts: usize, articles: usize) -> bool {
        self.prompts >= prompts && self.articles.is_none_or(|here| here >= articles)
    }
}

/// What editors should make of a field. What is worst is said.
fn verdict(stood: u64, silent: u64, little_used: bool, enough: Enough) -> Verdict {
    if stood < AT_LEAST {
        Verdict::ForFaa
    } else if silent * 100 >= stood * HOLE_FROM {
        Verdict::Hull
    } else if !enough.at_least(THIN_PROMPTS, THIN_ARTICLES) {
        Verdict::Tynn
    } else if little_used {
        Verdict::LiteBrukt
    } else if enough.at_least(GOOD_PROMPTS, GOOD_ARTICLES) {
        Verdict::Godt
    } else {
        Verdict::Dekket
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 12, 1);
    const PHASE: &str = "kommunikasjon";
    const KNAPP: &str = "valg_og_tilfeldigheter";

    fn model() -> GuidanceModel {
        let text = include_str!("../../../config/guidance-model.toml");
        GuidanceModel::parse("m", text).expect("the shipped model holds")
    }

    fn place(phase: &str, knapp: &str, stood: u64, silent: u64) -> Place {
        let element = |id: &str| (!id.is_empty()).then(|| ElementId::new(id));
        Place {
            phase: element(phase),
            knapp: element(knapp),
            stood,
            silent,
        }
    }

    fn field(fields: &[CoverageField], phase: &str, knapp: Option<&str>) -> CoverageField {
        let here = |field: &&CoverageField| field.phase == phase && field.knapp.as_deref() == knapp;
        let found = fields.iter().find(here);
        found.expect("every field of the model is there").clone()
    }

    fn map(places: &[Place]) -> Vec<CoverageField> {
        let model = model();
        let (library, _) = Library::starter(&model);
        fields(places, &library, &model, TODAY)
    }

    #[test]
    fn no_number_below_five_is_told_nor_one_that_gives_it_away() {
        let of = |stood, silent| {
            let map = map(&[place(PHASE, KNAPP, stood, silent)]);
            let field = field(&map, PHASE, Some(KNAPP));
            (field.stood, field.silent)
        };
        assert_eq!(of(4, 4), (None, None));
        assert_eq!(of(5, 0), (Some(5), None));
        assert_eq!(of(20, 4), (Some(20), None));
        assert_eq!(of(20, 5), (Some(20), Some(5)));
        assert_eq!(of(20, 15), (Some(20), Some(15)));
        assert_eq!(of(20, 16), (Some(20), None), "it spoke four times");
    }

    #[test]
    fn a_field_has_the_articles_of_its_phase_and_knapp() {
        let front = "title = \"T\"\nlanguage = \"nb\"\narea = \"yrkesfag\"\nowner = \"Gruppe\"\n\
            review_months = 6\nwritten = 2026-01-01\nfind_it = \"Se utdanning.no.\"\nshort = \"Kort.\"\n\
            keywords = []\n";
        let rest = "[share]\nnb = \"Er det greit?\"\nnn = \"Er det greitt?\"\n+++\nEn tekst.\n";
        let article = |id: &str, more: &str| {
            let text = format!("+++\nid = \"{id}\"\n{front}{more}\n{rest}");
            (format!("articles/{id}.md"), text)
        };
        let files = [
            article(
                "alene",
                &format!(
                    "phases = [\"{PHASE}\", \"konklusjon\"]\nknapper = []\nreviewed = 2026-11-01"
                ),
            ),
            article(
                "med",
                &format!("phases = [\"{PHASE}\"]\nknapper = [\"{KNAPP}\"]\nreviewed = 2026-11-01"),
            ),
            article(
                "forfalt",
                &format!("phases = [\"{PHASE}\"]\nknapper = [\"{KNAPP}\"]"),
            ),
        ];
        let model = model();
        let files = files.iter();
        let files = files.map(|(name, text)| (name.as_str(), text.as_str()));
        let (library, problems) = Library::read(files, &model);
        assert_eq!(problems, []);
        let map = fields(&[], &library, &model, TODAY);
        let has = |phase, knapp| {
            let field = field(&map, phase, knapp);
            (field.articles, field.overdue)
        };
        assert_eq!(has(PHASE, None), (1, 0));
        assert_eq!(has(PHASE, Some(KNAPP)), (2, 1));
        assert_eq!(has("konklusjon", None), (1, 0));
        assert_eq!(has("konklusjon", Some(KNAPP)), (0, 0));
    }

    #[test]
    fn the_verdict_says_what_is_worst() {
        let judged = |stood, silent, little, prompts, articles| {
            let articles = Some(articles);
            verdict(stood, silent, little, Enough { prompts, articles })
        };
        assert_eq!(judged(4, 4, true, 0, 0), Verdict::ForFaa);
        assert_eq!(judged(20, 9, true, 0, 0), Verdict::Hull);
        assert_eq!(judged(20, 8, true, 9, 1), Verdict::Tynn);
        assert_eq!(judged(20, 8, true, 5, 5), Verdict::Tynn);
        assert_eq!(judged(20, 8, true, 9, 5), Verdict::LiteBrukt);
        assert_eq!(judged(20, 8, false, 9, 5), Verdict::Godt);
        assert_eq!(judged(20, 8, false, 9, 4), Verdict::Dekket);
        assert_eq!(judged(20, 8, false, 6, 2), Verdict::Dekket);
    }

    #[test]
    fn where_no_article_is_offered_none_is_lacking() {
        let prompts_alone = |prompts| {
            let articles = None;
            verdict(20, 0, false, Enough { prompts, articles })
        };
        assert_eq!(prompts_alone(5), Verdict::Tynn);
        assert_eq!(prompts_alone(8), Verdict::Dekket);
        assert_eq!(prompts_alone(9), Verdict::Godt);
    }

    #[test]
    fn little_used_is_under_a_fifth_of_an_even_share() {
        let fields = map(&[]).len() as u64;
        // The other field has so much that an even share is 50, and a fifth of that 10.
        let judged = |stood: u64| {
            let rest = place("konklusjon", KNAPP, fields * 50 - stood, 0);
            let map = map(&[place(PHASE, KNAPP, stood, 0), rest]);
            field(&map, PHASE, Some(KNAPP)).verdict
        };
        assert_eq!(judged(9), Verdict::LiteBrukt);
        assert_ne!(judged(10), Verdict::LiteBrukt);
    }

    #[test]
    fn moments_of_no_field_are_left_out() {
        let map = map(&[
            place("", "", 100, 100),
            place("gammel_fase", "", 100, 100),
            place(PHASE, "", 7, 0),
        ]);
        let told: Vec<_> = map.iter().filter_map(|field| field.stood).collect();
        assert_eq!(told, [7]);
        assert_ne!(field(&map, PHASE, None).verdict, Verdict::LiteBrukt);
    }
}

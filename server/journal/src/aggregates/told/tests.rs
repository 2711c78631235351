//! What may be told of a period, and what a reader of it cannot work out.

use super::*;
use jiff::civil::date;

const TODAY: Date = date(2026, 11, 22);

fn told(period: Period, counts: &[(&str, &str, u64)]) -> Told {
    let mut all = Counts::new();
    for (kind, what, talks) in counts {
        let of = all.entry((*kind).to_owned()).or_default();
        of.insert((*what).to_owned(), *talks);
    }
    Told::of(&all, period, period.days(TODAY))
}

#[test]
fn a_half_year_is_six_whole_months() {
    let half = Half::parse("2026-2").unwrap();
    assert_eq!(half.days(), (date(2026, 7, 1), date(2026, 12, 31)));
    assert_eq!(
        (half, half.to_string().as_str()),
        (Half::of(TODAY), "2026-2")
    );
    assert_eq!(Half::of(date(2026, 6, 30)).to_string(), "2026-1");
    for wrong in ["2026", "2026-3", "26-1", "2026-11", "+026-1", "1999-1", ""] {
        assert_eq!(Half::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_half_year_that_goes_on_is_rounded_and_one_that_is_over_is_not() {
    let counts = [
        ("talk", "", 38),
        ("knapp", "valg", 12),
        ("knapp", "endring", 4),
    ];
    let now = told(Period::Half(Half::of(TODAY)), &counts);
    assert_eq!(
        (now.talks, now.part(Part::Knapp, "valg")),
        (Some(35), Some(10))
    );
    assert_eq!(now.part(Part::Knapp, "endring"), None);
    let over = told(Period::Half(Half::parse("2026-1").unwrap()), &counts);
    assert_eq!(
        (over.talks, over.part(Part::Knapp, "valg")),
        (Some(38), Some(12))
    );
    assert_eq!(over.part(Part::Knapp, "meg"), Some(0), "nobody");
    assert_eq!(over.greatest(Part::Knapp), [("valg", 12)]);
}

#[test]
fn the_weeks_around_a_date_are_whole_and_leave_its_own_out() {
    // A Wednesday.
    let date_of = date(2026, 10, 14);
    let (from, until, rounded) = Period::Before(date_of).days(TODAY);
    assert_eq!((from, until), (date(2026, 9, 14), date(2026, 10, 11)));
    assert!(rounded, "windows of other dates overlap with this one");
    let (from, until, _) = Period::After(date_of).days(TODAY);
    assert_eq!((from, until), (date(2026, 10, 19), date(2026, 11, 15)));
}

#[test]
fn of_few_talks_nothing_is_told() {
    let counts = [
        ("talk", "", 4),
        ("hour", "09", 4),
        ("first_answer", "30", 4),
        ("how", "left", 4),
    ];
    let told = told(Period::Today, &counts);
    assert_eq!((told.talks, told.first_answer_seconds), (None, None));
    assert!(told.by_hour.iter().all(Option::is_none));
    assert_eq!(told.part(Part::Left, ""), None);
    assert_eq!(
        told.part(Part::Phase, "kontakt"),
        None,
        "not even that there were none"
    );
}

#[test]
fn any_service_and_each_service_are_never_told_together() {
    let counts = [
        ("talk", "", 20),
        ("hour", "09", 20),
        ("referred", "", 10),
        ("referral", "nav", 7),
        ("phone", "nav", 3),
    ];
    let day = told(Period::Today, &counts[..4]);
    assert_eq!(day.part(Part::Referred, ""), Some(10));
    assert_eq!(
        day.part(Part::Referral, "nav"),
        None,
        "three were told of others only"
    );
    let half = told(Period::Half(Half::parse("2026-1").unwrap()), &counts);
    assert_eq!(half.part(Part::Referred, ""), None);
    assert_eq!(half.part(Part::Referral, "nav"), Some(7));
    assert_eq!((half.phone("nav"), half.phone("inntak")), (None, Some(0)));
}

#[test]
fn the_first_answer_is_told_by_what_half_of_them_took() {
    let waits = |fast, slow| {
        let counts = [
            ("talk", "", 12),
            ("hour", "09", 12),
            ("first_answer", "30", fast),
            ("first_answer", "120", slow),
        ];
        told(Period::Today, &counts).first_answer_seconds
    };
    assert_eq!(waits(3, 2), Some(30));
    assert_eq!(waits(3, 5), Some(120));
    assert_eq!(waits(2, 2), None);
}

/// Draws talks by lot, and tries every pair of told numbers of the same talks.
#[test]
fn no_two_numbers_of_an_answer_are_one_to_four_talks_apart_that_are_of_the_same_talks() {
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};
    const KINDS: [(&str, Part, u32); 5] = [
        ("phase", Part::Phase, 4),
        ("knapp", Part::Knapp, 5),
        ("corrected", Part::Corrected, 3),
        ("article", Part::Article, 6),
        ("prompt", Part::Prompt, 6),
    ];
    for seed in 0..2_000 {
        let mut lot = StdRng::seed_from_u64(seed);
        let talks = lot.random_range(0..40_u64);
        let mut counts = Counts::new();
        let mut add = |kind: &str, what: String| {
            *counts
                .entry(kind.to_owned())
                .or_default()
                .entry(what)
                .or_insert(0) += 1;
        };
        for _ in 0..talks {
            add("talk", String::new());
            add("hour", format!("{:02}", lot.random_range(8..12)));
            add("how", ["left", "ended"][lot.random_range(0..2)].to_owned());
            for (kind, _, of) in KINDS {
                for what in 0..of {
                    if lot.random_bool(f64::from(what + 1) / f64::from(of + 1)) {
                        add(kind, what.to_string());
                    }
                }
            }
        }
        for period in [Period::Today, Period::Half(Half::parse("2026-1").unwrap())] {
            let told = Told::of(&counts, period, period.days(TODAY));
            assert_eq!(told.talks.is_some(), talks >= 5, "{seed}");
            let small = |talks: u64| (1..5).contains(&talks);
            let mut parts = vec![told.part(Part::Left, "")];
            for (_, part, of) in KINDS {
                parts.extend((0..of).map(|what| told.part(part, &what.to_string())));
            }
            for part in parts.into_iter().flatten() {
                let all = told.talks.expect("a part is told with its whole only");
                assert!(
                    !small(part) && !small(all - part),
                    "{seed}: {part} of {all}"
                );
            }
            let shown = told.by_hour.iter().flatten();
            let rest = told.talks.unwrap_or_default() - shown.clone().sum::<u64>();
            let hidden = told.by_hour.iter().filter(|hour| hour.is_none()).count();
            assert!(shown.copied().all(|talks| !small(talks)), "{seed}");
            assert!(
                period != Period::Today || talks < 5 || !small(rest),
                "{seed}: {rest}"
            );
            assert!(
                talks < 5 || rest == 0 || hidden > 1 || period != Period::Today,
                "{seed}"
            );
        }
    }
}

//! `/api/report`: the figures of half a year, each with what it means.

use super::definitions::{Group as Definitions, group};
use super::{Reader, Reports};
use crate::coverage::fields;
use crate::problem::{Answer, Asked, Refusal};
use crate::rooms::Rooms;
use crate::wire::Verdict;
use articles::PromptId;
use articles::store::{Stage, State};
use axum::Json;
use jiff::civil::Date;
use journal::{AT_LEAST, Half, Part, Period, Told};
use serde::{Deserialize, Serialize};
use taxonomy::{Both, Ring, Service};

/// So many articles, and so many prompts, are told of, the most used first.
const MOST_USED: usize = 30;

/// Which half-year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    half: String,
}

/// The report.
#[derive(Serialize)]
pub(super) struct Report {
    pub(super) half: String,
    from: Date,
    to: Date,
    /// Whether the half-year is over.
    complete: bool,
    /// Whether every number of talks is rounded down to fives.
    pub(super) rounded: bool,
    at_least: u64,
    pub(super) groups: Vec<Group>,
}

#[derive(Serialize)]
pub(super) struct Group {
    pub(super) key: &'static str,
    pub(super) name: &'static Both,
    pub(super) rows: Vec<Row>,
}

/// A figure; `value` is null where it may not be told.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) key: String,
    pub(super) name: Both,
    pub(super) value: Option<u64>,
    pub(super) of: Option<u64>,
    pub(super) definition: &'static Both,
}

/// `GET /api/report`
pub(super) async fn told(Reader(who): Reader, Asked(which): Asked<Which>) -> Answer<Json<Report>> {
    report(&who.rooms, &which.half).await.map(Json)
}

pub(super) async fn report(rooms: &Rooms, half: &str) -> Answer<Report> {
    let wrong = || Refusal::bad_field("half", "`half` is a half-year such as 2026-2");
    let half = Half::parse(half).ok_or_else(wrong)?;
    let reports: &Reports = &rooms.reports;
    let today = reports.today();
    if half.days().0 > today {
        return Err(Refusal::not_found("such half-year yet"));
    }
    let told = reports.journal.told(Period::Half(half), today).await?;
    let mut groups = vec![sessions(&told)];
    groups.extend(rings(rooms, &told));
    groups.extend(referrals(rooms, &told));
    groups.extend(used(rooms, &told));
    groups.push(corrections(&told));
    groups.push(coverage(rooms, today).await?);
    groups.push(ik(rooms, &told, today).await?);
    Ok(Report {
        half: half.to_string(),
        from: told.from,
        to: told.until,
        complete: told.until < today,
        rounded: told.rounded,
        at_least: AT_LEAST,
        groups,
    })
}

/// A figure that has a definition of its own.
fn own(of: &'static Definitions, key: &str, value: Option<u64>, all: Option<u64>) -> Row {
    let figure = &of.figures[key];
    Row {
        key: key.to_owned(),
        name: figure.name.clone(),
        value,
        of: all,
        definition: &figure.definition,
    }
}

/// A figure that is one of many alike.
fn one(
    of: &'static Definitions,
    key: &str,
    name: Both,
    value: Option<u64>,
    all: Option<u64>,
) -> Row {
    Row {
        key: key.to_owned(),
        name,
        value,
        of: all,
        definition: of.each.as_ref().unwrap_or(&of.name),
    }
}

fn grouped(key: &'static str, rows: impl FnOnce(&'static Definitions) -> Vec<Row>) -> Group {
    let of = group(key);
    Group {
        key,
        name: &of.name,
        rows: rows(of),
    }
}

fn sessions(told: &Told) -> Group {
    let waited = told.first_answer_seconds.map(|seconds| seconds * 1000);
    grouped("sessions", |of| {
        vec![
            own(of, "sessions", told.talks, None),
            own(of, "left", told.part(Part::Left, ""), told.talks),
            own(of, "waiting_first", waited, None),
            own(of, "pranks", told.pranks, None),
        ]
    })
}

fn rings(rooms: &Rooms, told: &Told) -> [Group; 3] {
    [
        ("phases", Ring::Phase, Part::Phase),
        ("knapper", Ring::Knapp, Part::Knapp),
        ("kolb", Ring::Kolb, Part::Kolb),
    ]
    .map(|(key, ring, part)| {
        grouped(key, |of| {
            let elements = rooms.model.ring(ring).iter();
            let row = |element: &taxonomy::Element| {
                let id = element.id.as_str();
                one(
                    of,
                    id,
                    element.label.clone(),
                    told.part(part, id),
                    told.talks,
                )
            };
            elements.map(row).collect()
        })
    })
}

fn referrals(rooms: &Rooms, told: &Told) -> [Group; 2] {
    let by_service = |key, value: &dyn Fn(&str) -> Option<u64>, all| {
        grouped(key, |of| {
            let services = rooms.services.services.iter();
            let row = |service: &Service| {
                let name = service.name.clone();
                one(of, &service.id, name, value(&service.id), all)
            };
            services.map(row).collect()
        })
    };
    let chat = |id: &str| told.part(Part::Referral, id);
    [
        by_service("referrals", &chat, told.talks),
        by_service("referrals_phone", &|id| told.phone(id), None),
    ]
}

/// The articles and the prompts that may be told of: that one of the others was used, too, is nobody's to
/// know.
fn used(rooms: &Rooms, told: &Told) -> [Group; 2] {
    let library = rooms.suggestions.library();
    let title = |id: &str| {
        let article = library.articles().find(|article| article.id.as_str() == id);
        let title = article.map_or(id, |article| &article.title).to_owned();
        Both {
            nb: title.clone(),
            nn: title,
        }
    };
    let sentence = |id: &str| {
        let prompt = library.prompt(&PromptId::new(id));
        prompt.map_or_else(
            || Both {
                nb: id.to_owned(),
                nn: id.to_owned(),
            },
            |prompt| prompt.text.clone(),
        )
    };
    [
        most_used("articles", Part::Article, told, title),
        most_used("prompts", Part::Prompt, told, sentence),
    ]
}

fn most_used(key: &'static str, part: Part, told: &Told, name: impl Fn(&str) -> Both) -> Group {
    grouped(key, |of| {
        let used = told.greatest(part);
        let used = used.iter().filter(|(_, talks)| *talks > 0).take(MOST_USED);
        used.map(|(id, talks)| one(of, id, name(id), Some(*talks), told.talks))
            .collect()
    })
}

fn corrections(told: &Told) -> Group {
    grouped("corrections", |of| {
        let rings = Ring::ALL.iter();
        let row = |ring: &Ring| {
            let key = ring.name();
            own(of, key, told.part(Part::Corrected, key), told.talks)
        };
        rings.map(row).collect()
    })
}

async fn coverage(rooms: &Rooms, today: Date) -> Answer<Group> {
    let places = rooms.moments.places().await?;
    let library = rooms.suggestions.library();
    let fields = fields(&places, &library, &rooms.model, today);
    let of_verdict = |verdicts: &[Verdict]| {
        let so = fields
            .iter()
            .filter(|field| verdicts.contains(&field.verdict));
        Some(so.count() as u64)
    };
    Ok(grouped("coverage", |of| {
        [
            ("hull", vec![Verdict::Hull]),
            ("tynn", vec![Verdict::Tynn]),
            ("lite_brukt", vec![Verdict::LiteBrukt]),
            ("dekket", vec![Verdict::Dekket, Verdict::Godt]),
            ("for_faa", vec![Verdict::ForFaa]),
        ]
        .map(|(key, verdicts)| own(of, key, of_verdict(&verdicts), Some(fields.len() as u64)))
        .into()
    }))
}

/// The state of the knowledge base, which is about articles and so told as it is; and the searches.
async fn ik(rooms: &Rooms, told: &Told, today: Date) -> Answer<Group> {
    let proposals = rooms.store.proposals_open().await?;
    let (snapshot, rules) = (rooms.store.now(), rooms.store.rules());
    let (mut all, mut overdue, mut soon, mut review, mut reports) = (0, 0, 0, 0, 0);
    for entry in snapshot.entries() {
        reports += u64::from(entry.open_reports);
        if entry.state() != State::Arkivert {
            all += 1;
            overdue += u64::from(entry.overdue(today, rules));
            soon += u64::from(entry.soon(today, rules));
            review += u64::from(entry.stage == Stage::TilGjennomgang);
        }
    }
    Ok(grouped("ik", |of| {
        vec![
            own(of, "articles", Some(all), None),
            own(of, "in_order", Some(all - overdue), Some(all)),
            own(of, "soon", Some(soon), Some(all)),
            own(of, "in_review", Some(review), Some(all)),
            own(of, "reports_open", Some(reports), None),
            own(of, "proposals_open", Some(u64::from(proposals)), None),
            own(of, "without_hits", told.searches, None),
        ]
    }))
}

//! The figures of `ledsager evaluate suggestions`.

use super::moments::{Grades, Moment};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// What one way of offering said at a moment.
pub(super) struct Answer {
    pub(super) way: &'static str,
    /// Whether the guidance model admits articles in the phase at all.
    pub(super) admits_articles: bool,
    /// Ids, best first.
    pub(super) articles: Vec<String>,
    /// Why each was offered.
    pub(super) why: Vec<String>,
    /// Field, empty where a prompt belongs nowhere, and whether it is safe.
    pub(super) prompts: Vec<(String, bool)>,
}

impl Answer {
    /// An answer without prompts.
    pub(super) fn of_articles(way: &'static str, articles: Vec<String>) -> Self {
        Self {
            way,
            admits_articles: false,
            articles,
            why: Vec::new(),
            prompts: Vec::new(),
        }
    }
}

/// So many of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(super) struct Share {
    of: f64,
    all: u32,
}

impl Share {
    fn count(&mut self, holds: bool) {
        self.add(if holds { 1.0 } else { 0.0 });
    }

    fn add(&mut self, worth: f64) {
        self.of += worth;
        self.all += 1;
    }

    /// `None` of nothing.
    fn rate(self) -> Option<f64> {
        (self.all > 0).then(|| self.of / f64::from(self.all))
    }
}

/// The counts of one way of offering in one language.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    moments: u32,
    precision: Share,
    ndcg: Share,
    spoken: Share,
    silent: Share,
    fitting: Share,
    safe: Share,
}

/// Counts by way of offering and language; "all" is every language.
#[derive(Default)]
pub(super) struct Figures(Vec<(&'static str, BTreeMap<String, Counts>)>);

impl Figures {
    /// Counts what each way said at a moment.
    pub(super) fn add(&mut self, moment: &Moment, answers: &[Answer]) {
        for answer in answers {
            let at = match self.0.iter().position(|(way, _)| *way == answer.way) {
                Some(at) => at,
                None => {
                    self.0.push((answer.way, BTreeMap::new()));
                    self.0.len() - 1
                }
            };
            for language in ["all", moment.language.as_str()] {
                let counts = self.0[at].1.entry(language.to_owned()).or_default();
                counts.add(moment, answer);
            }
        }
    }
}

impl Counts {
    fn add(&mut self, moment: &Moment, answer: &Answer) {
        self.moments += 1;
        let grade = |id: &String| moment.articles.get(id).copied().unwrap_or(0);
        for id in &answer.articles {
            self.precision.count(grade(id) > 0);
        }
        if moment.articles.is_empty() {
            self.silent.count(answer.articles.is_empty());
        } else if answer.admits_articles {
            self.spoken.count(!answer.articles.is_empty());
            self.ndcg
                .add(ndcg(answer.articles.iter().map(grade), &moment.articles));
        }
        for (field, _) in answer.prompts.iter().filter(|(field, _)| !field.is_empty()) {
            self.fitting.count(moment.fields.contains(field));
        }
        if moment.safe {
            let safe = !answer.prompts.is_empty() && answer.prompts.iter().all(|(_, safe)| *safe);
            self.safe.count(safe);
        }
    }
}

/// nDCG@3 with the grades themselves as gains.
fn ndcg(offered: impl Iterator<Item = u8>, wanted: &Grades) -> f64 {
    let gain = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        grades
            .take(3)
            .zip(2_u32..)
            .map(|(grade, rank)| f64::from(grade) / f64::from(rank).log2())
            .sum()
    };
    let mut best: Vec<u8> = wanted.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&mut best.into_iter());
    let mut offered = offered;
    if ideal > 0.0 {
        gain(&mut offered) / ideal
    } else {
        0.0
    }
}

/// How well the two annotators agree.
#[derive(Debug, Default, Serialize)]
struct Agreement {
    /// Cohen's kappa on whether anything helps.
    kappa: f64,
    /// Articles both named, of those that either did; mean over moments where either named any.
    jaccard: f64,
}

/// One row of the table.
#[derive(Debug, Serialize)]
struct Row {
    way: String,
    language: String,
    moments: u32,
    precision_3: Option<f64>,
    offered: u32,
    ndcg_3: Option<f64>,
    spoken_when_it_should: Option<f64>,
    silent_when_nothing_helps: Option<f64>,
    prompts_fitting: Option<f64>,
    safe_only: Option<f64>,
}

/// All that is printed.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    moments: usize,
    something_helps: usize,
    agreement: Agreement,
    rows: Vec<Row>,
}

impl Report {
    /// The figures of these moments.
    pub(super) fn of<'m>(figures: &Figures, moments: impl Iterator<Item = &'m Moment>) -> Self {
        let moments: Vec<&Moment> = moments.collect();
        let rows = figures.0.iter().flat_map(|(way, by_language)| {
            by_language.iter().map(|(language, counts)| Row {
                way: way.trim().to_owned(),
                language: language.clone(),
                moments: counts.moments,
                precision_3: counts.precision.rate(),
                offered: counts.precision.all,
                ndcg_3: counts.ndcg.rate(),
                spoken_when_it_should: counts.spoken.rate(),
                silent_when_nothing_helps: counts.silent.rate(),
                prompts_fitting: counts.fitting.rate(),
                safe_only: counts.safe.rate(),
            })
        });
        Self {
            moments: moments.len(),
            something_helps: moments.iter().filter(|m| !m.articles.is_empty()).count(),
            agreement: agreement(&moments),
            rows: rows.collect(),
        }
    }
}

fn agreement(moments: &[&Moment]) -> Agreement {
    let (mut same, mut first, mut second, mut jaccard) = (
        Share::default(),
        Share::default(),
        Share::default(),
        Share::default(),
    );
    for moment in moments {
        let (one, other) = (&moment.first, &moment.second);
        same.count(one.is_empty() == other.is_empty());
        first.count(!one.is_empty());
        second.count(!other.is_empty());
        let both = one.keys().filter(|id| other.contains_key(*id)).count();
        let either = one.len() + other.len() - both;
        if either > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a handful of articles")]
            jaccard.add(both as f64 / either as f64);
        }
    }
    let (p, q) = (first.rate().unwrap_or(0.0), second.rate().unwrap_or(0.0));
    let (seen, chance) = (same.rate().unwrap_or(0.0), p * q + (1.0 - p) * (1.0 - q));
    Agreement {
        kappa: if chance < 1.0 {
            (seen - chance) / (1.0 - chance)
        } else {
            1.0
        },
        jaccard: jaccard.rate().unwrap_or(0.0),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} moments, something helps in {}; two annotators: kappa {:.2} on whether anything helps, \
             {:.2} of the articles in common",
            self.moments, self.something_helps, self.agreement.kappa, self.agreement.jaccard
        )?;
        writeln!(
            f,
            "{:<16} {:<6} {:>7} {:>7} {:>11} {:>6} {:>6} {:>6} {:>7} {:>5}",
            "way",
            "lang",
            "moments",
            "offered",
            "precision@3",
            "nDCG@3",
            "spoken",
            "silent",
            "prompts",
            "safe"
        )?;
        for row in &self.rows {
            let shown =
                |rate: Option<f64>| rate.map_or("–".to_owned(), |rate| format!("{rate:.3}"));
            writeln!(
                f,
                "{:<16} {:<6} {:>7} {:>7} {:>11} {:>6} {:>6} {:>6} {:>7} {:>5}",
                row.way,
                row.language,
                row.moments,
                row.offered,
                shown(row.precision_3),
                shown(row.ndcg_3),
                shown(row.spoken_when_it_should),
                shown(row.silent_when_nothing_helps),
                shown(row.prompts_fitting),
                shown(row.safe_only),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_is_one_and_nothing_is_nought() {
        let wanted = Grades::from([("a".to_owned(), 2), ("b".to_owned(), 1)]);
        assert!((ndcg([2, 1].into_iter(), &wanted) - 1.0).abs() < 1e-9);
        assert!(ndcg([1, 2].into_iter(), &wanted) < 1.0);
        assert!(ndcg(std::iter::empty(), &wanted).abs() < 1e-9);
    }
}

//! `/api/report.csv`: the same figures for a spreadsheet.

use super::Reader;
use super::figures::{Report, report};
use crate::problem::{Answer, Asked};
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use taxonomy::Standard;

/// Which half-year, and in which words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    half: String,
    #[serde(default)]
    lang: Standard,
}

/// `GET /api/report.csv`
pub(super) async fn told(
    Reader(who): Reader,
    Asked(which): Asked<Which>,
) -> Answer<impl IntoResponse> {
    let report = report(&who.rooms, &which.half).await?;
    let name = format!("attachment; filename=\"ledsager-{}.csv\"", report.half);
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, sheet(&report, which.lang)))
}

/// Semicolons and a mark of the encoding, as Norwegian spreadsheets expect them.
fn sheet(report: &Report, lang: Standard) -> String {
    let (head, hidden, at_least) = match lang {
        Standard::Nb => (
            "gruppe;tall for;verdi;av;definisjon",
            "vises ikke (færre enn fem)",
            "minst",
        ),
        Standard::Nn => (
            "gruppe;tal for;verdi;av;definisjon",
            "ikkje vist (færre enn fem)",
            "minst",
        ),
    };
    let mut sheet = format!("\u{feff}{head}\r\n");
    for group in &report.groups {
        // What is counted now is exact, and so is a time.
        let of_talks = !["coverage", "ik"].contains(&group.key);
        for row in &group.rows {
            let rounded = report.rounded && of_talks && row.key != "waiting_first";
            let number = |value: u64| match rounded && value > 0 {
                true => format!("{at_least} {value}"),
                false => value.to_string(),
            };
            let value = row.value.map_or_else(|| hidden.to_owned(), number);
            let of = row.of.map(number).unwrap_or_default();
            let cells = [
                group.name.get(lang),
                row.name.get(lang),
                &value,
                &of,
                row.definition.get(lang),
            ];
            sheet += &cells.map(cell).join(";");
            sheet += "\r\n";
        }
    }
    sheet
}

/// A cell as text: a title that begins like a formula must not become one.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_cell_and_no_formula() {
        assert_eq!(cell("Fagbrev som voksen"), "Fagbrev som voksen");
        assert_eq!(cell("si \"ja\"; eller"), "\"si \"\"ja\"\"; eller\"");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    }
}

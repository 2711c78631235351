//! What readers report of an article, and what its owner makes of it.

use super::asking::{Asked, At, Created, Editor, Sent, Staff};
use super::cursor;
use super::problem::{Answer, Changing, Refusal, Telling};
use super::wire::{Report, Reports};
use articles::store::{NewReport, ReportChange, ReportFilter};
use articles::{ArticleId, Value};
use axum::Json;
use serde::{Deserialize, Deserializer};
use taxonomy::ElementId;
use utoipa::ToSchema;

/// Which reports.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// Where the page before ended.
    cursor: Option<String>,
    /// So many on a page; 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// `ny`, `under_arbeid`, `lost` or `avvist`.
    #[param(pattern = "^(ny|under_arbeid|lost|avvist)$")]
    state: Option<String>,
    /// `feil`, `utdatert`, `mangler`, `uklart`, `feil_i_kilde` or `annet`.
    #[param(pattern = "^(feil|utdatert|mangler|uklart|feil_i_kilde|annet)$")]
    reason: Option<String>,
    /// Of articles that whoever asks owns.
    mine: Option<bool>,
    /// Those that whoever asks has reported.
    own: Option<bool>,
    /// Of this article.
    article: Option<String>,
}

/// Something that is wrong with an article.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reported {
    /// The article.
    #[schema(example = "fagbrev-som-voksen")]
    article: String,
    /// The version that was read; null: the published one.
    version: Option<u32>,
    /// What is wrong.
    #[schema(pattern = "^(feil|utdatert|mangler|uklart|feil_i_kilde|annet)$")]
    reason: String,
    /// In one's own words.
    #[serde(default)]
    #[schema(max_length = 2000)]
    comment: String,
    /// The phase it was needed in.
    #[schema(example = "kontakt")]
    phase: Option<String>,
}

/// What changes of a report. What is left out stays; null takes away what was there.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mended {
    #[schema(pattern = "^(ny|under_arbeid|lost|avvist)$")]
    state: Option<String>,
    #[schema(pattern = "^(lav|vanlig|viktig)$")]
    importance: Option<String>,
    #[serde(default, deserialize_with = "given")]
    assignee: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(max_length = 2000)]
    answer: Option<String>,
    #[serde(default, deserialize_with = "given")]
    source_contact: Option<String>,
    #[serde(default, deserialize_with = "given")]
    source_outcome: Option<String>,
}

/// A text that was sent; null is an empty one, which takes away what was there.
fn given<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(from).map(|text| Some(text.unwrap_or_default()))
}

/// One of the words that a field may hold.
pub(crate) fn named<T: Value>(field: &str, word: Option<&str>) -> Answer<Option<T>> {
    let Some(word) = word else { return Ok(None) };
    let value = T::named(word);
    value.map(Some).ok_or_else(|| {
        let words: Vec<&str> = T::ALL.iter().map(|one| one.name()).collect();
        Refusal::bad_field(field, format!("`{field}` is one of {}", words.join(", ")))
    })
}

/// A number that an address holds as text.
pub(crate) fn number(id: &str, what: &str) -> Answer<i64> {
    id.parse().map_err(|_| Refusal::not_found(what))
}

/// Reports, newest first, page by page.
#[utoipa::path(get, path = "/reports", tag = "reports", params(Listing),
    responses((status = 200, body = Reports, description = "a page of reports"), Telling))]
pub(crate) async fn list(staff: Staff, Asked(asked): Asked<Listing>) -> Answer<Json<Reports>> {
    let limit = cursor::limit(asked.limit)?;
    let before = cursor::read::<i64>(asked.cursor.as_deref())?;
    let me = |wanted: Option<bool>| wanted.unwrap_or(false).then(|| staff.who().to_owned());
    let filter = ReportFilter {
        state: named("state", asked.state.as_deref())?,
        reason: named("reason", asked.reason.as_deref())?,
        owned_by: me(asked.mine),
        reporter: me(asked.own),
        article: asked.article.map(ArticleId::new),
    };
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let told = staff.rooms.store.reports(&filter, before, limit).await?;
    Ok(Json(Reports {
        items: told.items.into_iter().map(Report::from).collect(),
        next: told.next.map(|last| cursor::write(&last)),
        total: told.total,
    }))
}

/// Reports that something is wrong with an article. Everybody of the staff may.
#[utoipa::path(post, path = "/reports", tag = "reports", request_body = Reported,
    responses((status = 201, body = Report, description = "the report", headers(("location" = String))), Changing))]
pub(crate) async fn report(
    staff: Staff,
    Sent(reported): Sent<Reported>,
) -> Answer<Created<Json<Report>>> {
    let reason = named("reason", Some(&reported.reason))?;
    let new = NewReport {
        article: ArticleId::new(reported.article),
        version: reported.version,
        reason: reason.ok_or_else(|| Refusal::bad_field("reason", "say what is wrong"))?,
        comment: reported.comment,
        phase: reported.phase.map(ElementId::new),
    };
    let store = &staff.rooms.store;
    let id = store.report(&new, staff.by()).await?;
    let own = ReportFilter {
        reporter: Some(staff.who().to_owned()),
        ..ReportFilter::default()
    };
    let told = store.reports(&own, Some(id + 1), 1).await?;
    let report = told.items.into_iter().find(|report| report.id == id);
    let report = report.ok_or_else(|| Refusal::not_found("such report"))?;
    Ok(Created(
        format!("/api/ik/reports/{id}"),
        Json(report.into()),
    ))
}

/// Takes a report a step further.
#[utoipa::path(patch, path = "/reports/{id}", tag = "reports",
    params(("id" = String, Path, description = "the report", example = "1")), request_body = Mended,
    responses((status = 200, body = Report, description = "the report"), Changing))]
pub(crate) async fn mend(
    Editor(staff): Editor,
    At(id): At<String>,
    Sent(mended): Sent<Mended>,
) -> Answer<Json<Report>> {
    let assignee = match mended.assignee {
        Some(name) => Some(staff.owner_id(&name).await?),
        None => None,
    };
    let change = ReportChange {
        state: named("state", mended.state.as_deref())?,
        importance: named("importance", mended.importance.as_deref())?,
        assignee,
        answer: mended.answer,
        source_contact: mended.source_contact,
        source_outcome: mended.source_outcome,
    };
    let id = number(&id, "such report")?;
    let report = staff
        .rooms
        .store
        .mend_report(id, &change, staff.by())
        .await?;
    Ok(Json(report.into()))
}

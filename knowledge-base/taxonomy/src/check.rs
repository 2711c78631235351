//! The rules a model file must keep.

use crate::data_error::{Data, DataError};
use crate::element::{Both, Element, Ring};
use crate::model::GuidanceModel;
use std::collections::HashSet;

/// So many characters a short text may have: it stands in one or two lines beside a narrow chat.
const SHORT: usize = 80;

pub(crate) fn check(data: Data<'_>, model: &GuidanceModel) -> Result<(), DataError> {
    for ring in Ring::ALL {
        let elements = model.ring(ring);
        let name = ring.name();
        if elements.len() < 2 {
            return Err(data.refused(None, format!("ring `{name}` needs at least two elements")));
        }
        let (mut ids, mut shapes) = (HashSet::new(), HashSet::new());
        let mut agrees = false;
        for element in elements {
            let fail = |problem: String| Err(data.refused(data.line_of(&element.id), problem));
            let id = &element.id;
            if element.agrees && (ring != Ring::Phase || agrees) {
                return fail(format!("`agrees` of `{id}` may stand in one phase only"));
            }
            agrees |= element.agrees;
            if !ids.insert(id.clone()) {
                return fail(format!("`{id}` occurs twice in ring `{name}`"));
            }
            if id.as_str().is_empty()
                || !id
                    .as_str()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'_')
            {
                return fail(format!("id `{id}` may hold only a–z and _"));
            }
            if element.shape.is_empty() || !shapes.insert(element.shape.clone()) {
                return fail(format!(
                    "`{id}` needs a shape that no other element of ring `{name}` has"
                ));
            }
            for colour in [&element.colour.light, &element.colour.dark] {
                if !is_colour(colour) {
                    return fail(format!(
                        "colour `{colour}` of `{id}` is not of the form #rrggbb"
                    ));
                }
            }
            if let Some(field) = first_empty(element) {
                return fail(format!(
                    "`{field}` of `{id}` must have a text in both nb and nn"
                ));
            }
            if [&element.short.nb, &element.short.nn]
                .iter()
                .any(|text| text.chars().count() > SHORT)
            {
                return fail(format!(
                    "`short` of `{id}` is longer than {SHORT} characters"
                ));
            }
            let missing = match ring {
                Ring::Phase => element.articles.is_none().then_some("articles"),
                Ring::Knapp if element.pair.is_none() => Some("pair"),
                Ring::Knapp => element.petal.is_none().then_some("petal"),
                Ring::Kolb => None,
            };
            if let Some(field) = missing {
                return fail(format!("`{id}` in ring `{name}` lacks `{field}`"));
            }
        }
    }
    Ok(())
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn first_empty(element: &Element) -> Option<&'static str> {
    let empty = |text: &Both| text.nb.trim().is_empty() || text.nn.trim().is_empty();
    [
        ("label", &element.label),
        ("short", &element.short),
        ("explanation", &element.explanation),
        ("example", &element.example),
        ("theory", &element.theory),
    ]
    .into_iter()
    .find_map(|(field, text)| empty(text).then_some(field))
}

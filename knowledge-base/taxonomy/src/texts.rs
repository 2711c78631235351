//! Texts that editors put in place of the model's own: what people read, and nothing that the program
//! goes by.

use crate::check;
use crate::data_error::DataError;
use crate::element::{Both, Element, ElementId, Pair, Ring};
use crate::model::{GuidanceModel, model_file};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a file of texts may hold.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Texts {
    name: Option<Both>,
    phases: BTreeMap<String, Of>,
    knapper: BTreeMap<String, Of>,
    stages: BTreeMap<String, Of>,
}

/// The texts of one element; what is left out stays as the model has it.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Of {
    label: Option<Both>,
    petal: Option<Both>,
    pair: Option<Pair>,
    short: Option<Both>,
    explanation: Option<Both>,
    example: Option<Both>,
    theory: Option<Both>,
}

/// The name of such a file, in errors.
const FILE: &str = "model-texts.toml";

impl GuidanceModel {
    /// The model with some of its texts put in place of its own.
    ///
    /// # Errors
    /// If the file cannot be read, names an element that the model has not, or breaks a rule of the
    /// model.
    pub fn with_texts(&self, text: &str) -> Result<Self, DataError> {
        let data = model_file(FILE, text);
        let texts: Texts = data.read()?;
        let mut model = self.clone();
        if let Some(name) = texts.name {
            model.name = name;
        }
        for (ring, of) in [
            (Ring::Phase, texts.phases),
            (Ring::Knapp, texts.knapper),
            (Ring::Kolb, texts.stages),
        ] {
            for (id, texts) in of {
                let elements = match ring {
                    Ring::Phase => &mut model.phases,
                    Ring::Knapp => &mut model.knapper,
                    Ring::Kolb => &mut model.stages,
                };
                let known = ElementId::new(id.as_str());
                let Some(element) = elements.iter_mut().find(|element| element.id == known) else {
                    let problem = format!("ring `{}` has no element `{id}`", ring.name());
                    return Err(data.refused(None, problem));
                };
                texts.put_in(element);
            }
        }
        // The lines of its rules are those of the model's own file, so none is named.
        check::check(model_file(FILE, ""), &model)?;
        Ok(model)
    }
}

impl Of {
    fn put_in(self, element: &mut Element) {
        let put = |text: Option<Both>, place: &mut Both| {
            if let Some(text) = text {
                *place = text;
            }
        };
        put(self.label, &mut element.label);
        put(self.short, &mut element.short);
        put(self.explanation, &mut element.explanation);
        put(self.example, &mut element.example);
        put(self.theory, &mut element.theory);
        if element.petal.is_some() {
            element.petal = self.petal.or(element.petal.take());
        }
        if element.pair.is_some() {
            element.pair = self.pair.or(element.pair.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> GuidanceModel {
        let text = include_str!("../../../config/guidance-model.toml");
        GuidanceModel::parse("config/guidance-model.toml", text).expect("it ships")
    }

    #[test]
    fn an_edited_text_stands_in_place_of_the_models_own() {
        let text = "[phases.kontakt]\nshort = { nb = 'Dere møtes.', nn = 'De møtest.' }\n";
        let model = model().with_texts(text).expect("it is whole");
        assert_eq!(model.phases[0].short.nb, "Dere møtes.");
        assert_eq!(model.phases[0].label.nb, "Kontakt");
    }

    #[test]
    fn an_element_that_is_not_there_and_a_broken_rule_are_named() {
        let refused = |text: &str| {
            model()
                .with_texts(text)
                .expect_err("it is faulty")
                .to_string()
        };
        assert!(refused("[phases.kontkat]\n").contains("no element `kontkat`"));
        assert!(refused("[phases.kontakt]\nid = 'x'\n").contains("line 2"));
        let long = "x".repeat(100);
        for text in ["", &long] {
            let text = format!("[phases.kontakt]\nshort = {{ nb = '{text}', nn = 'x' }}\n");
            assert!(refused(&text).contains("short"));
        }
    }
}

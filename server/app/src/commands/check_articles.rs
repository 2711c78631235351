//! What `ledsager check` says about articles and prompts.

use articles::{Library, Problem, Severity};
use jiff::civil::Date;
use std::path::Path;
use taxonomy::GuidanceModel;

/// Every problem in the articles and prompts of a folder, or of the starter IK: faults in files,
/// what is out of date at `today`, and fields of the model with too few prompts.
pub fn problems_of_articles(
    dir: Option<&Path>,
    model: &GuidanceModel,
    today: Date,
) -> Vec<Problem> {
    let (library, mut problems) = match dir {
        Some(dir) => Library::load(dir, model),
        None => Library::starter(model),
    };
    problems.extend(library.out_of_date(today));
    problems.extend(faults_of_synonyms(&library));
    problems.extend(library.coverage(model).thin().map(|field| {
        let place = match &field.knapp {
            Some(knapp) => format!("phase `{}` with knapp `{knapp}`", field.phase),
            None => format!("phase `{}` without knapp", field.phase),
        };
        Problem {
            file: "prompts".to_owned(),
            line: None,
            field: None,
            message: format!(
                "{place} has {} prompts; at least {} are wanted",
                field.prompts,
                field.wanted()
            ),
            severity: Severity::Warning,
        }
    }));
    for article in model_articles(model) {
        if library
            .article(&articles::ArticleId::new(article))
            .is_none()
        {
            problems.push(Problem {
                file: "guidance model".to_owned(),
                line: None,
                field: Some("article".to_owned()),
                message: format!("there is no article `{article}`"),
                severity: Severity::Warning,
            });
        }
    }
    problems
}

/// What is wrong with the words that search takes for each other; the faulty groups are left out.
fn faults_of_synonyms(library: &Library) -> impl Iterator<Item = Problem> {
    let (_, faults) = language::Expansions::parse("synonyms.toml", library.synonyms());
    faults.into_iter().map(|fault| Problem {
        file: fault.file,
        line: Some(fault.line),
        field: fault.field.map(str::to_owned),
        message: fault.message,
        severity: Severity::Error,
    })
}

/// The ids of the articles that the guidance model names, each once.
fn model_articles(model: &GuidanceModel) -> Vec<&str> {
    let mut ids: Vec<&str> = taxonomy::Ring::ALL
        .into_iter()
        .flat_map(|ring| model.ring(ring))
        .map(|element| element.article.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_folder_that_is_not_there_is_told_and_every_field_is_thin() {
        let text = include_str!("../../../../config/guidance-model.toml");
        let model = GuidanceModel::parse("m", text).expect("the shipped model holds");
        let missing = Path::new("/finnes/ikke");
        let problems = problems_of_articles(Some(missing), &model, date(2026, 12, 1));
        let told = |needle: &str| {
            problems
                .iter()
                .filter(|p| p.message.contains(needle))
                .count()
        };
        assert_eq!(told("cannot be read"), 1);
        assert_eq!(told("prompts; at least"), 24);
        assert_eq!(told("there is no article"), 10);
    }
}

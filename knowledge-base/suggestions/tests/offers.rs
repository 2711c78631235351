//! What is offered, what is not, and why.

use articles::{Library, PromptId, State};
use index::{Index, Reader};
use jiff::civil::{Date, date};
use std::sync::Arc;
use suggestions::{Offer, Question, Suggestions};
use taxonomy::{ElementId, GuidanceModel, Pole, Standard};

const TODAY: Date = date(2026, 12, 1);
const FRONT: &str = "language = \"nb\"\narea = \"yrkesfag\"\nowner = \"Gruppe\"\n\
    review_months = 6\nwritten = 2026-11-22\nreviewed = 2026-11-22\nphases = [\"kommunikasjon\"]\n\
    find_it = \"Se utdanning.no.\"\nshort = \"Kort svar.\"\n";
const REST: &str = "[share]\nnb = \"Er det greit?\"\nnn = \"Er det greitt?\"\n+++\nEn tekst.\n";

fn library() -> (Library, GuidanceModel) {
    let text = include_str!("../../../config/guidance-model.toml");
    let model = GuidanceModel::parse("m", text).expect("the shipped model holds");
    let article = |id: &str, title: &str, more: &str| {
        let text = format!("+++\nid = \"{id}\"\ntitle = \"{title}\"\n{FRONT}{more}\n{REST}");
        (format!("articles/{id}.md"), text)
    };
    let mut files = vec![
        article(
            "larling",
            "Læreplass",
            "knapper = [\"muligheter_og_begrensninger\"]\nkeywords = [\"læreplass\", \"lærling\"]",
        ),
        article(
            "frister",
            "Søknadsfrister",
            "knapper = []\nkeywords = [\"søknadsfrist\", \"samordna opptak\"]",
        ),
        article(
            "gammel",
            "Opptakskrav",
            "knapper = []\nkeywords = [\"opptakskrav\"]\nvalid_until = 2026-11-30",
        ),
        article(
            "lan",
            "Lånekassen",
            "knapper = []\nkeywords = [\"stipend\", \"lån\"]",
        ),
        article(
            "krise",
            "Når det er vanskelig",
            "knapper = []\nkeywords = [\"selvmord\"]",
        ),
        article(
            "cv",
            "Søke jobb",
            "knapper = []\nkeywords = [\"cv\", \"jobbsøknad\"]",
        ),
    ];
    let mut prompts = String::new();
    let mut prompt = |id: &str, lines: &str| {
        prompts.push_str(&format!(
            "[[prompt]]\nid = \"{id}\"\nkind = \"hjelpespørsmål\"\n{lines}\nnb = \"bm {id}\"\nnn = \"nyn {id}\"\n"
        ));
    };
    prompt("neutral-01", "depth = \"mild\"");
    prompt("neutral-02", "depth = \"mild\"");
    for phase in ["kontakt", "kontrakt", "kommunikasjon", "konklusjon"] {
        for n in 1..=4 {
            prompt(
                &format!("{phase}-fase-{n}"),
                &format!("phase = \"{phase}\"\ndepth = \"mild\""),
            );
        }
        for (n, depth, towards) in [
            (1, "utfordrende", "first"),
            (2, "mild", "first"),
            (3, "mild", "second"),
            (4, "mild", "both"),
        ] {
            prompt(
                &format!("{phase}-valg-{n}"),
                &format!(
                    "phase = \"{phase}\"\nknapp = \"valg_og_tilfeldigheter\"\ndepth = \"{depth}\"\ntowards = \"{towards}\""
                ),
            );
        }
    }
    files.push(("prompts/a.toml".to_owned(), prompts));
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, problems) = Library::read(files, &model);
    assert_eq!(problems, []);
    (library, model)
}

fn question<'q>(phase: &str, knapp: &str, words: &'q str) -> Question<'q> {
    let id = |name: &str| (!name.is_empty()).then(|| ElementId::new(name));
    Question {
        phase: id(phase),
        knapp: id(knapp),
        kolb: None,
        standard: Standard::Nb,
        words,
        shown: &[],
        touched: None,
        today: TODAY,
    }
}

fn ask(question: &Question) -> Offer {
    let (library, model) = library();
    let index = Reader::of(Index::build(&library));
    Suggestions::new(library, index, Arc::new(model)).ask(question)
}

fn prompts(offer: &Offer) -> Vec<&str> {
    offer
        .prompts
        .iter()
        .map(|prompt| prompt.id.as_str())
        .collect()
}

const TALK: &str = "jeg har ikke fått læreplass, og når er søknadsfristen?";

#[test]
fn no_article_where_the_model_offers_none() {
    for phase in ["kontakt", "kontrakt", ""] {
        assert_eq!(ask(&question(phase, "", TALK)).articles, [], "{phase}");
    }
}

#[test]
fn articles_follow_the_words_and_say_so() {
    let offer = ask(&question(
        "kommunikasjon",
        "muligheter_og_begrensninger",
        TALK,
    ));
    let ids: Vec<&str> = offer
        .articles
        .iter()
        .map(|article| article.id.as_str())
        .collect();
    assert_eq!(ids, ["larling", "frister"]);
    assert_eq!(offer.articles[0].why, "Fordi det ble skrevet om læreplass");
    assert_eq!(
        offer.articles[1].why,
        "Fordi det ble skrevet om søknadsfristen"
    );
    assert_eq!(offer.articles[0].state, State::InOrder);
}

#[test]
fn words_that_fit_nothing_are_met_with_silence() {
    for words in [
        "",
        "hei",
        "jeg vet ikke helt, kanskje",
        "takk for hjelpen, det var fint",
        "🙂🙂",
    ] {
        assert_eq!(
            ask(&question("kommunikasjon", "", words)).articles,
            [],
            "{words}"
        );
    }
}

#[test]
fn what_has_expired_is_never_pushed() {
    let words = "hva er opptakskravet?";
    assert_eq!(ask(&question("kommunikasjon", "", words)).articles, []);
    let before = Question {
        today: date(2026, 11, 30),
        ..question("kommunikasjon", "", words)
    };
    assert_eq!(ask(&before).articles.len(), 1);
}

#[test]
fn prompts_of_the_knapp_come_first_and_the_mild_before_the_rest() {
    let offer = ask(&question("kommunikasjon", "valg_og_tilfeldigheter", ""));
    assert_eq!(
        prompts(&offer),
        [
            "kommunikasjon-valg-2",
            "kommunikasjon-valg-3",
            "kommunikasjon-valg-4"
        ]
    );
    assert_eq!(
        offer.prompts[0].why,
        "Passer til Kommunikasjon og Valg og tilfeldigheter"
    );
    let offer = ask(&question("konklusjon", "", ""));
    assert_eq!(
        prompts(&offer),
        [
            "konklusjon-fase-1",
            "konklusjon-fase-2",
            "konklusjon-fase-3"
        ]
    );
    assert_eq!(offer.prompts[0].why, "Passer til Konklusjon");
}

#[test]
fn nothing_is_offered_twice_and_at_last_nothing_is_left() {
    let mut shown: Vec<PromptId> = Vec::new();
    loop {
        let asked = Question {
            shown: &shown,
            ..question("kontakt", "valg_og_tilfeldigheter", "")
        };
        let offer = ask(&asked);
        if offer.prompts.is_empty() {
            break;
        }
        let new: Vec<PromptId> = offer.prompts.into_iter().map(|prompt| prompt.id).collect();
        assert!(
            new.iter().all(|id| !shown.contains(id)),
            "{new:?} after {shown:?}"
        );
        shown.extend(new);
    }
    assert_eq!(shown.len(), 8);
}

#[test]
fn prompts_open_towards_the_word_that_was_not_touched() {
    let asked = |touched| Question {
        touched: Some(touched),
        ..question("kommunikasjon", "valg_og_tilfeldigheter", "")
    };
    let offer = ask(&asked(Pole::First));
    assert_eq!(
        prompts(&offer)[..2],
        ["kommunikasjon-valg-3", "kommunikasjon-valg-4"]
    );
    assert!(
        offer.prompts[0]
            .why
            .ends_with("; åpner mot «Tilfeldigheter»")
    );
    let offer = ask(&asked(Pole::Second));
    assert_eq!(
        prompts(&offer)[..2],
        ["kommunikasjon-valg-2", "kommunikasjon-valg-1"]
    );
}

#[test]
fn while_the_phase_is_unsure_one_neutral_prompt_at_most() {
    let offer = ask(&question("", "valg_og_tilfeldigheter", TALK));
    assert_eq!(prompts(&offer), ["neutral-01"]);
    assert_eq!(offer.prompts[0].why, "Passer når som helst i samtalen");
    assert_eq!(ask(&question("finnes_ikke", "", TALK)), Offer::default());
}

#[test]
fn the_standard_asked_for_is_followed() {
    let asked = Question {
        standard: Standard::Nn,
        ..question(
            "kommunikasjon",
            "valg_og_tilfeldigheter",
            "eg har ikkje fått læreplass",
        )
    };
    let offer = ask(&asked);
    assert!(
        offer
            .prompts
            .iter()
            .all(|prompt| prompt.text.starts_with("nyn "))
    );
    assert_eq!(
        offer.prompts[0].why,
        "Passar til Kommunikasjon og Val og tilfeldigheiter"
    );
    assert_eq!(offer.articles[0].share, "Er det greitt?");
    assert_eq!(offer.articles[0].why, "Fordi det blei skrive om læreplass");
}

#[test]
fn a_question_never_shows_its_words() {
    let shown = format!("{:?}", question("kommunikasjon", "", TALK));
    assert!(!shown.contains("læreplass"), "{shown}");
}

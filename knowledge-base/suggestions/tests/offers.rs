//! What is offered, what is not, and why.

use articles::{ArticleId, Depth, Library, PromptId, State};
use index::{Index, Reader};
use jiff::civil::{Date, date};
use language::Embedding;
use std::sync::Arc;
use suggestions::{Care, Floors, Heard, Offer, Policy, Question, Signs, Suggestions, Voice, care};
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
    prompt("trygg-1", "depth = \"mild\"\nsafe = true");
    prompt("trygg-2", "depth = \"mild\"\nsafe = true");
    prompt(
        "tilpasning-1",
        "phase = \"kommunikasjon\"\nknapp = \"tilpasning_og_motstand\"\ndepth = \"mild\"",
    );
    files.push(("prompts/a.toml".to_owned(), prompts));
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, problems) = Library::read(files, &model);
    assert_eq!(problems, []);
    (library, model)
}

fn question<'q>(phase: &str, knapp: &str, words: &str) -> Question<'q> {
    let id = |name: &str| (!name.is_empty()).then(|| ElementId::new(name));
    Question {
        said: said(&[words]),
        ..Question::of_place(id(phase), id(knapp), Standard::Nb, TODAY)
    }
}

/// Messages of the one who seeks guidance, newest first. A test may leak a line or two.
fn said<'q>(words: &[&str]) -> &'q [Heard<'q>] {
    let heard = words.iter().map(|words| Heard {
        voice: Voice::Veisoker,
        words: Box::leak((*words).into()),
        signs: Signs::of(words),
        meaning: None,
    });
    Box::leak(heard.collect())
}

/// Floors are measured on two hundred articles with long texts; six short ones score lower.
const LOW: Floors = Floors {
    told: 3.0,
    asked: 1.3,
};

fn ask(question: &Question) -> Offer {
    let (library, model) = library();
    let index = Reader::of(Index::build(&library));
    let policy = Policy {
        by_words: LOW,
        ..Policy::default()
    };
    let suggestions = Suggestions::new(library, index, Arc::new(model));
    suggestions.with_policy(policy).ask(question)
}

fn prompts(offer: &Offer) -> Vec<&str> {
    offer
        .prompts
        .iter()
        .map(|prompt| prompt.id.as_str())
        .collect()
}

fn articles(offer: &Offer) -> Vec<&str> {
    let articles = offer.articles.iter();
    articles.map(|article| article.id.as_str()).collect()
}

const TALK: &str = "hva gjør jeg nå som jeg ikke har fått læreplass?";

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
    assert_eq!(articles(&offer), ["larling"]);
    assert_eq!(offer.articles[0].why, "Fordi det ble skrevet om læreplass");
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
fn what_is_long_out_of_date_is_not_offered_any_more() {
    let on = |today: Date| {
        let asked = question("kommunikasjon", "", "hva er opptakskravet?");
        ask(&Question { today, ..asked }).articles
    };
    assert_eq!(on(date(2026, 11, 30)).len(), 1);
    let marked = on(date(2026, 12, 30));
    assert_eq!(
        marked[0].state,
        State::Expired,
        "within the month it says so"
    );
    assert_eq!(on(date(2026, 12, 31)), []);
}

#[test]
fn an_article_without_a_phrase_in_the_standard_of_the_talk_is_not_offered_there() {
    let standard = |standard| Question {
        standard,
        ..question("kommunikasjon", "", "hva er opptakskravet?")
    };
    let (library, model) = library();
    let nynorsk = "nn = \"Er det greitt?\"\n";
    let files = library.articles().map(|article| {
        let text = article.source.replace(nynorsk, "");
        (article.file.clone(), text)
    });
    let files: Vec<(String, String)> = files.collect();
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let (library, _) = Library::read(named, &model);
    let index = Reader::of(Index::build(&library));
    let suggestions = Suggestions::new(library, index, Arc::new(model));
    let today = date(2026, 11, 30);
    let offered = |of| {
        suggestions
            .ask(&Question {
                today,
                ..standard(of)
            })
            .articles
            .len()
    };
    assert_eq!((offered(Standard::Nb), offered(Standard::Nn)), (1, 0));
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
fn a_prompt_is_written_for_its_own_place() {
    let (library, model) = library();
    let index = Reader::of(Index::build(&library));
    let suggestions = Suggestions::new(library, index, Arc::new(model));
    let written_for = |prompt: &str, phase: &str, knapp: &str| {
        let id = |name: &str| (!name.is_empty()).then(|| ElementId::new(name));
        let (phase, knapp) = (id(phase), id(knapp));
        suggestions.written_for(&PromptId::new(prompt), (phase.as_ref(), knapp.as_ref()))
    };
    let (phase, knapp) = ("kommunikasjon", "valg_og_tilfeldigheter");
    assert!(written_for("kommunikasjon-valg-1", phase, knapp));
    assert!(!written_for("kommunikasjon-fase-1", phase, knapp));
    assert!(!written_for("tilpasning-1", phase, knapp));
    assert!(!written_for("kontakt-valg-1", phase, knapp));
    assert!(
        written_for("kommunikasjon-fase-1", phase, "") && written_for("tilpasning-1", phase, ""),
        "while the knapp is unsure the phase decides"
    );
    assert!(written_for("neutral-01", "", "") && !written_for("kontakt-fase-1", "", ""));
    assert!(!written_for("finnes-ikke", phase, knapp));
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
            "kva gjer eg utan læreplass?",
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

#[test]
fn who_tells_or_plans_is_not_met_with_articles() {
    let at = |kolb: &str| Question {
        kolb: Some(ElementId::new(kolb)),
        ..question("kommunikasjon", "muligheter_og_begrensninger", TALK)
    };
    assert_eq!(ask(&at("erfaring")).articles, []);
    assert_eq!(ask(&at("utproving")).articles, []);
    assert_eq!(ask(&at("refleksjon")).articles.len(), 1);
    let told = "jeg fikk læreplass til slutt";
    assert_eq!(ask(&question("kommunikasjon", "", told)).articles, []);
}

#[test]
fn what_was_asked_long_ago_is_no_longer_answered() {
    let later = [
        "mamma sier at det ordner seg",
        "tja",
        "vi snakker om det hjemme",
        TALK,
    ];
    let long_ago = Question {
        said: said(&later),
        ..question("kommunikasjon", "muligheter_og_begrensninger", "")
    };
    assert_eq!(ask(&long_ago).articles, []);
    let thanks = Question {
        said: said(&["tusen takk", TALK]),
        ..question("kommunikasjon", "muligheter_og_begrensninger", "")
    };
    assert_eq!(ask(&thanks).articles, []);
}

#[test]
fn an_article_that_stood_and_is_gone_does_not_come_again() {
    let gone = [ArticleId::new("larling")];
    let asked = Question {
        passed: &gone,
        ..question("kommunikasjon", "muligheter_og_begrensninger", TALK)
    };
    assert_eq!(ask(&asked).articles, []);
}

#[test]
fn where_the_best_article_has_been_seen_the_next_best_is_not_put_in_its_place() {
    let words = "kan jeg få læreplass og læreplass som lærling, og stipend?";
    let asked = question("kommunikasjon", "", words);
    assert_eq!(articles(&ask(&asked)), ["larling"]);
    let seen = [ArticleId::new("larling")];
    let asked = Question {
        passed: &seen,
        ..asked
    };
    assert_eq!(articles(&ask(&asked)), [""; 0]);
}

#[test]
fn what_is_said_yes_to_stays() {
    let stands = [ArticleId::new("larling")];
    let after = |words: &'static str| {
        let asked = Question {
            said: said(&[words, TALK]),
            standing: &stands,
            ..question("kommunikasjon", "", "")
        };
        ask(&asked).articles.len()
    };
    assert_eq!(
        (after("ja gjerne"), after("ja takk, det hadde vært fint")),
        (1, 1)
    );
    assert_eq!(after("tusen takk"), 0);
}

#[test]
fn a_question_finds_by_its_meaning_what_its_words_do_not_name() {
    let (library, model) = library();
    let index = Index::build(&library);
    let axis = |at: usize| {
        let mut values = vec![0.0; index.len()];
        values[at] = 1.0;
        Embedding::new(values, [])
    };
    let cards: Vec<Embedding> = (0..index.len()).map(axis).collect();
    let place = index
        .articles()
        .position(|one| one.id.as_str() == "larling");
    let meaning = axis(place.expect("it is there"));
    let index = Reader::of(index.with_cards(&cards));
    let suggestions = Suggestions::new(library, index, Arc::new(model));
    let heard = |meaning| Heard {
        voice: Voice::Veisoker,
        words: "hva gjør jeg nå som ingen bedrift ville ha meg?",
        signs: Signs::default(),
        meaning,
    };
    let offered = |heard: Heard<'_>| {
        let asked = Question {
            said: &[heard],
            ..question("kommunikasjon", "", "")
        };
        suggestions.ask(&asked)
    };
    let offer = offered(heard(Some(&meaning)));
    assert_eq!(articles(&offer), ["larling"]);
    assert_eq!(offer.articles[0].why, "Ligger nær det som ble skrevet");
    assert_eq!(offered(heard(None)).articles, []);
}

#[test]
fn what_hurts_is_met_with_what_is_safe_in_any_phase_and_told_modestly() {
    for words in [
        "de mobber meg hver dag",
        "de bare mobber meg",
        "dei berre mobbar meg heile tida",
        "de mobber litt, men det går",
        "jeg ble mobba litt på ungdomsskolen",
        "alle tuller og mobber meg",
        "eg blir mobba på skulen",
        "pappa slår meg når karakterene er dårlige",
        "jeg vil ikke leve lenger",
        "I'm scared of my father",
        "han truer med å sende meg vekk",
        "ingen vil være med meg",
    ] {
        assert_eq!(care([Signs::of(words)].into_iter()), Care::Now, "{words}");
    }
    for words in [
        "jeg må bare drepe tid",
        "det slo meg at jeg liker det",
        "jeg mobba litt broren min haha",
        "er vold et tema for politiet?",
        "jeg er ikke trygg på valget",
    ] {
        assert_eq!(
            care([Signs::of(words)].into_iter()),
            Care::Ordinary,
            "{words}"
        );
    }
    let (hurt, later) = ("de mobber meg", ["ok"; 20]);
    let since = later.into_iter().chain([hurt]).map(Signs::of);
    assert_eq!(care(since), Care::Since);

    let now = Question {
        care: Care::Now,
        ..question("kontakt", "tilpasning_og_motstand", hurt)
    };
    let offer = ask(&now);
    assert_eq!(prompts(&offer), ["trygg-1", "trygg-2"]);
    assert!(offer.prompts[0].why.ends_with("du vurderer"));
    let since = Question {
        care: Care::Since,
        ..question("kommunikasjon", "tilpasning_og_motstand", hurt)
    };
    let offer = ask(&since);
    assert_eq!(prompts(&offer).len(), 3);
    assert!(
        !prompts(&offer)
            .iter()
            .any(|id| id.contains("tilpasning") || id.contains("trygg"))
    );
}

#[test]
fn the_bank_is_used_from_different_places_and_dares_more_when_the_talk_is_deep() {
    let at = |turn, depth| {
        let asked = Question {
            turn,
            depth,
            ..question("kommunikasjon", "valg_og_tilfeldigheter", "")
        };
        ask(&asked)
    };
    assert_ne!(prompts(&at(0, 0)), prompts(&at(7, 0)));
    let dares = |offer: &Offer| {
        let daring = offer.prompts.iter();
        daring
            .filter(|prompt| prompt.depth == Depth::Utfordrende)
            .count()
    };
    assert_eq!((dares(&at(0, 0)), dares(&at(0, 6))), (0, 1));
}

#[test]
fn the_word_of_the_pair_that_was_touched_is_heard() {
    let (library, model) = library();
    let index = Reader::of(Index::build(&library));
    let suggestions = Suggestions::new(library, index, Arc::new(model));
    let knapp = ElementId::new("tilpasning_og_motstand");
    let touched = |words: &str| suggestions.touched(&knapp, said(&[words]));
    assert_eq!(touched("jeg må bare finne meg i det"), Some(Pole::First));
    assert_eq!(
        touched("eg seier nei, det er urettferdig"),
        Some(Pole::Second)
    );
    assert_eq!(touched("hei"), None);
}

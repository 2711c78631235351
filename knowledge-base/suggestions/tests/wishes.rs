//! What the counsellor wishes for and keeps for themselves comes first; care still rules.

use articles::{Depth, Library, PromptId};
use index::{Index, Reader};
use jiff::civil::{Date, date};
use std::sync::{Arc, LazyLock};
use suggestions::{Care, OfferedPrompt, OwnPrompt, Question, Suggestions, is_own};
use taxonomy::{ElementId, GuidanceModel, Pole, Standard};

const TODAY: Date = date(2026, 12, 1);
const KNAPP: &str = "valg_og_tilfeldigheter";

static SHIPPED: LazyLock<Suggestions> = LazyLock::new(|| {
    let model = GuidanceModel::parse("m", include_str!("../../../config/guidance-model.toml"));
    let model = model.expect("the shipped model holds");
    let (library, _) = Library::starter(&model);
    let reader = Reader::of(Index::build(&library));
    Suggestions::new(library, reader, Arc::new(model))
});

fn offered(change: impl FnOnce(&mut Question<'_>), own: &[OwnPrompt]) -> Vec<OfferedPrompt> {
    let id = |name: &str| Some(ElementId::new(name));
    let mut question = Question {
        own,
        ..Question::of_place(id("kommunikasjon"), id(KNAPP), Standard::Nb, TODAY)
    };
    change(&mut question);
    SHIPPED.ask(&question).prompts
}

fn kept(id: &str, phase: Option<&str>, nb: &str) -> OwnPrompt {
    OwnPrompt {
        id: PromptId::new(id),
        phase: phase.map(ElementId::new),
        knapp: None,
        nb: Some(nb.to_owned()),
        nn: None,
    }
}

#[test]
fn all_of_a_set_are_as_bold_as_is_wished() {
    for depth in [Depth::Mild, Depth::Utfordrende] {
        let set = offered(|question| question.wish_depth = Some(depth), &[]);
        assert_eq!(set.len(), 3);
        assert!(set.iter().all(|prompt| prompt.depth == depth), "{set:?}");
    }
    let deep = |question: &mut Question<'_>| {
        question.depth = 9;
        question.wish_depth = Some(Depth::Mild);
    };
    let set = offered(deep, &[]);
    assert!(set.iter().all(|prompt| prompt.depth == Depth::Mild));
}

#[test]
fn what_asks_for_care_is_stronger_than_a_wish() {
    let hurt = |question: &mut Question<'_>| {
        question.care = Care::Now;
        question.wish_depth = Some(Depth::Utfordrende);
    };
    let own = [kept("egen-1", None, "Hva holder deg tilbake, egentlig?")];
    for prompt in offered(hurt, &own) {
        assert!(prompt.id.as_str().starts_with("trygg"), "{prompt:?}");
    }
    let since = |question: &mut Question<'_>| question.care = Care::Since;
    assert!(offered(since, &own).iter().all(|one| !is_own(&one.id)));
}

#[test]
fn prompts_open_towards_the_word_that_is_wished_for() {
    for (wish, word) in [(Pole::First, "valg"), (Pole::Second, "tilfeldigheter")] {
        let towards = |question: &mut Question<'_>| {
            question.wish_word = Some(wish);
            // though it has been touched
            question.touched = Some(wish);
        };
        let set = offered(towards, &[]);
        assert!(
            set[0].why.to_lowercase().contains(&format!("mot «{word}»")),
            "{set:?}"
        );
    }
}

#[test]
fn favourites_come_first_in_their_own_words_and_ones_own_where_they_fit() {
    let plain = offered(|_| (), &[]);
    let others = (1..50).flat_map(|turn| offered(|question| question.turn = turn, &[]));
    let liked = others
        .into_iter()
        .find(|one| !plain.iter().any(|plain| plain.id == one.id));
    let liked = liked.expect("another place of the bank brings others");
    let own = [
        kept(liked.id.as_str(), None, "Slik jeg sier det?"),
        kept("egen-1", Some("kommunikasjon"), "Hva tenker du selv?"),
        kept("egen-2", Some("konklusjon"), "Hva nå?"),
    ];
    let set = offered(|_| (), &own);
    let texts: Vec<&str> = set.iter().map(|one| one.text.as_str()).collect();
    assert!(texts[..2].contains(&"Slik jeg sier det?"), "{texts:?}");
    assert!(texts[..2].contains(&"Hva tenker du selv?"), "{texts:?}");
    assert!(!texts.contains(&"Hva nå?"), "it is of another phase");
    let theirs = set.iter().find(|one| one.text.starts_with("Slik"));
    assert_eq!(theirs.map(|one| &one.id), Some(&liked.id), "the id stays");
    // Kept in bokmål alone, a prompt of the bank is said in nynorsk as the bank has it.
    let nynorsk = offered(|question| question.standard = Standard::Nn, &own);
    assert!(nynorsk.iter().all(|one| one.text != "Slik jeg sier det?"));
}

#[test]
fn one_of_a_set_invites_to_learning_where_it_is_wanted() {
    let library = SHIPPED.library();
    let learns = |prompt: &OfferedPrompt| {
        let prompt = library.prompt(&prompt.id).expect("it is in the bank");
        prompt.learns
    };
    for phase in ["kommunikasjon", "konklusjon"] {
        for turn in 0..40 {
            let closing = |question: &mut Question<'_>| {
                question.phase = Some(ElementId::new(phase));
                question.knapp = None;
                question.learn = true;
                question.turn = turn;
            };
            let set = offered(closing, &[]);
            assert!(set.len() == 3 && set.iter().any(learns), "{phase} {turn}");
        }
    }
    assert!(library.prompts().filter(|prompt| prompt.learns).count() >= 12);
}

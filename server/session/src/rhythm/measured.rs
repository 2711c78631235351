//! How often the rhythm is right on the labelled chats: run with `--nocapture` for the figures.
//!
//! "Right" of a talk that leaves what was agreed is a labelled return to the phase where the two agree,
//! at most one message before the veisøker says so and three after; of a farewell, that the message or
//! the next is labelled as closing, or that the chat ends within three. What was chosen on the training
//! chats is measured on those that nobody chose by, too.

use super::leaving::{closing_early, takes_leave};
use super::{Numbered, drifting};
use crate::course::Course;
use crate::view::Step;
use chat::{Message, SourceId, Speaker, Timestamp, Words};
use std::path::{Path, PathBuf};
use taxonomy::{ElementId, GuidanceModel, Ring};
use tracker::{Classes, codebook};

/// Messages written as `v: …` by the veisøker and `l: …` by the counsellor, a second apart.
pub(super) fn talk(lines: &[&str]) -> Vec<Message> {
    let said = lines.iter().map(|line| match line.split_once(": ") {
        Some(("v", words)) => (Speaker::Veisoker, words),
        Some((_, words)) => (Speaker::Veileder, words),
        None => (Speaker::System, *line),
    });
    said.enumerate().map(message).collect()
}

fn message((at, (speaker, words)): (usize, (Speaker, &str))) -> Message {
    Message {
        id: SourceId::new(at.to_string()),
        speaker,
        words: Words::new(words),
        at: Timestamp::from_millis(i64::try_from(at).unwrap_or(0) * 1_000),
    }
}

/// The model of the service.
pub(super) fn guidance() -> GuidanceModel {
    GuidanceModel::load(&root().join("config/guidance-model.toml")).expect("a model")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A chat with the phase of every message.
struct Labelled {
    messages: Vec<Message>,
    phases: Vec<ElementId>,
}

fn chats(wanted: impl Fn(&str) -> bool) -> Vec<Labelled> {
    let classes = Classes::of(&guidance());
    let folder = root().join("tests/fixtures/chats");
    let files = std::fs::read_dir(folder).expect("the chats are there");
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".jsonl") && !name.contains("second") && wanted(&name)
    });
    let chats = files
        .iter()
        .flat_map(|file| codebook::read(file, &classes).expect("labelled chats"));
    chats
        .map(|chat| {
            let turns = chat
                .turns
                .iter()
                .map(|turn| (turn.speaker, turn.words.as_str()));
            let phase = |turn: &codebook::LabelledTurn| {
                let place = turn.labels[Ring::Phase.place()];
                classes.ring(Ring::Phase)[place].clone().expect("a phase")
            };
            Labelled {
                messages: turns.enumerate().map(message).collect(),
                phases: chat.turns.iter().map(phase).collect(),
            }
        })
        .collect()
}

fn chosen_by(name: &str) -> bool {
    name.starts_with("train-") || name.starts_with("own-")
}

/// How often it spoke and was right, and what it could have spoken of.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    met: usize,
    there: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn told(&self, what: &str) {
        let Self {
            right,
            wrong,
            met,
            there,
        } = self;
        println!(
            "{what}: right {right} of {} ({:.2}), met {met} of {there} ({:.2})",
            right + wrong,
            self.precision(),
            share(*met, *there),
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

/// The messages with which a talk returns to where the two agree.
fn returns(chat: &Labelled, model: &GuidanceModel) -> Vec<usize> {
    let agreeing = model.agreeing().expect("the model names one");
    let mut beyond = false;
    let mut found = Vec::new();
    for at in 0..chat.phases.len() {
        let here = &chat.phases[at];
        if here == agreeing && beyond && at > 0 && &chat.phases[at - 1] != agreeing {
            found.push(at);
        }
        beyond |= model.comes_after(here, agreeing);
    }
    found
}

fn drifts(chats: &[Labelled], model: &GuidanceModel) -> Tally {
    let agreeing = model.agreeing().expect("the model names one");
    let mut tally = Tally::default();
    for chat in chats {
        let returns = returns(chat, model);
        let near = |said: usize, back: usize| back + 1 >= said && back <= said + 3;
        let mut said: Vec<usize> = Vec::new();
        let beyond = |phase: &ElementId| model.comes_after(phase, agreeing);
        let agreed = chat.phases.iter().position(beyond);
        let agreed = agreed.unwrap_or(chat.phases.len());
        for (at, message) in chat.messages.iter().enumerate().skip(agreed + 1) {
            let fresh = said.last().is_none_or(|last| at > last + 3);
            if fresh && drifting::turns(message) {
                said.push(at);
            }
        }
        let right = |said: &&usize| returns.iter().any(|back| near(**said, *back));
        tally.right += said.iter().filter(right).count();
        tally.wrong += said.iter().filter(|said| !right(said)).count();
        tally.there += returns.len();
        let met = |back: &&usize| said.iter().any(|said| near(*said, **back));
        tally.met += returns.iter().filter(met).count();
    }
    tally
}

/// Farewells where the labels say that the talk had not been closed.
fn farewells(chats: &[Labelled], model: &GuidanceModel) -> Tally {
    let closing = model.closing().expect("a last phase");
    let mut tally = Tally::default();
    for chat in chats {
        let mut course = Course::new(None, false);
        let two = (1..).zip(&chat.messages);
        let two: Vec<Numbered<'_>> = two
            .filter(|(_, message)| message.speaker != Speaker::System)
            .collect();
        for (at, (number, message)) in two.iter().enumerate() {
            let phase = &chat.phases[number - 1];
            if course.trail.last().is_none_or(|last| last.phase != *phase) {
                course.trail.push(Step {
                    phase: phase.clone(),
                    knapp: None,
                    at: message.at,
                });
            }
            if !closing_early(model, &course, &two[..=at]) {
                continue;
            }
            let next = two.get(at + 1).map(|(number, _)| &chat.phases[number - 1]);
            let right = phase == closing || next == Some(closing) || two.len() - at <= 4;
            tally.right += usize::from(right);
            tally.wrong += usize::from(!right);
            break;
        }
    }
    tally
}

/// The tallies of the chats that were chosen by, and of those that were not.
fn measured(what: &str, tally: impl Fn(&[Labelled], &GuidanceModel) -> Tally) -> (Tally, Tally) {
    let model = guidance();
    let chosen = tally(&chats(chosen_by), &model);
    let apart = tally(&chats(|name| !chosen_by(name)), &model);
    chosen.told(&format!("{what}, chats chosen by"));
    apart.told(&format!("{what}, chats apart"));
    (chosen, apart)
}

#[test]
fn a_talk_is_seldom_said_to_have_left_its_matter_when_it_has_not() {
    let (chosen, apart) = measured("left what was agreed", drifts);
    assert!(chosen.precision() >= 0.8 && apart.precision() >= 0.6);
    assert!(chosen.met >= 25, "it speaks at all: {}", chosen.met);
}

#[test]
fn a_farewell_is_seldom_heard_where_there_is_none() {
    let (chosen, apart) = measured("an early farewell", farewells);
    assert!(chosen.precision() >= 0.85 && apart.precision() >= 0.85);
    assert!(chosen.right >= 25, "it speaks at all: {}", chosen.right);
}

#[test]
fn a_farewell_is_told_from_what_only_sounds_like_one() {
    for said in [
        "v: ok må gå nå",
        "v: takk for hjelpen!",
        "v: Hade",
        "l: Lykke til!",
        "v: bye",
    ] {
        assert!(takes_leave(&talk(&[said])[0]), "{said}");
    }
    for said in [
        "v: jeg må gå et år om igjen på skolen først",
        "v: vil ha det bra",
        "l: Må du gå nå?",
    ] {
        assert!(!takes_leave(&talk(&[said])[0]), "{said}");
    }
}

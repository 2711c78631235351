//! What the help desk promises, with a clock that the test moves.

use super::*;
use crate::{Calendar, Keeper, Person, Shift};
use chat::SessionId;

const MINUTE: Duration = Duration::from_secs(60);
const START: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn person(name: &str) -> Person {
    Person::new(CounsellorId::new(format!("dev:{name}")), name)
}

fn desk() -> (HelpDesk, Clock) {
    let clock = Clock::fixed(START);
    let settings = Settings {
        escalate: 3 * MINUTE,
        keep: 60 * MINUTE,
        nobody_after: 5 * MINUTE,
        calendar: Calendar {
            zone: "Europe/Oslo".to_owned(),
            weeks: Vec::new(),
            closed: Default::default(),
        },
        rules: Vec::new(),
    };
    let shift = Shift::new(clock.clone(), &settings, &Keeper::default());
    (shift.help, clock)
}

fn said(request: &Request) -> Vec<(&str, bool, &str)> {
    let said = request.said.iter();
    said.map(|said| (&*said.by.name, said.asker, said.words.as_str()))
        .collect()
}

#[test]
fn what_is_asked_is_answered_both_ways_and_wiped_when_it_ends() {
    let ((desk, _), kari, leader) = (desk(), person("Kari"), person("Ingrid"));
    let about = Some(SessionId::from_number(7));
    let id = desk
        .ask(&kari, Kind::Sparring, about, " hvor langt kan jeg gå? ")
        .unwrap();
    assert!(desk.of(&kari.id)[0].taken().is_none());
    desk.answer(&leader, id, "Spør først om det er greit.")
        .unwrap();
    desk.say(&kari, id, "Det gjør jeg.").unwrap();
    let [request] = &desk.of(&kari.id)[..] else {
        panic!("one request");
    };
    assert_eq!(request.about, about);
    assert_eq!(&*request.taken().unwrap().by.name, "Ingrid");
    let expected = [
        ("Kari", true, "hvor langt kan jeg gå?"),
        ("Ingrid", false, "Spør først om det er greit."),
        ("Kari", true, "Det gjør jeg."),
    ];
    assert_eq!(said(request), expected);
    assert!(!format!("{request:?}").contains("greit"));
    desk.end(&leader.id, id).unwrap();
    assert!(desk.of(&kari.id).is_empty() && desk.all().is_empty());
    assert_eq!(desk.open().bytes, 0, "its room is free again");
    assert_eq!(desk.say(&kari, id, "Takk!"), Err(Refusal::Over));
}

#[test]
fn a_request_is_its_askers_and_once_taken_one_leaders() {
    let ((desk, _), kari, ola) = (desk(), person("Kari"), person("Ola"));
    let (ingrid, per) = (person("Ingrid"), person("Per"));
    let id = desk.ask(&kari, Kind::Sparring, None, "").unwrap();
    assert!(desk.of(&ola.id).is_empty());
    assert_eq!(desk.say(&ola, id, "hei"), Err(Refusal::Over));
    assert_eq!(desk.withdraw(&ola.id, id), Err(Refusal::Over));
    desk.take(&ingrid, id).unwrap();
    assert_eq!(desk.answer(&per, id, "hei"), Err(Refusal::Taken));
    assert_eq!(desk.give_back(&per.id, id), Err(Refusal::Taken));
    assert_eq!(desk.end(&per.id, id), Err(Refusal::Taken));
    desk.take(&per, id).unwrap();
    desk.answer(&per, id, "hei").unwrap();
    desk.give_back(&per.id, id).unwrap();
    desk.end(&ingrid.id, id).unwrap();
}

#[test]
fn sparring_comes_before_wishes_for_a_debrief_and_the_oldest_first() {
    let ((desk, _), kari) = (desk(), person("Kari"));
    let debrief = desk.ask(&kari, Kind::Debrief, None, "").unwrap();
    let first = desk.ask(&kari, Kind::Sparring, None, "").unwrap();
    let second = desk.ask(&kari, Kind::Sparring, None, "").unwrap();
    let ids: Vec<_> = desk.all().iter().map(|request| request.id).collect();
    assert_eq!(ids, [first, second, debrief]);
}

#[test]
fn what_nobody_takes_is_marked_and_told_once() {
    let ((desk, clock), kari, leader) = (desk(), person("Kari"), person("Ingrid"));
    let id = desk.ask(&kari, Kind::Sparring, None, "").unwrap();
    desk.ask(&kari, Kind::Debrief, None, "").unwrap();
    let marked = || -> Vec<bool> { desk.all().iter().map(|one| one.escalated).collect() };
    let mut changes = desk.changes();
    clock.set(START.plus(3 * MINUTE - Duration::from_millis(1)));
    desk.look_at_the_clock();
    assert!(changes.try_recv().is_err() && marked() == [false, false]);
    clock.set(START.plus(3 * MINUTE));
    desk.look_at_the_clock();
    desk.look_at_the_clock();
    assert_eq!(changes.try_recv(), Ok(kari.id.clone()));
    assert!(
        changes.try_recv().is_err() && marked() == [true, false],
        "a debrief can wait"
    );
    desk.take(&leader, id).unwrap();
    assert_eq!(marked(), [false, false]);
    desk.give_back(&leader.id, id).unwrap();
    desk.look_at_the_clock();
    assert_eq!(marked(), [true, false], "it has waited all the time");
    desk.answer(&leader, id, "straks").unwrap();
    desk.give_back(&leader.id, id).unwrap();
    desk.look_at_the_clock();
    assert_eq!(marked(), [false, false], "somebody has answered it");
}

#[test]
fn what_nobody_speaks_of_any_more_is_wiped() {
    let ((desk, clock), kari) = (desk(), person("Kari"));
    let id = desk.ask(&kari, Kind::Debrief, None, "i morgen?").unwrap();
    clock.set(START.plus(40 * MINUTE));
    desk.say(&kari, id, "helst før ti").unwrap();
    clock.set(START.plus(80 * MINUTE));
    desk.look_at_the_clock();
    assert_eq!(desk.all().len(), 1);
    clock.set(START.plus(100 * MINUTE));
    let mut changes = desk.changes();
    desk.look_at_the_clock();
    assert!(desk.all().is_empty() && desk.open().bytes == 0);
    assert_eq!(changes.try_recv(), Ok(kari.id));
}

#[test]
fn everything_has_an_end_and_a_refusal_changes_nothing() {
    let ((desk, _), kari, leader) = (desk(), person("Kari"), person("Ingrid"));
    let id = desk.ask(&kari, Kind::Sparring, None, "hei").unwrap();
    let long = "å".repeat(500);
    desk.say(&kari, id, &long).unwrap();
    assert_eq!(desk.say(&kari, id, &format!("{long}å")), Err(Refusal::Long));
    assert_eq!(desk.say(&kari, id, " \u{0} \n"), Err(Refusal::Empty));
    for _ in 2..MAX_SAID {
        desk.answer(&leader, id, "ja").unwrap();
    }
    assert_eq!(desk.answer(&leader, id, "ja"), Err(Refusal::Talked));
    assert_eq!(desk.all()[0].said.len(), MAX_SAID);
    for _ in 1..MAX_OWN {
        desk.ask(&kari, Kind::Sparring, None, "").unwrap();
    }
    assert_eq!(desk.ask(&kari, Kind::Sparring, None, ""), Err(Refusal::Own));
    let mut asked = desk.all().len();
    for number in 0.. {
        match desk.ask(&person(&number.to_string()), Kind::Sparring, None, "") {
            Ok(_) => asked += 1,
            Err(refused) => {
                assert_eq!(refused, Refusal::Full);
                break;
            }
        }
    }
    assert_eq!(asked, MAX_OPEN);
}

#[test]
fn all_of_it_can_be_sent_in_one_frame() {
    let (desk, _) = desk();
    let quotes = "\"".repeat(MAX_CHARACTERS);
    'desk: for number in 0.. {
        let who = person(&number.to_string());
        let id = match desk.ask(&who, Kind::Sparring, None, &quotes) {
            Ok(id) => id,
            Err(refused) => {
                assert_eq!(refused, Refusal::Full);
                break;
            }
        };
        for _ in 1..MAX_SAID {
            if let Err(refused) = desk.say(&who, id, &quotes) {
                assert_eq!(refused, Refusal::Full);
                break 'desk;
            }
        }
    }
    let open = desk.open();
    let weight: usize = open.requests.values().map(|one| one.weight()).sum();
    assert_eq!(open.bytes, weight);
    assert!(open.bytes <= MAX_BYTES && 2 * MAX_BYTES < 512 * 1024);
}

//! What rules promise, with a clock that the test moves.

use super::*;

const START: Timestamp = Timestamp::from_millis(1_700_000_000_000);
const MINUTE: Duration = Duration::from_secs(60);

fn rule(id: &str, when: When) -> Rule {
    let name = Name {
        nb: id.to_owned(),
        nn: id.to_owned(),
    };
    Rule {
        id: id.to_owned(),
        name,
        on: true,
        when,
        shows: Shows::BoardAndPanel,
        article: None,
        group: Group::Support,
    }
}

fn waiting() -> Rule {
    let waiting_minutes = Some(3);
    rule(
        "waiting",
        When {
            waiting_minutes,
            ..When::default()
        },
    )
}

fn worry() -> Rule {
    let phrases = Some(Phrases(vec!["vil ikke leve".to_owned()]));
    rule(
        "worry",
        When {
            phrases,
            ..When::default()
        },
    )
}

fn rules(all: Vec<Rule>) -> (Rules, Clock) {
    check(&all).unwrap();
    let clock = Clock::fixed(START);
    let (keeper, tidings) = (Keeper::default(), Tidings::default());
    let rules = Rules::new(clock.clone(), &keeper, &tidings, all.into());
    (rules, clock)
}

fn id(number: u64) -> SessionId {
    SessionId::from_number(number)
}

#[test]
fn a_rule_holds_from_the_moment_on_that_all_it_names_is_so() {
    let when = When {
        phase: Some("kontakt".to_owned()),
        minutes_in_phase: Some(20),
        silent_minutes: Some(7),
        ..When::default()
    };
    let stuck = rule("stuck", when);
    let facts = Facts {
        phase: Some(("kontakt", START)),
        silent_since: START.plus(15 * MINUTE),
        ..Facts::default()
    };
    assert_eq!(stuck.holds(&facts, START.plus(21 * MINUTE)), None);
    let holds = stuck.holds(&facts, START.plus(30 * MINUTE));
    assert_eq!(holds, Some((START.plus(22 * MINUTE), 1)));
    let elsewhere = Facts {
        phase: Some(("konklusjon", START)),
        ..facts
    };
    assert_eq!(stuck.holds(&elsewhere, START.plus(60 * MINUTE)), None);
    let off = Rule { on: false, ..stuck };
    let facts = Facts {
        phase: Some(("kontakt", START)),
        silent_since: START,
        ..Facts::default()
    };
    assert_eq!(off.holds(&facts, START.plus(60 * MINUTE)), None);
}

#[test]
fn of_a_phrase_only_the_rule_is_told() {
    let (rules, _) = rules(vec![waiting(), worry()]);
    let heard = rules.heard_in("Noen ganger vil ikke leve lenger");
    assert_eq!(heard.iter().map(|id| &**id).collect::<Vec<_>>(), ["worry"]);
    assert!(rules.heard_in("Alt er fint").is_empty());
    let seen = [(heard[0].clone(), START, 1)];
    let facts = Facts {
        heard: &seen,
        ..Facts::default()
    };
    let (found, _) = rules.judge([(id(1), facts)].into_iter());
    assert_eq!(found[&id(1)][0].rule.id, "worry");
}

#[test]
fn a_rule_that_is_set_off_by_every_message_is_silent_to_the_next_hour_and_says_so() {
    let (rules, clock) = rules(vec![waiting(), worry()]);
    let judge = |times: usize, minutes: u32| {
        let now = START.plus(minutes * MINUTE);
        clock.set(now);
        let heard = [(Arc::from("worry"), START, times)];
        let facts = Facts {
            waiting_since: Some(START),
            heard: &heard,
            ..Facts::default()
        };
        let (found, _) = rules.judge([(id(1), facts)].into_iter());
        let all = found.get(&id(1)).into_iter().flatten();
        all.map(|alert| alert.rule.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(judge(40, 5), ["waiting", "worry"]);
    assert!(rules.muted().is_empty());
    assert_eq!(judge(41, 6), ["waiting"], "the others go on");
    let [muted] = &rules.muted()[..] else {
        panic!("one is muted");
    };
    assert_eq!((muted.id.as_str(), muted.why), ("worry", Why::Often));
    let hour = muted.until;
    assert!(hour.millis() % 3_600_000 == 0 && hour > START);
    assert_eq!(judge(42, 12), ["waiting"]);
    let after = u32::try_from(hour.distance(START).as_secs() / 60 + 1).unwrap();
    assert_eq!(judge(42, after), ["waiting", "worry"]);
}

#[test]
fn a_rule_is_muted_by_hand_and_let_speak_again() {
    let (rules, _) = rules(vec![waiting()]);
    let judge = || {
        let facts = Facts {
            waiting_since: Some(START.minus(4 * MINUTE)),
            ..Facts::default()
        };
        !rules.judge([(id(1), facts)].into_iter()).0.is_empty()
    };
    assert!(judge());
    rules.mute("waiting", 30).unwrap();
    assert!(!judge() && rules.muted()[0].why == Why::Hand);
    rules.mute("waiting", 0).unwrap();
    assert!(judge() && rules.muted().is_empty());
    assert!(rules.mute("other", 5).is_err() && rules.mute("waiting", 9_999).is_err());
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let refused = |rule: Rule| assert!(check(&[rule]).is_err());
    refused(rule("empty", When::default()));
    refused(rule("Stor bokstav", waiting().when));
    refused(Rule {
        when: When {
            waiting_minutes: Some(0),
            ..When::default()
        },
        ..waiting()
    });
    assert!(check(&[waiting(), waiting()]).is_err());
}

//! The round of a day, on a clock that the tests own.

use super::*;
use crate::schedule::oslo;
use crate::{Language, Line, Smtp};
use jiff::civil::{date, time};
use std::sync::{Arc, Mutex};
use tokio::time::Instant;

const AT: Time = time(7, 30, 0, 0);

/// A clock that shows this time in Oslo now, and goes with tokio's.
fn clock(start: &str) -> impl Fn() -> Timestamp + use<> {
    let (start, begun) = (oslo(start).timestamp(), Instant::now());
    move || start + jiff::SignedDuration::try_from(begun.elapsed()).unwrap()
}

/// When the editors were told from this time on within so many hours, if it works or not by the clock.
async fn told(folder: &Path, start: &str, hours: u64, works: impl Fn(&str) -> bool) -> Vec<String> {
    let (now, mut tried, mut told) = (clock(start), None, Vec::new());
    let mut record = Record::read(folder);
    let days = async {
        loop {
            let moment = due(AT, &now, &record, &mut tried).await;
            let here = moment.strftime("%a %R").to_string();
            if works(&here) {
                record.finish(moment.date()).await;
            }
            told.push(here);
        }
    };
    let _ = timeout(Duration::from_secs(hours * 3600), days).await;
    told
}

#[tokio::test(start_paused = true)]
async fn each_weekday_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let times = told(folder.path(), "2026-11-05T05:00", 5 * 24, |_| true).await;
    assert_eq!(times, ["Thu 07:30", "Fri 07:30", "Mon 07:30"]);
}

#[tokio::test(start_paused = true)]
async fn a_restart_neither_repeats_nor_skips_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let morning = told(folder.path(), "2026-11-02T06:00", 2, |_| true).await;
    assert_eq!(morning, ["Mon 07:30"]);
    let again = told(folder.path(), "2026-11-02T08:00", 3, |_| true).await;
    assert_eq!(again, [""; 0]);
    let late = told(folder.path(), "2026-11-03T14:20", 20, |_| true).await;
    assert_eq!(late, ["Tue 14:20", "Wed 07:30"]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_tried_again_each_quarter_and_given_up_at_noon() {
    let folder = tempfile::tempdir().unwrap();
    let times = told(folder.path(), "2026-11-02T07:00", 20, |at| {
        at == "Mon 08:15"
    })
    .await;
    assert_eq!(times, ["Mon 07:30", "Mon 07:45", "Mon 08:00", "Mon 08:15"]);
    let times = told(folder.path(), "2026-11-03T06:40", 25, |_| false).await;
    assert_eq!(times.len(), 20); // from half past seven to noon, and the next morning
    assert_eq!((&*times[18], &*times[19]), ("Tue 12:00", "Wed 07:30"));
}

fn line(title: &str, owner: Option<&str>) -> Line {
    Line {
        title: title.into(),
        area: String::new(),
        owner: owner.map(str::to_owned),
        when: None,
        url: String::new(),
    }
}

fn smtp(to: &[&str], to_owner: &[(&str, &str)]) -> Smtp {
    Smtp {
        host: "localhost".into(),
        port: 25,
        user: None,
        password_file: None,
        ca_file: None,
        from: "ik@example.no".into(),
        to: to.iter().map(|&to| to.into()).collect(),
        to_owner: to_owner
            .iter()
            .map(|&(a, b)| (a.into(), b.into()))
            .collect(),
    }
}

fn titles(letters: &BTreeMap<String, Digest>) -> Vec<(&str, Vec<&str>)> {
    let titles = |digest| {
        Digest::all(digest)
            .into_iter()
            .map(|l| l.title.as_str())
            .collect()
    };
    letters
        .iter()
        .map(|(to, digest)| (to.as_str(), titles(digest)))
        .collect()
}

#[tokio::test]
async fn each_mailbox_gets_one_letter_with_what_is_theirs() {
    let day = date(2026, 11, 3);
    let mut digest = Digest::new(day);
    digest.overdue = vec![
        line("a", Some("Kari")),
        line("b", Some("Ola")),
        line("c", None),
    ];
    let owners = [
        ("Kari", "k@example.no"),
        ("Ola", "k@example.no"),
        ("Per", "p@example.no"),
    ];
    let told = Told::default();
    let by_owner = letters(&smtp(&[], &owners), &digest, &told, day);
    assert_eq!(titles(&by_owner), [("k@example.no", vec!["a", "b"])]);
    let all = letters(&smtp(&["k@example.no"], &owners), &digest, &told, day);
    assert_eq!(titles(&all), [("k@example.no", vec!["a", "b", "c"])]);

    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::read(folder.path());
    record.tell("k@example.no", day).await;
    assert!(
        letters(
            &smtp(&["k@example.no"], &owners),
            &digest,
            record.told(),
            day
        )
        .is_empty()
    );
}

fn settings() -> Settings {
    Settings {
        at: AT,
        language: Language::Nb,
        base_url: String::new(),
        webhook: None,
        smtp: Some(smtp(&["k@example.no"], &[])),
        shift_webhook: None,
    }
}

#[tokio::test(start_paused = true)]
async fn an_empty_digest_ends_the_day_and_one_that_cannot_be_made_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (list, now) = (asked.clone(), clock("2026-11-02T07:00"));
    let make = async move || {
        let at = in_oslo(now());
        let minute = at.strftime("%a %R").to_string();
        list.lock().unwrap().push(minute.clone());
        match minute.as_str() {
            "Mon 07:30" => None,
            "Mon 07:45" => std::future::pending().await, // has a deadline too
            _ => Some(Digest::new(at.date())),
        }
    };
    let stop = CancellationToken::new();
    let (folder, now, stopped) = (
        folder.path().to_owned(),
        clock("2026-11-02T07:00"),
        stop.clone(),
    );
    // It can be a task of its own.
    let running = tokio::spawn(async move { run(settings(), &folder, now, make, stopped).await });
    sleep(Duration::from_secs(12 * 3600)).await;
    stop.cancel();
    running.await.unwrap();
    assert_eq!(
        *asked.lock().unwrap(),
        ["Mon 07:30", "Mon 07:45", "Mon 08:00"]
    );
}

#[tokio::test]
async fn nothing_runs_if_nobody_is_to_be_told() {
    let mut off = settings();
    off.smtp = None;
    let never = async || -> Option<Digest> { unreachable!("nobody is to be told") };
    run(
        off,
        Path::new("/nowhere"),
        clock("2026-11-02T08:00"),
        never,
        CancellationToken::new(),
    )
    .await;
}

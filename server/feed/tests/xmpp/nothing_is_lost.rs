//! Connections break, the inlet is busy, the server restarts: each message is heard once, in order.

use crate::a_chat_is_heard::{ROOM, Stage, VEILEDER, VEISOKER, log_in};
use crate::recorder::{Feed, Recorder, config};
use feed::{LostReason, Refusal};

fn said(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|n| format!("veisøker: nummer {n}")).collect()
}

async fn say(stage: &mut Stage, range: std::ops::Range<u32>) {
    for n in range {
        stage.people.say(VEISOKER, &format!("nummer {n}")).await;
    }
}

#[tokio::test]
async fn what_was_said_while_the_line_was_down_comes_from_the_archive() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    say(&mut stage, 0..3).await;
    stage.recorder.until_line("veisøker: nummer 2").await;
    stage.prosody.cut_line();
    stage
        .recorder
        .until("lost", |all| !all.lost().is_empty())
        .await;
    // more than two pages, and she leaves meanwhile
    say(&mut stage, 3..120).await;
    stage.people.leave(VEILEDER).await;
    stage.prosody.mend_line();
    // while the archive is being read
    say(&mut stage, 120..140).await;
    stage.recorder.until_line("veisøker: nummer 139").await;
    stage.recorder.until_line("veileder leaves").await;
    assert_eq!(stage.recorder.messages(), said(0..140));
    assert_eq!(stage.recorder.duplicates(), 0);
    let joins = |line: &&String| line.contains("joins");
    assert_eq!(
        stage.recorder.lines().iter().filter(joins).count(),
        2,
        "nobody joined again"
    );
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn connections_that_break_again_and_again_lose_nothing() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    for round in 0..8 {
        say(&mut stage, round * 10..round * 10 + 10).await;
        stage.prosody.kill_connections();
    }
    say(&mut stage, 80..81).await;
    stage.recorder.until_line("veisøker: nummer 80").await;
    assert_eq!(stage.recorder.messages(), said(0..81));
    assert!(!stage.recorder.lost().is_empty());
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn an_inlet_that_is_busy_gets_it_again_and_one_that_refuses_does_not() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    stage
        .recorder
        .until_line("veileder joins as kari@localhost")
        .await;
    // a few times busy: the same event again, on the same connection
    stage.recorder.refuse([Refusal::Busy, Refusal::Full]);
    say(&mut stage, 0..2).await;
    stage.recorder.until_line("veisøker: nummer 1").await;
    assert_eq!(stage.recorder.lost(), []);
    // for good: left out, and the next is heard
    stage.recorder.refuse([Refusal::TooLong { limit: 1 }]);
    stage.people.say(VEISOKER, "for lang").await;
    say(&mut stage, 2..3).await;
    stage.recorder.until_line("veisøker: nummer 2").await;
    assert_eq!(stage.recorder.lost(), []);
    // busy for long: the connection is dropped, and the archive fills in
    stage.recorder.refuse([Refusal::Busy; 7]);
    say(&mut stage, 3..6).await;
    stage.recorder.until_line("veisøker: nummer 5").await;
    assert_eq!(stage.recorder.messages(), said(0..6));
    assert_eq!(stage.recorder.lost(), [LostReason::Behind]);
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn a_server_that_restarts_is_found_again() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    say(&mut stage, 0..2).await;
    stage.recorder.until_line("veisøker: nummer 1").await;
    stage.prosody.restart().await;
    let Some(people) = log_in(&stage.prosody).await else {
        return;
    };
    stage.people = people;
    stage.people.join(VEISOKER, ROOM, "gjest 4711").await;
    say(&mut stage, 2..4).await;
    stage.recorder.until_line("veisøker: nummer 3").await;
    assert_eq!(stage.recorder.messages(), said(0..4));
    feed.stop().await;
}

#[tokio::test]
async fn without_an_archive_there_is_a_gap_and_then_what_is_said_live() {
    // a room service without an archive
    let Some(mut stage) = Stage::set("modules_disabled = { \"muc_mam\" }").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    stage.recorder.until_line("gap ArchiveUnavailable").await;
    say(&mut stage, 0..2).await;
    stage.recorder.until_line("veisøker: nummer 1").await;
    let gap = |line: &&String| line.starts_with("gap");
    assert_eq!(stage.recorder.lines().iter().filter(gap).count(), 1);
    assert_eq!(stage.recorder.messages(), said(0..2));
    feed.stop().await;
}

#[tokio::test]
async fn an_empty_temporary_room_is_left_so_that_it_can_close() {
    let Some(mut stage) = Stage::set("muc_room_default_persistent = false").await else {
        return;
    };
    stage.meet().await;
    let mut config = config(&stage.prosody.url(), stage.folder.path());
    config.leave_empty_after_seconds = 0;
    let feed = Feed::start(config, &stage.recorder);
    stage
        .recorder
        .until_line("veileder joins as kari@localhost")
        .await;
    stage.people.leave(VEISOKER).await;
    stage.people.leave(VEILEDER).await;
    stage.recorder.until_line("veileder leaves").await;
    // after we left, the server no longer lists it
    let closed = async {
        loop {
            let log = stage.prosody.log();
            let leaving = |line: &&str| {
                line.contains("RECV: <presence")
                    && line.contains("type='unavailable'")
                    && line.contains("/ledsager'")
            };
            let empty = "<query xmlns='http://jabber.org/protocol/disco#items'/></iq>";
            let mut after = log.lines().skip_while(|line| !leaving(line));
            if after.any(|line| line.ends_with(empty)) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let closed = tokio::time::timeout(crate::recorder::PATIENCE, closed).await;
    closed.expect("the room closes");
    // the next chat under the same name is a new room
    stage.people.join(VEISOKER, ROOM, "gjest 9").await;
    stage.people.say(VEISOKER, "ny samtale").await;
    stage.recorder.until_line("veisøker: ny samtale").await;
    feed.stop().await;
}

#[tokio::test]
async fn a_room_that_is_not_listed_is_found_by_its_full_address() {
    let Some(mut stage) = Stage::set("muc_room_default_public = false").await else {
        return;
    };
    let mut config = config(&stage.prosody.url(), stage.folder.path());
    config.rooms[0].jid = ROOM.into();
    let feed = Feed::start(config, &stage.recorder);
    stage
        .recorder
        .until("connected", |all| all.connected() == 1)
        .await;
    // we ask for it until it is there, and do not make it ourselves
    stage.meet().await;
    stage
        .recorder
        .until_line("veileder joins as kari@localhost")
        .await;
    say(&mut stage, 0..1).await;
    stage.recorder.until_line("veisøker: nummer 0").await;
    stage.people.destroy_room(VEISOKER).await;
    stage.recorder.until_line("end").await;
    feed.stop().await;
}

#[tokio::test]
async fn a_wrong_password_is_told_at_each_attempt_and_a_new_one_is_read() {
    let Some(stage) = Stage::set("").await else {
        return;
    };
    let config = config(&stage.prosody.url(), stage.folder.path());
    let file = config.password_file.clone();
    std::fs::write(&file, "feil").unwrap();
    let feed = Feed::start(config, &stage.recorder);
    let recorder: &Recorder = &stage.recorder;
    recorder
        .until("two attempts", |all| all.lost().len() >= 2)
        .await;
    assert!(
        recorder
            .lost()
            .iter()
            .all(|reason| *reason == LostReason::WrongPassword)
    );
    std::fs::write(&file, "hemmelig").unwrap();
    recorder
        .until("connected", |all| all.connected() == 1)
        .await;
    feed.stop().await;
}

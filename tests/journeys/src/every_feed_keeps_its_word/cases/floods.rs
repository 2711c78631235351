//! Too much, too often, in the wrong order, at the wrong time: what is shown is what was said.

use crate::every_feed_keeps_its_word::platform::Platform;
use crate::every_feed_keeps_its_word::scene::{CHAT, Scene};
use chat::{Speaker, Timestamp};
use std::time::Duration;

/// So many in a row one of them writes, where many come at once.
const RUN: usize = 50;
const HOUR_SECONDS: i64 = 3_600;
/// A time this far from ours is no hour off.
const ABOUT: Duration = Duration::from_secs(600);

pub(in crate::every_feed_keeps_its_word) async fn nothing_is_shown_twice_when_it_is_sent_again<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    scene.platform.repeats(CHAT).await;
    scene.platform.repeats(CHAT).await;
    // What comes after it is heard after it.
    scene.talk(1).await;
    scene.all_shows("each message once").await;
    scene.platform.repeats(CHAT).await;
    scene.platform.ten_minutes_pass().await;
    scene.talk(1).await;
    scene.all_shows("each message once, later too").await;
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn what_comes_out_of_order_is_put_where_it_belongs<
    P: Platform,
>() {
    if !P::REORDERS {
        return;
    }
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let lines = scene.lines(6);
    scene.platform.says_out_of_order(CHAT, &lines).await;
    scene.said.extend(lines);
    scene
        .all_shows("in the order in which it was written")
        .await;
    scene.talk(1).await;
    scene.all_shows("what follows comes last").await;
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn five_hundred_at_once_are_all_heard_in_order<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let mut lines = scene.lines(500);
    for (run, lines) in lines.chunks_mut(RUN).enumerate() {
        let from = match run % 2 {
            0 => Speaker::Veisoker,
            _ => Speaker::Veileder,
        };
        lines.iter_mut().for_each(|line| line.from = from);
    }
    scene.platform.bursts(CHAT, &lines).await;
    scene.said.extend(lines);
    scene.all_shows("all five hundred").await;
    scene.talk(1).await;
    scene.all_shows("what follows comes last").await;
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn a_clock_that_is_an_hour_off_changes_nothing<
    P: Platform,
>() {
    for off in [HOUR_SECONDS, -HOUR_SECONDS] {
        let Some(mut scene) = Scene::<P>::with_clock_off(off).await else {
            return;
        };
        scene.talk(2).await;
        scene.all_shows("each message once and in order").await;
        // The last line was the veisøker's: they wait since then, by our clock.
        let last = scene.said.last().map(|line| line.from);
        assert_eq!(last, Some(Speaker::Veisoker));
        let chat = scene.eyes.chat().unwrap();
        let since = Timestamp::from_millis(chat["waiting_since"].as_i64().unwrap());
        let off_by = since.distance(scene.clock.now());
        assert!(off_by < ABOUT, "{off_by:?} at {off} s");
        scene.platform.repeats(CHAT).await;
        scene.talk(2).await;
        scene.all_shows("sent again too").await;
        scene.nothing_is_left_unread().await;
    }
}

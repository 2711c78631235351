//! We are started again, a chat is over, a secret is another: the chats go on, and no other is touched.

use crate::every_feed_keeps_its_word::eyes::Eyes;
use crate::every_feed_keeps_its_word::platform::{AfterEnd, Line, Platform};
use crate::every_feed_keeps_its_word::scene::{CHAT, Scene};
use chat::Speaker;

pub(in crate::every_feed_keeps_its_word) async fn what_is_sent_again_after_our_restart_brings_the_words_back<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let id = scene.eyes.chat().unwrap()["id"].clone();
    let before = scene.said.len();
    scene.sidecar.stop().await;
    scene.start_again().await;
    scene.talk(1).await;
    scene.eyes.read_along().await;
    if !P::KEEPS {
        let after = scene.said[before..].to_vec();
        let told = [("restarted".to_owned(), Some(0))];
        let shown = |eyes: &Eyes| eyes.shows(&after) && eyes.gaps() == told;
        scene.eyes.until(shown, "that we were away").await;
    }
    scene.platform.repeats(CHAT).await;
    scene.all_shows("each message once").await;
    assert_eq!(scene.eyes.chat().unwrap()["id"], id, "it is the same chat");
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn what_comes_for_an_ended_chat_is_not_put_in_another<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let over = scene.eyes.chat().unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    scene.platform.ends(CHAT).await;
    let gone = |eyes: &Eyes| eyes.panel.gone.contains_key(&over);
    scene.eyes.until(gone, "the chat is over").await;
    let late = |from| Line {
        from,
        text: "for sent".to_owned(),
    };
    scene.platform.repeats(CHAT).await;
    scene.platform.says(CHAT, &late(Speaker::Veileder)).await;
    if P::AFTER_END == AfterEnd::Nothing {
        scene.platform.says(CHAT, &late(Speaker::Veisoker)).await;
    }
    // Another chat shows that all this was heard, and is the only one.
    scene.said = scene.platform.open("b").await;
    let line = Line {
        from: Speaker::Veisoker,
        text: "jeg er en annen".to_owned(),
    };
    scene.platform.says("b", &line).await;
    scene.said.push(line);
    scene.eyes.read_along().await;
    scene.all_shows("the other chat alone").await;
    if P::AFTER_END == AfterEnd::VeisokerOpens {
        scene.platform.ends("b").await;
        let empty = |eyes: &Eyes| eyes.board.sessions.is_empty();
        scene.eyes.until(empty, "the other chat is over").await;
        let again = late(Speaker::Veisoker);
        scene.platform.says(CHAT, &again).await;
        // It may have no counsellor yet: then it is on the board only.
        let opened = |eyes: &Eyes| {
            let mut chats = eyes.board.sessions.values();
            chats.len() == 1 && chats.all(|chat| chat["last_message"].is_i64())
        };
        scene.eyes.until(opened, "the veisøker opens a chat").await;
        assert!(!scene.eyes.board.sessions.contains_key(&over), "a new one");
    }
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn a_secret_is_changed_and_no_message_is_lost<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    scene.platform.second_secret_is_good().await;
    scene.talk(1).await;
    scene.platform.takes_second_secret().await;
    scene.talk(1).await;
    scene.all_shows("what came while two were good").await;
    scene.platform.first_secret_is_withdrawn().await;
    scene.talk(1).await;
    assert!(scene.platform.first_secret_is_refused().await);
    scene.platform.ten_minutes_pass().await;
    scene.talk(1).await;
    scene.all_shows("what came with the second alone").await;
    scene.nothing_is_left_unread().await;
}

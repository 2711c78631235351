//! What did not come: it is had from the source, or said to be missing.

use crate::every_feed_keeps_its_word::eyes::Eyes;
use crate::every_feed_keeps_its_word::platform::{Line, Lost, Platform};
use crate::every_feed_keeps_its_word::scene::Scene;

pub(in crate::every_feed_keeps_its_word) async fn what_is_lost_in_the_middle_is_had_or_said_to_be_missing<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let lost = scene.talk_in_vain(1).await;
    scene.had_or_missed(lost).await;
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn what_was_written_while_the_source_was_away_is_had_or_missed<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    scene.platform.goes_away().await;
    if P::SEEN_AWAY {
        scene
            .eyes
            .until(|eyes| !eyes.followed(), "the source is away")
            .await;
    }
    let lost = match P::WRITES_WHILE_AWAY {
        true => scene.talk_in_vain(3).await,
        false => Vec::new(),
    };
    scene.platform.comes_back().await;
    scene.platform.ten_minutes_pass().await;
    scene.had_or_missed(lost).await;
    scene
        .eyes
        .until(Eyes::followed, "the source is there")
        .await;
    scene.nothing_is_left_unread().await;
}

pub(in crate::every_feed_keeps_its_word) async fn what_was_written_while_we_were_away_is_had_or_missed<
    P: Platform,
>() {
    let Some(mut scene) = Scene::<P>::begin().await else {
        return;
    };
    let before = scene.said.len();
    scene.sidecar.stop().await;
    let lost = scene.talk_in_vain(3).await;
    scene.start_again().await;
    scene.platform.ten_minutes_pass().await;
    if !P::KEEPS {
        // The words from before are gone with us, and the panel says that we were.
        scene.said.drain(..before);
    }
    if P::LOST == Lost::Had {
        scene.said.extend(lost);
    }
    scene.talk(1).await;
    scene.eyes.read_along().await;
    if P::KEEPS {
        scene.all_shows("what was written while we were away").await;
    } else {
        let said = scene.said.clone();
        let told = |eyes: &Eyes| eyes.gaps().iter().any(|(reason, _)| reason == "restarted");
        let shown = |eyes: &Eyes| eyes.shows(&said) && told(eyes);
        scene.eyes.until(shown, "that we were away").await;
    }
    scene.nothing_is_left_unread().await;
}

impl<P: Platform> Scene<P> {
    /// Somebody writes on; what was lost before that is had, missed, or not noticed, as was promised.
    async fn had_or_missed(&mut self, lost: Vec<Line>) {
        // Who gives us what was said before our start can be asked for what was lost.
        assert!(P::LOST != Lost::Unnoticed || !P::KEEPS);
        let missing = u64::try_from(lost.len()).unwrap();
        if P::LOST == Lost::Had {
            self.said.extend(lost);
        }
        self.talk(1).await;
        self.platform.ten_minutes_pass().await;
        if P::LOST == Lost::Missed && missing > 0 {
            let said = self.said.clone();
            let gap = [("never_came".to_owned(), Some(missing))];
            let missed = |eyes: &Eyes| eyes.shows(&said) && eyes.gaps() == gap;
            self.eyes.until(missed, "that something is missing").await;
        } else {
            self.all_shows("what was lost on the way").await;
        }
    }
}

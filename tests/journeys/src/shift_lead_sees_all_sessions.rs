//! The vaktleder sees every live chat, and not a word of any.

use harness::{ChatPlatform, Page, TestSidecar};

#[tokio::test]
async fn all_chats_are_on_the_board_without_words() {
    let mut sidecar = TestSidecar::start().await;
    let mut board = Page::board(&sidecar, "vaktleder").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for (chat, who) in [
        ("a", "dev:veileder 1"),
        ("b", "dev:veileder 2"),
        ("c", "dev:veileder 2"),
    ] {
        platform.open(chat, who).await;
        platform
            .veisoker(
                chat,
                "Kjempehemmelig: jeg går på Fjellbakken skole og vil bytte linje",
            )
            .await;
    }
    while board
        .sessions
        .values()
        .filter(|session| session["last_message"].is_i64())
        .count()
        < 3
    {
        board.next().await;
    }
    let counsellors: Vec<_> = board
        .sessions
        .values()
        .map(|s| s["counsellor"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        counsellors
            .iter()
            .filter(|name| *name == "veileder 2")
            .count(),
        2
    );
    assert!(
        board
            .sessions
            .values()
            .all(|session| session["waiting_since"].is_i64() && session["followed"] == true)
    );

    let ended = platform.next("a", feed::incoming::Kind::End, None);
    platform.send(ended).await;
    while board.gone.is_empty() {
        board.next().await;
    }
    assert_eq!(board.gone.values().next().unwrap(), "ended");
    let all = board.frames.concat();
    assert!(
        !all.contains("Fjellbakken") && !all.contains("Kjempehemmelig") && !all.contains("bytte")
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn a_lost_feed_is_shown_as_lost() {
    let mut sidecar = TestSidecar::start().await;
    let mut board = Page::board(&sidecar, "vaktleder").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", "dev:veileder 1").await;
    board.until(|session| session["followed"] == true).await;
    drop(platform);
    let lost = board.until(|session| session["followed"] == false).await;
    assert_eq!(lost["state"], "live", "the chat itself may well go on");
    sidecar.stop().await;
}

#[tokio::test]
async fn a_board_knows_that_it_has_everything_and_when_it_has_not() {
    let mut sidecar = TestSidecar::start().await;
    let mut board = Page::board(&sidecar, "vaktleder").await;
    // Though nothing happens, it hears so much more often than once a second.
    let times = [board.beat().await, board.beat().await, board.beat().await];
    let apart = times.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(apart.clone().all(|ms| ms > 0), "{times:?}");
    assert!(apart.min().unwrap() < 1000, "{times:?}");
    // What was taken in before a beat set out has come before it; one was perhaps on its way.
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", "dev:veileder 1").await;
    platform.veisoker("a", "hei").await;
    board.beat().await;
    board.beat().await;
    let shown: Vec<_> = board.sessions.values().collect();
    assert!(
        shown.len() == 1 && shown[0]["last_message"].is_i64(),
        "{shown:?}"
    );
    sidecar.stop().await;
}

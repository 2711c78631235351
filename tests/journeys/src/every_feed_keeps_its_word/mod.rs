//! What every feed promises, tried on each with the same tests: nothing is lost that the source still has,
//! nothing is shown twice, and what is missing is said.

mod cases;
mod eyes;
mod feed_v1;
mod matrix;
mod platform;
mod scene;
mod sunshine;
mod xmpp;
mod zendesk;

/// The tests of one feed, each named after what is promised.
macro_rules! keeps_its_word {
    ($platform:ty) => {
        $crate::every_feed_keeps_its_word::keeps_its_word! {
            $platform:
            nothing_is_shown_twice_when_it_is_sent_again,
            what_comes_out_of_order_is_put_where_it_belongs,
            what_is_sent_again_after_our_restart_brings_the_words_back,
            what_is_lost_in_the_middle_is_had_or_said_to_be_missing,
            five_hundred_at_once_are_all_heard_in_order,
            a_clock_that_is_an_hour_off_changes_nothing,
            what_comes_for_an_ended_chat_is_not_put_in_another,
            a_secret_is_changed_and_no_message_is_lost,
            what_was_written_while_the_source_was_away_is_had_or_missed,
            what_was_written_while_we_were_away_is_had_or_missed,
        }
    };
    ($platform:ty: $($promise:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $promise() {
                $crate::every_feed_keeps_its_word::cases::$promise::<$platform>().await;
            }
        )*
    };
}
use keeps_its_word;

//! The promises, each for any platform.

mod changes;
mod floods;
mod losses;

pub(super) use changes::{
    a_secret_is_changed_and_no_message_is_lost, what_comes_for_an_ended_chat_is_not_put_in_another,
    what_is_sent_again_after_our_restart_brings_the_words_back,
};
pub(super) use floods::{
    a_clock_that_is_an_hour_off_changes_nothing, five_hundred_at_once_are_all_heard_in_order,
    nothing_is_shown_twice_when_it_is_sent_again, what_comes_out_of_order_is_put_where_it_belongs,
};
pub(super) use losses::{
    what_is_lost_in_the_middle_is_had_or_said_to_be_missing,
    what_was_written_while_the_source_was_away_is_had_or_missed,
    what_was_written_while_we_were_away_is_had_or_missed,
};

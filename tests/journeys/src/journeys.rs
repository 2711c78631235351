//! One binary for all journeys: each file is named after what somebody experiences.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod a_log_is_its_owners_alone;
mod a_talk_can_be_looked_back_on;
mod a_talk_has_a_rhythm;
mod an_adapter_in_another_language_works;
mod any_text_can_be_searched_for;
mod asker;
mod bad_input_is_answered_and_nothing_is_lost;
mod cases_and_practice_are_shared;
mod chat_over_prosody_is_followed;
mod chat_over_sunshine_is_followed;
mod corrections_are_kept_as_far_as_is_allowed;
mod desk;
mod editors_hear_once_a_day;
mod editors_own_the_articles;
mod editors_see_where_talks_stand;
mod editors_write_together;
mod everybody_can_read_how_good_the_tracker_is;
mod hard_things_are_met_with_care;
mod help_is_asked_for_and_given;
mod hint_reaches_counsellor;
mod meaning_is_read_when_there_is_time;
mod pages_are_for_those_they_are_for;
mod panel_catches_up_after_reconnect;
mod reports_tell_of_nobody;
mod restart_loses_no_reading;
mod rules_point_at_chats;
mod searches_without_a_hit_are_counted;
mod shadow_compares_and_shows_nothing;
mod shift_lead_sees_all_sessions;
mod text_of_a_chat_is_opened_by_an_act;
mod the_desk_answers_as_it_is_described;
mod the_desk_holds_lists_and_files;
mod the_desk_is_for_those_it_is_for;
mod the_shift_is_led;
mod things_are_put_beside_a_chat;

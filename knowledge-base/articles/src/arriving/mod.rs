//! Text that comes from elsewhere and is made an article's: pasted, or fetched from a help center.
//! What cannot come along is told.

mod address;
mod blocks;
mod dropped;
mod help_center;
mod inline;
mod markdown;
mod page;
mod short;
mod slug;
mod style;
mod table;
mod tags;
mod writing;

pub use dropped::Dropped;
pub use help_center::{
    Arriving, HelpCenterArticle, Section, Unmapped, fetched_from, from_help_center,
};
pub use markdown::{Arrived, TooMuch, from_html};

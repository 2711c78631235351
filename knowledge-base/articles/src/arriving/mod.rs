//! Text that comes from elsewhere and is made an article's: pasted, or fetched from a help center.
//! What cannot come along is told.

mod address;
mod blocks;
mod dropped;
mod inline;
mod markdown;
mod page;
mod style;
mod table;
mod tags;
mod writing;

pub use dropped::Dropped;
pub use markdown::{Arrived, TooMuch, from_html};

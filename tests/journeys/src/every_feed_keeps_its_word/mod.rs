//! What every feed promises, tried on each with the same tests: nothing is lost that the source still has,
//! nothing is shown twice, and what is missing is said.
#![expect(dead_code, reason = "the cases and the feeds follow")]

mod platform;

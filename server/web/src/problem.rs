//! Refusals and what was sent, the same for every door that takes JSON: as the editors' desk has them.

pub(crate) use crate::desk::asking::{Asked, At, Sent};
pub(crate) use crate::desk::problem::{Answer, Refusal};

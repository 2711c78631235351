//! Two people's changes of one article, field by field: what one of them changed is taken, what both
//! changed is put together if it can be, and else both are shown.

use crate::compare;
use crate::manuscript::{FIELDS, Manuscript, RUNNING};

/// What somebody wanted to save, beside what somebody else has saved meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What both began from.
    pub base: Manuscript,
    /// What was to be saved.
    pub mine: Manuscript,
    /// What has been saved.
    pub theirs: Manuscript,
    /// Its version.
    pub theirs_version: u32,
    /// Its author.
    pub theirs_author: String,
    /// Both together; where they cannot be, what was to be saved.
    pub merged: Manuscript,
    /// What became of each field.
    pub fields: Vec<FieldMerge>,
}

/// What became of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMerge {
    /// Its name.
    pub field: &'static str,
    /// What became of it.
    pub state: MergeState,
}

/// What can become of a field that two people had before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeState {
    /// Both have it alike.
    Same,
    /// Only what was to be saved differs.
    Mine,
    /// Only what has been saved differs.
    Theirs,
    /// Both differ, in different places.
    Merged,
    /// Both differ in the same place: somebody must choose.
    Conflict,
}

impl MergeState {
    /// The word for it on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Merged => "merged",
            Self::Conflict => "conflict",
        }
    }
}

impl Clash {
    pub(crate) fn of(
        base: &Manuscript,
        mine: &Manuscript,
        theirs: &Manuscript,
        (theirs_version, theirs_author): (u32, String),
    ) -> Self {
        let mut merged = mine.clone();
        let fields = FIELDS
            .iter()
            .map(|field| FieldMerge {
                field,
                state: merge(field, base, mine, theirs, &mut merged),
            })
            .collect();
        Self {
            base: base.clone(),
            mine: mine.clone(),
            theirs: theirs.clone(),
            theirs_version,
            theirs_author,
            merged,
            fields,
        }
    }

    /// A step that came too late: there is nothing to put together.
    pub(crate) fn of_step(theirs_version: u32, theirs_author: String) -> Self {
        let none = Manuscript::default();
        let mut clash = Self::of(&none, &none, &none, (theirs_version, theirs_author));
        clash.fields.clear();
        clash
    }
}

fn merge(
    field: &str,
    base: &Manuscript,
    mine: &Manuscript,
    theirs: &Manuscript,
    merged: &mut Manuscript,
) -> MergeState {
    let [b, m, t] = [base, mine, theirs].map(|one| one.field(field));
    if m == t {
        MergeState::Same
    } else if t == b {
        MergeState::Mine
    } else if m == b {
        merged.take(field, theirs);
        MergeState::Theirs
    } else if RUNNING.contains(&field) {
        let together = compare::merge(&b, &m, &t);
        if together.conflicts {
            return MergeState::Conflict;
        }
        merged.put_text(field, together.text);
        MergeState::Merged
    } else {
        MergeState::Conflict
    }
}

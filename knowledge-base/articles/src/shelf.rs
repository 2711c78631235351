//! Where the library of now is taken from: one that never changes, or the store's, which does.

use crate::library::Library;
use crate::store::Store;

/// The library of now; cheap to clone.
#[derive(Clone)]
pub struct Shelf(Source);

#[derive(Clone)]
enum Source {
    One(Library),
    Store(Store),
}

impl Shelf {
    /// The library of now; keep it for as long as one answer takes.
    pub fn now(&self) -> Library {
        match &self.0 {
            Source::One(library) => library.clone(),
            Source::Store(store) => store.now().library().clone(),
        }
    }
}

impl From<Library> for Shelf {
    fn from(library: Library) -> Self {
        Self(Source::One(library))
    }
}

impl From<Store> for Shelf {
    fn from(store: Store) -> Self {
        Self(Source::Store(store))
    }
}

//! `ik verify` finds what was changed behind the desk's back.

use crate::place::{Place, SHIPPED, model, starter};
use articles::Library;
use index::Writer;
use sqlx::{Connection, SqliteConnection};

#[tokio::test]
async fn what_was_saved_and_is_found_is_said_to_be_so() {
    let place = Place::new();
    place.exported_after_first_start();
    let said = place.ik(&["verify"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("all as saved"), "{said:?}");
    assert!(said.out.contains("search index: none yet"), "{said:?}");
    index(&place, &starter());
    let said = place.ik(&["verify"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("search index: the same"), "{said:?}");
}

#[tokio::test]
async fn a_version_changed_behind_its_back_is_found() {
    let place = Place::new();
    place.exported_after_first_start();
    let database = format!("sqlite://{}", place.store().join("ik.db").display());
    let mut database = SqliteConnection::connect(&database).await.unwrap();
    let touched = sqlx::query(
        "UPDATE versions SET text = replace(text, 'AAP', 'APA') WHERE document = 'articles/aap-og-utdanning.md'",
    );
    assert_eq!(
        touched
            .execute(&mut database)
            .await
            .unwrap()
            .rows_affected(),
        1
    );
    let said = place.ik(&["verify"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.out
            .contains("articles/aap-og-utdanning.md: version 1 is not what was saved"),
        "{said:?}"
    );
    assert!(said.out.contains("not as saved"), "{said:?}");

    for (sql, told) in [
        (
            "UPDATE documents SET head = 7 WHERE name = 'areas.toml'",
            "areas.toml: its newest version is 1, but 7 was saved",
        ),
        (
            "UPDATE versions SET number = 2 WHERE document = 'synonyms.toml'",
            "synonyms.toml: version 1 is missing",
        ),
    ] {
        sqlx::query(sql).execute(&mut database).await.unwrap();
        let said = place.ik(&["verify"]);
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
}

#[test]
fn an_index_that_differs_is_found() {
    let place = Place::new();
    let mut files = place.exported_after_first_start();
    let name = format!("articles/{SHIPPED}.md");
    let text = files.remove(&name).unwrap();
    let other = text.replace(SHIPPED, "ikke-publisert");
    files.insert("articles/ikke-publisert.md".to_owned(), other);
    let changed = files.get_mut("articles/aktiv-lesing.md").unwrap();
    changed.push_str("\nEn setning til.\n");
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    index(&place, &Library::read(named, &model()).0);

    let said = place.ik(&["verify"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    for told in [
        "search index: `aap-og-utdanning` is missing",
        "search index: `ikke-publisert` is not published",
        "search index: `aktiv-lesing` has another text",
    ] {
        assert!(said.out.contains(told), "{told}: {said:?}");
    }
}

/// Makes the search index that a sidecar would leave behind.
fn index(place: &Place, library: &Library) {
    let writer = Writer::open(Some(&place.store().join("index")), &model(), None).unwrap();
    writer.hold(library).unwrap();
}

//! In and out as files: the same to the byte, and never over something newer.

use crate::desk::{Desk, at, model, shipped, today};
use articles::starter_files;
use articles::store::{Import, Refused, Rules, Store, StoreError};

type Files = Vec<(String, String)>;

fn shipped_files() -> Files {
    let mut files: Files = starter_files()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn what_goes_out_is_what_came_in_to_the_byte() {
    let desk = Desk::new().await;
    assert_eq!(
        desk.store.export().await.expect("it can be read"),
        shipped_files()
    );
    let who = ("kari", at(1));
    desk.store
        .confirm(&shipped(), articles::store::As::Owner, who)
        .await
        .expect("it is kept");
    desk.store
        .promote(&shipped(), today(), "Fagdag", who)
        .await
        .expect("it is kept");
    desk.retitle(&shipped(), "Ny tittel", "kari").await;
    desk.publish(&shipped()).await;
    let out = desk.store.export().await.expect("it can be read");

    let other = tempfile::tempdir().expect("a folder");
    let files = out
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let opened = Store::open(other.path(), model(), Rules::default(), files, at(2)).await;
    let opened = opened.expect("it opens");
    assert_eq!(opened.export().await.expect("it can be read"), out);
    let entry = |store: &Store| {
        store
            .now()
            .entry(&shipped())
            .map(|entry| entry.standing.clone())
    };
    assert_eq!(
        entry(&opened),
        entry(&desk.store),
        "reviewed and promoted go with the file"
    );
}

#[tokio::test]
async fn a_file_never_overwrites_what_is_newer_here() {
    let desk = Desk::new().await;
    let name = "articles/aktiv-lesing.md";
    let (_, original) = shipped_files()
        .into_iter()
        .find(|(known, _)| known == name)
        .expect("it ships");
    let files = vec![(
        name.to_owned(),
        original.replacen("Aktiv lesing", "Frå fila", 1),
    )];
    let take = |how| desk.store.import(&files, how, ("kari", at(3)));

    let dry = Import {
        dry_run: true,
        ..Import::default()
    };
    assert_eq!(take(dry).await.expect("it can be read").changed, [name]);
    assert!(
        desk.title(&shipped())
            .expect("it is there")
            .starts_with("Aktiv"),
        "a dry run does nothing"
    );
    assert_eq!(
        take(Import::default()).await.expect("it is taken").changed,
        [name]
    );
    assert!(
        desk.title(&shipped())
            .expect("it is there")
            .starts_with("Frå fila")
    );

    let old = vec![(name.to_owned(), original)];
    let told = desk
        .store
        .import(&old, Import::default(), ("kari", at(4)))
        .await
        .expect("it is read");
    assert_eq!(
        told.refused,
        [Refused {
            name: name.to_owned(),
            why: "older"
        }]
    );

    desk.retitle(&shipped(), "Skrive her", "kari").await;
    desk.publish(&shipped()).await;
    let newer = vec![(
        name.to_owned(),
        files[0].1.replacen("Frå fila", "Frå fila igjen", 1),
    )];
    let told = desk
        .store
        .import(&newer, Import::default(), ("kari", at(5)))
        .await
        .expect("it is read");
    assert_eq!(
        told.refused,
        [Refused {
            name: name.to_owned(),
            why: "newer_here"
        }]
    );
    let drafts = Import {
        as_drafts: true,
        ..Import::default()
    };
    let told = desk
        .store
        .import(&newer, drafts, ("kari", at(6)))
        .await
        .expect("it is read");
    assert_eq!(told.changed, [name]);
    assert_eq!(
        desk.title(&shipped()).as_deref(),
        Some("Skrive her"),
        "a draft lies on top"
    );
    assert!(
        desk.whole(&shipped())
            .await
            .manuscript
            .title
            .starts_with("Frå fila igjen")
    );
}

#[tokio::test]
async fn a_faulty_file_is_refused_by_line_and_can_be_taken_as_a_draft() {
    let desk = Desk::new().await;
    let text = "+++\nid = \"ny\"\ntitle = \"Ny\"\nspraak = \"nb\"\n+++\nTekst.\n";
    let files = vec![("articles/ny.md".to_owned(), text.to_owned())];
    let told = desk
        .store
        .import(&files, Import::default(), ("kari", at(1)))
        .await
        .expect("it is read");
    assert_eq!(told.refused[0].why, "faulty");
    assert!(told.problems.iter().any(|problem| problem.line == Some(4)));
    let drafts = Import {
        as_drafts: true,
        ..Import::default()
    };
    desk.store
        .import(&files, drafts, ("kari", at(2)))
        .await
        .expect("it is taken");
    let id = articles::ArticleId::new("ny");
    assert_eq!(desk.whole(&id).await.manuscript.body, "Tekst.\n");
}

#[tokio::test]
async fn a_prompt_that_doubles_another_and_an_unknown_element_are_refused() {
    let desk = Desk::new().await;
    let refused = |name: &'static str, text: String| {
        let store = desk.store.clone();
        async move {
            let base = store.document(name).await.expect("it is there").row.version;
            match store
                .save_document(name, base, &text, "", ("kari", at(1)))
                .await
            {
                Err(StoreError::Faulty(problems)) => problems,
                other => panic!("it was taken: {other:?}"),
            }
        }
    };
    let named = "[phases.finnes_ikke]\n".to_owned();
    assert!(
        refused("model-texts.toml", named).await[0]
            .message
            .contains("finnes_ikke")
    );
    let documents = desk.store.documents().await.expect("they are read");
    let prompts = documents
        .iter()
        .find(|row| row.name.starts_with("prompts/"))
        .expect("there are");
    let text = desk
        .store
        .document(&prompts.name)
        .await
        .expect("it is there")
        .text;
    let first = text.find("[[prompt]]").expect("there is one");
    let second = text[first + 5..]
        .find("[[prompt]]")
        .map_or(text.len(), |at| at + first + 5);
    let double = format!("{text}\n{}", &text[first..second]);
    let base = prompts.version;
    let saved = desk
        .store
        .save_document(&prompts.name, base, &double, "", ("kari", at(1)))
        .await;
    assert!(matches!(saved, Err(StoreError::Faulty(_))), "{saved:?}");
}

#[tokio::test]
async fn everything_there_is_can_be_proved_to_be_what_was_saved() {
    let desk = Desk::new().await;
    desk.retitle(&shipped(), "Ny", "kari").await;
    let (verdict, library) = desk.store.verify().await.expect("it can be read");
    assert_eq!(verdict.problems, Vec::<String>::new());
    assert_eq!(verdict.documents, shipped_files().len());
    assert_eq!(verdict.versions, verdict.documents + 1);
    assert_eq!(
        library.articles().len(),
        desk.store.now().library().articles().len()
    );
}

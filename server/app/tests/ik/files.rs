//! In and out as files: nothing is lost, and what is wrong is told where.

use crate::place::{Place, SHIPPED, files, publish_with_title, shipped, write};

#[test]
fn of_a_folder_with_faults_what_is_sound_is_taken_and_the_rest_is_told_with_its_line() {
    let place = Place::new();
    let before = place.exported_after_first_start();
    let folder = place.path("in");
    let sound = shipped("articles/aap-og-utdanning.md").replace(SHIPPED, "ny-artikkel");
    let no_area = sound.replace("ny-artikkel", "uten-omraade").replacen(
        "area = \"voksne\"",
        "area = \"måneferd\"",
        1,
    );
    let line = 1 + no_area
        .lines()
        .position(|line| line.contains("måneferd"))
        .unwrap();
    write(
        &folder,
        [
            ("articles/ny-artikkel.md", sound.as_str()),
            ("articles/uten-omraade.md", no_area.as_str()),
            ("articles/ingenting.md", ""),
            ("prompts/feil.toml", "[[prompt]]\nid = "),
            ("areas.toml", "[[area]]\nid = \"voksne\"\n"),
        ],
    );
    std::fs::write(
        folder.join("articles/latin.md"),
        b"+++\nid = \"bl\xe5b\xe6r\"\n+++\n",
    )
    .unwrap();

    let said = place.ik(&["import", "in"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.out.contains("new       articles/ny-artikkel.md"),
        "{said:?}"
    );
    for refused in [
        "articles/uten-omraade.md",
        "articles/ingenting.md",
        "prompts/feil.toml",
        "areas.toml",
    ] {
        assert!(
            said.out.contains(&format!("refused   {refused}: ")),
            "{refused}: {said:?}"
        );
        assert!(said.err.contains(refused), "{refused}: {said:?}");
    }
    let place_of_fault = format!("articles/uten-omraade.md, line {line}, `area`");
    assert!(said.err.contains(&place_of_fault), "{said:?}");
    assert!(said.err.contains("articles/latin.md"), "{said:?}");

    let mut expected = before;
    expected.insert("articles/ny-artikkel.md".to_owned(), sound);
    assert_eq!(place.exported(), expected, "the rest is as it was");
}

#[test]
fn out_in_and_out_again_is_the_same_to_the_byte() {
    let place = Place::new();
    let first = place.exported_after_first_start();
    for (name, text) in articles::starter_files() {
        assert_eq!(first.get(name).map(String::as_str), Some(text), "{name}");
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = place.open().await;
        publish_with_title(&store, SHIPPED, "Ein «ny» tittel: \"æøå\"").await;
    });
    assert_eq!(place.ik(&["export", "out"]).code, Some(0));
    let out = files(&place.path("out"));
    assert_ne!(out, first);

    let other = Place::new();
    let said = other.ik(&["import", place.path("out").to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!(other.exported(), out);
    let again = other.ik(&["import", place.path("out").to_str().unwrap()]);
    assert!(
        again.out.contains("new 0, changed 0, the same"),
        "{again:?}"
    );
    let again = place.ik(&["export", "out"]);
    assert!(again.err.starts_with("0 files written"), "{again:?}");
}

#[test]
fn a_dry_run_says_what_would_happen_and_does_nothing() {
    let place = Place::new();
    let text = shipped("articles/aap-og-utdanning.md").replacen("AAP, tiltak", "AAP: tiltak", 1);
    write(
        &place.path("in"),
        [("articles/aap-og-utdanning.md", text.as_str())],
    );

    let said = place.ik(&["import", "in", "--dry-run"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("would be changed 1"), "{said:?}");
    assert!(!place.store().exists(), "not even a store is made");

    let before = place.exported_after_first_start();
    let said = place.ik(&["import", "in", "--dry-run"]);
    assert!(said.out.contains("would be changed 1"), "{said:?}");
    assert_eq!(place.exported(), before);
    let said = place.ik(&["import", "in"]);
    assert!(said.out.contains("changed 1"), "{said:?}");
    assert_ne!(place.exported(), before);
}

#[test]
fn what_is_newer_here_is_not_overwritten_by_a_file() {
    let place = Place::new();
    place.exported_after_first_start();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = place.open().await;
        publish_with_title(&store, SHIPPED, "Skrevet her").await;
    });
    let here = place.exported();
    let text = shipped("articles/aap-og-utdanning.md").replacen("AAP, tiltak", "Fra fila", 1);
    write(
        &place.path("in"),
        [("articles/aap-og-utdanning.md", text.as_str())],
    );
    let said = place.ik(&["import", "in"]);
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.out.contains("was changed since it was taken in"),
        "{said:?}"
    );
    assert_eq!(place.exported(), here);
}

#[test]
fn where_there_is_no_knowledge_base_it_says_so_and_makes_none() {
    let place = Place::new();
    for command in [&["export", "out"][..], &["verify"]] {
        let said = place.ik(command);
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(
            said.err.contains("there is no knowledge base in"),
            "{said:?}"
        );
    }
    assert!(!place.store().exists() && !place.path("out").exists());
}

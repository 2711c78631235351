//! One prompt is changed, and every byte of the others stays.

use crate::desk::{Desk, at};
use articles::store::{PromptFields, StoreError};
use articles::{Depth, PromptId, QuestionType};
use taxonomy::{ElementId, Pole};

const FILE: &str = "prompts/kontakt.toml";
const OWN: &str = "prompts/egne.toml";

/// Written by hand, each prompt in its own way.
const BY_HAND: &str = r#"# Våre egne.

[[prompt]]
id = "egen-01"
phase = "kontakt"
kind   =  "metafrase"   # uten spørsmål
depth = 'mild'
nb = "Jeg skriver litt sakte i dag, men jeg er her."
nn = "Eg skriv litt sakte i dag, men eg er her."


# Denne er fra fagdagen.
[[prompt]]
id = "egen-02"
phase = "kontakt"
kind = "hjelpespørsmål"
depth = "mild"
hard = false
nb = """Hvilken farge har uka di hatt til nå?"""
nn = "Kva farge har veka di hatt til no?"
# Slutt.
"#;

impl Desk {
    /// With a file of prompts beside those that ship.
    async fn by_hand(text: &str) -> Self {
        let desk = Self::new().await;
        let saved = desk.store.save_document(OWN, 0, text, "", ("kari", at(0)));
        saved.await.expect("it is faultless");
        desk
    }

    async fn file(&self, name: &str) -> String {
        self.store.document(name).await.expect("it is there").text
    }

    fn fields(&self, id: &str) -> PromptFields {
        let snapshot = self.store.now();
        let prompt = snapshot.library().prompt(&PromptId::new(id));
        PromptFields::from(prompt.expect("it is there").as_ref())
    }

    async fn put(&self, id: &str, fields: &PromptFields, base: u32) -> Result<u32, StoreError> {
        let id = PromptId::new(id);
        self.store
            .put_prompt(&id, fields, base, ("kari", at(1)))
            .await
    }
}

#[tokio::test]
async fn a_changed_word_changes_its_line_and_no_other() {
    for text in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n")] {
        let desk = Desk::by_hand(&text).await;
        let mut fields = desk.fields("egen-01");
        fields.text.nb = fields.text.nb.replace("litt sakte", "langsomt");
        assert_eq!(
            desk.put("egen-01", &fields, 1).await.expect("it is hers"),
            2
        );
        assert_eq!(
            desk.file(OWN).await,
            text.replacen("litt sakte i dag, men jeg", "langsomt i dag, men jeg", 1)
        );
        assert_eq!(desk.fields("egen-01"), fields, "and everybody reads it");

        let mut fields = desk.fields("egen-02");
        fields.text.nn = "Kva farge har ho?".to_owned();
        desk.put("egen-02", &fields, 2).await.expect("it is hers");
        let (before, after) = (text.find("nn = \"Kva").expect("there"), "# Slutt.");
        let now = desk.file(OWN).await;
        assert!(
            now.contains("hard = false"),
            "what says the same is left as it is spelt"
        );
        assert!(now.trim_end().ends_with(after));
        assert!(now.find("nn = \"Kva").expect("there") < before + 1);
    }
}

#[tokio::test]
async fn every_prompt_that_ships_can_be_put_as_it_is_and_nothing_changes() {
    let desk = Desk::new().await;
    let snapshot = desk.store.now();
    for prompt in snapshot.library().prompts() {
        let fields = PromptFields::from(prompt.as_ref());
        let put = desk.put(prompt.id.as_str(), &fields, 1).await;
        assert_eq!(put.expect("it is as it was"), 1, "{}", prompt.id);
    }
}

#[tokio::test]
async fn all_fields_of_a_prompt_can_be_set_and_taken_away() {
    let desk = Desk::by_hand(BY_HAND).await;
    let before = desk.fields("egen-02");
    let full = PromptFields {
        knapp: Some(ElementId::new("valg_og_tilfeldigheter")),
        question_type: Some(QuestionType::Sirkular),
        depth: Depth::Utfordrende,
        towards: Some(Pole::Both),
        presumes: Some("at uka er omtalt".to_owned()),
        hard: true,
        learns: false,
        ..before.clone()
    };
    desk.put("egen-02", &full, 1)
        .await
        .expect("it is faultless");
    assert_eq!(desk.fields("egen-02"), full);
    let text = desk.file(OWN).await;
    let place = |key: &str| text.rfind(&format!("\n{key} = ")).expect("it is there");
    assert!(place("phase") < place("knapp") && place("towards") < place("nb"));
    desk.put("egen-02", &before, 2)
        .await
        .expect("it is faultless");
    assert_eq!(desk.fields("egen-02"), before);
    let text = desk.file(OWN).await;
    assert!(
        text.starts_with(
            BY_HAND
                .split("[[prompt]]\nid = \"egen-02\"")
                .next()
                .expect("it begins")
        )
    );

    let wrong = PromptFields {
        phase: Some(ElementId::new("pause")),
        ..before
    };
    let refused = desk.put("egen-02", &wrong, 3).await;
    assert!(matches!(refused, Err(StoreError::Faulty(_))), "{refused:?}");
}

#[tokio::test]
async fn a_prompt_is_taken_out_with_its_remark_and_the_rest_stays() {
    for text in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n")] {
        let desk = Desk::by_hand(&text).await;
        let remove = |id: &'static str, base| {
            let store = desk.store.clone();
            async move {
                store
                    .remove_prompt(&PromptId::new(id), base, ("kari", at(1)))
                    .await
            }
        };
        remove("egen-02", 1).await.expect("it is there");
        let first = text.split("\n# Denne").next().expect("it begins");
        assert_eq!(
            desk.file(OWN).await.replace("\r\n", "\n"),
            format!("{first}\n# Slutt.\n").replace("\r\n", "\n")
        );
        assert!(matches!(
            remove("egen-02", 2).await,
            Err(StoreError::NotFound(_))
        ));
        remove("egen-01", 2).await.expect("it is there");
        let left = desk.file(OWN).await;
        assert_eq!(left.replace("\r\n", "\n"), "# Våre egne.\n\n# Slutt.\n");
        let again = desk.store.version(OWN, 1).await.expect("it is kept");
        assert_eq!(again.text, text, "and can be had back");
    }
}

#[tokio::test]
async fn a_new_prompt_comes_last_in_the_file_of_its_phase() {
    let desk = Desk::new().await;
    let before = desk.file(FILE).await;
    let mut fields = desk.fields("kontakt-fase-01");
    fields.text.nb = "Hvilken farge har uka di hatt til nå?".to_owned();
    fields.text.nn = "Kva farge har veka di hatt til no?".to_owned();
    let add = |file: Option<&'static str>, fields: PromptFields| {
        let store = desk.store.clone();
        async move { store.add_prompt(file, &fields, ("kari", at(1))).await }
    };
    let id = add(None, fields.clone()).await.expect("it is new");
    assert_eq!(id.as_str(), "kontakt-fase-23");
    assert_eq!(desk.fields(id.as_str()), fields);
    let after = desk.file(FILE).await;
    assert!(after.starts_with(&format!("{before}\n[[prompt]]\nid = \"kontakt-fase-23\"\n")));

    let twice = add(Some("prompts/kontrakt.toml"), fields.clone()).await;
    assert!(matches!(twice, Err(StoreError::Faulty(_))), "{twice:?}");
    let nowhere = add(Some("prompts/finnes-ikke.toml"), fields.clone()).await;
    assert!(
        matches!(nowhere, Err(StoreError::NotFound(_))),
        "{nowhere:?}"
    );
    let article = add(Some("articles/aktiv-lesing.md"), fields).await;
    assert!(
        matches!(article, Err(StoreError::NotFound(_))),
        "{article:?}"
    );

    let mut anywhere = desk.fields("uten-fase-01");
    anywhere.text.nb = "Skal vi gå en runde til på det?".to_owned();
    anywhere.text.nn = "Skal vi ta ein runde til på det?".to_owned();
    let id = add(None, anywhere).await.expect("it is new");
    assert_eq!(id.as_str(), "uten-fase-11");
    let mut safe = desk.fields("trygg-01");
    safe.text.nb = "Vil du at vi finner nummeret sammen?".to_owned();
    safe.text.nn = "Vil du at vi finn nummeret i lag?".to_owned();
    let id = add(None, safe).await.expect("it is new");
    assert_eq!(id.as_str(), "trygg-18");
}

#[tokio::test]
async fn two_who_change_one_file_do_not_overwrite_each_other() {
    let desk = Desk::by_hand(BY_HAND).await;
    let mut hers = desk.fields("egen-01");
    hers.text.nb.push_str(" Ikke gå.");
    desk.put("egen-01", &hers, 1).await.expect("she was first");
    let mut his = desk.fields("egen-02");
    his.text.nb.push_str(" Og nå?");
    let refused = desk.put("egen-02", &his, 1).await;
    assert!(
        matches!(refused, Err(StoreError::Changed(_))),
        "{refused:?}"
    );
    desk.put("egen-02", &his, 2)
        .await
        .expect("he has seen hers");
    assert_eq!(
        (desk.fields("egen-01"), desk.fields("egen-02")),
        (hers, his)
    );
}

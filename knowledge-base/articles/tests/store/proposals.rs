//! A sentence on its way into the prompt bank, and sentences that are one's own.

use crate::desk::{Desk, at};
use articles::store::{Decision, StoreError, Wording};
use articles::{Depth, Kind, PromptId, ProposalState};
use taxonomy::ElementId;

const FILE: &str = "prompts/kontakt.toml";

fn wording(nb: &str) -> Wording {
    Wording {
        nb: Some(nb.to_owned()),
        nn: None,
        phase: Some(ElementId::new("kontakt")),
        knapp: Some(ElementId::new("meg_i_kontekst")),
    }
}

const NEW: &str = "Hvilken lyd ville du valgt for å beskrive onsdagen din?";

fn accept() -> Decision {
    Decision {
        accept: true,
        answer: "Fin!".to_owned(),
        nn: Some("Kva lyd ville du valt for å skildre onsdagen din?".to_owned()),
        ..Decision::default()
    }
}

impl Desk {
    async fn proposed(&self, wording: &Wording) -> i64 {
        let id = self.store.propose(wording, None, ("per", at(1))).await;
        id.expect("there is room")
    }

    async fn text(&self, file: &str) -> (u32, String) {
        let document = self.store.document(file).await.expect("it is there");
        (document.row.version, document.text)
    }
}

#[tokio::test]
async fn a_proposal_that_is_accepted_stands_in_the_bank_and_the_file_is_else_unchanged() {
    let desk = Desk::new().await;
    let (version, before) = desk.text(FILE).await;
    let id = desk.proposed(&wording(NEW)).await;
    assert_eq!(desk.store.proposals_open().await.expect("it is read"), 1);
    let decided = desk.store.decide(id, &accept(), ("kari", at(2))).await;
    let decided = decided.expect("it is new");
    assert_eq!(decided.prompt, Some(PromptId::new("kontakt-meg-10")));

    let desk = desk.again().await;
    let snapshot = desk.store.now();
    let prompt = snapshot.library().prompt(&PromptId::new("kontakt-meg-10"));
    let prompt = prompt.expect("it is in the bank");
    assert_eq!(
        (prompt.text.nb.as_str(), prompt.place.0.as_str()),
        (NEW, FILE)
    );
    assert_eq!(
        (prompt.kind, prompt.depth),
        (Kind::Hjelpesporsmal, Depth::Mild)
    );
    assert!(
        prompt.hard,
        "held back in distress until somebody says otherwise"
    );
    let (after, text) = desk.text(FILE).await;
    assert_eq!(after, version + 1);
    assert!(text.starts_with(&before), "what stood there stands there");
    assert_eq!(text[before.len()..].matches("[[prompt]]").count(), 1);

    let listed = desk.store.proposals(Some(ProposalState::TattInn)).await;
    assert_eq!(listed.expect("it is read"), std::slice::from_ref(&decided));
    assert_eq!(decided.answer.as_deref(), Some("Fin!"));
    assert_eq!(decided.decided, Some(("kari".to_owned(), at(2))));
    let again = desk.store.decide(id, &accept(), ("ola", at(3))).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
}

#[tokio::test]
async fn a_proposal_that_is_not_taken_leaves_the_bank_alone_and_its_author_sees_why() {
    let desk = Desk::new().await;
    let before = desk.text(FILE).await;
    let id = desk.proposed(&wording(NEW)).await;
    let no = Decision {
        answer: "Den er for lang for en chat.".to_owned(),
        ..Decision::default()
    };
    desk.store
        .decide(id, &no, ("kari", at(2)))
        .await
        .expect("it waits");
    assert_eq!(desk.text(FILE).await, before);
    let all = desk.store.proposals(None).await.expect("they are read");
    assert_eq!(
        (all[0].author.as_str(), all[0].state),
        ("per", ProposalState::Avslaatt)
    );
    assert_eq!(
        all[0].answer.as_deref(),
        Some("Den er for lang for en chat.")
    );
}

#[tokio::test]
async fn what_the_bank_says_already_or_in_one_standard_alone_is_refused_and_still_waits() {
    let desk = Desk::new().await;
    let before = desk.text(FILE).await;
    let snapshot = desk.store.now();
    let library = snapshot.library();
    let known = |prompt: &&std::sync::Arc<articles::Prompt>| {
        prompt.place.0 == FILE && prompt.knapp.is_none() && prompt.text.nb.len() > 60
    };
    let known = library.prompts().find(known).expect("there is one");
    let double = Wording {
        nn: Some("Noko heilt anna på nynorsk".to_owned()),
        knapp: None,
        ..wording(&known.text.nb.replacen(' ', " da ", 1))
    };
    let yes = Decision {
        nn: None,
        ..accept()
    };
    let id = desk.proposed(&double).await;
    let refused = desk.store.decide(id, &yes, ("kari", at(2))).await;
    let Err(StoreError::Faulty(faults)) = refused else {
        panic!("it was taken: {refused:?}");
    };
    assert!(faults[0].message.contains(known.id.as_str()), "{faults:?}");

    let id = desk.proposed(&wording(NEW)).await;
    let refused = desk.store.decide(id, &yes, ("kari", at(2))).await;
    assert!(
        matches!(refused, Err(StoreError::Invalid("nn", _))),
        "{refused:?}"
    );
    assert_eq!(desk.text(FILE).await, before);
    let waiting = desk.store.proposals(Some(ProposalState::Ny)).await;
    assert_eq!(waiting.expect("they are read").len(), 2);
}

#[tokio::test]
async fn a_short_sentence_is_not_taken_twice_either() {
    let desk = Desk::new().await;
    let short = Wording {
        nn: Some("Kva så?".to_owned()),
        ..wording("Hva så?")
    };
    let yes = Decision {
        nn: None,
        ..accept()
    };
    let (one, other) = (desk.proposed(&short).await, desk.proposed(&short).await);
    let first = desk.store.decide(one, &yes, ("kari", at(2))).await;
    first.expect("it is new");
    let second = desk.store.decide(other, &yes, ("kari", at(3))).await;
    assert!(matches!(second, Err(StoreError::Faulty(_))), "{second:?}");
}

#[tokio::test]
async fn nobody_can_fill_the_list_of_proposals_or_propose_what_belongs_nowhere() {
    let desk = Desk::new().await;
    let propose = |wording: Wording| {
        let store = desk.store.clone();
        async move { store.propose(&wording, None, ("per", at(1))).await }
    };
    let empty = Wording {
        nb: Some("  ".to_owned()),
        ..wording("")
    };
    assert!(propose(empty).await.is_err());
    assert!(propose(wording(&"x".repeat(501))).await.is_err());
    let nowhere = Wording {
        phase: Some(ElementId::new("pause")),
        ..wording(NEW)
    };
    assert!(propose(nowhere).await.is_err());
    for _ in 0..200 {
        propose(wording(NEW)).await.expect("there is room");
    }
    let full = propose(wording(NEW)).await;
    assert!(matches!(full, Err(StoreError::Conflict(_))), "{full:?}");
}

#[tokio::test]
async fn favourites_are_ones_own_and_nobody_else_sees_or_deletes_them() {
    let desk = Desk::new().await;
    let store = &desk.store;
    let keep = |text: String| async move {
        let kept = store.add_favourite(&wording(&text), ("kari", at(1))).await;
        kept.expect("there is room")
    };
    let id = keep(NEW.to_owned()).await;
    assert_eq!(
        keep(NEW.to_owned()).await,
        id,
        "a second click keeps nothing twice"
    );
    assert_eq!(store.favourites("per").await.expect("it is read"), []);
    let his = store.delete_favourite(id, "per").await;
    assert!(matches!(his, Err(StoreError::NotFound(_))), "{his:?}");

    let desk = desk.again().await;
    let store = &desk.store;
    let hers = store.favourites("kari").await.expect("it is read");
    assert_eq!((hers.len(), &hers[0].wording), (1, &wording(NEW)));
    store
        .delete_favourite(id, "kari")
        .await
        .expect("it is hers");
    assert_eq!(store.favourites("kari").await.expect("it is read"), []);
    for number in 0..200 {
        let one = wording(&format!("Nummer {number}"));
        let kept = store.add_favourite(&one, ("kari", at(2))).await;
        assert_ne!(kept.expect("there is room"), id, "no id comes back");
    }
    let full = store
        .add_favourite(&wording("En til"), ("kari", at(3)))
        .await;
    assert!(matches!(full, Err(StoreError::Conflict(_))), "{full:?}");
    let other = store
        .add_favourite(&wording("En til"), ("per", at(3)))
        .await;
    other.expect("his are counted for themselves");
}

//! Two people chat on a real chat server, with clients nobody here wrote; their counsellor's panel
//! follows, through a cut line too, and we never say a word there.

use app::settings::Settings;
use feed::xmpp::XmppConfig;
use harness::prosody::Prosody;
use harness::two_people::TwoPeople;
use harness::{Page, TestSidecar};
use std::path::Path;

const ROOM: &str = "veiledning-1@chat.localhost";
const LISTENER: &str = "ledsager";

fn listen(settings: &mut Settings, url: &str, password_file: &Path) {
    let feed = format!(
        r#"
        name = "xmpp"
        url = "{url}"
        jid = "{LISTENER}@localhost"
        password_file = "{}"
        service = "chat.localhost"
        discover_every_seconds = 1
        [[rooms]]
        jid = "veiledning-*@chat.localhost"
        counsellors = ["kari@localhost"]
        "#,
        password_file.display()
    );
    settings.feed.xmpp = Some(toml::from_str::<XmppConfig>(&feed).unwrap());
    settings
        .access
        .known_as
        .insert("kari@localhost".to_owned(), "dev:Kari".to_owned());
}

#[tokio::test]
async fn the_ring_follows_a_chat_on_a_real_server() {
    let accounts = [(LISTENER, "hemmelig"), ("gjest", "gjest"), ("kari", "kari")];
    let Some(prosody) = Prosody::start(&accounts, "").await else {
        return;
    };
    let people = [
        ("veisøker", "gjest@localhost", "gjest"),
        ("veileder", "kari@localhost", "kari"),
    ];
    let Some(mut people) = TwoPeople::log_in(prosody.client_port(), &people).await else {
        return;
    };
    let secrets = tempfile::tempdir().unwrap();
    let password_file = secrets.path().join("password");
    std::fs::write(&password_file, "hemmelig\n").unwrap();
    let url = prosody.url();
    let mut sidecar = TestSidecar::with(|settings| listen(settings, &url, &password_file)).await;
    let mut panel = Page::panel(&sidecar, "Kari").await;

    people.join("veisøker", ROOM, "gjest").await;
    people.join("veileder", ROOM, "Kari").await;
    people.say("veisøker", "hei, er det noen der?").await;
    let opening = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(opening["phase"]["value"], "kontakt");
    people
        .say("veileder", "Hei og velkommen! Hva vil du snakke om i dag?")
        .await;
    people
        .say(
            "veisøker",
            "jeg klarer ikke å velge mellom elektro og studiespesialisering",
        )
        .await;
    let agreed = panel.until(|session| session["messages"] == 3).await;
    assert_eq!(agreed["phase"]["value"], "kontrakt");

    // The line is cut, they go on talking, and the archive fills the gap.
    prosody.cut_line();
    panel.until(|session| session["followed"] == false).await;
    people
        .say("veileder", "Hva er det som trekker deg mot elektro?")
        .await;
    people
        .say(
            "veisøker",
            "liker å jobbe med hendene, men er redd for å velge feil",
        )
        .await;
    prosody.mend_line();
    let back = panel
        .until(|session| session["messages"] == 5 && session["followed"] == true)
        .await;
    assert_eq!(back["phase"]["value"], "kommunikasjon");
    assert_eq!(back["knapp"]["value"], "valg_og_tilfeldigheter");
    assert_eq!(back["gaps"].as_array().unwrap().len(), 0);

    people.leave("veisøker").await;
    panel.until(|session| session["state"] == "left").await;
    people.join("veisøker", ROOM, "gjest").await;
    let again = panel.until(|session| session["state"] == "live").await;
    assert_eq!(
        again["id"], opening["id"],
        "back within the grace time, it is the same chat"
    );

    let received = prosody.received_from(LISTENER);
    assert!(
        received
            .iter()
            .any(|stanza| stanza.starts_with("<presence")),
        "the server's log was read"
    );
    assert!(
        received
            .iter()
            .all(|stanza| !stanza.starts_with("<message")),
        "we never say a word"
    );
    sidecar.stop().await;
}

//! Every shipped settings file starts the program, and no other address than loopback does yet.

use app::settings::{DEFAULTS, Settings};
use app::{Options, Sidecar};
use std::path::Path;

#[tokio::test]
async fn the_defaults_start() {
    let sidecar = harness::TestSidecar::start().await;
    assert!(sidecar.address().ip().is_loopback());
}

#[test]
fn nothing_is_sent_to_anybody_by_default() {
    let notices = Settings::defaults().notices;
    assert!(!notices.is_on());
    assert_eq!(notices.check(), Ok(()));
    let events = Settings::defaults().events;
    assert!(events.webhook.is_empty() && events.subscriber.is_empty());
}

#[test]
fn every_commented_example_in_the_defaults_is_a_setting() {
    // The examples are the comment lines that look like TOML: `# key = value` or `# [table]`.
    let is_toml = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        line.starts_with('[')
            || (line.contains(" = ") && key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    let examples = DEFAULTS
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| is_toml(line));
    let text = examples.collect::<Vec<_>>().join("\n");
    let settings = Settings::from_text(Path::new("examples"), &text).unwrap();
    assert_eq!(settings.feed.incoming.len(), 1);
    assert_eq!(settings.feed.xmpp.unwrap().rooms.len(), 1);
    let events = settings.events;
    assert_eq!((events.subscriber.len(), events.webhook.len()), (1, 1));
    let notices = settings.notices;
    assert!(notices.webhook.is_some() && notices.smtp.unwrap().to_owner.len() == 1);
}

#[tokio::test]
async fn an_address_that_others_reach_is_refused() {
    let mut settings = Settings::defaults();
    settings.web.listen = "0.0.0.0:0".parse().unwrap();
    let refused = Sidecar::start(&settings, Options::default())
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(
        refused.contains("loopback only") && refused.contains("OpenID Connect"),
        "{refused}"
    );
}

#[tokio::test]
async fn corrections_cannot_be_kept_for_less_than_their_month() {
    let mut settings = Settings::defaults();
    settings.web.listen = "127.0.0.1:0".parse().unwrap();
    settings.corrections.keep_days = 7;
    let refused = Sidecar::start(&settings, Options::default()).await.err();
    let said = refused.unwrap().to_string();
    assert!(said.contains("keep_days must be at least 31"), "{said}");
}

#[tokio::test]
async fn searches_cannot_be_kept_for_less_than_the_page_tells_of() {
    let mut settings = Settings::defaults();
    settings.web.listen = "127.0.0.1:0".parse().unwrap();
    settings.knowledge_base.keep_days_without_hits = 29;
    let refused = Sidecar::start(&settings, Options::default()).await.err();
    let said = refused.unwrap().to_string();
    assert!(
        said.contains("keep_days_without_hits must be at least 30"),
        "{said}"
    );
}

#[tokio::test]
async fn a_case_cannot_be_gone_before_anybody_reads_it() {
    let mut settings = Settings::defaults();
    settings.web.listen = "127.0.0.1:0".parse().unwrap();
    settings.cases.keep_days = 0;
    let refused = Sidecar::start(&settings, Options::default()).await.err();
    let said = refused.unwrap().to_string();
    assert!(said.contains("[cases] keep_days"), "{said}");
}

#[tokio::test]
async fn who_read_a_text_cannot_be_forgotten_before_the_page_has_told_it() {
    let mut settings = Settings::defaults();
    settings.web.listen = "127.0.0.1:0".parse().unwrap();
    settings.retention.text_readings_days = 29;
    let refused = Sidecar::start(&settings, Options::default()).await.err();
    let said = refused.unwrap().to_string();
    assert!(
        said.contains("text_readings_days must be at least 30"),
        "{said}"
    );
}

#[tokio::test]
async fn a_broken_guidance_model_stops_the_start_with_one_sentence() {
    let folder = std::env::temp_dir().join(format!("ledsager-model-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("model.toml");
    let good = crate::tree::read("config/guidance-model.toml");
    let cases = [
        (
            good.replacen("shape = \"circles\"", "shape = \"sheet\"", 1),
            "needs a shape that no other element",
        ),
        (
            good.replacen("#004882", "blue", 1),
            "is not of the form #rrggbb",
        ),
        (
            good.replacen("id = \"kontrakt\"", "id = \"kontakt\"", 1),
            "`kontakt` occurs twice",
        ),
        (
            good.replacen("label = { nb = \"Kontakt\", nn = \"Kontakt\" }", "", 1),
            "missing field `label`",
        ),
        (
            good.replacen("id = \"kontrakt\"", "id = \"avtale\"", 1),
            "avtale",
        ), // the tracker does not know it
    ];
    for (text, expected) in cases {
        std::fs::write(&file, text).unwrap();
        let mut settings = Settings::defaults();
        settings.web.listen = "127.0.0.1:0".parse().unwrap();
        settings.guidance.model = file.clone();
        let said = format!(
            "{:#}",
            Sidecar::start(&settings, Options::default())
                .await
                .err()
                .unwrap()
        );
        assert!(said.contains(expected) && !said.contains('\n'), "{said}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_list_of_services_of_ones_own_is_read_before_anything_listens() {
    let mut settings = Settings::defaults();
    settings.web.listen = "127.0.0.1:0".parse().unwrap();
    // A list of another form, and one that is not there.
    for wrong in ["guidance-model.toml", "nowhere.toml"] {
        settings.guidance.services = crate::tree::root().join("config").join(wrong);
        let refused = Sidecar::start(&settings, Options::default()).await.err();
        let refused = refused.unwrap().to_string();
        let place = format!("services {}", settings.guidance.services.display());
        assert!(refused.starts_with(&place), "{refused}");
    }
}

#[tokio::test]
async fn with_the_login_closed_nobody_chooses_who_they_are() {
    let mut sidecar =
        harness::TestSidecar::with(|settings| settings.access.login = app::settings::Login::Closed)
            .await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = "name=veileder+1&role=veileder";
    let answer = harness::request_with(sidecar.address(), "POST", "/inn", &form, body).await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    sidecar.stop().await;
}

#[test]
fn the_example_of_the_app_in_zendesk_is_a_setting() {
    let text = DEFAULTS.lines().filter_map(|line| line.strip_prefix("# "));
    let from = text.skip_while(|line| *line != "[zendesk]");
    let example: Vec<_> = from
        .take_while(|line| line.starts_with('[') || line.contains(" = "))
        .collect();
    let settings = Settings::from_text(Path::new("examples"), &example.join("\n")).unwrap();
    assert_eq!(settings.zendesk.unwrap().agents[0].id, "5678");
}

//! Where a ticket is followed by the webhook and by the app in the agent's browser, which knows no ids of
//! messages, nothing is shown twice.

use app::settings::Incoming;
use feed::client::FeedClient;
use feed::incoming::{FeedEvent, Kind, ToSource};
use harness::zendesk::{KARI, ZendeskAccount};
use harness::{Page, TestSidecar, client, counsellor, event};
use serde_json::{Value, json};
use std::path::Path;

const TOKEN: &str = "a-token-of-the-app-0123456789";
const TICKET: &str = "141";

struct Roads {
    account: ZendeskAccount,
    sidecar: TestSidecar,
    app: FeedClient,
    _token: tempfile::NamedTempFile,
}

impl Roads {
    async fn open() -> Self {
        let account = ZendeskAccount::default();
        let token = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(&token, TOKEN).unwrap();
        let sidecar = TestSidecar::with(|settings| {
            account.settings(settings);
            settings.feed.incoming.push(of_the_app(token.path()));
        })
        .await;
        let app = connect(&sidecar).await;
        Self {
            account,
            sidecar,
            app,
            _token: token,
        }
    }

    async fn restart(&mut self) {
        self.sidecar.restart().await;
        self.app = connect(&self.sidecar).await;
    }

    async fn webhook(&self, event: &Value) {
        let status = self.account.post(self.sidecar.address(), event).await;
        assert_eq!(status, 200);
    }

    /// The app sends what it sees of a message, and it is acknowledged.
    async fn app(&mut self, of: &Value) {
        let event = seen_by_the_app(of);
        let id = event.id.clone();
        self.app.send(&[event]).await.unwrap();
        let answer = self.app.answer().await.unwrap();
        assert_eq!(answer, Some(ToSource::Ack { ids: vec![id] }));
    }
}

/// The feed of the app, which has the name of the webhook.
pub(crate) fn of_the_app(token_file: &Path) -> Incoming {
    let settings = format!("name = 'zendesk'\ntoken_file = '{}'", token_file.display());
    toml::from_str(&settings).unwrap()
}

async fn connect(sidecar: &TestSidecar) -> FeedClient {
    let url = sidecar.feed_url();
    FeedClient::connect(&url, "zendesk", TOKEN).await.unwrap()
}

/// The same message without its id, a moment later and with other white space.
fn seen_by_the_app(of: &Value) -> FeedEvent {
    let message = &of["event"]["message"];
    let at: jiff::Timestamp = of["time"].as_str().unwrap().parse().unwrap();
    FeedEvent {
        derived: true,
        at: at.as_millisecond() + 300,
        author: Some(match of["event"]["actor"]["type"].as_str() {
            Some("agent") => counsellor("dev:Kari"),
            _ => client(),
        }),
        text: Some(format!("{}\n", message["body"].as_str().unwrap())),
        ..event(
            &format!("made-up-of-{}", message["id"]),
            TICKET,
            Kind::Message,
        )
    }
}

#[tokio::test]
async fn a_message_that_comes_both_ways_is_one_also_after_a_restart() {
    let mut roads = Roads::open().await;
    let mut panel = Page::panel(&roads.sidecar, "Kari").await;
    let mut said = |text: &str| roads.account.veisoker(TICKET, text);
    let webhook_first = ["jeg vurderer å slutte på vg1", "ok", "ok"].map(&mut said);
    let app_first = ["ja", "ja", "jeg tør ikke gi opp plassen"].map(&mut said);
    let by_webhook_alone = said("hva finnes av lærlingplasser?");
    let last = said("takk");
    let answer = roads
        .account
        .agent(TICKET, KARI, "Hei! Vil du at vi skal snakke om det?");

    roads.webhook(&answer).await;
    for event in &webhook_first {
        roads.webhook(event).await;
    }
    panel.until(|session| session["messages"] == 4).await;
    for event in webhook_first.iter().chain([&answer]) {
        roads.app(event).await;
    }
    for (so_far, event) in app_first.iter().enumerate() {
        roads.app(event).await;
        panel
            .until(|session| session["messages"] == 5 + so_far)
            .await;
    }
    for event in app_first.iter().chain([&by_webhook_alone]) {
        roads.webhook(event).await;
    }
    let before = panel.until(|session| session["messages"] == 8).await;

    roads.restart().await;
    let mut panel = Page::panel(&roads.sidecar, "Kari").await;
    // What the app sees is what was read already.
    for event in webhook_first.iter().chain(&app_first).chain([&answer]) {
        roads.app(event).await;
    }
    for event in webhook_first
        .iter()
        .chain(&app_first)
        .chain([&by_webhook_alone, &last])
    {
        roads.webhook(event).await;
    }
    let after = panel.until(|session| session["messages"] == 9).await;
    assert_eq!((&after["id"], &after["gaps"]), (&before["id"], &json!([])));
    roads.app(&last).await;
    roads.app(&by_webhook_alone).await;
    let more = roads.account.veisoker(TICKET, "én ting til");
    roads.webhook(&more).await;
    panel.until(|session| session["messages"] == 10).await;
    let counts = panel
        .frames
        .iter()
        .filter(|frame| frame.contains("\"messages\":11"));
    assert_eq!(counts.count(), 0, "nothing is shown twice");
    roads.sidecar.stop().await;
}

#[tokio::test]
async fn what_is_taken_back_by_one_id_is_gone_by_the_other_too() {
    let mut roads = Roads::open().await;
    let mut panel = Page::panel(&roads.sidecar, "Kari").await;
    let answer = roads.account.agent(TICKET, KARI, "Hei!");
    let message = roads.account.veisoker(TICKET, "ring meg på 912 34 567");
    roads.app(&message).await;
    roads.webhook(&message).await;
    roads.webhook(&answer).await;
    panel.until(|session| session["messages"] == 2).await;
    let redact = FeedEvent {
        message: Some(message["event"]["message"]["id"].as_str().unwrap().into()),
        ..event("taken-back", TICKET, Kind::Redact)
    };
    roads.app.send(&[redact]).await.unwrap();
    roads.app.answer().await.unwrap();
    panel.until(|session| session["messages"] == 1).await;
    roads.app(&message).await;
    roads.webhook(&message).await;
    roads.app(&answer).await;
    assert!(
        panel
            .sessions
            .values()
            .all(|session| session["messages"] == 1)
    );
    roads.sidecar.stop().await;
}

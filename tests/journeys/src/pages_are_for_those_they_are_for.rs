//! Pages and sockets open for those they are for, and for nobody else.

use harness::{ChatPlatform, Page, TestSidecar, connect, log_in, request};

#[tokio::test]
async fn a_counsellor_never_receives_a_colleagues_chat() {
    let mut sidecar = TestSidecar::start().await;
    let mut mine = Page::panel(&sidecar, "veileder 1").await;
    let mut theirs = Page::panel(&sidecar, "veileder 2").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", "dev:veileder 1").await;
    platform
        .veisoker("a", "dette er bare for deg, Fjellbakken")
        .await;
    let session = mine.until(|session| session["messages"] == 1).await;
    let id = session["id"].as_str().unwrap();
    theirs
        .send(&serde_json::json!({"type": "more", "session": id}))
        .await;
    let answer = loop {
        let frame = theirs.next().await;
        if frame["type"] == "problem" {
            break frame;
        }
    };
    assert_eq!(answer["reason"], "no such chat");
    assert!(
        !theirs.frames.concat().contains("Fjellbakken") && !theirs.frames.concat().contains(id)
    );
    // Handed over, it leaves one panel and comes to the other.
    let over = platform.next(
        "a",
        feed::incoming::Kind::Transfer,
        Some(harness::counsellor("dev:veileder 2")),
    );
    platform.send(over).await;
    assert_eq!(mine.until_gone(id).await, "transferred");
    theirs.until(|session| session["messages"] == 1).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn sockets_want_a_login_a_role_and_our_own_page() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let ours = format!("http://{at}");
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let status = |result: Result<_, Box<tokio_tungstenite::tungstenite::Error>>| match result {
        Ok(_) => 101,
        Err(error) => match *error {
            tokio_tungstenite::tungstenite::Error::Http(response) => response.status().as_u16(),
            _ => 0,
        },
    };
    assert_eq!(status(connect(at, "/panel/v1", "", &ours).await), 401);
    assert_eq!(
        status(connect(at, "/panel/v1", &cookie, "http://evil.example").await),
        403
    );
    assert_eq!(status(connect(at, "/panel/v1", &cookie, "null").await), 403);
    assert_eq!(status(connect(at, "/board/v1", &cookie, &ours).await), 403);
    assert_eq!(status(connect(at, "/panel/v1", &cookie, &ours).await), 101);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_page_without_a_login_leads_to_the_login() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let answer = request(at, "GET", "/veileder", "text/plain", "", "").await;
    assert!(
        answer.starts_with("HTTP/1.1 303") && answer.contains("location: /?next=/veileder"),
        "{answer}"
    );
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let page = request(at, "GET", "/veileder", "text/plain", &cookie, "").await;
    assert!(
        page.starts_with("HTTP/1.1 200")
            && page.contains("content-security-policy: default-src 'self'")
    );
    request(at, "POST", "/ut", "text/plain", &cookie, "").await;
    let after = request(at, "GET", "/veileder", "text/plain", &cookie, "").await;
    assert!(after.starts_with("HTTP/1.1 303"), "logged out at once");
    sidecar.stop().await;
}

#[tokio::test]
async fn search_answers_as_you_type() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let search = async |query: &str| {
        let body = serde_json::json!({ "query": query }).to_string();
        let answer = request(
            at,
            "POST",
            "/api/search",
            "application/json",
            &cookie,
            &body,
        )
        .await;
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<serde_json::Value>(body).unwrap()
    };
    for query in ["fagbrev som voksen", "fag brev", "fagbre", "fagbrve"] {
        let found = search(query).await;
        let titles: Vec<_> = found["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap())
            .collect();
        assert!(
            titles.iter().take(3).any(|id| *id == "fagbrev-som-voksen"),
            "{query}: {titles:?}"
        );
    }
    let unknown = request(
        at,
        "GET",
        "/api/articles/finnes-ikke",
        "text/plain",
        &cookie,
        "",
    )
    .await;
    assert!(unknown.starts_with("HTTP/1.1 404"));
    assert!(
        request(at, "GET", "/api/articles", "text/plain", "", "")
            .await
            .starts_with("HTTP/1.1 401")
    );
    sidecar.stop().await;
}

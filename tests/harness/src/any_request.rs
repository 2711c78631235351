//! Requests that nobody thought of, made from the description of the doors (schemathesis).

use crate::venv::python_with;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use tokio::time::timeout;

/// The program and what it needs, pinned: the same requests every time.
const PINNED: [&str; 27] = [
    "schemathesis==4.32.5",
    "anyio==4.16.0",
    "certifi==2026.10.18",
    "charset-normalizer==3.5.2",
    "click==8.5.1",
    "graphql-core==3.3.2",
    "harfile==0.6.0",
    "hypothesis==6.170.15",
    "hypothesis-graphql==0.13.5",
    "idna==3.20",
    "iniconfig==2.3.1",
    "jsonschema_rs==0.60.3",
    "markdown-it-py==4.3.0",
    "MarkupSafe==3.0.4",
    "mdurl==0.1.2",
    "packaging==26.3",
    "pluggy==1.7.0",
    "Pygments==2.21.0",
    "pyrate-limiter==4.5.1",
    "pytest==9.2.0",
    "PyYAML==6.0.3",
    "requests==2.34.2",
    "rich==15.0.0",
    "sortedcontainers==2.4.0",
    "typing_extensions==4.16.0",
    "urllib3==2.8.0",
    "Werkzeug==3.1.9",
];
/// What is held of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance";
/// Longer than the requests take, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// Sends what the description at an address allows and what it does not, so many times a door, and gives
/// what the program said: an error if an answer was not as described. `None` if it is left out.
///
/// # Panics
/// If the program cannot be had, or does not come to an end.
pub async fn send(
    address: SocketAddr,
    description: &str,
    cookie: &str,
    examples: u32,
) -> Option<Result<String, String>> {
    let python = python_with(&PINNED).await?;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = python.with_file_name("schemathesis");
    let sent = Command::new(program)
        .current_dir(folder.path())
        .args(["run", &format!("http://{address}{description}")])
        .args(["--checks", CHECKS])
        .args(["--header", &format!("Cookie: {cookie}")])
        .args(["--max-examples", &examples.to_string()])
        .args(["--phases", "examples,coverage,fuzzing"])
        .args(["--seed", "1", "--workers", "1", "--request-timeout", "20"])
        .args(["--generation-database", "none", "--no-color"])
        .args(["--max-failures", "10"])
        .env("HOME", Path::new(folder.path()))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let sent = timeout(PATIENCE, sent).await.expect("it comes to an end");
    let sent = sent.expect("schemathesis starts");
    let said = [sent.stdout, sent.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    Some(if sent.status.success() {
        Ok(said)
    } else {
        Err(said)
    })
}
